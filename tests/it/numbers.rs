//! Columns of numbers, as people of many countries write them.

use miyar::engine::feed::number::{infer, infer_with, read_number};
use miyar::engine::feed::package::Field;
use proptest::prelude::*;

/// Writes a guess as `decimal group signs example=reading`, with `?` where the marks could be read otherwise.
fn told(values: &[&str], decimal: Option<char>) -> String {
    match infer_with(values.iter().copied(), decimal) {
        None => "none".into(),
        Some(guess) => {
            let Field { decimal_char, group_char, bare_number, date_format } = guess.field;
            assert_eq!(date_format, None);
            let mark = |mark: Option<char>| mark.map_or("·".to_owned(), |mark| mark.to_string().replace(' ', "_"));
            let signs = if bare_number { "bare" } else { "signs" };
            let unclear = if guess.is_clear { "" } else { "?" };
            let (decimal, group) = (mark(decimal_char), mark(group_char));
            format!("{decimal} {group} {signs} {}={}{unclear}", guess.example, guess.reading)
        }
    }
}

fn check(values: &[&str], expected: &str) {
    assert_eq!(told(values, None), expected, "{values:?}");
}

#[test]
fn marks_are_told_from_the_column() {
    check(&["1", "2"], "· · bare 1=1");
    check(&["1.5", "2"], "· · bare 1.5=1.5");
    check(&["1.234,56", "7,5"], ", . bare 1.234,56=1234.56");
    check(&["1,234.56", "7.5"], "· , bare 1,234.56=1234.56");
    check(&["1 234,5", "2"], ", _ bare 1 234,5=1234.5");
    check(&["1\u{a0}234,5", "1\u{202f}234 567,5"], ", _ bare 1\u{a0}234,5=1234.5");
    check(&["1'234.5"], "· ' bare 1'234.5=1234.5");
    check(&["1’234.5"], "· ' bare 1’234.5=1234.5");
    check(&["12,5", "3"], ", · bare 12,5=12.5");
    check(&["0,123"], ", · bare 0,123=0.123");
    check(&["1.234.567"], ", . bare 1.234.567=1234567");
    check(&["1,00,000.5"], "· , bare 1,00,000.5=100000.5");
    check(&["1234,567"], ", · bare 1234,567=1234.567");
    check(&["-1.234,5", "1,5e3"], ", . bare -1.234,5=-1234.5");
    check(&["٥٬٠٠٠٫٥", "٧"], "· · bare ٥٬٠٠٠٫٥=5000.5");
    check(&["۱۲۳", "۴"], "· · bare ۱۲۳=123");
    check(&["١٢,٥", "٣"], ", · bare ١٢,٥=12.5");
}

#[test]
fn three_digits_after_each_mark_are_said_to_be_unclear() {
    check(&["1,234", "5"], "· , bare 1,234=1234?");
    check(&["1.234"], "· · bare 1.234=1.234?");
    // Three decimals are money in Kuwait, Bahrain, Oman, Jordan and Tunisia.
    check(&["1.234", "12.500", "987", "4.321"], "· · bare 1.234=1.234?");
    check(&["1.234", "12.5", "987", "4.321"], "· · bare 12.5=12.5");
    check(&["1,234", "0,5"], ", · bare 0,5=0.5");
    assert_eq!(told(&["1.234"], Some(',')), ", . bare 1.234=1234");
    assert_eq!(told(&["1,234"], Some(',')), ", · bare 1,234=1.234");
    assert_eq!(told(&["1,234"], Some('.')), "· , bare 1,234=1234");
}

#[test]
fn the_majority_decides_and_the_others_become_problems() {
    check(&["1.5", "2.5", "3,5"], "· · bare 1.5=1.5");
    check(&["1.234,5", "2.345,6", "7.5"], ", . bare 1.234,5=1234.5");
    let field = infer(["1,234.50", "7,654.00", "12,5"]).unwrap().field;
    assert!(read_number("12,5", Some(&field)).is_err());
    check(&["1.5", "n/a", "—", "", "2"], "· · bare 1.5=1.5");
    check(&["1.5", "2.5", "3.5", "unknown"], "· · bare 1.5=1.5");
    check(&["1.5", "unknown"], "none");
}

