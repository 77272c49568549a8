//! The work behind order lines.

use crate::order::{LineMaterialRow, ProductionRow};
use crate::queries::queries;
use domain::id::{OrderLineId, ProductionOrderId, ShopOrderId};
use domain::order::ProductionState;
use domain::planning::Promise;

/// Work to be planned.
#[derive(Debug, Clone)]
pub struct NewProduction {
    /// Id.
    pub id: ProductionOrderId,
    /// The line that it makes.
    pub line: OrderLineId,
    /// Minutes for all pieces, the sum of the stages.
    pub minutes: i64,
    /// What was promised: the day is that of the line with the margin of the shop.
    pub promise: Promise,
}

queries! { production:
    /// The work on each line of a part, in the order of the lines.
    read fn production_of(shop_order: ShopOrderId) -> Vec<ProductionRow>;
    /// What each line of a part takes, by line, then by slug of the material.
    read fn line_materials(shop_order: ShopOrderId) -> Vec<LineMaterialRow>;
    /// Plans the work on a line.
    write fn insert_production_order(order: &NewProduction) -> ();
    /// Moves all work of a part from one state to another; answers how many lines.
    write fn move_production(shop_order: ShopOrderId, from: ProductionState, to: ProductionState) -> u64;
}
