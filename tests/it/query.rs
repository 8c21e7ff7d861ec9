//! The link is the state: what is written is read back, and what is broken is passed over.

use miyar::engine::day::Day;
use miyar::engine::facts::vocabulary::Dimension;
use miyar::engine::feed::problem::ProblemKind;
use miyar::view::against::Against;
use miyar::view::closer::Closer;
use miyar::view::compare::Compare;
use miyar::view::display::Display;
use miyar::view::page::Choice;
use miyar::view::query::{PeriodChoice, Query, Sort};
use miyar::view::route::Page;
use miyar::view::step::StepChoice;
use miyar::view::text::Lang;
use proptest::prelude::*;

fn any_day() -> impl Strategy<Value = Day> {
    (-700_000..2_900_000_i32).prop_map(|n| Day::MIN.plus_days(n + 719_162))
}

fn any_period() -> impl Strategy<Value = PeriodChoice> {
    prop_oneof![
        proptest::sample::select(PeriodChoice::PRESETS.to_vec()),
        (any_day(), any_day()).prop_map(|(a, b)| PeriodChoice::Custom(a.min(b), a.max(b))),
    ]
}

fn any_comparison() -> impl Strategy<Value = Compare> {
    prop_oneof![
        proptest::sample::select(Compare::PRESETS.to_vec()),
        (any_day(), any_day()).prop_map(|(a, b)| Compare::Custom(a.min(b), a.max(b))),
    ]
}

fn any_dimension() -> impl Strategy<Value = Dimension> {
    prop_oneof![proptest::sample::select(Dimension::NAMED.to_vec()), ".+".prop_map(Dimension::Own)]
}

prop_compose! {
    fn any_against()(
        peers in proptest::option::of(any_dimension()),
        own in proptest::option::of(".+"),
        (metric, star) in (proptest::option::of("[a-z_]{1,12}"), proptest::option::of("[a-z_]{1,12}")),
        has_detail in any::<bool>(),
        weights in proptest::collection::btree_map("[a-z_]{1,12}", proptest::sample::select(vec![0, 2, 3, 4, 5_u8]), 0..4),
    ) -> Against {
        Against { peers, own, metric, star, has_detail, weights: weights.into_iter().collect() }
    }
}

prop_compose! {
    fn any_display()(
        on in any::<[bool; 3]>(),
        every_min in proptest::option::of(1..=1440_u16),
        turn_s in proptest::option::of(5..=43_200_u16),
        pages in proptest::sample::subsequence(Page::ALL.to_vec(), 0..=Page::ALL.len()),
    ) -> Display {
        let [is_embedded, has_controls, is_kiosk] = on;
        Display { is_embedded, has_controls, is_kiosk, every_min, pages, turn_s }
    }
}

prop_compose! {
    fn any_closer()(
        explain in proptest::option::of("[a-z_]{1,12}"),
        open in proptest::collection::btree_set(".*", 0..5),
        into in proptest::option::of(any_dimension()),
        versus in proptest::collection::btree_set(".*", 0..5),
    ) -> Closer {
        Closer { explain, open: open.into_iter().collect(), into, versus: versus.into_iter().collect() }
    }
}

prop_compose! {
    fn any_query()(
        page in proptest::sample::select(Page::ALL.to_vec()),
        feed in proptest::option::of(".+"),
        period in proptest::option::of(any_period()),
        compare in any_comparison(),
        by in proptest::option::of(any_dimension()),
        filters in proptest::collection::btree_set((any_dimension(), any::<String>()), 0..4),
        sort in proptest::option::of(("[a-z_]{1,12}", any::<bool>())),
        step in proptest::option::of(proptest::sample::select(StepChoice::ALL.to_vec())),
        metrics in proptest::collection::btree_set("[a-z_]{1,9}", 0..4),
        listed in (proptest::option::of(proptest::sample::select(ProblemKind::ALL.to_vec())), proptest::option::of(".+")),
        (against, closer) in (any_against(), any_closer()),
        lang in proptest::option::of(proptest::sample::select(Lang::ALL.to_vec())),
        display in any_display(),
    ) -> Query {
        let sort = sort.map(|(column, is_ascending)| Sort { column, is_ascending });
        let (problem, file) = listed;
        let filters = filters.into_iter().collect();
        let metrics = metrics.into_iter().collect();
        Query {
            page, feed, period, compare, by, filters, step, metrics, sort, against, closer, problem, file, lang, display,
        }
    }
}

