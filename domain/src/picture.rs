//! The files that are made of an uploaded picture: their widths, their formats and their names.

/// Characters of the code of a picture: 128 random bits as hexadecimal digits.
pub const CODE_LENGTH: usize = 32;

/// Widths in pixels of the files of a large picture.
pub const WIDTHS: [u32; 3] = [320, 640, 1280];

/// Greatest height of a file, in pixels: a picture that is taller than twice its width is made narrower instead.
pub const TALLEST: u32 = 2560;

/// A file format that pictures are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The smallest, for most browsers; it is made later than the others.
    Avif,
    /// Small, for nearly every browser.
    Webp,
    /// For those that cannot read WebP, and for previews of links.
    Jpeg,
}

impl Format {
    /// All formats, the preferred one first.
    pub const ALL: [Self; 3] = [Self::Avif, Self::Webp, Self::Jpeg];

    /// Those that a picture has from the beginning.
    pub const AT_ONCE: [Self; 2] = [Self::Webp, Self::Jpeg];

    /// What a file name ends with, behind the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Webp => "webp",
            Self::Jpeg => "jpg",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Where the eye goes on a picture: where a page cuts it, this place stays in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// From the left, in per mille of the width, 1000 at most.
    pub x: u16,
    /// From the top, in per mille of the height, 1000 at most.
    pub y: u16,
}

impl Focus {
    /// Where nobody said anything.
    pub const MIDDLE: Self = Self { x: 500, y: 500 };

    /// The focus at a place of a picture that is shown in this size, in any unit; `None` beside it.
    #[must_use]
    pub fn at(place: [u32; 2], size: [u32; 2]) -> Option<Self> {
        let permille = |place: u32, size: u32| {
            let rounded = (u64::from(place) * 1000 + u64::from(size) / 2).checked_div(u64::from(size))?;
            Self::permille(i64::try_from(rounded).ok()?)
        };
        Some(Self { x: permille(place[0], size[0])?, y: permille(place[1], size[1])? })
    }

    /// A number that can be one of a focus.
    #[must_use]
    pub fn permille(number: i64) -> Option<u16> {
        u16::try_from(number).ok().filter(|permille| *permille <= 1000)
    }

    /// The nearest quarters, from 0 at the left or the top to 4: what pages cut by. Finer ones are hardly seen, as what is
    /// cut off is itself a part of the picture.
    #[must_use]
    pub const fn quarters(self) -> [u16; 2] {
        [(self.x + 125) / 250, (self.y + 125) / 250]
    }
}

/// What stands in the place of a picture until it is there: the mean colours of its ninths, row by row, as `0xRGB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground(pub [u16; 9]);

impl Ground {
    /// Three hexadecimal digits for each.
    #[must_use]
    pub fn to_text(self) -> String {
        const DIGITS: [u8; 16] = *b"0123456789abcdef";
        let digits = self.0.iter().flat_map(|colour| [8, 4, 0].map(|shift| usize::from(colour >> shift & 15)));
        digits.map(|digit| char::from(DIGITS[digit])).collect()
    }

    /// Reads [`Self::to_text`]; `None` for every other text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let colours = (0..9).map(|at| u16::from_str_radix(text.get(at * 3..at * 3 + 3)?, 16).ok());
        let colours: Option<Vec<u16>> = colours.collect();
        let ground = Self(colours?.try_into().ok()?);
        (ground.to_text() == text).then_some(ground)
    }
}

/// Widths of the files of a picture of this size, ascending. The last one is the widest; no file is wider than the
/// picture, and none is nearly as wide as the widest. Never empty.
#[must_use]
pub fn widths(width: u32, height: u32) -> Vec<u32> {
    let by_height = u64::from(TALLEST) * u64::from(width) / u64::from(height.max(1));
    let widest = width.min(WIDTHS[2]).min(u32::try_from(by_height).unwrap_or(u32::MAX)).max(1);
    WIDTHS.into_iter().filter(|smaller| smaller * 5 <= widest * 4).chain([widest]).collect()
}

/// Height of the file of this width, for a picture of this size; at least 1.
#[must_use]
pub fn height_of(file_width: u32, width: u32, height: u32) -> u32 {
    let width = u64::from(width.max(1));
    let rounded = (u64::from(file_width) * u64::from(height) + width / 2) / width;
    u32::try_from(rounded).unwrap_or(u32::MAX).clamp(1, TALLEST)
}

