//! How a text's characters stand in bytes: told from the bytes themselves, and turned into UTF-8 as they arrive.

mod decoder;
mod guess;
mod tables;

pub use decoder::Decoder;
pub use guess::{Guess, sniff};

use serde::{Deserialize, Serialize};

/// An encoding that is read, by the names that the Encoding Standard (WHATWG) gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Western European.
    Windows1252,
    /// Arabic.
    Windows1256,
}

impl Encoding {
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Windows1252, Self::Windows1256];

    /// Returns its name, as manifests and the Data page write it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Windows1256 => "windows-1256",
        }
    }

    /// Finds the encoding of a label, whatever its capitals.
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        match label.as_str() {
            "utf8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16Le),
            "cp1252" | "latin1" | "iso-8859-1" | "us-ascii" | "ascii" => Some(Self::Windows1252),
            "cp1256" => Some(Self::Windows1256),
            label => Self::ALL.into_iter().find(|encoding| encoding.label() == label),
        }
    }
}
