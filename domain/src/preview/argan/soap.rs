//! The bar of soap.

use super::TWIG;
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, chance, mix, scale, side, slot};

/// Draws the bar, seen from the front and above.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let tone = at(&[0xf1_e6cc, 0xe3_b4a5, 0xa5_8263, 0x4a_4a4b], slot(scene, "tone"));
    let wrap = slot(scene, "wrap");
    let stamp = slot(scene, "stamp");
    let [length, width, height] =
        [side(scene, 0, 85, 30, 300), side(scene, 1, 58, 20, 300), side(scene, 2, 28, 10, 200)];
    let extent = ((906 * length + 423 * width) / 1000).max((246 * length + 528 * width + 815 * height) / 1000);
    let factor = scale(extent, 640, 60, 150);
    let [l, w, h] = [length * factor / 1000, width * factor / 1000, height * factor / 1000];
    let corner = [400 - (906 * l - 423 * w) / 2000, 400 - (246 * l + 528 * w + 815 * h) / 2000];
    let place = |u: i32, v: i32, down: i32| {
        [corner[0] + (906 * u - 423 * v) / 1000, corner[1] + (246 * u + 528 * v + 815 * down) / 1000]
    };
    let [light, shade, deep] = [mix(tone, 0xff_ffff, 45), mix(tone, 0x3a_1c0a, 26), mix(tone, 0x28_1206, 52)];
    let round = (w.min(l) / 5).min(h * 9 / 10);

    let hang = h * 815 / 1000 - 6;
    let middle = place(l / 2, w / 2, h);
    svg.put("<g transform='rotate(-8 @ @)'>", &middle);
    svg.shadow(middle[0] + 26, middle[1] + 12, (906 * l + 423 * w) / 1720, (246 * l + 528 * w) / 1450);
    svg.put("</g>", &[]);
    // The body is the top swept downwards: every layer one step lower and a little darker.
    svg.put(
        "<defs><rect id='pv-r' width='@' height='@' rx='@'/><clipPath id='pv-c'><use href='#pv-r'/></clipPath></defs>",
        &[l, w, round],
    );
    svg.put("<defs><linearGradient id='pv-bd' x1='0' y1='1' x2='1' y2='.2'><stop stop-color='%'/><stop offset='.45' stop-color='%'/><stop offset='.62' stop-color='%'/><stop offset='1' stop-color='%'/></linearGradient></defs>", &[mix(tone, light, 20), mix(tone, shade, 40), shade, deep]);
    let layers = 14;
    for layer in (1..=layers).rev() {
        let drop = place(0, 0, h * layer / layers);
        let tuck = [drop[0], drop[1] - (layer - 11).max(0) * 3];
        svg.put("<use href='#pv-r' transform='matrix(.906 .246 -.423 .528 @ @)' fill='url(#pv-bd)'/>", &tuck);
        if layer > 9 {
            svg.put(
                "<use href='#pv-r' transform='matrix(.906 .246 -.423 .528 @ @)' fill='%' opacity='^'/>",
                &[tuck[0], tuck[1], deep, (layer - 9) * 70],
            );
        }
    }
    svg.put(
        "<g transform='matrix(.906 .246 -.423 .528 @ @)'><use href='#pv-r' fill='%'/><g clip-path='url(#pv-c)'>",
        &[corner[0], corner[1], mix(tone, 0xff_ffff, 18)],
    );
    for fleck in 0..34 {
        svg.put(
            "<circle cx='@' cy='@' r='~' fill='%' opacity='.5'/>",
            &[
                chance(fleck, l),
                chance(fleck + 50, w),
                8 + chance(fleck + 90, 22),
                if fleck % 3 == 0 { light } else { deep },
            ],
        );
    }
    // A marbled vein from the pour.
    svg.put(
        "<path d='M-10 @C@ @ @ @ @ @S@ @ @ @' fill='none' stroke='%' stroke-width='@' opacity='.3'/>",
        &[
            w * 7 / 10,
            l / 4,
            w / 3,
            l * 4 / 10,
            w,
            l * 6 / 10,
            w * 6 / 10,
            l * 8 / 10,
            w / 5,
            l + 10,
            w * 4 / 10,
            light,
            w / 9,
        ],
    );
    svg.put("<rect width='@' height='@' fill='url(#pv-di)'/></g><rect x='2' y='2' width='@' height='@' rx='@' fill='none' stroke='%' stroke-width='4' opacity='.75'/><rect x='@' y='@' width='@' height='@' rx='@' fill='none' stroke='%' stroke-width='1.6' opacity='.5'/>", &[l, w, l - 4, w - 4, round - 2, light, 8, 8, l - 16, w - 16, round * 8 / 10, deep]);
    let lettered = !scene.text.trim().is_empty();
    // The stamp is pressed in: a light line under a dark one.
    let across = if wrap == 0 { l / 2 } else { l * 27 / 100 };
    let size = w * if lettered && wrap == 0 || wrap == 2 { 46 } else { 62 } / 10;
    let height = if lettered && wrap == 0 { w * 40 / 100 } else { w / 2 };
    let sign = match stamp {
        0 => "",
        1 => {
            "<path d='M-46 34C-40-20 0-46 50-44 48 8 14 44-34 24M-56 46C-30 16-6-6 26-24M-22 10L-24-14M0-8L-2-32M-12 4L10 12M8-12L30-6' fill='none' stroke-linecap='round'/>"
        }
        2.. => {
            "<path d='M0-52L15-37H37V-15L52 0 37 15V37H15L0 52-15 37H-37V15L-52 0-37-15V-37H-15zM0-32L9-12 32 0 9 12 0 32-9 12-32 0-9-12z' fill='none'/>"
        }
    };
    if stamp > 0 {
        svg.fill("<g transform='translate(@ @)scale(^)' stroke-width='7'><g transform='translate(2.5 3)' stroke='%' opacity='.9'>$</g><g stroke='%'>$</g></g>", &[across, height, size, light, deep], &[sign, sign]);
    }
    if wrap == 0 {
        let paint = if tone == 0x4a_4a4b { "fill='#1b1a1a'" } else { "fill='#3a1c0a' fill-opacity='.72'" };
        let y = if stamp > 0 { w * 84 / 100 } else { w * 58 / 100 };
        let tall = if stamp > 0 { w / 6 } else { w / 4 };
        svg.letter(&scene.text, [l / 2 + 2, y + 2], l * 7 / 10, tall, "fill='#fff' fill-opacity='.6'");
        svg.letter(&scene.text, [l / 2, y], l * 7 / 10, tall, paint);
    }
    match wrap {
        0 => svg.put("</g>", &[]),
        1 => {
            let [x, band] = [l * 46 / 100, l * 38 / 100];
            svg.put(
                "<path d='M@ 0h@v@h-@z' fill='#f3ead6'/><path d='M@ 0V@M@ 0V@' stroke='#1b5e9b' stroke-width='3'/>",
                &[x, band, w, band, x + 9, w, x + band - 9, w],
            );
            svg.fill(
                "<g transform='translate(@ @)scale(^)'>$</g>",
                &[x + band / 2, w * if lettered { 40 } else { 50 } / 100, w * 50 / 10],
                &[TWIG],
            );
            svg.letter(&scene.text, [x + band / 2, w * 82 / 100], band * 8 / 10, w / 7, "fill='#3a2a1a'");
            svg.put("<path d='M@ 0h@v@h-@z' fill='url(#pv-di)'/></g>", &[x, band, w, band]);
            let [p, q] = [place(x, w, 0), place(x + band, w, 0)];
            svg.put(
                "<path d='M@ @L@ @v@L@ @z' fill='#ddceb0'/><path d='M@ @L@ @v@L@ @z' fill='url(#pv-dn)' opacity='.6'/>",
                &[p[0], p[1], q[0], q[1], hang, p[0], p[1] + hang, p[0], p[1], q[0], q[1], hang, p[0], p[1] + hang],
            );
            svg.put(
                "<path d='M@ @v@M@ @v@' stroke='#1b5e9b' stroke-width='3'/>",
                &[p[0] + 8, p[1] + 2, hang, q[0] - 8, q[1] - 2, hang],
            );
        }
        2.. => {
            let x = l * 58 / 100;
            svg.put("<g fill='none' stroke-width='4'>", &[]);
            for strand in 0..5 {
                svg.put(
                    "<path d='M@ 0L@ @' stroke='%'/>",
                    &[x + strand * 5 - 10, x + 8 - strand * 3, w, if strand % 2 == 0 { 0xe0_bd78 } else { 0xb9_8b45 }],
                );
            }
            svg.put("<path d='M0 @H@M0 @H@' stroke='#d8b068'/><path d='M0 @H@' stroke='#a87c3a'/></g></g><g fill='none' stroke-width='4'>", &[w * 46 / 100, l, w * 51 / 100, l, w * 485 / 1000, l]);
            for strand in 0..5 {
                let p = place(x + 8 - strand * 3, w, 0);
                svg.put(
                    "<path d='M@ @v@' stroke='%'/>",
                    &[p[0], p[1], hang, if strand % 2 == 0 { 0xcf_a965 } else { 0x9e_7233 }],
                );
            }
            let side = place(l, w * 49 / 100, 0);
            let knot = place(x, w * 48 / 100, 0);
            svg.put("<path d='M@ @v@M@ @v@' stroke='#9e7233'/></g><g transform='translate(@ @)scale(^)' fill='none' stroke='#d9b46c' stroke-width='5' stroke-linecap='round'>", &[side[0] - 2, side[1], hang - 4, side[0] - 7, side[1] + 3, hang - 4, knot[0], knot[1], l * 25 / 10]);
            svg.put("<path d='M0 0C-40-70-120-60-96-16-78 12-30 8 0 0C30-66 110-84 108-34 100 0 40 4 0 0M0 0C-16 40-48 66-84 78M0 0C20 34 52 60 92 60'/><path d='M-4-4C-44-58-104-50-88-18M6-6C36-56 94-68 98-32M-4 8C-20 44-46 62-76 70M4 8C26 40 54 52 86 54' stroke='#a97d3a' stroke-width='3'/><circle r='11' fill='#c79c53' stroke='#8d6428' stroke-width='3'/></g>", &[]);
        }
    }
}
