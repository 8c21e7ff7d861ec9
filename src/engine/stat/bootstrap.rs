//! Intervals by resampling units, where no closed form is known.
//!
//! The same seed gives the same interval everywhere: the generator is our own, and the seed is stored with the figure.

use super::Interval;
use super::distribution::confidence_tail;
use super::quantile::Sorted;

/// How many resamples are drawn where nothing else is said.
pub const DRAWS: usize = 2000;

/// The seed of intervals on pages, so that a page shows the same twice.
pub const SEED: u64 = 1;

/// How many groups units are dealt into before they are resampled: 2,000 draws then take a few milliseconds however many
/// units there are. A standard error over so many groups has itself one of 1/√(2·500), 3 %.
pub const GROUPS: usize = 500;

/// Returns the group of each unit, 0..`n_groups`: dealt at random, equally large but for one. Each is its own where there are
/// no more units than groups.
pub fn dealt(n_units: usize, n_groups: usize, seed: u64) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..n_units).map(|unit| unit % n_groups.max(1)).collect();
    if n_units > n_groups {
        let mut random = Random::from_seed(seed);
        for last in (1..n_units).rev() {
            groups.swap(last, random.below(last + 1));
        }
    }
    groups
}

/// SplitMix64 (Steele, Lea & Flood 2014, OOPSLA): 64 bits of state, passes BigCrush, the same on every machine.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub const fn from_seed(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a whole number below `n`, or 0 where `n` is 0; its bias is below n/2⁶⁴ (Lemire 2019).
    pub fn below(&mut self, n: usize) -> usize {
        let wide = u128::from(self.next_u64()) * (n as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Returns a count drawn from Poisson's distribution, 0 where the mean is not positive or not finite.
    ///
    /// Below 64 by Knuth's products (1969), above as the nearest whole number to a normal one (Box & Muller 1958): its
    /// skew, 1/√mean, is an eighth there and falls.
    pub fn poisson(&mut self, mean: f64) -> f64 {
        if !(mean > 0.0 && mean < f64::INFINITY) {
            return 0.0;
        }
        if mean >= 64.0 {
            let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
            let z = radius * libm::cos(std::f64::consts::TAU * self.unit());
            return libm::round(mean + z * mean.sqrt()).max(0.0);
        }
        let least = libm::exp(-mean);
        let (mut count, mut product) = (0.0, self.unit());
        while product > least {
            count += 1.0;
            product *= self.unit();
        }
        count
    }

    /// Returns a number within 0..1 of 53 random bits.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// What many resamples gave, in ascending order.
#[derive(Debug, Clone)]
pub struct Bootstrap {
    estimates: Sorted,
}

impl Bootstrap {
    /// Draws `draws` resamples of `units` with replacement and takes the statistic of each.
    ///
    /// Resamples without a statistic (a zero denominator) are left out and counted by [`Self::n_undefined`].
    pub fn of<T: Copy>(units: &[T], draws: usize, seed: u64, statistic: impl Fn(&[T]) -> Option<f64>) -> Self {
        let mut random = Random::from_seed(seed);
        let mut resample: Vec<T> = Vec::with_capacity(units.len());
        let mut estimates = Vec::with_capacity(draws);
        for _ in 0..draws {
            resample.clear();
            resample.extend((0..units.len()).filter_map(|_| units.get(random.below(units.len()))));
            estimates.push(statistic(&resample).unwrap_or(f64::NAN));
        }
        Self { estimates: Sorted::from_values(&estimates) }
    }

    pub const fn n_undefined(&self) -> usize {
        self.estimates.n_left_out()
    }

    /// Returns the standard deviation of the estimates (n−1), or `None` below two.
    pub fn standard_error(&self) -> Option<f64> {
        super::mean::Mean::of(self.estimates.values()).filter(|mean| mean.n > 1).map(|mean| mean.variance.sqrt())
    }

    /// Returns the percentile interval (Efron 1979).
    pub fn percentile(&self, confidence: f64) -> Option<Interval> {
        let tail = confidence_tail(confidence)?;
        Interval::from_ends(self.estimates.quantile(tail)?, self.estimates.quantile(1.0 - tail)?)
    }
}
