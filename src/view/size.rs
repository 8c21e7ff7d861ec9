//! How many bytes, as a person says it.

use crate::view::number::{Locale, NumberKind, NumberStyle};
use crate::view::text::{Arg, Text};

/// Writes a number of bytes in the largest unit of which there is one (SI: a kilobyte is 1,000 bytes), as file
/// managers and networks count. Both catalogues of messages have the words.
#[allow(clippy::cast_precision_loss)]
pub fn size(text: &Text, locale: &dyn Locale, n_bytes: u64) -> String {
    let (id, value) = match n_bytes {
        ..1_000 => ("size-bytes", n_bytes as f64),
        // What would be rounded to 1,000 of a unit is one of the next.
        1_000..999_950 => ("size-kilobytes", n_bytes as f64 / 1e3),
        999_950..999_950_000 => ("size-megabytes", n_bytes as f64 / 1e6),
        _ => ("size-gigabytes", n_bytes as f64 / 1e9),
    };
    let decimals = if id == "size-bytes" { 0 } else { 1 };
    let number = locale.number(value, NumberStyle::of(NumberKind::Decimal, (0, decimals)));
    text.with(id, &[("number", Arg::Text(&number))])
}

#[cfg(test)]
mod tests {
    use super::size;
    use crate::view::number::Plain;
    use crate::view::text::{Lang, Text};

    #[test]
    fn a_size_is_said_in_the_unit_that_fits() {
        let (page, desk) = (Text::of_page(Lang::En), Text::of_desk(Lang::En));
        for (n_bytes, said) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 KB"),
            (999_949, "999.9 KB"),
            (999_950, "1 MB"),
            (12_345_678, "12.3 MB"),
            (999_950_000, "1 GB"),
            (1_610_612_736, "1.6 GB"),
            (u64::MAX, "18446744073.7 GB"),
        ] {
            for text in [&page, &desk] {
                assert_eq!(size(text, &Plain, n_bytes).replace(['\u{2068}', '\u{2069}'], ""), said);
            }
        }
    }
}
