//! Stages of the work on a line.

use super::super::workshop::open_work;
use super::{Connection, Db};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::making::{NewStage, StageRow};
use crate::{CoordinatorScope, ShopScope};
use domain::id::{MemberId, ProductionOrderId, ShopId, StationId};
use domain::order::StageState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    work: Uuid,
    position: i64,
    name_json: String,
    minutes: i64,
    worked: i64,
    station_id: Option<Uuid>,
    state: String,
    member_id: Option<Uuid>,
}

/// The query of a [`Row`]: from which tables, with stages `s` among them, and on which conditions.
macro_rules! select {
    ($($from:tt)*) => {
        concat!(
            "SELECT s.production_order_id AS work, s.position, s.name_json, s.minutes, (SELECT CAST(coalesce(sum(e.minutes), 0) \
             AS BIGINT) FROM work_entries e WHERE e.production_order_id = s.production_order_id AND e.position = s.position) \
             AS worked, s.station_id, s.state, s.member_id FROM ",
            $($from)*
        )
    };
}

fn read_stage(row: Row) -> Result<StageRow, sqlx::Error> {
    Ok(StageRow {
        work: ProductionOrderId(row.work),
        position: row.position,
        name: from_json(&row.name_json, "production_stages", "name_json", row.work)?,
        minutes: row.minutes,
        worked: row.worked,
        station: row.station_id.map(StationId),
        state: StageState::from_code(&row.state).ok_or_else(|| inconsistent("production_stages", "state", row.work))?,
        member: row.member_id.map(MemberId),
    })
}

pub(crate) async fn stages(c: &mut Connection, work: ProductionOrderId) -> Result<Vec<StageRow>, sqlx::Error> {
    let rows =
        sqlx::query_as::<Db, Row>(select!("production_stages s WHERE s.production_order_id = $1 ORDER BY s.position"))
            .bind(work.0)
            .fetch_all(c)
            .await?;
    rows.into_iter().map(read_stage).collect()
}

pub(crate) async fn open_stages(c: &mut Connection, scope: &ShopScope) -> Result<Vec<StageRow>, sqlx::Error> {
    open_stages_of(c, scope.shop()).await
}

pub(crate) async fn open_stages_of(c: &mut Connection, shop: ShopId) -> Result<Vec<StageRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(select!(
        open_work!("CROSS JOIN production_stages s"),
        "AND p.state IN ('planned', 'in_production', 'on_hold', 'quality_check') AND s.production_order_id = p.id \
         ORDER BY s.production_order_id, s.position"
    ))
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_stage).collect()
}

pub(crate) async fn insert_stage(
    c: &mut Connection,
    work: ProductionOrderId,
    stage: &NewStage,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO production_stages (production_order_id, position, name_json, minutes, station_id, state) \
         VALUES ($1, $2, $3, $4, $5, 'pending')",
    )
    .bind(work.0)
    .bind(stage.position)
    .bind(to_json(&stage.name)?)
    .bind(stage.minutes)
    .bind(stage.station.map(|station| station.0))
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn move_stage(
    c: &mut Connection,
    work: ProductionOrderId,
    position: i64,
    from: StageState,
    to: StageState,
    at_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE production_stages SET state = $4, begun_ms = CASE WHEN $4 = 'pending' THEN NULL \
         ELSE coalesce(begun_ms, $5) END, done_ms = CASE WHEN $4 = 'done' THEN $5 END \
         WHERE production_order_id = $1 AND position = $2 AND state = $3",
    )
    .bind(work.0)
    .bind(position)
    .bind(from.code())
    .bind(to.code())
    .bind(at_ms)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn assign_stage(
    c: &mut Connection,
    scope: &CoordinatorScope,
    work: ProductionOrderId,
    position: i64,
    member: Option<MemberId>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE production_stages SET member_id = $4 WHERE production_order_id = $1 AND position = $2 \
         AND production_order_id IN (SELECT p.id FROM production_orders p JOIN order_lines l ON l.id = p.order_line_id \
         JOIN shop_orders o ON o.id = l.shop_order_id WHERE o.shop_id = $3) \
         AND ($4 IS NULL OR EXISTS (SELECT 1 FROM members m WHERE m.id = $4 AND m.shop_id = $3))",
    )
    .bind(work.0)
    .bind(position)
    .bind(scope.shop().0)
    .bind(member.map(|member| member.0))
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}
