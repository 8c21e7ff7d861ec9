//! What kind of channel the dashboard knows a channel to be.

use crate::engine::facts::channel::is_online;
use crate::engine::facts::vocabulary::Dimension;
use crate::view::scene::Scene;

/// Says what kind of channel it is, where the dashboard knows it.
pub(super) fn tag(scene: &Scene<'_>, dimension: &Dimension, value: &str) -> Option<String> {
    if *dimension != Dimension::Channel {
        return None;
    }
    is_online(value).map(|is_online| scene.text.get(if is_online { "tag-online" } else { "tag-offline" }))
}
