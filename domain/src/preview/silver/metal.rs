//! Silver, bright or oxidised, and the stones set in it.

use crate::preview::svg::{Svg, at, mix};

/// The tones of a finish.
#[derive(Clone, Copy)]
pub(super) struct Metal {
    pub(super) light: i32,
    pub(super) middle: i32,
    pub(super) dark: i32,
    /// The bottom of what is engraved or pierced.
    pub(super) recess: i32,
}

/// Bright (0) or oxidised (1) silver.
pub(super) fn metal(finish: usize) -> Metal {
    at(
        &[
            Metal { light: 0xf8_fafa, middle: 0xc2_c9cb, dark: 0x7c_868b, recess: 0x59_6368 },
            Metal { light: 0xdd_dfdd, middle: 0x8c_9090, dark: 0x45_4a4c, recess: 0x1c_1f21 },
        ],
        finish,
    )
}

/// Defines the silver `pv-s` (seen across), `pv-u` (seen from above), the scroll `pv-w`, and the filigree field `pv-fi` of tiles `tile` units wide.
pub(super) fn define_silver(svg: &mut Svg, silver: Metal, tile: i32) {
    let Metal { light, middle, dark, recess } = silver;
    svg.put("<defs><linearGradient id='pv-s'><stop stop-color='%'/><stop offset='.08' stop-color='%'/><stop offset='.2' stop-color='%'/><stop offset='.27' stop-color='%'/><stop offset='.4' stop-color='%'/><stop offset='.52' stop-color='%'/><stop offset='.6' stop-color='%'/><stop offset='.78' stop-color='%'/><stop offset='.9' stop-color='%'/><stop offset='1' stop-color='%'/></linearGradient>", &[dark, mix(middle, dark, 40), light, light, middle, mix(middle, dark, 55), middle, mix(dark, recess, 30), middle, mix(dark, recess, 60)]);
    svg.put("<linearGradient id='pv-u' x2='1' y2='1'><stop stop-color='%'/><stop offset='.3' stop-color='%'/><stop offset='.5' stop-color='%'/><stop offset='.7' stop-color='%'/><stop offset='1' stop-color='%'/></linearGradient>", &[light, middle, light, dark, middle]);
    // A scroll of filigree: twisted wire that curls at both ends.
    svg.put("<g id='pv-w' fill='none' stroke-linecap='round'><path id='pv-x' d='M-40 12C-46-14-22-26-13-10-6 4-20 14-27 4M-40 12C-24 34 22-34 40-12 46 14 22 26 13 10 6-4 20-14 27-4' stroke='%' stroke-width='8'/><use href='#pv-x'/><path d='M-40 12C-46-14-22-26-13-10-6 4-20 14-27 4M-40 12C-24 34 22-34 40-12 46 14 22 26 13 10 6-4 20-14 27-4' stroke='%' stroke-width='4.4'/><path d='M-41 10C-46-15-23-27-14-12M-34 14C-20 18 22-36 39-14' stroke='%' stroke-width='1.8' stroke-dasharray='3 2.4'/><circle cx='-22' cy='-2' r='5' fill='%'/><circle cx='22' cy='2' r='5' fill='%'/></g>", &[recess, mix(middle, light, 40), light, light, light]);
    svg.put("<pattern id='pv-fi' width='100' height='64' patternUnits='userSpaceOnUse' patternTransform='translate(400 400)scale(^)'><rect width='100' height='64' fill='%'/><use href='#pv-w' x='50' y='16'/><use href='#pv-w' transform='translate(0 48)scale(-1 1)'/><use href='#pv-w' transform='translate(100 48)scale(-1 1)'/></pattern></defs>", &[tile * 10, recess]);
}

/// Draws grains of silver along a path.
pub(super) fn granulate(svg: &mut Svg, silver: Metal, path: &str, size: i32) {
    for (colour, width, shift) in
        [(silver.recess, size + 2, 1), (mix(silver.middle, silver.dark, 30), size, 0), (silver.light, size / 2, -1)]
    {
        svg.fill("<path d='$' transform='translate(@ @)' fill='none' stroke='%' stroke-width='@' stroke-linecap='round' stroke-dasharray='0 @'/>", &[shift, shift, colour, width, size + 2], &[path]);
    }
}

/// Path data of an ellipse.
pub(super) fn round(x: i32, y: i32, rx: i32, ry: i32) -> String {
    let mut own = Svg::fragment();
    own.put("M@ @A@ @ 0 1 1 @ @A@ @ 0 1 1 @ @", &[x - rx, y, rx, ry, x + rx, y, rx, ry, x - rx, y]);
    own.into_text()
}

