//! Counts of the whole shelf at once.

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::stocktake::{NewStocktake, StocktakeLine};
use domain::id::{MaterialId, MovementId, StocktakeId};
use domain::materials::CountReason;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    material_id: Uuid,
    counted: i64,
    difference: i64,
    reason: Option<String>,
    movement_id: Option<Uuid>,
}

pub(super) fn read_reason(code: &str, id: Uuid) -> Result<CountReason, sqlx::Error> {
    CountReason::from_code(code).ok_or_else(|| inconsistent("stocktake_lines", "reason", id))
}

fn read_line(row: Row) -> Result<StocktakeLine, sqlx::Error> {
    let reason = row.reason.map(|code| read_reason(&code, row.material_id)).transpose()?;
    Ok(StocktakeLine {
        material: MaterialId(row.material_id),
        counted: row.counted,
        difference: row.difference,
        explained: reason.zip(row.movement_id.map(MovementId)),
    })
}

pub(crate) async fn stocktake(
    c: &mut Connection,
    scope: &ShopScope,
    stocktake: StocktakeId,
) -> Result<Option<Vec<StocktakeLine>>, sqlx::Error> {
    let known = sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM stocktakes WHERE id = $1 AND shop_id = $2")
        .bind(stocktake.0)
        .bind(scope.shop().0)
        .fetch_one(&mut *c)
        .await?;
    if known == 0 {
        return Ok(None);
    }
    let rows = sqlx::query_as::<Db, Row>(
        "SELECT material_id, counted, difference, reason, movement_id FROM stocktake_lines \
         WHERE stocktake_id = $1 ORDER BY material_id",
    )
    .bind(stocktake.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_line).collect::<Result<_, _>>().map(Some)
}

#[derive(sqlx::FromRow)]
struct Dated {
    at_ms: i64,
    #[sqlx(flatten)]
    line: Row,
}

pub(crate) async fn stocktake_lines(
    c: &mut Connection,
    scope: &ShopScope,
    limit: i64,
) -> Result<Vec<(i64, StocktakeLine)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Dated>(
        "SELECT s.at_ms, l.material_id, l.counted, l.difference, l.reason, l.movement_id FROM stocktake_lines l \
         JOIN stocktakes s ON s.id = l.stocktake_id WHERE s.shop_id = $1 \
         ORDER BY s.at_ms DESC, s.id DESC, l.material_id LIMIT $2",
    )
    .bind(scope.shop().0)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(|row| Ok((row.at_ms, read_line(row.line)?))).collect()
}

pub(crate) async fn add_stocktake(
    c: &mut Connection,
    scope: &ShopScope,
    stocktake: &NewStocktake,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO stocktakes (id, shop_id, at_ms, person_id) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
    )
    .bind(stocktake.id.0)
    .bind(scope.shop().0)
    .bind(stocktake.at_ms)
    .bind(stocktake.person.map(|person| person.0))
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn add_stocktake_line(
    c: &mut Connection,
    stocktake: StocktakeId,
    line: &StocktakeLine,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO stocktake_lines (stocktake_id, material_id, counted, difference, reason, movement_id) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(stocktake.0)
    .bind(line.material.0)
    .bind(line.counted)
    .bind(line.difference)
    .bind(line.explained.map(|(reason, _)| reason.code()))
    .bind(line.explained.map(|(_, movement)| movement.0))
    .execute(c)
    .await
    .map(drop)
}
