//! Shops, members, categories, products, versions and designs.

mod card;
mod entry;

pub use card::{CategoryCard, MemberCard, ProductCard, ShopCard, craft_code, craft_from_code};
pub use entry::{
    Category, Design, Member, MemberPlace, NewDesign, NewProduct, NewVersion, ProductHead, ProductRow, ProductState,
    Shop, ShopKind,
};

use crate::CoordinatorScope;
use crate::queries::queries;
use domain::id::{MemberId, ProductId, ShopId};
use domain::pricing::PriceShares;
use std::ops::Range;

queries! { catalog:
    /// All categories, in their order.
    read fn categories() -> Vec<CategoryCard>;
    /// One category.
    read fn category(slug: &str) -> Option<CategoryCard>;
    /// The published products among these.
    read fn cards_by_slug(slugs: &[String]) -> Vec<ProductCard>;
    /// All shops, in their order.
    read fn shops() -> Vec<ShopCard>;
    /// One shop with its story.
    read fn shop(slug: &str) -> Option<Shop>;
    /// The members of a shop, in their order.
    read fn members(shop: ShopId) -> Vec<MemberCard>;
    /// One member with the shop that she works in.
    read fn member(slug: &str) -> Option<MemberPlace>;
    /// The first published products, at most `limit`.
    read fn published_cards(limit: i64) -> Vec<ProductCard>;
    /// The first published products of a shop, at most `limit`.
    read fn shop_cards(shop: ShopId, limit: i64) -> Vec<ProductCard>;
    /// The newest published products with the time of their first version, at most `limit`.
    read fn newest_cards(limit: i64) -> Vec<(ProductCard, i64)>;
    /// Slug and fingerprint of the published products whose ordinals are among these, in their order.
    read fn listed_products(ordinals: Range<u32>) -> Vec<(String, String)>;
    /// The slugs of all members.
    read fn member_slugs() -> Vec<String>;
    /// The current version of a product, with its shop and category.
    read fn product(slug: &str) -> Option<ProductRow>;
    /// One version of a product, current or not, with its shop and category.
    read fn product_version(product: ProductId, version: u32) -> Option<ProductRow>;
    /// The version that a design was made for, and the choices of the design.
    read fn design(fingerprint: &str) -> Option<Design>;
    /// What the current version of a product says, to compare with what it is about to say.
    read fn product_head(slug: &str) -> Option<ProductHead>;
    /// Slugs of the published products that stand before a place in lists.
    read fn slugs_before(position: i64) -> Vec<String>;
    /// How many products there are, of all states.
    read fn count_products() -> i64;

    /// Adds a category or updates the one with this slug.
    write fn put_category(category: &Category) -> ();
    /// Adds a shop or updates the one with this slug, but for what it declares of its prices; answers its id.
    write fn put_shop(shop: &Shop) -> ShopId;
    /// Notes what the prices of a shop are made of.
    write fn set_price_shares(scope: &CoordinatorScope, shares: Option<PriceShares>) -> ();
    /// Adds a member or updates the one with this slug; answers her id.
    write fn put_member(member: &Member) -> MemberId;
    /// Adds products, or updates those with the same slug, except for their id. Their versions must follow before the
    /// transaction ends.
    write fn put_products(products: &[NewProduct]) -> ();
    /// Adds versions. [`crate::Error::Conflict`] when one exists already.
    write fn add_versions(versions: &[NewVersion]) -> ();
    /// Keeps designs; one that is kept already stays as it is.
    quiet fn keep_designs(designs: &[NewDesign]) -> ();
}
