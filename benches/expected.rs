//! What the invented orders add up to, by an obvious pass over the rows for each question: integers all the way, nothing
//! kept between two questions, nothing taken from the readers and the engine that it is held against.

use super::{N_DAYS, Order, Random, SEGMENTS, calendar, orders};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Questions that nobody measures: just-in-time compilers and indexes come into being.
const N_WARM_UPS: usize = 10;
const N_FILTERS: usize = 30;
/// How long the window of a filter and of the brush is.
const N_WINDOW_DAYS: usize = 90;

/// Rows of a window of days and perhaps of one segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    pub segment: Option<&'static str>,
    /// Days since the first one of the table; `to` is the first that is not meant.
    pub from: usize,
    pub to: usize,
}

/// Revenue and cost in cents, orders, conversions.
type Sums = [u64; 4];

/// What a filter leaves, four times the same rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Sums and how many customers differ.
    pub channel: BTreeMap<&'static str, (Sums, usize)>,
    pub day: BTreeMap<usize, Sums>,
    pub region: BTreeMap<u32, Sums>,
    pub segment: BTreeMap<&'static str, Sums>,
}

/// Returns the questions: everything, then those before the clock runs, then those that are measured. They are the same
/// for every length of the table.
pub fn filters() -> Vec<Filter> {
    let mut random = Random(7);
    let mut one = |at: usize| {
        let from = (random.share() * (N_DAYS as usize - N_WINDOW_DAYS) as f64) as usize;
        Filter { segment: SEGMENTS.get(at % SEGMENTS.len()).copied(), from, to: from + N_WINDOW_DAYS }
    };
    let all = Filter { segment: None, from: 0, to: N_DAYS as usize };
    std::iter::once(all).chain((0..N_WARM_UPS + N_FILTERS).map(&mut one)).collect()
}

/// Returns the windows of a brush that is drawn over the two years, a day at a time.
pub fn brush() -> impl Iterator<Item = Filter> {
    (0..=N_DAYS as usize - N_WINDOW_DAYS).map(|from| Filter {
        segment: Some(SEGMENTS[1]),
        from,
        to: from + N_WINDOW_DAYS,
    })
}

/// An order with its place in the two years.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub day: usize,
    pub order: Order,
}

/// Makes the rows of a table of `n_rows`, in the order of days.
pub fn rows(n_rows: u64) -> Vec<Row> {
    let mut days = (0..N_DAYS as usize).zip(calendar()).peekable();
    let row = |order: Order| {
        while days.peek().is_some_and(|(_, date)| *date != order.date) {
            days.next();
        }
        Row { day: days.peek().map_or(0, |(day, _)| *day), order }
    };
    orders(n_rows).map(row).collect()
}

/// Answers one filter, of rows in the order of days.
pub fn answer(rows: &[Row], filter: Filter) -> Answer {
    let mut answer = Answer::default();
    let mut customers = Vec::new();
    let start = rows.partition_point(|row| row.day < filter.from);
    let end = rows.partition_point(|row| row.day < filter.to);
    for Row { day, order } in &rows[start..end] {
        if filter.segment.is_some_and(|segment| segment != order.segment) {
            continue;
        }
        let add = |sums: &mut Sums| {
            let values = [order.revenue_cents, order.cost_cents, order.orders.into(), order.conversions.into()];
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        };
        add(&mut answer.channel.entry(order.channel).or_default().0);
        add(answer.day.entry(*day).or_default());
        add(answer.region.entry(order.region).or_default());
        add(answer.segment.entry(order.segment).or_default());
        customers.push((order.channel, order.customer));
    }
    customers.sort_unstable();
    customers.dedup();
    for (channel, _) in customers {
        answer.channel.entry(channel).or_default().1 += 1;
    }
    answer
}

/// Writes the questions and their answers as JSON.
///
/// # Errors
/// What is written to fails.
pub fn write(n_rows: u64, out: &mut impl Write) -> io::Result<()> {
    let rows = rows(n_rows);
    let n_sessions: u64 = rows.iter().map(|row| u64::from(row.order.sessions)).sum();
    writeln!(out, "{{\"n_rows\":{n_rows},\"n_sessions\":{n_sessions},\"n_warm_ups\":{N_WARM_UPS},\"questions\":[")?;
    for (at, filter) in filters().into_iter().enumerate() {
        let Answer { channel, day, region, segment } = answer(&rows, filter);
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}{{\"filter\":{}", json(filter))?;
        let channel =
            channel.iter().map(|(key, (sums, n))| (key.to_string(), [sums.as_slice(), &[*n as u64]].concat()));
        group(out, "channel", channel)?;
        group(out, "day", day.iter().map(|(key, sums)| (key.to_string(), sums.to_vec())))?;
        group(out, "region", region.iter().map(|(key, sums)| (format!("Region-{key:02}"), sums.to_vec())))?;
        group(out, "segment", segment.iter().map(|(key, sums)| (key.to_string(), sums.to_vec())))?;
        writeln!(out, "}}")?;
    }
    writeln!(out, "],\"brush\":[")?;
    for (at, filter) in brush().enumerate() {
        let Answer { channel, .. } = answer(&rows, filter);
        let mut sums = [0; 5];
        for (of, n) in channel.values() {
            let values = of.iter().copied().chain([*n as u64]);
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        let comma = if at == 0 { "" } else { "," };
        writeln!(out, "{comma}{{\"filter\":{},\"sums\":{sums:?}}}", json(filter))?;
    }
    writeln!(out, "]}}")
}

fn json(Filter { segment, from, to }: Filter) -> String {
    let segment = segment.map_or("null".to_owned(), |segment| format!("{segment:?}"));
    format!("{{\"segment\":{segment},\"from\":{from},\"to\":{to}}}")
}

fn group(out: &mut impl Write, name: &str, rows: impl Iterator<Item = (String, Vec<u64>)>) -> io::Result<()> {
    let rows: Vec<String> = rows.map(|(key, values)| format!("{key:?}:{values:?}")).collect();
    write!(out, ",{name:?}:{{{}}}", rows.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_leaves_what_one_counts_by_hand() {
        let order = |day, channel, segment, customer, cents| {
            let first = orders(1).next().expect("a row");
            let known = Order { channel, segment, customer, revenue_cents: cents, ..first };
            Row { day, order: Order { cost_cents: 2, orders: 3, conversions: 4, region: 5, ..known } }
        };
        let rows = [
            order(0, "Email", "VIP", 1, 100),
            order(1, "Email", "VIP", 1, 10),
            order(1, "SMS", "VIP", 1, 10),
            order(1, "SMS", "New", 2, 10),
            order(2, "SMS", "VIP", 3, 5),
            order(3, "Email", "VIP", 9, 1000),
        ];
        let found = answer(&rows, Filter { segment: Some("VIP"), from: 1, to: 3 });
        assert_eq!(found.channel, [("Email", ([10, 2, 3, 4], 1)), ("SMS", ([15, 4, 6, 8], 2))].into());
        assert_eq!(found.day, [(1, [20, 4, 6, 8]), (2, [5, 2, 3, 4])].into());
        assert_eq!(found.region, [(5, [25, 6, 9, 12])].into());
        assert_eq!(found.segment, [("VIP", [25, 6, 9, 12])].into());
    }

    #[test]
    fn every_window_lies_within_the_two_years() {
        let all: Vec<Filter> = filters().into_iter().chain(brush()).collect();
        assert_eq!(all.len(), 1 + N_WARM_UPS + N_FILTERS + 641);
        assert!(all.iter().all(|filter| filter.from < filter.to && filter.to <= 730));
    }
}
