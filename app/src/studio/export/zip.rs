//! A ZIP archive in memory (APPNOTE 6.3): enough for the files that a spreadsheet is made of.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

/// 1 January 1980, the first day that the format knows: the same content is the same file.
const DAY: u16 = 0x21;

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

const DEFLATED: u16 = 8;

struct Entry {
    name: &'static str,
    crc: u32,
    packed: u32,
    size: u32,
    offset: u32,
}

/// An archive of these files; `None` when it is larger than four gigabytes.
pub(super) fn archive(files: &[(&'static str, String)]) -> Option<Vec<u8>> {
    let (mut out, mut entries) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::new(5));
        packer.write_all(content.as_bytes()).ok()?;
        let packed = packer.finish().ok()?;
        let mut crc = flate2::Crc::new();
        crc.update(content.as_bytes());
        let entry = Entry {
            name,
            crc: crc.sum(),
            packed: u32::try_from(packed.len()).ok()?,
            size: u32::try_from(content.len()).ok()?,
            offset: u32::try_from(out.len()).ok()?,
        };
        long(&mut out, 0x0403_4b50);
        describe(&mut out, &entry);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&packed);
        entries.push(entry);
    }
    let start = u32::try_from(out.len()).ok()?;
    for entry in &entries {
        long(&mut out, 0x0201_4b50);
        short(&mut out, 20);
        describe(&mut out, entry);
        // No comment, the first disk, no attributes.
        for _ in 0..3 {
            short(&mut out, 0);
        }
        long(&mut out, 0);
        long(&mut out, entry.offset);
        out.extend_from_slice(entry.name.as_bytes());
    }
    let size = u32::try_from(out.len()).ok()? - start;
    let count = u16::try_from(entries.len()).ok()?;
    long(&mut out, 0x0605_4b50);
    for number in [0, 0, count, count] {
        short(&mut out, number);
    }
    long(&mut out, size);
    long(&mut out, start);
    short(&mut out, 0);
    Some(out)
}

/// What stands both before the content and in the directory.
fn describe(out: &mut Vec<u8>, entry: &Entry) {
    for number in [20, UTF8, DEFLATED, 0, DAY] {
        short(out, number);
    }
    for number in [entry.crc, entry.packed, entry.size] {
        long(out, number);
    }
    short(out, u16::try_from(entry.name.len()).unwrap_or_default());
    short(out, 0);
}

fn short(out: &mut Vec<u8>, number: u16) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn long(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}
