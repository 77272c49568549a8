//! Placed orders.

use crate::CoordinatorScope;
use crate::queries::queries;
use domain::checkout::address::Address;
use domain::exchange::{ShownOrder, ShownPrice};
use domain::id::{
    CheckoutId, MaterialId, OrderId, OrderLineId, PersonId, ProductId, ProductionOrderId, ShopId, ShopOrderId,
};
use domain::money::Money;
use domain::order::{ProductionState, ShopOrderState};
use domain::quantity::Unit;
use domain::text::{Lang, Localised};
use serde::{Deserialize, Serialize};

/// An order to be written.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// Id.
    pub id: OrderId,
    /// The checkout that it answers.
    pub checkout: CheckoutId,
    /// 32 hexadecimal digits that open the order's page.
    pub token: String,
    /// What a person reads on the telephone.
    pub code: String,
    /// When; also when it was accepted that the pieces are made to order.
    pub placed_ms: i64,
    /// The shopper's language.
    pub lang: Lang,
    /// Where it goes.
    pub address: Address,
    /// What the shopper pays.
    pub total: Money,
    /// What she read beside it in another currency.
    pub shown: Option<ShownOrder>,
}

/// A placed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Id.
    pub id: OrderId,
    /// What a person reads on the telephone.
    pub code: String,
    /// When.
    pub placed_ms: i64,
    /// The shopper's language.
    pub lang: Lang,
    /// Where it goes.
    pub address: Address,
    /// How it is paid: `cash_on_delivery`.
    pub payment: String,
    /// What the shopper pays.
    pub total: Money,
    /// What she read beside it in another currency when she ordered.
    pub shown: Option<ShownOrder>,
}

/// One shop's part of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopOrderRow {
    /// Id.
    pub id: ShopOrderId,
    /// The order.
    pub order: OrderId,
    /// The shop.
    pub shop: ShopId,
    /// Slug of the shop.
    pub shop_slug: String,
    /// 1, 2, 3 .. in each shop.
    pub number: i64,
    /// State.
    pub state: ShopOrderState,
    /// When it was placed.
    pub placed_ms: i64,
    /// Promised day, days since 1970.
    pub ready_day: i32,
    /// Sum of the lines.
    pub subtotal: Money,
    /// One parcel.
    pub delivery: Money,
    /// Both.
    pub total: Money,
}

/// A row of a shop's list of orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopOrderSummary {
    /// Id.
    pub id: ShopOrderId,
    /// Number in the shop.
    pub number: i64,
    /// State.
    pub state: ShopOrderState,
    /// When it was placed.
    pub placed_ms: i64,
    /// Promised day, days since 1970.
    pub ready_day: i32,
    /// What the shopper pays for this part.
    pub total: Money,
    /// The shopper's name.
    pub name: String,
    /// The shopper's town.
    pub city: String,
    /// Pieces to make.
    pub pieces: i64,
    /// Name of the product of the first line.
    pub product: Localised,
    /// Fingerprint of the first line.
    pub fingerprint: String,
}

/// A part of the price, as it was called and charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricePart {
    /// `None` for the price before any choice.
    pub label: Option<Localised>,
    /// Per piece.
    pub amount: Money,
}

/// One configured piece of an order; the texts are those of the day of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Id.
    pub id: OrderLineId,
    /// What was sold.
    pub product: ProductId,
    /// In which version.
    pub version: u32,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// The choices.
    pub fields: Vec<(String, String)>,
    /// Name of the product.
    pub name: Localised,
    /// What was decided, and how.
    pub labels: Vec<(Localised, Localised)>,
    /// How the price of one piece comes about.
    pub quote: Vec<PricePart>,
    /// Pieces.
    pub quantity: u32,
    /// Price of one piece.
    pub unit: Money,
    /// Price of all pieces.
    pub total: Money,
    /// The same in the currency of the order's [`ShownOrder`].
    pub shown: Option<ShownPrice>,
    /// Promised day, days since 1970.
    pub ready_day: i32,
}

/// A material that a line takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineMaterialRow {
    /// The line.
    pub line: OrderLineId,
    /// The material.
    pub material: MaterialId,
    /// Its name.
    pub name: Localised,
    /// Its base unit.
    pub unit: Unit,
    /// For all pieces of the line.
    pub amount: i64,
    /// How much of that was allocated from the shelf; the rest is still to come.
    pub allocated: i64,
}

/// The work on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProductionRow {
    /// Id.
    pub id: ProductionOrderId,
    /// The line.
    pub line: OrderLineId,
    /// State.
    pub state: ProductionState,
    /// Minutes for all pieces.
    pub minutes: i64,
}

queries! { order:
    /// The order that a link opens.
    read fn order_by_token(token: &str) -> Option<OrderRow>;
    /// The parts of an order, in the order of the shops.
    read fn shop_orders_of(order: OrderId) -> Vec<ShopOrderRow>;
    /// The lines of a part, in their order.
    read fn order_lines(shop_order: ShopOrderId) -> Vec<OrderLine>;
    /// The states that a part went through, oldest first.
    read fn shop_order_events(shop_order: ShopOrderId) -> Vec<(ShopOrderState, i64)>;
    /// What is allocated to a part and not used yet: one entry per material, ascending ids.
    read fn shop_order_allocated(shop_order: ShopOrderId) -> Vec<(MaterialId, i64)>;
    /// A shop's orders, newest first.
    read fn shop_orders(scope: &CoordinatorScope, limit: i64) -> Vec<ShopOrderSummary>;
    /// How many orders of a shop are in each state; states without orders are absent.
    read fn shop_order_counts(scope: &CoordinatorScope) -> Vec<(ShopOrderState, i64)>;
    /// One order of a shop.
    read fn shop_order(scope: &CoordinatorScope, id: ShopOrderId) -> Option<(OrderRow, ShopOrderRow)>;
    /// Orders that were placed before a time and that nobody confirmed, oldest first.
    read fn unconfirmed_shop_orders(before_ms: i64, limit: i64) -> Vec<ShopOrderId>;
    /// Takes the next number of a shop. Given back when the transaction fails.
    write fn next_shop_order_number(shop: ShopId) -> i64;
    /// Writes an order, paid on delivery.
    write fn insert_order(order: &NewOrder) -> ();
    /// Writes one shop's part.
    write fn insert_shop_order(part: &ShopOrderRow) -> ();
    /// Writes a line at its place in the part.
    write fn insert_order_line(part: ShopOrderId, position: i64, line: &OrderLine) -> ();
    /// Writes what a line takes.
    write fn insert_line_material(line: OrderLineId, material: MaterialId, amount: i64) -> ();
    /// Writes that a part entered a state.
    write fn insert_shop_order_event(part: ShopOrderId, state: ShopOrderState, at_ms: i64, person: Option<PersonId>) -> ();
    /// Moves an order of a shop from one state to another; `false` when it was not in the first.
    write fn move_shop_order(scope: &CoordinatorScope, id: ShopOrderId, from: ShopOrderState, to: ShopOrderState) -> bool;
    /// Cancels an order that was placed before a time and that nobody confirmed; `false` when somebody did meanwhile.
    write fn cancel_unconfirmed(id: ShopOrderId, before_ms: i64) -> bool;
}
