//! Reads text: delimited, JSON, NDJSON, packed by gzip or not.

use super::{Mouth, bytes_of, length_of, take_whole};
use crate::work::intake::Intake;
use crate::work::order::{Order, ReaderKind};
use crate::work::peek::{self, Peeked};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::File;

/// Reads one file.
pub fn lead(order: Rc<Order>, file: Option<File>, mouth: Mouth) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move { take_whole(&order, file, mouth, |attempt| Intake::new(&order, attempt)).await })
}

/// Looks at the beginning of one.
pub fn look(number: u32, name: String, file: File) -> Pin<Box<dyn Future<Output = Result<Peeked, ReaderKind>>>> {
    Box::pin(async move {
        let head = bytes_of(&file, 0..peek::N_TEXT_BYTES as u64).await.unwrap_or_default();
        peek::text(number, &name, &head, length_of(&file))
    })
}
