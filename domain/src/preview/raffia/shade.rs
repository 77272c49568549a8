//! The woven shade of a lamp: its form, and the stitches that follow it.

use crate::preview::svg::{Svg, chance, cos, sin};

/// How finely the side of a shade is traced.
const STEPS: usize = 32;

/// A shade, in units of the picture.
pub(super) struct Shade {
    /// Largest radius.
    pub(super) half: i32,
    /// Upper edge.
    pub(super) top: i32,
    /// Height.
    pub(super) tall: i32,
    /// How far the front of a ring stands below its middle, in thousandths of its radius; negative seen from below.
    pub(super) tilt: i32,
    /// Its side from the upper edge to the lower: radius, height, and the way gone.
    side: [[i32; 3]; STEPS + 1],
}

impl Shade {
    /// A shade of this shape (0 dome, 1 bell, 2 globe), half width, upper edge, height and tilt.
    pub(super) fn new(shape: usize, [half, top, tall, tilt]: [i32; 4]) -> Self {
        let mut side = [[0; 3]; STEPS + 1];
        let mut gone: Option<[i32; 3]> = None;
        for (place, step) in side.iter_mut().zip(0..) {
            let [wide, down] = outline(shape, 1000 * step / STEPS as i32);
            let [radius, y] = [half * wide / 100, tall * down / 100];
            let way = gone.map_or(0, |[from, above, way]| {
                let (across, along) = ((radius - from).abs(), (y - above).abs());
                way + across.max(along) + across.min(along) * 4 / 10
            });
            *place = [radius, y, way];
            gone = Some(*place);
        }
        Self { half, top, tall, tilt, side }
    }

    /// Length of the side.
    fn way(&self) -> i32 {
        self.side[STEPS][2].max(1)
    }

    /// Radius and height of the ring at `along` thousandths of the way from the upper edge to the lower.
    pub(super) fn ring(&self, along: i32) -> [i32; 2] {
        let goal = self.way() * along / 1000;
        let above = self.side.iter().rposition(|point| point[2] <= goal).unwrap_or(0).min(STEPS - 1);
        let [from, to] = [self.side[above], self.side[above + 1]];
        let (part, whole) = (goal - from[2], (to[2] - from[2]).max(1));
        let [radius, y] = [0, 1].map(|axis| (from[axis] + (to[axis] - from[axis]) * part / whole) / 10);
        [radius, self.top + y]
    }

    /// The point of that ring at an angle from the front, to the right of the axis.
    fn point(&self, along: i32, angle: i32) -> [i32; 2] {
        let [radius, y] = self.ring(along);
        [400 + radius * sin(angle) / 1000, y + radius * self.tilt / 1000 * cos(angle) / 1000]
    }

    /// How many rows of stitches there are.
    pub(super) fn rows(&self) -> i32 {
        (self.way() / 260).clamp(9, 19)
    }

    /// Breadth of a row in tenths.
    pub(super) fn pitch(&self) -> i32 {
        (self.way() / self.rows()).clamp(40, 400)
    }

    /// Writes the outline as path data.
    pub(super) fn outline(&self, svg: &mut Svg) {
        let steps = 20;
        for step in 0..=steps {
            let [radius, y] = self.ring(1000 * step / steps);
            svg.put(if step == 0 { "M@ @L" } else { "@ @ " }, &[400 - radius, y]);
        }
        let [radius, y] = self.ring(1000);
        svg.put("A@ @ 0 0 0 @ @L", &[radius, self.flat(radius), 400 + radius, y]);
        for step in 1..=steps {
            let [radius, y] = self.ring(1000 - 1000 * step / steps);
            svg.put("@ @ ", &[400 + radius, y]);
        }
        let [radius, y] = self.ring(0);
        svg.put("A@ @ 0 0 0 @ @z", &[radius, self.flat(radius), 400 - radius, y]);
    }

    /// Half the height at which a ring of this radius is seen.
    pub(super) fn flat(&self, radius: i32) -> i32 {
        (radius * self.tilt / 1000).abs().max(1)
    }

    /// Writes the stitches of the right half as path data, those of the rows that `wanted` names.
    /// The weave is 0 plain, 1 chevron, 2 openwork.
    pub(super) fn stitches(&self, svg: &mut Svg, weave: usize, wanted: impl Fn(i32) -> bool) {
        let rows = self.rows();
        for row in (0..rows).filter(|&row| wanted(row)) {
            let [from, to] = [row, row + 1].map(|edge| 1000 * edge / rows);
            let open = weave == 2 && row % 4 > 1 && row + 1 < rows;
            // A strand is as long on a slender shade as on a broad one.
            let step = match (weave, open) {
                (1, _) => (1500 / self.half.max(1)).clamp(6, 15),
                (_, true) => (2900 / self.half.max(1)).clamp(12, 30),
                _ => (2500 / self.half.max(1)).clamp(10, 24),
            };
            let gap = if weave == 1 || open { 0 } else { step * 4 / 10 };
            // Over and under change from row to row.
            let start = if gap > 0 && row % 2 > 0 { gap / 2 - step / 2 } else { gap / 2 };
            for place in 0..=90 / step {
                let left = (start + place * step).max(0);
                let right = (start + (place + 1) * step - gap).min(90);
                if left >= right {
                    continue;
                }
                let uneven = chance(row * 31 + place, 3) - 1;
                match (weave, open) {
                    (1, _) if row % 2 == 0 => self.strand(svg, [from, left], [to, right]),
                    (1, _) => self.strand(svg, [to, left], [from, right]),
                    (_, true) if row % 4 == 2 => self.strand(svg, [from, right], [to, (left + right) / 2]),
                    (_, true) => self.strand(svg, [from, (left + right) / 2], [to, left]),
                    _ => self.strand(svg, [(from + to) / 2 + uneven, left], [(from + to) / 2 - uneven, right]),
                }
                if weave == 1 && place == 0 {
                    // Where the two halves meet, one strand stands upright.
                    self.strand(svg, [(from + to) / 2, 0], [if row % 2 == 0 { to } else { from }, 0]);
                }
                if open {
                    match row % 4 {
                        2 => self.strand(svg, [from, left], [to, (left + right) / 2]),
                        _ => self.strand(svg, [from, (left + right) / 2], [to, right]),
                    }
                }
            }
        }
    }

    fn strand(&self, svg: &mut Svg, from: [i32; 2], to: [i32; 2]) {
        let [start, end] = [from, to].map(|[along, angle]| self.point(along, angle));
        svg.put("M@ @l@ @", &[start[0], start[1], end[0] - start[0], end[1] - start[1]]);
    }
}

/// Radius and height of the side of a shape in thousandths of its half width and its height, at `along` thousandths.
fn outline(shape: usize, along: i32) -> [i32; 2] {
    match shape {
        0 => cubic([[150, 0], [560, 50], [1000, 330], [1000, 1000]], along),
        1 => cubic([[150, 0], [760, 20], [400, 690], [1000, 1000]], along),
        2.. => {
            let angle = 11 + 135 * along / 1000;
            [sin(angle), (cos(11) - cos(angle)) * 1000 / (cos(11) - cos(146))]
        }
    }
}

/// A point of a cubic curve, at `along` thousandths.
fn cubic(points: [[i32; 2]; 4], along: i32) -> [i32; 2] {
    let between = |from: i32, to: i32| from + (to - from) * along / 1000;
    [0, 1].map(|axis| {
        let [a, b, c, d] = points.map(|point| point[axis] * 16);
        let [ab, bc, cd] = [between(a, b), between(b, c), between(c, d)];
        between(between(ab, bc), between(bc, cd)) / 16
    })
}
