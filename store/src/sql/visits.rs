//! Visits as they are written down, and forgotten.

mod look;

pub(crate) use look::{sold_by_product, sold_since, visits_by_day, visits_by_product, visits_by_source};

use super::{Connection, Db};
use crate::error::inconsistent;
use crate::visits::{VisitCounts, VisitDay};
use domain::id::{ProductId, ShopId, ShopOrderId};
use domain::time::Day;
use domain::visits::Source;
use uuid::Uuid;

fn source(text: &str, table: &'static str) -> Result<Source, sqlx::Error> {
    Source::from_code(text).ok_or_else(|| inconsistent(table, "source", text))
}

pub(crate) async fn visited_shop(c: &mut Connection, slug: &str) -> Result<Option<ShopId>, sqlx::Error> {
    let id =
        sqlx::query_scalar::<Db, Uuid>("SELECT id FROM shops WHERE slug = $1").bind(slug).fetch_optional(c).await?;
    Ok(id.map(ShopId))
}

pub(crate) async fn visited_product(
    c: &mut Connection,
    slug: &str,
) -> Result<Option<(ProductId, ShopId)>, sqlx::Error> {
    let row =
        sqlx::query_as::<Db, (Uuid, Uuid)>("SELECT id, shop_id FROM products WHERE slug = $1 AND state = 'published'")
            .bind(slug)
            .fetch_optional(c)
            .await?;
    Ok(row.map(|(product, shop)| (ProductId(product), ShopId(shop))))
}

pub(crate) async fn visit_salt(c: &mut Connection, day: Day) -> Result<Option<Vec<u8>>, sqlx::Error> {
    sqlx::query_scalar::<Db, Vec<u8>>("SELECT salt FROM visit_days WHERE day = $1")
        .bind(i64::from(day.0))
        .fetch_optional(c)
        .await
}

pub(crate) async fn visitor_source(c: &mut Connection, day: Day, hash: &[u8]) -> Result<Option<Source>, sqlx::Error> {
    let text = sqlx::query_scalar::<Db, String>("SELECT source FROM visitors WHERE day = $1 AND hash = $2")
        .bind(i64::from(day.0))
        .bind(hash)
        .fetch_optional(c)
        .await?;
    text.map(|text| source(&text, "visitors")).transpose()
}

pub(crate) async fn sources_of_day(c: &mut Connection, shop: ShopId, day: Day) -> Result<Vec<Source>, sqlx::Error> {
    let texts = sqlx::query_scalar::<Db, String>(
        "SELECT source FROM shop_visits WHERE shop_id = $1 AND day = $2 ORDER BY source",
    )
    .bind(shop.0)
    .bind(i64::from(day.0))
    .fetch_all(c)
    .await?;
    texts.iter().map(|text| source(text, "shop_visits")).collect()
}

pub(crate) async fn hold_visit_day(c: &mut Connection, day: Day, salt: &[u8]) -> Result<VisitDay, sqlx::Error> {
    let (salt, noted) = sqlx::query_as::<Db, (Vec<u8>, i64)>(
        "INSERT INTO visit_days (day, salt, noted) VALUES ($1, $2, 0) \
         ON CONFLICT (day) DO UPDATE SET noted = visit_days.noted RETURNING salt, noted",
    )
    .bind(i64::from(day.0))
    .bind(salt)
    .fetch_one(c)
    .await?;
    Ok(VisitDay { salt, noted })
}

pub(crate) async fn add_noted(c: &mut Connection, day: Day, rows: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE visit_days SET noted = noted + $2 WHERE day = $1")
        .bind(i64::from(day.0))
        .bind(rows)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn add_visitor(
    c: &mut Connection,
    day: Day,
    hash: &[u8],
    source: &Source,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO visitors (day, hash, source) VALUES ($1, $2, $3) ON CONFLICT (day, hash) DO NOTHING",
    )
    .bind(i64::from(day.0))
    .bind(hash)
    .bind(source.code())
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn add_visitor_place(
    c: &mut Connection,
    day: Day,
    hash: &[u8],
    place: Uuid,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "INSERT INTO visitor_places (day, hash, place_id) VALUES ($1, $2, $3) ON CONFLICT (day, hash, place_id) DO NOTHING",
    )
    .bind(i64::from(day.0))
    .bind(hash)
    .bind(place)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn add_shop_visits(
    c: &mut Connection,
    shop: ShopId,
    day: Day,
    source: &Source,
    counts: VisitCounts,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO shop_visits (shop_id, day, source, views, visitors) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (shop_id, day, source) DO UPDATE SET views = shop_visits.views + excluded.views, \
         visitors = shop_visits.visitors + excluded.visitors",
    )
    .bind(shop.0)
    .bind(i64::from(day.0))
    .bind(source.code())
    .bind(counts.views)
    .bind(counts.visitors)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn add_product_visits(
    c: &mut Connection,
    shop: ShopId,
    day: Day,
    product: ProductId,
    source: &Source,
    counts: VisitCounts,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO product_visits (shop_id, day, product_id, source, views, visitors, added) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (shop_id, day, product_id, source) DO UPDATE SET views = product_visits.views + excluded.views, \
         visitors = product_visits.visitors + excluded.visitors, added = product_visits.added + excluded.added",
    )
    .bind(shop.0)
    .bind(i64::from(day.0))
    .bind(product.0)
    .bind(source.code())
    .bind(counts.views)
    .bind(counts.visitors)
    .bind(counts.added)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn set_shop_order_source(
    c: &mut Connection,
    part: ShopOrderId,
    source: &Source,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE shop_orders SET source = $2 WHERE id = $1")
        .bind(part.0)
        .bind(source.code())
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn forget_salts(c: &mut Connection, before: Day) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("DELETE FROM visit_days WHERE day < $1").bind(i64::from(before.0)).execute(c).await.map(drop)
}

pub(crate) async fn forget_visitors(c: &mut Connection, before: Day, limit: i64) -> Result<u64, sqlx::Error> {
    let mut gone = 0;
    for statement in [
        "DELETE FROM visitor_places WHERE (day, hash, place_id) IN \
         (SELECT day, hash, place_id FROM visitor_places WHERE day < $1 LIMIT $2)",
        "DELETE FROM visitors WHERE (day, hash) IN (SELECT day, hash FROM visitors WHERE day < $1 LIMIT $2)",
    ] {
        let done = sqlx::query::<Db>(statement).bind(i64::from(before.0)).bind(limit).execute(&mut *c).await?;
        gone += done.rows_affected();
    }
    Ok(gone)
}
