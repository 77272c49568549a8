//! Writes of purchase orders. What is expected of them is written with them.

use super::super::{Connection, Db};
use crate::ShopScope;
use domain::id::{MovementId, PurchaseLineId};
use domain::purchases::Purchase;

pub(crate) async fn add_purchase(
    c: &mut Connection,
    scope: &ShopScope,
    purchase: &Purchase,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO purchase_orders (id, shop_id, number, version, supplier_id, state, note, created_ms, ordered_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
    )
    .bind(purchase.id.0)
    .bind(scope.shop().0)
    .bind(purchase.number)
    .bind(purchase.version)
    .bind(purchase.supplier.map(|supplier| supplier.0))
    .bind(purchase.state.code())
    .bind(&purchase.note)
    .bind(purchase.created.0)
    .bind(purchase.ordered.map(|at| at.0))
    .execute(&mut *c)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    insert_lines(c, purchase).await?;
    Ok(true)
}

async fn insert_lines(c: &mut Connection, purchase: &Purchase) -> Result<(), sqlx::Error> {
    for (position, line) in (0_i64..).zip(&purchase.lines) {
        sqlx::query::<Db>(
            "INSERT INTO purchase_order_lines (id, purchase_order_id, position, material_id, ordered, price_minor, day, \
             received, dropped) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(line.id.0)
        .bind(purchase.id.0)
        .bind(position)
        .bind(line.material.0)
        .bind(line.ordered)
        .bind(line.price_minor)
        .bind(i64::from(line.day.0))
        .bind(line.received)
        .bind(line.dropped)
        .execute(&mut *c)
        .await?;
    }
    Ok(())
}

/// Writes the head of a purchase order of version `version`; `false` when another stands there.
async fn update_head(
    c: &mut Connection,
    scope: &ShopScope,
    purchase: &Purchase,
    version: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE purchase_orders SET version = version + 1, supplier_id = $4, state = $5, note = $6, ordered_ms = $7 \
         WHERE id = $1 AND shop_id = $2 AND version = $3",
    )
    .bind(purchase.id.0)
    .bind(scope.shop().0)
    .bind(version)
    .bind(purchase.supplier.map(|supplier| supplier.0))
    .bind(purchase.state.code())
    .bind(&purchase.note)
    .bind(purchase.ordered.map(|at| at.0))
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn put_draft(
    c: &mut Connection,
    scope: &ShopScope,
    purchase: &Purchase,
    version: i64,
) -> Result<bool, sqlx::Error> {
    if !update_head(&mut *c, scope, purchase, version).await? {
        return Ok(false);
    }
    sqlx::query::<Db>("DELETE FROM purchase_order_lines WHERE purchase_order_id = $1")
        .bind(purchase.id.0)
        .execute(&mut *c)
        .await?;
    insert_lines(c, purchase).await?;
    Ok(true)
}

pub(crate) async fn put_purchase(
    c: &mut Connection,
    scope: &ShopScope,
    purchase: &Purchase,
    version: i64,
) -> Result<bool, sqlx::Error> {
    if !update_head(&mut *c, scope, purchase, version).await? {
        return Ok(false);
    }
    for line in &purchase.lines {
        sqlx::query::<Db>(
            "UPDATE purchase_order_lines SET day = $3, received = $4, dropped = $5 WHERE id = $1 \
             AND purchase_order_id = $2",
        )
        .bind(line.id.0)
        .bind(purchase.id.0)
        .bind(i64::from(line.day.0))
        .bind(line.received)
        .bind(line.dropped)
        .execute(&mut *c)
        .await?;
        sqlx::query::<Db>("DELETE FROM expected_arrivals WHERE purchase_order_line_id = $1")
            .bind(line.id.0)
            .execute(&mut *c)
            .await?;
    }
    for (line, material, day, amount) in purchase.expected() {
        // A line is expected under its own id: it comes once.
        sqlx::query::<Db>(
            "INSERT INTO expected_arrivals (id, material_id, day, amount, note, purchase_order_line_id) \
             VALUES ($1, $2, $3, $4, '', $1)",
        )
        .bind(line.0)
        .bind(material.0)
        .bind(i64::from(day.0))
        .bind(amount)
        .execute(&mut *c)
        .await?;
    }
    Ok(true)
}

pub(crate) async fn note_purchase_receipt(
    c: &mut Connection,
    movement: MovementId,
    line: PurchaseLineId,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO purchase_receipts (movement_id, purchase_order_line_id) VALUES ($1, $2)")
        .bind(movement.0)
        .bind(line.0)
        .execute(c)
        .await
        .map(drop)
}
