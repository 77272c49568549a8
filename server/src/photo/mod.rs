//! From a file that somebody sent to files of our own: header and limits, decoding, sizes, orientation, encoding. Runs in
//! a process of its own (`mogador develop`), which `adapters::darkroom` starts and limits.

pub mod avif;
mod colour;
mod decode;
mod exif;
mod files;
pub mod header;
mod jpeg;
pub mod message;
mod pixels;
mod webp;

use domain::picture::{height_of, widths};
use services::pictures::{Developed, PictureProblem};
use std::io::{BufRead, Seek};

/// Longest side that is worked on, in pixels.
pub const MOST_SIDE: u32 = 12_000;

/// Most pixels that are worked on: the 64 megapixels of large telephone cameras.
pub const MOST_PIXELS: u64 = 65_000_000;

/// Most memory that a decoder may be expected to take, in bytes, as far as the header tells. The process has a little
/// more, and ends where a decoder takes more than expected.
pub const MOST_DECODER_BYTES: u64 = 92 * 1024 * 1024;

/// Makes the files of a picture.
///
/// # Errors
/// What is wrong with the file. Nothing of it is believed before its header was checked.
pub fn develop(source: &mut (impl BufRead + Seek)) -> Result<Developed, PictureProblem> {
    let header = header::read(source)?;
    let plan = Plan::of(&header, header.orientation);
    if memory(&header, plan.factor) > MOST_DECODER_BYTES {
        return Err(PictureProblem::TooManyPixels);
    }
    let decoded = decode::decode(&header, plan.factor, source)?;
    // PNG and WebP say how they are turned beside the pixels, which is read with them.
    let orientation = decoded.orientation.unwrap_or(header.orientation);
    let plan = Plan { factor: plan.factor, ..Plan::of(&header, orientation) };
    let pixels = files::resize(decoded.pixels, plan.size)?;
    let pixels = colour::to_srgb(pixels, decoded.profile.as_deref()).turned(orientation);
    let (width, height) = plan.upright;
    let files = files::make(pixels, width, height)?;
    Ok(Developed { width, height, mean_rgb: files.mean_rgb, ground: files.ground, files: files.all })
}

/// What decoding takes, in bytes: what is held of the full picture, and the one that comes out with its colour planes.
fn memory(header: &header::Header, factor: u32) -> u64 {
    let pixels = u64::from(header.width) * u64::from(header.height);
    let reduced = u64::from(header.width.div_ceil(factor)) * u64::from(header.height.div_ceil(factor));
    let each = match header.kind {
        header::Kind::Jpeg => 6,
        // Resizing weighs colours by their transparency, in a copy.
        header::Kind::Png | header::Kind::Webp if header.clear => 8,
        header::Kind::Png | header::Kind::Webp => 4,
    };
    pixels.div_ceil(1024) * header.kib_bytes + reduced * each
}

/// How large the first picture is to be.
struct Plan {
    /// Size the right way up, of the original.
    upright: (u32, u32),
    /// Size of the widest file as the camera held it.
    size: (u32, u32),
    /// By what the decoder may divide the sides: 1, 2, 4 or 8. What it gives is at least as large as `size`.
    factor: u32,
}

impl Plan {
    fn of(header: &header::Header, orientation: u8) -> Self {
        let swaps = orientation >= 5;
        let swap = |(a, b)| if swaps { (b, a) } else { (a, b) };
        let upright = swap((header.width, header.height));
        let widest = widths(upright.0, upright.1).last().copied().unwrap_or(1);
        let size = swap((widest, height_of(widest, upright.0, upright.1)));
        // The other way round a file may be smaller: a decoder that does not know yet gives enough for both.
        let turned = widths(upright.1, upright.0).last().copied().unwrap_or(1);
        let needed = match header.kind {
            header::Kind::Jpeg => size.0,
            header::Kind::Png | header::Kind::Webp => size.0.max(height_of(turned, upright.1, upright.0)),
        };
        let factor = [8, 4, 2].into_iter().find(|factor| header.width / factor >= needed).unwrap_or(1);
        Self { upright, size, factor }
    }
}

#[cfg(test)]
mod tests;
