//! Where a figure stands among peers: percentile, status, distance from the median and from the best.
//!
//! The direction of good is applied here and nowhere else: a percentile of 100 is always the best, a positive gap is
//! always ahead. Few peers give few words: below [`peers::MIN_SHOWN`] nothing is said, below [`peers::MIN_RANKED`]
//! no percentile, below [`peers::MIN_BEST`] no best in class.
//!
//! Read in this order: [`cohort`] chooses whom one is set against, [`peers`] is what they have, [`standing`] where one stands among them, [`band`] the
//! word for it, [`published`] the same where only quantiles are known, [`supplied`] what a feed says of peers, [`position`]
//! where one stands by it, [`worth`] what a gap is in money, [`composite`] many metrics in one, [`north_star`] what the best of them have together,
//! [`pack`] what was published, which is kept apart.

pub mod band;
pub mod cohort;
pub mod composite;
pub mod north_star;
pub mod pack;
pub mod peers;
pub mod position;
pub mod published;
pub mod standing;
pub mod supplied;
pub mod worth;
