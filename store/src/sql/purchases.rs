//! What a shop has ordered.

mod supplier;
mod write;

pub(crate) use supplier::{put_supplier, suppliers};
pub(crate) use write::{add_purchase, note_purchase_receipt, put_draft, put_purchase};

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use domain::id::{MaterialId, MovementId, PurchaseId, PurchaseLineId, SupplierId};
use domain::purchases::{Purchase, PurchaseLine, PurchaseState};
use domain::time::{Day, Timestamp};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Head {
    id: Uuid,
    number: i64,
    version: i64,
    supplier_id: Option<Uuid>,
    state: String,
    note: String,
    created_ms: i64,
    ordered_ms: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Line {
    id: Uuid,
    purchase_order_id: Uuid,
    material_id: Uuid,
    ordered: i64,
    price_minor: Option<i64>,
    day: i64,
    received: i64,
    dropped: i64,
}

/// The query of a [`Head`], up to its conditions.
macro_rules! heads {
    ($conditions:literal) => {
        concat!(
            "SELECT id, number, version, supplier_id, state, note, created_ms, ordered_ms FROM purchase_orders \
             WHERE shop_id = $1 ",
            $conditions
        )
    };
}

/// The query of a [`Line`], up to its conditions.
macro_rules! lines {
    ($conditions:literal) => {
        concat!(
            "SELECT l.id, l.purchase_order_id, l.material_id, l.ordered, l.price_minor, l.day, l.received, l.dropped \
             FROM purchase_order_lines l JOIN purchase_orders p ON p.id = l.purchase_order_id WHERE p.shop_id = $1 ",
            $conditions,
            " ORDER BY l.purchase_order_id, l.position"
        )
    };
}

fn read_line(row: &Line) -> Result<PurchaseLine, sqlx::Error> {
    Ok(PurchaseLine {
        id: PurchaseLineId(row.id),
        material: MaterialId(row.material_id),
        ordered: row.ordered,
        price_minor: row.price_minor,
        day: Day(i32::try_from(row.day).map_err(|_| inconsistent("purchase_order_lines", "day", row.id))?),
        received: row.received,
        dropped: row.dropped,
    })
}

fn read_purchase(head: Head, lines: &[Line]) -> Result<Purchase, sqlx::Error> {
    let own = lines.iter().filter(|line| line.purchase_order_id == head.id);
    Ok(Purchase {
        id: PurchaseId(head.id),
        number: head.number,
        version: head.version,
        supplier: head.supplier_id.map(SupplierId),
        state: PurchaseState::from_code(&head.state)
            .ok_or_else(|| inconsistent("purchase_orders", "state", head.id))?,
        note: head.note,
        created: Timestamp(head.created_ms),
        ordered: head.ordered_ms.map(Timestamp),
        lines: own.map(read_line).collect::<Result<_, _>>()?,
    })
}

pub(crate) async fn purchases(c: &mut Connection, scope: &ShopScope, limit: i64) -> Result<Vec<Purchase>, sqlx::Error> {
    let heads = sqlx::query_as::<Db, Head>(heads!(
        "ORDER BY CASE WHEN state IN ('closed', 'cancelled') THEN 1 ELSE 0 END, number DESC LIMIT $2"
    ))
    .bind(scope.shop().0)
    .bind(limit)
    .fetch_all(&mut *c)
    .await?;
    let lines = sqlx::query_as::<Db, Line>(lines!("")).bind(scope.shop().0).fetch_all(c).await?;
    heads.into_iter().map(|head| read_purchase(head, &lines)).collect()
}

pub(crate) async fn purchase(
    c: &mut Connection,
    scope: &ShopScope,
    purchase: PurchaseId,
) -> Result<Option<Purchase>, sqlx::Error> {
    let head = sqlx::query_as::<Db, Head>(heads!("AND id = $2"))
        .bind(scope.shop().0)
        .bind(purchase.0)
        .fetch_optional(&mut *c)
        .await?;
    let Some(head) = head else { return Ok(None) };
    let lines =
        sqlx::query_as::<Db, Line>(lines!("AND p.id = $2")).bind(scope.shop().0).bind(purchase.0).fetch_all(c).await?;
    read_purchase(head, &lines).map(Some)
}

pub(crate) async fn last_purchase_number(c: &mut Connection, scope: &ShopScope) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT coalesce(max(number), 0) FROM purchase_orders WHERE shop_id = $1")
        .bind(scope.shop().0)
        .fetch_one(c)
        .await
}

pub(crate) async fn count_open_purchases(c: &mut Connection, scope: &ShopScope) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>(
        "SELECT count(*) FROM purchase_orders WHERE shop_id = $1 AND state NOT IN ('closed', 'cancelled')",
    )
    .bind(scope.shop().0)
    .fetch_one(c)
    .await
}

pub(crate) async fn purchase_receipt(
    c: &mut Connection,
    movement: MovementId,
) -> Result<Option<PurchaseLineId>, sqlx::Error> {
    let line =
        sqlx::query_scalar::<Db, Uuid>("SELECT purchase_order_line_id FROM purchase_receipts WHERE movement_id = $1")
            .bind(movement.0)
            .fetch_optional(c)
            .await?;
    Ok(line.map(PurchaseLineId))
}
