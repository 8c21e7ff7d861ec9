//! Why a table, a time or a column is proposed so; the words are in `view`.

use serde::{Deserialize, Serialize};

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    Guess,
    Likely,
    Certain,
}

impl Confidence {
    pub const ALL: [Self; 3] = [Self::Guess, Self::Likely, Self::Certain];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

/// Why a column is proposed so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The name is a usual one for it, and the values agree.
    Named,
    /// The name is sometimes used for it.
    NamedLike,
    /// The name is a usual one; there are no values among the first rows.
    NamedEmpty,
    /// The values are dates.
    Dates,
    /// The values are dates that can be read with the day or with the month first.
    DatesUnclear,
    /// The values are names of channels.
    ChannelValues,
    /// In rows of single people, what was spent is revenue.
    SpentByPeople,
    /// Another column is the better one for the field.
    Taken {
        by: String,
    },
    /// Of two amounts it is the one without tax and shipping; `over` has them.
    Net {
        over: String,
    },
    /// `by` is the same amount without tax and shipping.
    Gross {
        by: String,
    },
    Rate,
    Unique,
    Cumulative,
    Personal,
    /// Money or numbers that are nothing that happened: a budget, a target, a tax.
    Foreign,
    /// The name says numbers or dates, the values are none.
    NameAndValuesDiffer,
    /// Text with few values: it becomes a filter of its own.
    FewTexts,
    ManyTexts,
    Keys,
    /// Numbers, and the name does not say of what.
    NumbersOfUnknown,
    /// The field has no place in this kind of table.
    OtherTable,
    Empty,
    /// A column before has the same name.
    NameTwice,
    /// It has no name.
    NoName,
    /// The file has too many columns to look at them all.
    NotLookedAt,
}

impl Reason {
    /// Returns one of each.
    pub fn all() -> [Self; 25] {
        [
            Self::Named,
            Self::NamedLike,
            Self::NamedEmpty,
            Self::Dates,
            Self::DatesUnclear,
            Self::ChannelValues,
            Self::SpentByPeople,
            Self::Taken { by: String::new() },
            Self::Net { over: String::new() },
            Self::Gross { by: String::new() },
            Self::Rate,
            Self::Unique,
            Self::Cumulative,
            Self::Personal,
            Self::Foreign,
            Self::NameAndValuesDiffer,
            Self::FewTexts,
            Self::ManyTexts,
            Self::Keys,
            Self::NumbersOfUnknown,
            Self::OtherTable,
            Self::Empty,
            Self::NameTwice,
            Self::NoName,
            Self::NotLookedAt,
        ]
    }

    /// Returns its name in message files: `import-reason-<id>`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::NamedLike => "named-like",
            Self::NamedEmpty => "named-empty",
            Self::Dates => "dates",
            Self::DatesUnclear => "dates-unclear",
            Self::ChannelValues => "channel-values",
            Self::SpentByPeople => "spent-by-people",
            Self::Taken { .. } => "taken",
            Self::Net { .. } => "net",
            Self::Gross { .. } => "gross",
            Self::Rate => "rate",
            Self::Unique => "unique",
            Self::Cumulative => "cumulative",
            Self::Personal => "personal",
            Self::Foreign => "foreign",
            Self::NameAndValuesDiffer => "name-and-values-differ",
            Self::FewTexts => "few-texts",
            Self::ManyTexts => "many-texts",
            Self::Keys => "keys",
            Self::NumbersOfUnknown => "numbers-of-unknown",
            Self::OtherTable => "other-table",
            Self::Empty => "empty",
            Self::NameTwice => "name-twice",
            Self::NoName => "no-name",
            Self::NotLookedAt => "not-looked-at",
        }
    }
}

/// Why a table is proposed to be of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableReason {
    /// Rows have amounts, and kinds that are kinds of cost.
    KindsOfCost,
    /// Rows have people or orders, and no sums of many.
    PeopleOrOrders,
    /// Rows have kinds that are kinds of event.
    KindsOfEvent,
    /// Rows have sums.
    Sums,
    /// Nothing says what rows are.
    Unclear,
}

impl TableReason {
    pub const ALL: [Self; 5] = [Self::KindsOfCost, Self::PeopleOrOrders, Self::KindsOfEvent, Self::Sums, Self::Unclear];

    pub const fn id(self) -> &'static str {
        match self {
            Self::KindsOfCost => "kinds-of-cost",
            Self::PeopleOrOrders => "people-or-orders",
            Self::KindsOfEvent => "kinds-of-event",
            Self::Sums => "sums",
            Self::Unclear => "unclear",
        }
    }
}

/// Why a row is proposed to cover its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrainReason {
    /// The distances between the dates.
    Distances,
    /// The name of the column.
    Name,
    /// An event is of one day.
    Event,
    NoDate,
    Unclear,
}

impl GrainReason {
    pub const ALL: [Self; 5] = [Self::Distances, Self::Name, Self::Event, Self::NoDate, Self::Unclear];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Distances => "distances",
            Self::Name => "name",
            Self::Event => "event",
            Self::NoDate => "no-date",
            Self::Unclear => "unclear",
        }
    }
}
