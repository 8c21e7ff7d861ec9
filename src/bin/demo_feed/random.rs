//! Dice that fall the same on every machine: SplitMix64 (Steele, Lea and Flood 2014), seeded by what is being thrown
//! for.
//!
//! Every line and day has dice of its own, so a line that is added or changed moves no other line.

pub struct Dice(u64);

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

impl Dice {
    /// Seeds by a text (FNV-1a) and a number.
    pub fn of(text: &str, number: i64) -> Self {
        let hash = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut dice = Self(hash ^ number.cast_unsigned().wrapping_mul(GOLDEN));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Throws a number of 0..1, out of 2³² equal steps: exact in `f64`.
    pub fn share(&mut self) -> f64 {
        f64::from((self.next() >> 32) as u32) / 4_294_967_296.0
    }

    /// Throws a number of mean 0 and deviation 1: four uniform ones added, which is bell-shaped enough and stays
    /// within ±3.5.
    pub fn bell(&mut self) -> f64 {
        // The variance of a uniform share is 1/12, of four of them 1/3.
        const SQRT_3: f64 = 1.732_050_807_568_877_2;
        (self.share() + self.share() + self.share() + self.share() - 2.0) * SQRT_3
    }

    /// Throws a level around 1.
    pub fn level(&mut self, deviation: f64) -> f64 {
        1.0 + deviation * self.bell()
    }

    /// Throws a count of independent events with this mean: by trials while it is small, by the bell beyond.
    pub fn count(&mut self, mean: f64) -> u64 {
        const N_TRIALS: u32 = 60;
        if mean < 9.0 {
            let chance = mean / f64::from(N_TRIALS);
            return (0..N_TRIALS).filter(|_| self.share() < chance).count() as u64;
        }
        whole(mean + mean.sqrt() * self.bell())
    }

    /// Throws a count whose mean is itself uncertain.
    pub fn loose_count(&mut self, mean: f64, deviation: f64) -> u64 {
        let mean = mean * self.level(deviation);
        self.count(mean)
    }
}

/// Rounds to the nearest whole number, and what is below zero to zero.
pub fn whole(value: f64) -> u64 {
    (value + 0.5) as u64
}
