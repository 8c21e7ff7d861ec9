//! The least value of a function of a few variables, without derivatives.

/// Moves until the simplex is small or so many values were asked for.
const MAX_CALLS: usize = 20_000;

/// Returns where `f` is least, found from `start` by the moves of Nelder & Mead 1965 (Comput. J. 7:308), and its value.
///
/// `step` is how far the first simplex reaches along each variable. A value of `f` that is NaN counts as infinite:
/// bounds are given by returning ∞ beyond them; the start must lie within. Begins anew where it ended until that brings nothing more.
pub fn minimise(start: &[f64], step: &[f64], f: impl Fn(&[f64]) -> f64) -> (Vec<f64>, f64) {
    let value = |x: &[f64]| Some(f(x)).filter(|value| !value.is_nan()).unwrap_or(f64::INFINITY);
    let mut best = (start.to_vec(), value(start));
    if best.1.is_infinite() {
        return best;
    }
    for _ in 0..20 {
        let found = descend(&best.0, step, &value);
        let gained = best.1 - found.1;
        let is_done = gained <= 1e-10 * found.1.abs();
        if found.1 < best.1 {
            best = found;
        }
        if is_done {
            break;
        }
    }
    best
}

fn descend(start: &[f64], step: &[f64], value: &dyn Fn(&[f64]) -> f64) -> (Vec<f64>, f64) {
    let corner = |moved: Option<usize>| -> (Vec<f64>, f64) {
        let shift = |(at, x): (usize, &f64)| if Some(at) == moved { x + step.get(at).unwrap_or(&0.1) } else { *x };
        let x: Vec<f64> = start.iter().enumerate().map(shift).collect();
        let y = value(&x);
        (x, y)
    };
    let n = start.len();
    let mut simplex: Vec<(Vec<f64>, f64)> = vec![corner(None)];
    simplex.extend((0..n).map(|at| corner(Some(at))));
    for _ in 0..MAX_CALLS {
        simplex.sort_by(|a, b| a.1.total_cmp(&b.1));
        let Some(((best, least), (worst, most))) = simplex.first().cloned().zip(simplex.last().cloned()) else { break };
        let second = simplex.iter().rev().nth(1).map_or(most, |corner| corner.1);
        let width = best.iter().zip(&worst).map(|(a, b)| (a - b).abs() / (a.abs() + 1e-12)).fold(0.0, f64::max);
        if width < 1e-10 || (most - least).abs() <= 1e-15 * least.abs() {
            break;
        }
        let kept = simplex.len() - 1;
        let centre: Vec<f64> = (0..n)
            .map(|at| simplex.iter().take(kept).filter_map(|(x, _)| x.get(at)).sum::<f64>() / kept as f64)
            .collect();
        let toward = |factor: f64| {
            let x: Vec<f64> = centre.iter().zip(&worst).map(|(c, w)| c + factor * (c - w)).collect();
            let y = value(&x);
            (x, y)
        };
        let reflected = toward(1.0);
        let replacement = if reflected.1 < least {
            let further = toward(2.0);
            Some(if further.1 < reflected.1 { further } else { reflected })
        } else if reflected.1 < second {
            Some(reflected)
        } else {
            let nearer = if reflected.1 < most { toward(0.5) } else { toward(-0.5) };
            (nearer.1 < most.min(reflected.1)).then_some(nearer)
        };
        match (replacement, simplex.last_mut()) {
            (Some(corner), Some(last)) => *last = corner,
            _ => {
                for corner in simplex.iter_mut().skip(1) {
                    corner.0 = corner.0.iter().zip(&best).map(|(x, b)| f64::midpoint(*x, *b)).collect();
                    corner.1 = value(&corner.0);
                }
            }
        }
    }
    simplex.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or_else(|| (start.to_vec(), f64::INFINITY))
}
