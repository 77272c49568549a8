//! What the plan of a shop is made of.

use super::{Connection, Db};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::workshop::{AllocationRow, QueueRow, StockRow, WaitingRow, WorkshopRow};
use crate::{CoordinatorScope, ShopScope};
use domain::id::{MaterialId, MemberId, OrderLineId, ProductionOrderId, ShopId, ShopOrderId};
use domain::order::ProductionState;
use domain::planning::Calendar;
use domain::text::Localised;
use uuid::Uuid;

/// The work of a shop that is not done: production orders `p` of lines `l` in orders `o` of the shop `$1`, with other tables
/// behind them. It is found by the orders that are open, of which there are few, not by all that the shop ever made: as long as
/// work is open, its order is neither ready nor cancelled.
macro_rules! open_work {
    ($more:literal) => {
        concat!(
            "shop_orders o CROSS JOIN order_lines l CROSS JOIN production_orders p ",
            $more,
            " WHERE o.shop_id = $1 AND o.state IN ('placed', 'confirmed', 'in_production') AND l.shop_order_id = o.id \
             AND p.order_line_id = l.id "
        )
    };
}
pub(in super::super) use open_work;

/// What open work that is not looked over yet takes: materials `x` of lines, see [`open_work`].
macro_rules! open_materials {
    () => {
        concat!(
            open_work!("CROSS JOIN order_line_materials x"),
            "AND p.state IN ('planned', 'in_production', 'on_hold') AND x.order_line_id = l.id"
        )
    };
}

pub(crate) async fn workshop(c: &mut Connection, shop: ShopId) -> Result<WorkshopRow, sqlx::Error> {
    let members = sqlx::query_as::<Db, (Uuid, String)>(
        "SELECT id, name_json FROM members WHERE shop_id = $1 ORDER BY position, id",
    )
    .bind(shop.0)
    .fetch_all(&mut *c)
    .await?;
    Ok(WorkshopRow {
        calendar: calendar_of(c, shop).await?.map(|(_, calendar)| calendar),
        members: members.into_iter().map(member).collect::<Result<_, _>>()?,
        stock: stock(c, shop).await?,
        arrivals: super::materials::expected_arrivals(c, shop).await?,
        queue: queue(c, shop).await?,
        batches: super::batches::queued_batches(c, shop).await?,
    })
}

fn member((id, name): (Uuid, String)) -> Result<(MemberId, Localised), sqlx::Error> {
    Ok((MemberId(id), from_json(&name, "members", "name_json", id)?))
}

pub(crate) async fn calendar(
    c: &mut Connection,
    scope: &CoordinatorScope,
) -> Result<Option<(i64, Calendar)>, sqlx::Error> {
    calendar_of(c, scope.shop()).await
}

async fn calendar_of(c: &mut Connection, shop: ShopId) -> Result<Option<(i64, Calendar)>, sqlx::Error> {
    let row =
        sqlx::query_as::<Db, (i64, String)>("SELECT version, calendar_json FROM shop_calendars WHERE shop_id = $1")
            .bind(shop.0)
            .fetch_optional(c)
            .await?;
    row.map(|(version, json)| Ok((version, from_json(&json, "shop_calendars", "calendar_json", shop.0)?))).transpose()
}

async fn stock(c: &mut Connection, shop: ShopId) -> Result<Vec<StockRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, String, i64, i64, i64)>(
        "SELECT m.id, m.name_json, l.on_hand - l.reserved, coalesce(m.supply_days, s.supply_days), m.one_time \
         FROM materials m JOIN material_levels l ON l.material_id = m.id JOIN shops s ON s.id = m.shop_id \
         WHERE m.shop_id = $1",
    )
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|(id, name, stock, days, one_time)| {
            let days = u16::try_from(days).map_err(|_| inconsistent("materials", "supply_days", id))?;
            Ok(StockRow {
                material: MaterialId(id),
                name: from_json(&name, "materials", "name_json", id)?,
                stock,
                supply_days: (one_time == 0).then_some(days),
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct Queued {
    id: Uuid,
    line: Uuid,
    shop_order: Uuid,
    number: i64,
    name_json: String,
    state: String,
    minutes: i64,
    quantity: i64,
    ready_day: i64,
    begin_day: i64,
}

async fn queue(c: &mut Connection, shop: ShopId) -> Result<Vec<QueueRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Queued>(concat!(
        "SELECT p.id, l.id AS line, o.id AS shop_order, o.number, l.name_json, p.state, p.minutes, l.quantity, \
         l.ready_day, p.begin_day FROM ",
        open_work!(""),
        "AND p.state IN ('planned', 'in_production', 'on_hold') ORDER BY p.priority, p.id"
    ))
    .bind(shop.0)
    .fetch_all(&mut *c)
    .await?;
    let needs = sqlx::query_as::<Db, (Uuid, Uuid, i64, Option<i64>)>(concat!(
        "SELECT x.order_line_id, x.material_id, x.amount - x.consumed, x.stage FROM ",
        open_materials!(),
        " AND x.consumed < x.amount ORDER BY x.material_id"
    ))
    .bind(shop.0)
    .fetch_all(&mut *c)
    .await?;
    let stages = super::making::open_stages_of(c, shop).await?;
    rows.into_iter()
        .map(|row| {
            let wrong = |column| inconsistent("production_orders", column, row.id);
            Ok(QueueRow {
                id: ProductionOrderId(row.id),
                shop_order: (ShopOrderId(row.shop_order), row.number),
                product: from_json(&row.name_json, "order_lines", "name_json", row.line)?,
                state: ProductionState::from_code(&row.state).ok_or_else(|| wrong("state"))?,
                minutes: row.minutes,
                quantity: u32::try_from(row.quantity).map_err(|_| inconsistent("order_lines", "quantity", row.line))?,
                ready_day: i32::try_from(row.ready_day)
                    .map_err(|_| inconsistent("order_lines", "ready_day", row.line))?,
                begin_day: i32::try_from(row.begin_day).map_err(|_| wrong("begin_day"))?,
                stages: stages.iter().filter(|stage| stage.work.0 == row.id).cloned().collect(),
                needs: (needs.iter().filter(|(line, ..)| *line == row.line))
                    .map(|(_, material, amount, stage)| (MaterialId(*material), *amount, *stage))
                    .collect(),
            })
        })
        .collect()
}

pub(crate) async fn allocations(c: &mut Connection, shop: ShopId) -> Result<Vec<AllocationRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, Uuid, i64, i64)>(concat!(
        "SELECT x.order_line_id, l.shop_order_id, x.material_id, x.amount - x.consumed, x.allocated - x.consumed FROM ",
        open_materials!(),
        " AND x.consumed < x.amount ORDER BY p.priority, p.id, x.material_id"
    ))
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    let share = |(line, shop_order, material, amount, allocated)| AllocationRow {
        line: OrderLineId(line),
        shop_order: ShopOrderId(shop_order),
        material: MaterialId(material),
        amount,
        allocated,
    };
    Ok(rows.into_iter().map(share).collect())
}

