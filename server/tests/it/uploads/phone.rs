//! Ordinary photographs.

use super::make::{self, CORNERS, MARKS, Scene};
use super::server::{Program, Sent, Watch, code, status, upload};
use crate::client::Client;
use crate::random::rounds;
use domain::picture::{Format, file_name};
use std::io::Cursor;

/// The corner of the scene that is seen in the corner of the picture held the right way up: left above, right above.
const UPRIGHT: [[usize; 2]; 8] = [[0, 1], [1, 0], [3, 2], [2, 3], [0, 2], [2, 0], [3, 1], [1, 3]];

/// Pixels of a stored file, without their transparency.
pub fn decoded(bytes: &[u8], format: Format) -> Scene {
    match format {
        Format::Avif => panic!("nothing here decodes AVIF"),
        Format::Jpeg => {
            let mut decoder = jpeg_decoder::Decoder::new(bytes);
            let rgb = decoder.decode().unwrap();
            let info = decoder.info().unwrap();
            Scene { width: info.width.into(), height: info.height.into(), rgb }
        }
        Format::Webp => {
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).unwrap();
            let mut all = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut all).unwrap();
            let (width, height) = decoder.dimensions();
            let pixels = all.chunks_exact(if decoder.has_alpha() { 4 } else { 3 });
            Scene { width, height, rgb: pixels.flat_map(|pixel| pixel[..3].to_vec()).collect() }
        }
    }
}

/// Nothing but pixels is in a stored file, and nothing of what was planted.
pub fn check_clean(name: &str, bytes: &[u8]) {
    for mark in MARKS {
        let mut starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == mark[0]);
        let found = starts.any(|(at, _)| bytes[at..].starts_with(mark));
        assert!(!found, "{name} holds {:?}", String::from_utf8_lossy(mark));
    }
    if name.ends_with(".jpg") {
        let mut at = 2;
        loop {
            let marker = bytes[at + 1];
            assert!(bytes[at] == 0xff && matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4 | 0xda), "{name}: {marker:x}");
            if marker == 0xda {
                break;
            }
            at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        }
        assert!(bytes.ends_with(&[0xff, 0xd9]), "{name}: something behind the end");
    } else {
        // A plain picture, or a frame with transparency and picture; no other chunk.
        let mut at = 12;
        while at < bytes.len() {
            let chunk = &bytes[at..at + 4];
            assert!([b"VP8X", b"ALPH", b"VP8 "].iter().any(|known| *known == chunk), "{name}: {chunk:?}");
            let length = usize::try_from(u32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap())).unwrap();
            assert!(chunk != b"VP8X" || bytes[at + 8] == 0x10, "{name}: the frame promises more than transparency");
            at += 8 + length.next_multiple_of(2);
        }
        assert_eq!(at, bytes.len(), "{name}: something behind the end");
    }
}

fn is_near(scene: &Scene, x: u32, y: u32, expected: [u8; 3]) -> bool {
    let at = usize::try_from((y * scene.width + x) * 3).unwrap();
    scene.rgb[at..at + 3].iter().zip(expected).all(|(seen, expected)| seen.abs_diff(expected + 7) < 24)
}

