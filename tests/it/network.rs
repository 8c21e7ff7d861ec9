//! What is known of the network without one: faults, patience, and when half a file can be completed.

use miyar::engine::feed::problem::ProblemKind;
use miyar::work::answer::{Answer, ContentRange, PartHead};
use miyar::work::fault::{FetchFault, is_mixed_content};
use miyar::work::http_date::seconds_from;
use miyar::work::message::{from_bytes, to_bytes};
use miyar::work::retry::{Limits, MOST_TRIES, Pace, delay_ms, next_refresh_ms, retry_after_s};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// 2026-11-22T00:00:00Z, from `date -ud 2026-11-22 +%s`.
const NOW_S: u64 = 1_795_305_600;

fn faults() -> Vec<FetchFault> {
    vec![
        FetchFault::SignInNeeded(401),
        FetchFault::NotFound(404),
        FetchFault::TooManyRequests { retry_after_s: Some(7) },
        FetchFault::Server { status: 503, retry_after_s: None },
        FetchFault::Status(418),
        FetchFault::TimedOut { after_s: 60 },
        FetchFault::TooSlow { n_bytes: 12 },
        FetchFault::Lost { n_bytes: 1_234_567 },
        FetchFault::Blocked { header: "Access-Control-Allow-Origin: https://miyar.test".into() },
        FetchFault::MixedContent,
        FetchFault::Redirected { host: "other.test".into() },
        FetchFault::Offline,
        FetchFault::Unreachable,
    ]
}

#[test]
fn every_fault_is_a_problem_of_its_own_kind() {
    let kinds: BTreeSet<ProblemKind> = faults().iter().map(|fault| fault.problem("a.csv").kind).collect();
    assert_eq!(kinds.len(), faults().len());
    for fault in faults() {
        let problem = fault.problem("a.csv");
        assert_eq!((problem.file.as_str(), problem.row), ("a.csv", None), "{fault:?}");
        assert_eq!(from_bytes::<FetchFault>(&to_bytes(&fault).unwrap()).unwrap(), fault);
    }
}

#[test]
fn a_problem_quotes_what_its_words_need() {
    let quoted = |fault: &FetchFault| fault.problem("a.csv").value.unwrap_or_default();
    let expected = ["401", "404", "429", "503", "418", "60", "12", "1234567"];
    for (fault, expected) in faults().iter().zip(expected) {
        assert_eq!(quoted(fault), expected, "{fault:?}");
    }
    assert_eq!(quoted(&faults()[8]), "Access-Control-Allow-Origin: https://miyar.test");
    assert_eq!(quoted(&FetchFault::Redirected { host: "other.test".into() }), "other.test");
    assert_eq!(quoted(&FetchFault::Redirected { host: String::new() }), "?", "where to is not always known");
}

#[test]
fn a_status_is_the_fault_that_it_stands_for() {
    let after = Some(30);
    for (status, header, expected) in [
        (401, None, FetchFault::SignInNeeded(401)),
        (403, Some("30"), FetchFault::SignInNeeded(403)),
        (404, None, FetchFault::NotFound(404)),
        (410, None, FetchFault::NotFound(410)),
        (418, None, FetchFault::Status(418)),
        (429, Some("30"), FetchFault::TooManyRequests { retry_after_s: after }),
        (429, Some("soon"), FetchFault::TooManyRequests { retry_after_s: None }),
        (500, None, FetchFault::Server { status: 500, retry_after_s: None }),
        (503, Some("Sun, 22 Nov 2026 00:00:30 GMT"), FetchFault::Server { status: 503, retry_after_s: after }),
        (304, None, FetchFault::Status(304)),
        (0, None, FetchFault::Status(0)),
    ] {
        assert_eq!(FetchFault::from_status(status, header, NOW_S), expected, "{status} {header:?}");
    }
}

