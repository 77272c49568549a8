//! The making of ordered pieces.

mod entry;
mod stage;
mod take;

pub(crate) use entry::*;
pub(crate) use stage::*;
pub(crate) use take::*;

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::json::from_json;
use crate::making::WorkRow;
use domain::id::{OrderLineId, ProductionOrderId, ShopOrderId};
use domain::money::Money;
use domain::order::{ProductionState, Share, ShopOrderState};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    line: Uuid,
    shop_order: Uuid,
    number: i64,
    order_state: String,
    state: String,
    name_json: String,
    labels_json: String,
    fingerprint: String,
    quantity: i64,
    placed_ms: i64,
    ready_day: i64,
    completed_ms: Option<i64>,
}

/// The query of a [`Row`], up to its conditions.
macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "SELECT p.id, l.id AS line, o.id AS shop_order, o.number, o.state AS order_state, p.state, l.name_json, \
             l.labels_json, l.fingerprint, l.quantity, o.placed_ms, l.ready_day, p.completed_ms FROM production_orders p \
             JOIN order_lines l ON l.id = p.order_line_id JOIN shop_orders o ON o.id = l.shop_order_id WHERE ",
            $conditions
        )
    };
}

fn read_work(row: Row) -> Result<WorkRow, sqlx::Error> {
    let of_line = |column| inconsistent("order_lines", column, row.line);
    Ok(WorkRow {
        id: ProductionOrderId(row.id),
        line: OrderLineId(row.line),
        shop_order: (ShopOrderId(row.shop_order), row.number),
        order_state: ShopOrderState::from_code(&row.order_state)
            .ok_or_else(|| inconsistent("shop_orders", "state", row.shop_order))?,
        state: ProductionState::from_code(&row.state)
            .ok_or_else(|| inconsistent("production_orders", "state", row.id))?,
        product: from_json(&row.name_json, "order_lines", "name_json", row.line)?,
        labels: from_json(&row.labels_json, "order_lines", "labels_json", row.line)?,
        quantity: u32::try_from(row.quantity).map_err(|_| of_line("quantity"))?,
        placed_ms: row.placed_ms,
        ready_day: i32::try_from(row.ready_day).map_err(|_| of_line("ready_day"))?,
        completed_ms: row.completed_ms,
        fingerprint: row.fingerprint,
    })
}

pub(crate) async fn work(
    c: &mut Connection,
    scope: &ShopScope,
    id: ProductionOrderId,
) -> Result<Option<WorkRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(select!("p.id = $1 AND o.shop_id = $2"))
        .bind(id.0)
        .bind(scope.shop().0)
        .fetch_optional(c)
        .await?;
    row.map(read_work).transpose()
}

pub(crate) async fn open_works(c: &mut Connection, scope: &ShopScope) -> Result<Vec<WorkRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(select!(
        "o.shop_id = $1 AND p.state IN ('planned', 'in_production', 'on_hold', 'quality_check') \
         ORDER BY p.priority, p.id"
    ))
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_work).collect()
}

pub(crate) async fn works_of(c: &mut Connection, shop_order: ShopOrderId) -> Result<Vec<WorkRow>, sqlx::Error> {
    let rows =
        sqlx::query_as::<Db, Row>(select!("o.id = $1 ORDER BY l.position")).bind(shop_order.0).fetch_all(c).await?;
    rows.into_iter().map(read_work).collect()
}

pub(crate) async fn work_price(c: &mut Connection, work: ProductionOrderId) -> Result<Money, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>(
        "SELECT l.total_minor FROM production_orders p JOIN order_lines l ON l.id = p.order_line_id WHERE p.id = $1",
    )
    .bind(work.0)
    .fetch_one(c)
    .await
    .map(Money::mad)
}

pub(crate) async fn move_work(
    c: &mut Connection,
    scope: &ShopScope,
    work: ProductionOrderId,
    from: ProductionState,
    to: ProductionState,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE production_orders SET state = $4 WHERE id = $1 AND state = $3 AND order_line_id IN (SELECT l.id \
         FROM order_lines l JOIN shop_orders o ON o.id = l.shop_order_id WHERE o.shop_id = $2)",
    )
    .bind(work.0)
    .bind(scope.shop().0)
    .bind(from.code())
    .bind(to.code())
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn complete_work(
    c: &mut Connection,
    work: ProductionOrderId,
    at_ms: i64,
    making: Money,
    shares: &[Share],
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE production_orders SET completed_ms = $2, making_minor = $3 WHERE id = $1")
        .bind(work.0)
        .bind(at_ms)
        .bind(making.minor)
        .execute(&mut *c)
        .await?;
    for share in shares {
        sqlx::query::<Db>(
            "INSERT INTO production_shares (production_order_id, member_id, minutes, share_minor) VALUES ($1, $2, $3, $4)",
        )
        .bind(work.0)
        .bind(share.member.0)
        .bind(share.minutes)
        .bind(share.minor)
        .execute(&mut *c)
        .await?;
    }
    Ok(())
}
