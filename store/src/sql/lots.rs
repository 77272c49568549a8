//! Lots, and which of them a movement takes from.

use super::materials::write_movement;
use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::lots::{LotDifference, LotRow};
use crate::materials::NewMovement;
use domain::id::{LotId, MaterialId};
use domain::materials::{MovementKind, Valuation};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    material_id: Uuid,
    supplier: String,
    certificate: String,
    day: i64,
    best_before_day: Option<i64>,
    price_minor: Option<i64>,
    received: i64,
    remaining: i64,
    picture_id: Option<String>,
}

fn read_lot(row: Row) -> Result<LotRow, sqlx::Error> {
    let day = |day: i64, column| i32::try_from(day).map_err(|_| inconsistent("lots", column, row.id));
    Ok(LotRow {
        id: LotId(row.id),
        material: MaterialId(row.material_id),
        day: day(row.day, "day")?,
        best_before: row.best_before_day.map(|found| day(found, "best_before_day")).transpose()?,
        supplier: row.supplier,
        certificate: row.certificate,
        price_minor: row.price_minor,
        received: row.received,
        remaining: row.remaining,
        picture: row.picture_id,
    })
}

/// The order in which lots are used: the earliest best-before day first, those without one last, then as they came.
macro_rules! in_order_of_use {
    ($before:literal, $after:literal) => {
        concat!($before, " CASE WHEN best_before_day IS NULL THEN 1 ELSE 0 END, best_before_day, day, id", $after)
    };
}

pub(crate) async fn lots(
    c: &mut Connection,
    scope: &ShopScope,
    material: MaterialId,
    limit: i64,
) -> Result<Vec<LotRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(in_order_of_use!(
        "SELECT * FROM lots WHERE material_id = $2 AND material_id IN (SELECT id FROM materials WHERE shop_id = $1) \
         ORDER BY CASE WHEN remaining = 0 THEN 1 ELSE 0 END,",
        " LIMIT $3"
    ))
    .bind(scope.shop().0)
    .bind(material.0)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_lot).collect()
}

pub(crate) async fn lot(c: &mut Connection, scope: &ShopScope, lot: LotId) -> Result<Option<LotRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(
        "SELECT * FROM lots WHERE id = $2 AND material_id IN (SELECT id FROM materials WHERE shop_id = $1)",
    )
    .bind(scope.shop().0)
    .bind(lot.0)
    .fetch_optional(c)
    .await?;
    row.map(read_lot).transpose()
}

pub(crate) async fn materials_expiring(
    c: &mut Connection,
    scope: &ShopScope,
    before_day: i32,
) -> Result<Vec<MaterialId>, sqlx::Error> {
    let rows = sqlx::query_scalar::<Db, Uuid>(
        "SELECT DISTINCT l.material_id FROM lots l JOIN materials m ON m.id = l.material_id \
         WHERE m.shop_id = $1 AND l.remaining > 0 AND l.best_before_day < $2 ORDER BY l.material_id",
    )
    .bind(scope.shop().0)
    .bind(i64::from(before_day))
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(MaterialId).collect())
}

pub(crate) async fn in_lots(c: &mut Connection, material: MaterialId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT CAST(coalesce(sum(remaining), 0) AS BIGINT) FROM lots WHERE material_id = $1")
        .bind(material.0)
        .fetch_one(c)
        .await
}

pub(crate) async fn priced_movements(
    c: &mut Connection,
    material: MaterialId,
) -> Result<Vec<(i64, Option<i64>)>, sqlx::Error> {
    sqlx::query_as::<Db, (i64, Option<i64>)>(
        "SELECT v.on_hand_delta, l.price_minor FROM stock_movements v \
         LEFT JOIN lot_movements p ON p.movement_id = v.id AND v.kind IN ('receipt', 'output') LEFT JOIN lots l ON l.id = p.lot_id \
         WHERE v.material_id = $1 AND v.on_hand_delta <> 0 ORDER BY v.at_ms, v.id",
    )
    .bind(material.0)
    .fetch_all(c)
    .await
}

/// What a level keeps: on hand, the part of it whose cost is known, and that cost; the last two are empty until the ledger
/// was read once.
pub(super) type KeptValuation = (i64, Option<i64>, Option<i64>);

pub(crate) async fn valuation(c: &mut Connection, material: MaterialId) -> Result<Valuation, sqlx::Error> {
    let kept = sqlx::query_as::<Db, KeptValuation>(
        "SELECT on_hand, costed, cost_minor FROM material_levels WHERE material_id = $1",
    )
    .bind(material.0)
    .fetch_optional(&mut *c)
    .await?;
    match kept {
        None => Ok(Valuation::default()),
        Some(kept) => valued(c, material, kept).await,
    }
}

/// The valuation that a level keeps, or that of the ledger.
pub(super) async fn valued(
    c: &mut Connection,
    material: MaterialId,
    kept: KeptValuation,
) -> Result<Valuation, sqlx::Error> {
    match kept {
        (on_hand, Some(costed), Some(cost_minor)) => Ok(Valuation { on_hand, costed, cost_minor }),
        _ => Valuation::of(priced_movements(c, material).await?).map_err(|_| unsummable(material)),
    }
}

