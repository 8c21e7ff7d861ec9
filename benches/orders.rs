//! Invented orders: a marketing fact table of any length, the same for the same length on every machine.
//!
//! One row at a time, sorted by date as exports of a warehouse are: a date, five dimensions, a customer, three counts
//! and two amounts. Only integers and operations that IEEE 754 defines to the last bit are used.

pub mod expected;

use std::io::{self, Write};

pub const COLUMNS: [&str; 12] = [
    "date",
    "channel",
    "segment",
    "region",
    "device",
    "stage",
    "customer_id",
    "sessions",
    "conversions",
    "orders",
    "revenue",
    "cost",
];

const CHANNELS: [&str; 12] = [
    "Paid Search",
    "Organic Search",
    "Display",
    "Paid Social",
    "Organic Social",
    "Email",
    "Affiliate",
    "Direct",
    "Referral",
    "Video",
    "SMS",
    "Offline",
];
const SEGMENTS: [&str; 5] = ["New", "Returning", "VIP", "Enterprise", "SMB"];
const N_REGIONS: u32 = 27;
const DEVICES: [&str; 3] = ["desktop", "mobile", "tablet"];
const STAGES: [&str; 3] = ["awareness", "consideration", "conversion"];

/// Two years, the second of them a leap year.
const N_DAYS: u64 = 730;
const DAYS_OF_MONTHS: [u32; 24] =
    [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// Year, month, day.
    pub date: (u32, u32, u32),
    pub channel: &'static str,
    pub segment: &'static str,
    /// Written as `Region-07`.
    pub region: u32,
    pub device: &'static str,
    pub stage: &'static str,
    pub customer: u64,
    pub sessions: u32,
    pub conversions: u32,
    pub orders: u32,
    pub revenue_cents: u64,
    pub cost_cents: u64,
}

/// Makes a table of `n_rows`.
pub fn orders(n_rows: u64) -> impl Iterator<Item = Order> {
    let mut random = Random(n_rows);
    let n_customers = (n_rows / 10).max(1_000);
    let mut calendar = calendar();
    let (mut date, mut n_dates) = ((2023, 1, 1), 0);
    (0..n_rows).map(move |row| {
        while n_dates <= row * N_DAYS / n_rows {
            date = calendar.next().unwrap_or(date);
            n_dates += 1;
        }
        let channel = random.skewed(CHANNELS.len());
        let segment = random.skewed(SEGMENTS.len());
        let sessions = 1 + random.successes(10 + channel as u32, 64);
        let conversions = random.successes(sessions, 31);
        let orders = random.successes(conversions, 154);
        let value = 500.0 + (24_000.0 + 4_000.0 * segment as f64) * random.share() * random.share();
        let cost = (240.0 + 72.0 * channel as f64) * random.share() * random.share();
        let share = random.share();
        Order {
            date,
            channel: CHANNELS[channel],
            segment: SEGMENTS[segment],
            region: 1 + random.skewed(N_REGIONS as usize) as u32,
            device: DEVICES[random.skewed(DEVICES.len())],
            stage: STAGES[random.skewed(STAGES.len())],
            // Few customers have most orders.
            customer: 1 + (n_customers as f64 * share * share * share.sqrt()) as u64,
            sessions,
            conversions,
            orders,
            revenue_cents: value as u64 * u64::from(orders),
            cost_cents: cost as u64,
        }
    })
}

/// Gives year, month and day of the two years' days.
fn calendar() -> impl Iterator<Item = (u32, u32, u32)> {
    (0..24_u32).flat_map(|month| {
        let n_days = DAYS_OF_MONTHS[month as usize];
        (1..=n_days).map(move |day| (2023 + month / 12, month % 12 + 1, day))
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Csv,
    /// An array of objects.
    Json,
    /// One object a line.
    Ndjson,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Ndjson];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }
}

/// Writes a table of `n_rows` without keeping it.
pub fn write(n_rows: u64, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Csv => writeln!(out, "{}", COLUMNS.join(","))?,
        Format::Json => write!(out, "[")?,
        Format::Ndjson => {}
    }
    for (row, order) in orders(n_rows).enumerate() {
        if format == Format::Json && row > 0 {
            write!(out, ",")?;
        }
        let Order { date: (year, month, day), channel, segment, region, device, stage, customer, .. } = order;
        let Order { sessions, conversions, orders, revenue_cents, cost_cents, .. } = order;
        let (revenue, revenue_part) = (revenue_cents / 100, revenue_cents % 100);
        let (cost, cost_part) = (cost_cents / 100, cost_cents % 100);
        match format {
            Format::Csv => writeln!(
                out,
                "{year}-{month:02}-{day:02},{channel},{segment},Region-{region:02},{device},{stage},{customer},\
                {sessions},{conversions},{orders},{revenue}.{revenue_part:02},{cost}.{cost_part:02}"
            )?,
            Format::Json | Format::Ndjson => write!(
                out,
                "{{\"date\":\"{year}-{month:02}-{day:02}\",\"channel\":\"{channel}\",\"segment\":\"{segment}\",\
                \"region\":\"Region-{region:02}\",\"device\":\"{device}\",\"stage\":\"{stage}\",\
                \"customer_id\":{customer},\"sessions\":{sessions},\"conversions\":{conversions},\"orders\":{orders},\
                \"revenue\":{revenue}.{revenue_part:02},\"cost\":{cost}.{cost_part:02}}}"
            )?,
        }
        if format == Format::Ndjson {
            writeln!(out)?;
        }
    }
    if format == Format::Json {
        writeln!(out, "]")?;
    }
    Ok(())
}

/// SplitMix64 (Steele, Lea and Flood 2014): one state, every seed is good.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Returns a number in 0..1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a position below `count`, the first ones more often.
    fn skewed(&mut self, count: usize) -> usize {
        let share = self.share();
        // Half as it comes, half squared: the first of twelve comes 2.6 times as often as the last.
        ((0.5 * share + 0.5 * share * share) * count as f64) as usize
    }

    /// Returns how many of so many trials succeed, each with a chance of `of_256` in 256.
    fn successes(&mut self, n_trials: u32, of_256: u8) -> u32 {
        let mut bits = 0;
        (0..n_trials)
            .filter(|trial| {
                if trial % 8 == 0 {
                    bits = self.next();
                }
                let byte = bits as u8;
                bits >>= 8;
                byte < of_256
            })
            .count() as u32
    }
}
