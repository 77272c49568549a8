//! The permission to touch one shop's data, as a value.

use domain::id::ShopId;

/// Proof that a person works for a shop, as its coordinator or as a maker. Only a store read of a membership makes one, so that a forgotten check does
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

/// Proof that a person runs a shop: what makers do not see or do asks for it. It is a [`ShopScope`] too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoordinatorScope {
    scope: ShopScope,
}

impl CoordinatorScope {
    pub(crate) const fn of_membership(scope: ShopScope) -> Self {
        Self { scope }
    }
}

impl std::ops::Deref for CoordinatorScope {
    type Target = ShopScope;

    fn deref(&self) -> &ShopScope {
        &self.scope
    }
}
