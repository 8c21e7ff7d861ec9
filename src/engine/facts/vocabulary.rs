//! The closed vocabulary: what rows can be cut by, and what can be added up.

use serde::{Deserialize, Serialize};

/// What a row can be cut by.
///
/// Ordered as the dashboard offers them. [`Dimension::Own`] is a column of the feed that the
/// vocabulary does not know: text with few values, kept under its own name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    Channel,
    Campaign,
    Stage,
    Segment,
    Region,
    Device,
    Category,
    Store,
    /// Whether an order is of a new or a returning customer; told from the orders where the feed does not say it.
    CustomerType,
    Own(String),
}

impl Dimension {
    /// Every dimension with a name of its own.
    pub const NAMED: [Self; 9] = [
        Self::Channel,
        Self::Campaign,
        Self::Stage,
        Self::Segment,
        Self::Region,
        Self::Device,
        Self::Category,
        Self::Store,
        Self::CustomerType,
    ];

    /// Returns its name in manifests and links; a feed's own column has `own.` before its name.
    pub fn id(&self) -> String {
        match self {
            Self::Channel => "channel".into(),
            Self::Campaign => "campaign".into(),
            Self::Stage => "stage".into(),
            Self::Segment => "segment".into(),
            Self::Region => "region".into(),
            Self::Device => "device".into(),
            Self::Category => "category".into(),
            Self::Store => "store".into(),
            Self::CustomerType => "customer_type".into(),
            Self::Own(name) => format!("own.{name}"),
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        match id.strip_prefix("own.") {
            Some(name) if !name.is_empty() => Some(Self::Own(name.into())),
            Some(_) => None,
            None => Self::NAMED.into_iter().find(|dimension| dimension.id() == id),
        }
    }
}

/// What can be added up: over rows, over days, over channels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Measure {
    Impressions,
    Sends,
    Delivered,
    Opens,
    Clicks,
    Visits,
    Leads,
    Actions,
    Conversions,
    Orders,
    Units,
    Revenue,
    Refunds,
    /// Media and other cost that belongs to a channel.
    Cost,
    /// Salaries of marketing and sales.
    PeopleCost,
    /// Agencies, tools and overheads.
    OverheadCost,
    NewCustomers,
    /// Gross margin: revenue less what was sold cost to make or buy.
    Margin,
    /// Likes, comments, shares, saves.
    Engagements,
    /// Messages that came back, for good or for now.
    Bounces,
    Unsubscribes,
    Complaints,
    /// Invitations to a survey that were delivered.
    Invitations,
    /// Surveys that were answered.
    Responses,
    /// Answers to «how likely are you to recommend us», 0 to 10.
    NpsAnswers,
    /// Of these, 9 and 10.
    Promoters,
    /// Of these, 0 to 6.
    Detractors,
    /// Answers to «how satisfied are you», 1 to 5.
    CsatAnswers,
    /// Of these, 4 and 5.
    Satisfied,
    /// Answers to «it was made easy», 1 to 7.
    CesAnswers,
    /// Their sum.
    CesScore,
    /// The sum of their squares: by it the spread is known.
    CesSquares,
}

impl Measure {
    pub const ALL: [Self; 32] = [
        Self::Impressions,
        Self::Sends,
        Self::Delivered,
        Self::Opens,
        Self::Clicks,
        Self::Visits,
        Self::Leads,
        Self::Actions,
        Self::Conversions,
        Self::Orders,
        Self::Units,
        Self::Revenue,
        Self::Refunds,
        Self::Cost,
        Self::PeopleCost,
        Self::OverheadCost,
        Self::NewCustomers,
        Self::Margin,
        Self::Engagements,
        Self::Bounces,
        Self::Unsubscribes,
        Self::Complaints,
        Self::Invitations,
        Self::Responses,
        Self::NpsAnswers,
        Self::Promoters,
        Self::Detractors,
        Self::CsatAnswers,
        Self::Satisfied,
        Self::CesAnswers,
        Self::CesScore,
        Self::CesSquares,
    ];

