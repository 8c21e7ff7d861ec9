//! What a link says of the Benchmarks page: against whom, as whom, and how metrics weigh.

use crate::engine::facts::vocabulary::Dimension;
use serde::{Deserialize, Serialize};

/// A weight may be as large as this: more would let one metric decide alone.
pub const MAX_WEIGHT: u8 = 5;

/// Against whom figures are set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Against {
    /// The dimension whose values are peers; `None`: the feed's table of peers.
    pub peers: Option<Dimension>,
    /// The value of that dimension that one is.
    pub own: Option<String>,
    /// The metric whose course is shown, by its id.
    pub metric: Option<String>,
    /// The metric whose best peers are a group of their own, by its id.
    pub star: Option<String>,
    /// Whether quantiles and gaps are shown.
    pub has_detail: bool,
    /// What metrics weigh in the index, by their ids; 1 where nothing is said, 0 leaves a metric out.
    pub weights: Vec<(String, u8)>,
}

impl Against {
    /// Takes one pair of a link; returns whether it is one of this page's.
    pub fn take(&mut self, name: &str, value: &str) -> bool {
        match name {
            "peers" => self.peers = Dimension::from_id(value),
            "own" => self.own = Some(value.to_owned()).filter(|value| !value.is_empty()),
            "metric" => self.metric = Some(value.to_owned()).filter(|id| is_id(id)),
            "star" => self.star = Some(value.to_owned()).filter(|id| is_id(id)),
            "detail" => self.has_detail = value == "1",
            "weights" => {
                self.weights.clear();
                for (id, weight) in value.split(',').filter_map(weight_from) {
                    self.weigh(id, weight);
                }
            }
            _ => return false,
        }
        true
    }

    /// Writes the pairs of a link; what stands at its default is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let Self { peers, own, metric, star, has_detail, weights } = self;
        let mut pairs = Vec::new();
        pairs.extend(peers.as_ref().map(|peers| ("peers", peers.id())));
        pairs.extend(own.as_ref().map(|own| ("own", own.clone())));
        pairs.extend(metric.as_ref().map(|metric| ("metric", metric.clone())));
        pairs.extend(star.as_ref().map(|star| ("star", star.clone())));
        pairs.extend(has_detail.then(|| ("detail", "1".to_owned())));
        if !weights.is_empty() {
            let weights: Vec<String> = weights.iter().map(|(id, weight)| format!("{id}:{weight}")).collect();
            pairs.push(("weights", weights.join(",")));
        }
        pairs
    }

    /// Sets against the values of a dimension, or, where `id` is none, against the feed's table of peers.
    #[must_use]
    pub fn peers_chosen(&self, id: &str) -> Self {
        Self { peers: Dimension::from_id(id), own: None, ..self.clone() }
    }

    #[must_use]
    pub fn standing_as(&self, own: &str) -> Self {
        Self { own: Some(own.to_owned()), ..self.clone() }
    }

    #[must_use]
    pub fn following(&self, metric: &str) -> Self {
        Self { metric: Some(metric.to_owned()), ..self.clone() }
    }

    /// Takes a metric as the north star; none where `id` is empty.
    #[must_use]
    pub fn guided_by(&self, id: &str) -> Self {
        Self { star: Some(id.to_owned()).filter(|id| is_id(id)), ..self.clone() }
    }

    #[must_use]
    pub fn detail_toggled(&self) -> Self {
        Self { has_detail: !self.has_detail, ..self.clone() }
    }

    #[must_use]
    pub fn weighing(&self, id: &str, weight: u8) -> Self {
        let mut next = self.clone();
        next.weigh(id, weight);
        next
    }

    /// Returns what a metric weighs.
    pub fn weight(&self, id: &str) -> u8 {
        self.weights.iter().find(|(known, _)| known == id).map_or(1, |(_, weight)| *weight)
    }

    fn weigh(&mut self, id: &str, weight: u8) {
        self.weights.retain(|(known, _)| known != id);
        if weight != 1 {
            self.weights.push((id.to_owned(), weight.min(MAX_WEIGHT)));
        }
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn weight_from(text: &str) -> Option<(&str, u8)> {
    let (id, weight) = text.split_once(':')?;
    Some((id, weight.parse().ok().filter(|weight| is_id(id) && *weight <= MAX_WEIGHT)?))
}
