//! Products as their artisans are writing them, and how they become versions.

use crate::CoordinatorScope;
use crate::catalog::{NewProduct, ProductState};
use crate::queries::queries;
use domain::authoring::ProductSource;
use domain::id::ProductId;
use domain::money::Money;
use domain::text::Localised;

/// A product that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductDraft {
    /// The product that it will be, or that it will change.
    pub product: ProductId,
    /// Counts each change, so that nobody overwrites what she has not seen.
    pub revision: u32,
    /// What is written.
    pub source: ProductSource,
    /// When it was last changed, in milliseconds.
    pub updated_ms: i64,
}

/// A product in the studio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopProduct {
    /// Id.
    pub id: ProductId,
    /// Slug.
    pub slug: String,
    /// Slug of its category.
    pub category_slug: String,
    /// Whether it is for sale.
    pub state: ProductState,
    /// The version that is sold now.
    pub version: u32,
    /// Name.
    pub name: Localised,
    /// Price of the default design.
    pub from_price: Money,
    /// Fingerprint of the default design.
    pub fingerprint: String,
}

queries! { product_draft:
    /// The drafts of a shop, the latest change first.
    read fn product_drafts(scope: &CoordinatorScope) -> Vec<ProductDraft>;
    /// One draft of a shop.
    read fn product_draft(scope: &CoordinatorScope, product: ProductId) -> Option<ProductDraft>;
    /// The products of a shop, of all states, in their order: the first `limit` behind this one, or from the beginning.
    read fn shop_products(scope: &CoordinatorScope, after: Option<ProductId>, limit: i64) -> Vec<ShopProduct>;
    /// One product of a shop, of any state.
    read fn shop_product_by_id(scope: &CoordinatorScope, product: ProductId) -> Option<ShopProduct>;
    /// The versions of a product of a shop, the latest first: number, and when it was made.
    read fn product_versions(scope: &CoordinatorScope, product: ProductId) -> Vec<(u32, i64)>;

    /// Keeps a new draft; `false` when there is one of this product already, or another shop sells it.
    quiet fn add_product_draft(scope: &CoordinatorScope, product: ProductId, source: &ProductSource, at_ms: i64) -> bool;
    /// Changes a draft that is still at this revision; `false` when it is not.
    quiet fn save_product_draft(scope: &CoordinatorScope, product: ProductId, revision: u32, source: &ProductSource, at_ms: i64) -> bool;
    /// Removes a draft that is still at this revision; `false` when it is not.
    quiet fn drop_product_draft(scope: &CoordinatorScope, product: ProductId, revision: u32) -> bool;
    /// Adds a product behind all others, or changes the one with this id, which keeps its place, its slug and its shop.
    /// [`crate::Error::Conflict`] when another product has the slug. Its version must follow before the transaction ends.
    write fn publish_product(scope: &CoordinatorScope, product: &NewProduct) -> ();
    /// Offers a product of a shop or takes it away; `false` when the shop has no such product.
    write fn set_product_state(scope: &CoordinatorScope, product: ProductId, state: ProductState) -> bool;
}
