//! Filling the catalog.

use super::{Connection, Db};
use crate::CoordinatorScope;
use crate::catalog::{Category, Member, NewDesign, NewProduct, NewVersion, ProductHead, Shop};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use domain::id::{MemberId, ProductId, ShopId};
use domain::pricing::PriceShares;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Rows per statement; SQLite takes at most 32,766 parameters.
const BATCH: usize = 500;

pub(crate) async fn product_head(c: &mut Connection, slug: &str) -> Result<Option<ProductHead>, sqlx::Error> {
    let row = sqlx::query_as::<Db, (Uuid, Uuid, i64, String, String)>(
        "SELECT p.id, p.shop_id, p.version, v.model_json, v.text_json FROM products p \
         JOIN product_versions v ON v.product_id = p.id AND v.version = p.version WHERE p.slug = $1",
    )
    .bind(slug)
    .fetch_optional(c)
    .await?;
    row.map(|(id, shop, version, model, text)| {
        Ok(ProductHead {
            id: ProductId(id),
            shop_id: ShopId(shop),
            version: u32::try_from(version).map_err(|_| inconsistent("products", "version", id))?,
            model: from_json(&model, "product_versions", "model_json", id)?,
            text: from_json(&text, "product_versions", "text_json", id)?,
        })
    })
    .transpose()
}

pub(crate) async fn slugs_before(c: &mut Connection, position: i64) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar::<Db, String>(
        "SELECT slug FROM products WHERE state = 'published' AND position < $1 ORDER BY position, slug",
    )
    .bind(position)
    .fetch_all(c)
    .await
}

pub(crate) async fn count_products(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM products").fetch_one(c).await
}

pub(crate) async fn put_category(c: &mut Connection, category: &Category) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO categories (slug, position, name_json, summary_json) VALUES ($1, $2, $3, $4) ON CONFLICT (slug) \
         DO UPDATE SET position = excluded.position, name_json = excluded.name_json, summary_json = excluded.summary_json",
    )
    .bind(&category.card.slug)
    .bind(category.position)
    .bind(to_json(&category.card.name)?)
    .bind(to_json(&category.card.summary)?)
    .execute(&mut *c)
    .await?;
    // Its name is among the words of its pieces.
    sqlx::query::<Db>("UPDATE products SET searched = 0 WHERE category_slug = $1 AND searched = 1")
        .bind(&category.card.slug)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn put_shop(c: &mut Connection, shop: &Shop) -> Result<ShopId, sqlx::Error> {
    let id = sqlx::query_scalar::<Db, Uuid>(
        "INSERT INTO shops (id, slug, position, craft, kind, since_year, name_json, tagline_json, place_json, story_json, \
         shares_json, of_women) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (slug) DO UPDATE SET \
         position = excluded.position, craft = excluded.craft, kind = excluded.kind, since_year = excluded.since_year, \
         name_json = excluded.name_json, tagline_json = excluded.tagline_json, place_json = excluded.place_json, \
         story_json = excluded.story_json, \
         of_women = excluded.of_women RETURNING id",
    )
    .bind(shop.id.0)
    .bind(&shop.card.slug)
    .bind(shop.position)
    .bind(crate::catalog::craft_code(shop.card.craft))
    .bind(shop.kind.code())
    .bind(i64::from(shop.since_year))
    .bind(to_json(&shop.card.name)?)
    .bind(to_json(&shop.card.tagline)?)
    .bind(to_json(&shop.card.place)?)
    .bind(to_json(&shop.story)?)
    .bind(shop.shares.as_ref().map(to_json).transpose()?)
    .bind(i64::from(shop.is_of_women))
    .fetch_one(&mut *c)
    .await?;
    // Its name is among the words of its pieces.
    sqlx::query::<Db>("UPDATE products SET searched = 0 WHERE shop_id = $1 AND searched = 1")
        .bind(id)
        .execute(c)
        .await?;
    Ok(ShopId(id))
}