/// Sets a stone, or a boss of silver grains where there is none.
pub(super) fn set_stone(svg: &mut Svg, silver: Metal, stone: usize, [x, y]: [i32; 2], [rx, ry]: [i32; 2]) {
    let grain = (rx / 9).clamp(4, 12);
    let (bx, by) = (rx + grain * 2, ry + grain * 2);
    svg.put("<ellipse cx='@' cy='@' rx='@' ry='@' fill='%' opacity='.6'/><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-u)' stroke='%' stroke-width='1.5'/>", &[x + 3, y + 5, bx + 3, by + 3, silver.recess, x, y, bx, by, silver.dark]);
    granulate(svg, silver, &round(x, y, rx + grain, ry + grain), grain);
    if stone == 0 {
        svg.put(
            "<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-s)' stroke='%' stroke-width='2'/>",
            &[x, y, rx, ry, silver.recess],
        );
        granulate(svg, silver, &round(x, y, rx * 66 / 100, ry * 66 / 100), grain + 1);
        granulate(svg, silver, &round(x, y, rx * 36 / 100, ry * 36 / 100), grain);
        svg.put(
            "<circle cx='@' cy='@' r='@' fill='%'/><circle cx='@' cy='@' r='@' fill='url(#pv-hl)'/>",
            &[x, y, grain, silver.middle, x - grain / 3, y - grain / 3, grain],
        );
        return;
    }
    let [bright, body, deep] = at(
        &[
            [0x8c_e0dc, 0x2f_a6ad, 0x0f_5b6b],
            [0xf2_8a72, 0xc8_3a2a, 0x71_130f],
            [0xff_d26a, 0xe0_8d17, 0x7d_3a06],
            [0x55_5558, 0x1b_1b1e, 0x04_0405],
        ],
        stone - 1,
    );
    svg.put("<defs><radialGradient id='pv-st' cx='.36' cy='.3' r='.78'><stop stop-color='%'/><stop offset='.45' stop-color='%'/><stop offset='1' stop-color='%'/></radialGradient></defs><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-st)' stroke='%' stroke-width='@'/>", &[bright, body, deep, x, y, rx, ry, silver.recess, (rx / 24).max(2)]);
    const VEINS: &str = "<path d='M-80-30L-46-22-30 8-4 14 12 44 30 62M-30 8L-52 40M-4 14L22-10 26-44 48-62M22-10L60 4 84 0' fill='none' stroke='#4a3a22' stroke-width='3' stroke-linejoin='round' opacity='.55'/>";
    const BRANCHES: &str = "<path d='M-70 20Q-30 0 0 22T72 12M-60-24Q-20-44 16-22T74-26M-40 58Q0 40 44 56' fill='none' stroke='#fff' stroke-width='3' opacity='.2'/>";
    const DROPS: &str = "<g fill='#5a2400' opacity='.5'><path d='M-34 20L-20 14-24 24zM20 36L34 30 30 42zM6-34L14-36 12-28z'/><circle cx='26' cy='8' r='4'/><circle cx='-8' cy='38' r='3'/></g><ellipse cx='26' cy='40' rx='44' ry='24' fill='#ffe7a0' opacity='.5' transform='rotate(-30 26 40)'/>";
    const BAND: &str = "<path d='M-96 34Q0 2 96 34L90 46Q0 16-90 46z' fill='#fff' opacity='.13'/>";
    svg.fill(
        "<g transform='translate(@ @)scale(^ ^)'>$</g>",
        &[x, y, rx * 10, ry * 10],
        &[at(&[VEINS, BRANCHES, DROPS, BAND], stone - 1)],
    );
    svg.put("<ellipse cx='@' cy='@' rx='@' ry='@' fill='#fff' opacity='.72' transform='rotate(-28 @ @)'/><path d='M@ @A@ @ 0 0 0 @ @' fill='none' stroke='#fff' stroke-width='@' stroke-linecap='round' opacity='.35'/>", &[x - rx * 36 / 100, y - ry * 44 / 100, rx / 5, ry / 9, x - rx * 36 / 100, y - ry * 44 / 100, x - rx / 5, y + ry * 80 / 100, rx * 82 / 100, ry * 82 / 100, x + rx * 75 / 100, y + ry * 30 / 100, (rx / 20).max(2)]);
}
