//! AVIF files of a picture that we developed: from its widest file, which is ours, so nothing of it has to be doubted.

use super::pixels::{CLEAR, OPAQUE, Pixels, size};
use super::{decode, files, header};
use domain::picture::{Format, height_of, widths};
use ravif::{BitDepth, Encoder, Img, RGB8, RGBA8};
use services::pictures::DevelopedFile;
use services::pictures::PictureProblem::{self, Broken};
use std::io::Cursor;

/// Quality, of 100: what looks like the WebP that it is made of.
const QUALITY: f32 = 62.0;

/// From 1, the smallest files, to 10, the quickest work.
const SPEED: u8 = 7;

/// Makes the AVIF files of a picture of this size from its widest file.
///
/// # Errors
/// [`PictureProblem::Broken`] when the file cannot be read, or is not the widest one.
pub fn recode(source: &[u8], [width, height]: [u32; 2]) -> Result<Vec<DevelopedFile>, PictureProblem> {
    let found = header::read(&mut Cursor::new(source))?;
    let mut pixels = decode::decode(&found, 1, &mut Cursor::new(source))?.pixels;
    let widths = widths(width, height);
    if widths.last() != Some(&pixels.width) {
        return Err(Broken);
    }
    let mut all = Vec::new();
    for file_width in widths.into_iter().rev() {
        pixels = files::resize(pixels, (file_width, height_of(file_width, width, height)))?;
        all.push(DevelopedFile { width: file_width, format: Format::Avif, bytes: encode(&pixels)? });
    }
    Ok(all)
}

fn encode(pixels: &Pixels) -> Result<Vec<u8>, PictureProblem> {
    let (width, height) = (size(pixels.width), size(pixels.height));
    // One thread: whoever reads the site comes first. Eight bits, as the picture has no more.
    let encoder = Encoder::new()
        .with_quality(QUALITY)
        .with_alpha_quality(QUALITY)
        .with_speed(SPEED)
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(1));
    let encoded = if pixels.channels == OPAQUE {
        let colours: Vec<RGB8> = pixels.bytes.chunks_exact(OPAQUE).map(|p| RGB8::new(p[0], p[1], p[2])).collect();
        encoder.encode_rgb(Img::new(&colours, width, height))
    } else {
        let colours: Vec<RGBA8> =
            pixels.bytes.chunks_exact(CLEAR).map(|p| RGBA8::new(p[0], p[1], p[2], p[3])).collect();
        encoder.encode_rgba(Img::new(&colours, width, height))
    };
    encoded.map(|encoded| encoded.avif_file).map_err(|_| Broken)
}