    /// Returns its name in manifests.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Impressions => "impressions",
            Self::Sends => "sends",
            Self::Delivered => "delivered",
            Self::Opens => "opens",
            Self::Clicks => "clicks",
            Self::Visits => "visits",
            Self::Leads => "leads",
            Self::Actions => "actions",
            Self::Conversions => "conversions",
            Self::Orders => "orders",
            Self::Units => "units",
            Self::Revenue => "revenue",
            Self::Refunds => "refunds",
            Self::Cost => "cost",
            Self::PeopleCost => "people_cost",
            Self::OverheadCost => "overhead_cost",
            Self::NewCustomers => "new_customers",
            Self::Margin => "margin",
            Self::Engagements => "engagements",
            Self::Bounces => "bounces",
            Self::Unsubscribes => "unsubscribes",
            Self::Complaints => "complaints",
            Self::Invitations => "invitations",
            Self::Responses => "responses",
            Self::NpsAnswers => "nps_answers",
            Self::Promoters => "promoters",
            Self::Detractors => "detractors",
            Self::CsatAnswers => "csat_answers",
            Self::Satisfied => "satisfied",
            Self::CesAnswers => "ces_answers",
            Self::CesScore => "ces_score",
            Self::CesSquares => "ces_squares",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.id() == id)
    }

    /// Whether its values are amounts of the feed's currency.
    pub const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Revenue | Self::Refunds | Self::Cost | Self::PeopleCost | Self::OverheadCost | Self::Margin
        )
    }

    /// Returns its place in arrays that have one element a measure.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// What one row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// What one channel did in one day or period, already summed.
    Performance,
    /// One thing one person did.
    Events,
    /// Cost that belongs to a period, with or without a channel.
    Costs,
    /// What one person answered to one question of a survey.
    Answers,
    /// What one unit of a currency is worth in the feed's own from a day on. It has nothing to be added up.
    Rates,
    /// What others have: figures of each peer, or quantiles over many. It has nothing to be added up.
    Peers,
    /// What is aimed at: a value of a metric for a period. It has nothing to be added up.
    Targets,
}

impl TableKind {
    pub const ALL: [Self; 7] =
        [Self::Performance, Self::Events, Self::Costs, Self::Answers, Self::Rates, Self::Peers, Self::Targets];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Performance => "performance",
            Self::Events => "events",
            Self::Costs => "costs",
            Self::Answers => "answers",
            Self::Rates => "rates",
            Self::Peers => "peers",
            Self::Targets => "targets",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether its rows are added up.
    pub const fn adds_up(self) -> bool {
        match self {
            Self::Performance | Self::Events | Self::Costs | Self::Answers => true,
            Self::Rates | Self::Peers | Self::Targets => false,
        }
    }

    /// Whether columns of it may be measures, so that a file may have one for each value of a dimension.
    pub const fn can_be_wide(self) -> bool {
        matches!(self, Self::Performance | Self::Events | Self::Costs)
    }
}

/// What an event is: the `kind` of a row of an `events` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    Touch,
    Visit,
    Lead,
    Action,
    Order,
    Refund,
}

impl EventKind {
    pub const ALL: [Self; 6] = [Self::Touch, Self::Visit, Self::Lead, Self::Action, Self::Order, Self::Refund];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::Visit => "visit",
            Self::Lead => "lead",
            Self::Action => "action",
            Self::Order => "order",
            Self::Refund => "refund",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// What was asked: the `kind` of a row of an `answers` table. The scale belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    /// How likely one is to recommend, 0 to 10 (Reichheld 2003).
    Nps,
    /// How satisfied one is, 1 to 5 (ISO 10004).
    Csat,
    /// Whether it was made easy, 1 to 7: the second version, where more is better (CEB 2013).
    Ces,
}

impl AnswerKind {
    pub const ALL: [Self; 3] = [Self::Nps, Self::Csat, Self::Ces];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Csat => "csat",
            Self::Ces => "ces",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Returns the least and the greatest answer.
    pub const fn scale(self) -> (i64, i64) {
        match self {
            Self::Nps => (0, 10),
            Self::Csat => (1, 5),
            Self::Ces => (1, 7),
        }
    }
}

/// What a cost is for: the `kind` of a row of a `costs` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CostKind {
    Media,
    Agency,
    Salaries,
    Martech,
    Overheads,
}

impl CostKind {
    pub const ALL: [Self; 5] = [Self::Media, Self::Agency, Self::Salaries, Self::Martech, Self::Overheads];

    pub const fn id(self) -> &'static str {
        match self {
            Self::Media => "media",
            Self::Agency => "agency",
            Self::Salaries => "salaries",
            Self::Martech => "martech",
            Self::Overheads => "overheads",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Returns the measure that it is added to.
    pub const fn measure(self) -> Measure {
        match self {
            Self::Media => Measure::Cost,
            Self::Salaries => Measure::PeopleCost,
            Self::Agency | Self::Martech | Self::Overheads => Measure::OverheadCost,
        }
    }
}
