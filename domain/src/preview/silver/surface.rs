//! Surfaces of a round wall: hammered, engraved, filigree.

use super::band::Wall;
use super::metal::{Metal, granulate};
use crate::preview::svg::{Svg, chance, cos, mix, sin};

/// A place on the front of the wall: `angle` degrees from its middle, `down` hundredths of its height.
fn place(wall: &Wall, cy: i32, angle: i32, down: i32) -> [i32; 2] {
    [wall.centre[0] + wall.rx * sin(angle) / 1000, cy + wall.ry * cos(angle) / 1000 + wall.high * down / 100]
}

/// Marks of the hammer: each a shallow bowl that is dark above and bright below.
pub(super) fn hammer(svg: &mut Svg, wall: &Wall, cy: i32, silver: Metal) {
    svg.put("<defs><linearGradient id='pv-h' x2='.8' y2='1'><stop stop-color='%' stop-opacity='.85'/><stop offset='.5' stop-color='%' stop-opacity='.25'/><stop offset='1' stop-color='#fff' stop-opacity='.95'/></linearGradient></defs><g fill='url(#pv-h)'>", &[silver.dark, silver.middle]);
    for column in -8_i32..=8 {
        for row in 0..4 {
            let seed = column * 9 + row;
            let angle = column * 11 + row % 2 * 5 + chance(seed, 5) - 2;
            if angle.abs() < 87 {
                let [x, y] = place(wall, cy, angle, 13 + row * 24 + chance(seed + 400, 7));
                svg.put(
                    "<ellipse cx='@' cy='@' rx='@' ry='@'/>",
                    &[x, y, (wall.rx / 11 * cos(angle) / 1000).max(3), wall.high * (12 + chance(seed + 70, 5)) / 100],
                );
            }
        }
    }
    svg.put("</g>", &[]);
}

/// Engraving: lozenges between two zigzag lines.
pub(super) fn engrave(svg: &mut Svg, wall: &Wall, cy: i32, silver: Metal) {
    for (colour, shift, width) in [(silver.light, 2, 24), (silver.recess, 0, 24)] {
        svg.put("<path fill='none' stroke='%' stroke-width='~' stroke-linejoin='round' d='", &[colour, width]);
        for (high, low) in [(9, 21), (79, 91)] {
            for tooth in -26..=26 {
                let [x, y] = place(wall, cy, tooth * 33 / 10, if tooth % 2 == 0 { high } else { low });
                svg.put(if tooth == -26 { "M@ @" } else { "L@ @" }, &[x + shift, y + shift]);
            }
        }
        for figure in -5..=5 {
            for reach in [7, 4] {
                let angle = figure * 15;
                let [[a, b], [c, d], [e, f], [g, h]] =
                    [(-reach, 50), (0, 50 - reach * 3), (reach, 50), (0, 50 + reach * 3)]
                        .map(|(turn, down)| place(wall, cy, angle + turn, down));
                svg.put(
                    "M@ @L@ @L@ @L@ @z",
                    &[a + shift, b + shift, c + shift, d + shift, e + shift, f + shift, g + shift, h + shift],
                );
            }
        }
        svg.put("'/>", &[]);
    }
}

/// Filigree: scrolls of wire over a dark ground, between twisted borders.
pub(super) fn filigree(svg: &mut Svg, wall: &Wall, cy: i32, silver: Metal) {
    let &Wall { centre: [cx, _], rx, ry, high, .. } = wall;
    svg.put(
        "<path d='M@ @v@A@ @ 0 0 0 @ @v-@A@ @ 0 0 1 @ @z' fill='%' opacity='.92'/>",
        &[
            cx - rx,
            cy + high * 12 / 100,
            high * 76 / 100,
            rx,
            ry,
            cx + rx,
            cy + high * 88 / 100,
            high * 76 / 100,
            rx,
            ry,
            cx - rx,
            cy + high * 12 / 100,
            silver.recess,
        ],
    );
    let rows = if high > 120 { 3 } else { 2 };
    for row in 0..rows {
        for column in -7_i32..=7 {
            let angle = column * 12 + if row % 2 == 0 { 0 } else { 6 };
            if angle.abs() > 80 {
                continue;
            }
            let [x, y] = place(wall, cy, angle, 12 + 76 * (2 * row + 1) / (2 * rows));
            let size = rx * 10 * 24 / 1000 * 10;
            let flip = if (column + row) % 2 == 0 { 1 } else { -1 };
            svg.put(
                "<use href='#pv-w' transform='translate(@ @)rotate(@)scale(^ ^)'/>",
                &[x, y, -angle / 5, size * cos(angle) / 1000, flip * high * 76 * 10 / (rows * 56)],
            );
        }
    }
    for down in [12, 88] {
        let mut line = Svg::fragment();
        line.put(
            "M@ @A@ @ 0 0 0 @ @",
            &[cx - rx + 2, cy + high * down / 100, rx - 2, ry, cx + rx - 2, cy + high * down / 100],
        );
        granulate(svg, silver, &line.into_text(), (high / 16).clamp(4, 9));
    }
    svg.put(
        "<path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='%' stroke-width='1'/>",
        &[cx - rx, cy + high / 2, rx, ry, cx + rx, cy + high / 2, mix(silver.recess, silver.dark, 50)],
    );
}
