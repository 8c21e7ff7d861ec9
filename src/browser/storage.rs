//! What a reader prefers, kept in the browser. Where storage is refused, nothing is kept and all works.

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&format!("miyar.{name}")).ok()?
}

pub fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("miyar.{name}"), value);
    }
}