/// Whether the text is the code of a picture: 32 lower-case hexadecimal digits.
#[must_use]
pub fn is_code(text: &str) -> bool {
    text.len() == CODE_LENGTH && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Name of a file: `<code>-<width>.<extension>`.
#[must_use]
pub fn file_name(code: &str, width: u32, format: Format) -> String {
    [code, "-", &width.to_string(), ".", format.extension()].concat()
}

/// The format of a file name that [`file_name`] can have made; `None` for every other text.
#[must_use]
pub fn format_of(name: &str) -> Option<Format> {
    let (stem, extension) = name.rsplit_once('.')?;
    let (code, width) = stem.split_once('-')?;
    let format = Format::ALL.into_iter().find(|format| format.extension() == extension)?;
    let number: u32 = width.parse().ok()?;
    let ours = is_code(code) && (1..=WIDTHS[2]).contains(&number) && number.to_string() == width;
    ours.then_some(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_wider_than_the_picture_or_taller_than_twice_the_widest() {
        for ((width, height), expected) in [
            ((4000, 3000), &[320, 640, 1280][..]),
            ((3000, 4000), &[320, 640, 1280]),
            ((1280, 2560), &[320, 640, 1280]),
            ((700, 700), &[320, 700]),
            ((640, 1), &[320, 640]),
            ((330, 200), &[330]),
            ((1080, 8000), &[345]),
            ((1, 1), &[1]),
            ((1, 12_000), &[1]),
            ((12_000, 1), &[320, 640, 1280]),
        ] {
            assert_eq!(widths(width, height), expected, "{width} x {height}");
            for file in widths(width, height) {
                assert!(file <= width && (1..=TALLEST).contains(&height_of(file, width, height)), "{width} x {height}");
            }
        }
        assert_eq!(height_of(320, 4000, 3000), 240);
    }

    #[test]
    fn the_eye_goes_to_a_place_on_the_picture() {
        assert_eq!(Focus::at([136, 51], [272, 204]), Some(Focus { x: 500, y: 250 }));
        assert_eq!(Focus::at([0, 204], [272, 204]), Some(Focus { x: 0, y: 1000 }));
        for (place, size) in [([273, 0], [272, 204]), ([0, 0], [0, 204]), ([u32::MAX; 2], [1; 2])] {
            assert_eq!(Focus::at(place, size), None, "{place:?} of {size:?}");
        }
        for (permille, quarter) in [(0, 0), (124, 0), (125, 1), (500, 2), (874, 3), (875, 4), (1000, 4)] {
            assert_eq!(Focus { x: permille, y: 500 }.quarters(), [quarter, 2]);
        }
    }

    #[test]
    fn a_ground_is_nine_colours() {
        let ground = Ground([0, 0xfff, 0x123, 0xabc, 1, 0x010, 0x100, 0x0f0, 0xf0f]);
        assert_eq!(ground.to_text(), "000fff123abc0010101000f0f0f");
        assert_eq!(Ground::from_text(&ground.to_text()), Some(ground));
        for wrong in [
            "",
            "000",
            "000fff123abc0010101000f0f0g",
            "000fff123abc0010101000f0f0f0",
            "+00fff123abc0010101000f0f0f",
            "ééééééééé",
        ] {
            assert_eq!(Ground::from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_names_that_we_make_are_understood() {
        let code = "0123456789abcdef0123456789abcdef";
        for format in Format::ALL {
            assert_eq!(format_of(&file_name(code, 640, format)), Some(format));
        }
        for name in [
            format!("{code}-640.png"),
            format!("{code}-0640.webp"),
            format!("{code}-+64.webp"),
            format!("{code}-0.webp"),
            format!("{code}-1281.jpg"),
            format!("{code}-99999999999.jpg"),
            format!("{code}.webp"),
            format!("{}-640.webp", code.to_uppercase()),
            format!("../{code}-640.webp"),
            format!("{code}-640.webp/"),
            format!("{code}-640.webp\0.jpg"),
            String::new(),
        ] {
            assert_eq!(format_of(&name), None, "{name:?}");
        }
    }
}
