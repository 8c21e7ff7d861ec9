//! Distributions, calendars and intervals against other libraries: mpmath 1.4.1 (40 digits), scipy 1.17.1, ICU4X, jiff.

use icu_calendar::cal::{Hijri as Islamic, hijri::UmmAlQura};
use icu_calendar::{Date, Gregorian};
use miyar::engine::calendar::hijri::{FIRST_YEAR, Hijri, LAST_YEAR};
use miyar::engine::calendar::iso_week::IsoWeek;
use miyar::engine::day::Day;
use miyar::engine::stat::Interval;
use miyar::engine::stat::bootstrap::{Bootstrap, Random};
use miyar::engine::stat::discovery::benjamini_hochberg;
use miyar::engine::stat::distribution::{
    beta_quantile, chi_squared_quantile, chi_squared_upper, normal_quantile, normal_two_sided, t_quantile, t_two_sided,
};
use miyar::engine::stat::poisson::{cost_interval, exact_limits};
use miyar::engine::stat::quantile::NORMAL_MAD;
use miyar::engine::stat::special::gamma_tails;
use miyar::engine::stat::survival::{Duration, Survival};

fn check(what: &str, got: Option<f64>, due: f64, rel: f64) {
    let got = got.unwrap_or_else(|| panic!("{what}: nothing, {due} is due"));
    assert!((got - due).abs() <= rel * due.abs(), "{what}: {got:e}, {due:e} is due");
}

#[test]
fn quantiles_of_distributions_are_those_of_mpmath() {
    for (p, due) in [
        (1e-10, -6.361_340_902_404_057),
        (0.001, -3.090_232_306_167_813_6),
        (0.025, -1.959_963_984_540_054_3),
        (0.05, -1.644_853_626_951_472_6),
        (0.3, -0.524_400_512_708_040_8),
        (0.975, 1.959_963_984_540_053_8),
        (0.995, 2.575_829_303_548_900_4),
    ] {
        check(&format!("normal {p}"), normal_quantile(p), due, 1e-14);
    }
    for (p, df, due) in [
        (0.975, 1.0, 12.706_204_736_174_692),
        (0.975, 2.5, 3.574_654_842_003_681_7),
        (0.975, 11.0, 2.200_985_160_091_639_2),
        (0.995, 30.0, 2.749_995_653_567_225),
        (0.975, 2356.0, 1.960_971_399_521_114_2),
        (0.9, 1e6, 1.281_552_412_129_938_6),
        (0.6, 4.0, 0.270_722_294_707_597_34),
        (0.025, 11.0, -2.200_985_160_091_639_2),
        (0.5001, 7.0, 0.000_259_746_030_902_545_05),
    ] {
        // Near the middle p itself has no more digits.
        let rel = if p == 0.5001 { 1e-11 } else { 1e-12 };
        check(&format!("t {p} {df}"), t_quantile(p, df), due, rel);
    }
    for (p, df, due) in [
        (0.025, 2.0, 0.050_635_615_968_579_75),
        (0.025, 60.0, 40.481_748_042_841_83),
        (0.975, 60.0, 83.297_674_877_173_2),
        (0.975, 1.0, 5.023_886_187_314_887),
        (0.5, 3.0, 2.365_973_884_375_338),
        (0.025, 2104.0, 1_978.763_680_299_523_5),
        (0.975, 2106.0, 2_235.085_091_520_762_5),
        (0.975, 200_002.0, 201_243.489_479_487_76),
        (1e-6, 10.0, 0.338_126_003_242_954_5),
    ] {
        check(&format!("chi squared {p} {df}"), chi_squared_quantile(p, df), due, 1e-12);
    }
    for (p, a, b, due) in [
        (0.025, 15.0, 134.0, 0.057_844_010_083_448_56),
        (0.975, 16.0, 133.0, 0.161_650_490_349_479),
        (0.025, 0.5, 1.5, 0.000_385_580_980_755_900_8),
        (0.975, 0.5, 10.5, 0.217_196_267_509_210_53),
        (0.005, 1.0, 10.0, 0.000_501_128_575_464_633_8),
        (0.025, 250_000.0, 750_001.0, 0.249_151_535_685_545_74),
    ] {
        check(&format!("beta {p} {a} {b}"), beta_quantile(p, a, b), due, 1e-12);
    }
}

#[test]
fn tails_keep_their_digits() {
    check("8 sigma", Some(normal_two_sided(8.0)), 1.244_192_114_854_356_8e-15, 1e-13);
    check("t", t_two_sided(7.0, 4.5), 0.001_397_716_417_493_270_9, 1e-13);
    check("gamma", gamma_tails(1.0, 15.0).map(|(_, upper)| upper), 3.059_023_205_018_258e-7, 1e-13);
    check("chi squared", chi_squared_upper(0.34, 1.0), 0.559_829_221_917_077, 1e-13);
    check("MAD", normal_quantile(0.75).map(f64::recip), NORMAL_MAD, 1e-14);
}

