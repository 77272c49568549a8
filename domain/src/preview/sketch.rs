//! A pencil sketch in true proportions: what stands for a drawing that cannot be had, on a network that breaks off.

use super::Scene;
use super::svg::{Svg, chance, cos, mix, scale, side, sin, slot};

/// Pencil.
const PENCIL: i32 = 0x4a_4238;
/// Paper.
const PAPER: i32 = 0xf8_f5ee;

/// Draws the sketch of a piece of any kind.
#[must_use]
pub fn sketch(scene: &Scene) -> String {
    let [length, height] = [side(scene, 0, 300, 20, 4_000), side(scene, 2, 200, 20, 4_000)];
    let factor = scale(length.max(height), 600, 40, 1_000);
    let [half_width, half_height] = [length, height].map(|side| (side * factor / 2_000).max(30));
    let mut svg = Svg::new();
    svg.shadow(400, 404 + half_height, half_width * 11 / 10, 26);
    // Round enough for a bowl, and square enough for a box; a hand is never quite steady.
    let corner = |turn: i32| {
        let pull = |part: i32, half: i32| half * 10 * (part * 13 / 10).clamp(-1_000, 1_000) / 1_000;
        let [across, down] = [pull(cos(turn), half_width), pull(sin(turn), half_height)];
        (4_000 + across + chance(turn, 40), 4_000 + down + chance(turn + 7, 40))
    };
    let points: Vec<(i32, i32)> = (0..=26).map(|step| corner(step * 15)).collect();
    // A matt piece has the softer line.
    let firmness = 30 - 10 * slot(scene, "finish") as i32;
    svg.put(
        "<path fill='none' stroke='%' stroke-width='4' stroke-linecap='round' d='",
        &[mix(PENCIL, PAPER, firmness)],
    );
    svg.curve(&points);
    svg.put("'/>", &[]);
    svg.letter(&scene.text, [400, 416], half_width * 3 / 2, 60, "fill='#4a4238'");
    svg.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::Kind;

    #[test]
    fn a_sketch_shows_true_proportions_and_what_is_lettered() {
        for kind in Kind::ALL {
            let drawn = |dimensions_mm| {
                sketch(&Scene { kind, dimensions_mm, look: Vec::new(), text: "Amina & Aya".to_owned() })
            };
            let (flat, tall) = (drawn([600, 200, 100]), drawn([100, 200, 600]));
            assert_ne!(flat, tall);
            assert_eq!(flat, drawn([600, 900, 100]), "it is seen from the front");
            for svg in [flat, tall, drawn([0, 0, 0]), drawn([i64::MAX, 1, i64::MIN])] {
                assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
                assert!(svg.contains("Amina &amp; Aya"));
            }
        }
    }
}
