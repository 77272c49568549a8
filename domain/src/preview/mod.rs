//! The picture of a piece: a parametric SVG, the same bytes from server and browser.

mod scene;
pub use scene::scene;

mod svg;

pub mod argan;
pub mod raffia;
pub mod silver;
pub mod weaving;
pub mod wood;

use serde::{Deserialize, Serialize};

/// What is drawn. Each belongs to one [`Craft`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Marquetry box.
    Box,
    /// Chess or backgammon board.
    Board,
    /// Turned bowl.
    Bowl,
    /// Oil bottle.
    Bottle,
    /// Jar of amlou.
    Jar,
    /// Bar of soap.
    Soap,
    /// Knotted or flat-woven rug.
    Rug,
    /// Cushion.
    Cushion,
    /// Striped blanket (hanbel).
    Throw,
    /// Basket bag.
    Bag,
    /// Hat.
    Hat,
    /// Raffia mule or slipper.
    Shoe,
    /// Ring.
    Ring,
    /// Pendant.
    Pendant,
    /// Cuff bracelet.
    Cuff,
}

/// A family of drawings that share their materials; the browser fetches one family only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Craft {
    /// Thuya wood and marquetry.
    Wood,
    /// Argan oil and what is made of it.
    Argan,
    /// Wool.
    Weaving,
    /// Raffia.
    Raffia,
    /// Silver.
    Silver,
}

/// Everything that a drawing depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scene {
    /// What is drawn.
    pub kind: Kind,
    /// Length, width, height in millimetres.
    pub dimensions_mm: [i64; 3],
    /// Slots and what fills them; a later entry overrides an earlier one.
    pub look: Vec<(String, String)>,
    /// Text lettered on the piece; may be empty.
    pub text: String,
}

/// Draws the piece as a complete SVG document of 800 by 800 units; the same bytes for the same scene, always.
#[must_use]
pub fn draw(scene: &Scene) -> String {
    match scene.kind {
        Kind::Box | Kind::Board | Kind::Bowl => wood::draw(scene),
        Kind::Bottle | Kind::Jar | Kind::Soap => argan::draw(scene),
        Kind::Rug | Kind::Cushion | Kind::Throw => weaving::draw(scene),
        Kind::Bag | Kind::Hat | Kind::Shoe => raffia::draw(scene),
        Kind::Ring | Kind::Pendant | Kind::Cuff => silver::draw(scene),
    }
}
