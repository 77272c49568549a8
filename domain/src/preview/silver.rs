//! Silver: ring, pendant and cuff.

mod band;
mod metal;
mod pendant;
mod surface;

use super::svg::Svg;
use super::{Kind, Scene};

/// Draws a piece of this family; a kind of another family is drawn as a ring.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg::new();
    match scene.kind {
        Kind::Pendant => pendant::draw(&mut svg, scene),
        Kind::Cuff => band::draw_cuff(&mut svg, scene),
        Kind::Ring
        | Kind::Box
        | Kind::Board
        | Kind::Bowl
        | Kind::Bottle
        | Kind::Jar
        | Kind::Soap
        | Kind::Rug
        | Kind::Cushion
        | Kind::Throw
        | Kind::Bag
        | Kind::Hat
        | Kind::Shoe
        | Kind::Lamp
        | Kind::Pouf
        | Kind::Layers => band::draw_ring(&mut svg, scene),
    }
    svg.finish()
}
