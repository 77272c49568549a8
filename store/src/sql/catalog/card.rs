//! Lists.

use super::{Connection, Db};
use crate::catalog::{CategoryCard, MemberCard, ProductCard, ShopCard};
use crate::error::inconsistent;
use crate::json::from_json;
use domain::id::ShopId;
use domain::money::Money;
use domain::preview::Craft;
use sqlx::QueryBuilder;
use std::ops::Range;

/// slug, name, summary
pub(super) type CategoryTuple = (String, String, String);

pub(super) fn category_card((slug, name, summary): CategoryTuple) -> Result<CategoryCard, sqlx::Error> {
    Ok(CategoryCard {
        name: from_json(&name, "categories", "name_json", &slug)?,
        summary: from_json(&summary, "categories", "summary_json", &slug)?,
        slug,
    })
}

/// slug, name, tagline, craft, place
pub(super) type ShopTuple = (String, String, String, String, String);

pub(super) fn shop_card((slug, name, tagline, craft, place): ShopTuple) -> Result<ShopCard, sqlx::Error> {
    Ok(ShopCard {
        name: from_json(&name, "shops", "name_json", &slug)?,
        tagline: from_json(&tagline, "shops", "tagline_json", &slug)?,
        craft: self::craft(&craft, &slug)?,
        place: from_json(&place, "shops", "place_json", &slug)?,
        slug,
    })
}

fn craft(code: &str, shop: &str) -> Result<Craft, sqlx::Error> {
    crate::catalog::craft_from_code(code).ok_or_else(|| inconsistent("shops", "craft", shop))
}

pub(crate) async fn categories(c: &mut Connection) -> Result<Vec<CategoryCard>, sqlx::Error> {
    sqlx::query_as::<Db, CategoryTuple>("SELECT slug, name_json, summary_json FROM categories ORDER BY position, slug")
        .fetch_all(c)
        .await?
        .into_iter()
        .map(category_card)
        .collect()
}

pub(crate) async fn category(c: &mut Connection, slug: &str) -> Result<Option<CategoryCard>, sqlx::Error> {
    sqlx::query_as::<Db, CategoryTuple>("SELECT slug, name_json, summary_json FROM categories WHERE slug = $1")
        .bind(slug)
        .fetch_optional(c)
        .await?
        .map(category_card)
        .transpose()
}

pub(crate) async fn shops(c: &mut Connection) -> Result<Vec<ShopCard>, sqlx::Error> {
    sqlx::query_as::<Db, ShopTuple>(
        "SELECT slug, name_json, tagline_json, craft, place_json FROM shops ORDER BY position, slug",
    )
    .fetch_all(c)
    .await?
    .into_iter()
    .map(shop_card)
    .collect()
}

