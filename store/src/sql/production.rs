//! The work behind order lines.

use super::materials::read_unit;
use super::{Connection, Db};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::order::{LineMaterialRow, ProductionRow};
use crate::production::NewProduction;
use domain::id::{MaterialId, OrderLineId, ProductionOrderId, ShopOrderId};
use domain::order::ProductionState;
use uuid::Uuid;

pub(crate) async fn production_of(
    c: &mut Connection,
    shop_order: ShopOrderId,
) -> Result<Vec<ProductionRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, String, i64)>(
        "SELECT p.id, p.order_line_id, p.state, p.minutes FROM production_orders p JOIN order_lines l ON l.id = p.order_line_id \
         WHERE l.shop_order_id = $1 ORDER BY l.position",
    )
    .bind(shop_order.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|(id, line, state, minutes)| {
            let state =
                ProductionState::from_code(&state).ok_or_else(|| inconsistent("production_orders", "state", line))?;
            Ok(ProductionRow { id: ProductionOrderId(id), line: OrderLineId(line), state, minutes })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    line: Uuid,
    material: Uuid,
    name_json: String,
    unit: String,
    amount: i64,
    allocated: i64,
}

pub(crate) async fn line_materials(
    c: &mut Connection,
    shop_order: ShopOrderId,
) -> Result<Vec<LineMaterialRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(
        "SELECT x.order_line_id AS line, m.id AS material, m.name_json, m.unit, x.amount, x.allocated FROM order_line_materials x \
         JOIN order_lines l ON l.id = x.order_line_id JOIN materials m ON m.id = x.material_id \
         WHERE l.shop_order_id = $1 ORDER BY l.position, m.slug",
    )
    .bind(shop_order.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(LineMaterialRow {
                line: OrderLineId(row.line),
                material: MaterialId(row.material),
                name: from_json(&row.name_json, "materials", "name_json", row.material)?,
                unit: read_unit(&row.unit, row.material)?,
                amount: row.amount,
                allocated: row.allocated,
            })
        })
        .collect()
}

pub(crate) async fn insert_production_order(c: &mut Connection, order: &NewProduction) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO production_orders (id, order_line_id, state, minutes, begin_day, finish_day, limit_json) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(order.id.0)
    .bind(order.line.0)
    .bind(ProductionState::Planned.code())
    .bind(order.minutes)
    .bind(i64::from(order.promise.begin.0))
    .bind(i64::from(order.promise.finish.0))
    .bind(to_json(&order.promise.limit)?)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn move_production(
    c: &mut Connection,
    shop_order: ShopOrderId,
    from: ProductionState,
    to: ProductionState,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE production_orders SET state = $3 WHERE state = $2 \
         AND order_line_id IN (SELECT id FROM order_lines WHERE shop_order_id = $1)",
    )
    .bind(shop_order.0)
    .bind(from.code())
    .bind(to.code())
    .execute(c)
    .await?;
    Ok(done.rows_affected())
}
