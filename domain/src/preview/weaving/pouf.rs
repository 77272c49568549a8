//! The pouf: panels of leather or wool, stuffed until they swell between their seams.

use super::wool::{colours, define_surface, hides};
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, chance, cos, mix, scale, side, sin, slot};

/// What is chosen and measured.
struct Pouf {
    /// Colours of the field and of what is stitched on it.
    field: i32,
    figure: i32,
    leather: bool,
    motif: usize,
    /// How many panels go round.
    panels: i32,
    piped: bool,
    /// Largest radius.
    half: i32,
    /// Height from the ground to the middle of the top.
    tall: i32,
    /// Where the middle of the underside lies.
    floor: i32,
}

/// The side of a stuffed pouf from the middle of the top to the ground: radius and height in thousandths.
const SIDE: [[i32; 2]; 10] = [
    [0, 1000],
    [300, 998],
    [560, 985],
    [740, 955],
    [880, 880],
    [965, 760],
    [1000, 580],
    [995, 390],
    [950, 180],
    [860, 0],
];

/// Eight points: a square laid over a square.
const STAR: &str = "M0-59L17-42 42-42 42-17 59 0 42 17 42 42 17 42 0 59-17 42-42 42-42 17-59 0-42-17-42-42-17-42z";

/// The place of the side where top and side panels meet.
const RIM: usize = 3;

/// Half the height at which a circle of this radius is seen.
const fn flat(radius: i32) -> i32 {
    radius * 40 / 100
}

impl Pouf {
    /// The point of the side at a place of [`SIDE`], turned by an angle from the front.
    fn point(&self, [radius, height]: [i32; 2], angle: i32) -> [i32; 2] {
        let radius = self.half * radius / 1000;
        [400 + radius * sin(angle) / 1000, self.floor - self.tall * height / 1000 + flat(radius) * cos(angle) / 1000]
    }

    /// The outermost place of the side at an angle, where it turns away from the eye.
    fn horizon(&self, angle: i32) -> usize {
        let seen = |&[radius, height]: &[i32; 2]| self.half * radius - self.tall * height / 400 * cos(angle);
        (0..SIDE.len()).max_by_key(|&place| SIDE.get(place).map_or(i32::MIN, seen)).unwrap_or(0)
    }

    /// Angle of a seam; the front shows a panel, not quite in the middle.
    fn seam(&self, index: i32) -> i32 {
        360 * index / self.panels + 9
    }
}

/// Draws the pouf.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let leather = slot(scene, "cover") == 0;
    let [field, figure] = if leather { hides(scene) } else { colours(scene) };
    let across = side(scene, 0, 550, 200, 1200);
    let up = side(scene, 2, 330, 80, 900).min(across * 13 / 10);
    let factor = scale(across.max((up + across * 36 / 100) * 95 / 100), 630, 300, 800);
    let [half, tall] = [across * factor / 2000, up * factor / 1000];
    let pouf = Pouf {
        field,
        figure,
        leather,
        motif: slot(scene, "motif"),
        panels: at(&[8, 12], slot(scene, "panels")),
        piped: slot(scene, "seam") == 1,
        half,
        tall,
        floor: 405 + tall / 2,
    };
    let deep = flat(half);
    svg.shadow(400 + half / 3, pouf.floor + deep * 35 / 100, half * 14 / 10, deep * 11 / 10);
    svg.shadow(410, pouf.floor + deep * 40 / 100, half * 108 / 100, deep * 70 / 100);
    define(svg, &pouf);
    svg.put("<use href='#pv-o' fill='%'/><g clip-path='url(#pv-c)'>", &[field]);
    for index in 0..pouf.panels {
        panel(svg, &pouf, index);
    }
    svg.put(
        "<use href='#pv-o' fill='url(#pv-cy)' opacity='^'/><use href='#pv-o' fill='url(#pv-dn)' opacity='.55'/>",
        &[if pouf.leather { 900 } else { 550 }],
    );
    top(svg, &pouf);
    seams(svg, &pouf);
    medallion(svg, &pouf);
    if pouf.leather {
        gloss(svg, &pouf);
    } else {
        svg.put("<use href='#pv-o' fill='url(#pv-k)'/>", &[]);
    }
    svg.put("</g>", &[]);
    letters(svg, &pouf, &scene.text);
}

