//! Makes the rows of `performance.csv`: one line of business on one day, step after step, each bounded by the last.
//!
//! `delivered ≤ sends`, `opens ≤ delivered`, `visits ≤ clicks`, `conversions ≤ visits`, `conversions ≤ orders`,
//! `orders ≤ units`, `new_customers ≤ orders`, `refunds ≤ revenue`. An empty cell was not measured; a zero was.

use std::fmt::Write;

use crate::calendar::{Day, payday_level, week_level};
use crate::plan::{Channel, Days, Line, Payment, Plan, Start};
use crate::random::{Dice, whole};

pub const DIMENSIONS: [&str; 7] = ["date", "channel", "campaign", "stage", "segment", "region", "device"];

pub struct Row<'a> {
    pub day: Day,
    pub line: &'a Line,
    pub measures: Measures,
}

/// What is measured, in the order of the columns. Money is in whole riyals, which the shop's prices are; so is the
/// cost of a day.
#[derive(Clone, Copy, Default)]
pub struct Measures {
    pub impressions: Option<u64>,
    pub sends: Option<u64>,
    pub delivered: Option<u64>,
    pub opens: Option<u64>,
    pub clicks: Option<u64>,
    pub visits: Option<u64>,
    pub leads: Option<u64>,
    pub conversions: Option<u64>,
    pub orders: Option<u64>,
    pub units: Option<u64>,
    pub revenue: Option<u64>,
    pub refunds: Option<u64>,
    pub cost: Option<u64>,
    pub new_customers: Option<u64>,
}

impl Measures {
    pub const N: usize = 14;

    pub fn named(&self) -> [(&'static str, Option<u64>); Self::N] {
        [
            ("impressions", self.impressions),
            ("sends", self.sends),
            ("delivered", self.delivered),
            ("opens", self.opens),
            ("clicks", self.clicks),
            ("visits", self.visits),
            ("leads", self.leads),
            ("conversions", self.conversions),
            ("orders", self.orders),
            ("units", self.units),
            ("revenue", self.revenue),
            ("refunds", self.refunds),
            ("cost", self.cost),
            ("new_customers", self.new_customers),
        ]
    }
}

/// The outage: what push messages led to was not measured from 11 to 16 May 2026.
const OUTAGE: (&str, Day, Day) = ("push", Day(20_584), Day(20_589));

/// How an occasion is felt: that much of its lift by more traffic, that much by traffic that buys more readily.
const LIFT_OF_TRAFFIC: f64 = 0.60;
const LIFT_OF_CONVERSION: f64 = 0.32;
/// A message goes to a list, which no occasion makes longer: the lift is felt in clicks, then in orders.
const LIFT_OF_CLICKS: f64 = 0.45;

/// Prices without VAT are whole tens of riyals.
const PRICE_STEP: u32 = 10;

/// Shares of the answers to a mailing by the days since it left, in per mille; the sum is 1000.
const ANSWERS: [u16; 22] = [0, 0, 25, 70, 110, 125, 115, 95, 80, 68, 58, 48, 40, 34, 29, 24, 20, 17, 14, 12, 9, 7];

/// Gives all rows: line after line, and day after day within a line, which compresses better than all lines of a day
/// together.
pub fn rows(plan: &Plan) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for line in &plan.lines {
        let Some(channel) = plan.channels.iter().find(|channel| channel.id == line.channel) else { continue };
        for day in (line.from.0..=line.to.0).map(Day) {
            if let Some(measures) = measures(plan, channel, line, day) {
                rows.push(Row { day, line, measures });
            }
        }
    }
    rows
}

pub fn csv(rows: &[Row<'_>]) -> String {
    let mut text = DIMENSIONS.join(",");
    for (name, _) in Measures::default().named() {
        text.push(',');
        text.push_str(name);
    }
    text.push('\n');
    for Row { day, line, measures } in rows {
        let device = line.device.as_deref().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{day},{},{},{},{},{},{device}",
            line.channel, line.campaign, line.stage, line.segment, line.region
        );
        for (_, value) in measures.named() {
            text.push(',');
            if let Some(value) = value {
                let _ = write!(text, "{value}");
            }
        }
        text.push('\n');
    }
    text
}

