//! A pair of mules, seen from above.

use super::plait::{body, define_plait, second};
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, mix, scale, side, slot};

/// Draws the pair.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let colour = body(scene);
    let toe = slot(scene, "toe");
    let rubber = slot(scene, "sole") == 1;
    let trim = second(scene, "trim");
    let length = side(scene, 0, 260, 100, 360);
    let width = side(scene, 1, length * 37 / 100, 40, 160);
    let tall = scale(length, 650, 180, 290) * length / 1000;
    let across = (tall * width / length).clamp(tall * 28 / 100, tall * 48 / 100);
    define_plait(svg, 0, 360);

    // One foot on 100 by 270, toe up; the other is its mirror image.
    const OUTLINES: [&str; 2] = [
        "M-4-133C32-135 50-102 49-62C48-28 36 2 36 42C38 84 38 133 0 134C-37 133-36 86-35 46C-34 4-49-28-50-66C-50-106-34-131-4-133z",
        "M-12-150C8-132 48-104 49-60C48-28 36 2 36 42C38 84 38 133 0 134C-37 133-36 86-35 46C-34 4-49-28-50-64C-50-98-26-118-12-150z",
    ];
    let outline = at(&OUTLINES, toe);
    let [rim, inner, stitch] =
        if rubber { [0x33_302d, 0xcf_b48a, 0x7a_5c34] } else { [0x9a_5f30, 0xc6_8f58, 0xf3_dcae] };
    let edge = trim.unwrap_or_else(|| mix(colour, 0x1f_1205, 34));
    let deep = mix(colour, 0x1f_1205, 60);
    svg.fill("<defs><path id='pv-o' d='$'/><clipPath id='pv-c'><use href='#pv-o'/></clipPath><clipPath id='pv-cv'><path d='M-70-160H70V8C46-34-36-40-70-2z'/></clipPath><radialGradient id='pv-vm' cx='.34' cy='.3' r='.8'><stop stop-color='#fff' stop-opacity='.36'/><stop offset='.4' stop-color='#fff' stop-opacity='.04'/><stop offset='1' stop-color='#1f1205' stop-opacity='.62'/></radialGradient>", &[], &[outline]);
    // Sole and footbed.
    svg.put(
        "<g id='pv-f'><use href='#pv-o' fill='%' stroke='%' stroke-width='@'/>",
        &[rim, rim, if rubber { 11 } else { 6 }],
    );
    if rubber {
        svg.put("<use href='#pv-o' fill='none' stroke='#57524c' stroke-width='10' stroke-dasharray='1.4 3.4'/><use href='#pv-o' fill='none' stroke='%' stroke-width='4'/>", &[0x1d_1b19]);
    }
    svg.put("<use href='#pv-o' fill='%'/><g clip-path='url(#pv-c)'><use href='#pv-o' fill='url(#pv-di)'/><use href='#pv-o' fill='none' stroke='#2a1206' stroke-width='10' opacity='.25'/>", &[inner]);
    svg.put("<use href='#pv-o' fill='none' stroke='%' stroke-width='1.3' stroke-dasharray='4 3' transform='translate(0 3)scale(.84 .93)'/><path d='M-50-6C-26-40 40-34 60 14L60 40C36-10-22-16-60 34z' fill='#2a1206' opacity='.42'/><ellipse cx='-10' cy='96' rx='22' ry='26' fill='url(#pv-hl)' opacity='.4'/></g></g>", &[stitch]);
    // Upper of plaited raffia, raised over the toes.
    svg.put("<g id='pv-u'><g clip-path='url(#pv-cv)'><use href='#pv-o' fill='%' stroke='%' stroke-width='5'/><g clip-path='url(#pv-c)'><rect x='-60' y='-160' width='120' height='180' fill='url(#pv-v)'/>", &[colour, deep]);
    if let Some(shade) = trim {
        svg.put("<path d='M-60-66C-30-84 30-84 60-58' fill='none' stroke='%' stroke-width='8'/><path d='M-60-54C-30-72 30-72 60-46' fill='none' stroke='%' stroke-width='2.4' stroke-dasharray='4 3'/>", &[shade, shade]);
    }
    svg.put("<use href='#pv-o' fill='url(#pv-vm)'/><ellipse cx='-17' cy='-92' rx='17' ry='30' fill='url(#pv-hl)' opacity='.55' transform='rotate(18 -17 -92)'/></g></g>", &[]);
    svg.put("<g fill='none' stroke-linecap='round'><path d='M-49-24C-30-36 34-34 42-10' stroke='%' stroke-width='9'/><path d='M-49-24C-30-36 34-34 42-10' stroke='%' stroke-width='6.4'/><path d='M-49-25C-30-37 34-35 42-11' stroke='%' stroke-width='2' stroke-dasharray='3 3'/></g></g></defs>", &[mix(edge, 0x1f_1205, 55), edge, mix(edge, 0xff_ffff, 50)]);

    let size = tall * 1000 / 276;
    let stretch = across * 1000 / 102;
    let gap = across * 62 / 100 + 12;
    for (x, y, turn, mirror) in [(400 - gap, 388, -7, 1), (400 + gap, 410, 8, -1)] {
        svg.put("<g transform='translate(@ @)rotate(@)scale(^ ^)'><g opacity='.55'><use href='#pv-o' transform='translate(@ 7)scale(1.06 1.02)' fill='#2a1d12' opacity='.3'/><use href='#pv-o' transform='translate(@ 12)scale(1.12 1.04)' fill='#2a1d12' opacity='.22'/></g><use href='#pv-f'/>", &[x, y, turn, stretch * mirror, size, 8 * mirror, 13 * mirror]);
        svg.put("<use href='#pv-u'/>", &[]);
        if mirror < 0 {
            svg.put("<use href='#pv-o' fill='url(#pv-dn)' opacity='.2'/>", &[]);
        }
        svg.put("</g>", &[]);
        svg.put("<g transform='translate(@ @)rotate(@)'>", &[x, y, turn]);
        svg.letter(
            &scene.text,
            [0, tall * 27 / 100],
            across * 48 / 100,
            tall / 15,
            if rubber { "fill='#5c3f1c'" } else { "fill='#5a2a0c'" },
        );
        svg.put("</g>", &[]);
    }
}
