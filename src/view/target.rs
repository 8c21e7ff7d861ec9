//! Metrics against their targets: what was reached, what was due by then, and in which words that is said.

use crate::engine::cube::group::{Grid, Reach};
use crate::engine::cube::totals::Totals;
use crate::engine::cube::window::{Step, Window};
use crate::engine::facts::targets::Cut;
use crate::engine::facts::vocabulary::Dimension;
use crate::engine::feed::package::Grain;
use crate::engine::kpi::Kpi;
use crate::engine::kpi::figure::{Absence, Figure};
use crate::engine::kpi::interval::grain_behind;
use crate::engine::plan::pacing::{Pace, seasonal_share};
use crate::engine::plan::target::{Course, Nature, NoTarget, Standing, due, end_interval, standing_of_ratio};
use crate::engine::quantity::Sum;
use crate::engine::stat::Interval;
use crate::view::change::FLAT;
use crate::view::compare::Compare;
use crate::view::number::DateStyle;
use crate::view::page::{Change, Shown, Trend, Verdict};
use crate::view::query::{PeriodChoice, Query};
use crate::view::scene::{MAX_CELLS, Scene};
use crate::view::spread::Spread;
use crate::view::text::Arg;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What is to be reached over a span of days.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    pub span: Window,
    /// Of the whole span.
    pub target: Sum,
    /// What of it is due by now where every day is alike.
    pub due: f64,
    pub notes: Vec<String>,
}

/// A metric on its way to its target.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    pub kpi: Kpi,
    pub figure: Figure,
    pub value: f64,
    /// The days so far; what adds up has the goal's first day as its own.
    pub days: Window,
    pub goal: Goal,
    /// What is due by now: of a ratio, and of a span that is over, the target itself.
    pub due: f64,
    /// Whether what is due, and the end, follow the course of the year before.
    pub is_by_last_year: bool,
    /// How the span will end at this pace, and between which values; `None` where it is over, or does not add up.
    pub end: Option<(f64, Option<Interval>)>,
    pub standing: Standing,
}

impl Aim {
    pub fn is_over(&self) -> bool {
        self.days.to >= self.goal.span.to
    }

    /// Returns how the span will end, where it has gone long enough to tell.
    pub fn foreseen(&self) -> Option<(f64, Option<Interval>)> {
        self.end.filter(|_| self.standing != Standing::TooEarly)
    }

    /// Returns whether it stands well.
    pub const fn verdict(&self) -> Verdict {
        match self.standing {
            Standing::Met | Standing::Ahead => Verdict::Better,
            Standing::Missed | Standing::Behind => Verdict::Worse,
            Standing::Close => Verdict::Unclear,
            Standing::OnPace | Standing::Above | Standing::Below | Standing::TooEarly | Standing::NotCovered => {
                Verdict::Neutral
            }
        }
    }
}

/// Returns the link's state that shows one value of each dimension over some days.
pub fn query_of(cut: &Cut, days: Window) -> Query {
    let filters = cut.iter().map(|(dimension, value)| (dimension.clone(), value.clone())).collect();
    Query { filters, period: Some(PeriodChoice::Custom(days.from, days.to)), ..Query::default() }
}

/// What was reached over some days, under the filters of its scene.
pub struct Reached<'s> {
    scene: &'s Scene<'s>,
    spread: Spread<'s>,
    days: Window,
    totals: Totals,
    reach: Reach,
    by_day: OnceCell<Grid>,
}

impl<'s> Reached<'s> {
    pub fn new(scene: &'s Scene<'s>, days: Window) -> Self {
        let (totals, reach) = (scene.total(Some(days)), scene.reach(None));
        Self { scene, spread: Spread::new(scene, Some(days), None), days, totals, reach, by_day: OnceCell::new() }
    }

    /// Sets what was reached against what the feed aims at over these days.
    ///
    /// # Errors
    ///
    /// Why there is no target; `None`: there is no figure.
    pub fn against_target(&self, kpi: Kpi, cut: &Cut) -> Result<Aim, Option<NoTarget>> {
        let (rows, days) = (&self.scene.facts().targets, self.days);
        let now = due(rows, kpi, cut, days)?;
        let (span, whole) = match Nature::of(kpi) {
            // What was sold before these days counts towards nothing.
            Nature::Flow => {
                let span = Window { from: days.from, ..now.period };
                (span, due(rows, kpi, cut, span)?.value)
            }
            Nature::Ratio | Nature::Whole => (now.period, now.value),
        };
        self.aim(kpi, Goal { span, target: whole, due: now.value.to_f64(), notes: now.notes }).ok_or(None)
    }

