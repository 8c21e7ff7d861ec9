//! A list whose members keep their place in the document while their content changes.

use leptos::prelude::*;

/// Makes one child a key, and gives it its item as a signal: an item that changes redraws what is
/// different in it, and a reordered list moves its children.
pub fn keyed<T, V>(
    items: Memo<Vec<T>>,
    key: fn(&T) -> String,
    child: impl Fn(Memo<T>) -> V + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let children = move |first: T| {
        let its = key(&first);
        let item = Memo::new(move |before: Option<&T>| {
            items
                .with(|items| items.iter().find(|item| key(item) == its).cloned())
                .or_else(|| before.cloned())
                .unwrap_or_else(|| first.clone())
        });
        child(item)
    };
    view! { <For each=move || items.get() key=move |item| key(item) children=children/> }.into_any()
}
