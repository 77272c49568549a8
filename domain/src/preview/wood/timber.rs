//! Woods and inlays as patterns.

use crate::preview::svg::{Svg, at, chance, sin};

const WIDE: i32 = 3600;
const HIGH: i32 = 2240;

/// A wood: ground colour, dark and light of the figure, how many eyes it has, how far it waves.
#[derive(Clone, Copy)]
pub(super) struct Timber {
    pub(super) ground: i32,
    pub(super) dark: i32,
    pub(super) light: i32,
    eyes: i32,
    wave: i32,
}

/// The wood by its place in [`WOODS`].
pub(super) fn timber(wood: usize) -> Timber {
    const TABLE: [Timber; 3] = [
        Timber { ground: 0x9a_5429, dark: 0x56_240d, light: 0xd0_8c4c, eyes: 3, wave: 50 },
        Timber { ground: 0xa9_632f, dark: 0x4d_1f0a, light: 0xdc_a05c, eyes: 17, wave: 150 },
        Timber { ground: 0x64_4632, dark: 0x2d_1b11, light: 0x93_6f50, eyes: 0, wave: 150 },
    ];
    at(&TABLE, wood)
}

/// The fill of letters set in a wood, in the matter of the inlay; dark matter on dark wood gives way to pale lines.
pub(super) fn ink(wood: usize, inlay: usize) -> &'static str {
    let dark = if wood == 2 { "fill='#d8b685'" } else { "fill='#2b1207'" };
    at(&[dark, "fill='#efd08a'", dark, "fill='#f3f4ee'"], inlay)
}

fn wrapped(distance: i32, period: i32) -> i32 {
    (distance + period / 2).rem_euclid(period) - period / 2
}

/// Defines the pattern `pv-w`: grain that flows round the eyes of the wood.
pub(super) fn define_wood(svg: &mut Svg, wood: usize) {
    let Timber { ground, dark, light, eyes, wave } = timber(wood);
    svg.put("<defs><pattern id='pv-w' width='360' height='224' patternUnits='userSpaceOnUse'><rect width='360' height='224' fill='%'/>", &[ground]);
    for cloud in 0..6 {
        let (x, y) = (60 + chance(cloud + 40, 240), 30 + chance(cloud + 50, 160));
        let radius = 26 + chance(cloud + 60, 30);
        svg.put(
            "<ellipse cx='@' cy='@' rx='@' ry='@' fill='%' opacity='.16'/>",
            &[x, y, radius + 24, radius.min(y).min(224 - y), if cloud % 2 == 0 { dark } else { light }],
        );
    }
    let places: Vec<[i32; 3]> = (0..eyes)
        .map(|eye| {
            let cell = (eye % 5 * 720 + eye / 5 % 2 * 300, eye / 5 * 560);
            let radius = 50 + chance(eye + 7, 80);
            [
                (cell.0 + 160 + chance(eye * 3, 380)).clamp(150, WIDE - 150),
                (cell.1 + 130 + chance(eye * 5 + 1, 300)).clamp(150, HIGH - 150),
                radius,
            ]
        })
        .collect();
    for (layer, width, opacity) in [(0, 9, 62), (1, 14, 34), (2, 10, 40)] {
        svg.put(
            "<path fill='none' stroke='%' stroke-width='~' opacity='^' d='",
            &[if layer == 2 { light } else { dark }, width, opacity * 10],
        );
        let lines = 27_i32;
        for line in (-2..lines + 2).filter(|line| line.rem_euclid(3) == layer) {
            let home = line * HIGH / lines;
            let phase = sin(line * 360 / lines) / 12 + chance(line.rem_euclid(lines), 26);
            let points: Vec<(i32, i32)> = (-1..=15)
                .map(|step| {
                    let x = step * 257 - 128;
                    let angle = x * 360 / WIDE;
                    let mut y = home + (sin(angle + phase) + sin(angle * 2 + phase * 2) / 2) * wave / 1000;
                    for &[eye_x, eye_y, radius] in &places {
                        let (across, along) = (wrapped(home - eye_y, HIGH), wrapped(x - eye_x, WIDE));
                        y += across * radius * radius / ((across * across + along * along) / 2 + radius * radius) * 3
                            / 2;
                    }
                    (x, y)
                })
                .collect();
            svg.curve(&points);
        }
        svg.put("'/>", &[]);
    }
    if eyes > 0 {
        svg.put("<g fill='none' stroke='%'><g id='pv-e'><ellipse rx='10' ry='8' fill='%' fill-opacity='.5' stroke-width='1.1' opacity='.85'/><ellipse rx='6.6' ry='5' stroke-width='1' opacity='.8'/><ellipse cx='.4' rx='3.4' ry='2.6' fill='%' opacity='.9'/></g>", &[dark, light, dark]);
        for (eye, &[x, y, radius]) in places.iter().enumerate() {
            let tilt = chance(eye as i32, 60) - 30;
            svg.put("<use href='#pv-e' transform='translate(~ ~)rotate(@)scale(^)'/>", &[x, y, tilt, radius * 10]);
        }
        svg.put("</g>", &[]);
    }
    svg.put("</pattern></defs>", &[]);
}

/// Defines the pattern `pv-i`: the matter of the inlay, by its place in [`INLAYS`]. Without inlay it is the engraved line.
pub(super) fn define_inlay(svg: &mut Svg, inlay: usize) {
    const NACRE: &str = "<rect width='80' height='60' fill='#e4ebe6'/><path fill='#f6dfe6' d='M0 0L26 0 12 24 0 16zM50 60L80 38V60zM40 12L60 0 66 20z'/><path fill='#c3dedb' d='M26 0L40 12 34 34 12 24zM80 0V16L66 20 60 0zM0 60L16 44 30 60z'/><path fill='#d6d0ec' d='M34 34L58 36 50 60 30 60zM66 20L80 16V38L58 36z'/><path fill='#fbf6e2' d='M0 16L12 24 16 44 0 60zM40 12L66 20 58 36 34 34z'/><path stroke='#fff' stroke-width='.8' opacity='.8' d='M6 10L40 2M18 40L52 30M50 50L74 40' fill='none'/>";
    const LEMON: &str = "<rect width='80' height='60' fill='#e9c978'/><path fill='none' stroke='#b98a3c' stroke-width='.9' opacity='.6' d='M0 8Q40 14 80 8M0 21Q40 18 80 21M0 34Q40 40 80 34M0 49Q40 46 80 49'/><path fill='none' stroke='#fff0b8' opacity='.7' d='M0 14Q40 19 80 14M0 42Q40 44 80 42'/>";
    const EBONY: &str = "<rect width='80' height='60' fill='#221a16'/><path fill='none' stroke='#5b473a' stroke-width='.8' opacity='.8' d='M0 8H80M0 22H46M20 37H80M0 51H80'/>";
    const ENGRAVED: &str = "<rect width='80' height='60' fill='#35170a' fill-opacity='.62'/><path stroke='#f0b878' stroke-width='.7' opacity='.35' d='M0 15H80M0 45H80'/>";
    svg.put("<defs><pattern id='pv-i' width='80' height='60' patternUnits='userSpaceOnUse'>", &[]);
    svg.put(at(&[ENGRAVED, LEMON, EBONY, NACRE], inlay), &[]);
    svg.put("</pattern></defs>", &[]);
}