/// Gives what a line did on a day, or nothing if it was not active.
fn measures(plan: &Plan, channel: &Channel, line: &Line, day: Day) -> Option<Measures> {
    let key = line.key();
    let mut dice = Dice::of(&key, day.0);
    // Bad and good weeks last: a level for each week, joined by straight lines.
    let week = day.0.div_euclid(7);
    let within = day.0.rem_euclid(7) as f64 / 7.0;
    let [this, next] = [week, week + 1].map(|week| Dice::of(&key, -week).level(0.045));
    let mood = this + (next - this) * within;
    // A good day of a channel is a good day of all its lines.
    let shared = Dice::of(channel.id, day.0).level(0.025);
    let lift = plan.occasion(channel, line, day) * week_level(channel.beat, day) * payday_level(day) - 1.0;
    let trend = plan.trend(channel.id, "volume", day);
    let volume = line.volume * trend;

    let mut measures = Measures::default();
    let traffic = mood * shared * dice.level(0.04) * (1.0 + lift * LIFT_OF_TRAFFIC);
    match (line.days, channel.start) {
        (Days::Posted(posting_day), _) => answers(&mut measures, channel, line, posting_day, day, volume, &mut dice)?,
        (Days::Weekdays(days), _) if !days.get(day.weekday()).copied().unwrap_or(false) => return None,
        (Days::Weekdays(_), Start::Sends) => {
            messages(&mut measures, channel, line, volume * mood, 1.0 + lift * LIFT_OF_CLICKS, &mut dice)
        }
        (Days::Weekdays(_), Start::Impressions) => {
            let impressions = rounded(volume * traffic, 100);
            measures.impressions = Some(impressions);
            measures.clicks = line.click.map(|click| dice.loose_count(impressions as f64 * click, 0.04));
        }
        (Days::Weekdays(_), Start::Clicks) => measures.clicks = Some(dice.count(volume * traffic)),
        (Days::Weekdays(_), Start::Visits) => measures.visits = Some(dice.count(volume * traffic)),
    }
    if let (Some(clicks), Some(landing)) = (measures.clicks, channel.landing) {
        measures.visits = Some(whole(clicks as f64 * landing * dice.level(0.012)).min(clicks));
    }
    let readiness = plan.trend(channel.id, "conversion", day) * (1.0 + lift * LIFT_OF_CONVERSION) * dice.level(0.03);
    sell(&mut measures, channel, line, readiness, &mut dice);
    measures.cost = cost(&measures, channel, line, plan.trend(channel.id, "price", day) * dice.level(0.025));
    if channel.id == OUTAGE.0 && OUTAGE.1 <= day && day <= OUTAGE.2 {
        let Measures { sends, delivered, cost, .. } = measures;
        measures = Measures { sends, delivered, cost, ..Measures::default() };
    }
    Some(measures)
}

/// Fills in what was sent, what arrived, and who opened and clicked.
fn messages(measures: &mut Measures, channel: &Channel, line: &Line, volume: f64, eagerness: f64, dice: &mut Dice) {
    let sends = rounded(volume, if volume < 10_000.0 { 10 } else { 100 });
    let delivered = whole(sends as f64 * channel.delivered.unwrap_or(1.0) * dice.level(0.003)).min(sends);
    measures.sends = Some(sends);
    measures.delivered = Some(delivered);
    measures.opens = channel.opened.map(|opened| dice.loose_count(delivered as f64 * opened, 0.03).min(delivered));
    let clicks = line.click.map(|click| dice.loose_count(delivered as f64 * click * eagerness, 0.04));
    measures.clicks = clicks.map(|clicks| clicks.min(measures.opens.unwrap_or(delivered)));
}

/// Fills in a mailing on the day it leaves, and the answers it still gets; gives nothing once nobody answers any
/// more.
fn answers(
    measures: &mut Measures,
    channel: &Channel,
    line: &Line,
    posting_day: i64,
    day: Day,
    volume: f64,
    dice: &mut Dice,
) -> Option<()> {
    let (year, month, day_of_month) = day.date();
    let (year, month) = match month {
        _ if posting_day <= day_of_month => (year, month),
        1 => (year - 1, 12),
        _ => (year, month - 1),
    };
    let posted = Day::from_date(year, month, posting_day);
    let n_days = usize::try_from(day.0 - posted.0).ok()?;
    let share = f64::from(*ANSWERS.get(n_days)?) / 1000.0;
    if n_days == 0 {
        let sends = rounded(volume, 100);
        measures.sends = Some(sends);
        measures.delivered = channel.delivered.map(|delivered| whole(sends as f64 * delivered));
    }
    measures.visits = line.click.map(|answered| dice.count(volume * answered * share));
    Some(())
}

