//! Decoding, with less than all pixels in memory where the format allows it.

use super::exif;
use super::header::{Header, Kind};
use super::pixels::{OPAQUE, Pixels, Reducer, size};
use services::pictures::PictureProblem::{self, Broken, NotAPicture, TooManyPixels};
use std::io::{BufRead, Seek};

/// Room for a PNG decoder's rows and chunks, in bytes; a picture in seven passes is counted by the header.
const PNG_BYTES: usize = 24 * 1024 * 1024;

/// Longest colour profile or Exif block that is looked at, in bytes.
const ASIDE_BYTES: usize = 256 * 1024;

pub(super) struct Decoded {
    pub(super) pixels: Pixels,
    /// The colour profile, as it stands in the file.
    pub(super) profile: Option<Vec<u8>>,
    /// How to turn it, where only the decoder knows.
    pub(super) orientation: Option<u8>,
}

/// Decodes with sides divided by `factor`, rounded up.
pub(super) fn decode(
    header: &Header,
    factor: u32,
    source: &mut (impl BufRead + Seek),
) -> Result<Decoded, PictureProblem> {
    match header.kind {
        Kind::Jpeg => jpeg(header, factor, source),
        Kind::Png => png(header, factor, source),
        Kind::Webp => webp(header, factor, source),
    }
}

fn jpeg(header: &Header, factor: u32, source: &mut impl BufRead) -> Result<Decoded, PictureProblem> {
    let mut decoder = jpeg_decoder::Decoder::new(source);
    let side = |length: u32| u16::try_from(length.div_ceil(factor)).map_err(|_| TooManyPixels);
    // The decoder divides by itself, so that the full picture never exists.
    let (width, height) = decoder.scale(side(header.width)?, side(header.height)?).map_err(|_| Broken)?;
    let info = decoder.info().ok_or(Broken)?;
    let channels = match info.pixel_format {
        jpeg_decoder::PixelFormat::L8 => 1,
        jpeg_decoder::PixelFormat::RGB24 => 3,
        jpeg_decoder::PixelFormat::L16 | jpeg_decoder::PixelFormat::CMYK32 => return Err(NotAPicture),
    };
    let (width, height) = (u32::from(width), u32::from(height));
    let bytes = decoder.decode().map_err(|_| Broken)?;
    if bytes.len() != size(width) * size(height) * channels {
        return Err(Broken);
    }
    let profile = decoder.icc_profile().filter(|profile| profile.len() <= ASIDE_BYTES);
    let bytes = if channels == 3 { bytes } else { bytes.iter().flat_map(|&grey| [grey; 3]).collect() };
    Ok(Decoded { pixels: Pixels { width, height, channels: OPAQUE, bytes }, profile, orientation: None })
}

fn png(header: &Header, factor: u32, source: &mut (impl BufRead + Seek)) -> Result<Decoded, PictureProblem> {
    let mut decoder = png::Decoder::new_with_limits(source, png::Limits { bytes: PNG_BYTES });
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| Broken)?;
    let info = reader.info();
    if (info.width, info.height) != (header.width, header.height) {
        return Err(Broken);
    }
    let aside = |bytes: &Option<std::borrow::Cow<'_, [u8]>>| {
        bytes.as_ref().filter(|bytes| bytes.len() <= ASIDE_BYTES).map(|bytes| bytes.to_vec())
    };
    let profile = aside(&info.icc_profile);
    let orientation = aside(&info.exif_metadata).map(|block| exif::orientation(&block));
    let (interlaced, channels) = (info.interlaced, reader.output_color_type().0.samples());
    let mut reducer = Reducer::new(header.width, factor, channels);
    if interlaced {
        let mut all = vec![0; reader.output_buffer_size().ok_or(TooManyPixels)?];
        reader.next_frame(&mut all).map_err(|_| Broken)?;
        for row in all.chunks_exact(size(header.width) * channels) {
            reducer.push(row, channels);
        }
    } else {
        for _ in 0..header.height {
            let row = reader.next_row().map_err(|_| Broken)?.ok_or(Broken)?;
            reducer.push(row.data(), channels);
        }
    }
    Ok(Decoded { pixels: reducer.finish(), profile, orientation })
}

fn webp(header: &Header, factor: u32, source: &mut (impl BufRead + Seek)) -> Result<Decoded, PictureProblem> {
    let mut decoder = image_webp::WebPDecoder::new(source).map_err(|_| Broken)?;
    if decoder.dimensions() != (header.width, header.height) || decoder.is_animated() {
        return Err(Broken);
    }
    decoder.set_memory_limit(ASIDE_BYTES);
    let profile = decoder.icc_profile().ok().flatten();
    let block = decoder.exif_metadata().ok().flatten();
    let orientation = block.map(|block| exif::orientation(block.strip_prefix(b"Exif\0\0").unwrap_or(&block)));
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut all = vec![0; decoder.output_buffer_size().ok_or(TooManyPixels)?];
    decoder.read_image(&mut all).map_err(|_| Broken)?;
    if factor == 1 && channels == OPAQUE {
        let pixels = Pixels { width: header.width, height: header.height, channels, bytes: all };
        return Ok(Decoded { pixels, profile, orientation });
    }
    let mut reducer = Reducer::new(header.width, factor, channels);
    for row in all.chunks_exact(size(header.width) * channels) {
        reducer.push(row, channels);
    }
    Ok(Decoded { pixels: reducer.finish(), profile, orientation })
}
