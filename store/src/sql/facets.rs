//! What pieces are sorted out by in lists.

use super::catalog::{ProductCardRow, card_columns, product_card};
use super::{Connection, Db};
use crate::catalog::ProductCard;
use crate::error::inconsistent;
use crate::facets::{DefaultDemand, Facets, NewFacets};
use crate::json::{from_json, to_json};
use domain::id::ShopId;
use domain::time::Day;
use sqlx::QueryBuilder;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Rows per statement; SQLite takes at most 32,766 parameters.
const BATCH: usize = 500;

/// Reads an ordinal.
pub(super) fn ordinal(number: i64) -> Result<u32, sqlx::Error> {
    u32::try_from(number).map_err(|_| inconsistent("product_facets", "ordinal", number))
}

fn day(number: Option<i64>, id: i64) -> Result<Option<Day>, sqlx::Error> {
    let day = number.map(|number| i32::try_from(number).map(Day)).transpose();
    day.map_err(|_| inconsistent("product_facets", "ready_day", id))
}

pub(crate) async fn facets_revision(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT revision FROM search_state WHERE id = 'search'").fetch_one(c).await
}

/// ordinal, revision, terms, price, day
type FacetsRow = (i64, i64, String, i64, Option<i64>);

pub(crate) async fn facets_since(
    c: &mut Connection,
    revision: i64,
    ordinal: u32,
    limit: i64,
) -> Result<Vec<Facets>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, FacetsRow>(
        "SELECT ordinal, revision, terms, price_minor, ready_day FROM product_facets \
         WHERE (revision, ordinal) > ($1, $2) ORDER BY revision, ordinal LIMIT $3",
    )
    .bind(revision)
    .bind(i64::from(ordinal))
    .bind(limit)
    .fetch_all(c)
    .await?;
    let facets = |(number, revision, terms, price_minor, ready): FacetsRow| {
        Ok(Facets { ordinal: self::ordinal(number)?, revision, terms, price_minor, ready: day(ready, number)? })
    };
    rows.into_iter().map(facets).collect()
}

#[derive(sqlx::FromRow)]
struct OrdinalCardRow {
    #[sqlx(flatten)]
    card: ProductCardRow,
    ordinal: i64,
}

pub(crate) async fn cards_of(c: &mut Connection, ordinals: &[u32]) -> Result<Vec<(u32, ProductCard)>, sqlx::Error> {
    if ordinals.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new(concat!(
        "SELECT ",
        card_columns!(),
        ", f.ordinal FROM product_facets f CROSS JOIN products p CROSS JOIN shops s \
         WHERE p.id = f.product_id AND s.id = p.shop_id AND p.state = 'published' AND f.ordinal IN ("
    ));
    let mut list = query.separated(", ");
    for ordinal in ordinals {
        list.push_bind(i64::from(*ordinal));
    }
    query.push(")");
    let rows = query.build_query_as::<OrdinalCardRow>().fetch_all(c).await?;
    rows.into_iter().map(|row| Ok((ordinal(row.ordinal)?, product_card(row.card)?))).collect()
}

pub(crate) async fn shops_to_date(c: &mut Connection) -> Result<Vec<(ShopId, bool)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT id, CASE WHEN EXISTS (SELECT 1 FROM product_facets f WHERE f.dated = 0 AND f.shop_id = shops.id \
         AND f.terms <> '') THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END FROM shops ORDER BY id",
    )
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(id, undated)| (ShopId(id), undated == 1)).collect())
}

/// ordinal, demand, day, whether it is dated
type DemandRow = (i64, Option<String>, Option<i64>, i64);

pub(crate) async fn default_demands(
    c: &mut Connection,
    shop: ShopId,
    after: u32,
    limit: i64,
) -> Result<Vec<DefaultDemand>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, DemandRow>(
        "SELECT ordinal, demand_json, ready_day, dated FROM product_facets \
         WHERE shop_id = $1 AND ordinal > $2 AND terms <> '' ORDER BY ordinal LIMIT $3",
    )
    .bind(shop.0)
    .bind(i64::from(after))
    .bind(limit)
    .fetch_all(c)
    .await?;
    let demand = |(number, json, ready, dated): DemandRow| {
        let demand = json.map(|json| from_json(&json, "product_facets", "demand_json", number)).transpose()?;
        Ok(DefaultDemand { ordinal: ordinal(number)?, demand, ready: day(ready, number)?, is_dated: dated == 1 })
    };
    rows.into_iter().map(demand).collect()
}