/// Defines the outline, the swelling of a panel and the motif of its middle.
fn define(svg: &mut Svg, pouf: &Pouf) {
    if !pouf.leather {
        define_surface(svg, 0);
    }
    let points: Vec<(i32, i32)> = (0..42)
        .map(|step| {
            let [x, y] = pouf.point(SIDE[pouf.horizon(step * 9)], step * 9);
            (x * 10, y * 10)
        })
        .collect();
    svg.put("<defs><path id='pv-o' d='", &[]);
    svg.curve(&points);
    svg.put("z'/><clipPath id='pv-c'><use href='#pv-o'/></clipPath><linearGradient id='pv-pn'><stop stop-color='#1a0c03' stop-opacity='.55'/><stop offset='.12' stop-color='#1a0c03' stop-opacity='.14'/><stop offset='.36' stop-color='#fff' stop-opacity='.24'/><stop offset='.68' stop-color='#1a0c03' stop-opacity='.04'/><stop offset='1' stop-color='#1a0c03' stop-opacity='.6'/></linearGradient>", &[]);
    let [figure, dark, pale] = [pouf.figure, mix(pouf.figure, 0x1e_1008, 35), mix(pouf.field, pouf.figure, 30)];
    // The motif of a side panel, within 100 by 100 round its middle.
    match pouf.motif {
        0 => svg.put(
            "<path id='pv-l' d='$'/><g id='pv-m'><use href='#pv-l' transform='scale(.8)' fill='%'/><use href='#pv-l' transform='scale(.66)' fill='%'/><use href='#pv-l' transform='scale(.5)' fill='%'/><circle r='14' fill='%'/></g>".replace('$', STAR).as_str(),
            &[dark, figure, pale, figure],
        ),
        1 => {
            svg.put("<path id='pv-l' d='M0-10C15-22 15-38 0-49-15-38-15-22 0-10z'/><g id='pv-m' fill='%' stroke='%' stroke-width='2'>", &[figure, dark]);
            for turn in 0..8 {
                svg.put("<use href='#pv-l' transform='rotate(@)'/>", &[turn * 45]);
            }
            svg.put("<circle r='9' fill='%'/></g>", &[pale]);
        }
        _ => svg.put("<g id='pv-m'><path d='M0-50L36 0 0 50-36 0z' fill='%'/><path d='M0-38L27 0 0 38-27 0z' fill='%'/><path d='M0-26L18 0 0 26-18 0z' fill='%'/><path d='M0-11L8 0 0 11-8 0z' fill='%'/></g>", &[figure, pale, dark, figure]),
    }
    svg.put("</defs>", &[]);
}

/// One panel of the side, swollen between its seams, with its part of the motif.
fn panel(svg: &mut Svg, pouf: &Pouf, index: i32) {
    let [from, to] = [pouf.seam(index), pouf.seam(index + 1)];
    let middle = (from + to) / 2;
    if cos(middle) < -400 {
        return;
    }
    svg.put("<path d='M", &[]);
    for (edge, backwards) in [(from, false), (to, true)] {
        for step in RIM..SIDE.len() {
            let place = if backwards { SIDE.len() + RIM - 1 - step } else { step };
            // The foot of a panel runs on under the piece, beyond the outline.
            let [radius, height] = SIDE[place];
            let [x, y] = pouf.point([radius, if height == 0 { -200 } else { height }], edge);
            svg.put("@ @ ", &[x, y]);
        }
    }
    svg.put("z' fill='url(#pv-pn)'/>", &[]);
    // The filling pulls the cover into folds below the rim.
    svg.put("<path fill='none' stroke='#1a0c03' stroke-width='3' stroke-linecap='round' opacity='.17' d='", &[]);
    for fold in 1..5 {
        let angle = from + (to - from) * fold / 5 + chance(index * 9 + fold, 5) - 2;
        let [start, end] =
            [[770, 945], [930, 840 - chance(index * 5 + fold, 130)]].map(|place| pouf.point(place, angle));
        svg.put("M@ @Q@ @ @ @", &[start[0], start[1], end[0], start[1] + (end[1] - start[1]) / 3, end[0], end[1]]);
    }
    svg.put("'/>", &[]);
    if pouf.motif == 3 || cos(middle) < 120 {
        return;
    }
    let [x, y] = pouf.point([1000, 470], middle);
    let size = (pouf.tall * 46 / 100).min(pouf.half * 340 / 100 / pouf.panels);
    svg.put(
        "<use href='#pv-m' transform='matrix(^ ^ 0 ^ @ @)'/>",
        &[size * cos(middle) / 100, -size * 4 * sin(middle) / 1000, size * 10, x, y],
    );
}

