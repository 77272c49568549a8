//! Photographs of the shop laid over each other: the main picture, then one layer for each chosen value that has one, in
//! the order of the options.
//!
//! In a scene they stand as slots: `base` and `layer.<option>` (of several values `layer.<option>.<value>`) are filled with
//! the name of a picture's file without its ending, `tint.<option>` and `tint.*` (the main picture) with the colour that
//! these take. [`crate::authoring`] alone writes them, from pictures that the shop has.
//!
//! A photograph cannot be drawn anew for other sides. So it stands as it was taken, unless the artisan says that her
//! pictures end at the edges of the piece: then they are stretched to its sides, which is right for what lies or hangs flat
//! and good enough for what is seen from the front.

use super::svg::{Svg, scale, side, slot};
use super::{Kind, Scene};
use crate::picture::{is_code, widths};
use crate::product::ProductModel;

/// Slot of the main picture.
pub(crate) const BASE: &str = "base";
/// What the slot of a value's picture begins with.
pub(crate) const LAYER: &str = "layer.";
/// What the slot of a colour begins with.
pub(crate) const TINT: &str = "tint.";
/// Stands for the main picture where an option could stand; no option has this key.
pub const MAIN: &str = "*";

/// Widest file that is worth its bytes in a drawing of 800 units.
const WIDEST: u32 = 800;

/// Draws the layers.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg::new();
    let stretched = slot(scene, "proportions") == 1;
    let [width, height] = if stretched { sides(scene) } else { [800, 800] };
    let [left, top] = [400 - width / 2, 400 - height / 2];
    let fit = if stretched { "none" } else { "xMidYMid" };
    for (at, (name, file)) in (0..).zip(&scene.look) {
        let Some(part) = part(name).filter(|_| code_of(file).is_some()) else { continue };
        let tint = scene.look.iter().find(|(name, _)| name.strip_prefix(TINT) == Some(part));
        let tinted = tint.and_then(|(_, colour)| rgb(colour)).map(|[r, g, b]| {
            // Light and shadow of what was photographed white stay, in this colour.
            svg.put(
                "<filter id='pv-t@' x='0' y='0' width='1' height='1' color-interpolation-filters='sRGB'>\
                 <feColorMatrix values='^ 0 0 0 0 0 ^ 0 0 0 0 0 ^ 0 0 0 0 0 1 0'/></filter>",
                &[at, r * 1000 / 255, g * 1000 / 255, b * 1000 / 255],
            );
            svg.put("<g filter='url(#pv-t@)'>", &[at]);
        });
        svg.fill(
            "<image x='@' y='@' width='@' height='@' preserveAspectRatio='$' href='/media/picture/$.webp'/>",
            &[left, top, width, height],
            &[fit, file],
        );
        if tinted.is_some() {
            svg.put("</g>", &[]);
        }
    }
    let from_top = [50, 16, 86].get(slot(scene, "text")).copied().unwrap_or(50);
    let size = (height / 9).clamp(24, 76);
    let ink = if slot(scene, "ink") == 0 { "fill='#2a1d12'" } else { "fill='#fffefb'" };
    svg.letter(&scene.text, [400, top + height * from_top / 100 + size / 3], width * 7 / 10, size, ink);
    svg.finish()
}

/// Length across, and height upwards; of what has no height, its width.
fn sides(scene: &Scene) -> [i32; 2] {
    let up = if scene.dimensions_mm[2] > 0 { 2 } else { 1 };
    let sides = [0, up].map(|index| side(scene, index, 300, 20, 6_000));
    let factor = scale(sides[0].max(sides[1]), 740, 40, 1_000);
    sides.map(|side| (side * factor / 1_000).max(30))
}

/// Which part of the picture a slot holds: the key of an option, or [`MAIN`]; `None` when it holds no picture.
fn part(slot: &str) -> Option<&str> {
    if slot == BASE {
        return Some(MAIN);
    }
    let option = slot.strip_prefix(LAYER)?;
    Some(option.split_once('.').map_or(option, |(option, _)| option))
}

/// The code of the picture that a file belongs to; `None` for what is no name of a file.
pub(crate) fn code_of(file: &str) -> Option<&str> {
    let (code, width) = file.split_once('-')?;
    (is_code(code) && !width.is_empty() && width.bytes().all(|digit| digit.is_ascii_digit())).then_some(code)
}

fn rgb(colour: &str) -> Option<[i32; 3]> {
    let number = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let number = i32::from_str_radix(number, 16).ok()?;
    Some([16, 8, 0].map(|shift| number >> shift & 255))
}

/// The file of a picture of this size that is drawn, without its ending.
pub(crate) fn file_of(code: &str, width: u32, height: u32) -> String {
    let widths = widths(width, height);
    let fits = widths.iter().rev().find(|width| **width <= WIDEST);
    [code, "-", &fits.or(widths.first()).copied().unwrap_or(1).to_string()].concat()
}

