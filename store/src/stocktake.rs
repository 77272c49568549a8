//! Counts of the whole shelf at once.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{MaterialId, MovementId, PersonId, StocktakeId};
use domain::materials::CountReason;

/// A count of several materials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStocktake {
    /// Id.
    pub id: StocktakeId,
    /// When.
    pub at_ms: i64,
    /// Who counted.
    pub person: Option<PersonId>,
}

/// What was counted of one material.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StocktakeLine {
    /// The material.
    pub material: MaterialId,
    /// What was counted, in base units.
    pub counted: i64,
    /// By how much that is more than the ledger said.
    pub difference: i64,
    /// Why, and the movement that says so; `None` where it does not differ.
    pub explained: Option<(CountReason, MovementId)>,
}

queries! { stocktake:
    /// The lines of a count of a shop, by id of the material; `None` when the shop has no such count.
    read fn stocktake(scope: &ShopScope, stocktake: StocktakeId) -> Option<Vec<StocktakeLine>>;
    /// The lines of all counts of a shop with the time of their count, the latest first; `limit` at most.
    read fn stocktake_lines(scope: &ShopScope, limit: i64) -> Vec<(i64, StocktakeLine)>;
    /// Adds a count to the shop of the scope; `false` when there is one with this id already.
    write fn add_stocktake(scope: &ShopScope, stocktake: &NewStocktake) -> bool;
    /// Adds a line to a count.
    write fn add_stocktake_line(stocktake: StocktakeId, line: &StocktakeLine) -> ();
}
