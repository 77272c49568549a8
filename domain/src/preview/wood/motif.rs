//! Marquetry of a flat field: border, grid, star, rosette, and the owner's text.

use super::timber::ink;
use crate::preview::svg::{Svg, at};

/// Draws inlay and motif on a wood, given by their places in the slots, on a field of `size` units, and letters `text` on it.
pub(super) fn draw(svg: &mut Svg, size: [i32; 2], [wood, inlay, motif]: [usize; 3], rich: bool, text: &str) {
    let [l, w] = size;
    let margin = l.min(w) / 14;
    let line = (l.min(w) / 90).clamp(2, 4);
    let contrast = at(&["#2b1207", "#1e1511", "#ecca7c", "#1e1511"], inlay);
    let frame = |svg: &mut Svg, inset: i32, width: i32, more: &str| {
        svg.fill(
            "<rect x='@' y='@' width='@' height='@' fill='none' stroke='url(#pv-i)' stroke-width='@' $/>",
            &[inset, inset, l - 2 * inset, w - 2 * inset, width],
            &[more],
        );
    };
    svg.put("<linearGradient id='pv-gl'><stop stop-color='#fff' stop-opacity='0'/><stop offset='.5' stop-color='#fff'/><stop offset='1' stop-color='#fff' stop-opacity='0'/></linearGradient>", &[]);
    frame(svg, margin, line, "");
    let [x, y] = [l / 2, if text.trim().is_empty() { w / 2 } else { w * 43 / 100 }];
    let reach = (w * 34 / 100).min(l * 34 / 100) * if text.trim().is_empty() { 100 } else { 80 } / 100;
    match motif {
        1 => {
            let tile = if rich { l.min(w) / 9 } else { l.min(w) / 6 };
            svg.put("<defs><pattern id='pv-g' width='@' height='@' patternUnits='userSpaceOnUse' x='@' y='@'><g transform='scale(^)'>", &[tile, tile, l / 2, w / 2, tile * 10]);
            svg.fill("<path d='M0 50L50 0 100 50 50 100z' fill='none' stroke='url(#pv-i)' stroke-width='9'/><path d='M50 30L70 50 50 70 30 50z' fill='url(#pv-i)'/><path d='M0 0H18L0 18zM100 0V18L82 0zM0 100V82L18 100zM100 100H82L100 82z' fill='$'/></g></pattern></defs>", &[], &[contrast]);
            let inset = margin * 2;
            svg.put(
                "<rect x='@' y='@' width='@' height='@' fill='url(#pv-g)'/>",
                &[inset, inset, l - 2 * inset, w - 2 * inset],
            );
            frame(svg, inset, line, "");
            if !text.trim().is_empty() {
                svg.put("<rect x='@' y='@' width='@' height='@' rx='4' fill='url(#pv-w)' stroke='url(#pv-i)' stroke-width='3'/>", &[l / 5, w * 60 / 100, l * 3 / 5, w * 22 / 100]);
            }
        }
        2 => {
            svg.put("<g transform='translate(@ @)scale(^)' fill='url(#pv-i)'>", &[x, y, reach * 10]);
            svg.fill("<path id='pv-s' d='M0-100L29-71H71V-29L100 0 71 29V71H29L0 100-29 71H-71V29L-100 0-71-29V-71H-29z' stroke='$' stroke-width='2'/><use href='#pv-s' transform='scale(.82)' fill='url(#pv-w)' stroke='none'/><path d='M0-76L22-54H54V-22L76 0 54 22V54H22L0 76-22 54H-54V22L-76 0-54-22V-54H-22z' fill='$'/>", &[], &[contrast, contrast]);
            for turn in 0..8 {
                svg.put("<path d='M0-72L11-44 0-26-11-44z' transform='rotate(@)'/>", &[turn * 45]);
            }
            svg.put("<circle r='20' fill='url(#pv-w)'/><circle r='13'/></g>", &[]);
        }
        3 => {
            svg.put("<g transform='translate(@ @)scale(^)' fill='url(#pv-i)'>", &[x, y, reach * 10]);
            svg.fill("<circle r='97' fill='none' stroke='url(#pv-i)' stroke-width='4'/><circle r='90' fill='none' stroke='$' stroke-width='3' stroke-dasharray='4 4'/><g id='pv-r'><path id='pv-p' d='M0-6C16-30 15-62 0-84-15-62-16-30 0-6z' stroke='#2a1207' stroke-width='1.2'/>", &[], &[contrast]);
            let petals = if rich { 16 } else { 12 };
            for petal in 1..petals / 4 {
                svg.put("<use href='#pv-p' transform='rotate(~)'/>", &[petal * 3600 / petals]);
            }
            svg.fill("</g><use href='#pv-r' transform='rotate(90)'/><use href='#pv-r' transform='scale(-1)'/><use href='#pv-r' transform='rotate(270)'/><circle r='19' fill='$'/><circle r='12'/></g>", &[], &[contrast]);
        }
        0 | 4.. => {
            let band = margin * 9 / 5;
            svg.fill(
                "<rect x='@' y='@' width='@' height='@' fill='none' stroke='$' stroke-width='@'/>",
                &[band, band, l - 2 * band, w - 2 * band, margin * 8 / 10],
                &[contrast],
            );
            svg.put("<g stroke-dasharray='@'>", &[margin * 6 / 10]);
            frame(svg, band, margin * 6 / 10, "");
            svg.put("</g>", &[]);
            frame(svg, margin * 26 / 10, line, "");
        }
    }
    if rich {
        let inset = margin * 3 / 2;
        if motif != 1 {
            frame(svg, inset + if motif == 0 { margin * 2 } else { 0 }, line * 2, "stroke-dasharray='2 5'");
        }
        let tip = margin * 5 / 2;
        let gap = if motif == 0 { margin * 3 } else { margin * 3 / 2 };
        for (cx, cy, a, b) in
            [(gap, gap, 1, 1), (l - gap, gap, -1, 1), (gap, w - gap, 1, -1), (l - gap, w - gap, -1, -1)]
        {
            svg.fill("<path transform='translate(@ @)scale(@ @)' d='M0 0H@Q@ @ 0 @z' fill='url(#pv-i)' stroke='$' stroke-width='1.2'/>", &[cx, cy, a, b, tip, tip / 3, tip / 3, tip], &[contrast]);
        }
    }
    let place = match motif {
        0 => [l / 2, w * 56 / 100],
        1 => [l / 2, w * 76 / 100],
        2.. => [l / 2, w * 84 / 100],
    };
    svg.letter(text, place, l * 11 / 20, if motif == 0 { w / 5 } else { w / 8 }, ink(wood, inlay));
}
