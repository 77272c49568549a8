//! Lots: received batches of a material, and what is left of each.

use crate::ShopScope;
use crate::materials::NewMovement;
use crate::queries::queries;
use domain::id::{LotId, MaterialId};
use domain::materials::Valuation;

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotRow {
    /// Id.
    pub id: LotId,
    /// Of what.
    pub material: MaterialId,
    /// From whom; may be empty.
    pub supplier: String,
    /// Number of its stamp or certificate; may be empty.
    pub certificate: String,
    /// When it came, in days since 1970.
    pub day: i32,
    /// Best before this day, in days since 1970.
    pub best_before: Option<i32>,
    /// What was paid for all of it, in centimes; `None` when nobody said.
    pub price_minor: Option<i64>,
    /// How much came in, in base units.
    pub received: i64,
    /// How much is left, in base units.
    pub remaining: i64,
    /// Code of a picture of the shop.
    pub picture: Option<String>,
}

/// Lots that do not say what the ledger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotDifference {
    /// What is left of a lot is not the sum of its parts of movements.
    Lot {
        /// The lot.
        lot: LotId,
        /// What it says, in base units.
        kept: i64,
        /// What its parts add up to.
        summed: i64,
    },
    /// The lots of a material hold more than lies on the shelf.
    Material {
        /// The material.
        material: MaterialId,
        /// What lies on the shelf, in base units.
        on_hand: i64,
        /// What is left in all of its lots.
        in_lots: i64,
    },
}

queries! { lots:
    /// The lots of a material of a shop: those of which something is left, the earliest best-before day first, then the
    /// others; `limit` at most.
    read fn lots(scope: &ShopScope, material: MaterialId, limit: i64) -> Vec<LotRow>;
    /// One lot of a shop.
    read fn lot(scope: &ShopScope, lot: LotId) -> Option<LotRow>;
    /// The materials of a shop of which something has a best-before day before this one, by id.
    read fn materials_expiring(scope: &ShopScope, before_day: i32) -> Vec<MaterialId>;
    /// How much of a material is left in all of its lots, in base units.
    read fn in_lots(material: MaterialId) -> i64;
    /// What every movement of a material did to the shelf, and what was paid for it, the oldest first.
    read fn priced_movements(material: MaterialId) -> Vec<(i64, Option<i64>)>;
    /// What lies on the shelf of a material and what it cost: what [`Valuation::of`] makes of its movements as they were
    /// written, without reading them.
    read fn valuation(material: MaterialId) -> Valuation;
    /// All lots that are not the sum of their parts, and all materials whose lots hold more than the shelf.
    read fn lot_differences() -> Vec<LotDifference>;
    /// Adds a lot of which nothing is there yet: [`move_lot`](crate::Writer::move_lot) puts it on the shelf.
    write fn add_lot(lot: &LotRow) -> ();
    /// As [`move_stock`](crate::Writer::move_stock), and what enters or leaves the shelf is of this lot. `false` also when
    /// the material has no such lot; a conflict of `lots_remaining_positive` when less is left of it.
    write fn move_lot(movement: &NewMovement, lot: LotId) -> bool;
}
