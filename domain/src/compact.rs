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
use crate::exchange::Conversion;
use crate::id::{MaterialId, StationId};
use crate::planning::{PromiseDigest, Resource};
use crate::pricing::PriceShares;
use crate::product::{NumberUnit, ProductModel, ProductText};
use crate::text::{Lang, Script};
use uuid::Uuid;

/// What the configurator in the page needs, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The model. Its recipe names materials by number, see [`Sheet::number_ids`].
    pub model: ProductModel,
    /// When what is there, by the same numbers. Its version and expiry do not travel.
    pub digest: PromiseDigest,
    /// The names of these materials.
    pub materials: Vec<String>,
    /// Name, labels of groups and values, reasons of rules, labels of prices; the other texts (`help` of the groups
    /// among them) do not travel and are read back empty.
    pub text: ProductText,
    /// The language of all texts.
    pub lang: Lang,
    /// What the shopper has said so far.
    pub selection: Selection,
    /// The group of her newest wish.
    pub newest: Option<usize>,
    /// What the price is made of, where the shop says so.
    pub shares: Option<PriceShares>,
    /// Into the currency in which the shopper reads prices, when it is not dirhams.
    pub conversion: Option<Conversion>,
    /// Phrases of the interface, in an order that the page and its script agree on.
    pub words: Vec<String>,
}

impl Sheet {
    /// The name that a page has for a material: its place in the digest.
    #[must_use]
    pub const fn material(number: usize) -> MaterialId {
        MaterialId(Uuid::from_u128(number as u128))
    }

    /// The place of such a name.
    #[must_use]
    pub const fn material_number(id: MaterialId) -> usize {
        id.0.as_u128() as usize
    }

    /// The name that a page has for a station: its place among the resources of the digest.
    #[must_use]
    pub const fn station(number: usize) -> StationId {
        StationId(Uuid::from_u128(number as u128))
    }

    /// The place of such a name.
    #[must_use]
    pub const fn station_number(id: StationId) -> usize {
        id.0.as_u128() as usize
    }

    /// Replaces the ids of materials and stations by their places in the digest, which must have all of them: the shop's
    /// ids are no business of the page.
    pub fn number_ids(model: &mut ProductModel, digest: &mut PromiseDigest) {
        let ids: Vec<MaterialId> = digest.materials.iter().map(|known| known.material).collect();
        for line in &mut model.recipe {
            line.material = Self::material(ids.iter().position(|id| *id == line.material).unwrap_or(usize::MAX));
        }
        for line in &mut model.work {
            // One that no piece is ever on is not in the digest.
            let place = |id| digest.resources.iter().position(|known| known.resource == Resource::Station(id));
            line.station = line.station.and_then(place).map(Self::station);
        }
        for (number, known) in digest.materials.iter_mut().enumerate() {
            known.material = Self::material(number);
        }
        for (number, known) in digest.resources.iter_mut().enumerate() {
            if let Resource::Station(id) = &mut known.resource {
                *id = Self::station(number);
            }
        }
    }
}

const SCRIPTS: [Script; 4] = [Script::Latin, Script::Arabic, Script::Tifinagh, Script::Digits];
const NUMBER_UNITS: [NumberUnit; 2] = [NumberUnit::Millimetre, NumberUnit::Piece];

/// Ends each item.
const END: u8 = b'\n';
/// Opens each escape, which is one more letter.
const ESCAPE: u8 = b'\\';
