use super::compare::Computed;
use super::golden::{Csv, Golden, keys};
use miyar::engine::customer::acquisition::{AcquisitionCost, Layer};
use miyar::engine::journey::attribution::{Model, credits};
use miyar::engine::journey::email::Mailing;
use miyar::engine::journey::funnel::{Event, Funnel, Order, distinct_users};
use miyar::engine::journey::markov::{self, Transitions};
use miyar::engine::journey::path::{Credit, Path, total};
use miyar::engine::journey::performance::{Amounts, Performance};
use miyar::engine::quantity::{Quantity, Sum};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub fn email(golden: &Golden) -> Computed {
    let input = golden.csv("input.csv");
    let columns = [
        "sent",
        "hard_bounces",
        "soft_bounces",
        "unique_opens",
        "machine_opens",
        "unique_clicks",
        "unsubscribes",
        "complaints",
    ]
    .map(|name| input.counts(name));
    let mailing = |at: usize| {
        let [sent, hard_bounces, soft_bounces, unique_opens, machine_opens, unique_clicks, unsubscribes, complaints] =
            columns.each_ref().map(|column| column[at]);
        Mailing {
            sent,
            hard_bounces,
            soft_bounces,
            unique_opens,
            machine_opens,
            unique_clicks,
            unsubscribes,
            complaints,
        }
    };
    let rates = |mailing: Mailing| {
        json!({
            "delivered": mailing.delivered(),
            "delivery_rate": mailing.delivery_rate().share(), "bounce_rate": mailing.bounce_rate().share(),
            "open_rate": mailing.open_rate().share(), "open_rate_excl_machine": mailing.human_open_rate().share(),
            "click_rate": mailing.click_rate().share(), "click_to_open": mailing.click_to_open(),
            "unsubscribe_rate": mailing.unsubscribe_rate().share(), "complaint_rate": mailing.complaint_rate().share(),
        })
    };
    let mut campaigns: BTreeMap<&str, Mailing> = BTreeMap::new();
    for (at, name) in input.column("campaign").into_iter().enumerate() {
        let sum = campaigns.entry(name).or_default();
        *sum = *sum + mailing(at);
    }
    let of_campaign = |(name, mailing): (&&str, &Mailing)| {
        let mut row = rates(*mailing);
        row["campaign"] = json!(name);
        row
    };
    Computed::of(json!({
        "overall": rates(campaigns.values().copied().sum()),
        "by_campaign": campaigns.iter().map(of_campaign).collect::<Vec<_>>(),
    }))
}

pub fn funnel(golden: &Golden) -> Computed {
    let steps: Vec<&str> =
        golden.params["steps"].as_array().unwrap().iter().map(|step| step.as_str().unwrap()).collect();
    let window = (golden.params["window_days"].as_f64().unwrap() * 86_400.0) as i64;
    let input = golden.csv("events.csv");
    let (users, _) = input.codes("user_id");
    let events: Vec<Event> = users
        .into_iter()
        .zip(input.numbers("ts"))
        .zip(input.column("event"))
        .map(|((user, time), name)| Event {
            user: user as u32,
            time: time as i64,
            step: steps.iter().position(|step| *step == name),
        })
        .collect();
    let by_step = |counts: &[u64]| -> Map<String, Value> {
        steps.iter().zip(counts).map(|(step, n)| ((*step).to_owned(), json!(n))).collect()
    };
    let of_order = |order| {
        let funnel = Funnel::of(&events, steps.len(), window, order);
        json!({
            "reached": by_step(&funnel.reached),
            "step_rate": (0..steps.len())
                .map(|step| funnel.step_rate(step).and_then(|rate| rate.share())).collect::<Vec<_>>(),
            "overall_rate": funnel.overall().and_then(|rate| rate.share()),
        })
    };
    Computed::of(json!({
        "default": of_order(Order::Loose), "strict_increase": of_order(Order::Increasing),
        "strict_order": of_order(Order::Strict),
        "open_funnel_distinct_users": by_step(&distinct_users(&events, steps.len())),
    }))
}

