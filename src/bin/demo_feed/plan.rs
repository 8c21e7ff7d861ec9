//! The plan of the invented shop: what `plan/*.txt` says, read once. The heads of those files explain their columns.

use std::str::FromStr;

use crate::Result;
use crate::calendar::{Day, FIRST, LAST};
use crate::table;

/// Which weekly rhythm a channel follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    Online,
    Store,
    Phone,
}

/// Which step a line's volume counts; the steps before it are not measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Sends,
    Impressions,
    Clicks,
    Visits,
}

/// What a line's cost is counted on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Payment {
    None,
    Send,
    Thousand,
    Click,
    Revenue,
}

/// When a line is active.
#[derive(Clone, Copy)]
pub enum Days {
    /// Sunday first.
    Weekdays([bool; 7]),
    /// Post that leaves on this day of the month and is answered in the weeks after.
    Posted(i64),
}

pub struct Channel {
    pub id: &'static str,
    pub beat: Beat,
    pub start: Start,
    pub delivered: Option<f64>,
    pub opened: Option<f64>,
    pub landing: Option<f64>,
    pub units: f64,
    pub refunds: f64,
    pub payment: Payment,
}

#[derive(Clone)]
pub struct Line {
    pub channel: &'static str,
    pub campaign: &'static str,
    pub stage: &'static str,
    pub segment: &'static str,
    pub region: &'static str,
    pub device: Option<String>,
    pub days: Days,
    pub from: Day,
    pub to: Day,
    pub volume: f64,
    pub click: Option<f64>,
    pub leads: Option<f64>,
    pub conversion: f64,
    pub value: f64,
    pub new: f64,
    pub cost: Option<f64>,
}

struct Trend {
    channel: &'static str,
    of: &'static str,
    day: Day,
    level: f64,
}

struct Occasion {
    from: Day,
    to: Day,
    scope: &'static str,
    level: f64,
}

pub struct Label {
    pub field: &'static str,
    pub value: &'static str,
    pub english: &'static str,
    pub arabic: &'static str,
}

pub struct Annotation {
    pub from: Day,
    pub to: Day,
    pub english: &'static str,
    pub arabic: &'static str,
}

pub struct Plan {
    pub channels: Vec<Channel>,
    pub lines: Vec<Line>,
    pub labels: Vec<Label>,
    pub annotations: Vec<Annotation>,
    trends: Vec<Trend>,
    occasions: Vec<Occasion>,
}

impl Plan {
    pub fn read() -> Result<Self> {
        Ok(Self {
            channels: channels()?,
            lines: lines()?,
            labels: labels()?,
            annotations: annotations()?,
            trends: trends()?,
            occasions: occasions()?,
        })
    }

    /// Gives the level of a slow movement: straight between the two dates around the day, level before the first and
    /// after the last, 1 for none.
    pub fn trend(&self, channel: &str, of: &str, day: Day) -> f64 {
        let mut before: Option<&Trend> = None;
        for knot in self.trends.iter().filter(|trend| trend.channel == channel && trend.of == of) {
            if knot.day >= day {
                return match before {
                    None => knot.level,
                    Some(before) => {
                        let share = (day.0 - before.day.0) as f64 / (knot.day.0 - before.day.0) as f64;
                        before.level + (knot.level - before.level) * share
                    }
                };
            }
            before = Some(knot);
        }
        before.map_or(1.0, |knot| knot.level)
    }

    /// Multiplies the occasions that touch a line on a day.
    pub fn occasion(&self, channel: &Channel, line: &Line, day: Day) -> f64 {
        let beat = match channel.beat {
            Beat::Online => "online",
            Beat::Store => "store",
            Beat::Phone => "phone",
        };
        let scopes = [beat, channel.id, line.segment, line.region];
        let touching =
            self.occasions.iter().filter(|one| one.from <= day && day <= one.to && scopes.contains(&one.scope));
        touching.fold(1.0, |level, one| level * one.level)
    }
}

impl Line {
    /// Names the line, to seed its dice.
    pub fn key(&self) -> String {
        format!("{} {} {} {}", self.channel, self.campaign, self.segment, self.region)
    }
}

