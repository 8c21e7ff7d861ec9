//! Runs a desk without a browser: every errand is done at once, by whoever calls.

use super::desk::Desk;
use super::fault::FetchFault;
use super::message::{Act, Ask, Tell, Visit};
use super::order::{CopyUse, Receipt, Said, Unread};
use super::reader;
use std::collections::VecDeque;

/// Opens a feed and returns what the desk tells. `fetch` returns the bytes of an address; there are no copies.
pub fn open(desk: &mut Desk, visit: Visit, fetch: &dyn Fn(&str) -> Result<Vec<u8>, FetchFault>) -> Vec<Tell> {
    let acts = desk.asked(Ask::Open(Box::new(visit)));
    run(desk, acts, fetch)
}

/// Does what the desk wants done, until there is nothing more.
pub fn run(desk: &mut Desk, acts: Vec<Act>, fetch: &dyn Fn(&str) -> Result<Vec<u8>, FetchFault>) -> Vec<Tell> {
    let mut acts = VecDeque::from(acts);
    let mut tells = Vec::new();
    while let Some(act) = acts.pop_front() {
        match act {
            Act::Tell(tell) => tells.push(tell),
            Act::Fetch(errand) => {
                let fetched = match errand.copy {
                    CopyUse::Only => Err(Unread::NoCopy),
                    CopyUse::Renew | CopyUse::None => {
                        fetch(&errand.address).map(|bytes| (bytes, Receipt::default())).map_err(Unread::Fetch)
                    }
                };
                acts.extend(desk.fetched(errand.number, fetched));
            }
            Act::Check { errand, .. } => acts.extend(desk.checked(&errand, Ok(true), 0)),
            Act::Read(order) => {
                let said = match fetch(&order.address) {
                    Ok(bytes) => {
                        let receipt = Receipt { n_bytes: bytes.len() as u64, ..Receipt::default() };
                        reader::read_whole(&order, &bytes, receipt)
                    }
                    Err(fault) => vec![Said::Failed { order: order.number, why: Unread::Fetch(fault) }],
                };
                for said in said {
                    acts.extend(desk.heard(said));
                }
            }
            Act::Stop => {}
        }
    }
    tells
}
