//! Addresses, as far as whole ones have parts.

use super::order::LOCAL;

/// Finds the address of a path that the manifest names: as it is where it is whole, else in the
/// manifest's folder. The manifest's reader has refused paths that leave that folder.
pub fn resolve(manifest: &str, path: &str) -> String {
    if manifest.starts_with(LOCAL) {
        return format!("{LOCAL}{path}");
    }
    if path.starts_with("http://") || path.starts_with("https://") {
        return path.into();
    }
    let without_query = manifest.split(['?', '#']).next().unwrap_or_default();
    let folder = without_query.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{path}")
}

/// Returns the scheme and host of a whole address (`https://example.org:8443`); `None` where it has none.
pub fn origin_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let n_host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    address.get(..scheme.len() + 3 + n_host).filter(|_| n_host > 0)
}