fn channels() -> Result<Vec<Channel>> {
    let read = |mut cells: table::Cells| {
        let channel = Channel {
            id: cells.text()?,
            beat: cells.value()?,
            start: cells.value()?,
            delivered: cells.optional()?,
            opened: cells.optional()?,
            landing: cells.optional()?,
            units: cells.value()?,
            refunds: cells.value()?,
            payment: cells.value()?,
        };
        cells.end().map(|()| channel)
    };
    table::aligned(include_str!("plan/channels.txt")).map(read).collect()
}

fn lines() -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for mut cells in table::aligned(include_str!("plan/lines.txt")) {
        let line = Line {
            channel: cells.text()?,
            campaign: cells.text()?,
            stage: cells.text()?,
            segment: cells.text()?,
            region: cells.text()?,
            device: cells.optional()?,
            days: cells.value()?,
            from: cells.optional()?.unwrap_or(FIRST),
            to: cells.optional()?.unwrap_or(LAST),
            volume: cells.value()?,
            click: cells.optional()?,
            leads: cells.optional()?,
            conversion: cells.value()?,
            value: cells.value()?,
            new: cells.value()?,
            cost: cells.optional()?,
        };
        cells.end()?;
        if line.campaign != "season" {
            lines.push(line);
            continue;
        }
        for mut cells in table::aligned(include_str!("plan/seasons.txt")) {
            let campaign = cells.text()?;
            let (from, to) = cells.days()?;
            let volume = line.volume * cells.value::<f64>()?;
            cells.end()?;
            lines.push(Line { campaign, from, to, volume, ..line.clone() });
        }
    }
    Ok(lines)
}

fn trends() -> Result<Vec<Trend>> {
    let read = |mut cells: table::Cells| {
        let trend = Trend { channel: cells.text()?, of: cells.text()?, day: cells.value()?, level: cells.value()? };
        cells.end().map(|()| trend)
    };
    table::aligned(include_str!("plan/trends.txt")).map(read).collect()
}

fn occasions() -> Result<Vec<Occasion>> {
    let read = |mut cells: table::Cells| {
        let (from, to) = cells.days()?;
        let occasion = Occasion { from, to, scope: cells.text()?, level: cells.value()? };
        cells.end().map(|()| occasion)
    };
    table::aligned(include_str!("plan/occasions.txt")).map(read).collect()
}

fn labels() -> Result<Vec<Label>> {
    let read = |mut cells: table::Cells| {
        let label = Label { field: cells.text()?, value: cells.text()?, english: cells.text()?, arabic: cells.text()? };
        cells.end().map(|()| label)
    };
    table::barred(include_str!("plan/labels.txt")).map(read).collect()
}

fn annotations() -> Result<Vec<Annotation>> {
    let read = |mut cells: table::Cells| {
        let (from, to) = cells.days()?;
        let annotation = Annotation { from, to, english: cells.text()?, arabic: cells.text()? };
        cells.end().map(|()| annotation)
    };
    table::barred(include_str!("plan/annotations.txt")).map(read).collect()
}

impl FromStr for Beat {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        match text {
            "online" => Ok(Self::Online),
            "store" => Ok(Self::Store),
            "phone" => Ok(Self::Phone),
            _ => Err("not a beat"),
        }
    }
}

impl FromStr for Start {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        match text {
            "sends" => Ok(Self::Sends),
            "impressions" => Ok(Self::Impressions),
            "clicks" => Ok(Self::Clicks),
            "visits" => Ok(Self::Visits),
            _ => Err("not a step to start at"),
        }
    }
}

impl FromStr for Payment {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        match text {
            "none" => Ok(Self::None),
            "send" => Ok(Self::Send),
            "thousand" => Ok(Self::Thousand),
            "click" => Ok(Self::Click),
            "revenue" => Ok(Self::Revenue),
            _ => Err("not a way to pay"),
        }
    }
}

impl FromStr for Days {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        const FAULT: &str = "neither seven digits nor dayN";
        if let Some(day) = text.strip_prefix("day") {
            return day.parse().map(Self::Posted).map_err(|_| FAULT);
        }
        let days = text.bytes().map(|byte| byte == b'1').collect::<Vec<_>>();
        days.try_into().map(Self::Weekdays).map_err(|_| FAULT)
    }
}
