//! What members of a shop did and earned.

use super::{Connection, Db};
use crate::error::inconsistent;
use crate::json::from_json;
use crate::statement::{CrewRow, HoursRow, ShareRow};
use crate::{CoordinatorScope, ShopScope};
use domain::id::{MemberId, ProductionOrderId, ShopId};
use domain::money::Money;
use uuid::Uuid;

pub(crate) async fn crew(c: &mut Connection, scope: &ShopScope) -> Result<Vec<CrewRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, String, String, String)>(
        "SELECT id, slug, name_json, role_json FROM members WHERE shop_id = $1 ORDER BY position, id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|(id, slug, name, role)| {
            Ok(CrewRow {
                id: MemberId(id),
                name: from_json(&name, "members", "name_json", id)?,
                role: from_json(&role, "members", "role_json", id)?,
                slug,
            })
        })
        .collect()
}

pub(crate) async fn member_id(c: &mut Connection, shop: ShopId, slug: &str) -> Result<Option<MemberId>, sqlx::Error> {
    let id = sqlx::query_scalar::<Db, Uuid>("SELECT id FROM members WHERE shop_id = $1 AND slug = $2")
        .bind(shop.0)
        .bind(slug)
        .fetch_optional(c)
        .await?;
    Ok(id.map(MemberId))
}

#[derive(sqlx::FromRow)]
struct Hours {
    day: i64,
    work: Uuid,
    number: i64,
    name_json: String,
    minutes: i64,
}

pub(crate) async fn hours_of(
    c: &mut Connection,
    scope: &ShopScope,
    member: MemberId,
    from_day: i32,
    to_day: i32,
) -> Result<Vec<HoursRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Hours>(
        "SELECT e.day, p.id AS work, o.number, l.name_json, CAST(sum(e.minutes) AS BIGINT) AS minutes \
         FROM work_entries e JOIN production_orders p ON p.id = e.production_order_id \
         JOIN order_lines l ON l.id = p.order_line_id JOIN shop_orders o ON o.id = l.shop_order_id \
         WHERE o.shop_id = $1 AND e.member_id = $2 AND e.day BETWEEN $3 AND $4 \
         GROUP BY e.day, p.id, o.number, l.name_json HAVING sum(e.minutes) <> 0 ORDER BY e.day, p.id",
    )
    .bind(scope.shop().0)
    .bind(member.0)
    .bind(i64::from(from_day))
    .bind(i64::from(to_day))
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(HoursRow {
                day: i32::try_from(row.day).map_err(|_| inconsistent("work_entries", "day", row.work))?,
                work: ProductionOrderId(row.work),
                number: row.number,
                product: from_json(&row.name_json, "order_lines", "name_json", row.work)?,
                minutes: row.minutes,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct Shared {
    work: Uuid,
    number: i64,
    name_json: String,
    fingerprint: String,
    quantity: i64,
    completed_ms: i64,
    minutes: i64,
    share_minor: i64,
    making_minor: i64,
}

pub(crate) async fn shares_of(
    c: &mut Connection,
    scope: &ShopScope,
    member: MemberId,
    from_ms: i64,
    to_ms: i64,
) -> Result<Vec<ShareRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Shared>(
        "SELECT p.id AS work, o.number, l.name_json, l.fingerprint, l.quantity, p.completed_ms, s.minutes, s.share_minor, \
         p.making_minor FROM production_shares s JOIN production_orders p ON p.id = s.production_order_id \
         JOIN order_lines l ON l.id = p.order_line_id JOIN shop_orders o ON o.id = l.shop_order_id \
         WHERE o.shop_id = $1 AND s.member_id = $2 AND p.completed_ms >= $3 AND p.completed_ms < $4 \
         ORDER BY p.completed_ms, p.id",
    )
    .bind(scope.shop().0)
    .bind(member.0)
    .bind(from_ms)
    .bind(to_ms)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ShareRow {
                work: ProductionOrderId(row.work),
                number: row.number,
                product: from_json(&row.name_json, "order_lines", "name_json", row.work)?,
                fingerprint: row.fingerprint,
                quantity: u32::try_from(row.quantity).map_err(|_| inconsistent("order_lines", "quantity", row.work))?,
                completed_ms: row.completed_ms,
                minutes: row.minutes,
                share: Money::mad(row.share_minor),
                making: Money::mad(row.making_minor),
            })
        })
        .collect()
}

pub(crate) async fn making_permille(c: &mut Connection, scope: &ShopScope) -> Result<u16, sqlx::Error> {
    let permille = sqlx::query_scalar::<Db, i64>("SELECT making_permille FROM shops WHERE id = $1")
        .bind(scope.shop().0)
        .fetch_one(c)
        .await?;
    u16::try_from(permille).map_err(|_| inconsistent("shops", "making_permille", scope.shop()))
}

pub(crate) async fn set_making_permille(
    c: &mut Connection,
    scope: &CoordinatorScope,
    permille: u16,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE shops SET making_permille = $2 WHERE id = $1")
        .bind(scope.shop().0)
        .bind(i64::from(permille))
        .execute(c)
        .await
        .map(drop)
}
