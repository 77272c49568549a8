//! The marquetry box, its lid a little raised so that the lining shows.

use super::timber::{define_inlay, define_wood, timber};
use crate::preview::Scene;
use crate::preview::svg::{Svg, at, mix, scale, side, slot};

/// Draws the box.
pub(super) fn draw(svg: &mut Svg, scene: &Scene) {
    let wood = slot(scene, "wood");
    let inlay = slot(scene, "inlay");
    let motif = slot(scene, "motif");
    let rich = slot(scene, "density") == 1;
    let metal = slot(scene, "hinge");
    let varnished = slot(scene, "finish") == 1;
    let lining = at(&[0xd9_c7a0, 0x24_4a7c, 0x7d_1f2c, 0x66_7038], slot(scene, "lining"));

    let [length, width, height] =
        [side(scene, 0, 200, 40, 900), side(scene, 1, 140, 40, 900), side(scene, 2, 90, 20, 600)];
    let extent = ((866 * length + 500 * width) / 1000).max((308 * length + 560 * width + 788 * height) / 900);
    let factor = scale(extent, 640, 120, 420);
    let [l, w, h] = [length * factor / 1000, width * factor / 1000, height * factor / 1000];
    let lid = (h * 26 / 100).clamp(10, 60);
    let body = h - lid;
    // Where the corner on the left of the front meets the ground.
    let left = 400 - (866 * l + 500 * w) / 2000;
    let base = 420 + (-308 * l + 533 * w + 788 * h) / 2000 + w / 20;
    let point =
        |x: i32, y: i32, z: i32| [left + (866 * x + 500 * y) / 1000, base + (308 * x - 533 * y - 788 * z) / 1000];

    define_wood(svg, wood);
    define_inlay(svg, inlay);
    let ground = timber(wood).ground;
    let [bright, deep] = at(&[[0xf0_d58a, 0x8a_6420], [0xec_eff0, 0x6f_787c]], metal);
    svg.put("<defs><linearGradient id='pv-m' x2='1' y2='1'><stop stop-color='%'/><stop offset='.5' stop-color='%'/><stop offset='1' stop-color='%'/></linearGradient></defs>", &[bright, mix(bright, deep, 55), deep]);

    let middle = point(l / 2, w / 2, 0);
    svg.put("<g transform='rotate(-9 @ @)'>", &[middle[0], middle[1]]);
    svg.shadow(middle[0] + w / 12 + 12, middle[1] + 16, (866 * l + 500 * w) / 1700, (308 * l + 533 * w) / 1500);
    svg.put("</g>", &[]);

    // Body: front, right side, rim and the lined inside.
    let [front, right] = [point(0, 0, body), point(l, 0, body)];
    let wall = "<rect width='@' height='@' fill='url(#pv-w)'/><rect width='@' height='@' fill='$' opacity='^'/><rect width='@' height='@' fill='url(#pv-dn)' opacity='^'/>";
    svg.put("<g transform='matrix(.866 .308 0 .788 @ @)'>", &front);
    svg.fill(wall, &[l, body, l, body, 60, l, body, 450], &["#fff"]);
    banding(svg, l, body, inlay, rich);
    if varnished {
        svg.put(
            "<path d='M@ 0L@ 0 @ @ @ @z' fill='#fff' opacity='.17'/>",
            &[l / 8, l / 8 + l / 5, l / 20 + l / 5, body, l / 20, body],
        );
    }
    svg.put("</g><g transform='matrix(.5 -.533 0 .788 @ @)'>", &right);
    svg.fill(wall, &[w, body, w, body, 420, w, body, 550], &["#170a04"]);
    banding(svg, w, body, inlay, rich);
    svg.put("<rect width='@' height='@' fill='#170a04' opacity='.22'/>", &[w, body]);
    svg.put("</g><g transform='matrix(.866 .308 -.5 .533 @ @)'>", &point(0, w, body));
    let rim = (l.min(w) / 22).clamp(5, 14);
    svg.put("<rect width='@' height='@' fill='%'/>", &[l, w, mix(ground, 0xff_e0b0, 30)]);
    svg.put("<rect x='@' y='@' width='@' height='@' rx='3' fill='%'/><rect x='@' y='@' width='@' height='@' fill='url(#pv-dn)' transform='rotate(180 @ @)'/>", &[rim, rim, l - 2 * rim, w - 2 * rim, lining, rim, rim, l - 2 * rim, w - 2 * rim, l / 2, w / 2]);
    // The cloth turns over the front edge: a fold of light and a fold of shade.
    svg.put(
        "<path d='M@ @H@' stroke='%' stroke-width='6'/><path d='M@ @H@' stroke='%' stroke-width='3' opacity='.7'/></g>",
        &[rim, w - rim - 3, l - rim, mix(lining, 0xff_ffff, 34), rim, w - rim - 10, l - rim, mix(lining, 0, 40)],
    );
    let edge = mix(ground, 0xff_dca8, 45);
    svg.put(
        "<path d='M@ @L@ @L@ @' fill='none' stroke='%' stroke-width='1.4' opacity='.8'/>",
        &[front[0], front[1], right[0], right[1], point(l, w, body)[0], point(l, w, body)[1], edge],
    );

    // Hinge at the back and corner mounts.
    let knuckle = point(l, w, body);
    svg.put(
        "<rect x='@' y='@' width='9' height='16' rx='3' fill='url(#pv-m)' stroke='%' stroke-width='.6'/>",
        &[knuckle[0] - 5, knuckle[1] - 9, deep],
    );
    let mount = (body / 5).clamp(8, 22);
    for [x, y] in [point(0, 0, 0), point(l, 0, 0)] {
        let (across, along) = if x == point(0, 0, 0)[0] { (0, mount) } else { (mount, mount) };
        svg.put(
            "<path d='M@ @l@ @ 0 -@ -@ -@ -@ @ 0 @z' fill='url(#pv-m)' stroke='%' stroke-width='.7'/>",
            &[
                x - across * 866 / 1000,
                y - across * 308 / 1000,
                across * 866 / 1000,
                across * 308 / 1000,
                mount,
                across * 866 / 1000,
                across * 308 / 1000,
                0,
                0,
                mount,
                deep,
            ],
        );
        svg.put(
            "<path d='M@ @v-@l@ @v@z' fill='url(#pv-m)' stroke='%' stroke-width='.7'/>",
            &[
                x,
                y,
                mount,
                along * if across == 0 { 866 } else { 500 } / 1000,
                along * if across == 0 { 308 } else { -533 } / 1000,
                mount,
                deep,
            ],
        );
    }

    // Lid, turned 12 degrees about the hinge.
    let hinge = point(0, w, body);
    let top = [hinge[0] + lid * 104 / 1000, hinge[1] - lid * 882 / 1000];
    let corner = |x: i32, y: i32| [top[0] + (866 * x - 489 * y) / 1000, top[1] + (308 * x + 357 * y) / 1000];
    let [near, far] = [corner(0, w), corner(l, w)];
    svg.put("<g transform='matrix(.866 .308 -.104 .882 @ @)'>", &near);
    svg.fill(wall, &[l, lid, l, lid, 120, l, lid, 350], &["#fff"]);
    svg.put("<rect y='@' width='@' height='3' fill='url(#pv-i)'/>", &[lid * 6 / 10, l]);
    let plate = (lid * 8 / 10).clamp(8, 40);
    svg.put(
        "<path d='M@ @h@v@q-@ @ -@ @t-@ -@z' fill='url(#pv-m)' stroke='%' stroke-width='.8'/>",
        &[l / 2 - plate / 2, lid / 4, plate, plate, 0, plate / 2, plate / 2, plate / 2, plate / 2, plate / 2, deep],
    );
    svg.put("<circle cx='@' cy='@' r='@' fill='%'/>", &[l / 2, lid / 4 + plate, plate / 6, mix(deep, 0, 50)]);
    svg.put("</g><g transform='matrix(.489 -.357 -.104 .882 @ @)'>", &far);
    svg.fill(wall, &[w, lid, w, lid, 380, w, lid, 450], &["#170a04"]);
    svg.put("<rect y='@' width='@' height='3' fill='url(#pv-i)' opacity='.7'/></g>", &[lid * 6 / 10, w]);

    svg.put("<g transform='matrix(.866 .308 -.489 .357 @ @)'><rect width='@' height='@' fill='url(#pv-w)'/><rect width='@' height='@' fill='url(#pv-di)'/>", &[top[0], top[1], l, w, l, w]);
    super::motif::draw(svg, [l, w], [wood, inlay, motif], rich, &scene.text);
    let sheen = if varnished { 480 } else { 140 };
    svg.put(
        "<path d='M@ 0H@L@ @H@z' fill='url(#pv-gl)' opacity='^'/>",
        &[l * 12 / 100, l * 52 / 100, l * 34 / 100, w, -l / 100 + l / 50, sheen],
    );
    if varnished {
        svg.put(
            "<path d='M@ 0H@L@ @H@z' fill='#fff' opacity='.2'/>",
            &[l * 60 / 100, l * 66 / 100, l * 50 / 100, w, l * 44 / 100],
        );
    }
    let last = corner(l, 0);
    svg.put(
        "</g><path d='M@ @L@ @L@ @' fill='none' stroke='%' stroke-width='1.8' stroke-linejoin='round' opacity='.85'/>",
        &[near[0], near[1], far[0], far[1], last[0], last[1], edge],
    );
}

/// Inlaid lines on a wall of the body.
fn banding(svg: &mut Svg, across: i32, down: i32, inlay: usize, rich: bool) {
    svg.put("<g fill='none' stroke='url(#pv-i)'><path d='M12 @H@' stroke-width='3'/>", &[down * 80 / 100, across - 12]);
    if rich {
        svg.put(
            "<path d='M12 @H@' stroke-width='@' stroke-dasharray='9 9'/><path d='M12 @H@' stroke-width='2'/>",
            &[down * 80 / 100 - 9, across - 12, 8, down * 80 / 100 - 18, across - 12],
        );
    }
    svg.put("</g>", &[]);
    if inlay == 0 {
        svg.put("<path d='M12 @H@' stroke='#f3c48a' opacity='.3'/>", &[down * 80 / 100 + 2, across - 12]);
    }
}
