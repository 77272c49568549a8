//! Raffia: its colours and its plaits as patterns.

use crate::preview::Scene;
use crate::preview::svg::{Svg, at, mix, slot};

const DYES: [i32; 5] = [0xe2_c286, 0x33_507e, 0xd0_6a50, 0x7b_7f42, 0x35_312e];

/// The colour of the body.
pub(super) fn body(scene: &Scene) -> i32 {
    at(&DYES, slot(scene, "body"))
}

/// The colour that fills a slot like `band` or `trim`; one like the body is a shade deeper, so that it shows.
pub(super) fn second(scene: &Scene, name: &str) -> Option<i32> {
    let place = slot(scene, name).checked_sub(1)?;
    let colour = at(&DYES, place);
    Some(if colour == body(scene) { mix(colour, 0x2a_1806, 32) } else { colour })
}

/// Defines the pattern `pv-v`: light and shade of a plait (0 plain, 1 chevron, 2 openwork), to lay over colour.
pub(super) fn define_plait(svg: &mut Svg, weave: usize, size: i32) {
    const PLAIN: &str = "<path d='M0 0H20V20H0zM20 20H40V40H20z' fill='#fff' opacity='.1'/><path d='M20 0H40V20H20zM0 20H20V40H0z' fill='#43260a' opacity='.1'/><g fill='none' stroke-linecap='round'><path d='M2 3H18M22 23H38M23 2V18M3 22V38' stroke='#fff' stroke-width='2.4' opacity='.42'/><path d='M1 8H19M1 13H19M21 28H39M21 33H39M28 1V19M33 1V19M8 21V39M13 21V39' stroke='#43260a' stroke-width='.8' opacity='.4'/><path d='M1 18.4H19M21 38.4H39M38.4 1V19M18.4 21V39' stroke='#43260a' stroke-width='2.6' opacity='.5'/></g>";
    const CHEVRON: &str = "<path d='M0 0L20 14V34L0 20zM20 34L40 20V0L20 14z' fill='#fff' opacity='.06'/><path d='M20 14L40 0V20L20 34z' fill='#43260a' opacity='.2'/><g fill='none'><path d='M0 1.5L20 15.5 40 1.5M0 21.5L20 35.5 40 21.5' stroke='#fff' stroke-width='2.2' opacity='.45'/><path d='M0 6L20 20 40 6M0 11L20 25 40 11M0 26L20 40 40 26M0 31L20 45 40 31M0-9L20 5 40-9M0-14L20 0 40-14' stroke='#43260a' stroke-width='.8' opacity='.4'/><path d='M0 18.5L20 32.5 40 18.5M0 38.5L20 52.5 40 38.5M0-1.5L20 12.5 40-1.5' stroke='#43260a' stroke-width='2.4' opacity='.5'/><path d='M0 0V40M20 0V40' stroke='#43260a' stroke-width='1.4' opacity='.34'/></g>";
    const OPEN: &str = "<g fill='#170d04' opacity='.66'><ellipse cx='20' cy='20' rx='8' ry='10'/><ellipse rx='8' ry='10'/><ellipse cx='40' rx='8' ry='10'/><ellipse cy='40' rx='8' ry='10'/><ellipse cx='40' cy='40' rx='8' ry='10'/></g><g fill='none' stroke-linecap='round'><path d='M0 14L14 0M26 40L40 26M6 40L0 34M34 0L40 6M14 40L40 14M0 26L26 0' stroke='#fff' stroke-width='1.6' opacity='.4'/><path d='M0 18L18 0M22 40L40 22M18 40L40 18M0 22L22 0M3 40L0 37M37 0L40 3M0 0M12 8L28 32M32 8L30 12M8 32L10 28' stroke='#43260a' stroke-width='1' opacity='.34'/><path d='M9 26Q10 33 20 33T31 26' stroke='#fff' stroke-width='1.8' opacity='.45'/></g>";
    svg.put("<defs><pattern id='pv-v' width='40' height='40' patternUnits='userSpaceOnUse' patternTransform='translate(400 0)scale(^)'>", &[size]);
    svg.put(at(&[PLAIN, CHEVRON, OPEN], weave), &[]);
    svg.put("</pattern></defs>", &[]);
}

/// Draws a braid along a path: a round cord with slanting strands.
pub(super) fn braid(svg: &mut Svg, path: &str, colour: i32, width: i32) {
    for (shade, thick, dash) in [
        (mix(colour, 0x1f_1205, 60), width * 10, ""),
        (colour, width * 8, ""),
        (mix(colour, 0x1f_1205, 38), width * 8, "stroke-dasharray='2 7'"),
        (mix(colour, 0xff_ffff, 40), width * 3, "stroke-dasharray='5 4'"),
    ] {
        svg.fill("<path d='$' fill='none' stroke='%' stroke-width='~' $/>", &[shade, thick], &[path, dash]);
    }
}

/// Writes path data into a string of its own.
pub(super) fn path(template: &str, numbers: &[i32]) -> String {
    let mut own = Svg::fragment();
    own.put(template, numbers);
    own.into_text()
}
