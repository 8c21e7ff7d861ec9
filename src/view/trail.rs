//! The views that the reader has been at in this page, for undo and redo: the browser's own history, which does not say
//! whether it leads on.

/// Links in the order that they were gone to, and which of them is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trail {
    links: Vec<String>,
    at: usize,
}

impl Trail {
    /// The reader has chosen something: what had been undone is forgotten.
    pub fn went(&mut self, link: String) {
        if self.links.get(self.at) == Some(&link) {
            return;
        }
        self.links.truncate(self.at + 1);
        self.links.push(link);
        self.at = self.links.len() - 1;
    }

    /// The browser has gone back or forward to a link: the nearest of that name. One from before this page was opened
    /// begins a new trail.
    pub fn came_to(&mut self, link: String) {
        let same = self.links.iter().enumerate().filter(|(_, known)| **known == link).map(|(at, _)| at);
        match same.min_by_key(|at| at.abs_diff(self.at)) {
            Some(at) => self.at = at,
            None => *self = Self { links: vec![link], at: 0 },
        }
    }

    pub const fn can_undo(&self) -> bool {
        self.at > 0
    }

    pub const fn can_redo(&self) -> bool {
        self.at + 1 < self.links.len()
    }
}
