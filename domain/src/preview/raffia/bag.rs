//! The basket bag.

use super::plait::{body, braid, define_plait, path, second};
use crate::preview::Scene;
use crate::preview::svg::{Svg, mix, scale, side, slot};

/// Draws the bag.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let colour = body(scene);
    let band = second(scene, "band");
    let leather = slot(scene, "handle") == 0;
    let weave = slot(scene, "weave");
    let [length, height] = [side(scene, 0, 400, 100, 900), side(scene, 2, 280, 80, 800)];
    let handle = (height * 55 / 100).clamp(90, 260);
    let extent = length.max((height + handle) * 92 / 100);
    let factor = scale(extent, 640, 180, 620);
    let [w, h, rise] = [length * factor / 1000, height * factor / 1000, handle * factor / 1000];
    let half = w / 2;
    let foot = half * 84 / 100;
    let mouth = (half * 15 / 100).max(10);
    let top = 400 + (rise - h) / 2 + 6;
    let base = top + h;
    let [left, right] = [400 - half, 400 + half];
    let deep = mix(colour, 0x1f_1205, 62);
    define_plait(svg, weave, 780);

    svg.shadow(428, base - 4, half * 12 / 10, mouth * 13 / 10);
    svg.shadow(404, base + 3, foot, mouth * 7 / 10);

    let (cord, hide) = ((w / 34).clamp(9, 18), 0x8a_4d26);
    let grip = half * 40 / 100;
    let arch = |y: i32, up: i32, spread: i32| {
        path(
            "M@ @C@ @ @ @ @ @C@ @ @ @ @ @",
            &[
                400 - spread,
                y,
                400 - spread,
                y - up * 8 / 10,
                400 - spread * 7 / 10,
                y - up,
                400,
                y - up,
                400 + spread * 7 / 10,
                y - up,
                400 + spread,
                y - up * 8 / 10,
                400 + spread,
                y,
            ],
        )
    };
    let strap = |svg: &mut Svg, line: &str, dark: i32| {
        if leather {
            for (shade, thick) in [
                (mix(hide, 0x1a_0802, 55 + dark), cord + 3),
                (mix(hide, 0x1a_0802, dark), cord),
                (mix(hide, 0xff_d8a8, 40), cord / 4),
            ] {
                svg.fill(
                    "<path d='$' fill='none' stroke='%' stroke-width='@' stroke-linecap='round'/>",
                    &[shade, thick],
                    &[line],
                );
            }
        } else {
            braid(svg, line, mix(colour, 0x1f_1205, dark), cord + 2);
        }
    };
    strap(svg, &arch(top - mouth / 2, rise * 96 / 100, grip * 92 / 100), 34);

    // Inside, seen over the front edge.
    svg.put("<ellipse cx='400' cy='@' rx='@' ry='@' fill='%'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='url(#pv-v)' opacity='.6'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='#120a03' opacity='.45'/>", &[top, half, mouth, mix(colour, 0x1f_1205, 50), top, half, mouth, top + mouth / 3, half * 97 / 100, mouth * 8 / 10]);
    braid(
        svg,
        &path("M@ @A@ @ 0 0 1 @ @", &[left, top, half, mouth, right, top]),
        mix(colour, 0x1f_1205, 16),
        cord * 8 / 10,
    );

    // Body.
    svg.put("<defs><path id='pv-o' d='M@ @A@ @ 0 0 0 @ @C@ @ @ @ @ @Q400 @ @ @C@ @ @ @ @ @z'/><clipPath id='pv-c'><use href='#pv-o'/></clipPath></defs>", &[left, top, half, mouth, right, top, right, top + h / 2, 400 + foot + 10, base - h / 12, 400 + foot - w / 20, base - h / 40, base + mouth, 400 - foot + w / 20, base - h / 40, 400 - foot - 10, base - h / 12, left, top + h / 2, left, top]);
    svg.put("<use href='#pv-o' fill='%'/><g clip-path='url(#pv-c)'>", &[colour]);
    let bow = mouth;
    let zone = |svg: &mut Svg, from: i32, to: i32, shade: i32| {
        svg.put(
            "<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='%'/>",
            &[left - 9, from, from + bow * 2, right + 9, from, to, to + bow * 2, left - 9, to, shade],
        )
    };
    let middle = top + h * 42 / 100;
    if let Some(shade) = band {
        zone(svg, top + h * 24 / 100, top + h * 58 / 100, shade);
        zone(svg, top + h * 19 / 100, top + h * 21 / 100, shade);
        zone(svg, top + h * 61 / 100, top + h * 63 / 100, shade);
    }
    svg.put(
        "<rect x='@' y='@' width='@' height='@' fill='url(#pv-v)'/>",
        &[left - 9, top - mouth, w + 18, h + mouth * 3],
    );
    // Where one ring of plait is sewn to the next.
    for seam in 1..7 {
        let y = top + h * seam / 7;
        svg.put(
            "<path d='M@ @Q400 @ @ @' fill='none' stroke='%' stroke-width='2.6' opacity='.35'/>",
            &[left - 9, y, y + bow * 2, right + 9, y, deep],
        );
    }
    svg.put("<use href='#pv-o' fill='url(#pv-cy)'/><use href='#pv-o' fill='url(#pv-dn)' opacity='.75'/><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='.34'/></g>", &[400 - half * 42 / 100, top + h * 36 / 100, half / 3, h / 3]);
    braid(svg, &path("M@ @A@ @ 0 0 0 @ @", &[left, top, half, mouth, right, top]), colour, cord);

    // Front handle with its patches.
    let patch = top + mouth + h / 18;
    strap(svg, &arch(patch, rise + h / 18 + mouth / 2, grip), 0);
    for place in [400 - grip, 400 + grip] {
        let (pw, ph) = (cord * 12 / 10, (h / 9).clamp(18, 44));
        if leather {
            svg.put("<path d='M@ @h@v@q-@ @-@ 0z' fill='%' stroke='%' stroke-width='1.5'/><path d='M@ @v@M@ @v@' stroke='#f0d3a2' stroke-width='1.7' stroke-dasharray='4 3'/><circle cx='@' cy='@' r='4' fill='#d8b04e' stroke='#5e4210'/><circle cx='@' cy='@' r='1.4' fill='#fff'/>", &[place - pw, patch - ph / 3, pw * 2, ph, pw, pw, pw * 2, hide, mix(hide, 0x1a_0802, 60), place - pw + 4, patch - ph / 3 + 3, ph - 4, place + pw - 4, patch - ph / 3 + 3, ph - 4, place, patch + ph / 4, place - 1, patch + ph / 4 - 1]);
        } else {
            svg.put(
                "<path d='M@ @l@ @M@ @l-@ @M@ @h@' stroke='%' stroke-width='5' stroke-linecap='round'/>",
                &[
                    place - pw,
                    patch - 4,
                    pw * 2,
                    ph * 7 / 10,
                    place + pw,
                    patch - 4,
                    pw * 2,
                    ph * 7 / 10,
                    place - pw,
                    patch + ph * 4 / 10,
                    pw * 2,
                    mix(colour, 0x1f_1205, 30),
                ],
            );
        }
    }
    let ground = band.unwrap_or(colour);
    let pale = matches!(ground, 0xe2_c286 | 0xd0_6a50);
    let size = (h / 6).min(w / 6);
    let y = middle + bow * 9 / 10 + size / 3;
    svg.letter(&scene.text, [401, y + 2], w * 56 / 100, size, "fill='#000' fill-opacity='.35'");
    svg.letter(
        &scene.text,
        [400, y],
        w * 56 / 100,
        size,
        if pale {
            "fill='#4a2410' stroke='#4a2410' stroke-width='.8'"
        } else {
            "fill='#f6e7c4' stroke='#f6e7c4' stroke-width='.8'"
        },
    );
}
