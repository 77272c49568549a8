//! Typed identifiers. They are UUIDv7, made by the caller from its clock and its random bytes.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Builds a UUIDv7 from milliseconds since 1970 (UTC) and ten random bytes.
            #[must_use]
            pub fn from_parts(unix_millis: u64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(unix_millis, &random).into_uuid())
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A selling entity: artisan, workshop, cooperative.
    ShopId,
    /// A person shown on a shop's pages.
    MemberId,
    /// A person who signs in.
    PersonId,
    ///  A thing that is sold.
    ProductId,
    /// A raw material of one shop.
    MaterialId,
    /// A row of the stock ledger.
    MovementId,
    /// A received batch of a material.
    LotId,
    /// A count of the whole shelf.
    StocktakeId,
    /// Material that a shop expects.
    ArrivalId,
    /// Somebody from whom a shop buys.
    SupplierId,
    /// What a shop orders from a supplier.
    PurchaseId,
    /// One material of a purchase order.
    PurchaseLineId,
    /// What a visitor wants to buy.
    CartId,
    /// One product configuration in a cart.
    CartLineId,
    /// One attempt to buy a cart; its id is the idempotency key of the order.
    CheckoutId,
    /// A placed order over one or several shops.
    OrderId,
    /// One shop's part of an order.
    ShopOrderId,
    /// One configured piece of a shop order.
    OrderLineId,
    /// The work of making one order line.
    ProductionOrderId,
    /// A production order for the shelf: so much of a material that the shop makes.
    BatchId,
    /// Where material of a shop lies, besides the workshop.
    PlaceId,
    /// Hours that were written down.
    WorkEntryId,
    /// A look at finished pieces.
    QualityCheckId,
    /// A loom, a bench, a kiln of one shop.
    StationId,
}
