//! The structure of a JPEG file: every segment up to the end is walked over before the decoder may start.

use super::exif;
use super::header::{Header, Kind};
use services::pictures::PictureProblem::{self, Broken, NotAPicture};
use std::io::BufRead;

/// Scans of a progressive file: encoders make about ten. Each goes over all blocks, also when it is almost empty.
const MOST_SCANS: u32 = 24;

/// Scans of a file that is not progressive: one, or one per colour.
const MOST_PLAIN_SCANS: u32 = 3;

/// Segments in front of and between scans.
const MOST_SEGMENTS: u32 = 2_000;

/// The frame header.
struct Frame {
    width: u32,
    height: u32,
    progressive: bool,
    /// Coefficients per 1024 pixels.
    kib_coefficients: u64,
}

/// Walks over the whole file.
pub(super) fn header(source: &mut impl BufRead) -> Result<Header, PictureProblem> {
    let mut walk = Walk { source };
    if walk.two()? != 0xffd8 {
        return Err(NotAPicture);
    }
    let (mut frame, mut orientation, mut scans) = (None, None, 0);
    let mut marker = walk.marker()?;
    for _ in 0..MOST_SEGMENTS {
        match marker {
            0xd9 => return finish(frame, orientation, scans),
            // Without content.
            0x01 | 0xd0..=0xd7 => {}
            0xc0..=0xc2 if frame.is_none() => frame = Some(read_frame(&walk.segment()?, marker == 0xc2)?),
            0xc0..=0xc2 => return Err(Broken),
            // Lossless, hierarchical, arithmetic coding: no camera writes them.
            0xc3 | 0xc5..=0xcb | 0xcd..=0xcf | 0xde | 0xdf => return Err(NotAPicture),
            0xda => {
                scans += 1;
                walk.segment()?;
                marker = walk.over_scan()?;
                continue;
            }
            0xe1 => {
                let content = walk.segment()?;
                if let Some(tiff) = content.strip_prefix(b"Exif\0\0") {
                    orientation = orientation.or(Some(exif::orientation(tiff)));
                }
            }
            _ => drop(walk.segment()?),
        }
        marker = walk.marker()?;
    }
    Err(Broken)
}

fn finish(frame: Option<Frame>, orientation: Option<u8>, scans: u32) -> Result<Header, PictureProblem> {
    let frame = frame.ok_or(Broken)?;
    let most = if frame.progressive { MOST_SCANS } else { MOST_PLAIN_SCANS };
    if scans == 0 || scans > most {
        return Err(Broken);
    }
    // All coefficients of a progressive file are held, two bytes each.
    let kib_bytes = if frame.progressive { 2 * frame.kib_coefficients } else { 0 };
    Ok(Header {
        kind: Kind::Jpeg,
        width: frame.width,
        height: frame.height,
        orientation: orientation.unwrap_or(1),
        clear: false,
        kib_bytes,
    })
}

fn read_frame(content: &[u8], progressive: bool) -> Result<Frame, PictureProblem> {
    let [precision, h1, h0, w1, w0, count, components @ ..] = content else { return Err(Broken) };
    let components: Vec<(u64, u64)> =
        components.chunks_exact(3).map(|one| (u64::from(one[1] >> 4), u64::from(one[1] & 15))).collect();
    if components.len() != usize::from(*count) || *precision != 8 {
        return Err(Broken);
    }
    // Four colours are for the printer.
    if !matches!(count, 1 | 3) {
        return Err(NotAPicture);
    }
    if components.iter().any(|(h, v)| !matches!((h, v), (1..=4, 1..=4))) {
        return Err(Broken);
    }
    let largest =
        components.iter().map(|(h, _)| h).max().unwrap_or(&1) * components.iter().map(|(_, v)| v).max().unwrap_or(&1);
    let kib_coefficients = components.iter().map(|(h, v)| 1024 * h * v / largest).sum();
    let number = |high: &u8, low: &u8| u32::from(u16::from_be_bytes([*high, *low]));
    Ok(Frame { width: number(w1, w0), height: number(h1, h0), progressive, kib_coefficients })
}

struct Walk<'a, R> {
    source: &'a mut R,
}

impl<R: BufRead> Walk<'_, R> {
    fn one(&mut self) -> Result<u8, PictureProblem> {
        let mut byte = [0];
        self.source.read_exact(&mut byte).map_err(|_| Broken)?;
        Ok(byte[0])
    }

    fn two(&mut self) -> Result<u16, PictureProblem> {
        Ok(u16::from_be_bytes([self.one()?, self.one()?]))
    }

    /// The next marker, which must stand here; bytes of 0xff may fill up in front of it.
    fn marker(&mut self) -> Result<u8, PictureProblem> {
        if self.one()? != 0xff {
            return Err(Broken);
        }
        loop {
            match self.one()? {
                0xff => {}
                0 => return Err(Broken),
                marker => return Ok(marker),
            }
        }
    }

    /// The content of a segment, at most 64 kB.
    fn segment(&mut self) -> Result<Vec<u8>, PictureProblem> {
        let length = usize::from(self.two()?).checked_sub(2).ok_or(Broken)?;
        let mut content = vec![0; length];
        self.source.read_exact(&mut content).map_err(|_| Broken)?;
        Ok(content)
    }

    /// Goes over entropy-coded data to the marker behind it.
    fn over_scan(&mut self) -> Result<u8, PictureProblem> {
        let mut after_ff = false;
        loop {
            let buffer = self.source.fill_buf().map_err(|_| Broken)?;
            if buffer.is_empty() {
                return Err(Broken);
            }
            let mut used = 0;
            for &byte in buffer {
                used += 1;
                match (after_ff, byte) {
                    (true, 0x01..=0xcf | 0xd8..=0xfe) => {
                        self.source.consume(used);
                        return Ok(byte);
                    }
                    (_, byte) => after_ff = byte == 0xff,
                }
            }
            self.source.consume(used);
        }
    }
}
