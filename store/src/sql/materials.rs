//! Materials and the ledger.

mod record;

pub(super) use record::read_unit;
pub(crate) use record::{
    add_material, change_material, material, material_by_id, materials, put_material, supply_days, unit_is_settled,
};

use super::{Connection, Db, lots, places};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::json::from_json;
use crate::materials::{ExpectedArrival, LevelDifference, MovementRow, NewMovement};
use domain::id::{ArrivalId, BatchId, MaterialId, MovementId, PurchaseId, ShopId, ShopOrderId};
use domain::materials::{Level, MovementKind, Valuation};
use domain::quantity::Unit;
use domain::text::Localised;
use sqlx::QueryBuilder;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Moved {
    id: Uuid,
    at_ms: i64,
    kind: String,
    amount: i64,
    reason: String,
    shop_order_id: Option<Uuid>,
    order_number: Option<i64>,
    why: Option<String>,
    cause: Option<String>,
    batch_id: Option<Uuid>,
    batch_number: Option<i64>,
}

pub(crate) async fn movements(
    c: &mut Connection,
    scope: &ShopScope,
    material: MaterialId,
    limit: i64,
) -> Result<Vec<MovementRow>, sqlx::Error> {
    // The latest first, and then what belongs to each: no engine may take another way. The limit stands in the text, for
    // PostgreSQL makes a plan anew each time for a limit that it does not know.
    let mut query = QueryBuilder::<Db>::new(
        "SELECT v.id, v.at_ms, v.kind, v.amount, v.reason, v.shop_order_id, o.number AS order_number, \
         l.reason AS why, s.cause, b.id AS batch_id, b.number AS batch_number FROM (SELECT * FROM stock_movements \
         WHERE material_id = (SELECT id FROM materials WHERE shop_id = ",
    );
    query
        .push_bind(scope.shop().0)
        .push(" AND id = ")
        .push_bind(material.0)
        .push(") ORDER BY at_ms DESC, id DESC LIMIT ");
    query.push(limit).push(
        ") AS v LEFT JOIN shop_orders o ON o.id = v.shop_order_id LEFT JOIN stocktake_lines l ON l.movement_id = v.id \
         LEFT JOIN scraps s ON s.movement_id = v.id LEFT JOIN batch_movements x ON x.movement_id = v.id \
         LEFT JOIN batches b ON b.id = x.batch_id ORDER BY v.at_ms DESC, v.id DESC",
    );
    let rows = query.build_query_as::<Moved>().fetch_all(c).await?;
    rows.into_iter()
        .map(|row| {
            Ok(MovementRow {
                id: MovementId(row.id),
                at_ms: row.at_ms,
                kind: MovementKind::from_code(&row.kind)
                    .ok_or_else(|| inconsistent("stock_movements", "kind", row.id))?,
                amount: row.amount,
                reason: row.reason,
                why: row.why.map(|code| super::stocktake::read_reason(&code, row.id)).transpose()?,
                scrap: row.cause.map(|code| super::batches::read_cause(&code, row.id)).transpose()?,
                order: row.shop_order_id.map(ShopOrderId).zip(row.order_number),
                batch: row.batch_id.map(BatchId).zip(row.batch_number),
            })
        })
        .collect()
}

pub(crate) async fn material_name(c: &mut Connection, material: MaterialId) -> Result<Option<Localised>, sqlx::Error> {
    let name = sqlx::query_scalar::<Db, String>("SELECT name_json FROM materials WHERE id = $1")
        .bind(material.0)
        .fetch_optional(c)
        .await?;
    name.map(|name| from_json(&name, "materials", "name_json", material)).transpose()
}

pub(crate) async fn material_unit(
    c: &mut Connection,
    shop: ShopId,
    slug: &str,
) -> Result<Option<(MaterialId, Unit)>, sqlx::Error> {
    let row = sqlx::query_as::<Db, (Uuid, String)>("SELECT id, unit FROM materials WHERE shop_id = $1 AND slug = $2")
        .bind(shop.0)
        .bind(slug)
        .fetch_optional(c)
        .await?;
    row.map(|(id, unit)| Ok((MaterialId(id), read_unit(&unit, id)?))).transpose()
}

