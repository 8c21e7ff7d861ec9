//! Within another page, and on a wall.

use super::State;
use crate::browser::canvas::SizeWatch;
use crate::browser::clock::Timer;
use crate::browser::{document, frame, media};
use crate::view::display::Display;
use leptos::prelude::*;

impl State {
    /// Keeps the page as its link wants it shown, from now on.
    pub(super) fn keep_display(self) {
        let display = Memo::new(move |_| self.query.with(|query| query.display.clone()));
        let watch: StoredValue<Option<SizeWatch>, LocalStorage> = StoredValue::new_local(None);
        Effect::new(move |_| {
            let shown = display.get();
            document::set_display(shown.id(), shown.has_controls);
            watch.set_value(if shown.is_embedded { frame::tell_height() } else { None });
        });
        let refresh: StoredValue<Option<Timer>, LocalStorage> = StoredValue::new_local(None);
        Effect::new(move |_| refresh.set_value(self.refresh_later(display, refresh)));
        let turn: StoredValue<Option<Timer>, LocalStorage> = StoredValue::new_local(None);
        Effect::new(move |_| {
            let page = self.query.with(|query| query.page);
            // A page that is still loading is waited for.
            let next = if self.is_busy.get() { None } else { display.get().next(page, media::has_motion()) };
            let turned = move |page| move || self.turn_to(&self.query.with_untracked(|query| query.on_page(page)));
            turn.set_value(next.map(|(page, wait_ms)| Timer::after(wait_ms, turned(page))));
        });
        frame::on_press(move || {
            if display.with_untracked(|display| display.is_kiosk) {
                frame::fill_screen();
            }
        });
    }

    fn refresh_later(self, display: Memo<Display>, timer: StoredValue<Option<Timer>, LocalStorage>) -> Option<Timer> {
        let wait_ms = display.with(Display::refresh_ms)?;
        let run = move || {
            self.refresh();
            // The timer that runs now may not be dropped by itself.
            leptos::task::spawn_local(async move { timer.set_value(untrack(|| self.refresh_later(display, timer))) });
        };
        Some(Timer::after(wait_ms, run))
    }
}
