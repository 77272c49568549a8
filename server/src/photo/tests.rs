//! What a header may say.

use super::header::{Kind, read};
use super::{MOST_DECODER_BYTES, Plan, memory};
use services::pictures::PictureProblem::{self, Broken, NotAPicture, TooManyPixels};
use std::io::Cursor;

fn header(bytes: &[u8]) -> Result<(Kind, u32, u32), PictureProblem> {
    read(&mut Cursor::new(bytes)).map(|header| (header.kind, header.width, header.height))
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&[8, 2, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

fn jpeg(frame: u8, width: u16, height: u16, scans: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, frame, 0, 17, 8];
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(&[3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]);
    for _ in 0..scans {
        bytes.extend_from_slice(&[0xff, 0xda, 0, 2, 7, 0xff, 0, 0xff, 0xd0, 9]);
    }
    bytes.extend_from_slice(&[0xff, 0xd9]);
    bytes
}

fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut inside = b"WEBP".to_vec();
    for (name, content) in chunks {
        inside.extend_from_slice(*name);
        inside.extend_from_slice(&u32::try_from(content.len()).unwrap().to_le_bytes());
        inside.extend_from_slice(content);
        inside.resize(inside.len().next_multiple_of(2), 0);
    }
    [b"RIFF", u32::try_from(inside.len()).unwrap().to_le_bytes().as_slice(), &inside].concat()
}

/// A lossy chunk of 16 x 8 pixels.
const LOSSY: [u8; 10] = [0, 0, 0, 0x9d, 1, 0x2a, 16, 0, 8, 0];
/// An outer size of 16 x 8 pixels.
const CANVAS: [u8; 10] = [0, 0, 0, 0, 15, 0, 0, 7, 0, 0];

#[test]
fn sides_and_pixels_are_limited_before_anything_is_decoded() {
    assert_eq!(header(&png(12_000, 5_000)), Ok((Kind::Png, 12_000, 5_000)));
    assert_eq!(header(&jpeg(0xc0, 9_248, 6_936, 1)), Ok((Kind::Jpeg, 9_248, 6_936)));
    assert_eq!(header(&jpeg(0xc0, 8_160, 6_120, 1)), Ok((Kind::Jpeg, 8_160, 6_120)));
    for (width, height) in [(12_001, 1), (1, 12_001), (9_000, 9_000), (u32::MAX, u32::MAX)] {
        assert_eq!(header(&png(width, height)), Err(TooManyPixels), "{width} x {height}");
    }
    for file in [png(0, 5), png(5, 0), jpeg(0xc0, 0, 9, 1), jpeg(0xc0, 9, 0, 1)] {
        assert_eq!(header(&file), Err(Broken));
    }
}

#[test]
fn a_jpeg_is_walked_over_to_its_end() {
    for (frame, scans, expected) in [
        (0xc0, 1, Ok((Kind::Jpeg, 40, 30))),
        (0xc0, 3, Ok((Kind::Jpeg, 40, 30))),
        (0xc0, 4, Err(Broken)),
        (0xc0, 0, Err(Broken)),
        (0xc2, 24, Ok((Kind::Jpeg, 40, 30))),
        (0xc2, 25, Err(Broken)),
        (0xc3, 1, Err(NotAPicture)),
        (0xc9, 1, Err(NotAPicture)),
    ] {
        assert_eq!(header(&jpeg(frame, 40, 30, scans)), expected, "{frame:x} with {scans} scans");
    }
    let whole = jpeg(0xc0, 40, 30, 1);
    for end in 3..whole.len() {
        assert_eq!(header(&whole[..end]), Err(Broken), "{end}");
    }
}

#[test]
fn a_webp_says_the_same_size_outside_and_inside_and_stands_still() {
    assert_eq!(header(&webp(&[(b"VP8 ", &LOSSY)])), Ok((Kind::Webp, 16, 8)));
    assert_eq!(header(&webp(&[(b"VP8X", &CANVAS), (b"VP8 ", &LOSSY)])), Ok((Kind::Webp, 16, 8)));
    let mut large = LOSSY;
    large[7] = 0x3f;
    assert_eq!(header(&webp(&[(b"VP8X", &CANVAS), (b"VP8 ", &large)])), Err(Broken));
    assert_eq!(header(&webp(&[(b"VP8 ", &LOSSY), (b"VP8 ", &large)])), Err(Broken));
    assert_eq!(header(&webp(&[(b"VP8L", &[0x2f, 0xff, 0xff, 0xff, 0x0f])])), Err(TooManyPixels));
    let mut moving = CANVAS;
    moving[0] = 2;
    assert_eq!(header(&webp(&[(b"VP8X", &moving), (b"VP8 ", &LOSSY)])), Err(NotAPicture));
    assert_eq!(header(&webp(&[(b"VP8 ", &LOSSY), (b"ANMF", &LOSSY)])), Err(NotAPicture));
    assert_eq!(header(&webp(&[(b"EXIF", b"")])), Err(Broken));
}

#[test]
fn other_kinds_are_not_taken_whatever_they_are_called() {
    for file in
        [&b"GIF89a\x01\0\x01\0"[..], b"<svg xmlns=", b"%PDF-1.7", b"\0\0\0\x18ftypheic", b"BM", b"", b"\xff\xd8"]
    {
        assert_eq!(header(file), Err(NotAPicture));
    }
}

/// The same PNG with a kind of colour that may be transparent.
fn clear(mut png: Vec<u8>) -> Vec<u8> {
    png[25] = 6;
    png
}

#[test]
fn what_a_decoder_holds_stays_under_its_limit_for_what_telephones_make() {
    let needed = |file: &[u8]| {
        let header = read(&mut Cursor::new(file)).unwrap();
        memory(&header, Plan::of(&header, header.orientation).factor)
    };
    for (file, fits) in [
        (jpeg(0xc0, 4_000, 3_000, 1), true),
        (jpeg(0xc0, 8_160, 6_120, 1), true),
        (jpeg(0xc2, 4_080, 3_072, 1), true),
        (jpeg(0xc2, 8_160, 6_120, 1), false),
        (jpeg(0xc0, 2_559, 5_118, 1), true),
        (png(8_160, 6_120), true),
        (png(2_559, 5_118), true),
        (clear(png(2_559, 5_118)), false),
        (clear(png(4_000, 3_000)), true),
    ] {
        assert_eq!(needed(&file) <= MOST_DECODER_BYTES, fits, "{}", needed(&file));
    }
}