#[derive(sqlx::FromRow)]
struct Difference {
    material_id: Uuid,
    on_hand: i64,
    reserved: i64,
    allocated: i64,
    sum_on_hand: i64,
    sum_reserved: i64,
    sum_allocated: i64,
}

pub(crate) async fn level_differences(c: &mut Connection) -> Result<Vec<LevelDifference>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Difference>(
        "SELECT * FROM (SELECT l.material_id, l.on_hand, l.reserved, l.allocated, \
         CAST(coalesce(sum(v.on_hand_delta), 0) AS BIGINT) AS sum_on_hand, \
         CAST(coalesce(sum(v.reserved_delta), 0) AS BIGINT) AS sum_reserved, \
         CAST(coalesce(sum(v.allocated_delta), 0) AS BIGINT) AS sum_allocated \
         FROM material_levels l LEFT JOIN stock_movements v ON v.material_id = l.material_id \
         GROUP BY l.material_id, l.on_hand, l.reserved, l.allocated) AS t \
         WHERE on_hand <> sum_on_hand OR reserved <> sum_reserved OR allocated <> sum_allocated ORDER BY material_id",
    )
    .fetch_all(c)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| LevelDifference {
            material: MaterialId(row.material_id),
            kept: Level { on_hand: row.on_hand, reserved: row.reserved, allocated: row.allocated },
            summed: Level { on_hand: row.sum_on_hand, reserved: row.sum_reserved, allocated: row.sum_allocated },
        })
        .collect())
}

pub(crate) async fn hold_level(
    c: &mut Connection,
    scope: &ShopScope,
    material: MaterialId,
) -> Result<Option<Level>, sqlx::Error> {
    // An update that changes nothing takes the row lock on PostgreSQL; on SQLite the writer is alone anyway.
    let row = sqlx::query_as::<Db, (i64, i64, i64)>(
        "UPDATE material_levels SET on_hand = on_hand WHERE material_id = $1 \
         AND material_id IN (SELECT id FROM materials WHERE shop_id = $2) RETURNING on_hand, reserved, allocated",
    )
    .bind(material.0)
    .bind(scope.shop().0)
    .fetch_optional(c)
    .await?;
    Ok(row.map(|(on_hand, reserved, allocated)| Level { on_hand, reserved, allocated }))
}

pub(crate) async fn expected_arrivals(c: &mut Connection, shop: ShopId) -> Result<Vec<ExpectedArrival>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64, i64, String, Option<Uuid>, Option<i64>)>(
        "SELECT e.id, e.material_id, e.day, e.amount, e.note, p.id, p.number FROM expected_arrivals e \
         JOIN materials m ON m.id = e.material_id LEFT JOIN purchase_order_lines l ON l.id = e.purchase_order_line_id \
         LEFT JOIN purchase_orders p ON p.id = l.purchase_order_id \
         WHERE m.shop_id = $1 ORDER BY e.material_id, e.day, e.id",
    )
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|(id, material, day, amount, note, purchase, number)| {
            let purchase = purchase.map(PurchaseId).zip(number);
            let day = i32::try_from(day).map_err(|_| inconsistent("expected_arrivals", "day", id))?;
            Ok(ExpectedArrival { id: ArrivalId(id), material: MaterialId(material), day, amount, note, purchase })
        })
        .collect()
}

