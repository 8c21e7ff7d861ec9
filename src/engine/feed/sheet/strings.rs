//! The texts that the cells of a workbook share: one text and where each ends, not one allocation each.

/// How many bytes the part that holds them may become.
pub(super) const MAX_BYTES: u64 = 256 << 20;

#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Returns the text under construction, to add to.
    pub(super) fn open(&mut self) -> &mut String {
        &mut self.text
    }

    pub(super) fn close(&mut self) {
        self.ends.push(self.text.len());
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start..end)
    }
}
