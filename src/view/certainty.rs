//! Intervals as text: between which values the truth lies, and how that is known.

use crate::engine::kpi::figure::Figure;
use crate::engine::kpi::interval::{Basis, CONFIDENCE, Method, Range};
use crate::engine::kpi::{Kpi, Unit};
use crate::engine::stat::Interval;
use crate::view::number::{NumberKind, NumberStyle};
use crate::view::page::ShownRange;
use crate::view::scene::Scene;
use crate::view::text::Arg;

impl Scene<'_> {
    /// Writes an interval: «95 %: 2.1 % to 2.6 %».
    pub fn interval(&self, unit: Unit, interval: Interval) -> String {
        let confidence = self.confidence();
        let (low, high) = (self.in_full(unit, interval.low), self.in_full(unit, interval.high));
        let args = [("confidence", Arg::Text(&confidence)), ("low", Arg::Text(&low)), ("high", Arg::Text(&high))];
        self.text.with("interval", &args)
    }

    /// Writes how often an interval holds the truth: «95 %».
    pub(in crate::view) fn confidence(&self) -> String {
        self.locale.number(CONFIDENCE, NumberStyle::of(NumberKind::Percent, (0, 0)))
    }

    pub fn shown_range(&self, unit: Unit, interval: Interval) -> ShownRange {
        ShownRange { low: interval.low, high: interval.high, text: self.interval(unit, interval) }
    }

    /// Says how sure a figure is and by what, or why that cannot be said.
    pub fn certainty(&self, kpi: Kpi, figure: &Figure) -> String {
        match figure.range {
            Some(Range { interval, basis }) => {
                let how = match basis {
                    Basis::Wilson => self.method(Method::Wilson),
                    Basis::Poisson => self.method(Method::Poisson),
                    Basis::AdjustedWald => self.method(Method::AdjustedWald),
                    Basis::StudentT => self.method(Method::StudentT),
                    Basis::Bootstrap => self.method(Method::Bootstrap),
                    Basis::Customers(n) => self.counted("interval-customers", f64::from(n)),
                    Basis::Steps(grain, n) => self.counted(&format!("interval-steps-{}", grain.id()), f64::from(n)),
                };
                format!("{}. {how}", self.interval(kpi.spec().unit, interval))
            }
            None => self.text.get(match kpi.spec().method {
                Method::None => "interval-none-sum",
                Method::Wilson => "interval-none-share",
                Method::Poisson => "interval-none-count",
                Method::Clustered => "interval-none-steps",
                Method::AdjustedWald | Method::StudentT => "interval-none-answers",
                Method::Bootstrap => "interval-none-bootstrap",
            }),
        }
    }

    /// Says how a metric's interval is made.
    pub fn method(&self, method: Method) -> String {
        self.text.get(match method {
            Method::None => "interval-none-sum",
            Method::Wilson => "interval-wilson",
            Method::Poisson => "interval-poisson",
            Method::Clustered => "interval-clustered",
            Method::AdjustedWald => "interval-adjusted-wald",
            Method::StudentT => "interval-student",
            Method::Bootstrap => "interval-bootstrap",
        })
    }
}