pub(crate) async fn members(c: &mut Connection, shop: ShopId) -> Result<Vec<MemberCard>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (String, String, String, String)>(
        "SELECT m.slug, m.name_json, m.role_json, s.slug FROM members m JOIN shops s ON s.id = m.shop_id \
         WHERE m.shop_id = $1 ORDER BY m.position, m.slug",
    )
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|(slug, name, role, shop_slug)| {
            Ok(MemberCard {
                name: from_json(&name, "members", "name_json", &slug)?,
                role: from_json(&role, "members", "role_json", &slug)?,
                slug,
                shop_slug,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
pub(in super::super) struct ProductCardRow {
    slug: String,
    name_json: String,
    summary_json: String,
    shop_slug: String,
    shop_name_json: String,
    category_slug: String,
    from_price_minor: i64,
    listed_json: String,
    lead_days: i64,
    fingerprint: String,
    craft: String,
}

pub(in super::super) fn product_card(row: ProductCardRow) -> Result<ProductCard, sqlx::Error> {
    Ok(ProductCard {
        name: from_json(&row.name_json, "products", "name_json", &row.slug)?,
        summary: from_json(&row.summary_json, "products", "summary_json", &row.slug)?,
        shop_name: from_json(&row.shop_name_json, "shops", "name_json", &row.shop_slug)?,
        craft: craft(&row.craft, &row.shop_slug)?,
        lead_days: u16::try_from(row.lead_days).map_err(|_| inconsistent("products", "lead_days", &row.slug))?,
        from_price: Money::mad(row.from_price_minor),
        listed: from_json(&row.listed_json, "products", "listed_json", &row.slug)?,
        slug: row.slug,
        shop_slug: row.shop_slug,
        category_slug: row.category_slug,
        fingerprint: row.fingerprint,
    })
}

fn product_cards(rows: Vec<ProductCardRow>) -> Result<Vec<ProductCard>, sqlx::Error> {
    rows.into_iter().map(product_card).collect()
}

/// What every list of cards selects, so that they cannot drift apart: of products `p` in shops `s`. Their tables are joined by
/// `CROSS JOIN`, which SQLite does in the order in which they stand: left to itself it begins with all that is published.
macro_rules! card_columns {
    () => {
        "p.slug, p.name_json, p.summary_json, s.slug AS shop_slug, s.name_json AS shop_name_json, p.category_slug, \
         p.from_price_minor, p.listed_json, p.lead_days, p.fingerprint, s.craft"
    };
}
pub(in super::super) use card_columns;

macro_rules! cards {
    ($condition:literal) => {
        concat!(
            "SELECT ",
            card_columns!(),
            " FROM products p CROSS JOIN shops s WHERE s.id = p.shop_id AND p.state = 'published' ",
            $condition
        )
    };
}

pub(crate) async fn published_cards(c: &mut Connection, limit: i64) -> Result<Vec<ProductCard>, sqlx::Error> {
    let query = sqlx::query_as::<Db, ProductCardRow>(cards!("ORDER BY p.position, p.slug LIMIT $1"));
    product_cards(query.bind(limit).fetch_all(c).await?)
}

pub(crate) async fn shop_cards(c: &mut Connection, shop: ShopId, limit: i64) -> Result<Vec<ProductCard>, sqlx::Error> {
    let query = sqlx::query_as::<Db, ProductCardRow>(cards!("AND p.shop_id = $1 ORDER BY p.position, p.slug LIMIT $2"));
    product_cards(query.bind(shop.0).bind(limit).fetch_all(c).await?)
}

pub(crate) async fn cards_by_slug(c: &mut Connection, slugs: &[String]) -> Result<Vec<ProductCard>, sqlx::Error> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new("WITH asked (slug) AS (");
    query.push_values(slugs, |mut row, slug| {
        row.push_bind(slug);
    });
    query.push(concat!(
        ") SELECT ",
        card_columns!(),
        " FROM asked a CROSS JOIN products p CROSS JOIN shops s \
         WHERE p.slug = a.slug AND s.id = p.shop_id AND p.state = 'published'"
    ));
    product_cards(query.build_query_as::<ProductCardRow>().fetch_all(c).await?)
}

#[derive(sqlx::FromRow)]
struct NewCardRow {
    #[sqlx(flatten)]
    card: ProductCardRow,
    created_ms: i64,
}

pub(crate) async fn newest_cards(c: &mut Connection, limit: i64) -> Result<Vec<(ProductCard, i64)>, sqlx::Error> {
    // A product gets its position when it is first published.
    let rows = sqlx::query_as::<Db, NewCardRow>(concat!(
        "SELECT ",
        card_columns!(),
        ", v.created_ms FROM products p CROSS JOIN shops s CROSS JOIN product_versions v \
         WHERE s.id = p.shop_id AND v.product_id = p.id AND v.version = 1 AND p.state = 'published' ORDER BY p.position DESC, p.id DESC LIMIT $1"
    ))
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(|row| Ok((product_card(row.card)?, row.created_ms))).collect()
}

pub(crate) async fn listed_products(
    c: &mut Connection,
    ordinals: Range<u32>,
) -> Result<Vec<(String, String)>, sqlx::Error> {
    sqlx::query_as::<Db, (String, String)>(
        "SELECT p.slug, p.fingerprint FROM product_facets f CROSS JOIN products p \
         WHERE f.ordinal >= $1 AND f.ordinal < $2 AND p.id = f.product_id AND p.state = 'published' ORDER BY f.ordinal",
    )
    .bind(i64::from(ordinals.start))
    .bind(i64::from(ordinals.end))
    .fetch_all(c)
    .await
}

pub(crate) async fn member_slugs(c: &mut Connection) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar::<Db, String>("SELECT slug FROM members ORDER BY slug").fetch_all(c).await
}
