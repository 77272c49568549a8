//! From a lot back to what it was made from, and forward to what was made of it.

use super::super::{Connection, Db};
use crate::ShopScope;
use crate::batches::LotUse;
use crate::error::inconsistent;
use domain::id::{BatchId, LotId, MaterialId, MovementId, ShopOrderId};
use domain::materials::{MovementKind, ScrapCause};
use uuid::Uuid;

pub(crate) async fn batch_outputs(c: &mut Connection, batch: BatchId) -> Result<Vec<LotId>, sqlx::Error> {
    let rows = sqlx::query_scalar::<Db, Uuid>(
        "SELECT l.id FROM batch_movements b JOIN lots l ON l.id = b.movement_id WHERE b.batch_id = $1 ORDER BY l.id",
    )
    .bind(batch.0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(LotId).collect())
}

pub(crate) async fn batch_sources(
    c: &mut Connection,
    batch: BatchId,
) -> Result<Vec<(MaterialId, Option<LotId>, i64)>, sqlx::Error> {
    let taken = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT v.material_id, p.lot_id, CAST(sum(-p.amount) AS BIGINT) FROM batch_movements b \
         JOIN stock_movements v ON v.id = b.movement_id JOIN lot_movements p ON p.movement_id = v.id \
         WHERE b.batch_id = $1 AND v.kind = 'consumption' GROUP BY v.material_id, p.lot_id \
         ORDER BY v.material_id, p.lot_id",
    )
    .bind(batch.0)
    .fetch_all(&mut *c)
    .await?;
    let all = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT v.material_id, CAST(sum(v.amount) AS BIGINT) FROM batch_movements b \
         JOIN stock_movements v ON v.id = b.movement_id WHERE b.batch_id = $1 AND v.kind = 'consumption' \
         GROUP BY v.material_id ORDER BY v.material_id",
    )
    .bind(batch.0)
    .fetch_all(c)
    .await?;
    let in_no_lot = all.into_iter().filter_map(|(material, amount)| {
        let in_lots: i64 = taken.iter().filter(|(of, ..)| *of == material).map(|(.., part)| part).sum();
        (amount > in_lots).then(|| (MaterialId(material), None, amount - in_lots))
    });
    let mut found: Vec<_> = in_no_lot.collect();
    found.extend(taken.iter().map(|(material, lot, part)| (MaterialId(*material), Some(LotId(*lot)), *part)));
    found.sort_unstable();
    Ok(found)
}

pub(crate) async fn batch_of_lot(
    c: &mut Connection,
    scope: &ShopScope,
    lot: LotId,
) -> Result<Option<BatchId>, sqlx::Error> {
    let row = sqlx::query_scalar::<Db, Uuid>(
        "SELECT b.id FROM batch_movements v JOIN batches b ON b.id = v.batch_id WHERE v.movement_id = $2 AND b.shop_id = $1",
    )
    .bind(scope.shop().0)
    .bind(lot.0)
    .fetch_optional(c)
    .await?;
    Ok(row.map(BatchId))
}

#[derive(sqlx::FromRow)]
struct Use {
    id: Uuid,
    at_ms: i64,
    kind: String,
    amount: i64,
    shop_order_id: Option<Uuid>,
    order_number: Option<i64>,
    batch_id: Option<Uuid>,
    batch_number: Option<i64>,
}

pub(crate) async fn lot_uses(
    c: &mut Connection,
    scope: &ShopScope,
    lot: LotId,
    limit: i64,
) -> Result<Vec<LotUse>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Use>(
        "SELECT v.id, v.at_ms, v.kind, p.amount, v.shop_order_id, o.number AS order_number, b.id AS batch_id, \
         b.number AS batch_number FROM lot_movements p JOIN stock_movements v ON v.id = p.movement_id \
         JOIN materials m ON m.id = v.material_id LEFT JOIN shop_orders o ON o.id = v.shop_order_id \
         LEFT JOIN batch_movements x ON x.movement_id = v.id LEFT JOIN batches b ON b.id = x.batch_id \
         WHERE p.lot_id = $2 AND m.shop_id = $1 ORDER BY v.at_ms DESC, v.id DESC LIMIT $3",
    )
    .bind(scope.shop().0)
    .bind(lot.0)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind = MovementKind::from_code(&row.kind);
            Ok(LotUse {
                at_ms: row.at_ms,
                kind: kind.ok_or_else(|| inconsistent("stock_movements", "kind", row.id))?,
                amount: row.amount,
                order: row.shop_order_id.map(ShopOrderId).zip(row.order_number),
                batch: row.batch_id.map(BatchId).zip(row.batch_number),
            })
        })
        .collect()
}

pub(crate) async fn order_lots(
    c: &mut Connection,
    scope: &ShopScope,
    shop_order: ShopOrderId,
) -> Result<Vec<(MaterialId, LotId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT v.material_id, p.lot_id, CAST(sum(-p.amount) AS BIGINT) FROM stock_movements v \
         JOIN lot_movements p ON p.movement_id = v.id JOIN shop_orders o ON o.id = v.shop_order_id \
         WHERE v.shop_order_id = $2 AND o.shop_id = $1 AND p.amount < 0 GROUP BY v.material_id, p.lot_id \
         ORDER BY v.material_id, p.lot_id",
    )
    .bind(scope.shop().0)
    .bind(shop_order.0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(material, lot, amount)| (MaterialId(material), LotId(lot), amount)).collect())
}

pub(in super::super) fn read_cause(code: &str, movement: Uuid) -> Result<ScrapCause, sqlx::Error> {
    ScrapCause::from_code(code).ok_or_else(|| inconsistent("scraps", "cause", movement))
}

pub(crate) async fn note_batch_movement(
    c: &mut Connection,
    movement: MovementId,
    batch: BatchId,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO batch_movements (movement_id, batch_id) VALUES ($1, $2)")
        .bind(movement.0)
        .bind(batch.0)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn note_scrap(c: &mut Connection, movement: MovementId, cause: ScrapCause) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO scraps (movement_id, cause) VALUES ($1, $2)")
        .bind(movement.0)
        .bind(cause.code())
        .execute(c)
        .await
        .map(drop)
}
