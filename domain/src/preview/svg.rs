//! A small SVG writer for the drawings: integers only, no formatting machinery.

use super::{Scene, slots};
use crate::text::Script;

/// The picture being written. Marks in a template take the next number: `@` as it is, `~` in tenths,
/// `^` in thousandths, `%` as a colour; `$` takes the next string.
pub(super) struct Svg(String);

/// Paper, light and shadows that all drawings share. Light comes from the upper left.
const STUDIO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 800\"><defs>\
<radialGradient id='pv-bg' cx='.3' cy='.2' r='1'><stop stop-color='#fffefb'/><stop offset='.55' stop-color='#f8f5ee'/><stop offset='1' stop-color='#e9e3d7'/></radialGradient>\
<radialGradient id='pv-gs'><stop stop-color='#2a1d12' stop-opacity='.5'/><stop offset='.45' stop-color='#2a1d12' stop-opacity='.24'/><stop offset='1' stop-color='#2a1d12' stop-opacity='0'/></radialGradient>\
<radialGradient id='pv-hl'><stop stop-color='#fff' stop-opacity='.9'/><stop offset='.4' stop-color='#fff' stop-opacity='.34'/><stop offset='1' stop-color='#fff' stop-opacity='0'/></radialGradient>\
<linearGradient id='pv-cy'><stop stop-color='#1e0f02' stop-opacity='.32'/><stop offset='.13' stop-color='#1e0f02' stop-opacity='.06'/><stop offset='.27' stop-color='#fff' stop-opacity='.26'/><stop offset='.42' stop-color='#fff' stop-opacity='0'/><stop offset='.7' stop-color='#1e0f02' stop-opacity='.14'/><stop offset='1' stop-color='#1e0f02' stop-opacity='.5'/></linearGradient>\
<linearGradient id='pv-di' x2='1' y2='1'><stop stop-color='#fff' stop-opacity='.28'/><stop offset='.45' stop-color='#fff' stop-opacity='0'/><stop offset='1' stop-color='#1e0f02' stop-opacity='.26'/></linearGradient>\
<linearGradient id='pv-dn' x2='0' y2='1'><stop stop-color='#1e0f02' stop-opacity='0'/><stop offset='1' stop-color='#1e0f02' stop-opacity='.45'/></linearGradient>\
</defs><rect width='800' height='800' fill='url(#pv-bg)'/>";

impl Svg {
    /// A picture with paper and light and nothing on it.
    pub(super) fn new() -> Self {
        let mut out = String::with_capacity(14_000);
        out.push_str(STUDIO);
        Self(out)
    }

    /// A piece of markup without a picture round it.
    pub(super) const fn fragment() -> Self {
        Self(String::new())
    }

    /// The markup as written so far.
    pub(super) fn into_text(self) -> String {
        self.0
    }

    /// The finished picture.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }

    /// Writes a template with its numbers.
    pub(super) fn put(&mut self, template: &str, numbers: &[i32]) {
        self.fill(template, numbers, &[]);
    }

    /// Writes a template with its numbers and strings; the strings are trusted markup.
    pub(super) fn fill(&mut self, template: &str, numbers: &[i32], strings: &[&str]) {
        let mut numbers = numbers.iter().copied();
        let mut strings = strings.iter();
        for part in template.chars() {
            match part {
                '@' => self.decimal(numbers.next().unwrap_or(0), 1),
                '~' => self.decimal(numbers.next().unwrap_or(0), 10),
                '^' => self.decimal(numbers.next().unwrap_or(0), 1000),
                '%' => self.colour(numbers.next().unwrap_or(0)),
                '$' => self.0.push_str(strings.next().copied().unwrap_or_default()),
                other => self.0.push(other),
            }
        }
    }

    fn decimal(&mut self, value: i32, unit: u32) {
        if value < 0 {
            self.0.push('-');
        }
        let size = value.unsigned_abs();
        let mut rest = size % unit;
        let whole = size / unit;
        if whole > 0 || rest == 0 {
            let mut place = 1;
            while place <= whole / 10 {
                place *= 10;
            }
            while place > 0 {
                self.digit(whole / place % 10);
                place /= 10;
            }
        }
        if rest > 0 {
            self.0.push('.');
            let mut place = unit / 10;
            while rest > 0 && place > 0 {
                self.digit(rest / place);
                rest %= place;
                place /= 10;
            }
        }
    }

    fn digit(&mut self, digit: u32) {
        self.0.push(char::from(b'0' + (digit % 10) as u8));
    }

