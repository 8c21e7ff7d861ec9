//! Finding names by a part of them, as people type them.

/// Returns text in which letters that people type for each other are the same: small for capital, and in Arabic without
/// marks of vowels, with one alef, one yeh, and a heh for the teh marbuta.
pub fn folded(text: &str) -> String {
    let chars = text.chars().filter(|c| !matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}'));
    let same = |c: char| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        c => c,
    };
    chars.map(same).flat_map(char::to_lowercase).collect()
}

/// Whether every word of what is looked for is somewhere in a name.
pub fn is_found(name: &str, wanted: &str) -> bool {
    let (name, wanted) = (folded(name), folded(wanted));
    wanted.split_whitespace().all(|word| name.contains(word))
}
