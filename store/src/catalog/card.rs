//! What a list shows.

use domain::money::Money;
use domain::preview::Craft;
use domain::text::Localised;

/// A category in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryCard {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// One sentence.
    pub summary: Localised,
}

/// A shop in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopCard {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// One sentence.
    pub tagline: Localised,
    /// What it makes.
    pub craft: Craft,
    /// Where it is.
    pub place: Localised,
}

/// A member in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberCard {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// What she does.
    pub role: Localised,
    /// Slug of her shop.
    pub shop_slug: String,
}

/// A product in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCard {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// One sentence.
    pub summary: Localised,
    /// Slug of the shop.
    pub shop_slug: String,
    /// Name of the shop.
    pub shop_name: Localised,
    /// Slug of the category.
    pub category_slug: String,
    /// Price of the default design.
    pub from_price: Money,
    /// The same in each currency for which the shop set a price.
    pub listed: Vec<Money>,
    /// Days that the shop declares.
    pub lead_days: u16,
    /// Fingerprint of the default design, for its picture.
    pub fingerprint: String,
    /// What the shop makes.
    pub craft: Craft,
}

/// A craft as stored and as written in seeds.
#[must_use]
pub const fn craft_code(craft: Craft) -> &'static str {
    match craft {
        Craft::Wood => "wood",
        Craft::Argan => "argan",
        Craft::Weaving => "weaving",
        Craft::Raffia => "raffia",
        Craft::Silver => "silver",
    }
}

/// Reads [`craft_code`].
#[must_use]
pub fn craft_from_code(code: &str) -> Option<Craft> {
    [Craft::Wood, Craft::Argan, Craft::Weaving, Craft::Raffia, Craft::Silver]
        .into_iter()
        .find(|craft| craft_code(*craft) == code)
}
