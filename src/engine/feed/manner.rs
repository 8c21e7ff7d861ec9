//! How a file is written: what its manifest declares, and for the rest what its first bytes say.

use super::encoding::Encoding;
use super::package::{Dialect, Field, Format};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manner {
    pub format: Format,
    pub encoding: Encoding,
    pub dialect: Dialect,
    pub n_preamble: u64,
    pub fields: BTreeMap<String, Field>,
}
