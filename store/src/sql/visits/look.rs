//! Counts, looked back at: one query on one index for each question.

use super::super::{Connection, Db};
use super::source;
use crate::CoordinatorScope;
use crate::error::inconsistent;
use crate::visits::{SoldRow, VisitCounts};
use domain::id::ProductId;
use domain::time::Day;
use domain::visits::Source;
use uuid::Uuid;

pub(crate) async fn visits_by_day(
    c: &mut Connection,
    scope: &CoordinatorScope,
    from: Day,
) -> Result<Vec<(Day, i64, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (i64, i64, i64)>(
        "SELECT day, CAST(sum(visitors) AS BIGINT), CAST(sum(views) AS BIGINT) FROM shop_visits \
         WHERE shop_id = $1 AND day >= $2 GROUP BY day ORDER BY day",
    )
    .bind(scope.shop().0)
    .bind(i64::from(from.0))
    .fetch_all(c)
    .await?;
    let row = |(day, visitors, views): (i64, i64, i64)| {
        let read = i32::try_from(day).map(Day).map_err(|_| inconsistent("shop_visits", "day", day))?;
        Ok((read, visitors, views))
    };
    rows.into_iter().map(row).collect()
}

pub(crate) async fn visits_by_source(
    c: &mut Connection,
    scope: &CoordinatorScope,
    from: Day,
) -> Result<Vec<(Source, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (String, i64)>(
        "SELECT source, CAST(sum(visitors) AS BIGINT) FROM shop_visits WHERE shop_id = $1 AND day >= $2 \
         GROUP BY source ORDER BY source",
    )
    .bind(scope.shop().0)
    .bind(i64::from(from.0))
    .fetch_all(c)
    .await?;
    rows.into_iter().map(|(text, visitors)| Ok((source(&text, "shop_visits")?, visitors))).collect()
}

pub(crate) async fn visits_by_product(
    c: &mut Connection,
    scope: &CoordinatorScope,
    from: Day,
) -> Result<Vec<(ProductId, VisitCounts)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64, i64, i64)>(
        "SELECT product_id, CAST(sum(views) AS BIGINT), CAST(sum(visitors) AS BIGINT), CAST(sum(added) AS BIGINT) \
         FROM product_visits WHERE shop_id = $1 AND day >= $2 GROUP BY product_id ORDER BY product_id",
    )
    .bind(scope.shop().0)
    .bind(i64::from(from.0))
    .fetch_all(c)
    .await?;
    let row = |(product, views, visitors, added)| (ProductId(product), VisitCounts { views, visitors, added });
    Ok(rows.into_iter().map(row).collect())
}

pub(crate) async fn sold_since(
    c: &mut Connection,
    scope: &CoordinatorScope,
    from_ms: i64,
) -> Result<Vec<SoldRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (i64, Option<String>, i64)>(
        "SELECT placed_ms, source, subtotal_minor FROM shop_orders WHERE shop_id = $1 AND placed_ms >= $2 \
         AND state NOT IN ('cancelled', 'refused', 'returned') ORDER BY placed_ms, number",
    )
    .bind(scope.shop().0)
    .bind(from_ms)
    .fetch_all(c)
    .await?;
    let row = |(placed_ms, text, subtotal_minor): (i64, Option<String>, i64)| {
        let source = text.map(|text| source(&text, "shop_orders")).transpose()?;
        Ok(SoldRow { placed_ms, source, subtotal_minor })
    };
    rows.into_iter().map(row).collect()
}

pub(crate) async fn sold_by_product(
    c: &mut Connection,
    scope: &CoordinatorScope,
    from_ms: i64,
) -> Result<Vec<(ProductId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT l.product_id, count(DISTINCT o.id) FROM shop_orders o JOIN order_lines l ON l.shop_order_id = o.id \
         WHERE o.shop_id = $1 AND o.placed_ms >= $2 AND o.state NOT IN ('cancelled', 'refused', 'returned') \
         GROUP BY l.product_id ORDER BY l.product_id",
    )
    .bind(scope.shop().0)
    .bind(from_ms)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(product, orders)| (ProductId(product), orders)).collect())
}
