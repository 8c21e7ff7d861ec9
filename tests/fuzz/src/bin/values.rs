//! Dates and numbers: the first line declares how they are written, the second is one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use miyar::engine::feed::date::DateFormat;
use miyar::engine::feed::number::read_number;
use miyar::engine::feed::package::Field;
use miyar::engine::quantity::{NotAQuantity, Quantity};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (declared, value) = text.split_once('\n').unwrap_or(("", text));

    let iso = DateFormat::default();
    for format in [Some(iso.clone()), DateFormat::from_strptime(declared)].into_iter().flatten() {
        if let Some(day) = format.read(value) {
            assert_eq!(iso.read(&day.to_string()), Some(day), "what is shown is the day");
        }
    }

    // `,. x`: the decimal mark, the grouping mark, and anything third allows signs of currencies.
    let mut marks = declared.chars();
    let (decimal_char, group_char) = (marks.next(), marks.next());
    let field = Field { decimal_char, group_char, bare_number: marks.next().is_none(), ..Field::default() };
    for field in [None, Some(&field)] {
        if let Ok(quantity) = read_number(value, field) {
            assert_eq!(Quantity::from_decimal(&quantity.to_decimal()), Ok(quantity), "what is shown is the number");
        }
    }
    // What is no decimal may still be a number: digits of other scripts, a minus behind, brackets.
    let right = Quantity::from_decimal(value.trim());
    if right != Err(NotAQuantity::NotANumber) {
        assert_eq!(read_number(value, None), right, "the fast way is the right way");
    }
});
