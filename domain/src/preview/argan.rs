//! Argan oil and what is made of it: bottle, jar and soap.

mod bottle;
mod cap;
mod jar;
mod soap;

use super::svg::Svg;
use super::{Kind, Scene};

/// A twig of the argan tree: leaves and two fruits, about 100 units high, its foot at the origin.
const TWIG: &str = "<path d='M0 50C-6 20 8-10 0-50' fill='none' stroke='#4f5a2a' stroke-width='2.4' stroke-linecap='round'/><g fill='#6f8440'><path id='pv-lf' d='M0 0C6-12 20-18 34-16 28-2 14 6 0 0z' stroke='#4c5f27' stroke-width='.8'/><use href='#pv-lf' transform='translate(1 -24)rotate(-18)'/><use href='#pv-lf' transform='translate(2 24)rotate(8)'/><use href='#pv-lf' transform='translate(-1 12)scale(-1 1)rotate(-6)' fill='#879b52'/><use href='#pv-lf' transform='translate(1 -14)scale(-1 1)rotate(-14)' fill='#879b52'/><use href='#pv-lf' transform='translate(0 -46)rotate(-66)scale(.8)'/></g><g stroke='#8a6a1c' stroke-width='.8'><ellipse cx='-15' cy='32' rx='10' ry='13' fill='#d3a93c' transform='rotate(20 -15 32)'/><ellipse cx='17' cy='6' rx='9' ry='12' fill='#c4b24b' transform='rotate(-16 17 6)'/></g><path d='M-19 26q-3 4-1 8M13 0q-2 4 0 8' fill='none' stroke='#fff3c4' stroke-width='2' stroke-linecap='round' opacity='.8'/>";

/// Draws a piece of this family; a kind of another family is drawn as a bottle.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    let mut svg = Svg::new();
    match scene.kind {
        Kind::Jar => jar::draw(&mut svg, scene),
        Kind::Soap => soap::draw(&mut svg, scene),
        Kind::Bottle
        | Kind::Box
        | Kind::Board
        | Kind::Bowl
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
        | Kind::Layers => bottle::draw(&mut svg, scene),
    }
    svg.finish()
}