#[test]
fn what_stands_beside_a_number_is_seen() {
    check(&["$1,234.50", "$5"], "· , signs $1,234.50=1234.5");
    check(&["12,5 %", "7 %"], ", · signs 12,5 %=0.125");
    check(&["٪١٢٫٥"], "· · signs ٪١٢٫٥=0.125");
    check(&["1.234,50 €"], ", . signs 1.234,50 €=1234.5");
    check(&["SAR 5,000.00", "(1,234.50)"], "· , signs SAR 5,000.00=5000");
    check(&["٥٬٠٠٠ ر.س.", "٧ ر.س."], "· · signs ٥٬٠٠٠ ر.س.=5000");
    check(&["(1,234.50)", "1.00"], "· , signs (1,234.50)=-1234.5");
    check(&["5-", "7"], "· · signs 5-=-5");
    check(&["R$ 1.234,50"], ", . signs R$ 1.234,50=1234.5");
    check(&["\u{200f}1,200.00 ر.س.\u{200f}"], "· , signs 1,200.00 ر.س.=1200");
    check(&["1 234,50 kr"], ", _ signs 1 234,50 kr=1234.5");
}

#[test]
fn text_names_and_dates_are_no_numbers() {
    for values in [
        &["Email", "Search"][..],
        &["Campaign 5", "Campaign 6"],
        &["Q1", "Q2"],
        &["SKU 12", "SKU 13"],
        &["5k", "1.2M"],
        &["01067", "80331", "10115"],
        &["٠١٠٦٧"],
        &["0501234567", "0551234567"],
        &["+966501234567", "+966551234567"],
        &["050 123 4567"],
        &["+966 50 123 4567"],
        &["2024-02-29", "2024-03-01"],
        &["29/02/2024"],
        &["29.02.2024", "01.03.2024"],
        &["20240229", "20240301"],
        &["1709164800", "1709251200"],
        &["1.2.3"],
        &["192.168.0.1"],
        &["12:30"],
        &["5 min", "7 min"],
        &["", "-"],
        &[],
    ] {
        check(values, "none");
    }
}

proptest! {
    #[test]
    fn any_column_is_told_without_a_panic(values in prop::collection::vec("\\PC{0,12}|[0-9٠-٩.,' ()%$-]{0,12}", 0..6)) {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        if let Some(guess) = infer(values.iter().copied()) {
            prop_assert!(read_number(&guess.example, Some(&guess.field)).is_ok());
        }
    }

    #[test]
    fn amounts_in_one_manner_are_read_back(
        cents in prop::collection::vec(-9_999_999_i64..99_999_999, 5..20),
        (decimal, group) in prop::sample::select(vec![('.', ","), (',', "."), (',', " "), ('.', "'"), ('.', ""), (',', ""), ('٫', "٬")]),
        is_arabic in any::<bool>(),
    ) {
        let written: Vec<String> = cents.iter().map(|cents| {
            let whole = (cents.abs() / 100).to_string();
            let mut text = String::new();
            for (index, digit) in whole.chars().enumerate() {
                if index > 0 && (whole.len() - index) % 3 == 0 {
                    text.push_str(group);
                }
                text.push(digit);
            }
            let sign = if *cents < 0 { "-" } else { "" };
            let text = format!("{sign}{text}{decimal}{:02}", cents.abs() % 100);
            let arabic = |char: char| char.to_digit(10).and_then(|digit| char::from_u32(0x660 + digit)).unwrap_or(char);
            if is_arabic { text.chars().map(arabic).collect() } else { text }
        }).collect();
        let guess = infer(written.iter().map(String::as_str)).unwrap();
        prop_assert!(guess.is_clear);
        for (text, cents) in written.iter().zip(&cents) {
            let read = read_number(text, Some(&guess.field)).unwrap();
            prop_assert_eq!(read.parts(), cents * 10_000, "{} by {:?}", text, guess);
        }
    }
}
