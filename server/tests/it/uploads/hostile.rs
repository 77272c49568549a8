//! Files and forms that nobody means well with: nothing of them is kept but pixels, and the server does not even feel it.

use super::make::{self, Scene, chunk, riff, with_chunks, with_segments};
use super::phone::{check_clean, decoded};
use super::server::{Program, Sent, Watch, code, form, post, status, upload};
use crate::client::Client;
use crate::random::{Random, rounds};
use domain::picture::format_of;
use std::collections::{BTreeMap, BTreeSet};

/// A file by what is wrong with it; `true` where it is a picture all the same, and only its pixels may be kept.
type Case = (String, Vec<u8>, bool);

const SCRIPT: &[u8] = b"<html><script>alert('POLYMARK')</script></html>";

fn case(name: &str, bytes: impl Into<Vec<u8>>, is_picture: bool) -> Case {
    (name.to_owned(), bytes.into(), is_picture)
}

/// One small picture in each format.
struct Good {
    scene: Scene,
    jpeg: Vec<u8>,
    png: Vec<u8>,
    webp: Vec<u8>,
}

impl Good {
    fn new() -> Self {
        let scene = make::scene(400, 300, 3);
        let (jpeg, png, webp) = (make::jpeg(&scene), make::png(&scene), make::webp(&scene));
        Self { scene, jpeg, png, webp }
    }

    fn all(&self) -> [(&'static str, &[u8]); 3] {
        [("jpeg", &self.jpeg), ("png", &self.png), ("webp", &self.webp)]
    }
}

fn truncated(good: &Good) -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, bytes) in good.all() {
        for part in 0..20 {
            let end = 1 + (bytes.len() - 30) * part / 20;
            cases.push(case(&format!("{name} cut at {end}"), &bytes[..end], false));
        }
    }
    cases
}

fn huge_sides(good: &Good) -> Vec<Case> {
    let mut cases = Vec::new();
    let frame = good.jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap() + 5;
    for [width, height] in
        [[65_535, 65_535], [12_001, 1], [1, 12_001], [9_000, 9_000], [0, 300], [400, 0], [8_000, 8_000_u16]]
    {
        let mut jpeg = good.jpeg.clone();
        jpeg[frame..frame + 2].copy_from_slice(&height.to_be_bytes());
        jpeg[frame + 2..frame + 4].copy_from_slice(&width.to_be_bytes());
        // The last one is within the limits, and then there are too few pixels for it, which a decoder may fill up.
        cases.push(case(&format!("jpeg of {width} x {height}"), jpeg, width == 8_000));
    }
    for [width, height] in
        [[u32::MAX, u32::MAX], [0x7fff_ffff, 1], [12_001, 1], [0, 0], [9_000, 9_000], [12_000, 5_000]]
    {
        let ihdr = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        let png = [&good.png[..8], &chunk(b"IHDR", &ihdr), &good.png[33..]].concat();
        cases.push(case(&format!("png of {width} x {height}"), png, false));
    }
    let lossy = make::inside(&good.webp);
    let sized = |width: u16, height: u16| {
        let mut lossy = lossy.to_vec();
        lossy[6..8].copy_from_slice(&width.to_le_bytes());
        lossy[8..10].copy_from_slice(&height.to_le_bytes());
        lossy
    };
    cases.push(case("webp of 16383 x 16383", riff(&[(b"VP8 ", &sized(16_383, 16_383))]), false));
    cases.push(case("webp of 5000 x 5000", riff(&[(b"VP8 ", &sized(5_000, 5_000))]), false));
    cases.push(case("webp without sides", riff(&[(b"VP8 ", &sized(0, 0))]), false));
    let hidden = sized(16_383, 16_383);
    cases.push(case("webp, large inside", riff(&[(b"VP8X", &make::canvas(0, 400, 300)), (b"VP8 ", &hidden)]), false));
    cases.push(case(
        "webp, large outside",
        riff(&[(b"VP8X", &make::canvas(0, 1 << 24, 1 << 24)), (b"VP8 ", lossy)]),
        false,
    ));
    cases.push(case("webp, second picture large", riff(&[(b"VP8 ", lossy), (b"VP8 ", &hidden)]), false));
    for bits in [0x0fff_ffff_u32, 0x0d7b_35ed, 0x1d7b_35ed] {
        let lossless = [&[0x2f], &bits.to_le_bytes()[..], &[0x88; 40]].concat();
        cases.push(case(&format!("lossless webp {bits:x}"), riff(&[(b"VP8L", &lossless)]), false));
    }
    cases
}

