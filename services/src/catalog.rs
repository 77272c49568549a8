//! What is shown to everybody.

use crate::{Error, Services, hex, workshop};
use domain::id::{ProductId, ShopId};
use domain::planning::{MaterialDigest, PromiseDigest};
use domain::product::{ProductModel, ProductText};
use domain::text::Localised;
pub use store::catalog::{CategoryCard, MemberCard, ProductCard, ProductState, ShopCard, ShopKind};
use store::catalog::{ProductRow, Shop};

/// Products on the first page.
const HOME_CARDS: i64 = 15;
/// Products in one list, until lists have pages.
const LIST_CARDS: i64 = 60;

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// All categories, in their order.
    pub categories: Vec<CategoryCard>,
    /// All shops, in their order.
    pub shops: Vec<ShopCard>,
    /// The first products.
    pub products: Vec<ProductCard>,
}

/// A category with its products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryPage {
    /// The category.
    pub category: CategoryCard,
    /// Its first products.
    pub products: Vec<ProductCard>,
}

/// A version of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductPage {
    /// Id.
    pub product_id: ProductId,
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
    /// Id of the shop.
    pub shop_id: ShopId,
    /// The shop.
    pub shop: ShopCard,
    /// The category.
    pub category: CategoryCard,
    /// Fingerprint of the default design of the current version.
    pub default_fingerprint: String,
}

/// An address of the catalog that search engines may list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The path behind the language.
    pub path: String,
    /// Fingerprint of the design that stands for it; only of a piece.
    pub fingerprint: Option<String>,
}

/// A shop in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopDetail {
    /// What a list shows.
    pub card: ShopCard,
    /// How it is organised.
    pub kind: ShopKind,
    /// Year of foundation.
    pub since_year: u16,
    /// Paragraphs, separated by blank lines.
    pub story: Localised,
}

/// A shop with its members and products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopPage {
    /// The shop.
    pub shop: ShopDetail,
    /// Its members, in their order.
    pub members: Vec<MemberCard>,
    /// Its first products.
    pub products: Vec<ProductCard>,
}

/// A member with her shop and what it sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPage {
    /// What a list shows.
    pub member: MemberCard,
    /// A few sentences.
    pub bio: Localised,
    /// Her shop.
    pub shop: ShopCard,
    /// The first products of the shop.
    pub products: Vec<ProductCard>,
}

/// A configuration that somebody pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// Id of the product.
    pub product_id: ProductId,
    /// Slug of the product.
    pub slug: String,
    /// The version that the design was made for.
    pub version: u32,
    /// The version that is sold now.
    pub current_version: u32,
    /// Whether the product is for sale.
    pub state: ProductState,
    /// The choices: group keys and raw texts, as `Selection::parse` reads them.
    pub fields: Vec<(String, String)>,
    /// How this version can vary.
    pub model: ProductModel,
    /// All words of this version.
    pub text: Localised<ProductText>,
    /// The shop.
    pub shop: ShopCard,
}

/// All categories, in their order.
///
/// # Errors
/// What the store answers.
pub async fn categories(svc: &Services) -> Result<Vec<CategoryCard>, Error> {
    Ok(svc.store().read().await?.categories().await?)
}

/// The first page.
///
/// # Errors
/// What the store answers.
pub async fn home(svc: &Services) -> Result<Home, Error> {
    let mut reader = svc.store().read().await?;
    Ok(Home {
        categories: reader.categories().await?,
        shops: reader.shops().await?,
        products: reader.published_cards(HOME_CARDS).await?,
    })
}

/// A category with its products.
///
/// # Errors
/// What the store answers.
pub async fn category(svc: &Services, slug: &str) -> Result<Option<CategoryPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(category) = reader.category(slug).await? else { return Ok(None) };
    let products = reader.category_cards(slug, LIST_CARDS).await?;
    Ok(Some(CategoryPage { category, products }))
}

/// The current version of a product; drafts are not shown, retired ones are.
///
/// # Errors
/// What the store answers.
pub async fn product(svc: &Services, slug: &str) -> Result<Option<ProductPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    Ok(svc.store().read().await?.product(slug).await?.filter(|row| row.state != ProductState::Draft).map(page))
}

/// When a product can be made, with the names of its materials, in the order of the digest.
///
/// # Errors
/// What the store answers; [`Error::Overflow`].
pub async fn promise(svc: &Services, product: &ProductPage) -> Result<(PromiseDigest, Vec<Localised>), Error> {
    promise_for(svc, product.shop_id, &product.model).await
}

/// The same for a model that the shop may be about to sell.
///
/// # Errors
/// As [`promise`].
pub async fn promise_for(
    svc: &Services,
    shop: ShopId,
    model: &ProductModel,
) -> Result<(PromiseDigest, Vec<Localised>), Error> {
    let (row, now) = (svc.store().read().await?.workshop(shop).await?, svc.now());
    let workshop = workshop::of(&row, now);
    let digest = workshop.digest(model, now.0.unsigned_abs(), now.end_of_day()).map_err(|_| Error::Overflow)?;
    let name = |known: &MaterialDigest| {
        let found = row.stock.iter().find(|stock| stock.material == known.material);
        found.map(|stock| stock.name.clone()).unwrap_or_default()
    };
    let names = digest.materials.iter().map(name).collect();
    Ok((digest, names))
}