pub(crate) async fn set_price_shares(
    c: &mut Connection,
    scope: &CoordinatorScope,
    shares: Option<PriceShares>,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE shops SET shares_json = $2 WHERE id = $1")
        .bind(scope.shop().0)
        .bind(shares.as_ref().map(to_json).transpose()?)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn put_member(c: &mut Connection, member: &Member) -> Result<MemberId, sqlx::Error> {
    sqlx::query_scalar::<Db, Uuid>(
        "INSERT INTO members (id, slug, shop_id, position, name_json, role_json, bio_json) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (slug) DO UPDATE SET shop_id = excluded.shop_id, \
         position = excluded.position, name_json = excluded.name_json, role_json = excluded.role_json, \
         bio_json = excluded.bio_json RETURNING id",
    )
    .bind(member.id.0)
    .bind(&member.slug)
    .bind(member.shop.0)
    .bind(member.position)
    .bind(to_json(&member.name)?)
    .bind(to_json(&member.role)?)
    .bind(to_json(&member.bio)?)
    .fetch_one(c)
    .await
    .map(MemberId)
}

pub(crate) async fn put_products(c: &mut Connection, products: &[NewProduct]) -> Result<(), sqlx::Error> {
    for batch in products.chunks(BATCH) {
        let mut rows = Vec::with_capacity(batch.len());
        for product in batch {
            rows.push((product, to_json(&product.name)?, to_json(&product.summary)?, to_json(&product.listed)?));
        }
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO products (id, slug, shop_id, category_slug, state, position, version, name_json, summary_json, \
             from_price_minor, listed_json, lead_days, fingerprint) ",
        );
        query.push_values(rows, |mut row, (product, name, summary, listed)| {
            row.push_bind(product.id.0)
                .push_bind(&product.slug)
                .push_bind(product.shop.0)
                .push_bind(&product.category_slug)
                .push_bind(product.state.code())
                .push_bind(product.position)
                .push_bind(i64::from(product.version))
                .push_bind(name)
                .push_bind(summary)
                .push_bind(product.from_price.minor)
                .push_bind(listed)
                .push_bind(i64::from(product.lead_days))
                .push_bind(&product.fingerprint);
        });
        query.push(
            " ON CONFLICT (slug) DO UPDATE SET shop_id = excluded.shop_id, category_slug = excluded.category_slug, \
             state = excluded.state, position = excluded.position, version = excluded.version, \
             name_json = excluded.name_json, summary_json = excluded.summary_json, \
             from_price_minor = excluded.from_price_minor, listed_json = excluded.listed_json, \
             lead_days = excluded.lead_days, fingerprint = excluded.fingerprint, \
             searched = 0",
        );
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}

pub(crate) async fn add_versions(c: &mut Connection, versions: &[NewVersion]) -> Result<(), sqlx::Error> {
    for batch in versions.chunks(BATCH) {
        let mut rows = Vec::with_capacity(batch.len());
        for version in batch {
            rows.push((version, to_json(&version.model)?, to_json(&version.text)?));
        }
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO product_versions (product_id, version, model_json, text_json, created_ms) ",
        );
        query.push_values(rows, |mut row, (version, model, text)| {
            row.push_bind(version.product.0)
                .push_bind(i64::from(version.version))
                .push_bind(model)
                .push_bind(text)
                .push_bind(version.created_ms);
        });
        query.build().execute(&mut *c).await?;
        for version in batch {
            keep_pictures(&mut *c, version).await?;
        }
    }
    Ok(())
}

/// Notes which pictures the version is drawn with, so that nobody removes them.
async fn keep_pictures(c: &mut Connection, version: &NewVersion) -> Result<(), sqlx::Error> {
    for code in domain::preview::layers::pictures(&version.model) {
        sqlx::query::<Db>("INSERT INTO version_pictures (product_id, version, picture_id) VALUES ($1, $2, $3)")
            .bind(version.product.0)
            .bind(i64::from(version.version))
            .bind(code)
            .execute(&mut *c)
            .await?;
    }
    Ok(())
}

pub(crate) async fn keep_designs(c: &mut Connection, designs: &[NewDesign]) -> Result<(), sqlx::Error> {
    for batch in designs.chunks(BATCH) {
        let mut rows = Vec::with_capacity(batch.len());
        for design in batch {
            rows.push((design, to_json(&design.fields)?));
        }
        let mut query = QueryBuilder::<Db>::new("INSERT INTO designs (fingerprint, product_id, version, fields_json) ");
        query.push_values(rows, |mut row, (design, fields)| {
            row.push_bind(&design.fingerprint)
                .push_bind(design.product.0)
                .push_bind(i64::from(design.version))
                .push_bind(fields);
        });
        query.push(" ON CONFLICT (fingerprint) DO NOTHING");
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}
