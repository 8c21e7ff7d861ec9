//! What only a browser can show: the same bits as native code gives, what `Intl` writes, and the network.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bits;
mod network;

use miyar::browser::intl::locale;
use miyar::engine::day::Day;
use miyar::view::number::{DateStyle, Digits, Locale, NumberKind, NumberStyle};
use miyar::view::text::Lang;
use miyar::work::message::Reader;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_browser_computes_the_bits_that_native_code_computes() {
    assert_eq!(bits::figures(), include_str!("kpi_table.bits"));
    assert_eq!(bits::statistics(), include_str!("statistics.bits"));
}

fn reader(lang: Lang, digits: Digits) -> Box<dyn Locale> {
    locale(Reader { lang, digits })
}

#[wasm_bindgen_test]
fn numbers_are_written_as_the_language_writes_them() {
    let english = reader(Lang::En, Digits::Latin);
    let arabic = reader(Lang::Ar, Digits::Latin);
    let indic = reader(Lang::Ar, Digits::Arabic);
    let sar = NumberStyle::of(NumberKind::Currency("SAR"), (2, 2));
    assert_eq!(english.number(1_234_567.0, NumberStyle::COUNT), "1,234,567");
    assert_eq!(english.number(1_234_567.0, NumberStyle::COUNT.compact()), "1.23M");
    assert_eq!(english.number(0.0312, NumberStyle::of(NumberKind::Percent, (1, 1)).signed()), "+3.1%");
    assert!(english.number(12.5, sar).contains("12.50"));
    assert!(english.number(11_000_000.0, sar.compact()).ends_with("11.0M"), "what has decimals keeps them");
    assert!(arabic.number(2_340_000.0, NumberStyle::COUNT.compact()).contains("مليون"));
    assert!(arabic.number(12.5, sar).contains("12.50"), "{}", arabic.number(12.5, sar));
    assert!(indic.number(12.5, sar).contains("١٢٫٥٠"), "{}", indic.number(12.5, sar));
    assert!(!indic.number(1_234.5, sar).contains(|c: char| c.is_ascii_digit()));
}

#[wasm_bindgen_test]
fn dates_are_gregorian_and_are_never_shifted_by_a_time_zone() {
    let day = Day::from_iso("2026-10-31").unwrap();
    let english = reader(Lang::En, Digits::Latin);
    let arabic = reader(Lang::Ar, Digits::Arabic);
    assert!(english.date(day, DateStyle::Day).contains("31") && english.date(day, DateStyle::Day).contains("2026"));
    let said = arabic.date(day, DateStyle::Day);
    assert!(said.contains("٣١") && said.contains("أكتوبر") && said.contains("٢٠٢٦"), "{said}");
    let range = english.date_range(Day::from_iso("2026-10-02").unwrap(), day);
    assert_eq!(range.matches("2026").count(), 1, "what both share is said once: {range}");
    let far = Day::from_iso("0001-01-01").unwrap();
    assert!(!english.date(far, DateStyle::Day).is_empty());
}

#[wasm_bindgen_test]
fn a_currency_that_is_none_does_not_panic() {
    for lang in Lang::ALL {
        let text = reader(lang, Digits::Latin).number(5.0, NumberStyle::of(NumberKind::Currency("NO!"), (2, 2)));
        assert!(text.contains('5'), "{text}");
    }
}
