//! Reads text: delimited, JSON, NDJSON, packed by gzip or not.

use super::{Mouth, take_whole};
use crate::work::intake::Intake;
use crate::work::order::Order;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::File;

/// Reads one file.
pub fn lead(order: Rc<Order>, file: Option<File>, mouth: Mouth) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move { take_whole(&order, file, mouth, |attempt| Intake::new(&order, attempt)).await })
}
