//! Rates of mailings: shares of what was sent, delivered or opened, over the sums of many campaigns.
//!
//! Source: DMA (UK) email benchmarking; M3AAWG. Where the denominator is 0 there is no rate.

use crate::engine::stat::proportion::Proportion;
use std::iter::Sum;
use std::ops::Add;

/// What became of messages; each a count of messages or of people, added over campaigns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mailing {
    pub sent: u64,
    pub hard_bounces: u64,
    pub soft_bounces: u64,
    /// Messages opened at least once, opened by machines included.
    pub unique_opens: u64,
    /// Opened by a machine only: Apple's Mail Privacy Protection has opened all since September 2021.
    pub machine_opens: u64,
    pub unique_clicks: u64,
    pub unsubscribes: u64,
    pub complaints: u64,
}

impl Mailing {
    pub const fn bounced(self) -> u64 {
        self.hard_bounces.saturating_add(self.soft_bounces)
    }

    /// Returns sent less bounced, at least 0. Delivered is not the same as seen in the inbox.
    pub const fn delivered(self) -> u64 {
        self.sent.saturating_sub(self.bounced())
    }

    /// Returns delivered / sent; with [`Self::bounce_rate`] it makes 1.
    pub const fn delivery_rate(self) -> Proportion {
        Proportion { k: self.delivered(), n: self.sent }
    }

    pub const fn bounce_rate(self) -> Proportion {
        Proportion { k: self.bounced(), n: self.sent }
    }

    /// Returns unique opens / delivered, machines included.
    pub const fn open_rate(self) -> Proportion {
        Proportion { k: self.unique_opens, n: self.delivered() }
    }

    /// Returns unique opens less machine opens / delivered.
    pub const fn human_open_rate(self) -> Proportion {
        Proportion { k: self.unique_opens.saturating_sub(self.machine_opens), n: self.delivered() }
    }

    pub const fn click_rate(self) -> Proportion {
        Proportion { k: self.unique_clicks, n: self.delivered() }
    }

    /// Returns unique clicks / unique opens. With blocked images clicks can exceed opens: a ratio, not a share.
    pub fn click_to_open(self) -> Option<f64> {
        crate::engine::stat::quotient(self.unique_clicks as f64, self.unique_opens as f64)
    }

    pub const fn unsubscribe_rate(self) -> Proportion {
        Proportion { k: self.unsubscribes, n: self.delivered() }
    }

    /// Returns complaints / delivered; senders to Gmail and Yahoo keep it below 0.1 %, and never reach 0.3 %.
    pub const fn complaint_rate(self) -> Proportion {
        Proportion { k: self.complaints, n: self.delivered() }
    }
}

impl Add for Mailing {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            sent: self.sent.saturating_add(other.sent),
            hard_bounces: self.hard_bounces.saturating_add(other.hard_bounces),
            soft_bounces: self.soft_bounces.saturating_add(other.soft_bounces),
            unique_opens: self.unique_opens.saturating_add(other.unique_opens),
            machine_opens: self.machine_opens.saturating_add(other.machine_opens),
            unique_clicks: self.unique_clicks.saturating_add(other.unique_clicks),
            unsubscribes: self.unsubscribes.saturating_add(other.unsubscribes),
            complaints: self.complaints.saturating_add(other.complaints),
        }
    }
}

impl Sum for Mailing {
    fn sum<I: Iterator<Item = Self>>(mailings: I) -> Self {
        mailings.fold(Self::default(), Self::add)
    }
}