/// The next revision. The row is held until the transaction ends, so that revisions are seen in their order.
async fn next_revision(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>(
        "UPDATE search_state SET revision = revision + 1 WHERE id = 'search' RETURNING revision",
    )
    .fetch_one(c)
    .await
}

pub(crate) async fn claim_unsorted(c: &mut Connection) -> Result<u64, sqlx::Error> {
    sqlx::query::<Db>(
        "UPDATE products SET searched = 0 WHERE state = 'published' AND searched = 1 \
         AND NOT EXISTS (SELECT 1 FROM product_facets f WHERE f.product_id = products.id)",
    )
    .execute(c)
    .await
    .map(|done| done.rows_affected())
}

pub(crate) async fn put_facets(c: &mut Connection, pieces: &[NewFacets]) -> Result<(), sqlx::Error> {
    for batch in pieces.chunks(BATCH) {
        let revision = next_revision(&mut *c).await?;
        let known = known(&mut *c, batch).await?;
        let (old, mut new): (Vec<_>, Vec<_>) = batch.iter().partition(|piece| known.contains(&piece.product.0));
        new.retain(|piece| !piece.terms.is_empty());
        let first = sqlx::query_scalar::<Db, i64>(
            "UPDATE search_state SET ordinal = ordinal + $1 WHERE id = 'search' RETURNING ordinal - $1 + 1",
        )
        .bind(i64::try_from(new.len()).unwrap_or(i64::MAX))
        .fetch_one(&mut *c)
        .await?;
        for piece in old {
            change(&mut *c, piece, revision).await?;
        }
        if new.is_empty() {
            continue;
        }
        let mut rows = Vec::with_capacity(new.len());
        for (ordinal, piece) in (first..).zip(new) {
            rows.push((ordinal, piece, demand(piece)?));
        }
        let mut query = QueryBuilder::<Db>::new(
            "INSERT INTO product_facets (product_id, shop_id, ordinal, revision, terms, price_minor, demand_json) ",
        );
        query.push_values(rows, |mut row, (ordinal, piece, demand)| {
            row.push_bind(piece.product.0)
                .push_bind(piece.shop.0)
                .push_bind(ordinal)
                .push_bind(revision)
                .push_bind(&piece.terms)
                .push_bind(piece.price_minor)
                .push_bind(demand);
        });
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}

/// Those of these pieces that have a row.
async fn known(c: &mut Connection, pieces: &[NewFacets]) -> Result<BTreeSet<Uuid>, sqlx::Error> {
    let mut query = QueryBuilder::<Db>::new("SELECT product_id FROM product_facets WHERE product_id IN (");
    let mut list = query.separated(", ");
    for piece in pieces {
        list.push_bind(piece.product.0);
    }
    query.push(")");
    Ok(query.build_query_scalar::<Uuid>().fetch_all(c).await?.into_iter().collect())
}

fn demand(piece: &NewFacets) -> Result<Option<String>, sqlx::Error> {
    piece.demand.as_ref().map(to_json).transpose()
}

async fn change(c: &mut Connection, piece: &NewFacets, revision: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "UPDATE product_facets SET shop_id = $2, revision = $3, terms = $4, price_minor = $5, demand_json = $6, dated = 0 \
         WHERE product_id = $1",
    )
    .bind(piece.product.0)
    .bind(piece.shop.0)
    .bind(revision)
    .bind(&piece.terms)
    .bind(piece.price_minor)
    .bind(demand(piece)?)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn set_ready(c: &mut Connection, days: &[(u32, Option<Day>)]) -> Result<(), sqlx::Error> {
    for batch in days.chunks(BATCH) {
        let revision = next_revision(&mut *c).await?;
        let mut query = QueryBuilder::<Db>::new("WITH said (ordinal, ready) AS (");
        query.push_values(batch, |mut row, (ordinal, day)| {
            // Minus one stands for none: a column of nothing but NULL has no type.
            row.push_bind(i64::from(*ordinal)).push_bind(day.map_or(-1, |day| i64::from(day.0)));
        });
        query
            .push(
                ") UPDATE product_facets SET dated = 1, ready_day = \
                 (SELECT NULLIF(said.ready, -1) FROM said WHERE said.ordinal = product_facets.ordinal), revision = ",
            )
            .push_bind(revision)
            .push(" WHERE ordinal IN (SELECT ordinal FROM said)");
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}