/// Fills in what the visits led to.
fn sell(measures: &mut Measures, channel: &Channel, line: &Line, readiness: f64, dice: &mut Dice) {
    // One buyer in thirty-five comes back on the same day.
    const SECOND_ORDERS: f64 = 0.028;
    let visits = measures.visits.unwrap_or(0);
    let conversions = dice.count(visits as f64 * line.conversion * readiness).min(visits);
    let orders = conversions + dice.count(conversions as f64 * SECOND_ORDERS);
    let units = orders + dice.count(orders as f64 * (channel.units - 1.0));
    // Orders differ a lot, their mean the less the more there are.
    let value = if orders == 0 { 0.0 } else { line.value * dice.level(0.42 / (orders as f64).sqrt()) };
    let revenue = rounded(orders as f64 * value, PRICE_STEP);
    let n_refunded = dice.count(orders as f64 * channel.refunds).min(orders);
    let refunds = rounded(n_refunded as f64 * value * (0.70 + 0.55 * dice.share()), PRICE_STEP).min(revenue);
    measures.leads = line.leads.map(|leads| dice.count(visits as f64 * leads).min(visits));
    measures.conversions = Some(conversions);
    measures.orders = Some(orders);
    measures.units = Some(units);
    measures.revenue = Some(revenue);
    measures.refunds = Some(refunds);
    measures.new_customers = Some(dice.count(orders as f64 * line.new).min(orders));
}

/// Gives what the line cost on the day; nothing where nobody sends an invoice, as for a store's footfall.
fn cost(measures: &Measures, channel: &Channel, line: &Line, price: f64) -> Option<u64> {
    let basis = match channel.payment {
        Payment::None => None,
        // A mailing's answers come on days when nothing was posted: those cost nothing, which is known.
        Payment::Send => return Some(whole(measures.sends.unwrap_or(0) as f64 * line.cost?)),
        Payment::Thousand => measures.impressions.map(|impressions| impressions as f64 / 1000.0),
        Payment::Click => measures.clicks.map(|clicks| clicks as f64),
        // A commission is agreed: its rate does not move.
        Payment::Revenue => return Some(whole(measures.revenue? as f64 * line.cost?)),
    };
    Some(whole(basis? * line.cost? * price))
}

/// Rounds to a step, as platforms report impressions, as lists are cut, and as prices end.
fn rounded(value: f64, step: u32) -> u64 {
    whole(value / f64::from(step)) * u64::from(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_step_exceeds_the_one_before() -> crate::Result<()> {
        let plan = Plan::read()?;
        for Row { day, line, measures } in rows(&plan) {
            let bounds = [
                (measures.delivered, measures.sends),
                (measures.opens, measures.delivered),
                (measures.clicks, measures.impressions.or(measures.opens).or(measures.delivered)),
                (measures.visits, measures.clicks),
                (measures.leads, measures.visits),
                (measures.conversions, measures.visits),
                (measures.conversions, measures.orders),
                (measures.orders, measures.units),
                (measures.refunds, measures.revenue),
                (measures.new_customers, measures.orders),
            ];
            for (index, (low, high)) in bounds.into_iter().enumerate() {
                let holds = low.zip(high).is_none_or(|(low, high)| low <= high);
                assert!(holds, "bound {index}, {day}, {}: {low:?} > {high:?}", line.key());
            }
        }
        Ok(())
    }

    #[test]
    fn every_line_belongs_to_a_channel_and_is_told_from_the_others() -> crate::Result<()> {
        let plan = Plan::read()?;
        let mut keys = plan.lines.iter().map(Line::key).collect::<Vec<_>>();
        keys.sort();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        for line in &plan.lines {
            assert!(plan.channels.iter().any(|channel| channel.id == line.channel), "{}", line.channel);
        }
        Ok(())
    }

    #[test]
    fn the_answers_to_a_mailing_are_all_of_them() {
        assert_eq!(ANSWERS.iter().sum::<u16>(), 1000);
    }
}
