//! Thuya wood: box, board and bowl.

mod board;
mod bowl;
mod chest;
mod motif;
mod timber;

use super::svg::Svg;
use super::{Kind, Scene};

/// Draws a piece of this family; a kind of another family is drawn as a box.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg::new();
    match scene.kind {
        Kind::Board => board::draw(&mut svg, scene),
        Kind::Bowl => bowl::draw(&mut svg, scene),
        Kind::Box
        | Kind::Bottle
        | Kind::Jar
        | Kind::Soap
        | Kind::Rug
        | Kind::Cushion
        | Kind::Throw
        | Kind::Bag
        | Kind::Hat
        | Kind::Shoe
        | Kind::Ring
        | Kind::Pendant
        | Kind::Cuff
        | Kind::Lamp
        | Kind::Pouf
        | Kind::Layers => chest::draw(&mut svg, scene),
    }
    svg.finish()
}
