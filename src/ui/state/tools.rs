//! What a reader does with views: undo and redo, keep them under names, copy their links, by keys too; and how calendars
//! are shown.

use super::State;
use crate::browser::clock::Timer;
use crate::browser::{clipboard, document, history, keys, location, storage};
use crate::view::calendar::Weeks;
use crate::view::display::Display;
use crate::view::query::Query;
use crate::view::saved_views::{SavedView, SavedViews};
use crate::view::shortcut::{Key, Shortcut};
use crate::view::trail::Trail;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a short word stays: as long as it takes to read it twice.
const WORD_MS: u64 = 5_000;

/// The ids of sheets that keys open.
pub const SHORTCUTS: &str = "shortcuts";
pub const FILTERS: &str = "filters";

#[derive(Clone, Copy)]
pub struct Tools {
    pub can_undo: RwSignal<bool>,
    pub can_redo: RwSignal<bool>,
    pub views: RwSignal<SavedViews>,
    /// What the weeks of calendars begin with.
    pub weeks: RwSignal<Weeks>,
    /// Whether Hijri dates stand beside.
    pub has_hijri: RwSignal<bool>,
    /// Whether keys without Control do anything.
    pub has_keys: RwSignal<bool>,
    /// A short word on what has just been done; empty, it is gone.
    pub word: RwSignal<String>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
    trail: StoredValue<Trail>,
}

impl Tools {
    pub(super) fn of_browser() -> Self {
        let views = SavedViews::from_text(&storage::read("views").unwrap_or_default());
        Self {
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            views: RwSignal::new(views),
            weeks: RwSignal::new(storage::read("weeks").and_then(|id| Weeks::from_id(&id)).unwrap_or_default()),
            has_hijri: RwSignal::new(storage::read("hijri").as_deref() == Some("on")),
            has_keys: RwSignal::new(storage::read("keys").as_deref() != Some("off")),
            word: RwSignal::new(String::new()),
            timer: StoredValue::new_local(None),
            trail: StoredValue::new(Trail::default()),
        }
    }
}

impl State {
    /// Follows the link, so that undo and redo know whether they lead anywhere.
    pub(super) fn keep_trail(self) {
        let tools = self.tools;
        Effect::new(move |_| {
            let link = self.query.with(Query::to_search);
            tools
                .trail
                .update_value(|trail| if history::has_popped() { trail.came_to(link) } else { trail.went(link) });
            tools.can_undo.set(tools.trail.with_value(Trail::can_undo));
            tools.can_redo.set(tools.trail.with_value(Trail::can_redo));
        });
    }

    pub fn undo(self) {
        if self.tools.can_undo.get_untracked() {
            history::back();
        }
    }

    pub fn redo(self) {
        if self.tools.can_redo.get_untracked() {
            history::forward();
        }
    }

    /// Makes the whole link to what is shown.
    pub fn whole_link(self) -> String {
        location::origin() + &self.query.with(|query| self.link(query))
    }

    pub fn copy_link(self) {
        self.copy(untrack(|| self.whole_link()), "copied-link");
    }

    /// Copies the link that shows this on a wall.
    pub fn copy_wall_link(self) {
        self.copy(self.link_displayed(Display { is_kiosk: true, ..Display::default() }), "copied-link");
    }

    /// Copies the element that shows this within another page.
    pub fn copy_frame(self) {
        let link = self.link_displayed(Display { is_embedded: true, ..Display::default() });
        // The link's own characters are encoded, but for the ampersand.
        let address = link.replace('&', "&amp;").replace('"', "%22");
        let title = "Miyar";
        self.copy(
            format!("<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"800\"></iframe>"),
            "copied-frame",
        );
    }

    fn link_displayed(self, display: Display) -> String {
        untrack(|| location::origin() + &self.query.with(|query| self.link(&Query { display, ..query.clone() })))
    }

    /// Puts text on the clipboard, and says so or that it cannot.
    pub fn copy(self, text: String, said: &'static str) {
        spawn_local(async move {
            let is_copied = clipboard::write(&text).await;
            untrack(|| self.say_briefly(self.say(if is_copied { said } else { "not-copied" })));
        });
    }

    /// Says something that needs no answer.
    pub fn say_briefly(self, word: String) {
        let shown = self.tools.word;
        shown.set(word);
        self.tools.timer.set_value(Some(Timer::after(WORD_MS, move || shown.set(String::new()))));
    }

    /// Keeps what is shown under a name; false where that is no name.
    pub fn save_view(self, name: &str) -> bool {
        let query = self.query.get_untracked();
        let is_saved = self.tools.views.try_update(|views| views.save(name, &query)).unwrap_or_default();
        self.keep_views();
        is_saved
    }

    /// Gives a view another name; false where there is one of that name, or it is none.
    pub fn rename_view(self, name: &str, new: &str) -> bool {
        let is_renamed = self.tools.views.try_update(|views| views.rename(name, new)).unwrap_or_default();
        self.keep_views();
        is_renamed
    }

    pub fn remove_view(self, name: &str) {
        self.tools.views.update(|views| views.remove(name));
        self.keep_views();
    }

    fn keep_views(self) {
        storage::keep("views", &self.tools.views.with_untracked(SavedViews::to_text));
    }

    /// Makes the link to a view, in the language of now.
    pub fn link_to_view(self, view: &SavedView) -> String {
        self.link_to(&view.query())
    }

    pub fn prefer_weeks(self, id: &str) {
        if let Some(weeks) = Weeks::from_id(id) {
            storage::keep("weeks", weeks.id());
            self.tools.weeks.set(weeks);
        }
    }

    pub fn prefer_hijri(self, is_on: bool) {
        storage::keep("hijri", if is_on { "on" } else { "off" });
        self.tools.has_hijri.set(is_on);
    }

    pub fn prefer_keys(self, is_on: bool) {
        storage::keep("keys", if is_on { "on" } else { "off" });
        self.tools.has_keys.set(is_on);
    }

    pub(super) fn take_keys(self) {
        keys::on_key(move |key: Key<'_>| {
            let shortcut = Shortcut::of_key(key, self.tools.has_keys.get_untracked());
            shortcut.is_some_and(|shortcut| untrack(|| self.obey(shortcut)))
        });
    }

    /// Does what a key is for; false: nothing now.
    fn obey(self, shortcut: Shortcut) -> bool {
        let has_period = self.model.with_untracked(Option::is_some);
        let beside = |later: bool| {
            self.model.with_untracked(|model| {
                let period = &model.as_ref()?.shell.period;
                if later { period.later.clone() } else { period.earlier.clone() }
            })
        };
        match shortcut {
            Shortcut::Help => document::open_sheet(SHORTCUTS),
            Shortcut::Filter if has_period => {
                self.find_values("");
                document::open_sheet(FILTERS);
            }
            Shortcut::Period if has_period => document::focus("[data-control=period] select"),
            Shortcut::Compare if has_period => document::focus("[data-control=compare] select"),
            Shortcut::Earlier | Shortcut::Later => match beside(shortcut == Shortcut::Later) {
                Some(id) => self.choose_period(&id),
                None => return false,
            },
            Shortcut::Undo => self.undo(),
            Shortcut::Redo => self.redo(),
            Shortcut::CopyLink => self.copy_link(),
            Shortcut::Page(page) => self.go(&self.query.with_untracked(|query| query.on_page(page))),
            Shortcut::Filter | Shortcut::Period | Shortcut::Compare => return false,
        }
        true
    }
}
