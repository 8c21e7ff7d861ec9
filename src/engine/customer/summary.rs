//! What models of repeat purchase need to know of a customer: frequency, recency, age, mean value.

use super::history::History;
use crate::engine::day::{Day, WeekStart};
use crate::engine::quantity::Sum;

/// The periods that purchases are counted in; several orders in one are one purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Day,
    /// Monday to Sunday.
    Week,
    Month,
}

impl Period {
    /// Returns the number of a day's period; consecutive periods differ by 1.
    pub fn number(self, day: Day) -> i32 {
        match self {
            Self::Day => day.number(),
            Self::Week => day.start_of_week(WeekStart::Monday).number().div_euclid(7),
            Self::Month => {
                let (year, month, _) = day.to_ymd();
                year * 12 + i32::try_from(month).unwrap_or(1)
            }
        }
    }
}

/// One customer (Fader, Hardie & Lee 2005, Mark. Sci. 24:275).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    pub customer: u32,
    /// x: periods with a purchase after the first one.
    pub frequency: f64,
    /// t_x: periods from the first to the last purchase.
    pub recency: f64,
    /// T: periods from the first purchase to the end.
    pub age: f64,
    /// Mean spending of a period with a purchase, the first left out; 0 at frequency 0.
    pub mean_value: f64,
}

/// Summarises each customer by ascending number; orders after `end` do not exist yet.
pub fn summaries(history: &History, end: Day, period: Period) -> Vec<Summary> {
    let last = period.number(end);
    history
        .customers()
        .filter_map(|orders| {
            let until = orders.get(..orders.partition_point(|order| order.day <= end))?;
            let first = period.number(until.first()?.day);
            let latest = period.number(until.last()?.day);
            let (mut frequency, mut spent) = (0.0, Sum::ZERO);
            for same in until.chunk_by(|a, b| period.number(a.day) == period.number(b.day)) {
                if same.first().is_some_and(|order| period.number(order.day) > first) {
                    frequency += 1.0;
                    spent += super::history::revenue(same);
                }
            }
            Some(Summary {
                customer: until.first()?.customer,
                frequency,
                recency: f64::from(latest - first),
                age: f64::from(last - first),
                mean_value: if frequency > 0.0 { spent.to_f64() / frequency } else { 0.0 },
            })
        })
        .collect()
}
