//! Turns a drawing into files: SVG with lettering as paths, WebP, PNG. The same drawing gives the same bytes.

use domain::picture::format_of;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};

/// Side of a picture in pixels where nothing else is asked for; drawings are square.
pub const SIDE: u32 = 800;

/// Side of the small picture, for cards in lists.
pub const SMALL_SIDE: u32 = 400;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Vectors.
    Svg,
    /// Pixels, lossy and small.
    Webp,
    /// Pixels, for those who cannot read WebP.
    Png,
}

impl Format {
    /// Its `Content-Type`.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml; charset=utf-8",
            Self::Webp => "image/webp",
            Self::Png => "image/png",
        }
    }
}

/// A drawing that could not become a file.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The drawing is not SVG that we understand.
    #[error("the drawing cannot be read: {0}")]
    Drawing(#[from] usvg::Error),
    /// The pixels could not be written.
    #[error("the picture cannot be written: {0}")]
    Encoding(String),
}

/// One font for all scripts (`scripts/merge-lettering.py`): a name in two of them would need a second font, and the letters
/// of that one are lost where it shapes to another number of glyphs.
const FONT: &[u8] = include_bytes!("../../assets/fonts/lettering.ttf");

static FONT_DATABASE: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut database = usvg::fontdb::Database::new();
    database.load_font_data(FONT.to_vec());
    // What a drawing asks for is for browsers: here every family is this one.
    database.set_serif_family("Mogador Lettering");
    Arc::new(database)
});

/// Where a drawing finds photographs, as a page does.
const PHOTOGRAPHS: &str = "href='/media/picture/";

/// The photographs of a drawing: names of files and what is in them. A drawing can reach nothing else.
pub type Photographs = Vec<(String, Arc<Vec<u8>>)>;

/// The names of the files that a drawing shows; of any other address nothing is ever read.
pub fn photographs(drawing: &str) -> impl Iterator<Item = &str> {
    let names = drawing.split(PHOTOGRAPHS).skip(1).filter_map(|rest| rest.split('\'').next());
    names.filter(|name| format_of(name) == Some(domain::picture::Format::Webp))
}

/// Makes the file; `side` counts for pixels only. Takes tens of milliseconds of processor time.
///
/// # Errors
/// When the drawing is not SVG, or the encoder refuses.
pub fn make(drawing: &str, photographs: &Photographs, format: Format, side: u32) -> Result<Vec<u8>, PictureError> {
    match format {
        // A picture file may load nothing: letters become paths, photographs stand in it.
        Format::Svg if drawing.contains("<text") || drawing.contains("<image") => {
            Ok(tree(drawing, photographs)?.to_string(&vectors()).into_bytes())
        }
        Format::Svg => Ok(drawing.as_bytes().to_vec()),
        Format::Webp => webp(&pixels(&tree(drawing, photographs)?, (side, side))?),
        Format::Png => png(drawing, photographs, (side, side)),
    }
}

/// Makes a PNG of this width and height.
///
/// # Errors
/// As [`make`].
pub fn png(drawing: &str, photographs: &Photographs, size: (u32, u32)) -> Result<Vec<u8>, PictureError> {
    let pixels = pixels(&tree(drawing, photographs)?, size)?;
    pixels.encode_png().map_err(|error| PictureError::Encoding(error.to_string()))
}

fn tree(drawing: &str, photographs: &Photographs) -> Result<usvg::Tree, usvg::Error> {
    let found = |address: &str, _: &usvg::Options<'_>| {
        let name = address.strip_prefix("/media/picture/")?;
        let (_, bytes) = photographs.iter().find(|(known, _)| known == name)?;
        Some(usvg::ImageKind::WEBP(Arc::clone(bytes)))
    };
    let options = usvg::Options {
        fontdb: Arc::clone(&FONT_DATABASE),
        font_family: "Mogador Lettering".to_owned(),
        // The usual one opens any file.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(found),
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(drawing, &options)
}

fn vectors() -> usvg::WriteOptions {
    usvg::WriteOptions {
        preserve_text: false,
        coordinates_precision: 2,
        transforms_precision: 4,
        indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    }
}

