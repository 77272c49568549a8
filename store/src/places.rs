//! Where the material of a shop lies besides its workshop.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{MaterialId, MovementId, PlaceId};

/// What lies in the places of a shop that is not what the ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceDifference {
    /// What lies in a place is not the sum of its parts of movements.
    Place {
        /// The place.
        place: PlaceId,
        /// The material.
        material: MaterialId,
        /// What it says, in base units.
        kept: i64,
        /// What its parts add up to.
        summed: i64,
    },
    /// More of a material lies in the places than on the shelf.
    Material {
        /// The material.
        material: MaterialId,
        /// What lies on the shelf, in base units.
        on_hand: i64,
        /// What lies in all places.
        in_places: i64,
    },
}

queries! { places:
    /// The places of a shop, by name.
    read fn places(scope: &ShopScope) -> Vec<(PlaceId, String)>;
    /// What lies in the places of a shop: place, material, amount in base units; nothing that is not there.
    read fn place_levels(scope: &ShopScope) -> Vec<(PlaceId, MaterialId, i64)>;
    /// All places that are not the sum of their parts, and all materials of which more lies in places than on the shelf.
    read fn place_differences() -> Vec<PlaceDifference>;
    /// Adds a place to the shop of the scope, once per id. A conflict of `places_shop_id_name_key` is the caller's to
    /// understand.
    write fn add_place(scope: &ShopScope, place: PlaceId, name: &str) -> ();
    /// Notes that a movement of a material put so much into a place of the shop, or took it from there; `false` when the
    /// shop has no such place. A conflict of `place_levels_on_hand_positive` when less lies there.
    write fn put_in_place(scope: &ShopScope, place: PlaceId, of: (MovementId, MaterialId), amount: i64) -> bool;
}
