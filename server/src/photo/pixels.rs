//! Pixels in memory: made smaller row by row while they are decoded, and turned the right way up.

use domain::picture::Ground;
use std::borrow::Cow;

/// Bytes of an opaque pixel: red, green, blue.
pub(super) const OPAQUE: usize = 3;

/// Bytes of a pixel that may be transparent: red, green, blue (as they are, not multiplied), alpha.
pub(super) const CLEAR: usize = 4;

/// Pixels, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    /// [`OPAQUE`], or [`CLEAR`] where at least one pixel is not opaque.
    pub(super) channels: usize,
    pub(super) bytes: Vec<u8>,
}

pub(super) fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Pixels {
    /// Turned as Exif's orientation (1 to 8) says.
    pub(super) fn turned(self, orientation: u8) -> Self {
        let (width, height) = (size(self.width), size(self.height));
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (across, down) = if orientation >= 5 { (height, width) } else { (width, height) };
        let channels = self.channels;
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..down {
            for x in 0..across {
                let (from_x, from_y) = match orientation {
                    2 => (width - 1 - x, y),
                    3 => (width - 1 - x, height - 1 - y),
                    4 => (x, height - 1 - y),
                    5 => (y, x),
                    6 => (y, height - 1 - x),
                    7 => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                let at = (from_y * width + from_x) * channels;
                bytes.extend_from_slice(&self.bytes[at..at + channels]);
            }
        }
        let (width, height) = if orientation >= 5 { (self.height, self.width) } else { (self.width, self.height) };
        Self { width, height, channels, bytes }
    }

    /// The same without its last channel where all of it is opaque.
    fn settled(mut self) -> Self {
        if self.channels == CLEAR && self.bytes.iter().skip(3).step_by(CLEAR).all(|alpha| *alpha == 255) {
            // In place: there is no room for both.
            for pixel in 0..self.bytes.len() / CLEAR {
                self.bytes.copy_within(pixel * CLEAR..pixel * CLEAR + OPAQUE, pixel * OPAQUE);
            }
            self.bytes.truncate(self.bytes.len() / CLEAR * OPAQUE);
            self.channels = OPAQUE;
        }
        self
    }

    /// The colours as they stand on white paper, three bytes each.
    pub(super) fn on_white(&self) -> Cow<'_, [u8]> {
        if self.channels == OPAQUE {
            return Cow::Borrowed(&self.bytes);
        }
        let whitened = |pixel: &[u8]| {
            let alpha = u32::from(pixel[3]);
            [pixel[0], pixel[1], pixel[2]].map(|colour| {
                u8::try_from((u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
            })
        };
        Cow::Owned(self.bytes.chunks_exact(CLEAR).flat_map(whitened).collect())
    }

    /// Mean colour on white, `0xRRGGBB`.
    pub(super) fn mean(&self) -> u32 {
        mean_of(self.on_white().chunks_exact(OPAQUE))
    }

    /// Mean colours on white of its ninths. A side of fewer than three pixels has the same pixel in several.
    pub(super) fn ground(&self) -> Ground {
        let (white, width, height) = (self.on_white(), size(self.width), size(self.height));
        let third = |at: usize, of: usize| {
            let start = at * of / 3;
            start..((at + 1) * of / 3).max(start + 1)
        };
        Ground([0, 1, 2, 3, 4, 5, 6, 7, 8].map(|at: usize| {
            let columns = third(at % 3, width);
            let rows = third(at / 3, height).flat_map(|y| columns.clone().map(move |x| (y * width + x) * OPAQUE));
            let [_, r, g, b] = mean_of(rows.filter_map(|at| white.get(at..at + OPAQUE))).to_be_bytes();
            [r, g, b].iter().fold(0, |rgb, value| rgb << 4 | u16::from(value >> 4))
        }))
    }
}

/// The mean of colours, `0xRRGGBB`; black for none.
fn mean_of<'a>(pixels: impl Iterator<Item = &'a [u8]>) -> u32 {
    let (mut sums, mut count) = ([0_u64; 3], 0_u64);
    for pixel in pixels {
        count += 1;
        sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u64::from(*value));
    }
    sums.iter().fold(0, |rgb, sum| rgb << 8 | u32::try_from(sum / count.max(1)).unwrap_or(255))
}

/// Takes rows of a large picture and keeps the means of squares of `factor` pixels. A pixel counts as much as it is
/// opaque, so that a colour that nobody sees never shows at an edge.
pub(super) struct Reducer {
    width: usize,
    factor: usize,
    across: usize,
    channels: usize,
    sums: Vec<u32>,
    rows: usize,
    bytes: Vec<u8>,
}

impl Reducer {
    /// For rows of 1 (grey), 2 (with transparency), 3 (colours) or 4 bytes per pixel.
    pub(super) fn new(width: u32, factor: u32, from: usize) -> Self {
        let (width, factor) = (size(width), size(factor).max(1));
        let across = width.div_ceil(factor);
        let channels = if from.is_multiple_of(2) { CLEAR } else { OPAQUE };
        Self { width, factor, across, channels, sums: vec![0; across * CLEAR], rows: 0, bytes: Vec::new() }
    }

