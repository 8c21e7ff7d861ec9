//! One metric's standing: figures, place, word, gaps and what closing them is worth.

use super::compared::{Compared, Field};
use crate::engine::benchmark::band::Band;
use crate::engine::benchmark::peers::MIN_RANKED;
use crate::engine::benchmark::position::{NoPosition, SHOWN, gap};
use crate::engine::benchmark::published::Place;
use crate::engine::benchmark::supplied::Given;
use crate::engine::benchmark::worth::{Worth, worth};
use crate::engine::kpi::{Good, Kpi, Unit};
use crate::view::chart::strip::Strip;
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::{Shown, Verdict};
use crate::view::scene::Scene;
use crate::view::text::Arg;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub kpi: String,
    pub unit: Unit,
    pub name: String,
    pub own: Shown,
    pub median: Shown,
    /// What the others have together, in one's own data.
    pub rest: Option<Shown>,
    /// The median of the best by the north star; `None`: none is chosen.
    pub star: Option<Shown>,
    /// 0..=100, 100 = best.
    pub percentile: Shown,
    /// The id of the band, for `data-band`; `None`: there is no word.
    pub band: Option<String>,
    /// The band in a word, or why there is none.
    pub word: String,
    /// «39 peers».
    pub peers: String,
    pub is_thin: bool,
    pub to_median: Option<Gap>,
    pub to_best: Option<Gap>,
    /// What the next step up is worth: «Reaching the median would bring 120 K SAR more …».
    pub worth: Option<String>,
    /// The 10th, 25th, 75th and 90th percentile, each with its name.
    pub quantiles: Vec<(String, Shown)>,
    pub strip: Strip,
    /// Who says so, and the address, which may be empty.
    pub sources: Vec<(String, String)>,
}

/// How far away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// `−12 SAR`, `+0.4 pts`.
    pub shown: Shown,
    pub verdict: Verdict,
    /// «better», «worse», «level».
    pub word: String,
}

/// What is said first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Highlight {
    /// `best`, `weakest` or `worth`.
    pub id: String,
    pub title: String,
    /// The metric's id.
    pub kpi: String,
    pub metric: String,
    pub band: Option<String>,
    pub word: String,
    pub sentence: String,
    /// The same in fewer words, for the Summary.
    pub brief: String,
}

pub(in crate::view::page) fn value(scene: &Scene<'_>, unit: Unit, value: f64) -> Shown {
    Shown {
        raw: Some(value),
        text: scene.compact(unit, value),
        full: scene.in_full(unit, value),
        note: None,
        range: None,
    }
}

pub(in crate::view::page) fn absent(reason: String) -> Shown {
    Shown { raw: None, text: "—".into(), full: reason, note: None, range: None }
}

pub(super) fn row(scene: &Scene<'_>, compared: &Compared<'_>) -> Standing {
    let Compared { kpi, own, supplied, position, .. } = compared;
    let spec = kpi.spec();
    let few = || scene.text.with("bench-no-few", &[("least", Arg::Text(&scene.count(MIN_RANKED as u64)))]);
    let of = |found: Option<f64>| found.map_or_else(|| absent(few()), |found| value(scene, spec.unit, found));
    let at = |percent: u8| position.quantiles.iter().find(|(known, _)| *known == percent).map(|(_, value)| *value);
    let quantiles = SHOWN.into_iter().filter(|percent| *percent != 50);
    let own_value = own.value.as_ref().ok().copied();
    let away = |other: Option<f64>| Some(away(scene, *kpi, own_value?, other?)).filter(|_| compared.has_basis);
    Standing {
        kpi: kpi.id().into(),
        unit: spec.unit,
        name: scene.kpi_name(*kpi),
        own: scene.shown(*kpi, own),
        median: of(position.median),
        rest: compared.rest.as_ref().map(|rest| scene.shown(*kpi, rest)),
        star: None,
        percentile: percentile(scene, compared),
        band: band(compared).ok().map(|band| band.id().into()),
        word: word(scene, compared),
        #[allow(clippy::cast_precision_loss)]
        peers: scene.counted("bench-peers", position.n_peers as f64),
        is_thin: position.is_thin && position.n_peers >= MIN_RANKED as u64,
        to_median: away(position.median),
        to_best: away(position.best_in_class),
        worth: worth_of(scene, compared).map(|(_, sentence)| sentence),
        quantiles: quantiles.map(|percent| (name_of(scene, percent), of(at(percent)))).collect(),
        strip: strip(scene, compared),
        sources: supplied.sources.iter().cloned().collect(),
    }
}

fn name_of(scene: &Scene<'_>, percent: u8) -> String {
    let number = scene.count(u64::from(percent));
    scene.text.with("bench-quantile", &[("number", Arg::Text(&number))])
}

/// Why there is no word.
enum NoWord {
    Basis,
    Position(NoPosition),
}

