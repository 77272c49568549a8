//! Ring and cuff: a wall of silver that goes round, seen from the front and above.

use super::metal::{Metal, define_silver, granulate, metal, set_stone};
use super::surface;
use crate::preview::Scene;
use crate::preview::svg::{Svg, cos, side, sin, slot};

/// A round wall: centre of its upper edge, half axes, height and thickness in units; half of the gap at the back.
pub(super) struct Wall {
    pub(super) centre: [i32; 2],
    pub(super) rx: i32,
    pub(super) ry: i32,
    pub(super) high: i32,
    thick: i32,
    gap: i32,
}

/// Draws the ring, lying with its stone towards the viewer.
pub(super) fn draw_ring(svg: &mut Svg, scene: &Scene) {
    let surface = slot(scene, "band");
    let across = side(scene, 0, 20, 12, 40);
    let high = side(scene, 2, 6, 2, across * 8 / 10);
    let rx = 205 + (across - 12) * 2;
    let wall = Wall {
        centre: [400, 366],
        rx,
        ry: rx * 40 / 100,
        high: (rx * 2 * high / across).clamp(44, 230),
        thick: rx / 11,
        gap: 0,
    };
    draw(svg, scene, &wall, [0, 1, 3][surface.min(2)]);
}

/// Draws the cuff, its opening at the back.
pub(super) fn draw_cuff(svg: &mut Svg, scene: &Scene) {
    let surface = slot(scene, "pattern");
    let across = side(scene, 0, 62, 40, 110);
    let high = side(scene, 2, 32, 6, 90);
    let rx = 262 + (across - 40) / 2;
    let wall = Wall {
        centre: [400, 330],
        rx,
        ry: rx * 37 / 100,
        high: (rx * 2 * high / across).clamp(50, 300),
        thick: rx / 24,
        gap: rx * 36 / 100,
    };
    draw(svg, scene, &wall, [0, 2, 3][surface.min(2)]);
}

