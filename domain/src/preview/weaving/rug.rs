//! The rug, seen from straight above, its long side upright.

use super::wool::{colours, define_motif, define_surface, rough_line};
use crate::preview::Scene;
use crate::preview::svg::{Svg, chance, mix, scale, side, slot};

/// Draws the rug.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let [ground, figure] = colours(scene);
    let motif = slot(scene, "motif");
    let pile = slot(scene, "pile");
    let fringe = slot(scene, "fringe") == 0;
    let [length, width] = [side(scene, 0, 2000, 200, 6000), side(scene, 1, 1300, 200, 6000)];
    let long = length.max(width);
    let factor = scale(long, 690, 600, 2600);
    let [w, h] = [length.min(width) * factor / 1000, long * factor / 1000];
    let [left, top] = [400 - w / 2, 400 - h / 2];
    let [right, bottom] = [left + w, top + h];
    let tassel = (w / 14).clamp(14, 30);
    // A motif is woven about 32 cm wide, always a whole number of times.
    let count = (length.min(width) / 330).clamp(2, 8);
    let border = (w / 16).clamp(10, 30);
    let cell = (w - 2 * border) / count;
    define_surface(svg, pile);
    define_motif(svg, motif, [ground, figure], cell, if count % 2 == 0 { [400 - cell / 2, 400] } else { [400, 400] });

    // Shadow falls to the lower right, deeper for a higher pile.
    let lift = [6, 11, 18].get(pile).copied().unwrap_or(6);
    for (spread, opacity) in [(2, 90), (1, 130), (0, 190)] {
        svg.put(
            "<rect x='@' y='@' width='@' height='@' rx='@' fill='#2a1d12' opacity='^'/>",
            &[
                left + 2,
                top + 3,
                w + lift + spread * 5 - 4,
                h + lift * 3 / 2 + spread * 7 - 4,
                6 + spread * 4,
                opacity / 2,
            ],
        );
    }
    if fringe {
        let warp = mix(0xf4_ead2, ground, 12);
        // One row of strands serves both ends, first in its shade, then in its light.
        svg.put("<defs><path id='pv-fr' fill='none' stroke-linecap='round' d='", &[]);
        let strands = (w / 6).min(84);
        for strand in 0..=strands {
            let x = left + 3 + (w - 6) * strand / strands.max(1);
            let bend = chance(strand, 13) - 6;
            svg.put("M@ 0q@ @ @ @", &[x, bend / 2, tassel / 2, bend, tassel - chance(strand + 5, tassel / 4)]);
        }
        svg.put("'/></defs>", &[]);
        for (edge, away) in [(top, -1), (bottom, 1)] {
            for (shade, width, shift) in [(mix(warp, 0x3a_2412, 45), 34, 1), (warp, 22, 0)] {
                svg.put(
                    "<use href='#pv-fr' transform='translate(@ @)scale(1 @)' stroke='%' stroke-width='~'/>",
                    &[shift, edge + shift, away, shade, width],
                );
            }
            // Knots where the warp is tied off.
            svg.put(
                "<path d='M@ @H@' stroke='%' stroke-width='7' stroke-dasharray='5 4' stroke-linecap='round'/>",
                &[left + 5, edge + away * 3, right - 4, warp],
            );
        }
    }

    let rough = [6, 14, 42].get(pile).copied().unwrap_or(6);
    let outline = |svg: &mut Svg, paint: &str| {
        svg.put("<path d='M@ @", &[left, top]);
        rough_line(svg, [left, top], [right, top], w / 9, rough, 1);
        rough_line(svg, [right, top], [right, bottom], h / 9, rough, 301);
        rough_line(svg, [right, bottom], [left, bottom], w / 9, rough, 701);
        rough_line(svg, [left, bottom], [left, top], h / 9, rough, 1101);
        svg.fill("z' $/>", &[], &[paint]);
    };
    svg.put("<defs>", &[]);
    outline(svg, "id='pv-o'");
    svg.put("<clipPath id='pv-c'><use href='#pv-o'/></clipPath></defs><g clip-path='url(#pv-c)'><rect x='@' y='@' width='@' height='@' fill='%'/>", &[left - 9, top - 9, w + 18, h + 18, ground]);
    svg.put(
        "<rect x='@' y='@' width='@' height='@' fill='url(#pv-t)'/>",
        &[left + border, top + border * 2, w - border * 2, h - border * 4],
    );
    // Abrash: hand-dyed wool never takes twice the same depth.
    for band in 0..7 {
        let y = top + h * band / 7 + chance(band + 20, h / 9);
        svg.put(
            "<rect x='@' y='@' width='@' height='@' fill='%' opacity='^'/>",
            &[
                left,
                y,
                w,
                8 + chance(band + 8, h / 12),
                if band % 2 == 0 { 0x20_1006 } else { 0xff_f6e0 },
                40 + chance(band, 55),
            ],
        );
    }
    // Selvedge and the flat-woven ends.
    let accent = mix(figure, 0x1e_1008, 30);
    for (y, away) in [(top, 1), (bottom, -1)] {
        for (offset, high, colour) in [
            (border * 6 / 10, border / 4, figure),
            (border * 11 / 10, border / 7, accent),
            (border * 15 / 10, border / 4, figure),
        ] {
            svg.put(
                "<rect x='@' y='@' width='@' height='@' fill='%'/>",
                &[left - 9, y + away * offset - high / 2, w + 18, high.max(2), colour],
            );
        }
    }
    if motif > 0 && motif != 2 {
        let inner = [left + border * 6 / 10, top + border * 2, w - border * 12 / 10, h - border * 4];
        svg.put("<rect x='@' y='@' width='@' height='@' fill='none' stroke='%' stroke-width='@'/><rect x='@' y='@' width='@' height='@' fill='none' stroke='%' stroke-width='@' stroke-dasharray='@'/>", &[inner[0], inner[1], inner[2], inner[3], figure, border / 3, inner[0], inner[1], inner[2], inner[3], mix(ground, accent, 20), border / 4, border / 3]);
    }
    svg.put(
        "<path d='M@ @V@M@ @V@' stroke='%' stroke-width='7' opacity='.7'/>",
        &[left + 2, top, bottom, right - 2, top, bottom, mix(ground, accent, 60)],
    );
    svg.put("</g><use href='#pv-o' fill='url(#pv-k)'/><use href='#pv-o' fill='url(#pv-di)' opacity='.75'/>", &[]);
    if pile == 2 {
        // Long wool lies in soft heaps.
        svg.put("<g clip-path='url(#pv-c)'>", &[]);
        for heap in 0..16 {
            let [x, y] = [left + chance(heap * 7 + 2, w), top + chance(heap * 5 + 3, h)];
            svg.put(
                "<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-$)' opacity='.3'/>"
                    .replace('$', if heap % 2 == 0 { "hl" } else { "gs" })
                    .as_str(),
                &[x, y, w / 6 + 10, w / 11 + 8],
            );
        }
        svg.put("</g>", &[]);
    }
}
