//! What a page shows, and what a catalogue is made of.

use super::{CategoryCard, MemberCard, ShopCard};
use domain::id::{MemberId, ProductId, ShopId};
use domain::money::Money;
use domain::pricing::PriceShares;
use domain::product::{ProductModel, ProductText};
use domain::text::Localised;

/// How a shop is organised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShopKind {
    /// One master and those who work with her or him.
    Workshop,
    /// Owned by its members.
    Cooperative,
}

impl ShopKind {
    /// As stored and as written in seeds.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Workshop => "workshop",
            Self::Cooperative => "cooperative",
        }
    }

    /// Reads [`ShopKind::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Workshop, Self::Cooperative].into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether a product is for sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProductState {
    /// Not shown yet.
    Draft,
    /// For sale.
    Published,
    /// No longer for sale; its page still answers.
    Retired,
}

impl ProductState {
    /// As stored and as written in seeds.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Retired => "retired",
        }
    }

    /// Reads [`ProductState::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Draft, Self::Published, Self::Retired].into_iter().find(|state| state.code() == code)
    }
}

/// A category to be kept.
#[derive(Debug, Clone)]
pub struct Category {
    /// What a list shows.
    pub card: CategoryCard,
    /// Place among the categories.
    pub position: i64,
}

/// A shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shop {
    /// Id.
    pub id: ShopId,
    /// Place among the shops.
    pub position: i64,
    /// What a list shows.
    pub card: ShopCard,
    /// How it is organised.
    pub kind: ShopKind,
    /// Year of foundation.
    pub since_year: u16,
    /// Paragraphs, separated by blank lines.
    pub story: Localised,
    /// What its prices are made of, once it says so.
    pub shares: Option<PriceShares>,
    /// Whether a cooperative says that it is one of women.
    pub is_of_women: bool,
}

/// A member to be kept.
#[derive(Debug, Clone)]
pub struct Member {
    /// Id, used when the slug is new.
    pub id: MemberId,
    /// Her shop.
    pub shop: ShopId,
    /// Place among the members of the shop.
    pub position: i64,
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// What she does.
    pub role: Localised,
    /// A few sentences.
    pub bio: Localised,
}

/// A member and where she works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPlace {
    /// What a list shows.
    pub card: MemberCard,
    /// A few sentences.
    pub bio: Localised,
    /// Her shop.
    pub shop_id: ShopId,
    /// What a list shows of her shop.
    pub shop: ShopCard,
}

/// A version of a product with its shop and category: one row of one query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRow {
    /// Id.
    pub id: ProductId,
    /// Slug.
    pub slug: String,
    /// This version.
    pub version: u32,
    /// The version that is sold now.
    pub current_version: u32,
    /// Whether it is for sale.
    pub state: ProductState,
    /// How it can vary, with its recipe.
    pub model: ProductModel,
    /// All its words.
    pub text: Localised<ProductText>,
    /// Fingerprint of the default design of the current version.
    pub default_fingerprint: String,
    /// The shop's id.
    pub shop_id: ShopId,
    /// The shop.
    pub shop: ShopCard,
    /// What its prices are made of, once it says so.
    pub shares: Option<PriceShares>,
    /// The category.
    pub category: CategoryCard,
}

/// A configuration that somebody can point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// The version that it was made for.
    pub product: ProductRow,
    /// Stable group keys and canonical raw texts.
    pub fields: Vec<(String, String)>,
}

/// What the current version of a product says, word for word as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductHead {
    /// Id.
    pub id: ProductId,
    /// The shop that sells it.
    pub shop_id: ShopId,
    /// The current version.
    pub version: u32,
    /// Its model.
    pub model: ProductModel,
    /// Its words.
    pub text: Localised<ProductText>,
}

/// A product to be kept.
#[derive(Debug, Clone)]
pub struct NewProduct {
    /// Id, used when the slug is new.
    pub id: ProductId,
    /// Slug.
    pub slug: String,
    /// The shop that sells it.
    pub shop: ShopId,
    /// Slug of its category.
    pub category_slug: String,
    /// Whether it is for sale.
    pub state: ProductState,
    /// Place in lists.
    pub position: i64,
    /// The current version.
    pub version: u32,
    /// Name.
    pub name: Localised,
    /// One sentence.
    pub summary: Localised,
    /// Price of the default design.
    pub from_price: Money,
    /// The same in each currency for which the shop set a price.
    pub listed: Vec<Money>,
    /// Days that the shop declares.
    pub lead_days: u16,
    /// Fingerprint of the default design.
    pub fingerprint: String,
}

/// A version to be kept for ever.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The product.
    pub product: ProductId,
    /// Its number.
    pub version: u32,
    /// How it can vary, with its recipe.
    pub model: ProductModel,
    /// All its words.
    pub text: Localised<ProductText>,
    /// When it was made.
    pub created_ms: i64,
}

/// A design to be kept.
#[derive(Debug, Clone)]
pub struct NewDesign {
    /// Fingerprint, 32 hexadecimal digits.
    pub fingerprint: String,
    /// The product.
    pub product: ProductId,
    /// Its version.
    pub version: u32,
    /// Stable group keys and canonical raw texts.
    pub fields: Vec<(String, String)>,
}