/// Draws a wall with its surface: 0 plain, 1 hammered, 2 engraved, 3 filigree.
fn draw(svg: &mut Svg, scene: &Scene, wall: &Wall, surface: usize) {
    let silver = metal(slot(scene, "finish"));
    let stone = slot(scene, "stone");
    let &Wall { centre: [cx, _], rx, ry, high, thick, gap } = wall;
    let cy = wall.centre[1] - high / 3;
    let (ix, iy) = (rx - thick, ry - thick * 45 / 100);
    let floor = cy + high;
    define_silver(svg, silver, 60);
    svg.shadow(cx + 34, floor + ry / 3, rx * 118 / 100, ry * 108 / 100);
    svg.shadow(cx + 6, floor + ry * 88 / 100, rx * 62 / 100, ry / 4);

    // The inside of the wall, at the back; a cuff is open there.
    if gap > 0 {
        svg.put("<defs><clipPath id='pv-c'><path d='M0 0H@V800H0zM@ 0H800V800H@z'/></clipPath></defs><g clip-path='url(#pv-c)'>", &[cx - gap, cx + gap, cx + gap]);
    } else {
        svg.put("<g>", &[]);
    }
    let inside = [cx - ix, cy, ix, iy, cx + ix, cy, high, ix, iy, cx - ix, floor];
    svg.put("<path d='M@ @A@ @ 0 0 1 @ @v@A@ @ 0 0 0 @ @z' fill='url(#pv-s)'/>", &inside);
    svg.put("<path d='M@ @A@ @ 0 0 1 @ @v@A@ @ 0 0 0 @ @z' fill='url(#pv-dn)'/>", &inside);
    svg.put("<path d='M@ @A@ @ 0 0 1 @ @H@A@ @ 0 0 0 @ @z' fill='url(#pv-u)'/><path d='M@ @A@ @ 0 0 1 @ @' fill='none' stroke='#fff' stroke-width='2' opacity='.8'/></g>", &[cx - rx, cy, rx, ry, cx + rx, cy, cx + ix, ix, iy, cx - ix, cy, cx - rx + 1, cy, rx - 1, ry - 1, cx + rx - 1, cy]);
    if gap > 0 {
        // Rounded ends.
        for (end, bright) in [(-1, silver.light), (1, silver.dark)] {
            let y = cy - ry * sin(90 - 21) / 1000;
            svg.put(
                "<rect x='@' y='@' width='@' height='@' rx='@' fill='%' stroke='%'/>",
                &[cx + end * gap - thick / 2, y - thick / 6, thick, high + thick / 3, thick / 2, bright, silver.dark],
            );
        }
    } else {
        let text_y = cy - iy + high * 66 / 100 + 2;
        let size = (high * 46 / 100).min(54);
        svg.letter(&scene.text, [cx + 1, text_y + 2], ix * 95 / 100, size, "fill='#fff' fill-opacity='.55'");
        svg.letter(&scene.text, [cx, text_y], ix * 95 / 100, size, "fill='#24292c'");
    }

    // The front of the wall.
    let front = [cx - rx, cy, floor, rx, ry, cx + rx, floor, cy, rx, ry, cx - rx, cy];
    let face = "<path d='M@ @V@A@ @ 0 0 0 @ @V@A@ @ 0 0 1 @ @z' fill='$'/>";
    svg.fill(face, &front, &["url(#pv-s)"]);
    match surface {
        0 => {
            // A polished wall mirrors the room: a light strip and its edge.
            for (down, part, paint) in [(20, 10, ".34"), (34, 3, ".5"), (80, 6, ".2")] {
                svg.fill(
                    "<path d='M@ @v@A@ @ 0 0 0 @ @v-@A@ @ 0 0 1 @ @z' fill='#fff' opacity='$'/>",
                    &[
                        cx - rx,
                        cy + high * down / 100,
                        high * part / 100,
                        rx,
                        ry,
                        cx + rx,
                        cy + high * (down + part) / 100,
                        high * part / 100,
                        rx,
                        ry,
                        cx - rx,
                        cy + high * down / 100,
                    ],
                    &[paint],
                );
            }
        }
        1 => surface::hammer(svg, wall, cy, silver),
        2 => surface::engrave(svg, wall, cy, silver),
        3.. => surface::filigree(svg, wall, cy, silver),
    }
    svg.fill(face, &front, &["url(#pv-dn)' opacity='.5"]);
    for (y, colour, width) in
        [(cy + 1, silver.light, 3), (cy + 5, silver.dark, 2), (floor - 2, silver.dark, 3), (floor - 5, silver.light, 2)]
    {
        svg.put(
            "<path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='%' stroke-width='@' opacity='.85'/>",
            &[cx - rx + 1, y, rx - 1, ry, cx + rx - 1, y, colour, width],
        );
    }
    // Front half of the upper edge.
    svg.put(
        "<path d='M@ @A@ @ 0 0 0 @ @H@A@ @ 0 0 1 @ @z' fill='url(#pv-u)' stroke='%' stroke-width='.8'/>",
        &[cx - rx, cy, rx, ry, cx + rx, cy, cx + ix, ix, iy, cx - ix, cy, silver.dark],
    );

    let middle = cy + ry + high / 2;
    let lettered = gap > 0 && !scene.text.trim().is_empty();
    let reach = if gap > 0 {
        (high * if lettered { 30 } else { 36 } / 100).clamp(20, 84)
    } else {
        (high * 62 / 100).clamp(46, 100)
    };
    if stone > 0 {
        let up = if lettered { high * 14 / 100 } else { 0 };
        if gap > 0 {
            for flank in [-1, 1] {
                let angle = 38;
                set_boss(
                    svg,
                    silver,
                    [cx + flank * rx * sin(angle) / 1000, middle - up - ry + ry * cos(angle) / 1000],
                    reach * 34 / 100,
                );
            }
        }
        set_stone(svg, silver, stone, [cx, middle - up], [reach * if gap > 0 { 120 } else { 92 } / 100, reach]);
    }
    if lettered {
        let y = if stone > 0 || surface != 0 { cy + ry + high * 90 / 100 } else { middle + high / 9 };
        let size = if stone > 0 || surface != 0 { high / 6 } else { high / 3 };
        if stone > 0 || surface != 0 {
            svg.put(
                "<rect x='@' y='@' width='@' height='@' rx='6' fill='url(#pv-u)' stroke='%' stroke-width='1.5'/>",
                &[cx - rx * 34 / 100, y - size, rx * 68 / 100, size * 14 / 10, silver.dark],
            );
        }
        svg.letter(&scene.text, [cx, y], rx * 62 / 100, size, "fill='#24292c'");
    }
}

/// A small dome with a ring of grains.
fn set_boss(svg: &mut Svg, silver: Metal, [x, y]: [i32; 2], radius: i32) {
    svg.put(
        "<circle cx='@' cy='@' r='@' fill='%'/><circle cx='@' cy='@' r='@' fill='url(#pv-u)'/>",
        &[x + 1, y + 2, radius + 2, silver.recess, x, y, radius],
    );
    granulate(svg, silver, &super::metal::round(x, y, radius * 7 / 10, radius * 7 / 10), (radius / 4).max(3));
    svg.put("<circle cx='@' cy='@' r='@' fill='url(#pv-hl)'/>", &[x - radius / 4, y - radius / 4, radius / 2]);
}