/// The top with its motif, drawn on a circle of 100 in the plane of the top.
fn top(svg: &mut Svg, pouf: &Pouf) {
    let [x, y] = pouf.point([0, 975], 0);
    let [figure, dark, pale] = [pouf.figure, mix(pouf.figure, 0x1e_1008, 35), mix(pouf.field, pouf.figure, 30)];
    svg.put("<defs><radialGradient id='pv-tp' cx='.36' cy='.3' r='.8'><stop stop-color='#fff' stop-opacity='.3'/><stop offset='.5' stop-color='#fff' stop-opacity='.06'/><stop offset='1' stop-color='#1a0c03' stop-opacity='.34'/></radialGradient></defs><g transform='matrix(^ 0 0 ^ @ @)'><circle r='75' fill='%'/><circle r='75' fill='url(#pv-tp)'/>", &[pouf.half * 10, flat(pouf.half) * 10, x, y, mix(pouf.field, 0xff_f4e0, 8)]);
    // Up is away from the eye, where angles count from the front.
    let toward = |turn: i32| 180 - pouf.seam(turn) - 180 / pouf.panels;
    svg.put("<g stroke='%' stroke-width='1'>", &[dark]);
    match pouf.motif {
        0 => svg.put("<g transform='rotate(@)'><use href='#pv-l' fill='%'/><use href='#pv-l' transform='scale(.84)' fill='%'/><use href='#pv-l' transform='scale(.68)' fill='%'/></g>", &[toward(0), figure, pale, figure]),
        1 => {
            for turn in 0..pouf.panels {
                svg.put("<path transform='rotate(@)' d='M0-16C@-30 @-50 0-62-@-50-@-30 0-16z' fill='%'/>", &[toward(turn), 120 / pouf.panels, 120 / pouf.panels, 120 / pouf.panels, 120 / pouf.panels, figure]);
            }
        }
        2 => {
            for turn in 0..pouf.panels {
                let wide = 88 / pouf.panels;
                svg.put("<path transform='rotate(@)' d='M0-24L@-46 0-66-@-46z' fill='%'/><path transform='rotate(@)' d='M0-34L@-46 0-56-@-46z' fill='%'/>", &[toward(turn), wide, wide, figure, toward(turn), wide / 2, wide / 2, pale]);
            }
        }
        _ => svg.put("<circle r='30' fill='none' stroke-width='2'/>", &[]),
    }
    svg.put(
        "</g><circle r='68' fill='none' stroke='%' stroke-width='1.4' stroke-dasharray='4 2.6'/></g>",
        &[thread(pouf)],
    );
}

/// The round piece that covers the ends of the seams.
fn medallion(svg: &mut Svg, pouf: &Pouf) {
    let [x, y] = pouf.point([0, 985], 0);
    let colour = mix(pouf.field, pouf.figure, if pouf.motif == 3 { 12 } else { 85 });
    svg.put("<g transform='matrix(^ 0 0 ^ @ @)'><circle r='16' cx='1' cy='2' fill='#1a0c03' opacity='.4'/><circle r='15' fill='%'/><circle r='15' fill='url(#pv-tp)'/><circle r='11.5' fill='none' stroke='%' stroke-width='1.3' stroke-dasharray='3 2'/><circle r='3' fill='%'/></g>", &[pouf.half * 10, flat(pouf.half) * 10, x, y, colour, thread(pouf), mix(colour, 0x1a_0c03, 45)]);
}

/// The colour of the thread: as the motif, paler.
fn thread(pouf: &Pouf) -> i32 {
    mix(pouf.figure, 0xff_f4dc, 45)
}