/// The files of an accepted picture, as the site serves them.
async fn check_served(client: &mut Client, code: &str, orientation: u8, largest: [u32; 2]) {
    for (width, format) in [320, 640, 1280].into_iter().flat_map(|width| Format::AT_ONCE.map(|format| (width, format)))
    {
        let name = file_name(code, width, format);
        let answer = client.get(&format!("/media/picture/{name}")).await.unwrap();
        assert_eq!(answer.status, 200, "{name}");
        assert_eq!(answer.header("content-type"), Some(format.media_type()), "{name}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{name}");
        assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'; sandbox"), "{name}");
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{name}");
        check_clean(&name, &answer.body);
        let seen = decoded(&answer.body, format);
        assert_eq!((seen.width, seen.height), (width, (width * largest[1] + largest[0] / 2) / largest[0]), "{name}");
        let [left, right] = UPRIGHT[usize::from(orientation) - 1];
        assert!(is_near(&seen, 8, 8, CORNERS[left]), "{name}: orientation {orientation}, left above");
        assert!(is_near(&seen, width - 9, 8, CORNERS[right]), "{name}: orientation {orientation}, right above");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_ordinary_photographs_are_taken_the_right_way_up_without_their_place() {
    let program = Program::start().await;
    let (mut client, shop) = program.member(0).await;
    let before = status(program.pid(), "VmRSS:");
    let watch = Watch::start(program.pid());
    // Full size for each format, in the long run for all of them.
    let full = make::scene(4_000, 3_000, 1);
    let small = make::scene(1_760, 1_320, 2);
    let bases = [&full, &small].map(|scene| (scene, make::jpeg(scene), make::png(scene), make::webp(scene)));
    let mut counts = [0; 3];
    for number in 0..50_u8 {
        let orientation = number % 8 + 1;
        let kind = usize::from(number % 5).min(2);
        let (scene, jpeg, png, webp) = &bases[usize::from(usize::from(number) >= rounds(10, 50))];
        let note = format!("number {number}");
        let (bytes, media_type) = match kind {
            0 => (make::png_of_phone(png, orientation, &note), "image/png"),
            1 => (make::webp_of_phone(scene, webp, orientation, &note), "image/webp"),
            _ => (make::jpeg_of_phone(jpeg, orientation, &note), "image/jpeg"),
        };
        assert!(bytes.windows(7).any(|window| window == b"GPSMARK"));
        let location = upload(&mut client, &shop, Sent { name: b"IMG_0001", kind: media_type, bytes: &bytes }).await;
        let code = code(&location).unwrap_or_else(|| panic!("number {number}, {media_type}: {location}")).to_owned();
        let swaps = orientation >= 5;
        let largest = if swaps { [scene.height, scene.width] } else { [scene.width, scene.height] };
        check_served(&mut client, &code, orientation, largest).await;
        counts[kind] += 1;
        // A double click.
        let again = upload(&mut client, &shop, Sent { name: b"again", kind: media_type, bytes: &bytes }).await;
        assert!(again.ends_with(&code), "{again}");
    }
    let stored = program.stored();
    assert_eq!(stored.len(), 50 * 6);
    let bytes: u64 = stored.values().map(|path| path.metadata().unwrap().len()).sum();
    let more = watch.end().saturating_sub(before);
    println!(
        "50 photographs taken: {} PNG, {} WebP, {} JPEG; {} kB stored, at most {more} kB more memory",
        counts[0],
        counts[1],
        counts[2],
        bytes / 1024
    );
    assert!(more <= 128 * 1024, "{more} kB more memory");
    let page = client.get(&format!("/ar/studio/{shop}/pictures")).await.unwrap();
    assert_eq!((page.status, page.text().matches("data-picture=").count()), (200, 50));
}

/// A disc of one colour on nothing, as a layer of a product's picture: PNG or WebP, with its place.
fn disc(webp: bool) -> Vec<u8> {
    let side = 800_u32;
    let pixel = |at: u32| {
        let (x, y) = (i64::from(at % side) - 400, i64::from(at / side) - 400);
        if x * x + y * y < 250 * 250 { [30, 90, 160, 255] } else { [255, 0, 0, 0] }
    };
    let rgba: Vec<u8> = (0..side * side).flat_map(pixel).collect();
    if webp {
        let config = zenwebp::LosslessConfig::new();
        let encoded = zenwebp::EncodeRequest::lossless(&config, &rgba, zenwebp::PixelLayout::Rgba8, side, side);
        return encoded.encode().unwrap();
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&rgba).unwrap();
    make::png_of_phone(&bytes, 1, "layer")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_transparent_stays_so_and_jpeg_shows_it_on_white() {
    let program = Program::start().await;
    let (mut client, shop) = program.member(0).await;
    for (webp, kind) in [(false, "image/png"), (true, "image/webp")] {
        let location = upload(&mut client, &shop, Sent { name: b"layer", kind, bytes: &disc(webp) }).await;
        let code = code(&location).unwrap_or_else(|| panic!("{kind}: {location}")).to_owned();
        for width in [320, 640, 800] {
            let name = file_name(&code, width, Format::Webp);
            let file = client.get(&format!("/media/picture/{name}")).await.unwrap().body;
            check_clean(&name, &file);
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(&file)).unwrap();
            assert!(decoder.has_alpha(), "{name}");
            let mut rgba = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut rgba).unwrap();
            let at = |x: u32, y: u32| &rgba[usize::try_from((y * width + x) * 4).unwrap()..][..4];
            assert_eq!(at(4, 4)[3], 0, "{name}: nothing is in the corner");
            let middle = at(width / 2, width / 2);
            assert!(middle[3] == 255 && middle[0] < 60 && middle[2] > 130, "{name}: {middle:?}");
            // Red was hidden beside the disc: at the edge there is none of it.
            let edges = rgba.chunks_exact(4).filter(|pixel| (1..255).contains(&pixel[3]));
            let red = edges.filter(|pixel| pixel[3] > 40 && pixel[0] > 150).count();
            assert_eq!(red, 0, "{name}: the hidden colour shows");
            let name = file_name(&code, width, Format::Jpeg);
            let file = client.get(&format!("/media/picture/{name}")).await.unwrap().body;
            check_clean(&name, &file);
            assert!(decoded(&file, Format::Jpeg).rgb[..3].iter().all(|white| *white > 245), "{name}");
        }
    }
}
