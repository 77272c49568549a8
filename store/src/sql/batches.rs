//! Batches: what is read of one, and what is written.

mod queue;
mod trace;

pub(crate) use queue::{batch_arrivals, queued_batches, waiting_batches};
pub(super) use trace::read_cause;
pub(crate) use trace::{
    batch_of_lot, batch_outputs, batch_sources, lot_uses, note_batch_movement, note_scrap, order_lots,
};

use super::{Connection, Db};
use crate::ShopScope;
use crate::batches::{BatchInput, BatchRow, NewBatch};
use crate::error::inconsistent;
use domain::id::{ArrivalId, BatchId, MaterialId};
use domain::order::ProductionState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: i64,
    material_id: Uuid,
    state: String,
    planned: i64,
    yielded: Option<i64>,
    day: i64,
    minutes: i64,
    note: String,
    outcome: String,
    planned_ms: i64,
    begun_ms: Option<i64>,
    ended_ms: Option<i64>,
}

fn read_batch(row: Row) -> Result<BatchRow, sqlx::Error> {
    Ok(BatchRow {
        id: BatchId(row.id),
        number: row.number,
        material: MaterialId(row.material_id),
        state: read_state(&row.state, row.id)?,
        planned: row.planned,
        yielded: row.yielded,
        day: read_day(row.day, row.id)?,
        minutes: row.minutes,
        note: row.note,
        outcome: row.outcome,
        planned_ms: row.planned_ms,
        begun_ms: row.begun_ms,
        ended_ms: row.ended_ms,
    })
}

fn read_state(code: &str, id: Uuid) -> Result<ProductionState, sqlx::Error> {
    ProductionState::from_code(code).ok_or_else(|| inconsistent("batches", "state", id))
}

fn read_day(day: i64, id: Uuid) -> Result<i32, sqlx::Error> {
    i32::try_from(day).map_err(|_| inconsistent("batches", "day", id))
}

/// The query of a [`Row`], up to its conditions.
macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "SELECT id, number, material_id, state, planned, yielded, day, minutes, note, outcome, planned_ms, begun_ms, \
             ended_ms FROM batches WHERE shop_id = $1 ",
            $conditions
        )
    };
}

pub(crate) async fn batches(c: &mut Connection, scope: &ShopScope, limit: i64) -> Result<Vec<BatchRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(select!(
        "ORDER BY CASE WHEN ended_ms IS NULL THEN day ELSE 2147483647 END, number DESC LIMIT $2"
    ))
    .bind(scope.shop().0)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_batch).collect()
}

pub(crate) async fn batch(
    c: &mut Connection,
    scope: &ShopScope,
    batch: BatchId,
) -> Result<Option<BatchRow>, sqlx::Error> {
    let row =
        sqlx::query_as::<Db, Row>(select!("AND id = $2")).bind(scope.shop().0).bind(batch.0).fetch_optional(c).await?;
    row.map(read_batch).transpose()
}

pub(crate) async fn batch_inputs(c: &mut Connection, batch: BatchId) -> Result<Vec<BatchInput>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64, i64, Option<i64>, Option<i64>)>(
        "SELECT material_id, amount, allocated, consumed, cost_minor FROM batch_inputs WHERE batch_id = $1 \
         ORDER BY material_id",
    )
    .bind(batch.0)
    .fetch_all(c)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(material, amount, allocated, consumed, cost_minor)| BatchInput {
            material: MaterialId(material),
            amount,
            allocated,
            consumed,
            cost_minor,
        })
        .collect())
}

pub(crate) async fn batch_by_products(
    c: &mut Connection,
    batch: BatchId,
) -> Result<Vec<(MaterialId, i64, Option<i64>)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64, Option<i64>)>(
        "SELECT material_id, planned, yielded FROM batch_by_products WHERE batch_id = $1 ORDER BY material_id",
    )
    .bind(batch.0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(material, planned, yielded)| (MaterialId(material), planned, yielded)).collect())
}

