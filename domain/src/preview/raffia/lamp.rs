//! The lamp: a shade woven over its frame, hung from a cord or set on a turned foot.

use super::plait::{body, braid, path, second};
use super::shade::Shade;
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, mix, scale, side, slot};

/// What is chosen and measured.
struct Lamp {
    shade: Shade,
    colour: i32,
    band: Option<i32>,
    weave: usize,
    hung: bool,
    lit: bool,
    /// Where a foot stands.
    floor: i32,
}

/// Draws the lamp. The height is that of the shade when it hangs, of the whole lamp when it stands.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let lamp = lamp(scene);
    if lamp.lit {
        dusk(svg, &lamp);
    }
    if lamp.hung {
        cord(svg, &lamp);
    } else {
        foot(svg, &lamp);
    }
    weave(svg, &lamp);
    if lamp.hung {
        mouth(svg, &lamp);
    } else {
        crown(svg, &lamp);
    }
    label(svg, &lamp, &scene.text);
}

fn lamp(scene: &Scene) -> Lamp {
    let shape = slot(scene, "shape");
    let hung = slot(scene, "mount") == 0;
    let across = side(scene, 0, at(&[450, 380, 400], shape), 80, 1200);
    let usual = across * at(&[56, 92, 88], shape) / 100;
    let up = side(scene, 2, if hung { usual } else { usual * 18 / 10 }, 60, 1600);
    let tilt = if hung { -112 } else { 150 };
    let factor = scale(across.max(up * if hung { 110 } else { 96 } / 100), 620, 160, 620);
    let [half, whole] = [across * factor / 2000, up * factor / 1000];
    let tall = if hung { whole } else { whole * 56 / 100 };
    let top = if hung { 455 - tall / 2 } else { 396 - whole / 2 };
    Lamp {
        shade: Shade::new(shape, [half, top, tall, tilt]),
        colour: body(scene),
        band: second(scene, "band"),
        weave: slot(scene, "weave"),
        hung,
        lit: slot(scene, "light") == 1,
        floor: top + whole,
    }
}

/// The room darkens and the lamp throws its light on the wall.
fn dusk(svg: &mut Svg, lamp: &Lamp) {
    let Shade { half, top, tall, .. } = lamp.shade;
    svg.put("<defs><radialGradient id='pv-gl'><stop stop-color='#ffe2a0' stop-opacity='.95'/><stop offset='.45' stop-color='#ffc765' stop-opacity='.42'/><stop offset='1' stop-color='#ffb44a' stop-opacity='0'/></radialGradient><radialGradient id='pv-du' r='.75'><stop stop-color='#8a5c28' stop-opacity='.3'/><stop offset='1' stop-color='#3b2412' stop-opacity='.72'/></radialGradient></defs><rect width='800' height='800' fill='url(#pv-du)'/>", &[]);
    for (y, rx, ry) in [(top + tall / 2, half * 2, tall / 2 + half), (top + tall, half * 13 / 10, half * 9 / 10)] {
        svg.put("<ellipse cx='400' cy='@' rx='@' ry='@' fill='url(#pv-gl)' opacity='.7'/>", &[y, rx, ry]);
    }
}

/// The cord, its brass cap, and the shade's shadow on the wall.
fn cord(svg: &mut Svg, lamp: &Lamp) {
    let Shade { half, top, tall, .. } = lamp.shade;
    if !lamp.lit {
        svg.put("<path d='M436 0L@ @' stroke='#2a1d12' stroke-width='7' opacity='.08'/>", &[430, top]);
        svg.shadow(400 + half / 5, top + tall * 62 / 100, half * 118 / 100, tall * 66 / 100);
    }
    braid(svg, &path("M400-9V@", &[top - 18]), 0xb9_935a, 6);
    let r = half * 15 / 100;
    svg.put("<defs><path id='pv-q' d='M@ @Q@ @ @ @v-9H@v9Q@ @ @ @A@ @ 0 0 1 @ @z'/></defs><use href='#pv-q' fill='#c1953f'/><use href='#pv-q' fill='url(#pv-cy)'/>", &[400 - r, top, 400 - r, top - r * 7 / 10, 400 - r / 4, top - r * 8 / 10, 400 + r / 4, 400 + r, top - r * 7 / 10, 400 + r, top, r, r / 5, 400 - r, top]);
}

