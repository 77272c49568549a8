//! The striped blanket (hanbel), hung over a rail.

use super::wool::{colours, define_surface};
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, chance, mix, scale, side, slot};

/// Draws the throw.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let [ground, figure] = colours(scene);
    let pattern = slot(scene, "pattern");
    let pompoms = slot(scene, "pompoms");
    let [length, width] = [side(scene, 0, 2000, 400, 5000), side(scene, 1, 1300, 300, 4000)];
    // A little more than half of the length hangs in front.
    let drop = length * 58 / 100;
    let factor = scale(width.max(drop), 560, 700, 1900);
    let [w, h] = [width * factor / 1000, drop * factor / 1000];
    let [left, right] = [400 - w / 2, 400 + w / 2];
    let top = (390 - h / 2).max(96);
    let bottom = top + h;
    let third = mix(ground, figure, 45);
    let accent = mix(figure, 0x1e_1008, 30);
    define_surface(svg, 0);

    // Shadow on the wall behind, and the rail of lemon wood.
    svg.put("<path d='M@ @L@ @L@ @L@ @z' fill='#2a1d12' opacity='.1'/><path d='M@ @L@ @L@ @L@ @z' fill='#2a1d12' opacity='.13'/>", &[left + 26, top + 20, right + 30, top + 20, right + 26, bottom + 18, left + 34, bottom + 18, left + 14, top + 10, right + 16, top + 10, right + 13, bottom + 10, left + 18, bottom + 10]);
    let [start, end] = [(left - 60).max(24), (right + 60).min(776)];
    svg.put("<rect x='@' y='@' width='@' height='10' rx='5' fill='#2a1d12' opacity='.2'/><rect x='@' y='@' width='@' height='20' rx='10' fill='#c99d5b'/><path d='M@ @H@' stroke='#f4dca8' stroke-width='4' opacity='.8' stroke-linecap='round'/><path d='M@ @H@' stroke='#7a4f20' stroke-width='5' opacity='.5' stroke-linecap='round'/>", &[start + 10, top + 14, end - start, start, top - 10, end - start, start + 8, top - 5, end - 8, start + 8, top + 6, end - 8]);

    // Hem with a slow wave; the folds follow it.
    let sway = (w / 60).clamp(3, 9);
    svg.put(
        "<defs><path id='pv-o' d='M@ @Q@ @ @ @H@Q@ @ @ @L@ @",
        &[
            left,
            top + 12,
            left,
            top - 14,
            left + 14,
            top - 14,
            right - 14,
            right,
            top - 14,
            right,
            top + 12,
            right - 3,
            bottom,
        ],
    );
    let waves = 6;
    for wave in 0..waves {
        svg.put(
            "Q@ @ @ @",
            &[
                right - 3 - (w - 6) * (2 * wave + 1) / (2 * waves),
                bottom + if wave % 2 == 0 { sway } else { -sway },
                right - 3 - (w - 6) * (wave + 1) / waves,
                bottom,
            ],
        );
    }
    svg.put("z'/><clipPath id='pv-c'><use href='#pv-o'/></clipPath><linearGradient id='pv-fo' x2='@' gradientUnits='userSpaceOnUse' spreadMethod='repeat' x1='@'><stop stop-color='#1c0f06' stop-opacity='.26'/><stop offset='.2' stop-color='#fff' stop-opacity='.1'/><stop offset='.34' stop-color='#fff' stop-opacity='.2'/><stop offset='.55' stop-color='#1c0f06' stop-opacity='.03'/><stop offset='1' stop-color='#1c0f06' stop-opacity='.26'/></linearGradient></defs>", &[left + w / 3, left]);
    svg.put(
        "<g clip-path='url(#pv-c)'><rect x='@' y='@' width='@' height='@' fill='%'/>",
        &[left, top - 20, w, h + 40, ground],
    );
    let stripe = |svg: &mut Svg, y: i32, high: i32, colour: i32| {
        svg.put("<rect x='@' y='@' width='@' height='@' fill='%'/>", &[left, y, w, high.max(2), colour])
    };
    let unit = (h / 60).max(3);
    match pattern {
        0 => {
            for (place, high, colour) in [
                (-2, 2, figure),
                (3, 1, accent),
                (7, 5, figure),
                (13, 1, accent),
                (15, 1, figure),
                (20, 2, third),
                (23, 1, figure),
                (28, 1, accent),
                (30, 7, figure),
                (38, 1, accent),
                (42, 2, third),
                (45, 1, accent),
                (47, 1, figure),
                (51, 5, figure),
                (57, 1, accent),
            ] {
                stripe(svg, top + place * h / 60, high * unit, colour);
            }
            // Rows of small woven teeth inside the wide bands.
            for place in [9, 33, 53] {
                svg.put(
                    "<path d='M@ @H@' stroke='%' stroke-width='@' stroke-dasharray='@ @'/>",
                    &[left, top + place * h / 60 + unit / 2, right, ground, unit, unit, unit],
                );
            }
        }
        1 => {
            for (place, high, colour) in [(43, 1, accent), (45, 9, figure), (55, 1, accent), (57, 1, figure)] {
                stripe(svg, top + place * h / 60, high * unit, colour);
            }
            let tooth = unit * 3;
            svg.put("<defs><pattern id='pv-z' width='@' height='@' patternUnits='userSpaceOnUse' x='@' y='@'><g transform='scale(^)'><path d='M0 100h10v-20h10v-20h10v-20h10v-20h20v20h10v20h10v20h10v20h10z' fill='%'/><path d='M45 60h10v20h10v20H35V80h10z' fill='%'/></g></pattern></defs>", &[tooth * 2, tooth * 2, left, top + 46 * h / 60, tooth * 20, ground, accent]);
            svg.put(
                "<rect x='@' y='@' width='@' height='@' fill='url(#pv-z)'/>",
                &[left, top + 46 * h / 60, w, tooth * 2],
            );
            stripe(svg, top - 4, unit, figure);
        }
        2.. => {
            let check = w / 7;
            svg.put("<defs><pattern id='pv-z' width='@' height='@' patternUnits='userSpaceOnUse' x='@' y='@'><g transform='scale(^)'><path d='M50 0V100M0 50H100' stroke='%' stroke-width='34' opacity='.62'/><path d='M0 0V100M0 0H100M100 0V100M0 100H100' stroke='%' stroke-width='7'/><path d='M14 0V100M0 14H100M86 0V100M0 86H100' stroke='%' stroke-width='2' opacity='.8'/></g></pattern></defs>", &[check, check, left + w / 14, top, check * 10, figure, accent, figure]);
            svg.put("<rect x='@' y='@' width='@' height='@' fill='url(#pv-z)'/>", &[left, top - 20, w, h + 40]);
        }
    }
    svg.put("<rect x='@' y='@' width='@' height='@' fill='url(#pv-k)'/><rect x='@' y='@' width='@' height='@' fill='url(#pv-fo)'/><rect x='@' y='@' width='@' height='34' fill='#fff' opacity='.16'/>", &[left, top - 20, w, h + 40, left, top - 20, w, h + 40, left, top - 18, w]);
    svg.put(
        "<rect x='@' y='@' width='@' height='@' fill='url(#pv-di)' opacity='.8'/></g>",
        &[left, top - 20, w, h + 40],
    );

    // Hem: tied threads, or pompoms on short cords.
    let count = (w / 34).clamp(5, 24);
    let warp = mix(ground, 0xff_f4dc, 30);
    if pompoms == 0 {
        svg.put(
            "<path fill='none' stroke='%' stroke-width='2.2' stroke-linecap='round' d='",
            &[mix(warp, 0x3a_2412, 14)],
        );
        for strand in 0..=w / 7 {
            svg.put(
                "M@ @q@ 8 @ @",
                &[
                    left + 5 + strand * 7 * (w - 10) / w.max(1),
                    bottom - 1,
                    chance(strand, 7) - 3,
                    chance(strand + 40, 9) - 4,
                    17 + chance(strand + 80, 7),
                ],
            );
        }
        svg.put("'/>", &[]);
    } else {
        let ball = (w / count / 3).clamp(6, 15);
        svg.put("<defs><g id='pv-p'><circle r='10' stroke='#fff' stroke-opacity='.25' stroke-width='2' stroke-dasharray='1.6 1.6'/><circle r='10.6' fill='none' stroke='#1c0f06' stroke-opacity='.22' stroke-width='2.4' stroke-dasharray='1 1.8'/><path d='M-6-2L-2 1M1-7L2-3M4 2L8 1M-3 6L0 3M5 7L3 4' stroke='#1c0f06' stroke-opacity='.3' stroke-width='1.3' stroke-linecap='round'/><circle cx='2' cy='3' r='8' fill='url(#pv-gs)' opacity='.7'/><circle cx='-3' cy='-4' r='6' fill='url(#pv-hl)' opacity='.7'/></g></defs>", &[]);
        for tuft in 0..count {
            let x = left + (w - 8) * (2 * tuft + 1) / (2 * count) + 4;
            let length = 12 + chance(tuft + 6, 7);
            let colour = if pompoms == 1 {
                0xee_e2c8
            } else {
                at(&[0xa2_3b2c, 0xd7_9b2e, 0x2b_4a78, 0x4e_7a3a], tuft as usize % 4)
            };
            svg.put("<path d='M@ @v@' stroke='%' stroke-width='2.4'/><use href='#pv-p' transform='translate(@ @)scale(^)rotate(@)' fill='%'/>", &[x, bottom - 2, length, mix(colour, 0x1e_1008, 25), x, bottom + length + ball - 4, ball * 100, tuft * 47, colour]);
        }
    }
}
