//! Products that are being written.

use super::{Connection, Db};
use crate::CoordinatorScope;
use crate::catalog::{NewProduct, ProductState};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::product_draft::{ProductDraft, ShopProduct};
use domain::authoring::ProductSource;
use domain::id::ProductId;
use domain::money::Money;
use uuid::Uuid;

/// product, revision, source, time of the change
type DraftTuple = (Uuid, i64, String, i64);

fn draft((product, revision, source, updated_ms): DraftTuple) -> Result<ProductDraft, sqlx::Error> {
    Ok(ProductDraft {
        product: ProductId(product),
        revision: u32::try_from(revision).map_err(|_| inconsistent("product_drafts", "revision", product))?,
        source: from_json(&source, "product_drafts", "source_json", product)?,
        updated_ms,
    })
}

pub(crate) async fn product_drafts(
    c: &mut Connection,
    scope: &CoordinatorScope,
) -> Result<Vec<ProductDraft>, sqlx::Error> {
    sqlx::query_as::<Db, DraftTuple>(
        "SELECT product_id, revision, source_json, updated_ms FROM product_drafts WHERE shop_id = $1 \
         ORDER BY updated_ms DESC, product_id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?
    .into_iter()
    .map(draft)
    .collect()
}

pub(crate) async fn product_draft(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
) -> Result<Option<ProductDraft>, sqlx::Error> {
    sqlx::query_as::<Db, DraftTuple>(
        "SELECT product_id, revision, source_json, updated_ms FROM product_drafts WHERE shop_id = $1 AND product_id = $2",
    )
    .bind(scope.shop().0)
    .bind(product.0)
    .fetch_optional(c)
    .await?
    .map(draft)
    .transpose()
}

#[derive(sqlx::FromRow)]
struct ShopProductRow {
    id: Uuid,
    slug: String,
    category_slug: String,
    state: String,
    version: i64,
    name_json: String,
    from_price_minor: i64,
    fingerprint: String,
}

/// What the studio shows of products, under a condition.
macro_rules! shop_products {
    ($condition:literal) => {
        concat!(
            "SELECT id, slug, category_slug, state, version, name_json, from_price_minor, fingerprint FROM products \
             WHERE shop_id = $1 ",
            $condition
        )
    };
}

fn shop_product(row: ShopProductRow) -> Result<ShopProduct, sqlx::Error> {
    Ok(ShopProduct {
        id: ProductId(row.id),
        state: ProductState::from_code(&row.state).ok_or_else(|| inconsistent("products", "state", row.id))?,
        version: u32::try_from(row.version).map_err(|_| inconsistent("products", "version", row.id))?,
        name: from_json(&row.name_json, "products", "name_json", row.id)?,
        from_price: Money::mad(row.from_price_minor),
        slug: row.slug,
        category_slug: row.category_slug,
        fingerprint: row.fingerprint,
    })
}

pub(crate) async fn shop_products(
    c: &mut Connection,
    scope: &CoordinatorScope,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ShopProduct>, sqlx::Error> {
    let query = match after {
        None => sqlx::query_as::<Db, ShopProductRow>(shop_products!("ORDER BY position, id LIMIT $2")),
        Some(_) => sqlx::query_as::<Db, ShopProductRow>(shop_products!(
            "AND (position, id) > (SELECT x.position, x.id FROM products x WHERE x.id = $3) \
             ORDER BY position, id LIMIT $2"
        )),
    };
    let query = query.bind(scope.shop().0).bind(limit);
    let query = match after {
        None => query,
        Some(after) => query.bind(after.0),
    };
    query.fetch_all(c).await?.into_iter().map(shop_product).collect()
}

pub(crate) async fn shop_product_by_id(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
) -> Result<Option<ShopProduct>, sqlx::Error> {
    sqlx::query_as::<Db, ShopProductRow>(shop_products!("AND id = $2"))
        .bind(scope.shop().0)
        .bind(product.0)
        .fetch_optional(c)
        .await?
        .map(shop_product)
        .transpose()
}

pub(crate) async fn product_versions(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
) -> Result<Vec<(u32, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (i64, i64)>(
        "SELECT v.version, v.created_ms FROM product_versions v JOIN products p ON p.id = v.product_id \
         WHERE p.shop_id = $1 AND v.product_id = $2 ORDER BY v.version DESC",
    )
    .bind(scope.shop().0)
    .bind(product.0)
    .fetch_all(c)
    .await?;
    let version = |(version, at): (i64, i64)| {
        Ok((u32::try_from(version).map_err(|_| inconsistent("product_versions", "version", product))?, at))
    };
    rows.into_iter().map(version).collect()
}

pub(crate) async fn add_product_draft(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
    source: &ProductSource,
    at_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO product_drafts (product_id, shop_id, revision, source_json, updated_ms) \
         SELECT $1, $2, 1, $3, $4 WHERE NOT EXISTS (SELECT 1 FROM products WHERE id = $1 AND shop_id <> $2) \
         ON CONFLICT (product_id) DO NOTHING",
    )
    .bind(product.0)
    .bind(scope.shop().0)
    .bind(to_json(source)?)
    .bind(at_ms)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn save_product_draft(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
    revision: u32,
    source: &ProductSource,
    at_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE product_drafts SET source_json = $4, updated_ms = $5, revision = revision + 1 \
         WHERE shop_id = $1 AND product_id = $2 AND revision = $3",
    )
    .bind(scope.shop().0)
    .bind(product.0)
    .bind(i64::from(revision))
    .bind(to_json(source)?)
    .bind(at_ms)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn drop_product_draft(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
    revision: u32,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>("DELETE FROM product_drafts WHERE shop_id = $1 AND product_id = $2 AND revision = $3")
        .bind(scope.shop().0)
        .bind(product.0)
        .bind(i64::from(revision))
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn publish_product(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: &NewProduct,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO products (id, slug, shop_id, category_slug, state, position, version, name_json, summary_json, \
         from_price_minor, listed_json, lead_days, fingerprint) \
         VALUES ($1, $2, $3, $4, $5, (SELECT COALESCE(max(position), 0) + 1 FROM products), $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (id) DO UPDATE SET category_slug = excluded.category_slug, state = excluded.state, \
         version = excluded.version, name_json = excluded.name_json, summary_json = excluded.summary_json, \
         from_price_minor = excluded.from_price_minor, listed_json = excluded.listed_json, \
         lead_days = excluded.lead_days, fingerprint = excluded.fingerprint, \
         searched = 0 WHERE products.shop_id = excluded.shop_id",
    )
    .bind(product.id.0)
    .bind(&product.slug)
    .bind(scope.shop().0)
    .bind(&product.category_slug)
    .bind(product.state.code())
    .bind(i64::from(product.version))
    .bind(to_json(&product.name)?)
    .bind(to_json(&product.summary)?)
    .bind(product.from_price.minor)
    .bind(to_json(&product.listed)?)
    .bind(i64::from(product.lead_days))
    .bind(&product.fingerprint)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn set_product_state(
    c: &mut Connection,
    scope: &CoordinatorScope,
    product: ProductId,
    state: ProductState,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>("UPDATE products SET state = $3, searched = 0 WHERE shop_id = $1 AND id = $2")
        .bind(scope.shop().0)
        .bind(product.0)
        .bind(state.code())
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}
