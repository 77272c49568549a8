//! The turned bowl.

use super::timber::{define_inlay, define_wood, ink, timber};
use crate::preview::Scene;
use crate::preview::svg::{Svg, mix, scale, side, slot};

/// Draws the bowl.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let wood = slot(scene, "wood");
    let rim = slot(scene, "rim");
    let varnished = slot(scene, "finish") == 1;
    let across = side(scene, 0, 240, 60, 800);
    let up = side(scene, 2, 90, 20, 600);
    let factor = scale(across.max((across * 34 / 100 + up * 94 / 100) * 100 / 95), 620, 120, 380);
    // Half axes of the mouth, and the depth of the wall below it.
    let rx = across * factor / 2000;
    let ry = rx * 36 / 100;
    let deep = up * factor / 1000 * 93 / 100;
    let (cx, cy) = (400, 425 - (deep - ry) / 2 - ry / 4);
    let foot = rx * 42 / 100;
    let foot_ry = foot * 36 / 100;
    let floor = cy + deep;
    let ground = timber(wood);

    define_wood(svg, wood);
    define_inlay(svg, rim);
    svg.put("<defs><radialGradient id='pv-in' cx='.68' cy='.86' r='.95'><stop stop-color='#ffdfae' stop-opacity='.42'/><stop offset='.4' stop-color='#ffdfae' stop-opacity='.06'/><stop offset='.75' stop-color='#120600' stop-opacity='.4'/><stop offset='1' stop-color='#120600' stop-opacity='.72'/></radialGradient><clipPath id='pv-c'><ellipse cx='@' cy='@' rx='@' ry='@'/></clipPath></defs>", &[cx, cy, rx * 93 / 100, ry * 90 / 100]);
    svg.shadow(cx + rx / 5, floor + foot_ry * 8 / 10, rx * 105 / 100, ry * 62 / 100);
    svg.shadow(cx + 8, floor + foot_ry, foot * 12 / 10, foot_ry * 9 / 10);

    let outline = [
        cx - rx,
        cy,
        cx - rx,
        cy + deep * 62 / 100,
        cx - foot * 13 / 10,
        floor - deep / 12,
        cx - foot,
        floor,
        foot,
        foot_ry,
        cx + foot,
        floor,
        cx + foot * 13 / 10,
        floor - deep / 12,
        cx + rx,
        cy + deep * 62 / 100,
        cx + rx,
        cy,
    ];
    let wall = "<path d='M@ @C@ @ @ @ @ @A@ @ 0 0 0 @ @C@ @ @ @ @ @z' fill='$'/>";
    svg.fill(wall, &outline, &["url(#pv-w)"]);
    svg.fill(wall, &outline, &["url(#pv-cy)"]);
    svg.fill(wall, &outline, &["url(#pv-dn)"]);
    // The lathe leaves fine rings round the wall.
    for ring in 1..5 {
        let drop = deep * ring * 17 / 100;
        let half = rx - (rx - foot) * ring * ring / 30;
        svg.put(
            "<path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='%' stroke-width='1.1' opacity='.22'/>",
            &[cx - half, cy + drop, half, half * 36 / 100, cx + half, cy + drop, ground.dark],
        );
    }
    svg.put(
        "<ellipse cx='@' cy='@' rx='@' ry='@' transform='rotate(14 @ @)' fill='url(#pv-hl)' opacity='^'/>",
        &[
            cx - rx * 52 / 100,
            cy + ry + deep * 20 / 100,
            rx / 5,
            deep * 20 / 100,
            cx - rx * 52 / 100,
            cy + ry + deep * 22 / 100,
            if varnished { 950 } else { 380 },
        ],
    );
    if varnished {
        svg.put(
            "<path d='M@ @q@ @ @ @l@ @q-@ -@ -@ -@z' fill='#fff' opacity='.4'/>",
            &[
                cx - rx * 88 / 100,
                cy + ry * 78 / 100,
                rx / 12,
                deep * 3 / 10,
                rx / 4,
                deep * 45 / 100,
                rx / 30,
                -4,
                rx / 7,
                deep * 2 / 10,
                rx / 5,
                deep * 44 / 100,
            ],
        );
    }

    // Mouth: lip, band, hollow.
    svg.put("<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-w)'/><ellipse cx='@' cy='@' rx='@' ry='@' fill='%' opacity='.45'/>", &[cx, cy, rx, ry, cx, cy, rx, ry, mix(ground.light, 0xff_f0d0, 30)]);
    if rim > 0 {
        svg.put(
            "<ellipse cx='@' cy='@' rx='@' ry='@' fill='none' stroke='url(#pv-i)' stroke-width='@'/>",
            &[cx, cy, rx * 97 / 100, ry * 955 / 1000, rx / 22],
        );
        svg.put(
            "<path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='url(#pv-i)' stroke-width='@'/>",
            &[cx - rx * 985 / 1000, cy + rx / 12, rx * 985 / 1000, ry, cx + rx * 985 / 1000, cy + rx / 12, rx / 26],
        );
        svg.put(
            "<path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='url(#pv-cy)' stroke-width='@'/>",
            &[cx - rx * 985 / 1000, cy + rx / 12, rx * 985 / 1000, ry, cx + rx * 985 / 1000, cy + rx / 12, rx / 24],
        );
    }
    svg.put("<g clip-path='url(#pv-c)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-w)'/><g fill='none' stroke='%' stroke-width='1.2' opacity='.3'>", &[cx - rx, cy - ry, rx * 2, ry * 2, ground.dark]);
    for ring in 1..7 {
        svg.put(
            "<ellipse cx='@' cy='@' rx='@' ry='@'/>",
            &[cx, cy + ry * 26 / 100 - ring * ry * 3 / 100, rx * (8 + ring * 13) / 100, ry * (8 + ring * 13) / 100],
        );
    }
    svg.put(
        "</g></g><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-in)'/>",
        &[cx, cy, rx * 93 / 100, ry * 90 / 100],
    );
    svg.put(
        "<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='^'/>",
        &[cx + rx * 34 / 100, cy + ry * 42 / 100, rx / 3, ry / 4, if varnished { 750 } else { 240 }],
    );
    svg.put("<path d='M@ @A@ @ 0 0 1 @ @' fill='none' stroke='#fff3dc' stroke-width='2.4' opacity='.8' stroke-linecap='round'/>", &[cx - rx + 1, cy, rx - 1, ry - 1, cx + rx / 5, cy - ry + 2]);
    svg.letter(&scene.text, [cx, cy + ry + deep * 30 / 100], rx, deep / 4, ink(wood, rim));
}
