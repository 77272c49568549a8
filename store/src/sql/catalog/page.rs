//! One thing with all that its page shows.

use super::card::{category_card, shop_card};
use super::{Connection, Db};
use crate::catalog::{Design, MemberCard, MemberPlace, ProductRow, ProductState, Shop, ShopKind};
use crate::error::inconsistent;
use crate::json::from_json;
use domain::id::{ProductId, ShopId};
use domain::pricing::PriceShares;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct ShopRow {
    id: Uuid,
    slug: String,
    position: i64,
    craft: String,
    kind: String,
    since_year: i64,
    name_json: String,
    tagline_json: String,
    place_json: String,
    story_json: String,
    shares_json: Option<String>,
    of_women: i64,
}

pub(crate) async fn shop(c: &mut Connection, slug: &str) -> Result<Option<Shop>, sqlx::Error> {
    let row = sqlx::query_as::<Db, ShopRow>(
        "SELECT id, slug, position, craft, kind, since_year, name_json, tagline_json, place_json, story_json, shares_json, of_women \
         FROM shops WHERE slug = $1",
    )
    .bind(slug)
    .fetch_optional(c)
    .await?;
    row.map(|row| {
        Ok(Shop {
            id: ShopId(row.id),
            position: row.position,
            kind: ShopKind::from_code(&row.kind).ok_or_else(|| inconsistent("shops", "kind", row.id))?,
            since_year: u16::try_from(row.since_year).map_err(|_| inconsistent("shops", "since_year", row.id))?,
            story: from_json(&row.story_json, "shops", "story_json", row.id)?,
            shares: shares(row.shares_json, row.id)?,
            is_of_women: row.of_women == 1,
            card: shop_card((row.slug, row.name_json, row.tagline_json, row.craft, row.place_json))?,
        })
    })
    .transpose()
}

fn shares(json: Option<String>, id: Uuid) -> Result<Option<PriceShares>, sqlx::Error> {
    json.map(|json| from_json(&json, "shops", "shares_json", id)).transpose()
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    slug: String,
    name_json: String,
    role_json: String,
    bio_json: String,
    shop_id: Uuid,
    shop_slug: String,
    shop_name_json: String,
    tagline_json: String,
    craft: String,
    place_json: String,
}

pub(crate) async fn member(c: &mut Connection, slug: &str) -> Result<Option<MemberPlace>, sqlx::Error> {
    let row = sqlx::query_as::<Db, MemberRow>(
        "SELECT m.slug, m.name_json, m.role_json, m.bio_json, s.id AS shop_id, s.slug AS shop_slug, \
         s.name_json AS shop_name_json, s.tagline_json, s.craft, s.place_json \
         FROM members m JOIN shops s ON s.id = m.shop_id WHERE m.slug = $1",
    )
    .bind(slug)
    .fetch_optional(c)
    .await?;
    row.map(|row| {
        Ok(MemberPlace {
            card: MemberCard {
                name: from_json(&row.name_json, "members", "name_json", &row.slug)?,
                role: from_json(&row.role_json, "members", "role_json", &row.slug)?,
                shop_slug: row.shop_slug.clone(),
                slug: row.slug.clone(),
            },
            bio: from_json(&row.bio_json, "members", "bio_json", &row.slug)?,
            shop_id: ShopId(row.shop_id),
            shop: shop_card((row.shop_slug, row.shop_name_json, row.tagline_json, row.craft, row.place_json))?,
        })
    })
    .transpose()
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    id: Uuid,
    slug: String,
    version: i64,
    current_version: i64,
    state: String,
    fingerprint: String,
    model_json: String,
    text_json: String,
    shop_id: Uuid,
    shop_slug: String,
    shop_name_json: String,
    tagline_json: String,
    craft: String,
    place_json: String,
    shares_json: Option<String>,
    category_slug: String,
    category_name_json: String,
    category_summary_json: String,
}

fn product_row(row: VersionRow) -> Result<ProductRow, sqlx::Error> {
    let version = |number: i64, table| u32::try_from(number).map_err(|_| inconsistent(table, "version", row.id));
    Ok(ProductRow {
        id: ProductId(row.id),
        version: version(row.version, "product_versions")?,
        current_version: version(row.current_version, "products")?,
        state: ProductState::from_code(&row.state).ok_or_else(|| inconsistent("products", "state", row.id))?,
        model: from_json(&row.model_json, "product_versions", "model_json", row.id)?,
        text: from_json(&row.text_json, "product_versions", "text_json", row.id)?,
        default_fingerprint: row.fingerprint,
        shop_id: ShopId(row.shop_id),
        shares: shares(row.shares_json, row.shop_id)?,
        slug: row.slug,
        shop: shop_card((row.shop_slug, row.shop_name_json, row.tagline_json, row.craft, row.place_json))?,
        category: category_card((row.category_slug, row.category_name_json, row.category_summary_json))?,
    })
}

/// The columns and joins of a version, for all who read one.
macro_rules! versions {
    ($columns:literal, $from:literal, $condition:literal) => {
        concat!(
            "SELECT p.id, p.slug, v.version, p.version AS current_version, p.state, p.fingerprint, v.model_json, v.text_json, ",
            "s.id AS shop_id, s.slug AS shop_slug, s.name_json AS shop_name_json, s.tagline_json, s.craft, s.place_json, s.shares_json, ",
            "k.slug AS category_slug, k.name_json AS category_name_json, k.summary_json AS category_summary_json",
            $columns,
            " FROM ",
            $from,
            " JOIN shops s ON s.id = p.shop_id JOIN categories k ON k.slug = p.category_slug WHERE ",
            $condition
        )
    };
}

pub(crate) async fn product(c: &mut Connection, slug: &str) -> Result<Option<ProductRow>, sqlx::Error> {
    sqlx::query_as::<Db, VersionRow>(versions!(
        "",
        "products p JOIN product_versions v ON v.product_id = p.id AND v.version = p.version",
        "p.slug = $1"
    ))
    .bind(slug)
    .fetch_optional(c)
    .await?
    .map(product_row)
    .transpose()
}

pub(crate) async fn product_version(
    c: &mut Connection,
    product: ProductId,
    version: u32,
) -> Result<Option<ProductRow>, sqlx::Error> {
    sqlx::query_as::<Db, VersionRow>(versions!(
        "",
        "product_versions v JOIN products p ON p.id = v.product_id",
        "v.product_id = $1 AND v.version = $2"
    ))
    .bind(product.0)
    .bind(i64::from(version))
    .fetch_optional(c)
    .await?
    .map(product_row)
    .transpose()
}

#[derive(sqlx::FromRow)]
struct DesignRow {
    #[sqlx(flatten)]
    version: VersionRow,
    fields_json: String,
}

pub(crate) async fn design(c: &mut Connection, fingerprint: &str) -> Result<Option<Design>, sqlx::Error> {
    let row = sqlx::query_as::<Db, DesignRow>(versions!(
        ", d.fields_json",
        "designs d JOIN product_versions v ON v.product_id = d.product_id AND v.version = d.version \
         JOIN products p ON p.id = d.product_id",
        "d.fingerprint = $1"
    ))
    .bind(fingerprint)
    .fetch_optional(c)
    .await?;
    row.map(|row| {
        let fields = from_json(&row.fields_json, "designs", "fields_json", fingerprint)?;
        Ok(Design { product: product_row(row.version)?, fields })
    })
    .transpose()
}
