//! What a product page hands to the browser: the model and its words as one text that fits an HTML attribute.
//!
//! A sheet is a sequence of items, each ended by a line feed: integers in decimal, counts before lists, an enum as its
//! place in a list, texts with `\`, line feed, carriage return and NUL escaped (HTML would not keep the last two).
//! No sheet is a prefix of another, so a text cut short is never taken for a whole one.

mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::read;
pub use write::write;

use crate::configurator::Selection;
use crate::product::{NumberUnit, ProductModel, ProductText};
use crate::text::{Lang, Script};

/// What the configurator in the page needs, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The model; the `recipe` does not travel and is read back empty.
    pub model: ProductModel,
    /// Name, labels of groups and values, reasons of rules, labels of prices; the other texts (`help` of the groups
    /// among them) do not travel and are read back empty.
    pub text: ProductText,
    /// The language of all texts.
    pub lang: Lang,
    /// What the shopper has said so far.
    pub selection: Selection,
    /// Phrases of the interface, in an order that the page and its script agree on.
    pub words: Vec<String>,
}

const SCRIPTS: [Script; 4] = [Script::Latin, Script::Arabic, Script::Tifinagh, Script::Digits];
const NUMBER_UNITS: [NumberUnit; 2] = [NumberUnit::Millimetre, NumberUnit::Piece];

/// Ends each item.
const END: u8 = b'\n';
/// Opens each escape, which is one more letter.
const ESCAPE: u8 = b'\\';
