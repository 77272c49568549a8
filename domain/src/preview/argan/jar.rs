//! The jar of amlou.

use super::TWIG;
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, chance, mix, scale, side, sin, slot};

/// Draws the jar.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let lid = slot(scene, "lid");
    let dark = slot(scene, "content") == 1;
    let ribbon = slot(scene, "ribbon");
    let tall = side(scene, 2, 95, 40, 300);
    let wide = side(scene, 0, tall * 82 / 100, 25, 300).clamp(tall * 45 / 100, tall * 130 / 100);
    let factor = scale((tall * 115 / 100).max(wide), 590, 60, 190);
    let [w, h] = [wide * factor / 1000, tall * factor / 1000];
    let half = w / 2;
    let base = 520 + h / 4;
    let bow = half / 7;
    let shoulder = base - h * 78 / 100;
    let throat = base - h * 86 / 100;
    let neck = half * 82 / 100;
    let paste = if dark { 0x5b_3216 } else { 0xa9_6f2d };
    let [left, right] = [400 - half, 400 + half];

    svg.put("<defs><linearGradient id='pv-g'><stop stop-color='%'/><stop offset='.25' stop-color='%'/><stop offset='.6' stop-color='%'/><stop offset='1' stop-color='%'/></linearGradient>", &[mix(paste, 0x20_0c00, 55), mix(paste, 0xff_d28a, 26), paste, mix(paste, 0x20_0c00, 62)]);
    svg.put("<pattern id='pv-n' width='90' height='70' patternUnits='userSpaceOnUse'>", &[]);
    for crumb in 0..24 {
        svg.put(
            "<ellipse cx='@' cy='@' rx='~' ry='~' fill='%' opacity='.55'/>",
            &[
                4 + chance(crumb, 82),
                4 + chance(crumb + 40, 62),
                9 + chance(crumb + 80, 22),
                8 + chance(crumb + 90, 12),
                mix(paste, if crumb % 3 == 0 { 0xff_e2b0 } else { 0x1e_0c02 }, 45),
            ],
        );
    }
    svg.put("</pattern></defs>", &[]);
    svg.shadow(400 + half / 2, base + bow / 2, half * 16 / 10, bow * 2);
    svg.shadow(406, base + bow, half * 108 / 100, bow * 15 / 10);

    // Glass wall, then what it holds, a little smaller.
    let round = half / 5;
    let wall = |svg: &mut Svg, inset: i32, top: i32, paint: &str| {
        let [l, r, b] = [left + inset, right - inset, base - inset];
        svg.fill(
            "<path d='M@ @Q@ @ @ @V@Q@ @ @ @Q400 @ @ @Q@ @ @ @V@Q@ @ @ @z' fill='$'/>",
            &[
                400 - neck + inset,
                top,
                l,
                top + 2,
                l,
                top + round,
                b - round,
                l,
                b,
                l + round,
                b,
                b + bow * 2,
                r - round,
                b,
                r,
                b,
                r,
                b - round,
                top + round,
                r,
                top + 2,
                400 + neck - inset,
                top,
            ],
            &[paint],
        );
    };
    wall(svg, 0, shoulder - round / 2, "#e8eee9");
    wall(svg, 0, shoulder - round / 2, "url(#pv-cy)");
    svg.put(
        "<path d='M@ @V@Q400 @ @ @V@z' fill='#dfe8e2' opacity='.9'/>",
        &[400 - neck, throat, shoulder, shoulder + bow * 2, 400 + neck, shoulder, throat],
    );
    wall(svg, 7, shoulder + round / 2, "url(#pv-g)");
    wall(svg, 7, shoulder + round / 2, "url(#pv-n)");
    // The oil that rises above the paste.
    svg.put("<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='#e9a93a' opacity='.75'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='#f5c867' opacity='.8'/>", &[left + 9, shoulder + round * 8 / 10, shoulder + round * 8 / 10 + bow * 2, right - 9, shoulder + round * 8 / 10, shoulder + round * 14 / 10, shoulder + round * 14 / 10 + bow * 2, left + 9, shoulder + round * 14 / 10, shoulder + round * 8 / 10, half - 10, bow]);

    // Label of kraft paper.
    let [top, bottom] = [shoulder + h * 22 / 100, base - h * 12 / 100];
    let room = bottom - top;
    let reach = half * 78 / 100;
    svg.put(
        "<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='#faf5e8'/>",
        &[400 - reach, top, top + bow * 17 / 10, 400 + reach, top, bottom, bottom + bow * 17 / 10, 400 - reach, bottom],
    );
    svg.put(
        "<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='none' stroke='#9c6a2c' stroke-width='1.6'/>",
        &[
            400 - reach + 8,
            top + 9,
            top + 9 + bow * 17 / 10,
            400 + reach - 8,
            top + 9,
            bottom - 8,
            bottom - 8 + bow * 17 / 10,
            400 - reach + 8,
            bottom - 8,
        ],
    );
    let lettered = !scene.text.trim().is_empty();
    let centre = top + bow + room * if lettered { 36 } else { 50 } / 100;
    svg.fill(
        "<g transform='translate(400 @)rotate(8)scale(^)'>$</g>",
        &[centre, (room * if lettered { 52 } else { 70 } / 10).min(w * 5)],
        &[TWIG],
    );
    // Almonds beside the twig.
    svg.put("<g fill='#a8652c' stroke='#6b3a14' stroke-width='1'>", &[]);
    for (place, tilt) in [(-1, -30), (1, 24)] {
        svg.put("<path transform='translate(@ @)rotate(@)scale(^)' d='M0-30C16-14 18 8 0 24-18 8-16-14 0-30zM-5-8Q-7 4-2 14M5-8Q8 4 3 14'/>", &[400 + place * reach * 55 / 100, centre + room / 12, tilt, room * 42 / 10]);
    }
    svg.put("</g>", &[]);
    svg.letter(&scene.text, [400, top + bow + room * 82 / 100], reach * 16 / 10, room / 5, "fill='#4a2a10'");
    svg.put(
        "<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='url(#pv-cy)' opacity='.6'/>",
        &[400 - reach, top, top + bow * 17 / 10, 400 + reach, top, bottom, bottom + bow * 17 / 10, 400 - reach, bottom],
    );
    // Window light.
    svg.put("<path d='M@ @Q@ @ @ @V@Q@ @ @ @z' fill='#fff' opacity='.5'/><path d='M@ @V@' stroke='#fff' stroke-width='5' opacity='.35' stroke-linecap='round'/>", &[left + half / 9, shoulder + round, left + half / 10, shoulder + round / 3, left + half * 22 / 100, shoulder + round / 3, base - round * 13 / 10, left + half * 13 / 100, base - round, left + half / 9, base - round * 16 / 10, right - half / 12, shoulder + round * 2, base - round * 2]);

    // Lid.
    let crown = throat - h * 13 / 100;
    let reach = neck * if lid == 0 { 97 } else { 104 } / 100;
    let colour = at(&[0xcb_9f69, 0xd2_a94e], lid);
    let shape = [400 - reach, crown, throat + 8, throat + 8 + bow * 18 / 10, 400 + reach, throat + 8, crown];
    svg.put(
        "<path d='M@ @V@Q400 @ @ @V@z' fill='%'/>",
        &[shape[0], shape[1], shape[2], shape[3], shape[4], shape[5], shape[6], colour],
    );
    if lid == 0 {
        svg.put("<g fill='#85592a' opacity='.6'>", &[]);
        for pore in 0..34 {
            let x = chance(pore + 11, reach * 19 / 10) - reach * 95 / 100;
            svg.put(
                "<ellipse cx='@' cy='@' rx='~' ry='1.6'/>",
                &[400 + x, crown + bow + chance(pore + 70, throat - crown), 16 + chance(pore, 26)],
            );
        }
        svg.put("</g>", &[]);
    } else {
        for groove in -13..14 {
            let x = 400 + reach * sin(groove * 6) / 1000;
            svg.put(
                "<path d='M@ @v@' stroke='#7d5c17' stroke-width='2' opacity='.45'/>",
                &[x, crown + bow + 6, (throat - crown) * 8 / 10],
            );
        }
    }
    svg.put("<path d='M@ @V@Q400 @ @ @V@z' fill='url(#pv-cy)'/>", &shape);
    svg.put("<ellipse cx='400' cy='@' rx='@' ry='@' fill='%'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='url(#pv-di)'/><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='^'/>", &[crown, reach, bow, mix(colour, 0xff_f2d8, 34), crown, reach * 93 / 100, bow * 88 / 100, 400 - reach * 35 / 100, crown - bow / 6, reach * 45 / 100, bow / 2, if lid == 0 { 300 } else { 850 }]);

    // Ribbon round the neck with its bow.
    if ribbon > 0 {
        let cloth = at(&[0, 0x1f_5f9e, 0xd9_b679], ribbon);
        let y = throat + 18;
        let deep = mix(cloth, 0x10_0a04, 45);
        svg.put(
            "<path d='M@ @Q400 @ @ @v@Q400 @ @ @z' fill='%' stroke='%' stroke-width='.8'/>",
            &[
                400 - neck - 3,
                y - 8,
                y - 8 + bow * 2,
                400 + neck + 3,
                y - 8,
                16,
                y + 8 + bow * 2,
                400 - neck - 3,
                y + 8,
                cloth,
                deep,
            ],
        );
        svg.put(
            "<path d='M@ @Q400 @ @ @v@Q400 @ @ @z' fill='url(#pv-cy)'/>",
            &[
                400 - neck - 3,
                y - 8,
                y - 8 + bow * 2,
                400 + neck + 3,
                y - 8,
                16,
                y + 8 + bow * 2,
                400 - neck - 3,
                y + 8,
            ],
        );
        svg.put(
            "<g transform='translate(@ @)scale(^)' fill='%' stroke='%' stroke-width='1'>",
            &[400 - half / 3, y + bow, half * 6, cloth, deep],
        );
        svg.put("<path d='M0 0C-20 30-34 60-58 84L-40 88-34 104C-14 74-4 40 4 6zM0 0C16 32 24 64 40 92L48 78 66 82C46 50 30 24 10-4z'/><path d='M0 0C-30-40-82-44-88-14-90 14-40 20 0 4zM0 0C30-40 82-44 88-14 90 14 40 20 0 4z'/><path d='M-8-2C-34-22-62-26-74-14M8-2C34-22 62-26 74-14M-22 26L-46 70M18 26L44 66' fill='none' stroke='#fff' stroke-width='4' opacity='.3'/><rect x='-13' y='-13' width='26' height='27' rx='8'/></g>", &[]);
    }
}
