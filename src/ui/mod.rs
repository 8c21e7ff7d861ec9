//! Leptos components: they take page models and send intents.
