//! The board for chess and backgammon.

use super::timber::{define_inlay, define_wood, ink, timber};
use crate::preview::Scene;
use crate::preview::svg::{Svg, mix, scale, side, slot};

/// Where a slab lies: the corner on the left of its top, at the back, and its sides in units.
struct Slab {
    corner: [i32; 2],
    size: [i32; 3],
}

/// Draws the board.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let wood = slot(scene, "wood");
    let inlay = slot(scene, "inlay");
    let game = slot(scene, "game");
    let varnished = slot(scene, "finish") == 1;
    let [length, width, height] =
        [side(scene, 0, 400, 100, 900), side(scene, 1, 400, 100, 900), side(scene, 2, 30, 8, 200)];
    let extent = ((906 * length + 423 * width) / 1000).max((300 * length + 644 * width + 700 * height) / 1000);
    let factor = scale(extent, 690, 250, 640);
    let [l, w, h] = [length * factor / 1000, width * factor / 1000, (height * factor / 1000).max(8)];
    define_wood(svg, wood);
    define_inlay(svg, inlay);
    let contrast = if matches!(inlay, 0 | 2) { mix(timber(wood).light, 0xff_e9c0, 55) } else { timber(wood).dark };
    let mut slab = Slab {
        corner: [400 - (906 * l - 423 * w) / 2000, 400 - (300 * l + 644 * w + 700 * h) / 2000],
        size: [l, w, h],
    };
    let middle = [400, slab.corner[1] + (300 * l + 644 * w) / 2000 + h];
    svg.put("<g transform='rotate(-8 @ @)'>", &middle);
    svg.shadow(middle[0] + 22, middle[1] + 16, (906 * l + 423 * w) / 1780, (300 * l + 644 * w) / 1700);
    svg.put("</g><linearGradient id='pv-gl'><stop stop-color='#fff' stop-opacity='0'/><stop offset='.5' stop-color='#fff'/><stop offset='1' stop-color='#fff' stop-opacity='0'/></linearGradient>", &[]);
    lay(svg, &slab, wood);
    let frame = l.min(w) / 11;
    svg.put("<g transform='translate(@ @)'>", &[frame, frame]);
    if game == 0 {
        chess(svg, [l - 2 * frame, w - 2 * frame], inlay, contrast);
    } else {
        backgammon(svg, [l - 2 * frame, w - 2 * frame], inlay, contrast);
    }
    svg.put(
        "</g><rect x='@' y='@' width='@' height='@' fill='none' stroke='url(#pv-i)' stroke-width='3'/>",
        &[frame / 2, frame / 2, l - frame, w - frame],
    );
    svg.letter(&scene.text, [l / 2, w - frame * 24 / 100], l / 2, frame * 52 / 100, ink(wood, inlay));
    gloss(svg, [l, w], varnished);
    if game == 2 {
        // The chess board lies on the tray of the backgammon, moved to the right.
        let [pl, pw] = [l * 56 / 100, w * 56 / 100];
        let rise = h.max(14);
        slab = Slab {
            corner: [
                slab.corner[0] + (906 * (l - pl) - 423 * (w - pw) / 2) / 1000 * 92 / 100,
                slab.corner[1] + (300 * (l - pl) + 644 * (w - pw) / 2) / 1000 - rise,
            ],
            size: [pl, pw, rise * 2 / 3],
        };
        svg.put(
            "<path transform='matrix(.906 .3 -.423 .644 @ @)' d='M-14 14H@V@H-14z' fill='#1a0a02' opacity='.4'/>",
            &[slab.corner[0], slab.corner[1] + rise, pl + 4, pw + 22],
        );
        lay(svg, &slab, wood);
        svg.put("<g transform='translate(@ @)'>", &[pl / 14, pw / 14]);
        chess(svg, [pl - pl / 7, pw - pw / 7], inlay, contrast);
        svg.put("</g>", &[]);
        gloss(svg, [pl, pw], varnished);
    }
}

/// Draws the sides of a slab and opens the group of its top, in which it is seen from straight above.
fn lay(svg: &mut Svg, slab: &Slab, wood: usize) {
    let [l, w, h] = slab.size;
    let [x, y] = slab.corner;
    let edge = mix(timber(wood).ground, 0xff_dca8, 50);
    svg.put("<g transform='matrix(.906 .3 0 .7 @ @)'><rect width='@' height='@' fill='url(#pv-w)'/><rect width='@' height='@' fill='url(#pv-dn)'/><path d='M0 @H@' stroke='url(#pv-i)' stroke-width='3'/></g>", &[x - 423 * w / 1000, y + 644 * w / 1000, l, h, l, h, h / 2, l]);
    let [right, down] = [x + 906 * l / 1000, y + 300 * l / 1000];
    svg.put("<g transform='matrix(-.423 .644 0 .7 @ @)'><rect width='@' height='@' fill='url(#pv-w)'/><rect width='@' height='@' fill='#160802' opacity='.5'/></g>", &[right, down, w, h, w, h]);
    svg.put(
        "<path d='M@ @l@ @ @ -@' fill='none' stroke='%' stroke-width='2.4'/>",
        &[x - 423 * w / 1000, y + 644 * w / 1000, 906 * l / 1000, 300 * l / 1000, 423 * w / 1000, 644 * w / 1000, edge],
    );
    svg.put(
        "<g transform='matrix(.906 .3 -.423 .644 @ @)'><rect width='@' height='@' fill='url(#pv-w)'/>",
        &[x, y, l, w],
    );
}

