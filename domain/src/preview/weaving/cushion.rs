//! The cushion, and behind it a second one that shows its back.

use super::wool::{colours, define_motif, define_surface};
use crate::preview::Scene;
use crate::preview::svg::{Svg, mix, scale, side, slot};

/// Draws the cushions.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let [ground, figure] = colours(scene);
    let motif = slot(scene, "motif");
    let linen = slot(scene, "back") == 0;
    let [length, width] = [side(scene, 0, 450, 150, 1500), side(scene, 1, 450, 150, 1500)];
    let factor = scale(length.max(width * 105 / 100), 560, 280, 650);
    let [w, h] = [length * factor / 1000, width * factor / 1000];
    let [hw, hh] = [w / 2, h / 2];
    let count = (length / 160).clamp(2, 6);
    define_surface(svg, 0);
    define_motif(
        svg,
        motif,
        [ground, figure],
        w * 88 / 100 / count,
        if count % 2 == 0 { [-w * 44 / 100 / count, 0] } else { [0, 0] },
    );
    let back = if linen { 0xd8_ccb2 } else { mix(ground, 0x2a_1a0e, 16) };
    // The seam pulls the corners out and the filling rounds the sides.
    let (dx, dy) = (hw * 7 / 100, hh * 7 / 100);
    svg.put(
        "<defs><path id='pv-o' d='M@ @Q@ @ @ @Q@ @ @ @Q@ @ @ @Q@ @ @ @Q@ @ @ @Q@ @ @ @Q@ @ @ @Q@ @ @ @z'/>",
        &[
            -hw,
            -hh,
            -hw / 2,
            -hh + dy,
            0,
            -hh + dy / 2,
            hw / 2,
            -hh + dy,
            hw,
            -hh,
            hw - dx,
            -hh / 2,
            hw - dx / 2,
            0,
            hw - dx,
            hh / 2,
            hw,
            hh,
            hw / 2,
            hh - dy,
            0,
            hh - dy / 2,
            -hw / 2,
            hh - dy,
            -hw,
            hh,
            -hw + dx,
            hh / 2,
            -hw + dx / 2,
            0,
            -hw + dx,
            -hh / 2,
            -hw,
            -hh,
        ],
    );
    svg.put("<clipPath id='pv-c'><use href='#pv-o'/></clipPath><radialGradient id='pv-pu' cx='.36' cy='.3' r='.78'><stop stop-color='#fff' stop-opacity='.34'/><stop offset='.35' stop-color='#fff' stop-opacity='.06'/><stop offset='.72' stop-color='#1c0f06' stop-opacity='.2'/><stop offset='1' stop-color='#1c0f06' stop-opacity='.62'/></radialGradient><pattern id='pv-f' width='7' height='7' patternUnits='userSpaceOnUse'><path d='M0 1.5H7M0 5H7' stroke='#fff' stroke-width='1' opacity='.3'/><path d='M2 0V7M5.5 0V7' stroke='#4a3a22' stroke-width='.9' opacity='.28'/></pattern></defs>", &[]);
    let floor = 410 + hh;
    svg.shadow(440, floor - 2, hw * 15 / 10, hh / 5);
    svg.shadow(400, floor + 4, hw * 12 / 10, hh / 9);

    let seat = |svg: &mut Svg, x: i32, y: i32, turn: i32, size: i32| {
        svg.put("<g transform='translate(@ @)rotate(@)scale(^)'>", &[x, y, turn, size])
    };
    seat(svg, 400 + hw * 30 / 100, floor - hh * 103 / 100, 12, 900);
    svg.put(
        "<use href='#pv-o' fill='%'/><use href='#pv-o' fill='url(#pv-$)'/>"
            .replace('$', if linen { "f" } else { "k" })
            .as_str(),
        &[back],
    );
    // Envelope closing with its buttons.
    svg.put(
        "<path d='M@ 0Q@ @ @ @' fill='none' stroke='#1c0f06' stroke-width='3' opacity='.4'/>",
        &[-hw + dx, 0, dy / 2, hw - dx, 0],
    );
    svg.put("<g clip-path='url(#pv-c)'><path d='M@ @V@' stroke='%' stroke-width='@' opacity='.55'/></g><g fill='%' stroke='#3a2412' stroke-width='1.4'>", &[hw * 66 / 100, -hh, hh, mix(back, 0x2a_1a0e, 36), 5, if linen { 0x8a_5a30 } else { mix(figure, 0xff_ffff, 10) }]);
    for button in -1..2 {
        svg.put("<circle cx='@' cy='@' r='@'/>", &[hw * 76 / 100, button * hh / 2, (hw / 20).clamp(5, 12)]);
    }
    svg.put(
        "</g><use href='#pv-o' fill='url(#pv-pu)'/><use href='#pv-o' fill='none' stroke='%' stroke-width='5'/></g>",
        &[mix(back, 0x2a_1a0e, 30)],
    );

    // Shadow of the front one on the one behind.
    let front = [400 - hw * 20 / 100, floor - hh * 94 / 100];
    seat(svg, front[0] + 16, front[1] + 6, -4, 980);
    svg.put("<use href='#pv-o' fill='#1c0f06' opacity='.2'/></g>", &[]);
    seat(svg, front[0] + 7, front[1] + 3, -4, 990);
    svg.put("<use href='#pv-o' fill='#1c0f06' opacity='.25'/></g>", &[]);
    seat(svg, front[0], front[1], -4, 960);
    let accent = mix(figure, 0x1e_1008, 30);
    svg.put("<use href='#pv-o' fill='%'/><g clip-path='url(#pv-c)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-t)'/>", &[ground, -w * 44 / 100, -h * 40 / 100, w * 88 / 100, h * 80 / 100]);
    if motif == 0 {
        svg.put("<path d='M@ @h@M@ @h@' stroke='%' stroke-width='@'/><path d='M@ @h@M@ @h@' stroke='%' stroke-width='@' stroke-dasharray='9 7'/>", &[-hw, -hh / 2, w, -hw, hh / 2, w, figure, h / 26, -hw, -hh / 2 + h / 22, w, -hw, hh / 2 - h / 22, w, accent, h / 60]);
    } else {
        svg.put(
            "<path d='M@ @h@M@ @h@' stroke='%' stroke-width='@'/>",
            &[-hw, -h * 41 / 100, w, -hw, h * 41 / 100, w, figure, h / 50],
        );
    }
    svg.put("</g><use href='#pv-o' fill='url(#pv-k)'/><use href='#pv-o' fill='url(#pv-pu)'/>", &[]);
    // Creases that start at the corners, and the corded edge.
    svg.put("<g fill='none' stroke='#1c0f06' stroke-width='5' opacity='.16' stroke-linecap='round'><path d='M@ @q@ @ @ @M@ @q@ @ @ @M@ @q@ @ @ @M@ @q@ @ @ @'/></g>", &[-hw + 14, -hh + 16, hw / 8, hh / 6, hw / 3, hh / 5, hw - 14, -hh + 16, -hw / 10, hh / 5, -hw / 4, hh / 4, hw - 14, hh - 16, -hw / 6, -hh / 8, -hw / 3, -hh / 6, -hw + 14, hh - 16, hw / 12, -hh / 6, hw / 5, -hh / 4]);
    svg.put("<use href='#pv-o' fill='none' stroke='%' stroke-width='6'/><use href='#pv-o' fill='none' stroke='#fff' stroke-width='2' stroke-dasharray='3 4' opacity='.35'/></g>", &[accent]);
}
