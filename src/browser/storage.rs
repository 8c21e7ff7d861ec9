//! What a reader prefers, kept in the browser; and what is kept until the tab is closed. Where storage is refused,
//! nothing is kept and all works.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

pub fn read(name: &str) -> Option<String> {
    read_from(storage(), name)
}

pub fn keep(name: &str, value: &str) {
    keep_in(storage(), name, value);
}

/// Reads what is kept until the tab is closed.
pub fn read_of_tab(name: &str) -> Option<String> {
    read_from(of_tab(), name)
}

/// Keeps until the tab is closed. The empty text forgets.
pub fn keep_in_tab(name: &str, value: &str) {
    keep_in(of_tab(), name, value);
}

fn read_from(storage: Option<Storage>, name: &str) -> Option<String> {
    storage?.get_item(&format!("miyar.{name}")).ok()?
}

fn keep_in(storage: Option<Storage>, name: &str, value: &str) {
    let Some(storage) = storage else { return };
    let name = format!("miyar.{name}");
    let _ = if value.is_empty() { storage.remove_item(&name) } else { storage.set_item(&name, value) };
}