    /// Sets what was reached against a goal whose span begins with these days; `None`: there is no figure.
    pub fn aim(&self, kpi: Kpi, goal: Goal) -> Option<Aim> {
        let figure = self.spread.figure(kpi, &self.totals, &self.reach, 0);
        let value = figure.value.clone().ok()?;
        let (days, good) = (self.days, kpi.spec().good);
        let is_over = days.to >= goal.span.to;
        let target = goal.target.to_f64();
        let (nature, by_last_year) = (Nature::of(kpi), self.share_of_last_year(kpi, &goal, is_over));
        let mut aim = Aim {
            kpi,
            value,
            days,
            due: if is_over { target } else { by_last_year.map_or(goal.due, |share| target * share) },
            is_by_last_year: by_last_year.is_some(),
            end: None,
            standing: Standing::TooEarly,
            figure,
            goal,
        };
        aim.standing = match nature {
            Nature::Flow if !self.scene.knew(kpi, days) => Standing::NotCovered,
            Nature::Flow => {
                let n_left = aim.goal.span.to.days_since(days.to);
                let share = by_last_year.or_else(|| Some(aim.goal.due / target)).filter(|share| *share > 0.0);
                let pace = Pace { actual: value, n_elapsed: 0, n_days: 0 };
                let end = share.filter(|_| !is_over).and_then(|share| pace.run_rate(share));
                aim.end = end.map(|end| (end, self.end_range(kpi, end - value, n_left)));
                let course = Course {
                    actual: aim.figure.numerator,
                    target: aim.goal.target,
                    n_elapsed: days.n_days(),
                    n_left,
                    due: aim.due,
                    end: aim.end.and_then(|(_, range)| range),
                };
                course.standing(good)
            }
            // Who comes back takes the whole period to tell.
            Nature::Whole if !is_over => Standing::TooEarly,
            Nature::Ratio | Nature::Whole => {
                let range = aim.figure.range.filter(|_| !aim.figure.is_small).map(|range| range.interval);
                standing_of_ratio(good, value, range, target, is_over)
            }
        };
        Some(aim)
    }

    /// Returns which part of its whole the same span of last year had reached after as many days; `None` where the feed
    /// does not go back so far, or the span is over or does not add up.
    fn share_of_last_year(&self, kpi: Kpi, goal: &Goal, is_over: bool) -> Option<f64> {
        if is_over || Nature::of(kpi) != Nature::Flow {
            return None;
        }
        let Window { from, to } = goal.span;
        // The day after the last, so that the end of February is the end of February.
        let whole = Window { from: from.plus_months(-12), to: to.plus_days(1).plus_months(-12).plus_days(-1) };
        let begins = self.scene.facts().extent()?.from;
        if begins > whole.from || !self.scene.knew(kpi, whole) {
            return None;
        }
        let so_far = Window { from: whole.from, to: whole.from.plus_days(self.days.n_days() - 1).min(whole.to) };
        let of = |window| self.scene.figure(kpi, &self.scene.total(Some(window)), &self.reach).value.ok();
        seasonal_share(of(so_far)?, of(whole)?).filter(|share| *share > 0.0)
    }

    /// Returns between which values the span will end; `None` where rows cover more than a day each.
    fn end_range(&self, kpi: Kpi, rest: f64, n_left: i32) -> Option<Interval> {
        let scene = self.scene;
        let n_days = usize::try_from(self.days.n_days()).ok()?;
        if n_days > MAX_CELLS || grain_behind(kpi.spec(), &self.totals, scene.facts()) != Grain::Day {
            return None;
        }
        let grid = self.by_day.get_or_init(|| scene.grid(self.days, &self.days.steps(Step::Day)));
        let value = |step: usize| match scene.figure(kpi, grid.cell(step, 0), &self.reach).value {
            Ok(value) => Some(value),
            // A day without a row has nothing.
            Err(Absence::NoRows) => Some(0.0),
            Err(_) => None,
        };
        let days: Vec<f64> = (0..grid.n_steps()).map(value).collect::<Option<_>>()?;
        end_interval(&days, rest, n_left)
    }
}

/// Sets metrics of one cut against their targets over the days that are shown, in the order given: how each stands, or
/// why that cannot be said (empty: there is no figure). Nothing where something else is compared with.
pub fn against_targets(scene: &Scene<'_>, cut: Option<&Cut>, kpis: &[Kpi]) -> Vec<Result<Change, String>> {
    if scene.query.compare != Compare::Target {
        return Vec::new();
    }
    let (Some(cut), Some(window)) = (cut, scene.window) else {
        return kpis.iter().map(|_| Err(scene.without_target(NoTarget::None))).collect();
    };
    let days = scene.covered(window);
    let query = query_of(cut, days);
    let inner = Scene::new(scene.loaded, &query, scene.text, scene.locale);
    let reached = OnceCell::new();
    let against = |kpi: &Kpi| {
        // Most metrics of most channels have none, and need not be added up.
        if scene.facts().targets.of(*kpi, cut).next().is_none() {
            return Err(scene.without_target(NoTarget::None));
        }
        let aim = reached.get_or_init(|| Reached::new(&inner, days)).against_target(*kpi, cut);
        aim.map(|aim| scene.against_target(&aim))
            .map_err(|why| why.map_or_else(String::new, |why| scene.without_target(why)))
    };
    kpis.iter().map(against).collect()
}

fn one_of_each(clauses: BTreeMap<Dimension, Vec<String>>) -> Option<Cut> {
    let one = |values: Vec<String>| values.into_iter().next();
    let is_one = clauses.values().all(|values| values.len() == 1);
    is_one.then(|| clauses.into_iter().filter_map(|(dimension, values)| Some((dimension, one(values)?))).collect())
}

