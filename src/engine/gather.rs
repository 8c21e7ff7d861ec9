//! Collects into a map or a set, entry by entry.

/// Collects as `collect` does; of two values of a key the later stays. `collect` would sort first, and a sort of its own
/// is compiled for each type of entry: 5 KB of code, for some ten values.
pub fn gathered<C: Default + Extend<T>, T>(entries: impl IntoIterator<Item = T>) -> C {
    let mut all = C::default();
    entries.into_iter().for_each(|entry| all.extend([entry]));
    all
}

#[cfg(test)]
mod tests {
    use super::gathered;
    use std::collections::BTreeMap;

    #[test]
    fn what_is_gathered_is_what_would_be_collected() {
        let entries = [(2, 'a'), (1, 'b'), (2, 'c')];
        assert_eq!(gathered::<BTreeMap<_, _>, _>(entries), entries.into_iter().collect());
    }
}
