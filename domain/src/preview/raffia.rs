//! Raffia: bag, hat and shoes; and the lamp, which is a family of its own.

mod bag;
mod hat;
mod lamp;
mod plait;
mod shade;
mod shoe;

use super::svg::Svg;
use super::{Kind, Scene};

/// Draws a piece of this family; a kind of another family is drawn as a bag.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg::new();
    match scene.kind {
        Kind::Hat => hat::draw(&mut svg, scene),
        Kind::Shoe => shoe::draw(&mut svg, scene),
        Kind::Bag
        | Kind::Box
        | Kind::Board
        | Kind::Bowl
        | Kind::Bottle
        | Kind::Jar
        | Kind::Soap
        | Kind::Rug
        | Kind::Cushion
        | Kind::Throw
        | Kind::Ring
        | Kind::Pendant
        | Kind::Cuff
        | Kind::Lamp
        | Kind::Pouf
        | Kind::Layers => bag::draw(&mut svg, scene),
    }
    svg.finish()
}

/// Draws a lamp.
#[must_use]
pub fn draw_lamp(scene: &Scene) -> String {
    let mut svg = Svg::new();
    lamp::draw(&mut svg, scene);
    svg.finish()
}
