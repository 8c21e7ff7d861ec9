//! Tells a text's encoding from its first bytes.

use super::Encoding;
use super::tables::char_from_byte;

/// One in how many bytes at odd (or even) places must say UTF-16 where no mark does. Of a table's characters, digits,
/// separators and line ends alone are more.
const UTF_16_PART: usize = 5;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    pub encoding: Encoding,
    /// How long the byte order mark is that the text begins with; 0 where it has none. [`super::Decoder`] drops it.
    pub n_mark: usize,
}

/// Tells the encoding of the text that begins with `head`; a character that is cut at its end says nothing.
///
/// A byte order mark decides. Without one: more than a fifth of the odd (or even) bytes 0, or 6 as in Arabic letters,
/// is UTF-16; what is UTF-8 is UTF-8, also where fewer of its characters are broken than whole; windows-1256 where most of
/// the high bytes would be Arabic letters that stand beside one another, in a word with Latin letters at least three;
/// else windows-1252, in which every byte means something.
pub fn sniff(head: &[u8]) -> Guess {
    const MARKS: [(&[u8], Encoding); 3] =
        [(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];
    if let Some((mark, encoding)) = MARKS.into_iter().find(|(mark, _)| head.starts_with(mark)) {
        return Guess { encoding, n_mark: mark.len() };
    }
    let encoding = if let Some(encoding) = utf16_by_zeros(head) {
        encoding
    } else if is_mostly_utf8(head) {
        Encoding::Utf8
    } else if is_arabic(head) {
        Encoding::Windows1256
    } else {
        Encoding::Windows1252
    };
    Guess { encoding, n_mark: 0 }
}

fn utf16_by_zeros(head: &[u8]) -> Option<Encoding> {
    let (units, _) = head.as_chunks::<2>();
    let is_high = |byte: u8| usize::from(matches!(byte, 0 | 6));
    let (mut n_even, mut n_odd, mut n_zeros) = (0, 0, 0);
    for [even, odd] in units {
        n_even += is_high(*even);
        n_odd += is_high(*odd);
        n_zeros += usize::from(*even == 0 || *odd == 0);
    }
    let is_much = n_even.max(n_odd) * UTF_16_PART > units.len();
    (n_zeros > 0 && is_much && n_even != n_odd).then_some(if n_odd > n_even {
        Encoding::Utf16Le
    } else {
        Encoding::Utf16Be
    })
}

/// One broken row must not turn every other letter of a file into two.
fn is_mostly_utf8(head: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0, 0);
    let mut n_before = 0;
    for chunk in head.utf8_chunks() {
        n_before += chunk.valid().len();
        n_whole += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        let rest = head.get(n_before..).unwrap_or_default();
        // At the end a character may be cut.
        let is_cut = rest.len() < 4 && std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none());
        n_broken += usize::from(!chunk.invalid().is_empty() && !is_cut);
        n_before += chunk.invalid().len();
    }
    n_broken == 0 || n_broken < n_whole
}

fn is_arabic(head: &[u8]) -> bool {
    let is_letter = |byte: u8| {
        byte >= 0x80
            && matches!(char_from_byte(Encoding::Windows1256, byte), '\u{0621}'..='\u{0652}' | '\u{0679}'..='\u{06D2}')
    };
    let is_latin = |byte: u8| byte >= 0x80 && char_from_byte(Encoding::Windows1252, byte).is_alphabetic();
    let (mut n_arabic, mut n_high) = (0, 0);
    // Words: what stands between bytes that are no letters in either encoding.
    for word in head.split(|byte| !byte.is_ascii_alphabetic() && !is_letter(*byte) && !is_latin(*byte)) {
        n_high += word.iter().filter(|byte| !byte.is_ascii()).count();
        // Also beside Latin letters: a word of Latin ones hardly has three in a row that are not of ASCII.
        let n_least = if word.iter().any(|byte| !is_letter(*byte)) { 3 } else { 2 };
        n_arabic += word.split(|byte| !is_letter(*byte)).map(<[u8]>::len).filter(|n| *n >= n_least).sum::<usize>();
    }
    n_arabic * 2 > n_high
}