#[test]
fn what_a_person_must_mend_is_not_asked_for_again_at_once() {
    let retried: Vec<FetchFault> = faults().into_iter().filter(FetchFault::is_worth_retrying).collect();
    assert_eq!(
        retried,
        [faults()[2].clone(), faults()[3].clone(), faults()[7].clone(), FetchFault::Unreachable],
        "429, 503, a connection that broke, no answer"
    );
    let server = |status| FetchFault::Server { status, retry_after_s: None };
    assert!(server(500).is_worth_retrying() && !server(501).is_worth_retrying() && !server(505).is_worth_retrying());
    assert!(FetchFault::Status(408).is_worth_retrying());
}

#[test]
fn only_another_machine_without_tls_is_mixed_content() {
    for (page, protocol, host, expected) in [
        ("https://miyar.test", "http:", "data.test", true),
        ("https://miyar.test", "https:", "data.test", false),
        ("http://miyar.test", "http:", "data.test", false),
        ("https://miyar.test", "http:", "localhost", false),
        ("https://miyar.test", "http:", "a.localhost", false),
        ("https://miyar.test", "http:", "127.0.0.1", false),
        ("https://miyar.test", "http:", "[::1]", false),
        ("https://miyar.test", "http:", "127.evil.test", true),
        ("https://miyar.test", "http:", "notlocalhost", true),
        ("null", "http:", "data.test", false),
    ] {
        assert_eq!(is_mixed_content(page, protocol, host), expected, "{page} {protocol} {host}");
    }
}

#[test]
fn http_dates_are_read_in_all_three_forms() {
    // The example of RFC 9110, 5.6.7; seconds from `date -ud "1994-11-06 08:49:37" +%s`.
    for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
        assert_eq!(seconds_from(text, NOW_S), Some(784_111_777), "{text}");
    }
    for text in [
        "",
        "soon",
        "Sun, 31 Feb 2026 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08:49:37:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 194 08:49:37 GMT",
        "Sun, +6 Nov 1994 08:49:37 GMT",
        "Wed, 31 Dec 1969 23:59:59 GMT",
        "Sun, 06 Nov ١٩٩٤ 08:49:37 GMT",
    ] {
        assert_eq!(seconds_from(text, NOW_S), None, "{text:?}");
    }
}

#[test]
fn a_year_of_two_digits_is_no_more_than_50_years_ahead() {
    let year = |text: &str| 1_970 + seconds_from(text, NOW_S).unwrap() / 31_556_952;
    assert_eq!(year("Monday, 15-Jun-76 00:00:00 GMT"), 2_076);
    assert_eq!(year("Wednesday, 15-Jun-77 00:00:00 GMT"), 1_977);
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    for (text, expected) in [
        ("120", Some(120)),
        (" 0 ", Some(0)),
        ("Sun, 22 Nov 2026 00:02:00 GMT", Some(120)),
        ("Sun, 22 Nov 2020 00:02:00 GMT", Some(0)),
        ("99999999999999999999999", Some(u32::MAX)),
        ("-5", None),
        ("1.5", None),
        ("", None),
    ] {
        assert_eq!(retry_after_s(text, NOW_S), expected, "{text:?}");
    }
}

#[test]
fn a_fetch_asks_three_times_with_growing_pauses() {
    let fault = FetchFault::Unreachable;
    assert_eq!([0.0, 1.0].map(|random| delay_ms(&fault, 1, random)), [Some(500), Some(1_000)]);
    assert_eq!([0.0, 1.0].map(|random| delay_ms(&fault, 2, random)), [Some(1_000), Some(2_000)]);
    assert_eq!(delay_ms(&fault, MOST_TRIES, 0.5), None);
    assert_eq!(delay_ms(&FetchFault::NotFound(404), 1, 0.5), None);
}

#[test]
fn a_fetch_is_as_patient_as_a_server_asks_up_to_a_limit() {
    let busy = |retry_after_s| FetchFault::TooManyRequests { retry_after_s };
    assert_eq!(delay_ms(&busy(Some(3)), 1, 0.5), Some(3_000));
    assert_eq!(delay_ms(&busy(Some(0)), 1, 1.0), Some(1_000));
    assert_eq!(delay_ms(&busy(Some(11)), 1, 0.5), None, "the next refresh is for that");
}