    fn colour(&mut self, colour: i32) {
        self.0.push('#');
        for shift in [20, 16, 12, 8, 4, 0] {
            let nibble = (colour >> shift & 15) as u8;
            self.0.push(char::from(if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 }));
        }
    }

    /// Appends path data for a smooth curve near the given points (tenths), from the middle of the first pair to the middle of the last.
    pub(super) fn curve(&mut self, points: &[(i32, i32)]) {
        let mut at = (0, 0);
        for (index, pair) in points.windows(2).enumerate() {
            let &[from, to] = pair else { continue };
            let middle = ((from.0 + to.0) / 2, (from.1 + to.1) / 2);
            match index {
                0 => self.put("M~ ~", &[middle.0, middle.1]),
                1 => self.put("q~ ~ ~ ~", &[from.0 - at.0, from.1 - at.1, middle.0 - at.0, middle.1 - at.1]),
                2.. => self.put("t~ ~", &[middle.0 - at.0, middle.1 - at.1]),
            }
            at = middle;
        }
    }

    /// A soft shadow on the ground.
    pub(super) fn shadow(&mut self, x: i32, y: i32, half_width: i32, half_height: i32) {
        self.put("<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-gs)'/>", &[x, y, half_width, half_height]);
    }

    /// Letters `text` centred at a point, no larger than `size` and no wider than `width`; nothing when it is empty.
    /// `paint` holds further attributes.
    pub(super) fn letter(&mut self, text: &str, place: [i32; 2], width: i32, size: i32, paint: &str) {
        let shown: String = text.chars().filter(|&c| is_drawable(c)).take(60).collect();
        if shown.trim().is_empty() {
            return;
        }
        let count = i32::try_from(shown.chars().count()).unwrap_or(60);
        // The direction is that of the name, not of the page. The mark says it to those who do not read the attribute.
        let (family, direction, mark, advance) = match script(&shown) {
            Script::Arabic => ("Noto Naskh Arabic,Fraunces", "rtl", "\u{202b}", 52),
            Script::Tifinagh => ("Noto Sans Tifinagh,Fraunces", "ltr", "", 74),
            Script::Latin | Script::Digits => ("Fraunces,Noto Naskh Arabic,Noto Sans Tifinagh", "ltr", "", 62),
        };
        let size = (width * 1000 / (count * advance)).min(size * 10);
        self.fill(
            "<text x='@' y='@' font-size='~' text-anchor='middle' font-family='$' direction='$' $>$",
            &[place[0], place[1], size],
            &[family, direction, paint, mark],
        );
        for c in shown.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '\'' => self.0.push_str("&#39;"),
                '"' => self.0.push_str("&#34;"),
                other => self.0.push(other),
            }
        }
        self.put("</text>", &[]);
    }
}

/// Whether a character may stand in XML and cannot turn the direction of what follows.
fn is_drawable(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}

/// The script of the first letter that tells.
fn script(text: &str) -> Script {
    text.chars()
        .find_map(|c| match c {
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => {
                Some(Script::Arabic)
            }
            '\u{2d30}'..='\u{2d7f}' => Some(Script::Tifinagh),
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => Some(Script::Latin),
            _ => None,
        })
        .unwrap_or(Script::Digits)
}

/// Place among the fillings of a slot of what fills it, see [`slots`]; an unknown or missing one counts as the first.
pub(super) fn slot(scene: &Scene, name: &str) -> usize {
    let filled = scene.look.iter().rev().find(|(slot, _)| slot == name);
    let of = slots(scene.kind).iter().find(|slot| slot.name == name);
    let place = |(_, filling): &(String, String)| of?.fillings.iter().position(|known| known == filling);
    filled.and_then(place).unwrap_or(0)
}

/// One side of the piece in millimetres: `usual` when it has none, kept within `least` and `most`.
pub(super) fn side(scene: &Scene, index: usize, usual: i32, least: i32, most: i32) -> i32 {
    let given = scene.dimensions_mm.get(index).copied().unwrap_or(0);
    if given <= 0 { usual } else { i32::try_from(given).unwrap_or(most).clamp(least, most) }
}

/// The entry of a table, the first one when there is none.
pub(super) fn at<T: Copy>(table: &[T], index: usize) -> T {
    table.get(index).or(table.first()).copied().expect("tables of drawings are not empty")
}

/// Sine of an angle in degrees, in thousandths.
pub(super) fn sin(degrees: i32) -> i32 {
    let turn = degrees.rem_euclid(360);
    let half = turn % 180;
    let bow = half * (180 - half);
    let size = 4000 * bow / (40_500 - bow);
    if turn < 180 { size } else { -size }
}

/// Cosine of an angle in degrees, in thousandths.
pub(super) fn cos(degrees: i32) -> i32 {
    sin(degrees + 90)
}

/// A natural irregularity: always the same number below `below` for the same seed.
pub(super) fn chance(seed: i32, below: i32) -> i32 {
    let mut bits = (seed as u32).wrapping_mul(0x9e37_79b1) ^ 0x5bd1_e995;
    bits = (bits ^ bits >> 15).wrapping_mul(0x85eb_ca6b);
    bits = (bits ^ bits >> 13).wrapping_mul(0xc2b2_ae35);
    ((bits >> 8) % below.max(1) as u32) as i32
}

/// A colour between two, `part` hundredths of the way to `other`.
pub(super) fn mix(colour: i32, other: i32, part: i32) -> i32 {
    [16, 8, 0].into_iter().fold(0, |sum, shift| {
        let (from, to) = (colour >> shift & 255, other >> shift & 255);
        sum | (from + (to - from) * part / 100) << shift
    })
}

/// How many thousandths of a unit a millimetre takes, so that a piece of this extent fills `room` units
/// when it is `large` mm or more, and about two thirds of it when it is `small`.
pub(super) fn scale(extent_mm: i32, room: i32, small: i32, large: i32) -> i32 {
    let grown = (extent_mm - small).clamp(0, large - small) * 320 / (large - small).max(1);
    room * (680 + grown) / extent_mm.max(1)
}
