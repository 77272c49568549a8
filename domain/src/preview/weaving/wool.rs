//! Wool: its colours, its surfaces as patterns, its motifs.

use crate::preview::Scene;
use crate::preview::svg::{Svg, at, chance, mix, slot};

/// The wools of a piece: ground and figure.
pub(super) fn colours(scene: &Scene) -> [i32; 2] {
    dyed(scene, [0xd9_c8a8, 0xf2_ead8, 0x45_403d, 0x2b_4a78, 0xa2_3b2c, 0xd7_9b2e, 0x6b_4a33])
}

/// The same of leather, which is tan where it is not dyed.
pub(super) fn hides(scene: &Scene) -> [i32; 2] {
    dyed(scene, [0xcf_9a5e, 0xee_e0c4, 0x40_3833, 0x2b_4a78, 0xa4_3d2a, 0xdd_a030, 0x70_4628])
}

/// Ground and figure by the names of the dyes. A figure that would not show is drawn in its nearest shade.
fn dyed(scene: &Scene, dyes: [i32; 7]) -> [i32; 2] {
    let field = slot(scene, "field");
    let tone = slot(scene, "motif_tone");
    let ground = at(&dyes, field);
    let figure = at(&dyes, tone);
    [ground, if field == tone { mix(figure, 0x2a_160a, 34) } else { figure }]
}

/// Defines the pattern `pv-k`: light and shade of a woollen surface, to lay over colour.
pub(super) fn define_surface(svg: &mut Svg, pile: usize) {
    match pile {
        0 => svg.put(
            "<defs><pattern id='pv-k' width='12' height='8' patternUnits='userSpaceOnUse'><path d='M0 1Q3-.6 6 1T12 1M0 5Q3 6.6 6 5T12 5' fill='none' stroke='#1c0f06' stroke-width='1.3' opacity='.34'/><path d='M0 3Q3 1.4 6 3T12 3M0 7Q3 8.6 6 7T12 7' fill='none' stroke='#fff' stroke-width='1.1' opacity='.24'/><path d='M0 0V8M6 0V8' stroke='#1c0f06' stroke-width='.6' opacity='.14'/></pattern></defs>",
            &[],
        ),
        1 | 2.. => {
            let high = pile >= 2;
            let tile = if high { 72 } else { 40 };
            svg.put("<defs><pattern id='pv-k' width='@' height='@' patternUnits='userSpaceOnUse'>", &[tile, tile]);
            let [columns, drop] = if high { [7, 13] } else { [8, 5] };
            let step = tile * 10 / columns;
            for (dark, width) in [(true, if high { 34 } else { 18 }), (false, if high { 18 } else { 9 })] {
                svg.put("<path fill='none' stroke='$' stroke-width='~' stroke-linecap='round' opacity='^' d='".replace('$', if dark { "#1c0f06" } else { "#fff" }).as_str(), &[width, if dark { 260 } else { 300 }]);
                for tuft in 0..columns * columns {
                    let x = tuft % columns * step + chance(tuft, step / 2) + if dark { 0 } else { -step / 3 };
                    let y = tuft / columns * step + chance(tuft + 99, step / 2);
                    let lean = chance(tuft + 7, 60) - 30;
                    svg.put("M~ ~q~ ~ ~ ~", &[x + step / 3, y, lean, drop * 4, lean / 3, drop * 9]);
                }
                svg.put("'/>", &[]);
            }
            svg.put("</pattern></defs>", &[]);
        }
    }
}

