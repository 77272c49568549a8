//! The structure of a WebP file: the size inside the picture's own chunk must be the one outside, else a decoder makes
//! room for what no limit saw.

use super::header::{Header, Kind};
use services::pictures::PictureProblem::{self, Broken, NotAPicture};
use std::io::{BufRead, Seek, SeekFrom};

/// Chunks of one file.
const MOST_CHUNKS: u32 = 1_000;

/// Bytes per 1024 pixels: planes (1.5) and colours (3).
const LOSSY_KIB: u64 = 1024 * 9 / 2;
/// Planes (1.5), colours (4), and the transparency twice (4 and 1).
const LOSSY_ALPHA_KIB: u64 = 1024 * 21 / 2;
/// Pixels (4) and colours (3).
const LOSSLESS_KIB: u64 = 1024 * 7;

#[derive(Default)]
struct Found {
    canvas: Option<(u32, u32)>,
    picture: Option<(u32, u32, u64)>,
    alpha: bool,
}

/// Walks over all chunks; the source stands at the start of a file that begins with `RIFF....WEBP`.
pub(super) fn header(source: &mut (impl BufRead + Seek)) -> Result<Header, PictureProblem> {
    let mut start = [0; 12];
    source.read_exact(&mut start).map_err(|_| Broken)?;
    let end = 8 + u64::from(u32::from_le_bytes([start[4], start[5], start[6], start[7]]));
    let (mut at, mut found) = (12, Found::default());
    for _ in 0..MOST_CHUNKS {
        if at + 8 > end {
            return finish(&found);
        }
        let mut head = [0; 8];
        source.seek(SeekFrom::Start(at)).and_then(|_| source.read_exact(&mut head)).map_err(|_| Broken)?;
        let size = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        look(&head[..4], size, source, &mut found)?;
        at += 8 + size + size % 2;
        if at > end + 1 {
            return Err(Broken);
        }
    }
    Err(Broken)
}

fn look(name: &[u8], size: u64, source: &mut impl BufRead, found: &mut Found) -> Result<(), PictureProblem> {
    let mut first = [0; 10];
    if matches!(name, b"VP8X" | b"VP8 " | b"VP8L") {
        let wanted = if name == b"VP8L" { 5 } else { 10 };
        if size < wanted {
            return Err(Broken);
        }
        let wanted = usize::try_from(wanted).unwrap_or(10);
        source.read_exact(&mut first[..wanted]).map_err(|_| Broken)?;
    }
    let [a, b, c, d, e, f, g, h, i, j] = first.map(u32::from);
    match name {
        b"VP8X" if found.canvas.is_some() || found.picture.is_some() => return Err(Broken),
        b"VP8X" if a & 2 != 0 => return Err(NotAPicture),
        b"VP8X" => found.canvas = Some((1 + e + (f << 8) + (g << 16), 1 + h + (i << 8) + (j << 16))),
        b"ANIM" | b"ANMF" => return Err(NotAPicture),
        b"VP8 " | b"VP8L" if found.picture.is_some() => return Err(Broken),
        b"VP8 " if [d, e, f] != [0x9d, 0x01, 0x2a] || a & 1 != 0 => return Err(Broken),
        b"VP8 " => found.picture = Some(((g + (h << 8)) & 0x3fff, (i + (j << 8)) & 0x3fff, LOSSY_KIB)),
        b"VP8L" if a != 0x2f => return Err(Broken),
        b"VP8L" => {
            let bits = b | c << 8 | d << 16 | e << 24;
            found.picture = Some((1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff), LOSSLESS_KIB));
        }
        b"ALPH" if found.alpha => return Err(Broken),
        b"ALPH" => found.alpha = true,
        _ => {}
    }
    Ok(())
}

fn finish(found: &Found) -> Result<Header, PictureProblem> {
    let (width, height, kib) = found.picture.ok_or(Broken)?;
    if found.canvas.is_some_and(|canvas| canvas != (width, height)) {
        return Err(Broken);
    }
    let kib_bytes = if found.alpha { LOSSY_ALPHA_KIB } else { kib };
    let clear = found.alpha || kib == LOSSLESS_KIB;
    Ok(Header { kind: Kind::Webp, width, height, orientation: 1, clear, kib_bytes })
}