fn band(compared: &Compared<'_>) -> Result<Band, NoWord> {
    match compared.position.band {
        Err(why @ (NoPosition::TooFewPeers | NoPosition::NoFigure)) => Err(NoWord::Position(why)),
        _ if !compared.has_basis => Err(NoWord::Basis),
        Err(why) => Err(NoWord::Position(why)),
        Ok(band) => Ok(band),
    }
}

fn word(scene: &Scene<'_>, compared: &Compared<'_>) -> String {
    match band(compared) {
        Ok(band) => scene.text.get(&format!("bench-band-{}", band.id())),
        Err(NoWord::Basis) => scene.text.get("bench-no-basis"),
        Err(NoWord::Position(why)) => reason(scene, compared, why),
    }
}

fn reason(scene: &Scene<'_>, compared: &Compared<'_>, why: NoPosition) -> String {
    let count = |id: &str, count: u64| scene.text.with(id, &[("least", Arg::Text(&scene.count(count)))]);
    match why {
        NoPosition::TooFewPeers => count("bench-no-few", MIN_RANKED as u64),
        NoPosition::NoFigure => scene.text.get("bench-no-figure"),
        NoPosition::Neutral => scene.text.get("bench-no-neutral"),
        NoPosition::BelowMinimum => count("bench-no-minimum", u64::from(compared.kpi.spec().minimum)),
        NoPosition::TooUncertain => scene.text.get("bench-no-certain"),
    }
}

fn percentile(scene: &Scene<'_>, compared: &Compared<'_>) -> Shown {
    let style = NumberStyle::of(NumberKind::Decimal, (0, 0));
    let number = |percentile: f64| scene.locale.number(percentile, style);
    match compared.position.percentile {
        _ if !compared.has_basis => absent(scene.text.get("bench-no-basis")),
        Err(why) => absent(reason(scene, compared, why)),
        Ok(Place::At(percentile)) => {
            let full = scene.locale.number(percentile, NumberStyle::of(NumberKind::Decimal, (0, 1)));
            let full = scene.text.with("bench-percentile", &[("number", Arg::Text(&full))]);
            Shown { raw: Some(percentile), text: number(percentile), full, note: None, range: None }
        }
        Ok(Place::Below(percentile)) => {
            let text = scene.text.with("bench-below", &[("number", Arg::Text(&number(percentile)))]);
            Shown { raw: None, full: text.clone(), text, note: None, range: None }
        }
        Ok(Place::Above(percentile)) => {
            let text = scene.text.with("bench-above", &[("number", Arg::Text(&number(percentile)))]);
            Shown { raw: None, full: text.clone(), text, note: None, range: None }
        }
    }
}

/// Says how far a value is from another; half a per cent of it is level.
fn away(scene: &Scene<'_>, kpi: Kpi, own: f64, other: f64) -> Gap {
    const LEVEL: f64 = 0.005;
    let (good, unit) = (kpi.spec().good, kpi.spec().unit);
    let difference = own - other;
    let verdict = match gap(own, other, good) {
        _ if good == Good::Neutral || difference.abs() <= LEVEL * other.abs() => Verdict::Neutral,
        Some(gap) if gap > 0.0 => Verdict::Better,
        Some(_) => Verdict::Worse,
        None => Verdict::Neutral,
    };
    let text = if unit == Unit::Points { scene.signed(unit, difference) } else { scene.difference(unit, difference) };
    let word = scene.text.get(match verdict {
        Verdict::Better => "verdict-better",
        Verdict::Worse => "verdict-worse",
        Verdict::Neutral if good == Good::Neutral => "bench-gap-neutral",
        Verdict::Neutral | Verdict::Unclear => "bench-gap-level",
    });
    let full = scene.text.joined(&[text.clone(), word.clone()]);
    Gap { shown: Shown { raw: Some(difference), text, full, note: None, range: None }, verdict, word }
}

/// Returns what reaching the median is worth, else best in class, with its sentence.
fn worth_of(scene: &Scene<'_>, compared: &Compared<'_>) -> Option<(f64, String)> {
    let Compared { kpi, own, revenue, position, .. } = compared;
    if !compared.has_basis || own.is_small {
        return None;
    }
    let value = *own.value.as_ref().ok()?;
    let (above, below) = (own.numerator.to_f64(), own.denominator?.to_f64());
    let targets = [(position.median, "bench-target-median"), (position.best_in_class, "bench-target-best")];
    let (Worth { amount, held, is_saving, each }, target) = targets
        .into_iter()
        .find_map(|(target, name)| Some((worth(kpi.spec(), value, target?, above, below, *revenue)?, name)))?;
    let amount_text = scene.compact(Unit::Money, amount);
    let (target, held) = (scene.text.get(target), scene.measure_name(held));
    let each_name = each.map(|measure| scene.measure_name(measure)).unwrap_or_default();
    let args = [
        ("target", Arg::Text(&target)),
        ("amount", Arg::Text(&amount_text)),
        ("held", Arg::Text(&held)),
        ("each", Arg::Text(&each_name)),
    ];
    let id = match (is_saving, each) {
        (true, _) => "bench-worth-save",
        (false, Some(_)) => "bench-worth-each",
        (false, None) => "bench-worth-gain",
    };
    Some((amount, scene.text.with(id, &args)))
}