/// Defines the pattern `pv-t`: the motif (plain, lozenge, stripes, ladder) on the ground, `cell` units wide, centred on `centre`.
pub(super) fn define_motif(svg: &mut Svg, motif: usize, [ground, figure]: [i32; 2], cell: i32, centre: [i32; 2]) {
    let third = mix(ground, figure, 45);
    let accent = mix(figure, 0x1e_1008, 30);
    // Every tile is drawn on 100 by 100; woven lozenges have steps, never slanting lines.
    let high = if motif == 2 { 160 } else { 100 };
    svg.put("<defs><pattern id='pv-t' width='100' height='@' patternUnits='userSpaceOnUse' patternTransform='translate(@ @)scale(^)'>", &[high, centre[0] - cell / 2, centre[1] - cell * high / 200, cell * 10]);
    svg.put("<rect width='100' height='160' fill='%'/>", &[ground]);
    match motif {
        0 => {
            for band in 0..5 {
                svg.put(
                    "<rect y='@' width='100' height='@' fill='%' opacity='.3'/>",
                    &[band * 20, 4 + chance(band + 3, 12), mix(ground, if band % 2 == 0 { 0 } else { 0xff_ffff }, 22)],
                );
            }
        }
        1 => {
            stepped(svg, 48, 4, figure, false);
            stepped(svg, 36, 4, ground, false);
            stepped(svg, 28, 4, accent, false);
            stepped(svg, 20, 4, third, false);
            stepped(svg, 12, 4, ground, false);
            svg.put("<path d='M48 46h4v4h4v4h-4v4h-4v-4h-4v-4h4z' fill='%' transform='translate(0 -2)'/>", &[figure]);
            svg.put(
                "<path d='M0 92h4v-4h4v-4h-8M100 92h-4v-4h-4v-4h8M0 8h4v4h4v4h-8M100 8h-4v4h-4v4h8' fill='%'/>",
                &[accent],
            );
        }
        2 => {
            svg.put("<rect y='10' width='100' height='26' fill='%'/><rect y='42' width='100' height='5' fill='%'/><rect y='51' width='100' height='2' fill='%'/>", &[figure, accent, figure]);
            svg.put("<path d='M0 17h10v6h-10zM20 17h10v6h-10zM40 17h10v6h-10zM60 17h10v6h-10zM80 17h10v6h-10zM10 23h10v6h-10zM30 23h10v6h-10zM50 23h10v6h-10zM70 23h10v6h-10zM90 23h10v6h-10z' fill='%'/>", &[ground]);
            svg.put("<rect y='76' width='100' height='3' fill='%'/><rect y='84' width='100' height='34' fill='%'/><rect y='94' width='100' height='14' fill='%'/><rect y='124' width='100' height='3' fill='%'/><path d='M0 142h100' stroke='%' stroke-width='4' stroke-dasharray='6 4'/>", &[figure, third, accent, figure, figure]);
        }
        3.. => {
            svg.put("<path d='M8 0V100M92 0V100' stroke='%' stroke-width='5'/><path d='M8 10H92M8 60H92' stroke='%' stroke-width='5'/>", &[figure, figure]);
            svg.put(
                "<path d='M20 22h8v-6h8v-6M80 22h-8v-6h-8v-6' fill='none' stroke='%' stroke-width='5'/>",
                &[accent],
            );
            svg.put("<path d='M46 28h8v4h6v6h-6v4h-8v-4h-6v-6h6zM20 82h10v-6h10v6h20v-6h10v6h10v6H20z' fill='%'/><path d='M44 74h12v6H44z' fill='%'/>", &[accent, figure]);
        }
    }
    svg.put("</pattern></defs>", &[]);
}

/// A lozenge with stepped edges round the middle of the tile.
fn stepped(svg: &mut Svg, reach: i32, step: i32, colour: i32, open: bool) {
    svg.put("<path d='M50 @", &[50 - reach]);
    let steps = reach / step;
    for (across, along) in [(1, 1), (-1, 1), (-1, -1), (1, -1)] {
        for index in 0..steps {
            // Corners alternate between going out and going along.
            let vertical_first = (across == along) == (index < 0);
            if vertical_first {
                svg.put("v@h@", &[along * step, across * step]);
            } else {
                svg.put("h@v@", &[across * step, along * step]);
            }
        }
    }
    svg.put("z' fill='%'/>", &[if open { 0 } else { colour }]);
}

/// Appends path data for a woollen edge from one point to another, uneven by up to `rough` tenths.
pub(super) fn rough_line(svg: &mut Svg, from: [i32; 2], to: [i32; 2], parts: i32, rough: i32, seed: i32) {
    for part in 1..=parts {
        let [x, y] = [0, 1].map(|axis| from[axis] * 10 + (to[axis] - from[axis]) * 10 * part / parts);
        let last = part == parts;
        let stray = |salt: i32| if last { 0 } else { chance(seed + part * 2 + salt, rough * 2 + 1) - rough };
        svg.put("L~ ~", &[x + stray(0), y + stray(1)]);
    }
}
