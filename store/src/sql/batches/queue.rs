//! Batches among the work of a shop: their places in the queue, and what is expected of them.

use super::super::workshop::open_work;
use super::super::{Connection, Db};
use super::{read_day, read_state};
use crate::ShopScope;
use crate::batches::{QueuedBatch, WaitingBatch};
use domain::id::{ArrivalId, BatchId, MaterialId, ProductionOrderId, ShopId};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Queued {
    id: Uuid,
    number: i64,
    material_id: Uuid,
    place: i64,
    state: String,
    day: i64,
    minutes: i64,
    planned_ms: i64,
    begun_ms: Option<i64>,
}

/// The batches of a shop that are not done, in the order in which they were planned.
pub(crate) async fn queued_batches(c: &mut Connection, shop: ShopId) -> Result<Vec<QueuedBatch>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Queued>(concat!(
        "SELECT b.id, b.number, b.material_id, (SELECT count(*) FROM ",
        open_work!(""),
        "AND p.state IN ('planned', 'in_production', 'on_hold') \
         AND (p.priority < 0 OR (p.priority = 0 AND p.id < b.id))) AS place, \
         b.state, b.day, b.minutes, b.planned_ms, b.begun_ms FROM batches b \
         WHERE b.shop_id = $1 AND b.ended_ms IS NULL ORDER BY b.id"
    ))
    .bind(shop.0)
    .fetch_all(&mut *c)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let needs = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT i.batch_id, i.material_id, i.amount FROM batch_inputs i JOIN batches b ON b.id = i.batch_id \
         WHERE b.shop_id = $1 AND b.state = 'planned' ORDER BY i.material_id",
    )
    .bind(shop.0)
    .fetch_all(&mut *c)
    .await?;
    let arrivals = sqlx::query_as::<Db, (Uuid, Uuid)>(
        "SELECT e.batch_id, e.id FROM expected_arrivals e JOIN batches b ON b.id = e.batch_id WHERE b.shop_id = $1 \
         ORDER BY e.id",
    )
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            let needs = needs.iter().filter(|(batch, ..)| *batch == row.id);
            let arrivals = arrivals.iter().filter(|(batch, _)| *batch == row.id);
            Ok(QueuedBatch {
                id: BatchId(row.id),
                number: row.number,
                material: MaterialId(row.material_id),
                place: row.place,
                state: read_state(&row.state, row.id)?,
                day: read_day(row.day, row.id)?,
                minutes: row.minutes,
                planned_ms: row.planned_ms,
                begun_ms: row.begun_ms,
                needs: needs.map(|(_, material, amount)| (MaterialId(*material), *amount)).collect(),
                arrivals: arrivals.map(|(_, arrival)| ArrivalId(*arrival)).collect(),
            })
        })
        .collect()
}

pub(crate) async fn waiting_batches(c: &mut Connection, shop: ShopId) -> Result<Vec<WaitingBatch>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT i.batch_id, i.material_id, i.amount - i.allocated FROM batch_inputs i \
         JOIN batches b ON b.id = i.batch_id WHERE b.shop_id = $1 AND b.state = 'planned' AND i.allocated < i.amount \
         ORDER BY i.batch_id, i.material_id",
    )
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    let waiting = |(batch, material, missing)| WaitingBatch {
        batch: BatchId(batch),
        place: (0, ProductionOrderId(batch)),
        material: MaterialId(material),
        missing,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

pub(crate) async fn batch_arrivals(
    c: &mut Connection,
    scope: &ShopScope,
) -> Result<Vec<(ArrivalId, BatchId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT e.id, b.id, b.number FROM expected_arrivals e JOIN batches b ON b.id = e.batch_id \
         WHERE b.shop_id = $1 ORDER BY e.id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(arrival, batch, number)| (ArrivalId(arrival), BatchId(batch), number)).collect())
}