#[test]
fn counts_have_the_limits_of_garwood() {
    // scipy 1.17.1: chi2.ppf(.025, 2n)/2, chi2.ppf(.975, 2n+2)/2.
    for (n, low, high) in [
        (0, 0.0, 3.688_879_454_113_935_4),
        (1, 0.025_317_807_984_289_876, 5.571_643_390_938_898),
        (30, 20.240_874_021_420_915, 42.826_865_394_807_66),
        (1052, 989.381_840_149_761_7, 1_117.542_545_760_381_5),
    ] {
        let limits = exact_limits(n, 0.95);
        check(&format!("{n} low"), limits.map(|limits| limits.low), low, 1e-12);
        check(&format!("{n} high"), limits.map(|limits| limits.high), high, 1e-12);
    }
    let of_cost = cost_interval(9000.0, 30, 0.95).unwrap();
    check("low", Some(of_cost.low), 9000.0 / 42.826_865_394_807_66, 1e-12);
    check("high", Some(of_cost.high), 9000.0 / 20.240_874_021_420_915, 1e-12);
    assert_eq!(cost_interval(9000.0, 0, 0.95), None, "nobody was won: there is no cost of each");
}

#[test]
fn discoveries_are_those_of_benjamini_and_hochberg() {
    // scipy 1.17.1: false_discovery_control(p) <= 0.05.
    let p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216];
    let found = benjamini_hochberg(&p, 0.05);
    assert_eq!(found.iter().filter(|found| **found).count(), 2);
    assert_eq!(found.get(..2), Some(&[true, true][..]));
    assert_eq!(benjamini_hochberg(&[f64::NAN, 0.01], 0.05), [false, true]);
}

#[test]
fn resampling_is_the_same_everywhere() {
    // The reference implementation of SplitMix64 with seed 1234567.
    let mut random = Random::from_seed(1_234_567);
    let first: Vec<u64> = (0..3).map(|_| random.next_u64()).collect();
    assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    let mean = |units: &[f64]| Some(units.iter().sum::<f64>() / units.len() as f64);
    let units: Vec<f64> = (0..50).map(f64::from).collect();
    let interval = |seed| Bootstrap::of(&units, 2000, seed, mean).percentile(0.95).unwrap();
    assert_eq!(interval(7), interval(7));
    assert_ne!(interval(7), interval(8));
    // Mean 24.5 ± 1.96·√(208.25/50).
    let Interval { low, high } = interval(7);
    assert!((low - 20.5).abs() < 0.3 && (high - 28.5).abs() < 0.3, "{low} {high}");
}

#[test]
fn every_day_of_the_hijri_table_is_that_of_icu() {
    let theirs = Islamic::<UmmAlQura>::new_umm_al_qura();
    let mut day = Hijri { year: FIRST_YEAR, month: 1, day: 1 }.to_day().unwrap();
    let last = Hijri { year: LAST_YEAR, month: 12, day: 29 }.to_day().unwrap();
    let mut n_months = 0;
    while day <= last {
        let ours = Hijri::of(day).unwrap();
        // One by one only where months begin and end: days between cannot differ.
        if ours.day == 1 || ours.day >= 29 {
            n_months += u32::from(ours.day == 1);
            let (year, month, of_month) = day.to_ymd();
            let date = Date::try_new_gregorian(year, month as u8, of_month as u8).unwrap().to_calendar(theirs);
            let due = (date.year().extended_year(), u32::from(date.month().ordinal), u32::from(date.day_of_month().0));
            assert_eq!((ours.year, ours.month, ours.day), due, "{day}");
            assert_eq!(ours.to_day(), Some(day));
        }
        day = day.plus_days(1);
    }
    assert_eq!(n_months, 145 * 12);
    let _: Gregorian;
    for outside in ["1937-03-13", "2077-11-17"] {
        assert_eq!(Hijri::of(Day::from_iso(outside).unwrap()), None, "{outside}");
    }
    assert_eq!(Hijri { year: 1446, month: 13, day: 1 }.to_day(), None);
    assert_eq!(Hijri { year: 1446, month: 9, day: 30 }.to_day(), None, "Ramadan 1446 had 29 days");
}

#[test]
fn weeks_are_numbered_as_jiff_numbers_them() {
    let mut day = Day::from_iso("1999-12-20").unwrap();
    for _ in 0..12_000 {
        let (year, month, of_month) = day.to_ymd();
        let due = jiff::civil::date(year as i16, month as i8, of_month as i8).iso_week_date();
        let ours = IsoWeek::of(day);
        assert_eq!((ours.year, ours.week), (i32::from(due.year()), due.week() as u32), "{day}");
        day = day.plus_days(1);
    }
}

#[test]
fn those_who_still_wait_stay_in() {
    // By hand: of five, one at 2 (S 4/5), two at 3, one of them censored (S 4/5·3/4 = 3/5), one at 5 of two (S 3/10).
    let durations = [(2.0, true), (3.0, true), (3.0, false), (5.0, true), (8.0, false)];
    let durations = durations.map(|(length, has_event)| Duration { length, has_event });
    let curve = Survival::of(&durations);
    for (time, due) in [(0.0, 1.0), (2.0, 0.8), (2.9, 0.8), (3.0, 0.6), (5.0, 0.3), (8.0, 0.3)] {
        check(&format!("S({time})"), curve.at(time), due, 1e-15);
    }
    assert_eq!(curve.quantile(0.5), Some(5.0));
    assert_eq!(curve.quantile(0.9), None, "it was not reached");
    // 2 + 0.8·1 + 0.6·2 + 0.3·3.
    check("mean within 8", curve.restricted_mean(8.0), 4.9, 1e-15);
    assert_eq!(curve.restricted_mean(8.1), None, "nobody was watched so long");
}
