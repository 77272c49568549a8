//! What the work takes from the shelf: as planned, and beyond.

use super::super::materials::read_unit;
use super::{Connection, Db};
use crate::error::inconsistent;
use crate::json::from_json;
use crate::making::{ScrapRow, WorkMaterialRow};
use domain::id::{MaterialId, MovementId, OrderLineId, ProductionOrderId};
use domain::order::ScrapCause;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Scrap {
    material: Uuid,
    name_json: String,
    unit: String,
    amount: i64,
    cause: String,
    reason: String,
    at_ms: i64,
}

pub(crate) async fn work_scraps(c: &mut Connection, work: ProductionOrderId) -> Result<Vec<ScrapRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Scrap>(
        "SELECT m.id AS material, m.name_json, m.unit, abs(v.amount) AS amount, s.cause, v.reason, v.at_ms \
         FROM work_scraps s JOIN stock_movements v ON v.id = s.movement_id JOIN materials m ON m.id = v.material_id \
         WHERE s.production_order_id = $1 ORDER BY v.at_ms DESC, v.id DESC",
    )
    .bind(work.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ScrapRow {
                material: MaterialId(row.material),
                name: from_json(&row.name_json, "materials", "name_json", row.material)?,
                unit: read_unit(&row.unit, row.material)?,
                amount: row.amount,
                cause: ScrapCause::from_code(&row.cause).ok_or_else(|| inconsistent("work_scraps", "cause", work))?,
                note: row.reason,
                at_ms: row.at_ms,
            })
        })
        .collect()
}

pub(crate) async fn add_work_scrap(
    c: &mut Connection,
    movement: MovementId,
    work: ProductionOrderId,
    cause: ScrapCause,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO work_scraps (movement_id, production_order_id, cause) VALUES ($1, $2, $3)")
        .bind(movement.0)
        .bind(work.0)
        .bind(cause.code())
        .execute(c)
        .await
        .map(drop)
}

#[derive(sqlx::FromRow)]
struct Taken {
    material: Uuid,
    slug: String,
    name_json: String,
    unit: String,
    amount: i64,
    allocated: i64,
    consumed: i64,
    stage: Option<i64>,
}

pub(crate) async fn work_materials(
    c: &mut Connection,
    work: ProductionOrderId,
) -> Result<Vec<WorkMaterialRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Taken>(
        "SELECT m.id AS material, m.slug, m.name_json, m.unit, x.amount, x.allocated, x.consumed, x.stage \
         FROM production_orders p JOIN order_line_materials x ON x.order_line_id = p.order_line_id \
         JOIN materials m ON m.id = x.material_id WHERE p.id = $1 ORDER BY m.id",
    )
    .bind(work.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(WorkMaterialRow {
                material: MaterialId(row.material),
                name: from_json(&row.name_json, "materials", "name_json", row.material)?,
                unit: read_unit(&row.unit, row.material)?,
                slug: row.slug,
                amount: row.amount,
                allocated: row.allocated,
                consumed: row.consumed,
                stage: row.stage,
            })
        })
        .collect()
}

pub(crate) async fn stage_line_material(
    c: &mut Connection,
    line: OrderLineId,
    material: MaterialId,
    stage: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE order_line_materials SET stage = $3 WHERE order_line_id = $1 AND material_id = $2")
        .bind(line.0)
        .bind(material.0)
        .bind(stage)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn consume_line(
    c: &mut Connection,
    line: OrderLineId,
    material: MaterialId,
    amount: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "UPDATE order_line_materials SET consumed = consumed + $3 WHERE order_line_id = $1 AND material_id = $2",
    )
    .bind(line.0)
    .bind(material.0)
    .bind(amount)
    .execute(c)
    .await
    .map(drop)
}
