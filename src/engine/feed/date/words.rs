//! Names of months and weekdays, in English and Arabic.

/// In small letters.
pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// In small letters, from Monday on.
pub(super) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Months as Egypt and the Gulf name them, as the Levant and Iraq do, and as the Maghreb does where it differs; written
/// as [`folded`] leaves them. The Levant's months of two words are in [`PAIRS`].
const ARABIC_MONTHS: [&[&str]; 12] = [
    &["يناير", "جانفي"],
    &["فبراير", "شباط", "فيفري"],
    &["مارس", "اذار"],
    &["ابريل", "نيسان", "افريل"],
    &["مايو", "ايار", "ماي"],
    &["يونيو", "يونيه", "حزيران", "جوان"],
    &["يوليو", "يوليه", "تموز", "جويليه", "يوليوز"],
    &["اغسطس", "اب", "اوت", "غشت"],
    &["سبتمبر", "ايلول", "شتنبر"],
    &["اكتوبر"],
    &["نوفمبر", "نونبر"],
    &["ديسمبر", "دجنبر"],
];

const PAIRS: [(&str, &str, u32); 4] =
    [("كانون", "الثاني", 1), ("تشرين", "الاول", 10), ("تشرين", "الثاني", 11), ("كانون", "الاول", 12)];

const ARABIC_WEEKDAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد"];

/// Words of one column's dates that say nothing.
const FILLERS: [&str; 6] = ["at", "of", "on", "يوم", "الساعه", "في"];

/// Returns the month that a word names: whole, or English by three letters or as `Sept`.
pub(super) fn month_from_word(word: &str) -> Option<u32> {
    if word.is_ascii() {
        return place(&MONTHS, word).or_else(|| word.eq_ignore_ascii_case("sept").then_some(9));
    }
    (1..).zip(ARABIC_MONTHS).find(|(_, names)| names.iter().any(|name| is_same(word, name))).map(|(month, _)| month)
}

/// Returns the month that two words name together: `كانون الثاني`.
pub(super) fn month_from_pair(first: &str, second: &str) -> Option<u32> {
    let pair = PAIRS.into_iter().find(|pair| is_same(first, pair.0) && is_same(second, pair.1));
    pair.map(|(_, _, month)| month)
}

pub(super) fn is_weekday(word: &str) -> bool {
    if word.is_ascii() {
        let longer = ["tues", "wednes", "thur", "thurs"];
        return place(&WEEKDAYS, word).is_some() || longer.iter().any(|name| word.eq_ignore_ascii_case(name));
    }
    ARABIC_WEEKDAYS.iter().any(|name| is_same(word, name))
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.iter().any(|filler| is_same(word, filler))
}

/// Returns whether a word says «after noon», or `None` where it is another.
pub(super) fn half_day(word: &str) -> Option<bool> {
    let is_one_of = |names: [&str; 3]| names.iter().any(|name| is_same(word, name));
    if is_one_of(["am", "ص", "صباحا"]) {
        Some(false)
    } else {
        is_one_of(["pm", "م", "مساء"]).then_some(true)
    }
}

/// Whether a word is `name` (in small letters, folded) but for capitals and spelling.
pub(super) fn is_same(word: &str, name: &str) -> bool {
    folded(word).eq(name.chars())
}

fn place(names: &[&str], word: &str) -> Option<u32> {
    let is_name = |name: &str| {
        word.eq_ignore_ascii_case(name) || name.get(..3).is_some_and(|short| word.eq_ignore_ascii_case(short))
    };
    (1..).zip(names).find(|(_, name)| is_name(name)).map(|(place, _)| place)
}

/// Returns a word's letters as they are compared: small, Arabic ones without vowels and with one form a letter.
fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|char| !matches!(char, '\u{064B}'..='\u{0652}' | 'ـ')).map(|char| match char {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' => 'ي',
        char => char.to_ascii_lowercase(),
    })
}