proptest! {
    #[test]
    fn every_state_is_read_back_from_its_link(query in any_query()) {
        prop_assert_eq!(Query::parse(&query.to_search()), query);
    }

    #[test]
    fn no_link_is_ever_refused(search in any::<String>()) {
        let query = Query::parse(&search);
        prop_assert_eq!(Query::parse(&query.to_search()), query);
    }
}

#[test]
fn a_link_reads_as_it_looks() {
    for (search, expected) in [
        ("", Query::default()),
        (
            "?page=channels&compare=last-year",
            Query { page: Page::Channels, compare: Compare::LastYear, ..Query::default() },
        ),
        ("?where=channel:paid_search&period=nonsense&x=%zz", {
            Query { filters: vec![(Dimension::Channel, "paid_search".into())], ..Query::default() }
        }),
        ("?lang=ar-SA&by=own.Sales%20region", {
            Query { lang: Some(Lang::Ar), by: Some(Dimension::Own("Sales region".into())), ..Query::default() }
        }),
        ("?metrics=roas,,cost,x;y,roas&compare=2025-02-01..2025-01-01", {
            Query { metrics: vec!["roas".into(), "cost".into()], ..Query::default() }
        }),
        ("?compare=2025-01-01..2025-01-31&step=iso-week", {
            let days = [1, 31].map(|day| Day::from_ymd(2025, 1, day).unwrap());
            Query { compare: Compare::Custom(days[0], days[1]), step: Some(StepChoice::IsoWeek), ..Query::default() }
        }),
        ("?period=2026-02-01..2026-01-01&page=nowhere&sort=-x;y", Query::default()),
    ] {
        assert_eq!(Query::parse(search), expected, "{search}");
    }
    assert_eq!(Query::default().to_search(), "", "the default state has the shortest link");
}

#[test]
fn an_intent_gives_the_next_state_and_changes_nothing_else() {
    let start = Query::parse("?page=channels&feed=https://a.test/datapackage.json");
    let next = start.filter_toggled("channel", "email").sorted_by("roas").in_period("last-7-days");
    assert_eq!(
        next.to_search(),
        "?page=channels&feed=https://a.test/datapackage.json&period=last-7-days&where=channel:email&sort=-roas"
    );
    assert_eq!(next.filter_toggled("channel", "email").filters, []);
    assert_eq!(next.sorted_by("roas").sorted_by("roas").sort, None, "the third time does not sort");
    assert_eq!(next.in_period("nonsense"), next);
    assert_eq!(next.compared_with("nonsense"), next);
    assert_eq!(next.cut_by("nonsense"), next);
    assert_eq!(
        Query::default().sorted_by("roas").sorted_by("roas").ranked_by("roas").to_search(),
        "?page=channels&sort=-roas"
    );
    assert_eq!(next.stepped_by("iso-week").stepped_by("").step, None, "an empty step leaves it to the period");
    let choice = |id: &str, is_chosen: bool| Choice { id: id.into(), label: String::new(), is_chosen };
    let offered = [choice("revenue", true), choice("cost", false), choice("roas", true)];
    assert_eq!(next.metric_toggled("roas", &offered).metrics, ["revenue"]);
    let all = next.metric_toggled("roas", &offered).metric_toggled("cost", &offered);
    assert_eq!(all.metrics, [""; 0], "all of them need no list");
    assert_eq!(
        next.metric_toggled("revenue", &[choice("revenue", true), choice("cost", false)]),
        next,
        "the last one stays"
    );
    let listed = Query::parse("?page=data").problems_toggled("not-a-number").file_toggled("a&b.csv");
    assert_eq!(listed.to_search(), "?page=data&problem=not-a-number&file=a%26b.csv");
    assert_eq!(listed.problems_toggled("not-a-number").file_toggled("a&b.csv").to_search(), "?page=data");
    assert_eq!(listed.problems_toggled("nonsense").problem, None);
    assert_eq!(listed.on_page(Page::Summary), Query::default(), "a list of problems is of the Data page alone");
    assert_eq!(listed.of_figures(), Query::parse("?page=data"));
    let wall = Query::parse("?kiosk=1&every=5&pages=summary,channels&turn=20");
    assert_eq!(
        wall.on_page(Page::Channels).to_search(),
        "?page=channels&kiosk=1&every=5&pages=summary,channels&turn=20"
    );
    assert_eq!(wall.of_figures(), Query::default(), "the same figures, whatever surrounds them");
    assert_eq!(Query::parse("?embed=yes&kiosk=true&every=0&pages=,x").to_search(), "");
}