fn bombs(good: &Good) -> Vec<Case> {
    let grey = make::black_png(12_000, 5_400, png::ColorType::Grayscale);
    let large = make::black_png(8_000, 6_000, png::ColorType::Rgba);
    let zeros = make::idat(&large);
    let mut ihdr = [&10_u32.to_be_bytes()[..], &10_u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let small = [&good.png[..8], &chunk(b"IHDR", &ihdr), &chunk(b"IDAT", &zeros), &chunk(b"IEND", b"")].concat();
    ihdr[..8].copy_from_slice(&[0, 0, 0x1f, 0x40, 0, 0, 0x17, 0x70]);
    ihdr[12] = 1;
    let passes = [&good.png[..8], &chunk(b"IHDR", &ihdr), &chunk(b"IDAT", &zeros), &chunk(b"IEND", b"")].concat();
    let texts = |name: &[u8; 4], start: &[u8]| with_chunks(&good.png, &chunk(name, &[start, &zeros].concat()));
    let many = |count: usize, one: &[u8]| with_chunks(&good.png, &one.repeat(count));
    let mut moving = chunk(b"acTL", &[0, 0, 0xff, 0xff, 0, 0, 0, 0]);
    moving
        .extend(chunk(b"fcTL", &[&[0; 4][..], &[0, 0, 1, 0x90, 0, 0, 1, 0x2c], &[0; 8], &[0, 1, 0, 1, 0, 0]].concat()));
    let (config, one_colour) = (zenwebp::LosslessConfig::new(), vec![120; 4_000 * 3_000 * 3]);
    let layout = zenwebp::PixelLayout::Rgb8;
    let solid = zenwebp::EncodeRequest::lossless(&config, &one_colour, layout, 4_000, 3_000);
    vec![
        case("png of 65 million zeros", grey, true),
        case("png of 192 million zeros", large, true),
        case("png of 100 pixels with 192 million zeros", small, true),
        case("png in seven passes, 48 million pixels", passes, false),
        case("png with a text of 192 million zeros", texts(b"zTXt", b"a\0\0"), true),
        case("png with a text in Unicode of zeros", texts(b"iTXt", b"a\0\x01\0\0\0"), true),
        case("png with a profile of 192 million zeros", texts(b"iCCP", b"a\0\0"), true),
        case("png with 20,000 chunks", many(20_000, &chunk(b"teXt", b"a")), true),
        case("png with 300,000 chunks", many(300_000, &chunk(b"teXt", b"")), true),
        case("png with a chunk of 4 GB", with_chunks(&good.png, b"\xff\xff\xff\xffteXtaaaa"), false),
        case("png that moves", with_chunks(&good.png, &moving), true),
        case("webp of one colour, 12 million pixels", solid.encode().unwrap(), true),
        case(
            "webp with 5,000 chunks",
            riff(&[&[(b"VP8 ", make::inside(&good.webp))][..], &[(b"abcd", b"".as_slice()); 5_000]].concat()),
            false,
        ),
        case(
            "webp that moves",
            riff(&[(b"VP8X", &make::canvas(2, 400, 300)), (b"ANIM", &[0; 6]), (b"ANMF", &[0; 40])]),
            false,
        ),
    ]
}

/// A progressive JPEG of nothing: all blocks are gone over in each scan, which takes almost no bytes.
fn progressive(width: u16, height: u16, scans: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let table = [&[0_u8][..], &[1; 64]].concat();
    bytes.extend([&[0xff, 0xdb, 0, 67], &table[..]].concat());
    bytes.extend([&[0xff, 0xc2, 0, 11, 8], &height.to_be_bytes()[..], &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat());
    for class in [0, 0x10] {
        // One symbol of one bit: nothing follows, or the longest run of empty blocks.
        let symbol = if class == 0 { 0 } else { 0xe0 };
        bytes.extend([&[0xff, 0xc4, 0, 20, class, 1], &[0; 15][..], &[symbol]].concat());
    }
    for scan in 0..scans {
        let (from, to) = if scan == 0 { (0, 0) } else { (1, 63) };
        bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, from, to, 0]);
        bytes.extend([0x7f, 0xfe, 0]);
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

fn jpeg_tricks(good: &Good) -> Vec<Case> {
    let scan = good.jpeg.windows(2).position(|two| two == [0xff, 0xda]).unwrap();
    let end = good.jpeg.len() - 2;
    let again = |times: usize| [&good.jpeg[..end], &good.jpeg[scan..end].repeat(times), &good.jpeg[end..]].concat();
    let circle =
        b"Exif\0\0II*\0\x08\0\0\0\x02\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x25\x88\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0";
    let entries = [b"Exif\0\0II*\0\x08\0\0\0\xff\xff".as_slice(), &[0x12, 1, 9, 9].repeat(15_000)].concat();
    let block = [b"Exif\0\0".as_slice(), &make::exif(6), &[7; 60_000]].concat();
    let profile = [b"ICC_PROFILE\0\x01\x01".as_slice(), &[0x41; 400]].concat();
    let split = [b"ICC_PROFILE\0\x07\xff".as_slice(), &[0xff; 60_000]].concat();
    let mut cases = vec![
        case("jpeg, progressive, 65 million pixels", progressive(9_200, 7_000, 3), false),
        case("jpeg, progressive, 24 scans of 30 million pixels", progressive(6_000, 5_000, 24), true),
        case("jpeg, progressive, 5,000 scans", progressive(6_000, 5_000, 5_000), false),
        case("jpeg with its scan five times", again(5), false),
        case("jpeg with its scan 300 times", again(300), false),
        case("jpeg, Exif in a circle", with_segments(&good.jpeg, &[(0xe1, circle)]), true),
        case("jpeg, Exif with 65,535 entries", with_segments(&good.jpeg, &[(0xe1, &entries)]), true),
        case("jpeg, 200 Exif blocks", with_segments(&good.jpeg, &vec![(0xe1, block.as_slice()); 200]), true),
        case("jpeg, damaged profile", with_segments(&good.jpeg, &[(0xe2, &profile)]), true),
        case("jpeg, 200 parts of a profile", with_segments(&good.jpeg, &vec![(0xe2, split.as_slice()); 200]), true),
        case("jpeg, 5,000 notes", with_segments(&good.jpeg, &vec![(0xfe, b"POLYMARK".as_slice()); 5_000]), false),
        case(
            "jpeg, a segment of no length",
            with_segments(&good.jpeg, &[]).splice(2..2, [0xff, 0xfe, 0, 0]).collect::<Vec<_>>(),
            false,
        ),
        case("jpeg without a frame", [&good.jpeg[..2], &good.jpeg[end..]].concat(), false),
        case("jpeg, half of it twice", [&good.jpeg[..end / 2], &good.jpeg].concat(), true),
    ];
    let frame = good.jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    for kind in [0xc3, 0xc5, 0xc9, 0xcb, 0xcf] {
        let mut jpeg = good.jpeg.clone();
        jpeg[frame + 1] = kind;
        cases.push(case(&format!("jpeg with a frame of {kind:x}"), jpeg, false));
    }
    for (at, value) in [(4, 12), (9, 4), (9, 0), (11, 0x00), (11, 0xff), (11, 0x41), (12, 9)] {
        let mut jpeg = good.jpeg.clone();
        jpeg[frame + at] = value;
        cases.push(case(&format!("jpeg, {value:x} at {at} of its frame"), jpeg, true));
    }
    cases
}

fn polyglots(good: &Good) -> Vec<Case> {
    let zip = b"PK\x03\x04\x14\0\0\0\0\0POLYMARK.phpPK\x05\x06";
    let mut cases = Vec::new();
    for (name, bytes) in good.all() {
        for (with, tail) in
            [("zip", zip.as_slice()), ("html", SCRIPT), ("pdf", b"%PDF-1.7 POLYMARK"), ("php", b"<?php POLYMARK ?>")]
        {
            cases.push(case(&format!("{name} and {with}"), [bytes, tail].concat(), true));
        }
    }
    cases.push(case("jpeg with a script in a note", with_segments(&good.jpeg, &[(0xfe, SCRIPT)]), true));
    cases.push(case("jpeg with a script in its first segment", with_segments(&good.jpeg, &[(0xe0, SCRIPT)]), true));
    cases.push(case(
        "png with a script in a text",
        with_chunks(&good.png, &chunk(b"tEXt", &[b"a\0", SCRIPT].concat())),
        true,
    ));
    cases.push(case("png with a script in a chunk", with_chunks(&good.png, &chunk(b"scRt", SCRIPT)), true));
    let lossy = make::inside(&good.webp);
    let canvas = make::canvas(4, good.scene.width, good.scene.height);
    cases.push(case(
        "webp with a script for XMP",
        riff(&[(b"VP8X", &canvas), (b"VP8 ", lossy), (b"XMP ", SCRIPT)]),
        true,
    ));
    for (name, bytes) in [
        ("gif", b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".as_slice()),
        ("gif and jpeg", &[b"GIF89a/*".as_slice(), &good.jpeg].concat()),
        ("pdf", b"%PDF-1.7\n1 0 obj"),
        ("html", SCRIPT),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert('POLYMARK')</script></svg>"),
        ("svg with a declaration", b"<?xml version='1.0'?><svg onload='alert(1)'/>"),
        ("svg with an entity bomb", b"<!DOCTYPE s [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>"),
        ("svg behind a byte order mark", b"\xef\xbb\xbf<svg/>"),
        ("svg in gzip", b"\x1f\x8b\x08\0\0\0\0\0"),
        ("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"),
        ("jpeg 2000", b"\0\0\0\x0cjP  \r\n\x87\n"),
        ("jpeg xl", b"\xff\x0a\xfa\x1f"),
        ("bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"),
        ("tiff", b"II*\0\x08\0\0\0"),
        ("ico", b"\0\0\x01\0\x01\0\x10\x10"),
        ("elf", b"\x7fELF\x02\x01\x01"),
        ("exe", b"MZ\x90\0"),
        ("zip", zip),
        ("mp4", b"\0\0\0\x20ftypisom"),
        ("text", b"hello"),
        ("one byte", b"\xff"),
        ("zeros", &[0; 5_000]),
        ("a line end before the picture", &[b"\r\n".as_slice(), &good.png].concat()),
        ("only the magic of jpeg", b"\xff\xd8\xff"),
        ("only the magic of png", b"\x89PNG\r\n\x1a\n"),
        ("only the magic of webp", b"RIFF\x04\0\0\0WEBP"),
        ("a wave in RIFF", b"RIFF\x24\0\0\0WAVEfmt "),
        ("riff that lies about its length", &[b"RIFF\xff\xff\xff\xffWEBP".as_slice(), &good.webp[12..]].concat()),
    ] {
        cases.push(case(name, bytes, false));
    }
    cases
}

fn damaged(good: &Good) -> Vec<Case> {
    let mut random = Random::new(11);
    let mut cases = Vec::new();
    for (name, bytes) in good.all() {
        for number in 0..8 {
            let noise = [&bytes[..40], &random.bytes(20_000)].concat();
            cases.push(case(&format!("{name}, noise {number}"), noise, true));
            let mut flipped = bytes.to_vec();
            for _ in 0..20 {
                let at = random.below(flipped.len());
                flipped[at] ^= 1 << random.below(8);
            }
            cases.push(case(&format!("{name}, flipped {number}"), flipped, true));
        }
    }
    cases
}

/// Everything that is stored was made by us: known names, whole pictures, nothing but pixels.
fn check_stored(program: &Program, codes: &BTreeSet<String>) {
    let mut sets: BTreeMap<String, usize> = BTreeMap::new();
    for (name, path) in program.stored() {
        let format = format_of(&name).unwrap_or_else(|| panic!("{name} is stored"));
        let bytes = std::fs::read(path).unwrap();
        check_clean(&name, &bytes);
        let seen = decoded(&bytes, format);
        assert!(name.contains(&format!("-{}.", seen.width)), "{name} is {} wide", seen.width);
        *sets.entry(name[..32].to_owned()).or_default() += 1;
    }
    assert_eq!(
        sets.keys().collect::<Vec<_>>(),
        codes.iter().collect::<Vec<_>>(),
        "stored and not acknowledged, or lost"
    );
}

/// Sends one case and answers the code, when it was taken.
async fn send(client: &mut Client, shop: &str, (name, bytes, is_picture): &Case) -> (Option<String>, String) {
    let file = Sent { name: b"photo.jpg", kind: "image/jpeg", bytes };
    let location = upload(client, shop, file).await;
    let taken = code(&location).map(str::to_owned);
    let said = location.split("picture_problem=").nth(1).unwrap_or("taken").to_owned();
    assert!(taken.is_some() || said != "taken", "{name}: {location}");
    assert!(*is_picture || taken.is_none(), "{name} was taken");
    assert_ne!(said, "busy", "{name}");
    (taken, said)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_hostile_is_kept_and_the_server_lives() {
    let program = Program::start().await;
    let (mut client, shop) = program.member(0).await;
    let good = Good::new();
    for path in ["/fr", &format!("/fr/studio/{shop}/pictures")] {
        assert_eq!(client.get(path).await.unwrap().status, 200);
    }
    let before = status(program.pid(), "VmHWM:");
    let watch = Watch::start(program.pid());
    let mut codes = BTreeSet::new();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let makers = [truncated, huge_sides, bombs, jpeg_tricks, polyglots, damaged];
    for make in makers {
        for case in make(&good) {
            let (taken, said) = send(&mut client, &shop, &case).await;
            *counts.entry(said).or_default() += 1;
            codes.extend(taken);
        }
        assert_eq!(client.get("/healthz").await.unwrap().text(), "ok\npanics 0\n");
    }
    let names = hostile_names(&mut client, &shop, &good, &mut codes).await;
    let forms = hostile_forms(&program, &mut client, &shop).await;
    at_once(&program, &client.cookie, &shop, &good, &mut codes).await;
    check_stored(&program, &codes);
    let more = watch.end().saturating_sub(before);
    let files: u32 = counts.values().sum();
    println!(
        "{} hostile uploads ({files} files {counts:?}, {names} names, {forms} forms): {} taken as pixels, at most {more} kB more memory",
        files + names + forms,
        codes.len()
    );
    assert!(files + names + forms >= 150);
    assert!(more <= 128 * 1024, "{more} kB more memory");
    // A connection of its own: the server may have ended the one that nobody used meanwhile.
    assert_eq!(Client::new(program.address).get("/readyz").await.unwrap().status, 200);
}

/// Names and types that lead astray, with a picture and with none.
async fn hostile_names(client: &mut Client, shop: &str, good: &Good, codes: &mut BTreeSet<String>) -> u32 {
    let long = "a".repeat(3_000);
    let names: [&[u8]; 14] = [
        b"../../../etc/passwd",
        b"..\\..\\boot.ini",
        b"/etc/passwd",
        b"C:\\x.jpg",
        b"a.jpg\0.svg",
        b"\xff\xfe",
        b"%2e%2e%2fx",
        b".htaccess",
        b"x.php.jpg",
        b"x.svg",
        b"",
        "\u{202e}gpj.exe".as_bytes(),
        b"CON",
        long.as_bytes(),
    ];
    let mut count = 0;
    for (number, name) in names.into_iter().enumerate() {
        for kind in ["image/svg+xml", "text/html", "application/x-php"] {
            let svg = upload(client, shop, Sent { name, kind, bytes: b"<svg onload='POLYMARK'/>" }).await;
            let printable = String::from_utf8_lossy(name).into_owned();
            assert!(svg.ends_with("picture_problem=not_a_picture"), "{printable}: {svg}");
            count += 1;
        }
        let note = format!("{number}");
        let bytes = make::png_of_phone(&good.png, 1, &note);
        let location = upload(client, shop, Sent { name, kind: "image/gif", bytes: &bytes }).await;
        codes.insert(code(&location).unwrap_or_else(|| panic!("{number}: {location}")).to_owned());
        count += 1;
    }
    count
}

/// Forms that are wrong, not files.
async fn hostile_forms(program: &Program, client: &mut Client, shop: &str) -> u32 {
    let others = services::catalog::home(&program.services).await.unwrap().shops;
    let other = others.iter().map(|shop| shop.slug.as_str()).find(|slug| *slug != shop).unwrap();
    let picture = make::jpeg(&make::scene(50, 40, 9));
    let file = || Sent { name: b"a.jpg", kind: "image/jpeg", bytes: &picture };
    let fields = |shop| [("lang", "fr"), ("shop", shop), ("next", "/fr/studio")];
    let (kind, whole) = form(&fields(shop), &[file()]);
    let (_, foreign) = form(&fields(other), &[file()]);
    let (_, absent) = form(&fields("nothing"), &[file()]);
    let (_, nameless) = form(&[], &[file()]);
    let (_, empty) = form(&fields(shop), &[Sent { name: b"", kind: "application/octet-stream", bytes: b"" }]);
    let (_, fileless) = form(&fields(shop), &[]);
    let (_, many) = form(&[("x", "y"); 2_000], &[file()]);
    let long = "b".repeat(5_000);
    let (_, wide) = form(&[("next", &*long), ("shop", shop)], &[file()]);
    let turned = [form(&[], &[file()]).1, whole.clone()].concat();
    let cases: Vec<(&str, &str, &[u8], u16)> = vec![
        ("another shop's", &kind, &foreign, 404),
        ("no shop's", &kind, &absent, 404),
        ("without fields", &kind, &nameless, 404),
        ("the file before its fields", &kind, &turned, 404),
        ("with an empty file", &kind, &empty, 303),
        ("without a file", &kind, &fileless, 303),
        ("of two thousand parts", &kind, &many, 400),
        ("with a long field", &kind, &wide, 400),
        ("of another boundary", "multipart/form-data; boundary=x", &whole, 400),
        ("without a boundary", "multipart/form-data", &whole, 415),
        ("of another type", "application/x-www-form-urlencoded", b"shop=a&file=b", 415),
        ("without a type", "", &whole, 415),
        ("cut short", &kind, &whole[..whole.len() - 60], 400),
        ("of nothing", &kind, b"", 400),
        ("of line ends", &kind, &[b'\n'; 9_000], 400),
    ];
    let count = u32::try_from(cases.len()).unwrap();
    let cookie = client.cookie.clone();
    for (what, kind, body, status) in cases {
        // A body that is not read to its end costs the connection.
        let mut client = Client::new(program.address);
        client.cookie.clone_from(&cookie);
        let answer = post(&mut client, kind, body).await.unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(answer.status, status, "{what}: {:?}", answer.header("location"));
        if status == 303 {
            assert_eq!(answer.location(), "/fr/studio?picture_problem=not_a_picture", "{what}");
        }
    }
    let stranger = post(&mut Client::new(program.address), &kind, &whole).await.unwrap();
    assert_eq!(stranger.location(), "/fr/sign-in?next=%2Ffr%2Fstudio");
    let mut evil = Client::new(program.address);
    evil.cookie = cookie;
    let headers = [("origin", "https://evil.example"), ("content-type", &*kind)];
    assert_eq!(evil.send("POST", "/upload/picture", &headers, &whole).await.unwrap().status, 403);
    count + 2
}

/// Many at once, the worst among them: the memory of one is what they take, and readers are served meanwhile.
async fn at_once(program: &Program, cookie: &Option<String>, shop: &str, good: &Good, codes: &mut BTreeSet<String>) {
    let mut worst = bombs(good);
    worst.truncate(3);
    let mut tasks = Vec::new();
    for number in 0..rounds(12, 40) {
        // A file of its own each time.
        let bytes = [worst[number % worst.len()].1.clone(), number.to_le_bytes().to_vec()].concat();
        let (mut own, shop) = (Client::new(program.address), shop.to_owned());
        own.cookie.clone_from(cookie);
        tasks.push(tokio::spawn(async move {
            upload(&mut own, &shop, Sent { name: b"x", kind: "image/png", bytes: &bytes }).await
        }));
    }
    for _ in 0..20 {
        assert_eq!(Client::new(program.address).get("/fr").await.unwrap().status, 200);
    }
    for task in tasks {
        let location = task.await.unwrap();
        assert!(location.contains("picture=") || location.contains("picture_problem=busy"), "{location}");
        codes.extend(code(&location).map(str::to_owned));
    }
}
