//! The page: mounts it.

fn main() {
    console_error_panic_hook::set_once();
    miyar::ui::app::mount();
}
