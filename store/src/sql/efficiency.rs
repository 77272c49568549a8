//! What was made and what it took, for a look back.

use super::{Connection, Db};
use crate::ShopScope;
use crate::efficiency::{MadeRow, SpendingRow};
use crate::error::inconsistent;
use crate::json::from_json;
use domain::id::{MaterialId, OrderLineId, ProductId, ShopOrderId};
use domain::planning::Promise;
use domain::time::Day;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Made {
    line: Uuid,
    shop_order: Uuid,
    number: i64,
    product_id: Uuid,
    name_json: String,
    quantity: i64,
    total_minor: i64,
    minutes: i64,
    ready_day: i64,
    begin_day: i64,
    finish_day: i64,
    limit_json: String,
    done_ms: i64,
    used_minutes: Option<i64>,
}

pub(crate) async fn made(c: &mut Connection, scope: &ShopScope, limit: i64) -> Result<Vec<MadeRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Made>(
        "SELECT l.id AS line, o.id AS shop_order, o.number, l.product_id, l.name_json, l.quantity, l.total_minor, p.minutes, \
         l.ready_day, p.begin_day, p.finish_day, p.limit_json, e.at_ms AS done_ms, \
         (SELECT CAST(sum(w.minutes) AS BIGINT) FROM work_entries w WHERE w.production_order_id = p.id) AS used_minutes \
         FROM production_orders p \
         JOIN order_lines l ON l.id = p.order_line_id JOIN shop_orders o ON o.id = l.shop_order_id \
         JOIN shop_order_events e ON e.shop_order_id = o.id AND e.state = 'ready' \
         WHERE p.state = 'completed' AND o.shop_id = $1 ORDER BY e.at_ms DESC, l.id DESC LIMIT $2",
    )
    .bind(scope.shop().0)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Made) -> Result<MadeRow, sqlx::Error> {
    let day =
        |day: i64, column| i32::try_from(day).map(Day).map_err(|_| inconsistent("production_orders", column, row.line));
    let promise = Promise {
        ready: day(row.ready_day, "ready_day")?,
        finish: day(row.finish_day, "finish_day")?,
        begin: day(row.begin_day, "begin_day")?,
        limit: from_json(&row.limit_json, "production_orders", "limit_json", row.line)?,
    };
    Ok(MadeRow {
        line: OrderLineId(row.line),
        shop_order: (ShopOrderId(row.shop_order), row.number),
        product: ProductId(row.product_id),
        name: from_json(&row.name_json, "order_lines", "name_json", row.line)?,
        quantity: u32::try_from(row.quantity).map_err(|_| inconsistent("order_lines", "quantity", row.line))?,
        total_minor: row.total_minor,
        minutes: row.minutes,
        used_minutes: row.used_minutes,
        promise: (row.finish_day > 0).then_some(promise),
        done_ms: row.done_ms,
    })
}

pub(crate) async fn made_materials(
    c: &mut Connection,
    scope: &ShopScope,
) -> Result<Vec<(OrderLineId, MaterialId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT x.order_line_id, x.material_id, x.amount FROM order_line_materials x \
         JOIN production_orders p ON p.order_line_id = x.order_line_id JOIN materials m ON m.id = x.material_id \
         WHERE p.state = 'completed' AND m.shop_id = $1 ORDER BY x.order_line_id, x.material_id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(line, material, amount)| (OrderLineId(line), MaterialId(material), amount)).collect())
}

pub(crate) async fn spending(c: &mut Connection, scope: &ShopScope) -> Result<Vec<SpendingRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64, Option<i64>, Option<Uuid>)>(
        "SELECT v.material_id, v.on_hand_delta, l.price_minor, v.shop_order_id FROM stock_movements v \
         JOIN materials m ON m.id = v.material_id \
         LEFT JOIN lot_movements p ON p.movement_id = v.id AND v.kind IN ('receipt', 'output') LEFT JOIN lots l ON l.id = p.lot_id \
         WHERE m.shop_id = $1 AND v.on_hand_delta <> 0 ORDER BY v.material_id, v.at_ms, v.id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    let row = |(material, change, price_minor, order): (Uuid, i64, Option<i64>, Option<Uuid>)| SpendingRow {
        material: MaterialId(material),
        change,
        price_minor,
        shop_order: order.map(ShopOrderId),
    };
    Ok(rows.into_iter().map(row).collect())
}

pub(crate) async fn hourly_floor(c: &mut Connection, scope: &ShopScope) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar::<Db, Option<i64>>("SELECT hourly_floor_minor FROM shops WHERE id = $1")
        .bind(scope.shop().0)
        .fetch_one(c)
        .await
}

pub(crate) async fn set_hourly_floor(
    c: &mut Connection,
    scope: &ShopScope,
    floor_minor: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE shops SET hourly_floor_minor = $2 WHERE id = $1")
        .bind(scope.shop().0)
        .bind(floor_minor)
        .execute(c)
        .await
        .map(drop)
}
