//! What is written down of the work: hours, looks at finished pieces, photographs.

use super::super::pictures::{Row, read_picture};
use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::making::{CheckRow, NewEntry, PhotoRow};
use domain::id::{MemberId, PersonId, ProductionOrderId, QualityCheckId, WorkEntryId};
use domain::order::Mark;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Entry {
    id: Uuid,
    production_order_id: Uuid,
    position: i64,
    member_id: Uuid,
    minutes: i64,
    at_ms: i64,
    day: i64,
    reason: String,
    person_id: Option<Uuid>,
}

fn read_entry(row: Entry) -> Result<NewEntry, sqlx::Error> {
    Ok(NewEntry {
        id: WorkEntryId(row.id),
        work: ProductionOrderId(row.production_order_id),
        position: row.position,
        member: MemberId(row.member_id),
        minutes: row.minutes,
        at_ms: row.at_ms,
        day: i32::try_from(row.day).map_err(|_| inconsistent("work_entries", "day", row.id))?,
        reason: row.reason,
        person: row.person_id.map(PersonId),
    })
}

pub(crate) async fn work_entries(c: &mut Connection, work: ProductionOrderId) -> Result<Vec<NewEntry>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Entry>(
        "SELECT id, production_order_id, position, member_id, minutes, at_ms, day, reason, person_id FROM work_entries \
         WHERE production_order_id = $1 ORDER BY at_ms DESC, id DESC",
    )
    .bind(work.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_entry).collect()
}

pub(crate) async fn work_entry(c: &mut Connection, id: WorkEntryId) -> Result<Option<NewEntry>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Entry>(
        "SELECT id, production_order_id, position, member_id, minutes, at_ms, day, reason, person_id FROM work_entries \
         WHERE id = $1",
    )
    .bind(id.0)
    .fetch_optional(c)
    .await?;
    row.map(read_entry).transpose()
}

pub(crate) async fn minutes_by_member(
    c: &mut Connection,
    work: ProductionOrderId,
) -> Result<Vec<(MemberId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT member_id, CAST(sum(minutes) AS BIGINT) FROM work_entries WHERE production_order_id = $1 \
         GROUP BY member_id ORDER BY member_id",
    )
    .bind(work.0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(member, minutes)| (MemberId(member), minutes)).collect())
}

pub(crate) async fn add_work_entry(c: &mut Connection, entry: &NewEntry) -> Result<bool, sqlx::Error> {
    // Whoever writes hours holds the shop: the sum cannot change between its reading and the insertion.
    let sum = sqlx::query_scalar::<Db, i64>(
        "SELECT CAST(coalesce(sum(minutes), 0) AS BIGINT) FROM work_entries \
         WHERE production_order_id = $1 AND position = $2 AND member_id = $3",
    )
    .bind(entry.work.0)
    .bind(entry.position)
    .bind(entry.member.0)
    .fetch_one(&mut *c)
    .await?;
    if sum.saturating_add(entry.minutes) < 0 {
        return Ok(false);
    }
    sqlx::query::<Db>(
        "INSERT INTO work_entries (id, production_order_id, position, member_id, minutes, at_ms, day, reason, person_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(entry.id.0)
    .bind(entry.work.0)
    .bind(entry.position)
    .bind(entry.member.0)
    .bind(entry.minutes)
    .bind(entry.at_ms)
    .bind(i64::from(entry.day))
    .bind(&entry.reason)
    .bind(entry.person.map(|person| person.0))
    .execute(c)
    .await?;
    Ok(true)
}

pub(crate) async fn quality_checks(c: &mut Connection, work: ProductionOrderId) -> Result<Vec<CheckRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64, String, i64, Option<Uuid>)>(
        "SELECT id, passed, note, at_ms, person_id FROM quality_checks WHERE production_order_id = $1 \
         ORDER BY at_ms DESC, id DESC",
    )
    .bind(work.0)
    .fetch_all(c)
    .await?;
    let read = |(id, passed, note, at_ms, person): (Uuid, i64, String, i64, Option<Uuid>)| CheckRow {
        id: QualityCheckId(id),
        work,
        passed: passed == 1,
        note,
        at_ms,
        person: person.map(PersonId),
    };
    Ok(rows.into_iter().map(read).collect())
}

pub(crate) async fn add_quality_check(c: &mut Connection, check: &CheckRow) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO quality_checks (id, production_order_id, passed, note, at_ms, person_id) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING",
    )
    .bind(check.id.0)
    .bind(check.work.0)
    .bind(i64::from(check.passed))
    .bind(&check.note)
    .bind(check.at_ms)
    .bind(check.person.map(|person| person.0))
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

#[derive(sqlx::FromRow)]
struct Photo {
    mark: i64,
    at_ms: i64,
    #[sqlx(flatten)]
    picture: Row,
}

fn read_photo(row: Photo) -> Result<PhotoRow, sqlx::Error> {
    let picture = read_picture(row.picture)?;
    let mark = Mark::from_percent(row.mark).ok_or_else(|| inconsistent("production_photos", "mark", &picture.id))?;
    Ok(PhotoRow { mark, picture, at_ms: row.at_ms })
}

pub(crate) async fn production_photos(
    c: &mut Connection,
    work: ProductionOrderId,
) -> Result<Vec<PhotoRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Photo>(concat!(
        "SELECT f.mark, f.at_ms, ",
        picture_columns!("p."),
        " FROM production_photos f JOIN pictures p ON p.id = f.picture_id \
             WHERE f.production_order_id = $1 ORDER BY f.mark, f.at_ms, p.id"
    ))
    .bind(work.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_photo).collect()
}

pub(crate) async fn put_production_photo(
    c: &mut Connection,
    scope: &ShopScope,
    work: ProductionOrderId,
    picture: &str,
    mark: Mark,
    at_ms: i64,
    person: Option<PersonId>,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO production_photos (production_order_id, picture_id, mark, at_ms, person_id) \
         SELECT p.id, f.id, $4, $5, $6 FROM production_orders p JOIN order_lines l ON l.id = p.order_line_id \
         JOIN shop_orders o ON o.id = l.shop_order_id JOIN pictures f ON f.shop_id = o.shop_id \
         WHERE p.id = $1 AND f.id = $2 AND o.shop_id = $3 \
         ON CONFLICT (production_order_id, picture_id) DO UPDATE SET mark = excluded.mark",
    )
    .bind(work.0)
    .bind(picture)
    .bind(scope.shop().0)
    .bind(i64::from(mark.percent()))
    .bind(at_ms)
    .bind(person.map(|person| person.0))
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn drop_production_photo(
    c: &mut Connection,
    work: ProductionOrderId,
    picture: &str,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>("DELETE FROM production_photos WHERE production_order_id = $1 AND picture_id = $2")
        .bind(work.0)
        .bind(picture)
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}
