//! Axes that end on round numbers.

use super::{Axis, Tick};

/// Makes an axis from zero to the first round number at or above `top`, with four to six ticks.
///
/// Steps are 1, 2, 2.5 or 5 times a power of ten: what people count in. Where `top` is not above
/// zero the axis ends at 1, so that it still has a length.
pub fn nice_axis(title: String, top: f64, label: impl Fn(f64) -> String) -> Axis {
    let top = if top.is_finite() && top > 0.0 { top } else { 1.0 };
    let step = nice_step(top / 5.0);
    let n_steps = (top / step - 1e-9).ceil().max(1.0);
    let mut ticks = Vec::new();
    let mut nth = 0.0;
    while nth <= n_steps {
        let value = nth * step;
        ticks.push(Tick { value, label: label(value) });
        nth += 1.0;
    }
    Axis { title, min: 0.0, max: n_steps * step, ticks }
}

/// Makes an axis that holds `low..=high` between round numbers, with some five ticks; zero is on it where it is near.
pub fn span_axis(title: String, low: f64, high: f64, label: impl Fn(f64) -> String) -> Axis {
    if !(low.is_finite() && high.is_finite()) || low >= high || (low >= 0.0 && low <= (high - low)) {
        return nice_axis(title, high, label);
    }
    let step = nice_step((high - low) / 4.0);
    let (first, last) = ((low / step + 1e-9).floor(), (high / step - 1e-9).ceil());
    let mut ticks = Vec::new();
    let mut nth = first;
    while nth <= last {
        ticks.push(Tick { value: nth * step, label: label(nth * step) });
        nth += 1.0;
    }
    Axis { title, min: first * step, max: last * step, ticks }
}

fn nice_step(least: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|factor| factor * power >= least * (1.0 - 1e-9));
    factor.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_on_a_round_number_at_or_above_the_largest_value() {
        for (top, end, n_ticks) in [
            (1.0, 1.0, 6),
            (7.0, 8.0, 5),
            (412.0, 500.0, 6),
            (0.031, 0.035, 5),
            (99.9, 100.0, 6),
            (1234.0, 1250.0, 6),
            (0.0, 1.0, 6),
            (f64::NAN, 1.0, 6),
            (f64::INFINITY, 1.0, 6),
        ] {
            let axis = nice_axis(String::new(), top, |value| value.to_string());
            assert!((axis.max - end).abs() < 1e-9 || axis.max >= top, "{top}: {}", axis.max);
            assert!(axis.max >= top || !top.is_finite(), "{top}");
            assert!((4..=6).contains(&axis.ticks.len()), "{top}: {} ticks, {n_ticks} due", axis.ticks.len());
            assert!(top.is_nan() || !top.is_finite() || top <= 0.0 || axis.max <= top * 1.6, "{top}: {}", axis.max);
        }
    }
}