pub(crate) async fn rank_queue(
    c: &mut Connection,
    scope: &ShopScope,
    order: &[ProductionOrderId],
) -> Result<(), sqlx::Error> {
    let first = -i64::try_from(order.len()).unwrap_or(i64::MAX);
    // New work has priority 0, so that it comes after all of these.
    for (priority, id) in (first..).zip(order) {
        sqlx::query::<Db>(
            "UPDATE production_orders SET priority = $2 WHERE id = $1 AND order_line_id IN \
             (SELECT l.id FROM order_lines l JOIN shop_orders o ON o.id = l.shop_order_id WHERE o.shop_id = $3)",
        )
        .bind(id.0)
        .bind(priority)
        .bind(scope.shop().0)
        .execute(&mut *c)
        .await?;
    }
    Ok(())
}

pub(crate) async fn waiting(c: &mut Connection, shop: ShopId) -> Result<Vec<WaitingRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, Uuid, i64, i64, Uuid)>(concat!(
        "SELECT x.order_line_id, l.shop_order_id, x.material_id, x.amount - x.allocated, p.priority, p.id FROM ",
        open_materials!(),
        " AND x.allocated < x.amount ORDER BY p.priority, p.id, x.material_id"
    ))
    .bind(shop.0)
    .fetch_all(c)
    .await?;
    Ok(rows
        .into_iter()
        .map(|(line, shop_order, material, missing, priority, order)| WaitingRow {
            line: OrderLineId(line),
            shop_order: ShopOrderId(shop_order),
            material: MaterialId(material),
            missing,
            place: (priority, ProductionOrderId(order)),
        })
        .collect())
}

pub(crate) async fn shop_of(c: &mut Connection, shop_order: ShopOrderId) -> Result<Option<ShopId>, sqlx::Error> {
    let shop = sqlx::query_scalar::<Db, Uuid>("SELECT shop_id FROM shop_orders WHERE id = $1")
        .bind(shop_order.0)
        .fetch_optional(c)
        .await?;
    Ok(shop.map(ShopId))
}

pub(crate) async fn lock_shop(c: &mut Connection, shop: ShopId) -> Result<(), sqlx::Error> {
    // An update that changes nothing takes the row lock on PostgreSQL; on SQLite the writer is alone anyway.
    sqlx::query::<Db>("UPDATE shops SET position = position WHERE id = $1").bind(shop.0).execute(c).await.map(drop)
}

pub(crate) async fn put_calendar(
    c: &mut Connection,
    scope: &CoordinatorScope,
    version: i64,
    calendar: &Calendar,
) -> Result<bool, sqlx::Error> {
    let text = if version == 0 {
        "INSERT INTO shop_calendars (shop_id, version, calendar_json) VALUES ($1, $2 + 1, $3) \
         ON CONFLICT (shop_id) DO NOTHING"
    } else {
        "UPDATE shop_calendars SET version = $2 + 1, calendar_json = $3 WHERE shop_id = $1 AND version = $2"
    };
    let done = sqlx::query::<Db>(text).bind(scope.shop().0).bind(version).bind(to_json(calendar)?).execute(c).await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn load_calendar(c: &mut Connection, shop: ShopId, calendar: &Calendar) -> Result<(), sqlx::Error> {
    let text = "INSERT INTO shop_calendars (shop_id, version, calendar_json) VALUES ($1, 1, $2) \
                ON CONFLICT (shop_id) DO UPDATE SET version = shop_calendars.version + 1, calendar_json = excluded.calendar_json";
    sqlx::query::<Db>(text).bind(shop.0).bind(to_json(calendar)?).execute(c).await.map(drop)
}

pub(crate) async fn hold_available(c: &mut Connection, material: MaterialId) -> Result<i64, sqlx::Error> {
    let row = sqlx::query_scalar::<Db, i64>(
        "UPDATE material_levels SET on_hand = on_hand WHERE material_id = $1 RETURNING on_hand - reserved - allocated",
    )
    .bind(material.0)
    .fetch_optional(c)
    .await?;
    Ok(row.unwrap_or(0))
}

pub(crate) async fn allocate_line(
    c: &mut Connection,
    line: OrderLineId,
    material: MaterialId,
    amount: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "UPDATE order_line_materials SET allocated = allocated + $3 WHERE order_line_id = $1 AND material_id = $2",
    )
    .bind(line.0)
    .bind(material.0)
    .bind(amount)
    .execute(c)
    .await
    .map(drop)
}
