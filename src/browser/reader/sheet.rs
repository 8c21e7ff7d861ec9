//! Reads workbooks and archives.

use super::{Mouth, bytes_of, length_of, take_whole};
use crate::engine::feed::problem::{Problem, ProblemKind};
use crate::work::gather::{Gathering, MOST_BYTES};
use crate::work::order::Order;
use crate::work::peek::{self, Peeked};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use web_sys::File;

/// Reads one file.
pub fn lead(order: Rc<Order>, file: Option<File>, mouth: Mouth) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move { take_whole(&order, file, mouth, |attempt| Gathering::new(&order, attempt)).await })
}

/// Looks at one, which has to be read whole.
pub fn look(number: u32, name: String, file: File) -> Pin<Box<dyn Future<Output = Peeked>>> {
    Box::pin(async move {
        let length = length_of(&file);
        if length > MOST_BYTES as u64 {
            let problem = Problem::of_file(ProblemKind::TooLarge, &name).quoting(&length.to_string());
            return Peeked::of_problem(number, &name, length, problem);
        }
        let bytes = bytes_of(&file, 0..length).await.unwrap_or_default();
        peek::sheet(number, &name, &bytes)
    })
}
