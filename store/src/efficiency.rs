//! What was made and what it took, for a look back.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{MaterialId, OrderLineId, ProductId, ShopOrderId};
use domain::planning::Promise;
use domain::text::Localised;

/// An order line whose pieces are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRow {
    /// The line.
    pub line: OrderLineId,
    /// The order that it belongs to, and its number in the shop.
    pub shop_order: (ShopOrderId, i64),
    /// The product.
    pub product: ProductId,
    /// Its name when it was ordered.
    pub name: Localised,
    /// Pieces.
    pub quantity: u32,
    /// What all pieces were sold for, in centimes.
    pub total_minor: i64,
    /// Minutes that were planned for all pieces.
    pub minutes: i64,
    /// Minutes that were written down; `None` when nobody did.
    pub used_minutes: Option<i64>,
    /// What was promised when it was placed; `None` of orders from before promises were kept.
    pub promise: Option<Promise>,
    /// When it was done.
    pub done_ms: i64,
}

/// A movement of a material, for what it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpendingRow {
    /// The material.
    pub material: MaterialId,
    /// By how much it changed what lies on the shelf, in base units.
    pub change: i64,
    /// What was paid for it, in centimes.
    pub price_minor: Option<i64>,
    /// The order that it was taken for.
    pub shop_order: Option<ShopOrderId>,
}

queries! { efficiency:
    /// The lines of a shop whose pieces are done, the latest first.
    read fn made(scope: &ShopScope, limit: i64) -> Vec<MadeRow>;
    /// What was planned of each material for the lines that [`made`](crate::Reader::made) answers: line, material, amount.
    read fn made_materials(scope: &ShopScope) -> Vec<(OrderLineId, MaterialId, i64)>;
    /// All movements that changed what lies on a shop's shelf, by material, then oldest first.
    read fn spending(scope: &ShopScope) -> Vec<SpendingRow>;
    /// What an hour of work has to earn at least, in centimes; `None` while the shop has not said it.
    read fn hourly_floor(scope: &ShopScope) -> Option<i64>;
    /// Sets it.
    write fn set_hourly_floor(scope: &ShopScope, floor_minor: Option<i64>) -> ();
}