fn pixels(tree: &usvg::Tree, (width, height): (u32, u32)) -> Result<tiny_skia::Pixmap, PictureError> {
    let mut pixmap = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| PictureError::Encoding("no room for the pixels".to_owned()))?;
    pixmap.fill(tiny_skia::Color::WHITE);
    let size = tree.size();
    let scale = tiny_skia::Transform::from_scale(1.0, 1.0);
    let scale = scale.post_scale(SideScale::of(width, size.width()).0, SideScale::of(height, size.height()).0);
    resvg::render(tree, scale, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// Pixels per unit of the drawing.
struct SideScale(f32);

impl SideScale {
    fn of(side: u32, extent: f32) -> Self {
        Self(f32::from(u16::try_from(side).unwrap_or(u16::MAX)) / extent)
    }
}

fn webp(pixmap: &tiny_skia::Pixmap) -> Result<Vec<u8>, PictureError> {
    // The pixels are opaque (painted on white), so premultiplied and plain values are the same.
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let config = zenwebp::LossyConfig::new().with_quality(82.0).with_method(4);
    zenwebp::EncodeRequest::lossy(&config, &rgb, zenwebp::PixelLayout::Rgb8, pixmap.width(), pixmap.height())
        .encode()
        .map_err(|error| PictureError::Encoding(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lettered(family: &str, text: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 800 800'><text x='400' y='400' font-size='80' \
             text-anchor='middle' font-family='{family}'>{text}</text></svg>"
        )
    }

    #[test]
    fn lettering_becomes_paths_in_each_script() {
        for (family, text) in
            [("Fraunces", "Amina é ğ 7"), ("Noto Naskh Arabic", "أمينة"), ("Noto Sans Tifinagh", "ⵎⵓⴳⴰⴷⵓⵔ")]
        {
            let file =
                String::from_utf8(make(&lettered(family, text), &Vec::new(), Format::Svg, SIDE).unwrap()).unwrap();
            assert!(!file.contains("<text") && !file.contains("font-family"), "{family}: {file}");
            assert!(file.contains("<path"), "{family}: nothing was lettered");
        }
    }

    /// How much ink a name has, in thousandths of the picture.
    fn ink(text: &str) -> usize {
        let tree_of = lettered("Fraunces", text);
        let png = make(&tree_of, &Vec::new(), Format::Png, SIDE).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels.chunks_exact(4).filter(|pixel| pixel[0] < 128).count()
    }

    #[test]
    fn a_name_in_two_scripts_has_all_its_letters() {
        for (one, other) in [("فاطمة", "2026"), ("علي", "12"), ("Ali", "علي"), ("ⵣ", "Zoé"), ("ⴰⵎⵓⵔ", "حب")]
        {
            let (both, sum) = (ink(&[one, " ", other].concat()), ink(one) + ink(other));
            assert!(both * 100 > sum * 97 && both * 97 < sum * 100, "{one} {other}: {both} of {sum}");
        }
    }

    #[test]
    fn files_are_what_their_format_says_and_always_the_same() {
        let drawing = lettered("Fraunces", "Amina");
        for (format, magic) in [(Format::Png, b"\x89PNG".as_slice()), (Format::Webp, b"RIFF".as_slice())] {
            let file = make(&drawing, &Vec::new(), format, SIDE).unwrap();
            assert!(file.starts_with(magic), "{format:?}");
            assert_eq!(file, make(&drawing, &Vec::new(), format, SIDE).unwrap(), "{format:?}");
            assert!(make(&drawing, &Vec::new(), format, SMALL_SIDE).unwrap().len() < file.len(), "{format:?}");
        }
    }

    #[test]
    fn every_picture_is_small_enough_for_a_slow_line() {
        use domain::preview::{Kind, Scene, draw};
        let kinds = [
            Kind::Box,
            Kind::Board,
            Kind::Bowl,
            Kind::Bottle,
            Kind::Jar,
            Kind::Soap,
            Kind::Rug,
            Kind::Cushion,
            Kind::Throw,
            Kind::Bag,
            Kind::Hat,
            Kind::Shoe,
            Kind::Ring,
            Kind::Pendant,
            Kind::Cuff,
            Kind::Lamp,
            Kind::Pouf,
        ];
        for kind in kinds {
            let drawing =
                draw(&Scene { kind, dimensions_mm: [300, 200, 120], look: Vec::new(), text: "Amina".to_owned() });
            let bytes = |format, side| make(&drawing, &Vec::new(), format, side).unwrap().len();
            let sizes = (
                bytes(Format::Svg, SIDE),
                bytes(Format::Webp, SIDE),
                bytes(Format::Webp, SMALL_SIDE),
                bytes(Format::Png, SIDE),
            );
            println!("{kind:?}: svg {}, webp {} and {} (small), png {}", sizes.0, sizes.1, sizes.2, sizes.3);
            assert!(sizes.1 < 120_000 && sizes.2 < 40_000, "{kind:?}: {sizes:?}");
        }
    }

    /// A photograph of one colour, as it is kept.
    fn photograph(rgba: [u8; 4]) -> Arc<Vec<u8>> {
        let config = zenwebp::LossyConfig::new().with_quality(90.0);
        let pixels = rgba.repeat(64 * 64);
        let encoded = zenwebp::EncodeRequest::lossy(&config, &pixels, zenwebp::PixelLayout::Rgba8, 64, 64);
        Arc::new(encoded.encode().unwrap())
    }

    #[test]
    fn photographs_are_drawn_tinted_and_only_those_that_are_given() {
        use domain::preview::{Kind, Scene, draw};
        let names = ["0", "1"].map(|digit| format!("{}-64", digit.repeat(32)));
        let look = [("base", names[0].as_str()), ("tint.flap", "#1b5e9b"), ("layer.flap", names[1].as_str())];
        let look = look.map(|(slot, filling)| (slot.to_owned(), filling.to_owned())).to_vec();
        let drawing = draw(&Scene { kind: Kind::Layers, dimensions_mm: [0; 3], look, text: String::new() });
        assert_eq!(photographs(&drawing).collect::<Vec<_>>(), names.clone().map(|name| name + ".webp"));
        let given = |flap: [u8; 4]| {
            vec![
                (format!("{}.webp", names[0]), photograph([200, 40, 40, 255])),
                (format!("{}.webp", names[1]), photograph(flap)),
            ]
        };
        let middle = |photographs: &Photographs| {
            let png = make(&drawing, photographs, Format::Png, SMALL_SIDE).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            let bytes = info.color_type.samples();
            let at = (200 * 400 + 200) * bytes;
            [pixels[at], pixels[at + 1], pixels[at + 2]]
        };
        let near = |seen: [u8; 3], wanted: [u8; 3]| {
            assert!(
                seen.iter().zip(wanted).all(|(seen, wanted)| seen.abs_diff(wanted) < 10),
                "{seen:?}, not {wanted:?}"
            );
        };
        near(middle(&given([255; 4])), [0x1b, 0x5e, 0x9b]);
        near(middle(&given([0; 4])), [200, 40, 40]);
        assert!(middle(&Vec::new()).iter().all(|paper| *paper > 225), "without them there is only paper");
        let svg = String::from_utf8(make(&drawing, &given([255; 4]), Format::Svg, SIDE).unwrap()).unwrap();
        assert!(!svg.contains("/media/") && svg.matches("data:image/webp;base64,").count() == 2, "they stand in it");
    }

    #[test]
    fn a_drawing_reaches_no_other_file() {
        for address in ["/etc/hostname", "Cargo.toml", "../x.png", "http://127.0.0.1/x.png", "file:///etc/hostname"] {
            let drawing = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 800 800'><image width='9' height='9' href='{address}'/></svg>"
            );
            assert_eq!(photographs(&drawing).count(), 0, "{address}");
            let svg = String::from_utf8(make(&drawing, &Vec::new(), Format::Svg, SIDE).unwrap()).unwrap();
            assert!(!svg.contains("<image"), "{address}: {svg}");
        }
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        assert!(matches!(make("<svg", &Vec::new(), Format::Png, SIDE), Err(PictureError::Drawing(_))));
    }
}
