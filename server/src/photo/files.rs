//! Sizes and encoding. Each file is written from pixels alone, so nothing else of the original can be in it.

use super::pixels::{OPAQUE, Pixels};
use domain::picture::{Format, Ground, height_of, widths};
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use services::pictures::DevelopedFile;
use services::pictures::PictureProblem::{self, Broken};

/// Quality of WebP files, of 100.
const WEBP_QUALITY: f32 = 80.0;

/// Quality of JPEG files, of 100.
const JPEG_QUALITY: u8 = 82;

pub(super) struct Files {
    pub(super) all: Vec<DevelopedFile>,
    pub(super) mean_rgb: u32,
    pub(super) ground: Ground,
}

/// The same picture in another size.
pub(super) fn resize(pixels: Pixels, (width, height): (u32, u32)) -> Result<Pixels, PictureProblem> {
    if (pixels.width, pixels.height) == (width, height) {
        return Ok(pixels);
    }
    let channels = pixels.channels;
    // With transparency a pixel counts as much as it is opaque.
    let kind = if channels == OPAQUE { PixelType::U8x3 } else { PixelType::U8x4 };
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.bytes, kind).map_err(|_| Broken)?;
    let mut to = Image::new(width, height, kind);
    let sharp = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&from, &mut to, &sharp).map_err(|_| Broken)?;
    Ok(Pixels { width, height, channels, bytes: to.into_vec() })
}

/// All files of a picture whose original had this size; `pixels` is the widest of them.
pub(super) fn make(mut pixels: Pixels, width: u32, height: u32) -> Result<Files, PictureProblem> {
    let mut all = Vec::new();
    for file_width in widths(width, height).into_iter().rev() {
        pixels = resize(pixels, (file_width, height_of(file_width, width, height)))?;
        all.push(DevelopedFile { width: file_width, format: Format::Webp, bytes: webp(&pixels)? });
        all.push(DevelopedFile { width: file_width, format: Format::Jpeg, bytes: jpeg(&pixels)? });
    }
    Ok(Files { all, mean_rgb: pixels.mean(), ground: pixels.ground() })
}

fn webp(pixels: &Pixels) -> Result<Vec<u8>, PictureProblem> {
    let config = zenwebp::LossyConfig::new().with_quality(WEBP_QUALITY).with_method(4);
    let layout = if pixels.channels == OPAQUE { zenwebp::PixelLayout::Rgb8 } else { zenwebp::PixelLayout::Rgba8 };
    zenwebp::EncodeRequest::lossy(&config, &pixels.bytes, layout, pixels.width, pixels.height)
        .encode()
        .map_err(|_| Broken)
}

/// A JPEG knows no transparency: it shows the picture on white.
fn jpeg(pixels: &Pixels) -> Result<Vec<u8>, PictureProblem> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .encode(&pixels.on_white(), pixels.width, pixels.height, ExtendedColorType::Rgb8)
        .map_err(|_| Broken)?;
    Ok(bytes)
}
