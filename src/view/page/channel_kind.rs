//! What kind of channel the dashboard knows a channel to be.

use crate::engine::facts::vocabulary::Dimension;
use crate::view::scene::Scene;

/// Says what kind of channel it is, where the dashboard knows it.
pub(super) fn tag(scene: &Scene<'_>, dimension: &Dimension, value: &str) -> Option<String> {
    if *dimension != Dimension::Channel {
        return None;
    }
    let offline = ["store", "phone", "direct_mail", "tv", "radio", "ooh", "print", "event"];
    let online = [
        "email",
        "sms",
        "push",
        "social",
        "organic_social",
        "paid_social",
        "search",
        "organic_search",
        "paid_search",
        "affiliate",
        "marketplace",
        "display",
        "web",
        "app",
        "facebook",
    ];
    match value {
        value if offline.contains(&value) => Some(scene.text.get("tag-offline")),
        value if online.contains(&value) => Some(scene.text.get("tag-online")),
        _ => None,
    }
}