    /// The next row, of `from` bytes per pixel.
    pub(super) fn push(&mut self, row: &[u8], from: usize) {
        for (x, pixel) in row.chunks_exact(from).take(self.width).enumerate() {
            let (colours, alpha) = match *pixel {
                [grey] => ([grey; 3], 255),
                [grey, alpha] => ([grey; 3], alpha),
                [r, g, b] => ([r, g, b], 255),
                [r, g, b, alpha, ..] => ([r, g, b], alpha),
                [] => return,
            };
            let (at, alpha) = (x / self.factor * CLEAR, u32::from(alpha));
            for (sum, colour) in self.sums[at..at + 3].iter_mut().zip(colours) {
                *sum += u32::from(colour) * alpha;
            }
            self.sums[at + 3] += alpha;
        }
        self.rows += 1;
        if self.rows == self.factor {
            self.close_row();
        }
    }

    fn close_row(&mut self) {
        for (place, sum) in self.sums.chunks_exact_mut(CLEAR).enumerate() {
            let columns = self.factor.min(self.width - place * self.factor);
            let count = u32::try_from(columns * self.rows).unwrap_or(1).max(1);
            let mean = |sum: u32, count: u32| u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(255);
            let alpha = sum[3];
            self.bytes.extend(sum[..3].iter().map(|colour| mean(*colour, alpha)));
            if self.channels == CLEAR {
                self.bytes.push(mean(alpha, count));
            }
            sum.fill(0);
        }
        self.rows = 0;
    }

    pub(super) fn finish(mut self) -> Pixels {
        if self.rows > 0 {
            self.close_row();
        }
        let height = self.bytes.len() / (self.across * self.channels).max(1);
        let pixels = Pixels {
            width: u32::try_from(self.across).unwrap_or_default(),
            height: u32::try_from(height).unwrap_or_default(),
            channels: self.channels,
            bytes: self.bytes,
        };
        pixels.settled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_turned_as_the_camera_was_held() {
        // a b c
        // d e f
        let held = |channels| Pixels {
            width: 3,
            height: 2,
            channels,
            bytes: b"abcdef".iter().flat_map(|&letter| vec![letter; channels]).collect(),
        };
        for (orientation, expected) in [
            (1, "abc def"),
            (2, "cba fed"),
            (3, "fed cba"),
            (4, "def abc"),
            (5, "ad be cf"),
            (6, "da eb fc"),
            (7, "fc eb da"),
            (8, "cf be ad"),
        ] {
            for channels in [OPAQUE, CLEAR] {
                let turned = held(channels).turned(orientation);
                let row = size(turned.width) * channels;
                let rows: Vec<String> = turned
                    .bytes
                    .chunks(row)
                    .map(|row| row.iter().step_by(channels).map(|&byte| char::from(byte)).collect())
                    .collect();
                assert_eq!(rows.join(" "), expected, "{orientation}");
            }
        }
    }

    #[test]
    fn ninths_become_their_mean_however_small_the_picture_is() {
        let row = |colour: u8| [colour; 6 * OPAQUE];
        let bytes = [row(0x10), row(0x30), row(0x50), row(0x70), row(0x90), row(0xb0)].concat();
        let pixels = Pixels { width: 6, height: 6, channels: OPAQUE, bytes };
        assert_eq!(pixels.ground().to_text(), "222222222666666666aaaaaaaaa");
        let dot = Pixels { width: 1, height: 1, channels: CLEAR, bytes: vec![0, 0, 0, 0] };
        assert_eq!(dot.ground(), Ground([0xfff; 9]), "what is transparent stands on white");
        let pair = Pixels { width: 2, height: 1, channels: OPAQUE, bytes: vec![0, 0, 0, 255, 0, 0] };
        assert_eq!(pair.ground().to_text(), "000000f00000000f00000000f00");
    }

    #[test]
    fn squares_become_their_mean_and_what_is_transparent_stays_so() {
        let mut reducer = Reducer::new(3, 2, 1);
        reducer.push(&[0, 100, 50], 1);
        reducer.push(&[100, 200, 70], 1);
        reducer.push(&[10, 20, 30], 1);
        let small = reducer.finish();
        assert_eq!((small.width, small.height), (2, 2));
        let greys: Vec<u8> = small.bytes.iter().step_by(OPAQUE).copied().collect();
        assert_eq!(greys, [100, 60, 15, 30]);
        let mut reducer = Reducer::new(2, 1, 4);
        reducer.push(&[9, 9, 9, 0, 10, 20, 30, 255], 4);
        let small = reducer.finish();
        assert_eq!((small.channels, small.bytes.as_slice()), (CLEAR, &[0, 0, 0, 0, 10, 20, 30, 255][..]));
        assert_eq!(*small.on_white(), [255, 255, 255, 10, 20, 30]);
        assert_eq!(small.mean(), 0x0084_898e);
        let mut reducer = Reducer::new(2, 2, 2);
        reducer.push(&[200, 255, 9, 0], 2);
        assert_eq!(reducer.finish().bytes, [200, 200, 200, 128], "what nobody sees colours nothing");
        let mut reducer = Reducer::new(1, 1, 4);
        reducer.push(&[1, 2, 3, 255], 4);
        let plain = reducer.finish();
        assert_eq!((plain.channels, plain.bytes.as_slice()), (OPAQUE, &[1, 2, 3][..]), "opaque all over");
    }
}
