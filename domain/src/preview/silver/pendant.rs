//! The pendant: fibula (tizerzai), hand (khamsa) or disc.

use super::metal::{define_silver, granulate, metal, set_stone};
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, mix, scale, side, slot};

/// Outlines on 200 by 240 units round the origin.
const OUTLINES: [&str; 3] = [
    "M0-92C10-92 17-84 18-74L82 62C98 58 112 70 108 86 105 98 92 104 80 99 74 112 56 112 50 100L22 100C22 116-22 116-22 100L-50 100C-56 112-74 112-80 99-92 104-105 98-108 86-112 70-98 58-82 62L-18-74C-17-84-10-92 0-92z",
    "M-34-108H34C44-108 50-100 50-90V-52C58-66 74-74 86-64 96-54 88-42 84-32 78-14 72 4 56 16L56 62C56 80 34 80 33 62V50L32 84C31 102 13 102 12 86L11 64 11 104C11 122-11 122-11 104L-11 64-12 86C-13 102-31 102-32 84L-33 50V62C-34 80-56 80-56 62V16C-72 4-78-14-84-32-88-42-96-54-86-64-74-74-58-66-50-52V-90C-50-100-44-108-34-108z",
    "M0-102A102 102 0 1 1 0 102 102 102 0 1 1 0-102z",
];

/// The pierced fields inside the outlines.
const FIELDS: [&str; 3] = [
    "M0-66L66 78H-66z",
    "M-32-94H32Q38-94 38-88V-4C36 20 20 34 0 44-20 34-36 20-38-4V-88Q-38-94-32-94z",
    "M0-82A82 82 0 1 1 0 82 82 82 0 1 1 0-82z",
];

