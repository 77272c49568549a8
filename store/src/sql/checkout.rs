//! Checkouts.

use super::{Connection, Db};
use domain::id::{CartId, CheckoutId};
use uuid::Uuid;

pub(crate) async fn open_checkout_of(c: &mut Connection, cart: CartId) -> Result<Option<CheckoutId>, sqlx::Error> {
    let id = sqlx::query_scalar::<Db, Uuid>("SELECT id FROM checkouts WHERE cart_id = $1 AND placed_ms IS NULL")
        .bind(cart.0)
        .fetch_optional(c)
        .await?;
    Ok(id.map(CheckoutId))
}

pub(crate) async fn placed_token(
    c: &mut Connection,
    checkout: CheckoutId,
    cart: CartId,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar::<Db, String>(
        "SELECT o.token FROM orders o JOIN checkouts k ON k.id = o.checkout_id WHERE k.id = $1 AND k.cart_id = $2",
    )
    .bind(checkout.0)
    .bind(cart.0)
    .fetch_optional(c)
    .await
}

pub(crate) async fn last_placed_token(
    c: &mut Connection,
    cart: CartId,
    since_ms: i64,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar::<Db, String>(
        "SELECT o.token FROM orders o JOIN checkouts k ON k.id = o.checkout_id \
         WHERE k.cart_id = $1 AND o.placed_ms >= $2 ORDER BY o.placed_ms DESC, o.id DESC LIMIT 1",
    )
    .bind(cart.0)
    .bind(since_ms)
    .fetch_optional(c)
    .await
}

pub(crate) async fn open_checkout(
    c: &mut Connection,
    id: CheckoutId,
    cart: CartId,
    seen_minor: i64,
    now_ms: i64,
) -> Result<CheckoutId, sqlx::Error> {
    sqlx::query_scalar::<Db, Uuid>(
        "INSERT INTO checkouts (id, cart_id, seen_minor, opened_ms, placed_ms) VALUES ($1, $2, $3, $4, NULL) \
         ON CONFLICT (cart_id) WHERE placed_ms IS NULL DO UPDATE SET seen_minor = excluded.seen_minor RETURNING id",
    )
    .bind(id.0)
    .bind(cart.0)
    .bind(seen_minor)
    .bind(now_ms)
    .fetch_one(c)
    .await
    .map(CheckoutId)
}

pub(crate) async fn claim_checkout(
    c: &mut Connection,
    id: CheckoutId,
    cart: CartId,
    now_ms: i64,
) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>(
        "UPDATE checkouts SET placed_ms = $3 WHERE id = $1 AND cart_id = $2 AND placed_ms IS NULL RETURNING seen_minor",
    )
    .bind(id.0)
    .bind(cart.0)
    .bind(now_ms)
    .fetch_optional(c)
    .await
}
