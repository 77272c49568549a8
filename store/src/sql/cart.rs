//! Carts.

use super::{Connection, Db};
use crate::cart::{CartLineRow, NewCartLine};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use domain::id::{CartId, CartLineId, ProductId, ShopId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    product_id: Uuid,
    product_slug: String,
    shop_id: Uuid,
    shop_slug: String,
    version: i64,
    current: i64,
    state: String,
    model_json: String,
    text_json: String,
    fields_json: String,
    fingerprint: String,
    quantity: i64,
}

pub(crate) async fn cart_lines(c: &mut Connection, cart: CartId) -> Result<Vec<CartLineRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(
        "SELECT l.id, l.product_id, p.slug AS product_slug, p.shop_id, s.slug AS shop_slug, l.version, \
         p.version AS current, p.state, v.model_json, v.text_json, l.fields_json, l.fingerprint, l.quantity \
         FROM cart_lines l JOIN products p ON p.id = l.product_id JOIN shops s ON s.id = p.shop_id \
         JOIN product_versions v ON v.product_id = l.product_id AND v.version = l.version \
         WHERE l.cart_id = $1 ORDER BY l.added_ms, l.id",
    )
    .bind(cart.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(line).collect()
}

fn line(row: Row) -> Result<CartLineRow, sqlx::Error> {
    let illegal = |column| inconsistent("cart_lines", column, row.id);
    let current = u32::try_from(row.current).map_err(|_| inconsistent("products", "version", row.product_id))?;
    Ok(CartLineRow {
        id: CartLineId(row.id),
        product: ProductId(row.product_id),
        shop: ShopId(row.shop_id),
        version: u32::try_from(row.version).map_err(|_| illegal("version"))?,
        on_sale: (row.state == "published").then_some(current),
        model: from_json(&row.model_json, "product_versions", "model_json", row.product_id)?,
        text: from_json(&row.text_json, "product_versions", "text_json", row.product_id)?,
        fields: from_json(&row.fields_json, "cart_lines", "fields_json", row.id)?,
        quantity: u32::try_from(row.quantity).map_err(|_| illegal("quantity"))?,
        product_slug: row.product_slug,
        shop_slug: row.shop_slug,
        fingerprint: row.fingerprint,
    })
}

pub(crate) async fn cart_size(c: &mut Connection, cart: CartId) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as::<Db, (i64, i64)>(
        "SELECT count(*), CAST(coalesce(sum(quantity), 0) AS BIGINT) FROM cart_lines WHERE cart_id = $1",
    )
    .bind(cart.0)
    .fetch_one(c)
    .await
}

pub(crate) async fn cart_line(
    c: &mut Connection,
    line: CartLineId,
) -> Result<Option<(CartId, String, i64)>, sqlx::Error> {
    let row = sqlx::query_as::<Db, (Uuid, String, i64)>(
        "SELECT cart_id, fingerprint, added_ms FROM cart_lines WHERE id = $1",
    )
    .bind(line.0)
    .fetch_optional(c)
    .await?;
    Ok(row.map(|(cart, fingerprint, added_ms)| (CartId(cart), fingerprint, added_ms)))
}

pub(crate) async fn touch_cart(c: &mut Connection, cart: CartId, now_ms: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO carts (id, updated_ms) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET updated_ms = excluded.updated_ms",
    )
    .bind(cart.0)
    .bind(now_ms)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn put_cart_line(
    c: &mut Connection,
    cart: CartId,
    line: &NewCartLine,
    max_quantity: u32,
    added_ms: i64,
) -> Result<Option<CartLineId>, sqlx::Error> {
    let id = sqlx::query_scalar::<Db, Uuid>(
        "INSERT INTO cart_lines (id, cart_id, product_id, version, fingerprint, fields_json, quantity, added_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (cart_id, fingerprint) DO UPDATE \
         SET quantity = cart_lines.quantity + excluded.quantity WHERE cart_lines.quantity + excluded.quantity <= $9 RETURNING id",
    )
    .bind(line.id.0)
    .bind(cart.0)
    .bind(line.product.0)
    .bind(i64::from(line.version))
    .bind(&line.fingerprint)
    .bind(to_json(&line.fields)?)
    .bind(i64::from(line.quantity))
    .bind(added_ms)
    .bind(i64::from(max_quantity))
    .fetch_optional(c)
    .await?;
    Ok(id.map(CartLineId))
}

pub(crate) async fn set_cart_line_quantity(
    c: &mut Connection,
    cart: CartId,
    line: CartLineId,
    quantity: u32,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>("UPDATE cart_lines SET quantity = $3 WHERE id = $1 AND cart_id = $2")
        .bind(line.0)
        .bind(cart.0)
        .bind(i64::from(quantity))
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn remove_cart_line(
    c: &mut Connection,
    cart: CartId,
    line: CartLineId,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("DELETE FROM cart_lines WHERE id = $1 AND cart_id = $2 RETURNING added_ms")
        .bind(line.0)
        .bind(cart.0)
        .fetch_optional(c)
        .await
}

pub(crate) async fn empty_cart(c: &mut Connection, cart: CartId) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("DELETE FROM cart_lines WHERE cart_id = $1").bind(cart.0).execute(c).await.map(drop)
}
