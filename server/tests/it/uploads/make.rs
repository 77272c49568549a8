//! Pictures made by code: what telephones make, with all that must not be left of it.

use crate::random::Random;
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

/// Planted into everything that is not pixels; none of them may be found in a stored file.
pub const MARKS: [&[u8]; 6] = [b"GPSMARK", b"Exif", b"ns.adobe.com", b"<script", b"POLYMARK", b"ICC_PROFILE"];

/// Pixels, three bytes each.
pub struct Scene {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// Colours of the corners: left above, right above, left below, right below.
pub const CORNERS: [[u8; 3]; 4] = [[200, 40, 40], [40, 180, 40], [40, 40, 200], [230, 230, 230]];

/// Four coloured quarters with a slope and noise, as a camera sees them.
pub fn scene(width: u32, height: u32, seed: u64) -> Scene {
    let mut random = Random::new(seed);
    let mut rgb = Vec::with_capacity(usize::try_from(width * height * 3).unwrap());
    let mut noise = 0;
    for y in 0..height {
        for x in 0..width {
            let colour = CORNERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)];
            if x % 8 == 0 {
                noise = u8::try_from(random.next() >> 61).unwrap() + u8::try_from(x * 8 / width).unwrap();
            }
            rgb.extend(colour.map(|value| value + noise));
        }
    }
    Scene { width, height, rgb }
}

pub fn jpeg(scene: &Scene) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .encode(&scene.rgb, scene.width, scene.height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

pub fn png(scene: &Scene) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, scene.width, scene.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().unwrap().write_image_data(&scene.rgb).unwrap();
    bytes
}

pub fn webp(scene: &Scene) -> Vec<u8> {
    let config = zenwebp::LossyConfig::new().with_quality(85.0).with_method(0);
    zenwebp::EncodeRequest::lossy(&config, &scene.rgb, zenwebp::PixelLayout::Rgb8, scene.width, scene.height)
        .encode()
        .unwrap()
}

/// A grey picture of zeros, of any size: tiny as a file.
pub fn black_png(width: u32, height: u32, colour: png::ColorType) -> Vec<u8> {
    use std::io::Write;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    let mut writer = encoder.write_header().unwrap();
    let mut stream = writer.stream_writer().unwrap();
    let row = vec![0; usize::try_from(width).unwrap() * colour.samples()];
    for _ in 0..height {
        stream.write_all(&row).unwrap();
    }
    stream.finish().unwrap();
    writer.finish().unwrap();
    bytes
}

/// An Exif block with orientation, maker and a place.
pub fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat()
    };
    let mut block = b"II*\0\x08\0\0\0\x03\0".to_vec();
    block.extend(entry(0x0112, 3, 1, [orientation, 0, 0, 0]));
    block.extend(entry(0x010f, 2, 8, 90_u32.to_le_bytes()));
    block.extend(entry(0x8825, 4, 1, 50_u32.to_le_bytes()));
    block.extend([0; 4]);
    assert_eq!(block.len(), 50);
    block.extend([2, 0]);
    block.extend(entry(1, 2, 2, *b"N\0\0\0"));
    block.extend(entry(0x1c, 2, 8, 90_u32.to_le_bytes()));
    block.extend([0; 4]);
    block.resize(90, 0);
    block.extend(b"GPSMARK\0");
    block
}

/// What a telephone writes about the place a second time.
pub const XMP: &[u8] =
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/' a='http://ns.adobe.com/xap/1.0/' exif:GPSLatitude='31,30.5N GPSMARK'/>";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// Puts segments behind the first marker of a JPEG file.
pub fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let all: Vec<u8> = segments.iter().flat_map(|(marker, content)| segment(*marker, content)).collect();
    [&jpeg[..2], &all, &jpeg[2..]].concat()
}

/// A JPEG file with Exif, XMP and a note that makes it a file of its own.
pub fn jpeg_of_phone(jpeg: &[u8], orientation: u8, note: &str) -> Vec<u8> {
    let exif = [b"Exif\0\0".as_slice(), &exif(orientation)].concat();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), XMP].concat();
    with_segments(jpeg, &[(0xe1, &exif), (0xe1, &xmp), (0xfe, note.as_bytes())])
}

/// One chunk of a PNG file.
pub fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let body = [name.as_slice(), content].concat();
    let sum = body.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    });
    [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], &body, &(!sum).to_be_bytes()].concat()
}

/// Puts chunks behind the header of a PNG file.
pub fn with_chunks(png: &[u8], chunks: &[u8]) -> Vec<u8> {
    [&png[..33], chunks, &png[33..]].concat()
}

/// All compressed pixels of a PNG file.
pub fn idat(png: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (8, Vec::new());
    while at + 8 <= png.len() {
        let length = usize::try_from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap())).unwrap();
        if &png[at + 4..at + 8] == b"IDAT" {
            found.extend_from_slice(&png[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    found
}

/// A PNG file with Exif and XMP.
pub fn png_of_phone(png: &[u8], orientation: u8, note: &str) -> Vec<u8> {
    let xmp = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), XMP, note.as_bytes()].concat();
    with_chunks(png, &[chunk(b"eXIf", &exif(orientation)), chunk(b"iTXt", &xmp)].concat())
}

/// A WebP file of these chunks.
pub fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut inside = b"WEBP".to_vec();
    for (name, content) in chunks {
        inside.extend_from_slice(*name);
        inside.extend_from_slice(&u32::try_from(content.len()).unwrap().to_le_bytes());
        inside.extend_from_slice(content);
        inside.resize(inside.len().next_multiple_of(2), 0);
    }
    [b"RIFF", u32::try_from(inside.len()).unwrap().to_le_bytes().as_slice(), &inside].concat()
}

/// The extended header of a WebP file.
pub fn canvas(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let (width, height) = ((width - 1).to_le_bytes(), (height - 1).to_le_bytes());
    [&[flags, 0, 0, 0], &width[..3], &height[..3]].concat()
}

/// The picture inside a simple WebP file.
pub fn inside(webp: &[u8]) -> &[u8] {
    let length = usize::try_from(u32::from_le_bytes(webp[16..20].try_into().unwrap())).unwrap();
    &webp[20..20 + length]
}

/// A WebP file with Exif and XMP.
pub fn webp_of_phone(scene: &Scene, webp: &[u8], orientation: u8, note: &str) -> Vec<u8> {
    let xmp = [XMP, note.as_bytes()].concat();
    let canvas = canvas(0b1100, scene.width, scene.height);
    riff(&[(b"VP8X", &canvas), (b"VP8 ", inside(webp)), (b"EXIF", &exif(orientation)), (b"XMP ", &xmp)])
}
