//! The picture of a piece: a parametric SVG, the same bytes from server and browser.

mod scene;
mod sketch;
mod slots;
pub use scene::scene;
pub use sketch::sketch;
pub use slots::{Slot, slots};

mod svg;

pub mod argan;
pub mod layers;
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
    /// Lamp of woven raffia.
    Lamp,
    /// Pouf of leather or wool.
    Pouf,
    /// The shop's own photographs, one over the other.
    Layers,
}

impl Kind {
    /// All kinds, in the order of their declaration; stored models count on it, so a new one comes last.
    pub const ALL: [Self; 18] = [
        Self::Box,
        Self::Board,
        Self::Bowl,
        Self::Bottle,
        Self::Jar,
        Self::Soap,
        Self::Rug,
        Self::Cushion,
        Self::Throw,
        Self::Bag,
        Self::Hat,
        Self::Shoe,
        Self::Ring,
        Self::Pendant,
        Self::Cuff,
        Self::Lamp,
        Self::Pouf,
        Self::Layers,
    ];

    /// As it is written in files and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Board => "board",
            Self::Bowl => "bowl",
            Self::Bottle => "bottle",
            Self::Jar => "jar",
            Self::Soap => "soap",
            Self::Rug => "rug",
            Self::Cushion => "cushion",
            Self::Throw => "throw",
            Self::Bag => "bag",
            Self::Hat => "hat",
            Self::Shoe => "shoe",
            Self::Ring => "ring",
            Self::Pendant => "pendant",
            Self::Cuff => "cuff",
            Self::Lamp => "lamp",
            Self::Pouf => "pouf",
            Self::Layers => "layers",
        }
    }

    /// Reads [`Kind::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The family that draws it.
    #[must_use]
    pub const fn family(self) -> Family {
        match self {
            Self::Box | Self::Board | Self::Bowl => Family::Wood,
            Self::Bottle | Self::Jar | Self::Soap => Family::Argan,
            Self::Rug | Self::Cushion | Self::Throw => Family::Weaving,
            Self::Bag | Self::Hat | Self::Shoe => Family::Raffia,
            Self::Ring | Self::Pendant | Self::Cuff => Family::Silver,
            Self::Lamp => Family::Lamp,
            Self::Pouf => Family::Pouf,
            Self::Layers => Family::Layers,
        }
    }
}

/// Drawings that share much of how they are made; the browser fetches one family only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
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
    /// The lamp.
    Lamp,
    /// The pouf.
    Pouf,
    /// Photographs.
    Layers,
}

/// What a shop makes, and in what colours it shows itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Craft {
    /// Thuya wood and marquetry.
    Wood,
    /// Argan oil and what is made of it.
    Argan,
    /// Wool, and what is made for the same room.
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
    match scene.kind.family() {
        Family::Wood => wood::draw(scene),
        Family::Argan => argan::draw(scene),
        Family::Weaving => weaving::draw(scene),
        Family::Raffia => raffia::draw(scene),
        Family::Silver => silver::draw(scene),
        Family::Lamp => raffia::draw_lamp(scene),
        Family::Pouf => weaving::draw_pouf(scene),
        Family::Layers => layers::draw(scene),
    }
}
