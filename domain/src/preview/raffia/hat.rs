//! The hat.

use super::plait::{body, braid, define_plait, path, second};
use crate::preview::Scene;
use crate::preview::svg::{Svg, mix, side, slot};

/// Draws the hat.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let colour = body(scene);
    let band = second(scene, "band");
    let wide = slot(scene, "brim") == 1;
    let across = side(scene, 0, 340, 150, 700);
    let up = side(scene, 2, 115, 50, 260);
    // The head is the measure: the brim takes what the slot says, a larger hat is drawn a little larger.
    let head = (148 + across / 20).min(182);
    let brim = if wide { head * 198 / 100 } else { head * 150 / 100 };
    let ry = brim * 40 / 100;
    let tall = (up * head * 2 / 185).clamp(110, 290);
    let base = 400 + (tall + head * 36 / 100 - brim * 40 / 100) / 2;
    let crown_ry = head * 36 / 100;
    let deep = mix(colour, 0x1f_1205, 60);
    define_plait(svg, 1, 460);

    svg.shadow(424, base + ry * 62 / 100, brim * 104 / 100, ry * 62 / 100);
    // Brim: a broad leaf that dips in front and lifts at the sides.
    let lift = brim / 12;
    svg.put("<defs><path id='pv-b' d='M@ @C@ @ @ @ 400 @C@ @ @ @ @ @C@ @ @ @ 400 @C@ @ @ @ @ @z'/><clipPath id='pv-cb'><use href='#pv-b'/></clipPath>", &[400 - brim, base - lift, 400 - brim, base - ry * 7 / 10, 400 - brim * 55 / 100, base - ry, base - ry, 400 + brim * 55 / 100, base - ry, 400 + brim, base - ry * 7 / 10, 400 + brim, base - lift, 400 + brim, base + ry * 45 / 100, 400 + brim * 55 / 100, base + ry, base + ry, 400 - brim * 55 / 100, base + ry, 400 - brim, base + ry * 45 / 100, 400 - brim, base - lift]);
    svg.put("<radialGradient id='pv-br' cx='.32' cy='.25' r='.85'><stop stop-color='#fff' stop-opacity='.3'/><stop offset='.4' stop-color='#fff' stop-opacity='0'/><stop offset='1' stop-color='#1f1205' stop-opacity='.5'/></radialGradient>", &[]);
    let side_x = head * 92 / 100;
    svg.put("<path id='pv-o' d='M@ @C@ @ @ @ @ @Q400 @ @ @C@ @ @ @ @ @A@ @ 0 0 1 @ @z'/><clipPath id='pv-c'><use href='#pv-o'/></clipPath></defs>", &[400 - head, base, 400 - head, base - tall * 45 / 100, 400 - side_x, base - tall * 92 / 100, 400 - head * 60 / 100, base - tall, base - tall - crown_ry / 3, 400 + head * 60 / 100, base - tall, 400 + side_x, base - tall * 92 / 100, 400 + head, base - tall * 45 / 100, 400 + head, base, head, crown_ry, 400 - head, base]);

    svg.put("<use href='#pv-b' y='7' fill='%'/><use href='#pv-b' fill='%'/><g clip-path='url(#pv-cb)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-v)' opacity='.4'/>", &[deep, colour, 400 - brim, base - ry, brim * 2, ry * 2]);
    let rows = if wide { 13 } else { 9 };
    for row in 1..rows {
        let (rx, y) = (head + (brim - head) * row / rows, crown_ry + (ry - crown_ry) * row / rows);
        svg.put("<ellipse cx='400' cy='@' rx='@' ry='@' fill='none' stroke='%' stroke-width='2' opacity='.55'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='none' stroke='#fff' stroke-width='@' stroke-dasharray='7 5' opacity='.2'/>", &[base - lift * row / rows / 4, rx, y, deep, base - 5, rx, y, 5]);
    }
    // The crown's shadow lies on the brim to the right.
    svg.put(
        "<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-gs)'/><use href='#pv-b' fill='url(#pv-br)'/></g>",
        &[400 + head * 46 / 100, base + crown_ry * 34 / 100, head * 12 / 10, crown_ry * 13 / 10],
    );
    let edge = path(
        "M@ @C@ @ @ @ 400 @C@ @ @ @ @ @",
        &[
            400 - brim,
            base - lift,
            400 - brim,
            base + ry * 45 / 100,
            400 - brim * 55 / 100,
            base + ry,
            base + ry,
            400 + brim * 55 / 100,
            base + ry,
            400 + brim,
            base + ry * 45 / 100,
            400 + brim,
            base - lift,
        ],
    );
    braid(svg, &edge, colour, 8);

    // Crown.
    svg.put("<use href='#pv-o' fill='%'/><g clip-path='url(#pv-c)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-v)' opacity='.45'/>", &[colour, 400 - head, base - tall - crown_ry, head * 2, tall + crown_ry * 2]);
    let rows = 11;
    for row in 0..rows {
        let y = base - tall * row / rows;
        let bow = crown_ry * (100 + row * 2) / 100;
        svg.put("<path d='M@ @Q400 @ @ @' fill='none' stroke='%' stroke-width='2.2' opacity='.55'/><path d='M@ @Q400 @ @ @' fill='none' stroke='#fff' stroke-width='5' stroke-dasharray='7 5' opacity='.2'/>", &[400 - head, y, y + bow * 2, 400 + head, y, deep, 400 - head, y - 8, y - 8 + bow * 2, 400 + head, y - 8]);
    }
    // The pinch of the crown.
    svg.put(
        "<path d='M@ @C@ @ @ @ @ @C@ @ @ @ @ @z' fill='%' opacity='.28'/>",
        &[
            400 - head * 40 / 100,
            base - tall + 6,
            400 - head / 5,
            base - tall + crown_ry / 2,
            400 + head / 5,
            base - tall + crown_ry / 2,
            400 + head * 40 / 100,
            base - tall + 6,
            400 + head / 6,
            base - tall - crown_ry / 5,
            400 - head / 6,
            base - tall - crown_ry / 5,
            400 - head * 40 / 100,
            base - tall + 6,
            deep,
        ],
    );
    let ribbon = tall * 25 / 100;
    if let Some(shade) = band {
        svg.put(
            "<path d='M@ @A@ @ 0 0 0 @ @v-@A@ @ 0 0 1 @ @z' fill='%'/>",
            &[
                400 - head,
                base,
                head,
                crown_ry,
                400 + head,
                base,
                ribbon,
                head,
                crown_ry,
                400 - head,
                base - ribbon,
                shade,
            ],
        );
        for line in [15, 50, 85] {
            let y = base - ribbon * line / 100;
            svg.put(
                "<path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='%' stroke-width='2' opacity='.4'/>",
                &[400 - head, y, head, crown_ry, 400 + head, y, mix(shade, if line == 85 { 0xff_ffff } else { 0 }, 60)],
            );
        }
    }
    svg.put("<use href='#pv-o' fill='url(#pv-cy)'/><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='.42'/><path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='#1f1205' stroke-width='9' opacity='.28'/></g>", &[400 - head * 44 / 100, base - tall * 62 / 100, head * 36 / 100, tall * 38 / 100, 400 - head, base, head, crown_ry, 400 + head, base]);
    if let Some(shade) = band {
        // The bow sits on the right of the ribbon.
        let (x, y) = (400 + head * 74 / 100, base - ribbon / 2 + crown_ry * 62 / 100);
        svg.put("<g transform='translate(@ @)scale(^)rotate(-16)' fill='%' stroke='%' stroke-width='1.4'><path d='M0 0C-22-34-60-30-62-8-62 16-24 18 0 0C22-30 60-34 62-12 62 14 24 18 0 0zM-4 4L-34 46-18 42-12 52 8 6zM4 4L30 50 36 38 50 40 12 0z'/><rect x='-9' y='-10' width='18' height='20' rx='4'/></g>", &[x, y, ribbon * 16, shade, mix(shade, 0, 45)]);
    }
    let ground = band.unwrap_or(colour);
    let ink = if matches!(ground, 0xe2_c286 | 0xd0_6a50) { "fill='#4a2410'" } else { "fill='#f6e7c4'" };
    svg.letter(&scene.text, [400, base + crown_ry - ribbon * 30 / 100], head * 95 / 100, ribbon * 62 / 100, ink);
}
