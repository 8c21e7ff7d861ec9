//! What a reader does with the bytes of a file.

use super::order::{Order, Parcel, Receipt, Said};
use crate::engine::facts::reading::{Reading, Terms};
use crate::engine::feed;

/// Reads a file whose bytes are all there.
pub fn read_whole(order: &Order, bytes: &[u8], receipt: Receipt) -> Vec<Said> {
    let batches = order.resources.iter().map(|resource| {
        let mut reading = Reading::new(Terms { resource, file: &order.path, today: order.today });
        feed::read(bytes, &order.path, resource, &mut reading);
        reading.finish()
    });
    let parcel = Parcel { order: order.number, attempt: 0, segment: 0, batches: batches.collect(), n_passed: 0 };
    vec![Said::Parcel(Box::new(parcel)), Said::Ended { order: order.number, n_segments: 1, receipt }]
}