pub(crate) async fn add_batch(c: &mut Connection, scope: &ShopScope, batch: &NewBatch) -> Result<bool, sqlx::Error> {
    let added = sqlx::query::<Db>(
        "INSERT INTO batches (id, shop_id, number, material_id, state, planned, day, minutes, note, outcome, planned_ms, person_id) \
         VALUES ($1, $2, (SELECT coalesce(max(number), 0) + 1 FROM batches WHERE shop_id = $2), $3, $4, $5, $6, $7, $8, '', $9, \
         $10) ON CONFLICT (id) DO NOTHING",
    )
    .bind(batch.id.0)
    .bind(scope.shop().0)
    .bind(batch.material.0)
    .bind(ProductionState::Planned.code())
    .bind(batch.planned)
    .bind(i64::from(batch.day))
    .bind(batch.minutes)
    .bind(&batch.note)
    .bind(batch.at_ms)
    .bind(batch.person.map(|person| person.0))
    .execute(&mut *c)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    for (material, amount) in &batch.inputs {
        sqlx::query::<Db>("INSERT INTO batch_inputs (batch_id, material_id, amount, allocated) VALUES ($1, $2, $3, 0)")
            .bind(batch.id.0)
            .bind(material.0)
            .bind(amount)
            .execute(&mut *c)
            .await?;
    }
    expect(&mut *c, batch, ArrivalId(batch.id.0), batch.material, batch.planned).await?;
    for (arrival, material, planned) in &batch.by_products {
        sqlx::query::<Db>("INSERT INTO batch_by_products (batch_id, material_id, planned) VALUES ($1, $2, $3)")
            .bind(batch.id.0)
            .bind(material.0)
            .bind(planned)
            .execute(&mut *c)
            .await?;
        expect(&mut *c, batch, *arrival, *material, *planned).await?;
    }
    Ok(true)
}

async fn expect(
    c: &mut Connection,
    batch: &NewBatch,
    arrival: ArrivalId,
    material: MaterialId,
    amount: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO expected_arrivals (id, material_id, day, amount, note, batch_id) VALUES ($1, $2, $3, $4, '', $5)",
    )
    .bind(arrival.0)
    .bind(material.0)
    .bind(i64::from(batch.day))
    .bind(amount)
    .bind(batch.id.0)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn allocate_batch(
    c: &mut Connection,
    batch: BatchId,
    material: MaterialId,
    amount: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE batch_inputs SET allocated = allocated + $3 WHERE batch_id = $1 AND material_id = $2")
        .bind(batch.0)
        .bind(material.0)
        .bind(amount)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn note_used(
    c: &mut Connection,
    batch: BatchId,
    material: MaterialId,
    consumed: i64,
    cost_minor: Option<i64>,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE batch_inputs SET consumed = $3, cost_minor = $4 WHERE batch_id = $1 AND material_id = $2")
        .bind(batch.0)
        .bind(material.0)
        .bind(consumed)
        .bind(cost_minor)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn note_besides(
    c: &mut Connection,
    batch: BatchId,
    material: MaterialId,
    yielded: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE batch_by_products SET yielded = $3 WHERE batch_id = $1 AND material_id = $2")
        .bind(batch.0)
        .bind(material.0)
        .bind(yielded)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn move_batch(
    c: &mut Connection,
    scope: &ShopScope,
    batch: BatchId,
    (from, to): (ProductionState, ProductionState),
    yielded: Option<i64>,
    outcome: &str,
    at_ms: i64,
) -> Result<bool, sqlx::Error> {
    let begins = to == ProductionState::InProduction;
    let done = sqlx::query::<Db>(
        "UPDATE batches SET state = $4, yielded = $5, begun_ms = coalesce(begun_ms, $6), ended_ms = $7, \
         outcome = $8 \
         WHERE id = $1 AND shop_id = $2 AND state = $3",
    )
    .bind(batch.0)
    .bind(scope.shop().0)
    .bind(from.code())
    .bind(to.code())
    .bind(yielded)
    .bind(begins.then_some(at_ms))
    .bind((!begins).then_some(at_ms))
    .bind(outcome)
    .execute(&mut *c)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    if !begins {
        sqlx::query::<Db>("DELETE FROM expected_arrivals WHERE batch_id = $1").bind(batch.0).execute(c).await?;
    }
    Ok(true)
}
