//! What a file is and how large it will be, from its first bytes, before any decoder sees it. Neither its name nor what
//! the browser says about it counts.

use super::{MOST_PIXELS, MOST_SIDE, jpeg, webp};
use services::pictures::PictureProblem;
use std::io::{BufRead, Read, Seek, SeekFrom};

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Baseline, extended or progressive, grey or colour.
    Jpeg,
    /// The first picture, when it moves.
    Png,
    /// One that stands still.
    Webp,
}

/// What the header says, within the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// What it is.
    pub kind: Kind,
    /// Width in pixels as the camera held it.
    pub width: u32,
    /// Height in pixels as the camera held it.
    pub height: u32,
    /// How to turn it, 1 to 8 as in Exif. PNG and WebP say it later.
    pub orientation: u8,
    /// Whether pixels may be transparent.
    pub clear: bool,
    /// What its decoder holds of the full picture, in bytes per 1024 pixels.
    pub kib_bytes: u64,
}

/// Reads the header and goes back to the start of the file.
///
/// # Errors
/// `NotAPicture` for other kinds, `Broken` where it contradicts itself or ends too early, `TooManyPixels` beyond the limits.
pub fn read(source: &mut (impl BufRead + Seek)) -> Result<Header, PictureProblem> {
    let mut magic = [0; 12];
    let got = read_up_to(source, &mut magic)?;
    source.seek(SeekFrom::Start(0)).map_err(|_| PictureProblem::Broken)?;
    let header = match &magic[..got] {
        [0xff, 0xd8, 0xff, ..] => jpeg::header(source)?,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => png(source)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P'] => webp::header(source)?,
        _ => return Err(PictureProblem::NotAPicture),
    };
    source.seek(SeekFrom::Start(0)).map_err(|_| PictureProblem::Broken)?;
    check(&header)?;
    Ok(header)
}

fn check(header: &Header) -> Result<(), PictureProblem> {
    let pixels = u64::from(header.width) * u64::from(header.height);
    if pixels == 0 {
        return Err(PictureProblem::Broken);
    }
    let fits = header.width <= MOST_SIDE && header.height <= MOST_SIDE && pixels <= MOST_PIXELS;
    if fits { Ok(()) } else { Err(PictureProblem::TooManyPixels) }
}

/// Signature and `IHDR`.
fn png(source: &mut impl Read) -> Result<Header, PictureProblem> {
    let mut start = [0; 33];
    source.read_exact(&mut start).map_err(|_| PictureProblem::Broken)?;
    if &start[8..16] != b"\0\0\0\rIHDR" {
        return Err(PictureProblem::Broken);
    }
    let number = |at: usize| u32::from_be_bytes([start[at], start[at + 1], start[at + 2], start[at + 3]]);
    // Row by row, unless the rows come in seven passes: then all of it is held, four bytes each.
    let kib_bytes = if start[28] == 0 { 0 } else { 4 * 1024 };
    // Colours of a palette may be transparent; kinds 4 and 6 are grey and colour with transparency.
    let clear = matches!(start[25], 3 | 4 | 6);
    Ok(Header { kind: Kind::Png, width: number(16), height: number(20), orientation: 1, clear, kib_bytes })
}

fn read_up_to(source: &mut impl Read, into: &mut [u8]) -> Result<usize, PictureProblem> {
    let mut got = 0;
    while got < into.len() {
        match source.read(&mut into[got..]).map_err(|_| PictureProblem::Broken)? {
            0 => break,
            more => got += more,
        }
    }
    Ok(got)
}
