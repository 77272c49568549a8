//! What is shown to everybody.

use crate::facets::{self, List, Question};
use crate::photos::{self, Photo};
use crate::{Error, Services, hex, workshop};
use domain::facets::Facet;
use domain::id::{ProductId, ShopId};
use domain::planning::{MaterialDigest, PromiseDigest};
use domain::pricing::PriceShares;
use domain::product::{ProductModel, ProductText};
use domain::text::{Localised, is_slug};
use store::Reader;
pub use store::catalog::{CategoryCard, MemberCard, ProductCard, ProductState, ShopCard, ShopKind};
use store::catalog::{ProductRow, Shop};

/// Products on the first page.
const HOME_CARDS: i64 = 15;
/// Products of her shop on the page of a member.
const MEMBER_CARDS: i64 = 24;

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
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryPage {
    /// The category.
    pub category: CategoryCard,
    /// Those of its products that are asked for.
    pub list: List,
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
    /// What its price is made of, where the shop says so.
    pub shares: Option<PriceShares>,
    /// Fingerprint of the default design of the current version.
    pub default_fingerprint: String,
    /// Photographs of pieces that were made.
    pub photos: Vec<Photo>,
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
#[derive(Debug, Clone, PartialEq)]
pub struct ShopPage {
    /// The shop.
    pub shop: ShopDetail,
    /// Its members, in their order.
    pub members: Vec<MemberCard>,
    /// All categories, in their order.
    pub categories: Vec<CategoryCard>,
    /// Those of its products that are asked for.
    pub list: List,
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

/// All products that are asked for, with all categories in their order.
///
/// # Errors
/// What the store answers.
pub async fn pieces(svc: &Services, question: &Question) -> Result<(List, Vec<CategoryCard>), Error> {
    let mut reader = svc.store().read().await?;
    Ok((facets::list(svc, &mut reader, question).await?, reader.categories().await?))
}

/// What lists show of the products with these slugs, in this order, as far as they are for sale; of so many as one page holds.
///
/// # Errors
/// What the store answers.
pub async fn cards(svc: &Services, slugs: impl Iterator<Item = &str>) -> Result<Vec<ProductCard>, Error> {
    let slugs: Vec<String> = slugs.filter_map(readable).take(facets::PAGE).map(str::to_owned).collect();
    let mut found = svc.store().read().await?.cards_by_slug(&slugs).await?;
    let place = |card: &ProductCard| slugs.iter().position(|slug| *slug == card.slug);
    found.sort_by_key(place);
    Ok(found)
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
pub async fn category(svc: &Services, slug: &str, question: &Question) -> Result<Option<CategoryPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(category) = reader.category(slug).await? else { return Ok(None) };
    let question = Question { scope: Some((Facet::Category, slug.to_owned())), ..question.clone() };
    Ok(Some(CategoryPage { category, list: facets::list(svc, &mut reader, &question).await? }))
}

/// The current version of a product; drafts are not shown, retired ones are.
///
/// # Errors
/// What the store answers.
pub async fn product(svc: &Services, slug: &str) -> Result<Option<ProductPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let found = reader.product(slug).await?.filter(|row| row.state != ProductState::Draft);
    with_photos(&mut reader, found).await
}

async fn with_photos(reader: &mut Reader, found: Option<ProductRow>) -> Result<Option<ProductPage>, Error> {
    let Some(mut page) = found.map(page) else { return Ok(None) };
    if !page.model.guide.photos.is_empty() {
        let pictures = reader.version_pictures(page.product_id, page.version).await?;
        page.photos = photos::of_product(&page.model, &page.text, &pictures);
    }
    Ok(Some(page))
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
    let mut reader = svc.store().read().await?;
    let found = reader.product_version(id, version).await?;
    with_photos(&mut reader, found).await
}

/// A shop with its members and products.
///
/// # Errors
/// What the store answers.
pub async fn shop(svc: &Services, slug: &str, question: &Question) -> Result<Option<ShopPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(found) = reader.shop(slug).await? else { return Ok(None) };
    let members = reader.members(found.id).await?;
    let question = Question { scope: Some((Facet::Shop, slug.to_owned())), ..question.clone() };
    let list = facets::list(svc, &mut reader, &question).await?;
    let categories = reader.categories().await?;
    Ok(Some(ShopPage { shop: detail(found), members, categories, list }))
}

fn detail(Shop { card, kind, since_year, story, .. }: Shop) -> ShopDetail {
    ShopDetail { card, kind, since_year, story }
}

/// A shop alone.
///
/// # Errors
/// What the store answers.
pub async fn shop_detail(svc: &Services, slug: &str) -> Result<Option<ShopDetail>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    Ok(svc.store().read().await?.shop(slug).await?.map(detail))
}

/// A member with her shop and what it sells.
///
/// # Errors
/// What the store answers.
pub async fn member(svc: &Services, slug: &str) -> Result<Option<MemberPage>, Error> {
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(place) = reader.member(slug).await? else { return Ok(None) };
    let products = reader.shop_cards(place.shop_id, MEMBER_CARDS).await?;
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
    is_slug(slug).then_some(slug)
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
        shares: row.shares,
        default_fingerprint: row.default_fingerprint,
        photos: Vec::new(),
    }
}
