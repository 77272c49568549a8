//! Wool: rug, cushion and throw; and the pouf that stands with them, which is a family of its own.

mod cushion;
mod pouf;
mod rug;
mod throw;
mod wool;

use super::svg::Svg;
use super::{Kind, Scene};

/// Draws a piece of this family; a kind of another family is drawn as a rug.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg::new();
    match scene.kind {
        Kind::Cushion => cushion::draw(&mut svg, scene),
        Kind::Throw => throw::draw(&mut svg, scene),
        Kind::Rug
        | Kind::Box
        | Kind::Board
        | Kind::Bowl
        | Kind::Bottle
        | Kind::Jar
        | Kind::Soap
        | Kind::Bag
        | Kind::Hat
        | Kind::Shoe
        | Kind::Ring
        | Kind::Pendant
        | Kind::Cuff
        | Kind::Lamp
        | Kind::Pouf
        | Kind::Layers => rug::draw(&mut svg, scene),
    }
    svg.finish()
}

/// Draws a pouf.
#[must_use]
pub fn draw_pouf(scene: &Scene) -> String {
    let mut svg = Svg::new();
    pouf::draw(&mut svg, scene);
    svg.finish()
}
