//! What members of a shop did and earned.

use crate::queries::queries;
use crate::{CoordinatorScope, ShopScope};
use domain::id::{MemberId, ProductionOrderId, ShopId};
use domain::money::Money;
use domain::text::Localised;

/// A member of a shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrewRow {
    /// Id.
    pub id: MemberId,
    /// Latin slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// What she does.
    pub role: Localised,
}

/// Hours of one day at one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRow {
    /// The day, days since 1970.
    pub day: i32,
    /// The work.
    pub work: ProductionOrderId,
    /// Number of the order in the shop.
    pub number: i64,
    /// Name of the product.
    pub product: Localised,
    /// Minutes, corrections taken off; not zero.
    pub minutes: i64,
}

/// What pieces of one line brought a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// The work.
    pub work: ProductionOrderId,
    /// Number of the order in the shop.
    pub number: i64,
    /// Name of the product.
    pub product: Localised,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
    /// When they passed their check.
    pub completed_ms: i64,
    /// Her minutes.
    pub minutes: i64,
    /// Her share.
    pub share: Money,
    /// The declared making price of the line, which all shares add up to.
    pub making: Money,
}

queries! { statement:
    /// The members of a shop, in its order.
    read fn crew(scope: &ShopScope) -> Vec<CrewRow>;
    /// The member of a shop with this slug; for whoever is made known from outside.
    read fn member_id(shop: ShopId, slug: &str) -> Option<MemberId>;
    /// A member's hours from one day to another, both included, by day.
    read fn hours_of(scope: &ShopScope, member: MemberId, from_day: i32, to_day: i32) -> Vec<HoursRow>;
    /// What a member earned by pieces that passed from `from_ms` on and before `to_ms`, the oldest first.
    read fn shares_of(scope: &ShopScope, member: MemberId, from_ms: i64, to_ms: i64) -> Vec<ShareRow>;
    /// How much of each thousand of a line's price the shop declares as the price of making it.
    read fn making_permille(scope: &ShopScope) -> u16;
    /// Sets it. What is completed keeps what was declared then.
    write fn set_making_permille(scope: &CoordinatorScope, permille: u16) -> ();
}