fn paths(golden: &Golden) -> (Vec<Path>, Vec<String>) {
    let input = golden.csv("paths.csv");
    let touches: Vec<Vec<&str>> =
        input.column("path").into_iter().map(|path| path.split('>').map(str::trim).collect()).collect();
    let mut channels: Vec<String> = touches.iter().flatten().map(|name| (*name).to_owned()).collect();
    channels.sort();
    channels.dedup();
    let (conversions, values, nulls) =
        (input.numbers("total_conversions"), input.numbers("total_conversion_value"), input.numbers("total_null"));
    let code = |name: &str| channels.iter().position(|channel| channel == name).unwrap();
    let path = |(at, touches): (usize, &Vec<&str>)| Path {
        touches: touches.iter().map(|name| code(name)).collect(),
        hours_before: None,
        conversions: conversions[at],
        value: values[at],
        not_converted: nulls[at],
    };
    (touches.iter().enumerate().map(path).collect(), channels)
}

/// Journeys one by one, with the hours from each touch to the conversion.
fn timed(golden: &Golden, channels: &[String]) -> Vec<Path> {
    let (touches, outcomes) = (golden.csv("touches.csv"), golden.csv("outcomes.csv"));
    let second = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_second() as f64;
    let mut of_journey: BTreeMap<&str, Vec<(u64, f64, usize)>> = BTreeMap::new();
    let columns = (
        touches.column("journey_id"),
        touches.counts("touch_no"),
        touches.column("touch_at"),
        touches.column("channel"),
    );
    for at in 0..touches.rows.len() {
        let channel = channels.iter().position(|channel| channel == columns.3[at]).unwrap();
        of_journey.entry(columns.0[at]).or_default().push((columns.1[at], second(columns.2[at]), channel));
    }
    let columns = (
        outcomes.column("journey_id"),
        outcomes.numbers("converted"),
        outcomes.column("converted_at"),
        outcomes.numbers("value"),
    );
    let path = |at: usize| {
        let mut touches = of_journey.get(columns.0[at]).cloned().unwrap_or_default();
        touches.sort_by_key(|touch| touch.0);
        let converted = columns.1[at] == 1.0;
        let hours = |touch: &(u64, f64, usize)| (second(columns.2[at]) - touch.1) / 3600.0;
        Path {
            hours_before: converted.then(|| touches.iter().map(hours).collect()),
            touches: touches.into_iter().map(|touch| touch.2).collect(),
            conversions: f64::from(u8::from(converted)),
            value: if converted { columns.3[at] } else { 0.0 },
            not_converted: f64::from(u8::from(!converted)),
        }
    };
    (0..outcomes.rows.len()).map(path).collect()
}

