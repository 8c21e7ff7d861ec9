//! A time zone, as far as days need it: what its clocks are ahead of UTC, and since when.

use super::day::Day;
use serde::{Deserialize, Serialize};

/// Seconds of a day.
pub const DAY_S: i64 = 86_400;

/// The offsets of a time zone. Who makes one asks what knows zones (a browser's `Intl`): the data of all zones would be
/// larger than the program.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Zone {
    /// From this UTC second on, clocks are so many seconds ahead of UTC. Ascending.
    transitions: Vec<(i64, i32)>,
}

impl Zone {
    /// Makes a zone of pairs of a UTC second and the offset in seconds that begins with it, in any order. Before the
    /// first, the first offset holds; without any, the zone is UTC.
    pub fn from_transitions(transitions: impl IntoIterator<Item = (i64, i32)>) -> Self {
        let mut transitions: Vec<_> = transitions.into_iter().collect();
        transitions.sort_unstable();
        Self { transitions }
    }

    /// Returns how many seconds clocks are ahead of UTC at a UTC second.
    pub fn offset_at(&self, utc_second: i64) -> i32 {
        let n_begun = self.transitions.partition_point(|(begin, _)| *begin <= utc_second);
        self.transitions.get(n_begun.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }

    /// Returns the local day of a second since 1970-01-01 UTC, held within years 1..=9999.
    pub fn day_of(&self, utc_second: i64) -> Day {
        let days = utc_second.saturating_add(i64::from(self.offset_at(utc_second))).div_euclid(DAY_S);
        let days = days.clamp(i64::from(Day::MIN.number()), i64::from(Day::MAX.number()));
        i32::try_from(days).map_or(Day::MAX, |days| Day::EPOCH.plus_days(days))
    }
}