/// Keeps the valuation as it is after a movement that changed the shelf, for which this was paid. The level's row is held.
pub(super) async fn revalue(
    c: &mut Connection,
    before: Valuation,
    movement: &NewMovement,
    change: i64,
    price_minor: Option<i64>,
) -> Result<(), sqlx::Error> {
    let after = before.after(change, price_minor).map_err(|_| unsummable(movement.material))?;
    sqlx::query::<Db>("UPDATE material_levels SET costed = $2, cost_minor = $3 WHERE material_id = $1")
        .bind(movement.material.0)
        .bind(after.costed)
        .bind(after.cost_minor)
        .execute(c)
        .await
        .map(drop)
}

fn unsummable(material: MaterialId) -> sqlx::Error {
    inconsistent("material_levels", "cost_minor", material.0)
}

pub(crate) async fn lot_differences(c: &mut Connection) -> Result<Vec<LotDifference>, sqlx::Error> {
    let lots = sqlx::query_as::<Db, (Uuid, i64, i64)>(
        "SELECT id, remaining, summed FROM (SELECT l.id, l.remaining, \
         CAST(coalesce(sum(p.amount), 0) AS BIGINT) AS summed FROM lots l \
         LEFT JOIN lot_movements p ON p.lot_id = l.id GROUP BY l.id, l.remaining) AS t \
         WHERE remaining <> summed ORDER BY id",
    )
    .fetch_all(&mut *c)
    .await?;
    let materials = sqlx::query_as::<Db, (Uuid, i64, i64)>(
        "SELECT material_id, on_hand, in_lots FROM (SELECT v.material_id, v.on_hand, \
         CAST(coalesce(sum(l.remaining), 0) AS BIGINT) AS in_lots FROM material_levels v \
         JOIN lots l ON l.material_id = v.material_id GROUP BY v.material_id, v.on_hand) AS t \
         WHERE in_lots > on_hand ORDER BY material_id",
    )
    .fetch_all(c)
    .await?;
    let lots = lots.into_iter().map(|(lot, kept, summed)| LotDifference::Lot { lot: LotId(lot), kept, summed });
    let materials = materials.into_iter().map(|(material, on_hand, in_lots)| LotDifference::Material {
        material: MaterialId(material),
        on_hand,
        in_lots,
    });
    Ok(lots.chain(materials).collect())
}

pub(crate) async fn add_lot(c: &mut Connection, lot: &LotRow) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO lots (id, material_id, supplier, certificate, day, best_before_day, price_minor, received, \
         remaining, picture_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
    )
    .bind(lot.id.0)
    .bind(lot.material.0)
    .bind(&lot.supplier)
    .bind(&lot.certificate)
    .bind(i64::from(lot.day))
    .bind(lot.best_before.map(i64::from))
    .bind(lot.price_minor)
    .bind(lot.received)
    .bind(lot.picture.as_deref())
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn move_lot(c: &mut Connection, movement: &NewMovement, lot: LotId) -> Result<bool, sqlx::Error> {
    let known =
        sqlx::query_scalar::<Db, Option<i64>>("SELECT price_minor FROM lots WHERE id = $1 AND material_id = $2")
            .bind(lot.0)
            .bind(movement.material.0)
            .fetch_optional(&mut *c)
            .await?;
    let Some(price) = known else { return Ok(false) };
    let Some(change) = movement.kind.change(movement.amount) else { return Ok(false) };
    // What a count finds of a lot was paid for already.
    let price = price.filter(|_| matches!(movement.kind, MovementKind::Receipt | MovementKind::Output));
    let Some(on_hand) = write_movement(&mut *c, movement, price).await? else { return Ok(false) };
    if change.on_hand != 0 {
        write_part(&mut *c, movement, lot.0, change.on_hand).await?;
    }
    if change.on_hand < 0 {
        super::places::deplete(c, movement, on_hand).await?;
    }
    Ok(true)
}

/// Takes from the lots what has just left the shelf, on which `on_hand` is left: what is in no lot goes first, as it is
/// the oldest; then the lots in their order. The level's row is held, so that nobody else takes meanwhile.
pub(super) async fn deplete(c: &mut Connection, movement: &NewMovement, on_hand: i64) -> Result<(), sqlx::Error> {
    let lots = sqlx::query_as::<Db, (Uuid, i64)>(in_order_of_use!(
        "SELECT id, remaining FROM lots WHERE material_id = $1 AND remaining > 0 ORDER BY",
        ""
    ))
    .bind(movement.material.0)
    .fetch_all(&mut *c)
    .await?;
    let in_lots = lots.iter().fold(0_i64, |sum, (_, remaining)| sum.saturating_add(*remaining));
    let mut gone = in_lots.saturating_sub(on_hand);
    for (lot, remaining) in lots {
        let part = gone.min(remaining);
        if part <= 0 {
            break;
        }
        write_part(&mut *c, movement, lot, -part).await?;
        gone -= part;
    }
    Ok(())
}

async fn write_part(c: &mut Connection, movement: &NewMovement, lot: Uuid, amount: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE lots SET remaining = remaining + $2 WHERE id = $1")
        .bind(lot)
        .bind(amount)
        .execute(&mut *c)
        .await?;
    sqlx::query::<Db>("INSERT INTO lot_movements (movement_id, lot_id, amount) VALUES ($1, $2, $3)")
        .bind(movement.id.0)
        .bind(lot)
        .bind(amount)
        .execute(c)
        .await
        .map(drop)
}
