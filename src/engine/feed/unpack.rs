//! Tells by their first bytes what files are packed in, and unpacks gzip as the bytes come.
//!
//! What comes out is handed on in slices of at most [`N_SLICE_BYTES`], so that little is held however well the file
//! was packed. The crate `flate2` inflates; the frame round it (RFC 1952) is read here, because only so is a file
//! that was cut off told from one that is broken.

use super::problem::{Problem, ProblemKind};

use flate2::{Crc, Decompress, FlushDecompress, Status};

/// What a file is packed in, or made as where it is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// None that is known: text, as a rule.
    Plain,
    Gzip,
    /// A zip file: of data, or a workbook (XLSX, ODS).
    Zip,
    /// OLE2: an XLS workbook, or an XLSX one under a password.
    Workbook,
    Parquet,
    /// Arrow IPC with an index at its end, also known as Feather 2.
    Arrow,
    Zstandard,
    Bzip2,
    Xz,
    SevenZip,
    // What holds no table, and is picked by mistake.
    Pdf,
    Png,
    Jpeg,
    Gif,
    /// A photo of a telephone (HEIC) or a film: ISO base media.
    Media,
    /// Text with its looks: RTF.
    RichText,
    Program,
    /// A file of SQLite.
    Database,
}

impl Container {
    /// Returns what it is called where it is not read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "text",
            Self::Gzip => "gzip",
            Self::Zip => "zip",
            Self::Workbook => "XLS",
            Self::Parquet => "Parquet",
            Self::Arrow => "Arrow IPC",
            Self::Zstandard => "Zstandard",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::SevenZip => "7z",
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Media => "HEIC / MP4",
            Self::RichText => "RTF",
            Self::Program => "EXE",
            Self::Database => "SQLite",
        }
    }

    /// Returns why a file made so cannot be read; `None`: it can.
    pub const fn refused(self) -> Option<ProblemKind> {
        match self {
            Self::Plain | Self::Gzip | Self::Zip | Self::Workbook | Self::Parquet => None,
            Self::Arrow | Self::Zstandard | Self::Bzip2 | Self::Xz | Self::SevenZip => Some(ProblemKind::FormatUnknown),
            Self::Pdf
            | Self::Png
            | Self::Jpeg
            | Self::Gif
            | Self::Media
            | Self::RichText
            | Self::Program
            | Self::Database => Some(ProblemKind::NoTable),
        }
    }

    /// How many bytes of a file [`Container::of`] wants to see.
    pub const N_HEAD_BYTES: usize = 8;

    /// Tells it by a file's first bytes.
    pub fn of(head: &[u8]) -> Self {
        // The marks are those of the formats' own specifications.
        const MARKS: [(&[u8], Container); 21] = [
            (b"\x1f\x8b", Container::Gzip),
            (b"PK\x03\x04", Container::Zip),
            // A zip file without an entry.
            (b"PK\x05\x06", Container::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container::Workbook),
            (b"PAR1", Container::Parquet),
            (b"ARROW1", Container::Arrow),
            (b"\x28\xb5\x2f\xfd", Container::Zstandard),
            (b"BZh", Container::Bzip2),
            (b"\xfd7zXZ\0", Container::Xz),
            (b"7z\xbc\xaf\x27\x1c", Container::SevenZip),
            // A Parquet file whose footer is encrypted.
            (b"PARE", Container::Parquet),
            (b"%PDF-", Container::Pdf),
            (b"\x89PNG\r\n\x1a\n", Container::Png),
            (b"\xff\xd8\xff", Container::Jpeg),
            (b"GIF87a", Container::Gif),
            (b"GIF89a", Container::Gif),
            (b"{\\rtf", Container::RichText),
            // Windows (as every linker begins it), Linux, macOS of 64 bits.
            (b"MZ\x90\0", Container::Program),
            (b"\x7fELF", Container::Program),
            (b"\xcf\xfa\xed\xfe", Container::Program),
            (b"SQLite f", Container::Database),
        ];
        // Before the word stands the length of the first box.
        if head.get(4..8) == Some(b"ftyp") {
            return Self::Media;
        }
        MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map_or(Self::Plain, |(_, container)| *container)
    }
}

/// How much is handed on at a time.
pub const N_SLICE_BYTES: usize = 64 * 1024;

/// Up to here nothing is a bomb, whatever its ratio: a tab bears that much.
pub const ALWAYS_ALLOWED: u64 = 64 << 20;

/// How many bytes one packed byte may become; the same in archives. Deflate's limit is 1,032: zlib takes a byte over and
/// over to 1,028, and one row over and over to some 400. A table of zeros by day, which is honest, comes to 160.
pub const MAX_RATIO: u64 = 250;