impl Scene<'_> {
    /// Returns the one value of each dimension that is filtered by; `None`: several of one, of which there is no target.
    pub fn cut(&self) -> Option<Cut> {
        one_of_each(self.selection(self.window).clauses)
    }

    /// Returns the same of one value of a dimension, which may be one of several that are filtered by.
    pub fn cut_to(&self, dimension: &Dimension, value: &str) -> Option<Cut> {
        let mut clauses = self.selection(self.window).clauses;
        clauses.insert(dimension.clone(), vec![value.to_owned()]);
        one_of_each(clauses)
    }

    /// Says which metrics of a table have no target, where targets are what is compared with.
    pub fn unaimed(&self, kpis: &[Kpi]) -> Option<String> {
        let names: Vec<String> = kpis.iter().map(|kpi| self.kpi_name(*kpi)).collect();
        let names =
            Some(self.locale.list(&names)).filter(|_| self.query.compare == Compare::Target && !names.is_empty());
        names.map(|names| self.text.with("target-without", &[("metrics", Arg::Text(&names))]))
    }

    /// Says in a word how a metric stands against its target.
    pub fn standing_word(&self, standing: Standing) -> String {
        self.text.get(match standing {
            Standing::Met => "standing-met",
            Standing::Missed => "standing-missed",
            Standing::Ahead => "standing-ahead",
            Standing::Behind => "standing-behind",
            Standing::OnPace => "standing-on-pace",
            Standing::Close => "standing-close",
            Standing::Above => "standing-above",
            Standing::Below => "standing-below",
            Standing::TooEarly => "standing-too-early",
            Standing::NotCovered => "standing-not-covered",
        })
    }

    /// Says why there is nothing to be set against.
    pub fn without_target(&self, why: NoTarget) -> String {
        match why {
            NoTarget::None => self.text.get("target-none"),
            NoTarget::Differing => self.text.get("target-none-differing"),
            NoTarget::OtherDays => self.text.get("target-none-other"),
            NoTarget::Part(days) => {
                let days = self.counted("days", f64::from(days));
                self.text.with("target-none-part", &[("days", Arg::Text(&days))])
            }
        }
    }

    /// Shows how a metric stands against its target as a change is shown.
    pub fn against_target(&self, aim: &Aim) -> Change {
        let unit = aim.kpi.spec().unit;
        let difference = aim.value - aim.due;
        let is_flat = aim.standing == Standing::Close || difference.abs() < FLAT * aim.due.abs() || difference == 0.0;
        let trend = match difference {
            _ if is_flat => Trend::Flat,
            difference if difference > 0.0 => Trend::Up,
            _ => Trend::Down,
        };
        let (text, amount) = self.gap(unit, difference, aim.due);
        let was = Shown {
            raw: Some(aim.due),
            text: self.compact(unit, aim.due),
            full: self.in_full(unit, aim.due),
            range: None,
            note: None,
        };
        let word = self.standing_word(aim.standing);
        let sentence = self.target_sentence(aim, &text, &was.full, &word);
        Change { trend, verdict: aim.verdict(), word: Some(word), text, amount, sentence, was }
    }

    fn target_sentence(&self, aim: &Aim, gap: &str, due: &str, word: &str) -> String {
        let unit = aim.kpi.spec().unit;
        let target = self.in_full(unit, aim.goal.target.to_f64());
        let dates = self.locale.date_range(aim.goal.span.from, aim.goal.span.to);
        let is_due = !aim.is_over() && Nature::of(aim.kpi) == Nature::Flow;
        let day = self.locale.date(aim.days.to, DateStyle::Day);
        let basis = self.text.get(if aim.is_by_last_year { "target-by-last-year" } else { "target-by-days" });
        let args = [
            ("gap", Arg::Text(gap)),
            ("due", Arg::Text(due)),
            ("day", Arg::Text(&day)),
            ("target", Arg::Text(&target)),
            ("dates", Arg::Text(&dates)),
            ("basis", Arg::Text(&basis)),
            ("word", Arg::Text(word)),
        ];
        let said = self.text.with(if is_due { "target-sentence-due" } else { "target-sentence" }, &args);
        let end = self.target_end(aim);
        [Some(said), end].into_iter().flatten().chain(aim.goal.notes.iter().cloned()).collect::<Vec<_>>().join(" ")
    }

    /// Says how the span will end at this pace; `None` where it is over, does not add up, or has hardly begun.
    fn target_end(&self, aim: &Aim) -> Option<String> {
        let (end, range) = aim.foreseen()?;
        let write = |value: f64| self.compact(aim.kpi.spec().unit, value);
        let day = self.locale.date(aim.goal.span.to, DateStyle::Day);
        let (low, high) = range.map(|range| (write(range.low), write(range.high))).unwrap_or_default();
        let end = write(end);
        let args =
            [("end", Arg::Text(&end)), ("day", Arg::Text(&day)), ("low", Arg::Text(&low)), ("high", Arg::Text(&high))];
        Some(self.text.with(if range.is_some() { "target-end-range" } else { "target-end" }, &args))
    }
}
