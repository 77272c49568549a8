//! Visits: who came today, by a hash that is forgotten with its salt, and counts by day, shop, product and source.

use crate::CoordinatorScope;
use crate::queries::queries;
use domain::id::{ProductId, ShopId, ShopOrderId};
use domain::time::Day;
use domain::visits::Source;
use uuid::Uuid;

/// The salt of a day, which is held until the transaction ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitDay {
    /// 32 random bytes.
    pub salt: Vec<u8>,
    /// Rows about people that are kept of this day.
    pub noted: i64,
}

/// What is added to the counts of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VisitCounts {
    /// Pages that were seen.
    pub views: i64,
    /// Visitors who had not been there on that day.
    pub visitors: i64,
    /// Times that it was put into the cart; of a product only.
    pub added: i64,
}

/// An order that was placed and still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldRow {
    /// When it was placed.
    pub placed_ms: i64,
    /// Where the visitor came from who placed it; `None` when she was not counted.
    pub source: Option<Source>,
    /// Price of the goods, in centimes.
    pub subtotal_minor: i64,
}

queries! { visits:
    /// The shop of a slug.
    read fn visited_shop(slug: &str) -> Option<ShopId>;
    /// The product of a slug that is for sale, with its shop.
    read fn visited_product(slug: &str) -> Option<(ProductId, ShopId)>;
    /// The salt of a day, once somebody came.
    read fn visit_salt(day: Day) -> Option<Vec<u8>>;
    /// The first source of a visitor of this day.
    read fn visitor_source(day: Day, hash: &[u8]) -> Option<Source>;
    /// The sources that are counted in a shop on a day.
    read fn sources_of_day(shop: ShopId, day: Day) -> Vec<Source>;
    /// Holds a day: whoever writes visits down does so alone. The salt is kept when the day has none yet.
    quiet fn hold_visit_day(day: Day, salt: &[u8]) -> VisitDay;
    /// Notes that so many more rows about people are kept of a day.
    quiet fn add_noted(day: Day, rows: i64) -> ();
    /// Notes who came; `false` when she came before.
    quiet fn add_visitor(day: Day, hash: &[u8], source: &Source) -> bool;
    /// Notes which shop or product she saw; `false` when she did before.
    quiet fn add_visitor_place(day: Day, hash: &[u8], place: Uuid) -> bool;
    /// Adds to the counts of a shop.
    quiet fn add_shop_visits(shop: ShopId, day: Day, source: &Source, counts: VisitCounts) -> ();
    /// Adds to the counts of a product.
    quiet fn add_product_visits(shop: ShopId, day: Day, product: ProductId, source: &Source, counts: VisitCounts) -> ();
    /// Writes where an order comes from.
    write fn set_shop_order_source(part: ShopOrderId, source: &Source) -> ();
    /// Removes the salts of days before this one.
    quiet fn forget_salts(before: Day) -> ();
    /// Removes so many rows about people of days before this one, at most, of each kind; answers how many.
    quiet fn forget_visitors(before: Day, limit: i64) -> u64;
    /// Visitors and views of a shop from a day on, by day; days without are absent.
    read fn visits_by_day(scope: &CoordinatorScope, from: Day) -> Vec<(Day, i64, i64)>;
    /// Visitors of a shop from a day on, by source.
    read fn visits_by_source(scope: &CoordinatorScope, from: Day) -> Vec<(Source, i64)>;
    /// What was counted of the products of a shop from a day on.
    read fn visits_by_product(scope: &CoordinatorScope, from: Day) -> Vec<(ProductId, VisitCounts)>;
    /// The orders of a shop from an instant on, without those that were cancelled, refused or came back; oldest first.
    read fn sold_since(scope: &CoordinatorScope, from_ms: i64) -> Vec<SoldRow>;
    /// In how many of these orders each product stands.
    read fn sold_by_product(scope: &CoordinatorScope, from_ms: i64) -> Vec<(ProductId, i64)>;
}
