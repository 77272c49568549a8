//! Pixels in memory: made smaller row by row while they are decoded, and turned the right way up.

/// Opaque pixels, three bytes each, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) rgb: Vec<u8>,
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
        let mut rgb = Vec::with_capacity(self.rgb.len());
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
                let at = (from_y * width + from_x) * 3;
                rgb.extend_from_slice(&self.rgb[at..at + 3]);
            }
        }
        let (width, height) = if orientation >= 5 { (self.height, self.width) } else { (self.width, self.height) };
        Self { width, height, rgb }
    }

    /// Mean colour, `0xRRGGBB`.
    pub(super) fn mean(&self) -> u32 {
        let mut sums = [0_u64; 3];
        for pixel in self.rgb.chunks_exact(3) {
            for (sum, value) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(*value);
            }
        }
        let count = (u64::from(self.width) * u64::from(self.height)).max(1);
        sums.iter().fold(0, |rgb, sum| rgb << 8 | u32::try_from(sum / count).unwrap_or(255))
    }
}

/// Takes rows of a large picture and keeps the means of squares of `factor` pixels.
pub(super) struct Reducer {
    width: usize,
    factor: usize,
    across: usize,
    sums: Vec<u32>,
    rows: usize,
    rgb: Vec<u8>,
}

impl Reducer {
    pub(super) fn new(width: u32, factor: u32) -> Self {
        let (width, factor) = (size(width), size(factor).max(1));
        let across = width.div_ceil(factor);
        Self { width, factor, across, sums: vec![0; across * 3], rows: 0, rgb: Vec::new() }
    }

    /// The next row, of 1 (grey), 2 (with transparency), 3 (colours) or 4 bytes per pixel. What is transparent is white.
    pub(super) fn push(&mut self, row: &[u8], channels: usize) {
        for (x, pixel) in row.chunks_exact(channels).take(self.width).enumerate() {
            let (colours, alpha) = match *pixel {
                [grey] => ([grey; 3], 255),
                [grey, alpha] => ([grey; 3], alpha),
                [r, g, b] => ([r, g, b], 255),
                [r, g, b, alpha, ..] => ([r, g, b], alpha),
                [] => return,
            };
            let at = x / self.factor * 3;
            for (sum, colour) in self.sums[at..at + 3].iter_mut().zip(colours) {
                let alpha = u32::from(alpha);
                *sum += (u32::from(colour) * alpha + 255 * (255 - alpha) + 127) / 255;
            }
        }
        self.rows += 1;
        if self.rows == self.factor {
            self.close_row();
        }
    }

    fn close_row(&mut self) {
        for (place, sum) in self.sums.chunks_exact_mut(3).enumerate() {
            let columns = self.factor.min(self.width - place * self.factor);
            let count = u32::try_from(columns * self.rows).unwrap_or(1).max(1);
            for value in sum {
                self.rgb.push(u8::try_from((*value + count / 2) / count).unwrap_or(255));
                *value = 0;
            }
        }
        self.rows = 0;
    }

    pub(super) fn finish(mut self) -> Pixels {
        if self.rows > 0 {
            self.close_row();
        }
        let height = self.rgb.len() / (self.across * 3).max(1);
        Pixels {
            width: u32::try_from(self.across).unwrap_or_default(),
            height: u32::try_from(height).unwrap_or_default(),
            rgb: self.rgb,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_turned_as_the_camera_was_held() {
        // a b c
        // d e f
        let held = Pixels { width: 3, height: 2, rgb: b"abcdef".iter().flat_map(|&letter| [letter; 3]).collect() };
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
            let turned = held.clone().turned(orientation);
            let row = size(turned.width) * 3;
            let rows: Vec<String> = turned
                .rgb
                .chunks(row)
                .map(|row| row.iter().step_by(3).map(|&byte| char::from(byte)).collect())
                .collect();
            assert_eq!(rows.join(" "), expected, "{orientation}");
        }
    }

    #[test]
    fn squares_become_their_mean_and_what_is_transparent_is_white() {
        let mut reducer = Reducer::new(3, 2);
        reducer.push(&[0, 100, 50], 1);
        reducer.push(&[100, 200, 70], 1);
        reducer.push(&[10, 20, 30], 1);
        let small = reducer.finish();
        assert_eq!((small.width, small.height), (2, 2));
        let greys: Vec<u8> = small.rgb.iter().step_by(3).copied().collect();
        assert_eq!(greys, [100, 60, 15, 30]);
        let mut reducer = Reducer::new(2, 1);
        reducer.push(&[9, 9, 9, 0, 10, 20, 30, 255], 4);
        let small = reducer.finish();
        assert_eq!(small.rgb, [255, 255, 255, 10, 20, 30]);
        assert_eq!(small.mean(), 0x0084_898e);
    }
}
