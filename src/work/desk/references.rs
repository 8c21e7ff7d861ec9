//! Published figures: fetched once, when a page that shows them is asked for.

use super::Desk;
use crate::engine::benchmark::pack::Pack;
use crate::view::route::Page;
use crate::work::message::{Act, Fetched, Tell};
use crate::work::order::CopyUse;

/// What has become of the pack.
#[derive(Debug, Default)]
pub(super) enum Published {
    #[default]
    NotAsked,
    Due(u32),
    Known(Result<Pack, String>),
}

impl Desk {
    /// Asks for the pack where a page shows it and nobody has asked yet.
    pub(super) fn fetch_references(&mut self, page: Page) -> Option<Act> {
        let address = self.visit.as_ref()?.references.clone()?;
        if page != Page::Benchmarks || !matches!(self.published, Published::NotAsked) {
            return None;
        }
        let errand = self.errand(&address, CopyUse::None);
        self.published = Published::Due(errand.number);
        Some(Act::Fetch(errand))
    }

    pub(super) fn is_of_references(&self, number: u32) -> bool {
        matches!(self.published, Published::Due(due) if due == number)
    }

    pub(super) fn take_references(&mut self, fetched: Fetched) -> Vec<Act> {
        let address = self.visit.as_ref().and_then(|visit| visit.references.clone()).unwrap_or_default();
        let pack = match fetched {
            Ok((bytes, _)) => Pack::read(&bytes).map_err(|why| format!("{address}: {why}")),
            Err(_) => Err(address),
        };
        self.published = Published::Known(pack);
        self.show_references();
        if self.loaded.is_some() { vec![Act::Tell(Tell::Loaded)] } else { Vec::new() }
    }

    /// Gives what is loaded the pack, and its address to the requests that are listed.
    pub(super) fn show_references(&mut self) {
        let (Some(loaded), Published::Known(pack)) = (&mut self.loaded, &self.published) else { return };
        loaded.references = Some(pack.clone());
        let address = self.visit.as_ref().and_then(|visit| visit.references.clone());
        loaded.report.requests.extend(address.filter(|address| !loaded.report.requests.contains(address)));
    }
}
