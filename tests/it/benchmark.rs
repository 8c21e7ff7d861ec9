//! Standing among peers: what is said, and when nothing may be.

use miyar::engine::benchmark::band::{Band, Status};
use miyar::engine::benchmark::cohort::{Candidate, Cohort};
use miyar::engine::benchmark::composite::{Indicator, Normalisation, index, ranks, sensitivity};
use miyar::engine::benchmark::peers::Peers;
use miyar::engine::benchmark::published::{Place, Published, Scale};
use miyar::engine::benchmark::standing::{NoStanding, NoStatus, Own, Standing};
use miyar::engine::kpi::Good;
use miyar::engine::stat::Interval;

const SEVEN: [f64; 7] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];

fn own(value: f64) -> Own {
    Own { value, interval: None, is_enough: true }
}

fn standing(own: Own, peers: &[f64], good: Good) -> Result<Standing, NoStanding> {
    Standing::of(&own, &Peers::of(peers, good))
}

#[test]
fn a_boundary_belongs_to_the_upper_band() {
    for (percentile, due) in [
        (0.0, Band::Poor),
        (24.999, Band::Poor),
        (25.0, Band::Fair),
        (50.0, Band::Good),
        (74.9, Band::Good),
        (75.0, Band::Excellent),
        (100.0, Band::Excellent),
    ] {
        assert_eq!(Band::of(percentile), Some(due), "{percentile}");
    }
    for outside in [-0.1, 100.1, f64::NAN] {
        assert_eq!(Band::of(outside), None, "{outside}");
    }
}

#[test]
fn few_peers_give_no_percentile_and_fewer_nothing() {
    for n in 0..=7 {
        let peers = &SEVEN[..n];
        let said = standing(own(3.5), peers, Good::Higher);
        match n {
            0..=2 => assert_eq!(said, Err(NoStanding::Confidential), "{n}"),
            3..=4 => assert_eq!(said, Err(NoStanding::TooFewPeers), "{n}"),
            _ => assert_eq!(said.map(|said| said.n_peers), Ok(n)),
        }
        let peers = Peers::of(peers, Good::Higher);
        assert_eq!(peers.range().is_some(), n >= 3, "{n}");
        assert_eq!(peers.quartiles().is_some(), n >= 5, "{n}");
        assert_eq!(peers.index(3.5).is_some(), n >= 5, "{n}");
        assert_eq!(peers.best_in_class(), None, "{n} peers have no tenth");
    }
    assert_eq!(standing(own(f64::NAN), &SEVEN, Good::Higher), Err(NoStanding::NoFigure));
}

#[test]
fn a_cohort_widens_until_there_are_enough_and_never_holds_oneself() {
    let shop = |id, region, value| Candidate { id, sector: Some("retail"), size: Some("small"), region, value };
    let (here, there) = (Some("KSA"), Some("UAE"));
    let mut candidates = vec![
        shop("own", here, Some(99.0)),
        shop("a", here, Some(1.0)),
        shop("b", here, Some(2.0)),
        shop("c", there, Some(3.0)),
        shop("d", there, Some(4.0)),
        shop("e", None, None),
        Candidate { id: "bank", sector: Some("banking"), size: None, region: here, value: Some(7.0) },
    ];
    let cohort = Cohort { sector: Some("retail"), size: Some("small"), region: here };
    let near = cohort.choose("own", &candidates, Good::Higher);
    assert_eq!((near.peers.values(), near.n_other, near.n_unknown), (&[1.0, 2.0][..], 4, 0));
    // Four shops of the size are too few; the widest cohort is told with what is missing.
    let wide = cohort.choose_widening("own", &candidates, Good::Higher);
    assert_eq!((wide.peers.n(), wide.n_other, wide.n_unknown), (4, 1, 1));
    assert_eq!(wide.cohort, Cohort { sector: Some("retail"), ..Cohort::default() });
    candidates.push(shop("f", there, Some(5.0)));
    let enough = cohort.choose_widening("own", &candidates, Good::Higher);
    assert_eq!(enough.cohort, Cohort { region: None, ..cohort }, "no wider than it must be");
    assert_eq!(enough.peers.values(), [1.0, 2.0, 3.0, 4.0, 5.0]);
}

#[test]
fn lower_is_better_mirrors_everything() {
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    let (up, down) = (Peers::of(&ten, Good::Higher), Peers::of(&ten, Good::Lower));
    // numpy.quantile([1..10], .9) = 9.1, .1 = 1.9.
    assert!((up.best_in_class().unwrap() - 9.1).abs() < 1e-12 && (down.best_in_class().unwrap() - 1.9).abs() < 1e-12);
    assert!((up.gap_to_best(9.6).unwrap() - 0.5).abs() < 1e-12, "ahead of the best tenth");
    assert!((down.gap_to_best(1.4).unwrap() - 0.5).abs() < 1e-12, "ahead of the best tenth");
    assert!((down.gap_to_median(6.5).unwrap() + 1.0).abs() < 1e-12, "behind the median");
    assert!(up.is_thin() && !Peers::of(&[1.0; 20], Good::Higher).is_thin());
    for value in [0.0, 1.0, 3.5, 5.0, 10.0, 11.0] {
        let of = |good| standing(own(value), &ten, good).unwrap().percentile;
        assert!((of(Good::Higher) + of(Good::Lower) - 100.0).abs() < 1e-12, "{value}");
    }
    let neutral = standing(own(3.0), &ten, Good::Neutral).unwrap();
    assert_eq!((neutral.percentile, neutral.status), (25.0, Err(NoStatus::Neutral)));
}

