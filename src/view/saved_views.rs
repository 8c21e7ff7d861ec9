//! Views that the reader has given a name. They are kept in the browser as text: a line each, the name, a tab, and what
//! stands in the link after the path.

use crate::view::query::Query;

/// More is no list that a person finds something in.
const MOST: usize = 100;
/// How many characters a name has at most.
const LONGEST_NAME: usize = 80;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub name: String,
    search: String,
}

impl SavedView {
    /// Returns what it shows.
    pub fn query(&self) -> Query {
        Query::parse(&self.search)
    }
}

/// Views with names that differ, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SavedViews(Vec<SavedView>);

impl SavedViews {
    /// Reads what [`Self::to_text`] writes; a line that is none is passed over.
    pub fn from_text(text: &str) -> Self {
        let mut views = Self::default();
        for (name, search) in text.lines().rev().filter_map(|line| line.split_once('\t')) {
            views.save(name, &Query::parse(search));
        }
        views
    }

    pub fn to_text(&self) -> String {
        self.0.iter().map(|SavedView { name, search }| format!("{name}\t{search}\n")).collect()
    }

    pub fn all(&self) -> &[SavedView] {
        &self.0
    }

    /// Saves a view under a name; one of the same name is replaced, and past [`MOST`] the oldest goes. The language is
    /// the reader's, not the view's. A name without a letter saves nothing, and false is returned.
    pub fn save(&mut self, name: &str, query: &Query) -> bool {
        let Some(name) = tidied(name) else { return false };
        self.remove(&name);
        let search = Query { lang: None, ..query.clone() }.to_search();
        self.0.insert(0, SavedView { name, search });
        self.0.truncate(MOST);
        true
    }

    /// Gives a view another name. False: there is no such view, or another has that name already, or it is none.
    pub fn rename(&mut self, name: &str, new: &str) -> bool {
        let Some(new) = tidied(new) else { return false };
        if new != name && self.0.iter().any(|view| view.name == new) {
            return false;
        }
        match self.0.iter_mut().find(|view| view.name == name) {
            Some(view) => view.name = new,
            None => return false,
        }
        true
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|view| view.name != name);
    }
}

/// Returns a name without what would end a line or a field, or `None` where nothing is left.
fn tidied(name: &str) -> Option<String> {
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    let name: String = words.join(" ").chars().take(LONGEST_NAME).collect();
    let name = name.trim_end().to_owned();
    (!name.is_empty()).then_some(name)
}
