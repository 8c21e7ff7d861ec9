//! Finds the stream of a workbook in a compound file (MS-CFB), which is a file system of its own.

use super::xlsb::{Fields, push_utf16};
use crate::engine::feed::problem::ProblemKind;
use crate::engine::feed::zip::Fault;

/// What a compound file begins with.
pub(super) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Past the last sector of a chain.
const LAST: u32 = 0xFFFF_FFFA;

/// Streams that are shorter stand in the mini stream, in sectors of 64 bytes.
const MINI_BELOW: u64 = 4096;
const MINI_SECTOR: usize = 64;

/// Returns the stream with the workbook.
pub(super) fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let file = File::open(bytes)?;
    let entries = file.entries();
    let find = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    if find("EncryptedPackage").is_some() || find("EncryptionInfo").is_some() {
        return Err(Fault::of(ProblemKind::FileLocked));
    }
    match (find("Workbook"), find("Book")) {
        (Some(entry), _) => file.stream(entry, entries.first()),
        (None, Some(_)) => Err(Fault::broken("a workbook of Excel 95 or older")),
        (None, None) => Err(Fault::broken("no workbook is in it")),
    }
}

struct Entry {
    name: String,
    start: u32,
    n_bytes: u64,
}

struct File<'a> {
    bytes: &'a [u8],
    n_sector: usize,
    /// Sector → the one after it.
    next: Vec<u32>,
    directory: u32,
    mini_next: u32,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let header = Fields(bytes);
        let cut = || Fault::of(ProblemKind::FileCutShort);
        let n_sector = match header.u16(30) {
            Some(9) => 512,
            Some(12) => 4096,
            Some(shift) => return Err(Fault::broken(format!("sectors of 2^{shift} bytes"))),
            None => return Err(cut()),
        };
        let directory = header.u32(48).ok_or_else(cut)?;
        let mini_next = header.u32(60).ok_or_else(cut)?;
        let mut further = header.u32(68).ok_or_else(cut)?;
        let mut file = Self { bytes, n_sector, next: Vec::new(), directory, mini_next };

        // The table of what follows what stands in sectors itself; the header names the first 109 of them, and
        // a chain of sectors names more.
        let mut tables: Vec<u32> = (0..109).filter_map(|at| header.u32(76 + at * 4)).collect();
        let n_named = n_sector / 4 - 1;
        let mut n_steps = 0;
        while further < LAST && n_steps <= file.n_sectors() {
            let sector = file.sector(further).ok_or_else(cut)?;
            tables.extend((0..n_named).filter_map(|at| Fields(sector).u32(at * 4)));
            further = Fields(sector).u32(n_named * 4).unwrap_or(LAST);
            n_steps += 1;
        }
        for table in tables.into_iter().filter(|table| *table < LAST) {
            if file.next.len() > file.n_sectors() {
                break;
            }
            let sector = file.sector(table).ok_or_else(cut)?;
            let entries = (0..n_sector / 4).filter_map(|at| Fields(sector).u32(at * 4));
            file.next.extend(entries);
        }
        Ok(file)
    }

    fn n_sectors(&self) -> usize {
        self.bytes.len() / self.n_sector + 1
    }

    /// Returns a sector; the last of a file may be shorter.
    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(at).ok()?.checked_add(1)?.checked_mul(self.n_sector)?;
        let end = start.checked_add(self.n_sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// Joins the sectors of a chain, up to `n_bytes`; `None` where one lies outside the file.
    fn chain(&self, start: u32, n_bytes: u64) -> Option<Vec<u8>> {
        let n_bytes = usize::try_from(n_bytes).unwrap_or(usize::MAX);
        let mut joined = Vec::new();
        let mut at = start;
        // A chain that is longer than the file goes in a circle.
        for _ in 0..self.n_sectors() {
            if at >= LAST || joined.len() >= n_bytes {
                break;
            }
            joined.extend_from_slice(self.sector(at)?);
            at = self.next.get(usize::try_from(at).ok()?).copied().unwrap_or(LAST);
        }
        joined.truncate(n_bytes);
        Some(joined)
    }

    fn entries(&self) -> Vec<Entry> {
        let directory = self.chain(self.directory, u64::MAX).unwrap_or_default();
        let entry = |bytes: &[u8]| {
            let fields = Fields(bytes);
            let n_name = usize::from(fields.u16(64)?).saturating_sub(2).min(62);
            let mut name = String::new();
            push_utf16(bytes.get(..n_name)?, &mut name);
            Some(Entry { name, start: fields.u32(116)?, n_bytes: fields.u32(120)?.into() })
        };
        directory.chunks_exact(128).filter_map(entry).collect()
    }

    fn stream(&self, entry: &Entry, root: Option<&Entry>) -> Result<Vec<u8>, Fault> {
        let cut = || Fault::of(ProblemKind::FileCutShort);
        let stream = if entry.n_bytes >= MINI_BELOW {
            self.chain(entry.start, entry.n_bytes).ok_or_else(cut)?
        } else {
            let mini = root.and_then(|root| self.chain(root.start, root.n_bytes)).ok_or_else(cut)?;
            let next = self.chain(self.mini_next, u64::MAX).ok_or_else(cut)?;
            mini_chain(&mini, &next, entry).ok_or_else(cut)?
        };
        let is_whole = u64::try_from(stream.len()) == Ok(entry.n_bytes);
        if is_whole { Ok(stream) } else { Err(cut()) }
    }
}

fn mini_chain(mini: &[u8], next: &[u8], entry: &Entry) -> Option<Vec<u8>> {
    let n_bytes = usize::try_from(entry.n_bytes).ok()?;
    let mut joined = Vec::new();
    let mut at = entry.start;
    while at < LAST && joined.len() < n_bytes {
        let place = usize::try_from(at).ok()?;
        let start = place.checked_mul(MINI_SECTOR)?;
        let sector = mini.get(start..start.checked_add(MINI_SECTOR)?.min(mini.len()))?;
        if sector.is_empty() {
            return None;
        }
        joined.extend_from_slice(sector);
        at = Fields(next).u32(place.checked_mul(4)?).unwrap_or(LAST);
    }
    joined.truncate(n_bytes);
    Some(joined)
}
