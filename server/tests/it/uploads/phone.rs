//! Ordinary photographs.

use super::make::{self, CORNERS, MARKS, Scene};
use super::server::{Program, Sent, Watch, code, status, upload};
use crate::client::Client;
use crate::random::rounds;
use domain::picture::{Format, file_name};
use std::io::Cursor;

/// The corner of the scene that is seen in the corner of the picture held the right way up: left above, right above.
const UPRIGHT: [[usize; 2]; 8] = [[0, 1], [1, 0], [3, 2], [2, 3], [0, 2], [2, 0], [3, 1], [1, 3]];

/// Pixels of a stored file.
pub fn decoded(bytes: &[u8], format: Format) -> Scene {
    match format {
        Format::Jpeg => {
            let mut decoder = jpeg_decoder::Decoder::new(bytes);
            let rgb = decoder.decode().unwrap();
            let info = decoder.info().unwrap();
            Scene { width: info.width.into(), height: info.height.into(), rgb }
        }
        Format::Webp => {
            let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).unwrap();
            let mut rgb = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut rgb).unwrap();
            let (width, height) = decoder.dimensions();
            assert!(!decoder.has_alpha());
            Scene { width, height, rgb }
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
        assert_eq!(&bytes[12..16], b"VP8 ", "{name}: more than a picture");
        let length = usize::try_from(u32::from_le_bytes(bytes[16..20].try_into().unwrap())).unwrap();
        assert_eq!(bytes.len(), 20 + length.next_multiple_of(2), "{name}: something behind the end");
    }
}

fn is_near(scene: &Scene, x: u32, y: u32, expected: [u8; 3]) -> bool {
    let at = usize::try_from((y * scene.width + x) * 3).unwrap();
    scene.rgb[at..at + 3].iter().zip(expected).all(|(seen, expected)| seen.abs_diff(expected + 7) < 24)
}

/// The files of an accepted picture, as the site serves them.
async fn check_served(client: &mut Client, code: &str, orientation: u8, largest: [u32; 2]) {
    for (width, format) in [320, 640, 1280].into_iter().flat_map(|width| Format::ALL.map(|format| (width, format))) {
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
