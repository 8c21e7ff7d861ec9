//! Who may be asked, and who is told what.

use super::message::Visit;
use super::order::Header;
use super::place::{origin_of, resolve};
use crate::engine::feed::package::Package;
use crate::engine::gather::gathered;
use std::collections::BTreeSet;

/// Returns the private headers that were given for an address's origin.
pub(super) fn headers_for(visit: &Visit, address: &str) -> Vec<Header> {
    let origin = origin_of(address);
    let of_origin = visit.headers.iter().filter(|(of, _)| Some(of.as_str()) == origin);
    of_origin.map(|(_, header)| header.clone()).collect()
}

/// Returns the hosts of a package's files that nobody has chosen: not the page's, not the manifest's, not allowed.
/// What a manifest of the page's own origin names, whoever put the page there has chosen.
pub(super) fn hosts_to_allow(visit: &Visit, package: &Package) -> Vec<String> {
    let of_manifest = origin_of(&visit.manifest);
    if of_manifest == Some(visit.page_origin.as_str()) {
        return Vec::new();
    }
    let paths = package.resources.iter().flat_map(|resource| &resource.paths);
    let addresses: Vec<String> = paths.map(|path| resolve(&visit.manifest, path)).collect();
    let is_chosen = |origin: &&str| {
        *origin == visit.page_origin
            || Some(*origin) == of_manifest
            || visit.allowed.iter().any(|allowed| allowed == origin)
    };
    let origins = addresses.iter().filter_map(|address| origin_of(address)).filter(|origin| !is_chosen(origin));
    gathered::<BTreeSet<_>, _>(origins.map(str::to_owned)).into_iter().collect()
}
