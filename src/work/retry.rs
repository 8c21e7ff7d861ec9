//! When to ask again: within one fetch, and from one refresh to the next. And when waiting has lasted long enough.
//!
//! Clock and dice are parameters: `random` is a number in 0..1.

use super::fault::FetchFault;
use super::http_date;

/// How many times one fetch asks. The third time has shown that it is no hiccup.
pub const MOST_TRIES: u32 = 3;

/// The first wait within a fetch; each further one is twice as long.
const FIRST_DELAY_MS: f64 = 1_000.0;

/// The longest `Retry-After` that is waited for within one fetch: somebody watches. Longer ones put off the next
/// refresh.
const MOST_PATIENCE_S: u32 = 10;

/// The longest wait between two refreshes of a feed that keeps failing, and the longest that a server can ask for
/// at a time: an hour, so that a page left open for the day recovers by itself.
const MOST_BACK_OFF_MS: u64 = 3_600_000;

/// Refreshes come at most so often, whatever a manifest says.
const LEAST_REFRESH_MS: u64 = 1_000;

/// Returns how long to wait before the next try of a fetch, `n_tries` having failed; `None` is to give up.
///
/// The wait is drawn from the upper half of its length: many pages that lost the same server do not come back
/// all at once.
pub fn delay_ms(fault: &FetchFault, n_tries: u32, random: f64) -> Option<u32> {
    if n_tries >= MOST_TRIES {
        return None;
    }
    if let FetchFault::Blocked { .. } = fault {
        // The probe that told it succeeded: had only the network failed before, it has recovered by now.
        return if n_tries == 1 { Some(0) } else { None };
    }
    if !fault.is_worth_retrying() {
        return None;
    }
    let asked_ms = match fault.retry_after_s() {
        Some(seconds) if seconds > MOST_PATIENCE_S => return None,
        seconds => f64::from(seconds.unwrap_or(0)) * 1_000.0,
    };
    let doubled = FIRST_DELAY_MS * f64::from(1_u32 << n_tries.saturating_sub(1).min(16));
    Some(whole_ms(asked_ms.max(doubled * (0.5 + share(random) / 2.0))))
}

/// Returns how long to wait until the next refresh: as the manifest says, ±20 %; twice as long after each failure
/// in a row, up to an hour; and never before the server said to come back.
pub fn next_refresh_ms(refresh_s: u32, n_failures: u32, retry_after_s: Option<u32>, random: f64) -> u64 {
    let regular = (u64::from(refresh_s) * 1_000).max(LEAST_REFRESH_MS);
    let doubled = regular.saturating_mul(1_u64 << n_failures.min(32));
    // A feed that is refreshed daily is not asked each hour because it failed.
    let wait = doubled.min(MOST_BACK_OFF_MS.max(regular));
    let thousandths = u64::from(whole_ms(800.0 + 400.0 * share(random)));
    let jittered = wait.saturating_mul(thousandths) / 1_000;
    jittered.max((u64::from(retry_after_s.unwrap_or(0)) * 1_000).min(MOST_BACK_OFF_MS))
}

/// Reads `Retry-After`: seconds, or a date.
pub fn retry_after_s(text: &str, now_s: u64) -> Option<u32> {
    let text = text.trim();
    let seconds = if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a very long time.
        text.parse().unwrap_or(u64::MAX)
    } else {
        http_date::seconds_from(text, now_s)?.saturating_sub(now_s)
    };
    Some(u32::try_from(seconds).unwrap_or(u32::MAX))
}

fn share(random: f64) -> f64 {
    if random.is_nan() { 0.0 } else { random.clamp(0.0, 1.0) }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_ms(ms: f64) -> u32 {
    // From a float `as` saturates.
    ms as u32
}

/// How long a fetch waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until the answer begins.
    pub answer_ms: u32,
    /// Without a single byte, once it has begun.
    pub stall_ms: u32,
    /// The stretch over which speed is measured.
    pub pace_ms: u32,
    /// The least that must come in such a stretch.
    pub pace_bytes: u64,
}

impl Limits {
    /// 60 s until the answer begins: as long as common proxies wait for a server. 30 s without a byte: a phone that
    /// changes cells is back sooner. And 1 KB/s over a minute: less than the worst mobile network (GPRS, 3 to 5
    /// KB/s), at which a megabyte would take a quarter of an hour.
    pub const USUAL: Self = Self { answer_ms: 60_000, stall_ms: 30_000, pace_ms: 60_000, pace_bytes: 60_000 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::USUAL
    }
}

/// Measures how fast bytes come.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    limits: Limits,
    since_ms: f64,
    n_bytes: u64,
}

impl Pace {
    pub const fn new(limits: Limits, now_ms: f64) -> Self {
        Self { limits, since_ms: now_ms, n_bytes: 0 }
    }

    /// Takes note of bytes that came; tells whether they still come fast enough.
    pub fn is_kept(&mut self, n_bytes: usize, now_ms: f64) -> bool {
        self.n_bytes = self.n_bytes.saturating_add(n_bytes as u64);
        if now_ms - self.since_ms < f64::from(self.limits.pace_ms) {
            return true;
        }
        let is_kept = self.n_bytes >= self.limits.pace_bytes;
        *self = Self::new(self.limits, now_ms);
        is_kept
    }
}
