//! What the names of channels that every feed may have say of them.

const OFFLINE: [&str; 8] = ["store", "phone", "direct_mail", "tv", "radio", "ooh", "print", "event"];

const ONLINE: [&str; 15] = [
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

/// Whether a channel is online, or `None` where its name does not tell.
pub fn is_online(channel: &str) -> Option<bool> {
    let is_in = |names: &[&str]| names.contains(&channel);
    if is_in(&OFFLINE) { Some(false) } else { is_in(&ONLINE).then_some(true) }
}