pub fn attribution(golden: &Golden) -> Computed {
    let (paths, channels) = paths(golden);
    let n = channels.len();
    let (mut conversions, mut values) = (Map::new(), Map::new());
    for key in keys(&golden.expected["conversions"]) {
        let share = |model| credits(&paths, n, model);
        let credited: Option<Vec<Credit>> = match key {
            "first" => share(Model::First),
            "last" => share(Model::Last),
            "linear" => share(Model::Linear),
            "position_40_20_40" => share(Model::Position),
            "shapley" => share(Model::Shapley),
            "markov_order1" => markov::credits(&paths, n),
            _ => {
                let hours = key.strip_prefix("time_decay_halflife_").and_then(|rest| rest.strip_suffix('h'));
                let half_life_hours = hours.unwrap_or_else(|| panic!("no model {key}")).parse().unwrap();
                credits(&timed(golden, &channels), n, Model::TimeDecay { half_life_hours })
            }
        };
        let credited = credited.unwrap_or_default();
        let by_channel = |of: fn(&Credit) -> f64| -> Value {
            channels.iter().cloned().zip(credited.iter().map(|credit| json!(of(credit)))).collect::<Map<_, _>>().into()
        };
        conversions.insert(key.to_owned(), by_channel(|credit| credit.conversions));
        values.insert(key.to_owned(), by_channel(|credit| credit.value));
    }
    let transitions = Transitions::of(&paths, n).unwrap();
    let states = |start: &str| -> Vec<String> {
        let ends = ["(null)".to_owned(), "(conversion)".to_owned()];
        std::iter::once(start.to_owned()).chain(channels.iter().cloned()).chain(ends).collect()
    };
    let effects: Map<String, Value> = channels
        .iter()
        .enumerate()
        .map(|(channel, name)| (name.clone(), json!(transitions.removal_effect(channel))))
        .collect();
    let total = total(&paths);
    Computed {
        left_out: vec![
            ("markov.transition_matrix_with_self.states", "names"),
            ("markov.transition_matrix_no_self.states", "names"),
        ],
        ..Computed::of(json!({
            "channels": channels,
            "totals": {"conversions": total.conversions, "value": total.value,
                "null": paths.iter().map(|path| path.not_converted).sum::<f64>(), "paths": paths.len()},
            "conversions": conversions, "value": values,
            "markov": {
                "p_conversion": transitions.conversion_probability(), "removal_effect": effects,
                "transition_counts": {"states": states("(start)"), "counts": transitions.counts()},
                "transition_matrix_with_self": {"rows": transitions.probabilities(true)},
                "transition_matrix_no_self": {"rows": transitions.probabilities(false)},
            },
        }))
    }
}

struct Daily {
    csv: Csv,
    rows: Vec<(Amounts, Option<Quantity>, Option<Quantity>)>,
}

impl Daily {
    fn open(golden: &Golden) -> Self {
        let csv = golden.csv("channel_daily.csv");
        let column = |name: &str| -> Vec<Sum> {
            csv.amounts(name).into_iter().map(|cell| cell.unwrap_or_default().into()).collect()
        };
        let (impressions, clicks, sessions, orders) =
            (column("impressions"), column("clicks"), column("sessions"), column("orders"));
        let (new, units, gross, refunds) =
            (column("new_customers"), column("units"), column("gross_revenue"), column("refunds"));
        let (margin, engagements, cost) = (csv.amounts("gross_margin"), column("engagements"), csv.amounts("cost"));
        let row = |at: usize| {
            let amounts = Amounts {
                impressions: impressions[at],
                clicks: clicks[at],
                sessions: sessions[at],
                orders: orders[at],
                new_customers: new[at],
                units: units[at],
                gross_revenue: gross[at],
                refunds: refunds[at],
                engagements: engagements[at],
            };
            (amounts, cost[at], margin[at])
        };
        let rows = (0..csv.rows.len()).map(row).collect();
        Self { csv, rows }
    }

    fn by<'a>(&'a self, key: impl Fn(usize) -> Vec<&'a str>) -> BTreeMap<Vec<&'a str>, Performance> {
        let mut groups: BTreeMap<Vec<&str>, Performance> = BTreeMap::new();
        for (at, (amounts, cost, margin)) in self.rows.iter().enumerate() {
            groups.entry(key(at)).or_default().add(*amounts, *cost, *margin);
        }
        groups
    }
}

fn kpis(cut: &Performance) -> Value {
    json!({
        "aov_gross": cut.gross_order_value(), "aov_net": cut.net_order_value(), "units_per_order": cut.units_per_order(),
        "revenue_per_unit": cut.gross_revenue_per_unit(), "ctr": cut.click_through_rate(),
        "conversion_rate_sessions": cut.conversion_rate(), "refund_rate_value": cut.refund_rate(),
        "engagement_rate_impressions": cut.engagement_rate(), "cpc": cut.cost_per_click(), "cpm": cut.cost_per_mille(),
        "cost_per_order": cut.cost_per_order(), "cost_per_new_customer": cut.cost_per_new_customer(),
        "cost_per_engagement": cut.cost_per_engagement(), "roas_net": cut.return_on_ad_spend(),
        "roi_margin": cut.return_on_investment(), "cost_coverage_orders": cut.cost_coverage(),
        "cost_known": cut.cost.to_f64(), "cost_rows_missing": cut.n_without_cost, "orders": cut.all.orders.to_f64(),
        "new_customers": cut.all.new_customers.to_f64(), "gross_revenue": cut.all.gross_revenue.to_f64(),
        "net_revenue": cut.all.net_revenue().to_f64(), "sessions": cut.all.sessions.to_f64(),
    })
}

