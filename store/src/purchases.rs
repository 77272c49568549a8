//! Suppliers, and what a shop has ordered from them.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{MovementId, PurchaseId, PurchaseLineId, SupplierId};
use domain::purchases::{Offer, Purchase};

/// Somebody from whom a shop buys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierRow {
    /// Id.
    pub id: SupplierId,
    /// Name.
    pub name: String,
    /// In E.164; may be empty.
    pub phone: String,
    /// In words; may be empty.
    pub note: String,
    /// Days until what is ordered is there; `None` when nobody said.
    pub usual_days: Option<u16>,
    /// What is sold, by material.
    pub offers: Vec<Offer>,
}

queries! { purchases:
    /// The suppliers of a shop, by name.
    read fn suppliers(scope: &ShopScope) -> Vec<SupplierRow>;
    /// The purchase orders of a shop: drafts and what is open first, then the others, the newest first; `limit` at most.
    read fn purchases(scope: &ShopScope, limit: i64) -> Vec<Purchase>;
    /// One purchase order of a shop.
    read fn purchase(scope: &ShopScope, purchase: PurchaseId) -> Option<Purchase>;
    /// The highest number that a purchase order of a shop has; 0 where there is none.
    read fn last_purchase_number(scope: &ShopScope) -> i64;
    /// How many purchase orders of a shop are drafts or open.
    read fn count_open_purchases(scope: &ShopScope) -> i64;
    /// The line that a receipt came for.
    read fn purchase_receipt(movement: MovementId) -> Option<PurchaseLineId>;
    /// Adds a supplier to the shop of the scope, or changes it with all that it sells; `false` when it, or a material, is
    /// another shop's.
    write fn put_supplier(scope: &ShopScope, supplier: &SupplierRow) -> bool;
    /// Adds a draft to the shop of the scope; `false` when there is a purchase order with this id already.
    write fn add_purchase(scope: &ShopScope, purchase: &Purchase) -> bool;
    /// Replaces a draft and its lines, of version `version`; `false` when another stands there.
    quiet fn put_draft(scope: &ShopScope, purchase: &Purchase, version: i64) -> bool;
    /// Writes what became of a purchase order of version `version` and its lines, and what is expected of them, in step;
    /// `false` when another stands there. The lines stay the same.
    write fn put_purchase(scope: &ShopScope, purchase: &Purchase, version: i64) -> bool;
    /// Notes that a receipt came for a line.
    write fn note_purchase_receipt(movement: MovementId, line: PurchaseLineId) -> ();
}