/// One version of a product, current or not.
///
/// # Errors
/// What the store answers.
pub async fn product_version(svc: &Services, id: ProductId, version: u32) -> Result<Option<ProductPage>, Error> {
    Ok(svc.store().read().await?.product_version(id, version).await?.map(page))
}

/// A shop with its members and products.
///
/// # Errors
/// What the store answers.
pub async fn shop(svc: &Services, slug: &str) -> Result<Option<ShopPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(found) = reader.shop(slug).await? else { return Ok(None) };
    let members = reader.members(found.id).await?;
    let products = reader.shop_cards(found.id, LIST_CARDS).await?;
    let Shop { card, kind, since_year, story, .. } = found;
    Ok(Some(ShopPage { shop: ShopDetail { card, kind, since_year, story }, members, products }))
}

/// What a list shows of a shop.
///
/// # Errors
/// What the store answers.
pub async fn shop_card(svc: &Services, slug: &str) -> Result<Option<ShopCard>, Error> {
    Ok(svc.store().read().await?.shop(slug).await?.map(|shop| shop.card))
}

/// Pieces in one part of a site map.
pub const PART: u32 = 5_000;

/// The addresses of everything but pieces; `always` are those that are there whatever is in the catalog.
///
/// # Errors
/// What the store answers.
pub async fn places(svc: &Services, always: impl Iterator<Item = &'static str>) -> Result<Vec<Listed>, Error> {
    let mut reader = svc.store().read().await?;
    let mut paths = vec![String::new()];
    paths.extend(always.map(str::to_owned));
    paths.extend(reader.categories().await?.into_iter().map(|card| ["/categories/", &card.slug].concat()));
    let of_shop = |card: ShopCard| [["/shops/", &card.slug].concat(), ["/shops/", &card.slug, "/legal"].concat()];
    paths.extend(reader.shops().await?.into_iter().flat_map(of_shop));
    paths.extend(reader.member_slugs().await?.into_iter().map(|slug| ["/members/", &slug].concat()));
    Ok(paths.into_iter().map(|path| Listed { path, fingerprint: None }).collect())
}

/// How many parts the addresses of pieces fill.
///
/// # Errors
/// What the store answers.
pub async fn parts(svc: &Services) -> Result<u32, Error> {
    let pieces = svc.store().read().await?.count_published().await?;
    Ok(u32::try_from(pieces).unwrap_or(u32::MAX).div_ceil(PART))
}

/// The addresses of the pieces of one part, counted from 0.
///
/// # Errors
/// What the store answers.
pub async fn part(svc: &Services, part: u32) -> Result<Vec<Listed>, Error> {
    if part >= parts(svc).await? {
        return Ok(Vec::new());
    }
    let skip = i64::from(part) * i64::from(PART);
    let found = svc.store().read().await?.listed_products(skip, PART.into()).await?;
    let listed = |(slug, fingerprint): (String, String)| Listed {
        path: ["/products/", &slug].concat(),
        fingerprint: Some(fingerprint),
    };
    Ok(found.into_iter().map(listed).collect())
}

/// The newest pieces, each with the time of its first version in milliseconds since 1970.
///
/// # Errors
/// What the store answers.
pub async fn newest(svc: &Services, count: i64) -> Result<Vec<(ProductCard, i64)>, Error> {
    Ok(svc.store().read().await?.newest_cards(count).await?)
}

/// A member with her shop and what it sells.
///
/// # Errors
/// What the store answers.
pub async fn member(svc: &Services, slug: &str) -> Result<Option<MemberPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(place) = reader.member(slug).await? else { return Ok(None) };
    let products = reader.shop_cards(place.shop_id, LIST_CARDS).await?;
    Ok(Some(MemberPage { member: place.card, bio: place.bio, shop: place.shop, products }))
}

/// The design of a fingerprint.
///
/// # Errors
/// What the store answers.
pub async fn design(svc: &Services, fingerprint: &str) -> Result<Option<Design>, Error> {
    if !hex::is_code(fingerprint) {
        return Ok(None);
    }
    let found = svc.store().read().await?.design(fingerprint).await?;
    Ok(found.map(|design| {
        let page = page(design.product);
        Design {
            product_id: page.product_id,
            slug: page.slug,
            version: page.version,
            current_version: page.current_version,
            state: page.state,
            fields: design.fields,
            model: page.model,
            text: page.text,
            shop: page.shop,
        }
    }))
}

/// A slug that can exist; anything else need not reach the database, which refuses some of it.
pub(crate) fn readable(slug: &str) -> Option<&str> {
    let known = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    (!slug.is_empty() && slug.len() <= 100 && slug.bytes().all(known)).then_some(slug)
}

fn page(row: ProductRow) -> ProductPage {
    ProductPage {
        product_id: row.id,
        slug: row.slug,
        version: row.version,
        current_version: row.current_version,
        state: row.state,
        model: row.model,
        text: row.text,
        shop_id: row.shop_id,
        shop: row.shop,
        category: row.category,
        default_fingerprint: row.default_fingerprint,
    }
}
