//! Closures of the bottle: pump, dropper, cork.

use crate::preview::svg::{Svg, chance, mix};

/// Neck and closure: the bottle's half neck, the top of its glass, its mouth and its height.
pub(super) fn draw(svg: &mut Svg, cap: usize, [neck, throat, mouth, h]: [i32; 4], edge: i32) {
    let cylinder = |svg: &mut Svg, half: i32, from: i32, to: i32, colour: i32| {
        let bow = half / 6;
        svg.put(
            "<path d='M@ @V@Q400 @ @ @V@Q400 @ @ @z' fill='%'/>",
            &[400 - half, from, to, to + bow * 2, 400 + half, to, from, from - bow * 2, 400 - half, from, colour],
        );
        svg.put(
            "<path d='M@ @V@Q400 @ @ @V@Q400 @ @ @z' fill='url(#pv-cy)'/>",
            &[400 - half, from, to, to + bow * 2, 400 + half, to, from, from - bow * 2, 400 - half, from],
        );
        svg.put("<ellipse cx='400' cy='@' rx='@' ry='@' fill='%'/>", &[from, half, bow, mix(colour, 0xff_ffff, 26)]);
    };
    cylinder(svg, neck, mouth - 2, throat + 4, mix(edge, 0x80_6020, 20));
    let tall = h * 16 / 100;
    match cap {
        0 => {
            let black = 0x26_2625;
            cylinder(svg, neck + 5, mouth - tall * 28 / 100, throat + 2, black);
            cylinder(svg, neck * 40 / 100, mouth - tall * 85 / 100, mouth - tall * 28 / 100, 0x3a_3a38);
            let y = mouth - tall * 85 / 100;
            svg.put("<path d='M@ @C@ @ @ @ @ @H@Q@ @ @ @V@H@z' fill='%'/><path d='M@ @H@' stroke='#fff' stroke-width='3' opacity='.4' stroke-linecap='round'/>", &[400 - neck * 2, y + 12, 400 - neck * 2, y - 8, 400 - neck * 14 / 10, y - tall / 7, 400 - neck / 2, y - tall / 7, 400 + neck / 2, 400 + neck, y - tall / 7, 400 + neck, y, y + 7, 400 - neck * 15 / 10, black, 400 - neck, y - tall / 7 + 5, 400 + neck / 3]);
        }
        1 => {
            cylinder(svg, neck + 5, mouth - tall * 30 / 100, throat + 2, 0xc9_a24e);
            for groove in -4..5 {
                svg.put(
                    "<path d='M@ @V@' stroke='#5d4212' stroke-width='1.2' opacity='.5'/>",
                    &[400 + groove * neck / 4, mouth - tall * 22 / 100, throat + 4],
                );
            }
            let from = mouth - tall * 30 / 100;
            let bulb = [
                400 - neck * 62 / 100,
                from,
                400 - neck * 62 / 100,
                from - tall * 6 / 10,
                400 - neck * 70 / 100,
                from - tall * 104 / 100,
                400,
                from - tall * 104 / 100,
                400 + neck * 70 / 100,
                from - tall * 104 / 100,
                400 + neck * 62 / 100,
                from - tall * 6 / 10,
                400 + neck * 62 / 100,
                from,
            ];
            svg.fill("<path d='M@ @C@ @ @ @ @ @C@ @ @ @ @ @z' fill='$'/>", &bulb, &["#1d1c1b"]);
            svg.fill("<path d='M@ @C@ @ @ @ @ @C@ @ @ @ @ @z' fill='$'/>", &bulb, &["url(#pv-cy)"]);
            svg.put(
                "<ellipse cx='@' cy='@' rx='@' ry='@' fill='#fff' opacity='.5'/>",
                &[400 - neck * 28 / 100, from - tall * 6 / 10, neck / 12 + 1, tall / 5],
            );
        }
        2.. => {
            cylinder(svg, neck * 9 / 10, mouth - tall * 55 / 100, mouth, 0xc9_9a63);
            for pore in 0..12 {
                let x = 400 + chance(pore + 5, neck * 15 / 10) - neck * 75 / 100;
                svg.put(
                    "<ellipse cx='@' cy='@' rx='2.6' ry='1.4' fill='#7d5427' opacity='.6'/>",
                    &[x, mouth - 3 - chance(pore + 25, tall * 42 / 100)],
                );
            }
            svg.put(
                "<ellipse cx='400' cy='@' rx='@' ry='@' fill='none' stroke='%' stroke-width='5'/>",
                &[mouth, neck, neck / 6, mix(edge, 0xff_ffff, 20)],
            );
        }
    }
}