fn strip(scene: &Scene<'_>, compared: &Compared<'_>) -> Strip {
    let Compared { kpi, own, supplied, position, .. } = compared;
    let at = |percent: u8| position.quantiles.iter().find(|(known, _)| *known == percent).map(|(_, value)| *value);
    // In one's own data nobody's figure is told to others.
    let may_tell = compared.rest.is_some() || position.n_peers >= MIN_RANKED as u64;
    let dots = match &supplied.given {
        Given::Figures { peers, .. } if may_tell => peers.values().to_vec(),
        Given::Figures { .. } | Given::Quantiles { .. } => Vec::new(),
    };
    Strip {
        reach: at(10).zip(at(90)),
        middle: at(25).zip(at(75)),
        median: position.median,
        dots,
        own: own.value.as_ref().ok().copied(),
        is_turned: kpi.spec().good == Good::Lower,
        sentence: sentence(scene, compared, false),
    }
}

/// Says where one stands: «512 SAR against a median of 430 SAR; 39 peers, the middle half from 380 to 480 SAR»; briefly
/// without that half.
fn sentence(scene: &Scene<'_>, compared: &Compared<'_>, is_brief: bool) -> String {
    let Compared { kpi, own, position, .. } = compared;
    let unit = kpi.spec().unit;
    let at = |percent: u8| position.quantiles.iter().find(|(known, _)| *known == percent).map(|(_, value)| *value);
    let (Some(median), Ok(value)) = (position.median, &own.value) else { return word(scene, compared) };
    let (own, median) = (scene.compact(unit, *value), scene.compact(unit, median));
    #[allow(clippy::cast_precision_loss)]
    let peers = scene.counted("bench-peers", position.n_peers as f64);
    let mut args = vec![("own", Arg::Text(&own)), ("median", Arg::Text(&median)), ("peers", Arg::Text(&peers))];
    let (low, high) = (at(25).map(|low| scene.compact(unit, low)), at(75).map(|high| scene.compact(unit, high)));
    match (&low, &high) {
        (Some(low), Some(high)) if !is_brief => {
            args.extend([("low", Arg::Text(low)), ("high", Arg::Text(high))]);
            scene.text.with("bench-sentence-range", &args)
        }
        _ => scene.text.with("bench-sentence", &args),
    }
}

/// Returns the strongest and the weakest metric, and the one whose gap is worth most.
pub(super) fn highlights(scene: &Scene<'_>, field: &Field<'_>) -> Vec<Highlight> {
    let ranked = || {
        let judged = field.all.iter().filter_map(|compared| Some((compared, band(compared).ok()?)));
        judged.filter_map(|(compared, band)| Some((compared, band, compared.position.rank()?)))
    };
    let best = ranked().reduce(|a, b| if b.2 > a.2 { b } else { a }).filter(|(_, band, _)| *band >= Band::Good);
    let weakest = ranked().reduce(|a, b| if b.2 < a.2 { b } else { a }).filter(|(_, band, _)| *band < Band::Good);
    let highlight = |id: &str, compared: &Compared<'_>, worth: Option<String>| Highlight {
        id: id.into(),
        title: scene.text.get(&format!("bench-highlight-{id}")),
        kpi: compared.kpi.id().into(),
        metric: scene.kpi_name(compared.kpi),
        band: band(compared).ok().map(|band| band.id().into()),
        word: word(scene, compared),
        brief: worth.clone().unwrap_or_else(|| sentence(scene, compared, true)),
        sentence: worth.unwrap_or_else(|| sentence(scene, compared, false)),
    };
    let mut highlights = Vec::new();
    highlights.extend(best.map(|(compared, ..)| highlight("best", compared, None)));
    highlights.extend(weakest.map(|(compared, ..)| highlight("weakest", compared, None)));
    let worths = field.all.iter().filter_map(|compared| {
        // What is worth most is a gap to the median: best in class is for those who have passed it.
        let behind = compared.position.rank().is_some_and(|rank| rank < 50.0);
        Some((compared, worth_of(scene, compared).filter(|_| behind)?))
    });
    let most = worths.reduce(|a, b| if b.1.0 > a.1.0 { b } else { a });
    highlights.extend(most.map(|(compared, (_, sentence))| highlight("worth", compared, Some(sentence))));
    highlights
}