#[test]
fn an_uncertain_figure_spans_bands_and_a_very_uncertain_one_has_none() {
    let hundred: Vec<f64> = (0..100).map(|n| f64::from(n) + 0.5).collect();
    let status = |low: f64, high: f64, is_enough: bool| {
        let own = Own { value: 60.0, interval: Interval::from_ends(low, high), is_enough };
        standing(own, &hundred, Good::Higher).unwrap().status
    };
    let sure = status(55.0, 70.0, true).unwrap();
    assert!(!sure.spans());
    let spanning = status(45.0, 80.0, true).unwrap();
    assert_eq!(spanning, Status { band: Band::Good, from: Band::Fair, to: Band::Excellent });
    assert_eq!(status(20.0, 80.0, true), Err(NoStatus::TooUncertain));
    assert_eq!(status(55.0, 70.0, false), Err(NoStatus::BelowMinimum));
}

#[test]
fn published_quantiles_are_joined_and_never_continued() {
    let points = [(10.0, 2.0), (25.0, 4.0), (50.0, 8.0), (75.0, 8.0), (90.0, 32.0)];
    let linear = Published::of(&points, Scale::Linear, Good::Higher).unwrap();
    for (value, due) in [
        (1.9, Place::Below(10.0)),
        (2.0, Place::At(10.0)),
        (3.0, Place::At(17.5)),
        (8.0, Place::At(62.5)),
        (20.0, Place::At(82.5)),
        (32.0, Place::At(90.0)),
        (32.1, Place::Above(90.0)),
    ] {
        assert_eq!(linear.place(value), Some(due), "{value}");
    }
    // On a log scale 16 lies in the middle of 8 and 32.
    let log = Published::of(&points, Scale::Log, Good::Higher).unwrap();
    assert!(matches!(log.place(16.0), Some(Place::At(p)) if (p - 82.5).abs() < 1e-12));
    let cost = Published::of(&points, Scale::Linear, Good::Lower).unwrap();
    assert_eq!(cost.place(1.0), Some(Place::Above(90.0)), "cheaper than the published tenth is better than 90 %");
    assert_eq!(cost.place(40.0), Some(Place::Below(10.0)));
    assert_eq!(cost.place(3.0), Some(Place::At(82.5)));
    assert_eq!(linear.place(f64::NAN), None);
    for broken in
        [&[(50.0, 1.0)][..], &[(50.0, 1.0), (25.0, 2.0)], &[(25.0, 2.0), (50.0, 1.0)], &[(25.0, f64::NAN), (50.0, 1.0)]]
    {
        assert_eq!(Published::of(broken, Scale::Linear, Good::Higher), None, "{broken:?}");
    }
    assert_eq!(Published::of(&[(25.0, 0.0), (50.0, 1.0)], Scale::Log, Good::Higher), None);
}

fn indicator(weight: f64, good: Good, values: &[Option<f64>]) -> Indicator {
    Indicator { weight, good, values: values.to_vec() }
}

#[test]
fn an_index_needs_three_quarters_of_its_weights() {
    let full = [Some(1.0), Some(2.0), Some(3.0), Some(4.0)];
    let gap = [Some(4.0), None, Some(2.0), Some(1.0)];
    let z = Normalisation::ZScore { limit: Some(3.0) };
    let light = [indicator(0.75, Good::Higher, &full), indicator(0.25, Good::Lower, &gap)];
    let heavy = [indicator(0.74, Good::Higher, &full), indicator(0.26, Good::Lower, &gap)];
    assert!(index(&light, z)[1].is_some() && index(&heavy, z)[1].is_none());
    // Without the second indicator the entity has just its z of the first: (2 − 2.5)/√1.25.
    assert!((index(&light, z)[1].unwrap() + 0.5 / 1.25_f64.sqrt()).abs() < 1e-12);
    assert_eq!(ranks(&[Some(1.0), None, Some(3.0), Some(1.0)]), [Some(2), None, Some(1), Some(2)]);
}

#[test]
fn weights_that_decide_the_order_are_found() {
    // The first two entities swap when a weight moves; the third is last whatever the weights.
    let a = indicator(0.5, Good::Higher, &[Some(10.0), Some(8.9), Some(0.0)]);
    let b = indicator(0.5, Good::Higher, &[Some(8.8), Some(10.0), Some(0.0)]);
    let found = sensitivity(&[a, b], Normalisation::MinMax, 0.25);
    assert_eq!(found, [Some((1, 2)), Some((1, 2)), Some((3, 3))]);
}

#[test]
fn an_outlier_is_held_at_three_deviations() {
    let mut values = vec![Some(0.0); 30];
    values.push(Some(1000.0));
    let outlier = indicator(1.0, Good::Higher, &values);
    let last = |limit| outlier.normalised(Normalisation::ZScore { limit })[30].unwrap();
    assert!(last(None) > 5.0 && last(Some(3.0)) == 3.0);
}