pub fn kpi_table(golden: &Golden) -> Computed {
    let daily = Daily::open(golden);
    let (dates, channels, online) = (daily.csv.column("date"), daily.csv.column("channel"), daily.csv.column("online"));
    let overall = daily.by(|_| Vec::new()).remove(&Vec::<&str>::new()).unwrap_or_default();
    let rows = |groups: BTreeMap<Vec<&str>, Performance>, names: &[&str]| -> Vec<Value> {
        let row = |(key, cut): (Vec<&str>, Performance)| {
            let mut row = kpis(&cut);
            for (name, key) in names.iter().zip(key) {
                row[*name] = if *name == "online" { json!(key.parse::<u8>().unwrap()) } else { json!(key) };
            }
            row
        };
        groups.into_iter().map(row).collect()
    };
    let mut by_online = rows(daily.by(|at| vec![online[at]]), &["online"]);
    for row in &mut by_online {
        let share = |key: &str, whole: Sum| row[key].as_f64().unwrap() / whole.to_f64();
        let (revenue, orders) = (share("net_revenue", overall.all.net_revenue()), share("orders", overall.all.orders));
        row["share_net_revenue"] = json!(revenue);
        row["share_orders"] = json!(orders);
    }
    let fixed = golden.csv("fixed_costs.csv");
    let fixed_of = |month: &str| -> [Sum; 3] {
        let at = fixed.column("month").iter().position(|each| *each == month).unwrap();
        ["marketing_salaries", "sales_salaries", "overheads"]
            .map(|name| fixed.amounts(name)[at].unwrap_or_default().into())
    };
    let (mut whole, mut n_new, mut months) = (AcquisitionCost::default(), 0, Vec::new());
    for (month, cut) in daily.by(|at| vec![&dates[at][..7]]) {
        let [marketing, sales, overhead] = fixed_of(month[0]);
        let cost =
            AcquisitionCost { media: cut.cost, people: marketing + sales, overhead, n_unknown: cut.n_without_cost };
        let new = cut.all.new_customers.to_f64() as u64;
        whole.media += cost.media;
        whole.people += cost.people;
        whole.overhead += cost.overhead;
        n_new += new;
        months.push(json!({
            "month": month[0], "media": cost.media.to_f64(), "missing": cost.n_unknown, "new": new,
            "marketing_salaries": marketing.to_f64(), "sales_salaries": sales.to_f64(), "overheads": overhead.to_f64(),
            "total": cost.total(Layer::FullyLoaded).to_f64(), "cac_media": cost.per_customer(Layer::Media, new),
            "cac_fully_loaded": cost.per_customer(Layer::FullyLoaded, new),
        }));
    }
    Computed {
        left_out: vec![("wrong_mean_of_monthly_cac", "it is what must not be shown")],
        ..Computed::of(json!({
            "overall": kpis(&overall),
            "by_channel": rows(daily.by(|at| vec![channels[at]]), &["channel"]),
            "by_month_channel": rows(daily.by(|at| vec![&dates[at][..7], channels[at]]), &["month", "channel"]),
            "online_offline": by_online,
            "cac_by_month": months,
            "cac_period": {"media": whole.media.to_f64(), "total": whole.total(Layer::FullyLoaded).to_f64(), "new": n_new,
                "cac_media": whole.per_customer(Layer::Media, n_new),
                "cac_fully_loaded": whole.per_customer(Layer::FullyLoaded, n_new)},
        }))
    }
}