#[test]
fn what_the_probe_reached_is_asked_once_more_at_once() {
    let blocked = FetchFault::Blocked { header: String::new() };
    assert_eq!((delay_ms(&blocked, 1, 0.9), delay_ms(&blocked, 2, 0.9)), (Some(0), None));
}

#[test]
fn refreshes_back_off_to_an_hour_and_come_back_to_their_interval() {
    let hour = 3_600_000;
    for (refresh_s, n_failures, retry_after_s, expected) in [
        (60, 0, None, 60_000),
        (60, 1, None, 120_000),
        (60, 3, None, 480_000),
        (60, 6, None, hour),
        (60, u32::MAX, None, hour),
        (60, 1, Some(900), 900_000),
        (60, 1, Some(5), 120_000),
        (60, 1, Some(u32::MAX), hour),
        (86_400, 2, None, 86_400_000),
        (0, 0, None, 1_000),
    ] {
        assert_eq!(next_refresh_ms(refresh_s, n_failures, retry_after_s, 0.5), expected, "{refresh_s} {n_failures}");
    }
    assert_eq!([0.0, 1.0, f64::NAN].map(|random| next_refresh_ms(60, 0, None, random)), [48_000, 72_000, 48_000]);
}

#[test]
fn a_slow_drip_is_told_from_a_slow_network() {
    let limits = Limits { pace_ms: 1_000, pace_bytes: 100, ..Limits::USUAL };
    let mut drip = Pace::new(limits, 0.0);
    assert!((1..10).all(|n| drip.is_kept(9, f64::from(n) * 100.0)), "a stretch is waited for");
    assert!(!drip.is_kept(9, 1_000.0), "90 bytes in a second");
    let mut slow = Pace::new(limits, 0.0);
    assert!((1..100).all(|n| slow.is_kept(10, f64::from(n) * 100.0)), "100 bytes in each second");
    assert!(slow.is_kept(1_000, 10_500.0));
    assert!((106..115).all(|n| slow.is_kept(0, f64::from(n) * 100.0)));
    assert!(!slow.is_kept(0, 11_600.0), "what came in an earlier stretch does not count");
}

fn begun() -> Answer {
    Answer {
        n_bytes: 400,
        etag: Some("\"a\"".into()),
        last_modified: Some("Sun, 06 Nov 1994 08:49:37 GMT".into()),
        length: Some(1_000),
        is_length_exact: true,
        ..Answer::default()
    }
}

fn rest() -> PartHead {
    let Answer { etag, last_modified, .. } = begun();
    let content_range = ContentRange::parse("bytes 400-999/1000");
    PartHead { n_bytes: Some(600), content_range, etag, last_modified }
}

#[test]
fn the_missing_rest_of_the_same_version_continues() {
    assert!(begun().can_continue() && begun().is_continued_by(&rest()));
    // Another origin shows neither its tag nor the range.
    let hidden = Answer { etag: None, is_length_exact: false, ..begun() };
    assert!(hidden.is_continued_by(&PartHead { content_range: None, etag: None, ..rest() }));
}