/// Light on the top; closes its group.
fn gloss(svg: &mut Svg, [l, w]: [i32; 2], varnished: bool) {
    svg.put(
        "<rect width='@' height='@' fill='url(#pv-di)'/><path d='M@ 0H@L@ @H@z' fill='url(#pv-gl)' opacity='^'/>",
        &[l, w, l / 8, l / 2, l * 34 / 100, w, 0, if varnished { 420 } else { 120 }],
    );
    if varnished {
        svg.put(
            "<path d='M@ 0H@L@ @H@z' fill='#fff' opacity='.17'/>",
            &[l * 62 / 100, l * 70 / 100, l * 56 / 100, w, l * 48 / 100],
        );
    }
    svg.put("</g>", &[]);
}

/// Eight by eight squares with their frame.
fn chess(svg: &mut Svg, [l, w]: [i32; 2], inlay: usize, contrast: i32) {
    svg.put("<defs><pattern id='pv-q' width='2' height='2' patternUnits='userSpaceOnUse'><path d='M0 0H1V2H2V1H0z' fill='%' opacity='^'/></pattern></defs>", &[contrast, if inlay == 0 { 820 } else { 780 }]);
    svg.put(
        "<rect x='-6' y='-6' width='@' height='@' fill='%'/><rect width='@' height='@' fill='url(#pv-$)'/>"
            .replace('$', if inlay == 0 { "w" } else { "i" })
            .as_str(),
        &[l + 12, w + 12, mix(contrast, 0x1a_0a04, 65), l, w],
    );
    svg.put("<rect width='8' height='8' transform='scale(^ ^)' fill='url(#pv-q)'/>", &[l * 125, w * 125]);
    svg.put("<g stroke='#1a0a04' stroke-width='.7' opacity='.5'>", &[]);
    for line in 1..8 {
        svg.put("<path d='M@ 0V@M0 @H@'/>", &[l * line / 8, w, w * line / 8, l]);
    }
    svg.put("</g>", &[]);
}

/// The tray of backgammon: two fields of twelve points and the bar.
fn backgammon(svg: &mut Svg, [l, w]: [i32; 2], inlay: usize, contrast: i32) {
    let bar = l / 16;
    let field = (l - bar) / 2;
    let step = field / 6;
    let other = if inlay == 2 { "#e3bd84" } else { "#3a1a0c" };
    svg.put("<defs><g id='pv-b'><rect width='@' height='@' fill='url(#pv-w)'/><rect width='@' height='@' fill='%' opacity='.34'/>", &[field, w, field, w, mix(contrast, 0xf0_d8ac, 30)]);
    for point in 0..6 {
        let own = point % 2 == 0;
        svg.put("<path d='M@ 0h@l-@ @z", &[point * step, step, step / 2, w * 40 / 100]);
        svg.put(
            "' fill='$' stroke='#1a0a04' stroke-width='.8'/>"
                .replace('$', if own { "url(#pv-i)" } else { other })
                .as_str(),
            &[],
        );
        svg.put("<path d='M@ @h@l-@ -@z", &[point * step, w, step, step / 2, w * 40 / 100]);
        svg.put(
            "' fill='$' stroke='#1a0a04' stroke-width='.8'/>"
                .replace('$', if own { other } else { "url(#pv-i)" })
                .as_str(),
            &[],
        );
    }
    // The walls of the tray throw a shadow from the upper left.
    svg.put("<path d='M0 @V0H@L@ 14H14V@z' fill='#140700' opacity='.5'/></g></defs><use href='#pv-b'/><use href='#pv-b' x='@'/>", &[w, field, field - 8, w - 8, l - field]);
    svg.put(
        "<rect x='@' width='@' height='@' fill='url(#pv-w)'/><path d='M@ 0V@' stroke='url(#pv-i)' stroke-width='3'/>",
        &[field, l - 2 * field, w, l / 2, w],
    );
    // Two stacks of pieces show what the board is for.
    let piece = step * 42 / 100;
    for (place, paint) in [(0, if inlay == 2 { "#e9c978" } else { "url(#pv-i)" }), (1, "#2a140a")] {
        for count in 0..4 {
            let y = if place == 0 { piece * (1 + 2 * count) + 3 } else { w - piece * (1 + 2 * count) - 3 };
            svg.fill("<circle cx='@' cy='@' r='@' fill='$' stroke='#150800' stroke-width='1.2'/><circle cx='@' cy='@' r='@' fill='url(#pv-di)'/>", &[step / 2, y, piece, step / 2, y, piece * 7 / 10], &[paint]);
        }
    }
}