/// The turned foot of thuya.
fn foot(svg: &mut Svg, lamp: &Lamp) {
    let Shade { half, top, tall, .. } = lamp.shade;
    let [neck, floor] = [top + tall * 80 / 100, lamp.floor];
    let (base, h) = (half * 46 / 100, floor - neck);
    let round = base * 26 / 100;
    svg.shadow(400 + base / 2, floor - 2, base * 2, round * 15 / 10);
    svg.shadow(404, floor + round / 2, base * 12 / 10, round);
    if lamp.lit {
        svg.put(
            "<ellipse cx='400' cy='@' rx='@' ry='@' fill='url(#pv-gl)' opacity='.6'/>",
            &[floor, half * 12 / 10, half * 3 / 10],
        );
    }
    // Neck, belly and plinth as they leave the lathe, from the axis outwards.
    let thin = base * 16 / 100;
    let [waist, belly, plinth] = [neck + h * 36 / 100, neck + h * 62 / 100, floor - h * 9 / 100];
    let x = |part: i32| 400 - base * part / 100;
    svg.put(
        "<defs><linearGradient id='pv-wd'><stop stop-color='#5b2c14'/><stop offset='.28' stop-color='#b3703c'/><stop offset='.6' stop-color='#8a4b26'/><stop offset='1' stop-color='#3c1b0b'/></linearGradient><clipPath id='pv-cq'><path id='pv-q' d='M401 @H@L@ @C@ @ @ @ @ @C@ @ @ @ @ @Q@ @ 401 @z'/><use href='#pv-q' transform='matrix(-1 0 0 1 800 0)'/></clipPath></defs>",
        &[
            neck, 400 - thin, 400 - thin, waist,
            x(20), waist + h * 14 / 100, x(62), belly - h * 16 / 100, x(62), belly,
            x(62), belly + h * 14 / 100, x(26), plinth - h * 9 / 100, x(46), plinth, x(30), plinth + round / 2, plinth + round / 2,
        ],
    );
    // The plinth, its upper face turned to the light.
    let [left, right] = [400 - base, 400 + base];
    svg.put("<path d='M@ @V@A@ @ 0 0 0 @ @V@z' fill='url(#pv-wd)'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='#a9683a'/><ellipse cx='400' cy='@' rx='@' ry='@' fill='url(#pv-di)'/><ellipse cx='406' cy='@' rx='@' ry='@' fill='url(#pv-gs)'/>", &[left, plinth, floor, base, round, right, floor, plinth, plinth, base, round, plinth, base, round, plinth + 3, base * 70 / 100, round * 70 / 100]);
    svg.put("<g clip-path='url(#pv-cq)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-wd)'/><g fill='none' stroke='#3c1b0b' stroke-width='1.6' opacity='.34'>", &[left, neck, base * 2, h + round]);
    for (part, y) in [
        (20, waist),
        (20, waist + 6),
        (44, belly - h * 12 / 100),
        (62, belly),
        (62, belly + 5),
        (40, plinth - h * 6 / 100),
    ] {
        let half = base * part / 100;
        svg.put("<path d='M@ @q@ @ @ 0'/>", &[400 - half, y, half, round * part / 60, half * 2]);
    }
    svg.fill("</g><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='.75'/><rect x='@' y='@' width='@' height='@' fill='$' opacity='.5'/></g>", &[400 - base * 28 / 100, belly - h * 2 / 100, base * 12 / 100, h * 15 / 100, left, neck, base * 2, h], &[if lamp.lit { "url(#pv-gl)" } else { "url(#pv-dn)" }]);
}

/// The woven wall: what shows between the strands, then the strands in shade, colour and light.
fn weave(svg: &mut Svg, lamp: &Lamp) {
    let Lamp { shade, colour, band, weave, lit, .. } = lamp;
    let rows = shade.rows();
    let belt = rows * 58 / 100..rows * 58 / 100 + (rows / 4).max(2);
    let banded = |row: i32| band.is_some() && belt.contains(&row);
    svg.put("<defs><path id='pv-o' d='", &[]);
    shade.outline(svg);
    svg.put("'/><clipPath id='pv-c'><use href='#pv-o'/></clipPath><path id='pv-s' d='", &[]);
    shade.stitches(svg, *weave, |row| !banded(row));
    svg.put("'/><path id='pv-r' d='M0 0", &[]);
    shade.stitches(svg, *weave, banded);
    let glow =
        if *lit { [0xff_f6d8, 0xff_cf78, 0xc9_6f20] } else { [mix(*colour, 0x2a_1404, at(&[62, 70, 80], *weave)); 3] };
    svg.put("'/><radialGradient id='pv-in' cx='.5' cy='.66' r='.62'><stop stop-color='%'/><stop offset='.5' stop-color='%'/><stop offset='1' stop-color='%'/></radialGradient></defs><use href='#pv-o' fill='url(#pv-in)'/><g clip-path='url(#pv-c)' fill='none' stroke-linecap='round'>", &glow);
    // Against the light a strand has no gloss of its own.
    let gloss = if *lit { 0xff_b85c } else { 0xff_f8e0 };
    let thick = shade.pitch() * at(if *lit { &[68, 36, 38] } else { &[77, 44, 40] }, *weave) / 100;
    for (sink, width, other, part, opacity) in
        [(2, thick + 24, 0x3a_1f06, 62, 60), (0, thick, 0xff_e9b8, 6, 100), (-1, thick * 4 / 10, gloss, 27, 85)]
    {
        for (id, shade) in [("s", Some(*colour)), ("r", *band)] {
            let Some(shade) = shade else { continue };
            let warm = if *lit { mix(shade, 0xff_b14e, 10) } else { shade };
            svg.fill("<g stroke='%' stroke-width='~' opacity='^'><use href='#pv-$' y='@'/><use href='#pv-$' transform='matrix(-1 0 0 1 800 @)'/></g>", &[mix(warm, other, part), width, opacity * 10, sink, sink], &[id, id]);
        }
    }
    svg.put("<use href='#pv-o' fill='url(#pv-cy)' opacity='^'/>", &[if *lit { 300 } else { 900 }]);
    if *lit {
        svg.put("<use href='#pv-o' fill='url(#pv-gl)' opacity='.3'/>", &[]);
    } else {
        svg.put("<use href='#pv-o' fill='url(#pv-dn)' opacity='.34'/><ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='.4'/>", &[400 - shade.half * 40 / 100, shade.top + shade.tall * 38 / 100, shade.half * 36 / 100, shade.tall * 34 / 100]);
    }
    svg.put("</g>", &[]);
}