pub(crate) async fn expect_arrival(
    c: &mut Connection,
    scope: &ShopScope,
    arrival: &ExpectedArrival,
) -> Result<bool, sqlx::Error> {
    let known = sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM materials WHERE id = $1 AND shop_id = $2")
        .bind(arrival.material.0)
        .bind(scope.shop().0)
        .fetch_one(&mut *c)
        .await?;
    if known == 0 {
        return Ok(false);
    }
    sqlx::query::<Db>(
        "INSERT INTO expected_arrivals (id, material_id, day, amount, note) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(arrival.id.0)
    .bind(arrival.material.0)
    .bind(i64::from(arrival.day))
    .bind(arrival.amount)
    .bind(&arrival.note)
    .execute(c)
    .await
    .map(|_| true)
}

pub(crate) async fn drop_arrival(
    c: &mut Connection,
    scope: &ShopScope,
    arrival: ArrivalId,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "DELETE FROM expected_arrivals WHERE id = $1 AND batch_id IS NULL AND purchase_order_line_id IS NULL \
         AND material_id IN (SELECT id FROM materials WHERE shop_id = $2)",
    )
    .bind(arrival.0)
    .bind(scope.shop().0)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn set_supply_days(c: &mut Connection, scope: &ShopScope, days: u16) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE shops SET supply_days = $2 WHERE id = $1")
        .bind(scope.shop().0)
        .bind(i64::from(days))
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn movement(
    c: &mut Connection,
    movement: MovementId,
) -> Result<Option<(MaterialId, i64, String)>, sqlx::Error> {
    let row = sqlx::query_as::<Db, (Uuid, i64, String)>(
        "SELECT material_id, amount, reason FROM stock_movements WHERE id = $1",
    )
    .bind(movement.0)
    .fetch_optional(c)
    .await?;
    Ok(row.map(|(material, amount, reason)| (MaterialId(material), amount, reason)))
}

pub(crate) async fn move_stock(c: &mut Connection, movement: &NewMovement) -> Result<bool, sqlx::Error> {
    let Some(on_hand) = write_movement(&mut *c, movement, None).await? else { return Ok(false) };
    if movement.kind.change(movement.amount).is_some_and(|change| change.on_hand < 0) {
        lots::deplete(&mut *c, movement, on_hand).await?;
        places::deplete(c, movement, on_hand).await?;
    }
    Ok(true)
}

/// Changes a level and writes the movement, for which this was paid; answers what lies on the shelf now, `None` when
/// nothing was done.
pub(super) async fn write_movement(
    c: &mut Connection,
    movement: &NewMovement,
    price_minor: Option<i64>,
) -> Result<Option<i64>, sqlx::Error> {
    let Some(change) = movement.kind.change(movement.amount) else { return Ok(None) };
    // Check and take in one statement: the row lock makes the sum that is compared the sum that is changed.
    let level = sqlx::query_as::<Db, lots::KeptValuation>(
        "UPDATE material_levels SET on_hand = on_hand + $2, reserved = reserved + $3, allocated = allocated + $4 \
         WHERE material_id = $1 AND on_hand - reserved - allocated >= $3 + $4 - $2 \
         AND on_hand + $2 >= 0 AND reserved + $3 >= 0 AND allocated + $4 >= 0 RETURNING on_hand, costed, cost_minor",
    )
    .bind(movement.material.0)
    .bind(change.on_hand)
    .bind(change.reserved)
    .bind(change.allocated)
    .fetch_optional(&mut *c)
    .await?;
    let Some(level) = level else { return Ok(None) };
    let on_hand = level.0;
    if change.on_hand != 0 {
        // The ledger, which is read at most once in the life of a material, does not have this movement yet.
        let kept = lots::valued(&mut *c, movement.material, level).await?;
        let before = Valuation { on_hand: on_hand.saturating_sub(change.on_hand), ..kept };
        lots::revalue(&mut *c, before, movement, change.on_hand, price_minor).await?;
    }
    sqlx::query::<Db>(
        "INSERT INTO stock_movements (id, material_id, at_ms, kind, amount, on_hand_delta, reserved_delta, \
         allocated_delta, reason, shop_order_id, person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(movement.id.0)
    .bind(movement.material.0)
    .bind(movement.at_ms)
    .bind(movement.kind.code())
    .bind(movement.amount)
    .bind(change.on_hand)
    .bind(change.reserved)
    .bind(change.allocated)
    .bind(&movement.reason)
    .bind(movement.shop_order.map(|id| id.0))
    .bind(movement.person.map(|id| id.0))
    .execute(c)
    .await?;
    Ok(Some(on_hand))
}