/// How much may come out at all: four times what a tab can address, so far more than its columns could hold.
pub const MAX_UNPACKED: u64 = 16 << 30;

/// Why unpacking stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The bytes end before the file does.
    CutShort,
    /// What stands there cannot be unpacked.
    Broken(&'static str),
    /// What came out is more than any honest file has in it.
    TooLarge { n_bytes: u64 },
}

impl Fault {
    /// Makes the problem of `file` that this is.
    pub fn problem(&self, file: &str) -> Problem {
        match self {
            Self::CutShort => Problem::of_file(ProblemKind::FileCutShort, file),
            Self::Broken(what) => Problem::of_file(ProblemKind::FileBroken, file).quoting(what),
            Self::TooLarge { n_bytes } => {
                let value = format!("{} MiB", n_bytes >> 20);
                Problem::of_file(ProblemKind::UnpacksTooLarge, file).quoting(&value)
            }
        }
    }
}

/// Unpacks gzip that comes in pieces: of several members, too, one after the other.
///
/// What follows the last member is no member and is passed over, as `gzip` does: tapes and some servers fill up
/// with zeros. After a fault nothing more comes out, and each call tells it again.
pub struct Gunzip {
    stage: Stage,
    inflate: Decompress,
    crc: Crc,
    slice: Vec<u8>,
    n_in: u64,
    n_out: u64,
    fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy)]
enum Stage {
    /// Within a member's header.
    Head {
        part: Part,
        flags: u8,
    },
    Body,
    /// Within the check sum and the length; so many bytes of them are read, which make this number.
    Tail {
        n_read: u32,
        sum: u64,
    },
    /// After a member; whether the first byte of a next one has come.
    Between {
        has_mark: bool,
    },
    Rest,
}

/// The parts of a header, each with what is read of it.
#[derive(Debug, Clone, Copy)]
enum Part {
    Fixed(u8),
    ExtraLength { n_read: u8, length: u16 },
    Extra { n_left: u16 },
    Name,
    Comment,
    Crc { n_left: u8 },
}

const HAS_CRC: u8 = 1 << 1;
const HAS_EXTRA: u8 = 1 << 2;
const HAS_NAME: u8 = 1 << 3;
const HAS_COMMENT: u8 = 1 << 4;

impl Default for Gunzip {
    fn default() -> Self {
        Self::new()
    }
}

impl Gunzip {
    pub fn new() -> Self {
        Self {
            stage: Stage::Head { part: Part::Fixed(0), flags: 0 },
            inflate: Decompress::new(false),
            crc: Crc::new(),
            slice: vec![0; N_SLICE_BYTES],
            n_in: 0,
            n_out: 0,
            fault: None,
        }
    }

    /// Returns how many bytes have come out.
    pub const fn n_out(&self) -> u64 {
        self.n_out
    }

    /// Takes the next bytes of the file, and hands on what they become.
    pub fn push(&mut self, bytes: &[u8], out: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        let result = self.fault.clone().map_or_else(|| self.unpack(bytes, out), Err);
        self.fault = result.clone().err();
        result
    }

    /// Is told that there are no more bytes; says whether the file is whole.
    pub fn end(&mut self) -> Result<(), Fault> {
        match (&self.fault, self.stage) {
            (Some(fault), _) => Err(fault.clone()),
            (None, Stage::Between { .. } | Stage::Rest) => Ok(()),
            (None, Stage::Head { .. } | Stage::Body | Stage::Tail { .. }) => Err(Fault::CutShort),
        }
    }

    fn unpack(&mut self, mut rest: &[u8], out: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
        while let Some((&byte, after)) = rest.split_first() {
            match self.stage {
                Stage::Body => {
                    rest = self.inflate(rest, out)?;
                    continue;
                }
                Stage::Rest => return Ok(()),
                Stage::Head { part, flags } => self.stage = after_head_byte(part, flags, byte)?,
                Stage::Tail { n_read, sum } => self.stage = self.after_tail_byte(n_read, sum, byte)?,
                Stage::Between { has_mark } => {
                    self.stage = match (has_mark, byte) {
                        (false, 0x1f) => Stage::Between { has_mark: true },
                        (true, 0x8b) => Stage::Head { part: Part::Fixed(2), flags: 0 },
                        _ => Stage::Rest,
                    }
                }
            }
            self.n_in += 1;
            rest = after;
        }
        Ok(())
    }

