//! How long ago something was, as a person says it.

/// A time ago. Each has its message: `age-<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Less than a minute, or in the future, as clocks of two machines differ.
    Now,
    Minutes(u64),
    Hours(u64),
    Days(u64),
}

impl Age {
    /// Takes two moments in milliseconds since 1970. What has passed is counted in whole units.
    pub const fn between(then_ms: u64, now_ms: u64) -> Self {
        match now_ms.saturating_sub(then_ms) / 60_000 {
            0 => Self::Now,
            minutes @ 1..60 => Self::Minutes(minutes),
            minutes @ 60..1_440 => Self::Hours(minutes / 60),
            minutes => Self::Days(minutes / 1_440),
        }
    }

    /// Returns the name of its message's last part.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Minutes(_) => "minutes",
            Self::Hours(_) => "hours",
            Self::Days(_) => "days",
        }
    }

    /// Returns how many of its unit; 0 for now.
    pub const fn count(self) -> u64 {
        match self {
            Self::Now => 0,
            Self::Minutes(n) | Self::Hours(n) | Self::Days(n) => n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Age;

    #[test]
    fn an_age_is_counted_in_whole_units() {
        const NOW: u64 = 1_800_000_000_000;
        for (ago_ms, age) in [
            (0, Age::Now),
            (59_999, Age::Now),
            (60_000, Age::Minutes(1)),
            (3_599_999, Age::Minutes(59)),
            (3_600_000, Age::Hours(1)),
            (86_399_999, Age::Hours(23)),
            (86_400_000, Age::Days(1)),
            (NOW, Age::Days(20_833)),
        ] {
            assert_eq!(Age::between(NOW - ago_ms, NOW), age, "{ago_ms} ms ago");
        }
        assert_eq!(Age::between(NOW + 5_000, NOW), Age::Now, "another machine's clock is ahead");
    }
}