/// The mouth of a hanging shade, seen from below, with the bulb in it.
fn mouth(svg: &mut Svg, lamp: &Lamp) {
    let shade = &lamp.shade;
    let [radius, y] = shade.ring(1000);
    let flat = shade.flat(radius);
    let edge = lamp.colour;
    let inside = if lamp.lit { [0xff_fbe9, 0xff_d98a] } else { [mix(edge, 0x1a_0e04, 58), mix(edge, 0x1a_0e04, 82)] };
    svg.put("<defs><radialGradient id='pv-mo' cx='.5' cy='.4'><stop stop-color='%'/><stop offset='1' stop-color='%'/></radialGradient><clipPath id='pv-cm'><ellipse cx='400' cy='@' rx='@' ry='@'/></clipPath></defs>", &[inside[0], inside[1], y, radius, flat]);
    svg.put(
        "<g clip-path='url(#pv-cm)'><rect x='@' y='@' width='@' height='@' fill='url(#pv-mo)'/>",
        &[400 - radius, y - flat, radius * 2, flat * 2],
    );
    for ring in 1..4 {
        svg.put(
            "<ellipse cx='400' cy='@' rx='@' ry='@' fill='none' stroke='%' stroke-width='3' opacity='.5'/>",
            &[y - flat * ring * 30 / 100, radius * (100 - ring * 6) / 100, flat, mix(edge, 0x1f_1205, 45)],
        );
    }
    let bulb = (radius / 6).clamp(8, 40);
    svg.put(
        "<circle cx='400' cy='@' r='@' fill='%'/><circle cx='400' cy='@' r='@' fill='url(#pv-di)'/></g>",
        &[y - flat / 3, bulb, if lamp.lit { 0xff_ffff } else { 0xf3_ead6 }, y - flat / 3, bulb],
    );
    let thick = (shade.pitch() * 6 / 100).clamp(6, 14);
    braid(
        svg,
        &path("M@ @a@ @ 0 0 0 @ 0", &[400 - radius, y, radius, flat, radius * 2]),
        mix(edge, 0x1f_1205, 12),
        thick,
    );
    braid(svg, &path("M@ @a@ @ 0 0 1 @ 0", &[400 - radius, y, radius, flat, radius * 2]), edge, thick);
}

/// The opening at the top of a standing shade and its lower edge.
fn crown(svg: &mut Svg, lamp: &Lamp) {
    let shade = &lamp.shade;
    let thick = (shade.pitch() * 6 / 100).clamp(6, 14);
    let [radius, y] = shade.ring(0);
    let flat = shade.flat(radius);
    svg.put(
        "<ellipse cx='400' cy='@' rx='@' ry='@' fill='%'/>",
        &[y, radius, flat, if lamp.lit { 0xff_f3cc } else { mix(lamp.colour, 0x1a_0e04, 72) }],
    );
    braid(
        svg,
        &path(
            "M@ @a@ @ 0 1 0 @ 0a@ @ 0 1 0-@ 0z",
            &[400 - radius, y, radius, flat, radius * 2, radius, flat, radius * 2],
        ),
        lamp.colour,
        thick * 8 / 10,
    );
    let [radius, y] = shade.ring(1000);
    braid(
        svg,
        &path("M@ @a@ @ 0 0 0 @ 0", &[400 - radius, y, radius, shade.flat(radius), radius * 2]),
        lamp.colour,
        thick,
    );
}

/// A name is pressed into a leather label that is sewn on.
fn label(svg: &mut Svg, lamp: &Lamp, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let shade = &lamp.shade;
    let [radius, y] = shade.ring(780);
    let (w, h) = (radius * 72 / 100, (radius * 24 / 100).min(shade.tall / 4));
    let y = y + radius * shade.tilt / 1000 - h / 2;
    svg.put("<rect x='@' y='@' width='@' height='@' rx='5' fill='#1f1205' opacity='.4'/><rect x='@' y='@' width='@' height='@' rx='5' fill='#8a4d26'/><rect x='@' y='@' width='@' height='@' rx='3' fill='none' stroke='#f0d3a2' stroke-width='1.6' stroke-dasharray='5 4'/>", &[403 - w / 2, y + 4, w, h, 400 - w / 2, y, w, h, 404 - w / 2, y + 4, (w - 8).max(1), (h - 8).max(1)]);
    svg.letter(text, [400, y + h * 66 / 100], w * 86 / 100, h * 58 / 100, "fill='#f6e7c4'");
}