/// The codes of all pictures that a product can be shown with, its photographs among them, each once.
#[must_use]
pub fn pictures(model: &ProductModel) -> Vec<&str> {
    let values = model.groups.iter().flat_map(|group| group.values()).flat_map(|value| &value.look);
    let is_layered = model.preview.kind == Kind::Layers;
    let files = model.preview.look.iter().chain(values).filter(|(slot, _)| is_layered && part(slot).is_some());
    let photos = model.guide.photos.iter().map(String::as_str);
    let mut codes: Vec<&str> = files.filter_map(|(_, file)| code_of(file)).chain(photos).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAG: &str = "0123456789abcdef0123456789abcdef-640";
    const LINING: &str = "f123456789abcdef0123456789abcdef-320";

    fn scene(look: &[(&str, &str)], dimensions_mm: [i64; 3], text: &str) -> Scene {
        let look = look.iter().map(|(slot, filling)| ((*slot).to_owned(), (*filling).to_owned())).collect();
        Scene { kind: Kind::Layers, dimensions_mm, look, text: text.to_owned() }
    }

    #[test]
    fn layers_lie_in_order_and_take_the_colour_that_is_meant_for_them() {
        let svg = draw(&scene(
            &[("base", BAG), ("tint.lining", "#ff8000"), ("layer.lining", LINING), ("layer.extras.tassel", BAG)],
            [300, 200, 250],
            "أمينة",
        ));
        let images: Vec<&str> = svg.match_indices("<image").map(|(at, _)| &svg[at..]).collect();
        assert_eq!(images.len(), 3, "{svg}");
        assert!(images[0].contains(BAG) && images[1].split("/>").next().is_some_and(|one| one.contains(LINING)));
        assert_eq!(svg.matches("<filter").count(), 1);
        assert!(svg.contains("values='1 0 0 0 0 0 .501 0 0 0 0 0 0 0 0 0 0 0 1 0'"), "{svg}");
        assert!(svg.contains(&format!("<g filter='url(#pv-t2)'><image x='0' y='0' width='800' height='800' preserveAspectRatio='xMidYMid' href='/media/picture/{LINING}.webp'/></g>")), "{svg}");
        assert!(
            svg.contains(
                "font-family='Noto Naskh Arabic,Fraunces' direction='rtl' fill='#2a1d12'>\u{202b}أمينة</text>"
            ),
            "{svg}"
        );
        let tinted = draw(&scene(&[("base", BAG), ("tint.*", "#102030")], [0; 3], ""));
        assert!(tinted.contains("<g filter") && !tinted.contains("<text"), "{tinted}");
    }

    #[test]
    fn only_the_names_of_files_are_ever_written() {
        let hostile = ["x' onload='alert(1)", "http://evil.example/a", "../../etc/passwd", "", "0123-640", "-640"];
        for name in hostile.into_iter().chain([&BAG[..32], &[BAG, "/"].concat()]) {
            let svg = draw(&scene(&[("base", name), ("layer.a", name)], [0; 3], ""));
            assert!(!svg.contains("<image"), "{name}: {svg}");
        }
        let svg = draw(&scene(&[("base", BAG), ("tint.*", "#zz0000")], [0; 3], ""));
        assert!(!svg.contains("<filter"), "{svg}");
    }

    #[test]
    fn photographs_keep_their_shape_unless_they_end_at_the_edges_of_the_piece() {
        let sized = |look: &[(&str, &str)], sides| {
            let svg = draw(&scene(&[&[("base", BAG)], look].concat(), sides, ""));
            let number = |name: &str| -> i32 {
                let (_, rest) = svg.split_once("<image").expect("an image");
                let (_, rest) = rest.split_once(name).expect("an attribute");
                rest.split('\'').next().expect("a value").parse().expect("a number")
            };
            [" width='", " height='"].map(number)
        };
        assert_eq!(sized(&[], [900, 200, 300]), [800, 800]);
        let stretched = |sides| sized(&[("proportions", "sides")], sides);
        let [width, height] = stretched([900, 200, 300]);
        assert!((width - 3 * height).abs() <= 3, "{width} x {height}");
        assert_eq!(stretched([900, 300, 0]), [width, height], "what has no height lies flat");
        for extreme in [[0; 3], [i64::MAX, 1, i64::MIN], [1, 1, i64::MAX]] {
            let [width, height] = stretched(extreme);
            assert!((30..=760).contains(&width) && (30..=760).contains(&height), "{extreme:?}: {width} x {height}");
        }
    }

    #[test]
    fn the_file_that_is_drawn_is_no_wider_than_the_drawing() {
        let code = &BAG[..32];
        for ((width, height), expected) in
            [((4000, 3000), 640), ((800, 800), 800), ((330, 200), 330), ((900, 900), 640), ((1, 1), 1)]
        {
            let file = file_of(code, width, height);
            assert_eq!(
                (file.as_str(), code_of(&file)),
                ([code, "-", &expected.to_string()].concat().as_str(), Some(code))
            );
        }
    }
}