/// Seams from the medallion over the rim to the ground, and the one round the rim.
fn seams(svg: &mut Svg, pouf: &Pouf) {
    svg.put("<defs><path id='pv-x' d='", &[]);
    for index in 0..pouf.panels {
        let angle = pouf.seam(index);
        let seen = &SIDE[..=pouf.horizon(angle).max(RIM)];
        let line: Vec<(i32, i32)> = [[100, 1000]]
            .iter()
            .chain(&seen[1..])
            .chain(seen.last())
            .map(|place| pouf.point(*place, angle))
            .map(|[x, y]| (x * 10, y * 10))
            .collect();
        svg.curve(&line);
    }
    let [x, y] = pouf.point([0, 950], 0);
    let radius = pouf.half * 75 / 100;
    svg.put("'/><path id='pv-y' d='M@ @a@ @ 0 1 0 @ 0a@ @ 0 1 0-@ 0z'/></defs><g fill='none' stroke-linejoin='round' stroke-linecap='round'>", &[x - radius, y, radius, flat(radius), radius * 2, radius, flat(radius), radius * 2]);
    let strokes = |svg: &mut Svg, id: &str, shift: i32, colour: i32, width: i32, rest: &str| {
        svg.fill(
            "<use href='#pv-$' x='@' y='@' stroke='%' stroke-width='~' $/>",
            &[shift, shift, colour, width],
            &[id, rest],
        );
    };
    let (groove, cord) = (mix(pouf.field, 0x1a_0c03, 70), (pouf.half / 4).clamp(36, 76));
    for id in ["x", "y"] {
        strokes(svg, id, 0, 0x1a_0c03, 160, "opacity='.09'");
        strokes(svg, id, 0, 0x1a_0c03, 80, "opacity='.16'");
        if pouf.piped {
            let welt = mix(pouf.figure, 0x1a_0c03, 18);
            strokes(svg, id, 1, groove, cord + 24, "");
            strokes(svg, id, 0, welt, cord, "");
            strokes(svg, id, -1, mix(welt, 0xff_ffff, 45), cord / 4, "opacity='.8'");
        } else {
            strokes(svg, id, 0, groove, 26, "");
            strokes(svg, id, 2, 0xff_ffff, 12, "opacity='.3'");
            strokes(svg, id, -5, thread(pouf), 20, "stroke-dasharray='7 6'");
            strokes(svg, id, 5, thread(pouf), 20, "stroke-dasharray='7 6'");
        }
    }
    svg.put("</g>", &[]);
}

/// Waxed leather takes the light.
fn gloss(svg: &mut Svg, pouf: &Pouf) {
    let [half, tall, front] = [pouf.half, pouf.tall, pouf.seam(0) - 180 / pouf.panels];
    for ([radius, height], angle, rx, ry, opacity) in [
        ([520, 985], 215, half * 42 / 100, flat(half) * 26 / 100, 480),
        ([960, 640], front - 360 / pouf.panels, half * 16 / 100, tall * 24 / 100, 520),
        ([960, 640], front, half * 12 / 100, tall * 20 / 100, 260),
    ] {
        let [x, y] = pouf.point([radius, height], angle);
        svg.put("<ellipse cx='@' cy='@' rx='@' ry='@' fill='url(#pv-hl)' opacity='^'/>", &[x, y, rx, ry, opacity]);
    }
}

/// Initials or a name, embossed low on the front.
fn letters(svg: &mut Svg, pouf: &Pouf, text: &str) {
    let [x, y] = pouf.point([965, 130], pouf.seam(0) - 180 / pouf.panels);
    let (size, room) = (pouf.tall / 8, pouf.half * 440 / 100 / pouf.panels);
    let dark = [16, 8, 0].iter().map(|shift| pouf.field >> shift & 255).sum::<i32>() < 380;
    let [edge, ink] = if dark {
        ["fill='#000' fill-opacity='.5'", "fill='#f6e7c4'"]
    } else {
        ["fill='#fff' fill-opacity='.45'", "fill='#3a1a08'"]
    };
    svg.letter(text, [x, y + 1], room, size, edge);
    svg.letter(text, [x, y], room, size, ink);
}
