//! What the plan of a shop is made of: its calendar, its stock, and what it has to make.

use crate::batches::QueuedBatch;
use crate::making::StageRow;
use crate::materials::ExpectedArrival;
use crate::news::News;
use crate::queries::queries;
use crate::{CoordinatorScope, Error, ShopScope, Writer};
use domain::id::{MaterialId, MemberId, OrderLineId, ProductionOrderId, ShopId, ShopOrderId};
use domain::order::ProductionState;
use domain::planning::Calendar;
use domain::text::Localised;

/// Everything that a plan is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkshopRow {
    /// Its calendar; `None` until the shop says how it works.
    pub calendar: Option<Calendar>,
    /// Members that the shop shows, in its order.
    pub members: Vec<(MemberId, Localised)>,
    /// Its materials.
    pub stock: Vec<StockRow>,
    /// What is expected, by material, earliest first.
    pub arrivals: Vec<ExpectedArrival>,
    /// What it has to make, the most important first.
    pub queue: Vec<QueueRow>,
    /// What it makes for its shelf and is not done, as it was planned.
    pub batches: Vec<QueuedBatch>,
}

/// A material as a plan sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockRow {
    /// The material.
    pub material: MaterialId,
    /// Its name.
    pub name: Localised,
    /// On hand less what checkouts hold, in base units; what is allocated to orders of the queue is in it.
    pub stock: i64,
    /// Days in which more can be had; `None` when it cannot be had again.
    pub supply_days: Option<u16>,
}

/// A production order that is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Id.
    pub id: ProductionOrderId,
    /// The order that it belongs to, and its number in the shop.
    pub shop_order: (ShopOrderId, i64),
    /// Name of the product.
    pub product: Localised,
    /// State.
    pub state: ProductionState,
    /// Minutes for all pieces.
    pub minutes: i64,
    /// Pieces.
    pub quantity: u32,
    /// Promised day, days since 1970.
    pub ready_day: i32,
    /// The first day on which work may begin.
    pub begin_day: i32,
    /// Its stages, in their order.
    pub stages: Vec<StageRow>,
    /// What it still takes, ascending materials: material, how much was not taken for the work yet, and the stage before
    /// which it has to be there, `None` for the beginning.
    pub needs: Vec<(MaterialId, i64, Option<i64>)>,
}

/// Material that an order waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingRow {
    /// The line.
    pub line: OrderLineId,
    /// The order that it belongs to.
    pub shop_order: ShopOrderId,
    /// The material.
    pub material: MaterialId,
    /// How much of it is not allocated yet, in base units.
    pub missing: i64,
    /// Its place in the queue: of equal priorities the older production order first.
    pub place: (i64, ProductionOrderId),
}

impl Writer {
    /// Makes others who change the stock or the orders of this shop wait until the transaction ends; when it is committed,
    /// who listens hears that the shop changed ([`News::Shop`]). Of several shops, ascending ids.
    ///
    /// # Errors
    /// As every query.
    pub async fn hold_shop(&mut self, shop: ShopId) -> Result<(), Error> {
        self.will_tell(News::Shop(shop));
        self.lock_shop(shop).await
    }
}

/// What a planned order takes of a material, and has of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllocationRow {
    /// The line.
    pub line: OrderLineId,
    /// The order that it belongs to.
    pub shop_order: ShopOrderId,
    /// The material.
    pub material: MaterialId,
    /// What it takes, in base units.
    pub amount: i64,
    /// What is allocated to it.
    pub allocated: i64,
}

queries! { workshop:
    /// What the plan of a shop is made of.
    read fn workshop(shop: ShopId) -> WorkshopRow;
    /// A shop's calendar with its version; `None` until the shop says how it works.
    read fn calendar(scope: &CoordinatorScope) -> Option<(i64, Calendar)>;
    /// The shop that a part of an order belongs to.
    read fn shop_of(shop_order: ShopOrderId) -> Option<ShopId>;
    /// What the open work of a shop waits for, the most important first.
    read fn waiting(shop: ShopId) -> Vec<WaitingRow>;
    /// What the planned work of a shop takes and has, the most important first.
    read fn allocations(shop: ShopId) -> Vec<AllocationRow>;
    /// Puts the work of a shop into this order, before everything that is not among it.
    write fn rank_queue(scope: &ShopScope, order: &[ProductionOrderId]) -> ();
    /// The lock of [`crate::Writer::hold_shop`].
    tell fn lock_shop(shop: ShopId) -> ();
    /// Replaces version `version` of a shop's calendar, 0 where there is none; `false` when another stands there.
    write fn put_calendar(scope: &CoordinatorScope, version: i64, calendar: &Calendar) -> bool;
    /// Puts the calendar of a catalogue in the place of a shop's. The shop is held.
    write fn load_calendar(shop: ShopId, calendar: &Calendar) -> ();
    /// What can be allocated of a material, held until the transaction ends; 0 when there is no such material.
    write fn hold_available(material: MaterialId) -> i64;
    /// Notes that so much more of what a line takes was allocated.
    write fn allocate_line(line: OrderLineId, material: MaterialId, amount: i64) -> ();
}