/// Draws the pendant.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let shape = slot(scene, "shape");
    let silver = metal(slot(scene, "finish"));
    let stone = slot(scene, "stone");
    let rich = slot(scene, "filigree") == 1;
    let chain = slot(scene, "chain");
    // Its length hangs down; its height is the thickness of the metal, which is not seen.
    let [across, high] = [side(scene, 1, 42, 10, 160), side(scene, 0, 50, 10, 160)];
    let factor = scale(across.max(high), 500, 25, 90);
    // The outline keeps its proportions unless the piece is really of another one.
    let natural = at(&[100, 118, 100], shape);
    let stretch = (high * 10_000 / (across * natural)).clamp(78, 128);
    let stretch = if shape == 2 { 100 } else { stretch };
    let size = across.max(high) * factor * 10 / stretch.max(100) / 100;
    let (sx, sy) = (size * 46 / 100, size * 46 * stretch / 10_000);
    let centre = [400, 462];
    let [cx, cy] = centre;
    let head = cy - sy * at(&[90, 106, 100], shape) / 100;
    let outline = at(&OUTLINES, shape);
    let field = at(&FIELDS, shape);
    define_silver(svg, silver, if rich { 28 } else { 58 });

    // Chain behind: long goes out of the neck of the picture, short lies in an arc.
    let ring = size / 15 + 7;
    let collar = head;
    // A fibula ends in its own open ring; the bail hangs on top of it.
    let head = if shape == 0 { head - sx * 52 / 100 } else { head };
    if chain > 0 {
        let mut own = Svg::fragment();
        if chain == 2 {
            own.put(
                "M@ @C@ @ @ @ 206 14M@ @C@ @ @ @ 594 14",
                &[
                    cx - 4,
                    head - ring * 2,
                    cx - 70,
                    head - ring * 2 - 10,
                    236,
                    (head - ring * 2) * 6 / 10,
                    cx + 4,
                    head - ring * 2,
                    cx + 70,
                    head - ring * 2 - 10,
                    564,
                    (head - ring * 2) * 6 / 10,
                ],
            );
        } else {
            let foot = head - ring * 2;
            own.put(
                "M@ @C@ @ 190 @ 190 110 190 20 320 28 400 28 480 28 610 20 610 110 610 @ @ @ @ @",
                &[cx - 4, foot, cx - 40, foot - 26, foot - 30, foot - 30, cx + 40, foot - 26, cx + 4, foot],
            );
        }
        let line = own.into_text();
        let link = 9;
        svg.fill("<path d='$' transform='translate(9 12)' fill='none' stroke='#2a1d12' stroke-width='8' opacity='.13'/><path d='$' fill='none' stroke='%' stroke-width='@' stroke-linecap='round' stroke-dasharray='9 9'/><path d='$' fill='none' stroke='%' stroke-width='5' stroke-linecap='round' stroke-dasharray='9 9'/><path d='$' fill='none' stroke='%' stroke-width='3' stroke-linecap='round' stroke-dasharray='6 12' stroke-dashoffset='-10'/><path d='$' transform='translate(-1 -1)' fill='none' stroke='#fff' stroke-width='1.8' stroke-linecap='round' stroke-dasharray='4 14' opacity='.9'/>", &[silver.recess, link, silver.middle, silver.dark], &[&line, &line, &line, &line, &line]);
    }
    // It hangs a little before the wall.
    for (shift, opacity) in [(22, 70), (15, 110), (9, 160)] {
        svg.fill(
            "<path d='$' transform='translate(@ @)scale(^ ^)' fill='#2a1d12' opacity='^'/>",
            &[cx + shift, cy + shift * 13 / 10, sx * 10, sy * 10, opacity],
            &[outline],
        );
    }
    let eye = head - ring;
    for (colour, width) in [(silver.recess, 9), (silver.middle, 7), (silver.light, 2)] {
        svg.put(
            "<circle cx='@' cy='@' r='@' fill='none' stroke='%' stroke-width='@'/>",
            &[cx, eye - ring / 4, ring, colour, width],
        );
    }
    if shape == 0 {
        // The pin and the open ring of a fibula.
        svg.put("<path d='M@ @A@ @ 0 1 1 @ @' fill='none' stroke='%' stroke-width='@' stroke-linecap='round'/><path d='M@ @A@ @ 0 1 1 @ @' fill='none' stroke='url(#pv-u)' stroke-width='@' stroke-linecap='round'/>", &[cx - sx / 9, collar + sy / 12, sx / 3, sx / 3, cx + sx / 9, collar + sy / 12, silver.recess, sx / 9 + 3, cx - sx / 9, collar + sy / 12, sx / 3, sx / 3, cx + sx / 9, collar + sy / 12, sx / 9]);
    }

    svg.fill("<g transform='translate(@ @)scale(^ ^)'><path d='$' fill='url(#pv-u)' stroke='%' stroke-width='1.6'/><path d='$' transform='translate(-.8 -1)scale(.975)' fill='none' stroke='#fff' stroke-width='1.6' opacity='.75'/>", &[cx, cy, sx * 10, sy * 10, silver.dark], &[outline, outline]);
    svg.put("</g>", &[]);
    // Filigree of one scale whatever the size of the piece.
    svg.fill("<defs><clipPath id='pv-c'><path transform='translate(@ @)scale(^ ^)' d='$'/></clipPath></defs><g clip-path='url(#pv-c)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-fi)'/></g>", &[cx, cy, sx * 10, sy * 10, cx - sx, cy - sy * 11 / 10, sx * 2, sy * 22 / 10], &[field]);
    svg.fill("<g transform='translate(@ @)scale(^ ^)'><path d='$' fill='none' stroke='%' stroke-width='4.6'/><path d='$' fill='none' stroke='%' stroke-width='2.8'/>", &[cx, cy, sx * 10, sy * 10, silver.recess, mix(silver.middle, silver.light, 50)], &[field, field]);
    granulate(svg, silver, field, if rich { 5 } else { 4 });
    match shape {
        0 => {
            for (x, y, r) in [(-94, 81, 10), (94, 81, 10), (0, 103, 8)] {
                granulate(svg, silver, &super::metal::round(x, y, r, r), 4);
                svg.put("<circle cx='@' cy='@' r='@' fill='url(#pv-u)' stroke='%' stroke-width='.8'/><circle cx='@' cy='@' r='@' fill='url(#pv-hl)'/>", &[x, y, r * 6 / 10, silver.dark, x - 2, y - 2, r / 2]);
            }
        }
        1 => {
            // Engraved fingers.
            svg.put("<path d='M-44 24V58M-22 52V84M0 58V102M22 52V84M44 24V58' fill='none' stroke='%' stroke-width='3' stroke-linecap='round' stroke-dasharray='5 4'/><path d='M-70-44Q-66-20-58-6M70-44Q66-20 58-6' fill='none' stroke='%' stroke-width='2.4' stroke-dasharray='4 3'/>", &[silver.recess, silver.recess]);
        }
        2.. => {
            granulate(svg, silver, &super::metal::round(0, 0, 92, 92), if rich { 7 } else { 5 });
        }
    }
    svg.put("</g>", &[]);
    if rich {
        let lattice =
            at(&["M0-66L66 78M0-66L-66 78", "M-38-50H38M-38-8H38", "M0-58A58 58 0 1 1 0 58 58 58 0 1 1 0-58"], shape);
        svg.fill("<g transform='translate(@ @)scale(^ ^)'>", &[cx, cy, sx * 10, sy * 10], &[]);
        granulate(svg, silver, lattice, 6);
        svg.put("</g>", &[]);
    }
    let lettered = !scene.text.trim().is_empty();
    let y = cy + sy * at(&[20, -36, if lettered { -14 } else { 0 }], shape) / 100;
    let reach = sx * at(&[25, 24, 34], shape) / 100;
    set_stone(svg, silver, stone, [cx, y], [reach, reach * if shape == 2 { 100 } else { 118 } / 100]);
    if lettered {
        // A plate for the name at the foot of the field.
        let (y, half) = at(
            &[
                (cy + sy * 72 / 100, sx * 52 / 100),
                (cy + sy * 16 / 100, sx * 36 / 100),
                (cy + sy * 54 / 100, sx * 54 / 100),
            ],
            shape,
        );
        let size = sy / 6;
        svg.put(
            "<rect x='@' y='@' width='@' height='@' rx='@' fill='url(#pv-u)' stroke='%' stroke-width='2'/>",
            &[cx - half, y - size, half * 2, size * 15 / 10, size / 4, silver.recess],
        );
        svg.letter(&scene.text, [cx, y + size / 10], half * 18 / 10, size, "fill='#24292c'");
    }
}