    /// Inflates from `bytes`; returns what it did not need.
    fn inflate<'a>(&mut self, mut bytes: &'a [u8], out: &mut dyn FnMut(&[u8])) -> Result<&'a [u8], Fault> {
        loop {
            let (n_in, n_out) = (self.inflate.total_in(), self.inflate.total_out());
            let status = self.inflate.decompress(bytes, &mut self.slice, FlushDecompress::None);
            let status = status.map_err(|_| Fault::Broken("corrupt deflate stream"))?;
            let n_read = self.inflate.total_in() - n_in;
            let n_made = self.inflate.total_out() - n_out;
            (self.n_in, self.n_out) = (self.n_in + n_read, self.n_out + n_made);
            let slice = usize::try_from(n_made).ok().and_then(|n_made| self.slice.get(..n_made)).unwrap_or_default();
            bytes = usize::try_from(n_read).ok().and_then(|n_read| bytes.get(n_read..)).unwrap_or_default();
            let is_bomb = self.n_out > ALWAYS_ALLOWED && self.n_out / MAX_RATIO > self.n_in;
            if is_bomb || self.n_out > MAX_UNPACKED {
                return Err(Fault::TooLarge { n_bytes: self.n_out });
            }
            self.crc.update(slice);
            out(slice);
            if status == Status::StreamEnd {
                self.stage = Stage::Tail { n_read: 0, sum: 0 };
                return Ok(bytes);
            }
            let has_room = slice.len() < self.slice.len();
            if bytes.is_empty() && has_room {
                return Ok(bytes);
            }
            if n_read == 0 && n_made == 0 {
                return Err(Fault::Broken("corrupt deflate stream"));
            }
        }
    }

    fn after_tail_byte(&mut self, n_read: u32, sum: u64, byte: u8) -> Result<Stage, Fault> {
        let sum = sum | u64::from(byte) << (8 * n_read);
        if n_read < 7 {
            return Ok(Stage::Tail { n_read: n_read + 1, sum });
        }
        if sum != u64::from(self.crc.sum()) | u64::from(self.crc.amount()) << 32 {
            return Err(Fault::Broken("the check sum differs"));
        }
        self.inflate.reset(false);
        self.crc.reset();
        Ok(Stage::Between { has_mark: false })
    }
}

fn after_head_byte(part: Part, flags: u8, byte: u8) -> Result<Stage, Fault> {
    let is_right = match part {
        Part::Fixed(0) => byte == 0x1f,
        Part::Fixed(1) => byte == 0x8b,
        // Deflate is the only method that there is.
        Part::Fixed(2) => byte == 8,
        // The upper flags are reserved: what they would mean is not known.
        Part::Fixed(3) => byte & 0xe0 == 0,
        _ => true,
    };
    if !is_right {
        return Err(Fault::Broken("invalid gzip header"));
    }
    let flags = if matches!(part, Part::Fixed(3)) { byte } else { flags };
    let part = match part {
        Part::Fixed(at) if at < 9 => Some(Part::Fixed(at + 1)),
        Part::ExtraLength { n_read: 0, .. } => Some(Part::ExtraLength { n_read: 1, length: u16::from(byte) }),
        Part::ExtraLength { length, .. } => match length | u16::from(byte) << 8 {
            0 => None,
            n_left => Some(Part::Extra { n_left }),
        },
        Part::Extra { n_left } if n_left > 1 => Some(Part::Extra { n_left: n_left - 1 }),
        Part::Name | Part::Comment if byte != 0 => Some(part),
        Part::Crc { n_left } if n_left > 1 => Some(Part::Crc { n_left: n_left - 1 }),
        Part::Fixed(_) | Part::Extra { .. } | Part::Name | Part::Comment | Part::Crc { .. } => None,
    }
    .or_else(|| part_after(part, flags));
    Ok(part.map_or(Stage::Body, |part| Stage::Head { part, flags }))
}

/// Returns the part that follows one that is whole; `None`: the header is.
fn part_after(part: Part, flags: u8) -> Option<Part> {
    let rank = match part {
        Part::Fixed(_) => 0,
        Part::ExtraLength { .. } | Part::Extra { .. } => 1,
        Part::Name => 2,
        Part::Comment => 3,
        Part::Crc { .. } => 4,
    };
    let optional = [
        (1, HAS_EXTRA, Part::ExtraLength { n_read: 0, length: 0 }),
        (2, HAS_NAME, Part::Name),
        (3, HAS_COMMENT, Part::Comment),
        (4, HAS_CRC, Part::Crc { n_left: 2 }),
    ];
    optional.into_iter().find(|(at, flag, _)| *at > rank && flags & flag != 0).map(|(_, _, part)| part)
}
