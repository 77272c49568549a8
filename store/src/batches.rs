//! Batches: production orders for the shelf, and what they take and give.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{ArrivalId, BatchId, LotId, MaterialId, MovementId, PersonId, ProductionOrderId, ShopId, ShopOrderId};
use domain::materials::{MovementKind, ScrapCause};
use domain::order::ProductionState;

/// A batch to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// Id.
    pub id: BatchId,
    /// What it makes.
    pub material: MaterialId,
    /// How much, in base units.
    pub planned: i64,
    /// The day on which it is to be there, in days since 1970.
    pub day: i32,
    /// Minutes of work.
    pub minutes: i64,
    /// In words; may be empty.
    pub note: String,
    /// When it was planned.
    pub at_ms: i64,
    /// Who planned it.
    pub person: Option<PersonId>,
    /// What it takes, in base units.
    pub inputs: Vec<(MaterialId, i64)>,
    /// What comes of it besides, in base units, each under the id of its expected arrival.
    pub by_products: Vec<(ArrivalId, MaterialId, i64)>,
}

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Id.
    pub id: BatchId,
    /// 1, 2, 3 in its shop.
    pub number: i64,
    /// What it makes.
    pub material: MaterialId,
    /// Planned, in production, completed or cancelled.
    pub state: ProductionState,
    /// How much was planned, in base units.
    pub planned: i64,
    /// How much was made and good, once it is done.
    pub yielded: Option<i64>,
    /// The day on which it is, or was, to be there, in days since 1970.
    pub day: i32,
    /// Minutes of work.
    pub minutes: i64,
    /// In words; may be empty.
    pub note: String,
    /// What was said when it was done; may be empty.
    pub outcome: String,
    /// When it was planned.
    pub planned_ms: i64,
    /// When the work began.
    pub begun_ms: Option<i64>,
    /// When it was done or cancelled.
    pub ended_ms: Option<i64>,
}

/// What a batch takes of a material, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchInput {
    /// The material.
    pub material: MaterialId,
    /// As planned.
    pub amount: i64,
    /// Promised from the shelf.
    pub allocated: i64,
    /// Used, once the work has begun.
    pub consumed: Option<i64>,
    /// What that cost, in centimes, if it was known.
    pub cost_minor: Option<i64>,
}

/// A batch as a plan sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedBatch {
    /// The batch.
    pub id: BatchId,
    /// Its number in the shop.
    pub number: i64,
    /// What it makes.
    pub material: MaterialId,
    /// How many production orders stand before it.
    pub place: i64,
    /// Planned or in production.
    pub state: ProductionState,
    /// The day on which it is to be there, in days since 1970.
    pub day: i32,
    /// Minutes of work.
    pub minutes: i64,
    /// When it was planned.
    pub planned_ms: i64,
    /// When the work began.
    pub begun_ms: Option<i64>,
    /// What it still takes, ascending materials; nothing once the work has begun.
    pub needs: Vec<(MaterialId, i64)>,
    /// What is expected of it.
    pub arrivals: Vec<ArrivalId>,
}

/// Material that a planned batch waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingBatch {
    /// The batch.
    pub batch: BatchId,
    /// Its place in the queue: priority and id, as those of production orders.
    pub place: (i64, ProductionOrderId),
    /// The material.
    pub material: MaterialId,
    /// How much of it is not allocated yet, in base units.
    pub missing: i64,
}

/// A movement of a lot: what it was for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotUse {
    /// When.
    pub at_ms: i64,
    /// Why.
    pub kind: MovementKind,
    /// What it did to the lot, in base units.
    pub amount: i64,
    /// The order it was for: id and number in the shop.
    pub order: Option<(ShopOrderId, i64)>,
    /// The batch it was for, or came from: id and number in the shop.
    pub batch: Option<(BatchId, i64)>,
}

queries! { batches:
    /// The batches of a shop: those that are not done first, by their day; then the others, the latest first.
    read fn batches(scope: &ShopScope, limit: i64) -> Vec<BatchRow>;
    /// One batch of a shop.
    read fn batch(scope: &ShopScope, batch: BatchId) -> Option<BatchRow>;
    /// What a batch takes, ascending materials.
    read fn batch_inputs(batch: BatchId) -> Vec<BatchInput>;
    /// What comes of a batch besides, ascending materials: as planned, and as it was once it is done.
    read fn batch_by_products(batch: BatchId) -> Vec<(MaterialId, i64, Option<i64>)>;
    /// The lots that a batch made.
    read fn batch_outputs(batch: BatchId) -> Vec<LotId>;
    /// What a batch used: of which material, of which lot, how much; `None` for what was in no lot.
    read fn batch_sources(batch: BatchId) -> Vec<(MaterialId, Option<LotId>, i64)>;
    /// The batch that made a lot of a shop; `None` for what came in.
    read fn batch_of_lot(scope: &ShopScope, lot: LotId) -> Option<BatchId>;
    /// What happened to a lot of a shop, the latest first.
    read fn lot_uses(scope: &ShopScope, lot: LotId, limit: i64) -> Vec<LotUse>;
    /// The lots of which an order of a shop has taken: of which material, which lot, how much.
    read fn order_lots(scope: &ShopScope, shop_order: ShopOrderId) -> Vec<(MaterialId, LotId, i64)>;
    /// What is expected of batches of a shop: arrival, batch, its number.
    read fn batch_arrivals(scope: &ShopScope) -> Vec<(ArrivalId, BatchId, i64)>;
    /// What the planned batches of a shop wait for, the most important first.
    read fn waiting_batches(shop: ShopId) -> Vec<WaitingBatch>;
    /// Plans a batch in the shop of the scope under its next number, with what is expected of it; `false` when there is
    /// one with this id already. The shop is held.
    write fn add_batch(scope: &ShopScope, batch: &NewBatch) -> bool;
    /// Notes that so much more of what a batch takes was allocated.
    write fn allocate_batch(batch: BatchId, material: MaterialId, amount: i64) -> ();
    /// Notes what a batch used of a material, and what that cost in centimes.
    write fn note_used(batch: BatchId, material: MaterialId, consumed: i64, cost_minor: Option<i64>) -> ();
    /// Notes what came of a batch besides.
    write fn note_besides(batch: BatchId, material: MaterialId, yielded: i64) -> ();
    /// Moves a batch of a shop from one state to another at this time, with what was good of it where it is done, and what
    /// is said about that; what was expected of a batch that has ended is expected no more. `false` when it is not in the first state any more.
    write fn move_batch(
        scope: &ShopScope,
        batch: BatchId,
        states: (ProductionState, ProductionState),
        yielded: Option<i64>,
        outcome: &str,
        at_ms: i64,
    ) -> bool;
    /// Notes that a movement was for a batch.
    write fn note_batch_movement(movement: MovementId, batch: BatchId) -> ();
    /// Notes why a movement threw material away.
    write fn note_scrap(movement: MovementId, cause: ScrapCause) -> ();
}
