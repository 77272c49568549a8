//! The permission to touch one shop's data, as a value.

use domain::id::ShopId;

/// Proof that a person works for a shop. Only a store read of a membership makes one, so that a forgotten check does
/// not compile; store functions on a shop's orders, materials and people ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShopScope {
    shop: ShopId,
}

impl ShopScope {
    pub(crate) const fn of_membership(shop: ShopId) -> Self {
        Self { shop }
    }

    /// The shop that may be touched.
    #[must_use]
    pub const fn shop(&self) -> ShopId {
        self.shop
    }
}