#[test]
fn anything_else_does_not_continue() {
    let ranges =
        ["bytes 0-999/1000", "bytes 401-999/1000", "bytes 400-998/1000", "bytes 400-999/*", "bytes 400-1000/1001"];
    for range in ranges {
        let part = PartHead { content_range: ContentRange::parse(range), ..rest() };
        assert!(part.content_range.is_some() && !begun().is_continued_by(&part), "{range}");
    }
    for part in [
        PartHead { etag: Some("\"b\"".into()), ..rest() },
        PartHead { etag: None, ..rest() },
        PartHead { content_range: None, n_bytes: Some(500), ..rest() },
        PartHead { content_range: None, n_bytes: None, ..rest() },
    ] {
        assert!(!begun().is_continued_by(&part), "{part:?}");
    }
    for answer in [
        Answer { etag: None, last_modified: None, ..begun() },
        Answer { etag: Some("W/\"a\"".into()), last_modified: None, ..begun() },
        Answer { length: None, ..begun() },
        Answer { n_bytes: 0, ..begun() },
    ] {
        assert!(!answer.can_continue() && !answer.is_continued_by(&rest()), "{answer:?}");
    }
    let weak = Answer { etag: Some("W/\"a\"".into()), ..begun() };
    let part = PartHead { etag: weak.etag.clone(), last_modified: None, ..rest() };
    assert!(!weak.is_continued_by(&part), "a weak tag proves no bytes");
}

#[test]
fn half_a_file_is_never_whole() {
    let came = |n_bytes, is_length_exact| Answer { n_bytes, is_length_exact, ..begun() }.has_all();
    assert!(came(1_000, true) && !came(999, true) && !came(1_001, true) && !came(0, true));
    assert!(came(5_000, false), "unpacked it is longer");
    assert!(came(980, false), "gzip makes what is tiny longer");
    let large = Answer { length: Some(5_000_000), is_length_exact: false, ..begun() };
    assert!(!large.has_all(), "that much gzip does not add");
    assert!(Answer { length: None, ..begun() }.has_all());
}

#[test]
fn versions_differ_where_a_known_mark_does() {
    let other = Answer { etag: Some("\"b\"".into()), ..begun() };
    assert!(begun().differs_from(&other) && !begun().differs_from(&begun()));
    assert!(!begun().differs_from(&Answer::default()), "what is not known proves nothing");
}

#[test]
fn a_content_range_that_cannot_be_is_none() {
    let parsed = |first, last, length| Some(ContentRange { first, last, length });
    assert_eq!(ContentRange::parse("bytes 0-0/1"), parsed(0, 0, Some(1)));
    assert_eq!(ContentRange::parse(" Bytes 5-9/* "), parsed(5, 9, None));
    for text in ["", "bytes", "bytes */10", "bytes 5-4/10", "bytes 0-10/10", "lines 0-1/2", "bytes -1-2/3", "bytes 0-1"]
    {
        assert_eq!(ContentRange::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn http_dates_are_read_as_jiff_writes_them(seconds in 0_i64..253_402_300_800) {
        let time = jiff::Timestamp::from_second(seconds).unwrap();
        let text = time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        prop_assert_eq!(seconds_from(&text, NOW_S), u64::try_from(seconds).ok(), "{}", text);
    }

    #[test]
    fn any_header_whatsoever_is_read_or_refused(text in ".{0,40}", now_s: u64, status: u16) {
        let _ = (seconds_from(&text, now_s), ContentRange::parse(&text));
        let _ = FetchFault::from_status(status, Some(&text), now_s);
    }

    #[test]
    fn waits_stay_within_their_bounds(refresh_s: u32, n_failures: u32, after: Option<u32>, random: f64) {
        let wait = next_refresh_ms(refresh_s, n_failures, after, random);
        let regular = u64::from(refresh_s) * 1_000;
        prop_assert!(wait >= regular.max(1_000) * 8 / 10);
        prop_assert!(wait <= regular.max(3_600_000) * 12 / 10);
        let asked = delay_ms(&FetchFault::TooManyRequests { retry_after_s: after }, n_failures, random);
        prop_assert!(asked.is_none_or(|ms| ms <= 10_000));
    }

    #[test]
    fn a_part_that_continues_leads_to_the_very_length(n_bytes in 0_u64..2_000, part in proptest::option::of(0_u64..2_000), exact: bool) {
        let answer = Answer { n_bytes, is_length_exact: exact, ..begun() };
        let head = PartHead { n_bytes: part, content_range: None, ..rest() };
        if answer.is_continued_by(&head) {
            prop_assert_eq!(n_bytes + part.unwrap(), 1_000);
        }
    }
}
