//! The bottle of oil.

use super::{TWIG, cap};
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, chance, mix, scale, side, slot};

/// Draws the bottle.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let glass = slot(scene, "glass");
    let cap = slot(scene, "cap");
    let label = slot(scene, "label");
    let tall = side(scene, 2, 150, 50, 400);
    let wide = side(scene, 0, tall * 36 / 100, 20, 200).clamp(tall * 24 / 100, tall * 80 / 100);
    let factor = scale(tall * 124 / 100, 700, 90, 280);
    let [w, h] = [wide * factor / 1000, tall * factor / 1000];
    // Glass from shoulder to ground, and its colours: edge, body, light through the oil.
    let half = w / 2;
    let neck = (half * 46 / 100).max(14);
    let base = 640 + h / 12;
    let shoulder = base - h * 76 / 100;
    let throat = base - h * 88 / 100;
    let mouth = base - h * 94 / 100;
    let left = 400 - half;
    let right = 400 + half;
    let [edge, body, glow] = at(
        &[[0x3f_1704, 0x96_4a0c, 0xf0_a02c], [0x06_1d45, 0x16_4c94, 0x5c_9edc], [0xb8_a560, 0xe6_c865, 0xff_ecac]],
        glass,
    );

    svg.put("<defs><linearGradient id='pv-g'><stop stop-color='%'/><stop offset='.1' stop-color='%'/><stop offset='.3' stop-color='%'/><stop offset='.62' stop-color='%'/><stop offset='.86' stop-color='%'/><stop offset='.95' stop-color='%'/><stop offset='1' stop-color='%'/></linearGradient>", &[edge, mix(edge, body, 60), mix(body, glow, 45), body, mix(body, edge, 45), mix(body, glow, 40), edge]);
    svg.put("<radialGradient id='pv-ca'><stop stop-color='%' stop-opacity='.85'/><stop offset='.5' stop-color='%' stop-opacity='.4'/><stop offset='1' stop-color='%' stop-opacity='0'/></radialGradient>", &[glow, glow, glow]);
    svg.put("<linearGradient id='pv-oi' x2='0' y2='1'><stop stop-color='%' stop-opacity='.1'/><stop offset='.7' stop-color='%' stop-opacity='.25'/><stop offset='1' stop-color='%' stop-opacity='.85'/></linearGradient></defs>", &[glow, glow, glow]);

    svg.shadow(400 + half * 8 / 10, base - 2, half * 19 / 10, half * 34 / 100);
    svg.shadow(408, base + 4, half * 11 / 10, half * 20 / 100);
    svg.put(
        "<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-ca)' transform='rotate(-4 @ @)'/>",
        &[400 + half * 125 / 100, base, half * 9 / 10, half * 15 / 100, right, base],
    );

    let corner = half / 5;
    let outline = [
        400 - neck,
        throat,
        400 - neck,
        shoulder - (shoulder - throat) / 3,
        left,
        shoulder - (shoulder - throat) / 6,
        left,
        shoulder + half * 4 / 10,
        base - corner,
        left,
        base,
        left + corner,
        base,
        right - corner,
        right,
        base,
        right,
        base - corner,
        shoulder + half * 4 / 10,
        right,
        shoulder - (shoulder - throat) / 6,
        400 + neck,
        shoulder - (shoulder - throat) / 3,
        400 + neck,
        throat,
    ];
    let shape = "<path d='M@ @C@ @ @ @ @ @V@Q@ @ @ @H@Q@ @ @ @V@C@ @ @ @ @ @z' fill='$'/>";
    svg.fill(shape, &outline, &["url(#pv-g)"]);
    // Oil stands a little below the shoulder; light gathers at its foot.
    let level = shoulder + half * 24 / 100;
    if glass == 2 {
        svg.put(
            "<path d='M@ @C@ @ @ @ @ @L@ @C@ @ @ @ @ @z' fill='#fffdf4' opacity='.72'/>",
            &[
                400 - neck + 4,
                throat,
                400 - neck + 4,
                shoulder,
                left + 5,
                shoulder,
                left + 5,
                level,
                right - 5,
                level,
                right - 5,
                shoulder,
                400 + neck - 4,
                shoulder,
                400 + neck - 4,
                throat,
            ],
        );
    }
    svg.put(
        "<path d='M@ @Q400 @ @ @V@Q@ @ @ @H@Q@ @ @ @z' fill='url(#pv-oi)'/>",
        &[
            left + 6,
            level,
            level + half / 6,
            right - 6,
            level,
            base - corner - 4,
            right - 6,
            base - 7,
            right - corner,
            base - 7,
            left + corner,
            left + 6,
            base - 7,
            left + 6,
            base - corner - 4,
        ],
    );
    svg.put("<ellipse cx='400' cy='@' rx='@' ry='@' fill='%' opacity='.45'/><path d='M@ @Q400 @ @ @' stroke='%' stroke-width='2' fill='none' opacity='.8'/>", &[level, half - 7, half / 14, glow, left + 7, level, level + half / 7, right - 7, level, mix(glow, 0xff_ffff, 50)]);
    svg.put(
        "<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-ca)'/>",
        &[400 + half / 4, base - corner, half * 6 / 10, half / 4],
    );

    // Label, curved a little as it goes round the glass.
    let [paper, ink] = at(&[[0xfb_f8f0, 0x2c_3a30], [0xc9_a373, 0x43_2c16], [0x1f_5a92, 0xf4_f1e6]], label);
    let top = shoulder + h * 20 / 100;
    let bottom = base - h * 9 / 100;
    let bow = half / 9;
    svg.put(
        "<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='%'/>",
        &[left + 2, top, top + bow * 2, right - 2, top, bottom, bottom + bow * 2, left + 2, bottom, paper],
    );
    if label == 1 {
        svg.put("<g stroke='#8d6a3e' opacity='.5'>", &[]);
        for fleck in 0..14 {
            svg.put(
                "<path d='M@ @l7 @'/>",
                &[
                    left + 10 + chance(fleck, (w - 30).max(1)),
                    top + bow * 2 + chance(fleck + 30, (bottom - top - bow).max(1)),
                    chance(fleck + 60, 7) - 3,
                ],
            );
        }
        svg.put("</g>", &[]);
    }
    let room = bottom - top;
    let twig = (room * 5).min(w * 8);
    let lettered = !scene.text.trim().is_empty();
    let centre = top + bow * 3 / 2 + room * if lettered { 36 } else { 44 } / 100;
    svg.put(
        "<path d='M@ @Q400 @ @ @M@ @Q400 @ @ @' fill='none' stroke='%' stroke-width='1.6'/>",
        &[
            left + 2,
            top + 9,
            top + 9 + bow * 2,
            right - 2,
            top + 9,
            left + 2,
            bottom - 9,
            bottom - 9 + bow * 2,
            right - 2,
            bottom - 9,
            ink,
        ],
    );
    svg.fill("<g transform='translate(400 @)scale(^)'>$</g>", &[centre, twig], &[TWIG]);
    let paint = at(&["fill='#2c3a30'", "fill='#3d2812'", "fill='#f7f3e6'"], label);
    svg.letter(&scene.text, [400, top + bow * 3 / 2 + room * 80 / 100], w * 72 / 100, room / 6, paint);
    if !lettered {
        // Without a name, a drop of oil.
        svg.put(
            "<path d='M400 @q-@ @ 0 @q@ -@ 0 -@z' fill='%' opacity='.85'/>",
            &[
                top + bow * 3 / 2 + room * 78 / 100,
                room / 11,
                room / 9,
                room / 8,
                room / 11,
                room / 72,
                room / 8,
                mix(paper, 0xb8_7a12, 75),
            ],
        );
    }
    svg.put(
        "<path d='M@ @Q400 @ @ @V@Q400 @ @ @z' fill='url(#pv-cy)' opacity='.75'/>",
        &[left + 2, top, top + bow * 2, right - 2, top, bottom, bottom + bow * 2, left + 2, bottom],
    );

    // Window light on the glass.
    svg.put(
        "<path d='M@ @Q@ @ @ @L@ @Q@ @ @ @z' fill='#fff' opacity='.62'/>",
        &[
            left + half * 24 / 100,
            shoulder + half / 6,
            left + half * 22 / 100,
            shoulder + half * 3 / 10,
            left + half * 21 / 100,
            top + bow - 6,
            left + half * 38 / 100,
            top + bow,
            left + half * 38 / 100,
            shoulder + half * 3 / 10,
            left + half * 46 / 100,
            shoulder + half / 9,
        ],
    );
    svg.put("<path d='M@ @V@' stroke='#fff' stroke-width='4' opacity='.4' stroke-linecap='round'/><path d='M@ @V@' stroke='#fff' stroke-width='@' opacity='.5' stroke-linecap='round'/>", &[right - half / 8, shoulder + half / 2, base - corner * 2, left + half * 3 / 10, bottom + bow * 2, base - corner, half / 9]);
    cap::draw(svg, cap, [neck, throat, mouth, h], edge);
}
