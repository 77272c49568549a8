//! Words of pieces, and pieces by words.

use super::catalog::{ProductCardRow, product_card};
use super::{Connection, Db};
use crate::error::inconsistent;
use crate::json::from_json;
use crate::search::{Found, PieceTerms, Unwritten};
use domain::id::ProductId;
use domain::search::{Known, Meant, grams, skeleton};
use sqlx::QueryBuilder;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows per statement; SQLite takes at most 32,766 parameters.
const BATCH: usize = 5_000;
/// Words that are looked at for one asked word.
const LOOKED_AT: i64 = 60;

pub(crate) async fn unwritten_pieces(
    c: &mut Connection,
    rules: i64,
    limit: i64,
) -> Result<Vec<Unwritten>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64, String, String, String)>(
        "SELECT p.id, p.version, v.text_json, s.name_json, c.name_json FROM products p \
         JOIN product_versions v ON v.product_id = p.id AND v.version = p.version \
         JOIN shops s ON s.id = p.shop_id JOIN categories c ON c.slug = p.category_slug \
         WHERE p.state = 'published' AND p.search_rules < $1 ORDER BY p.search_rules, p.id LIMIT $2",
    )
    .bind(rules)
    .bind(limit)
    .fetch_all(c)
    .await?;
    let read = |(id, version, text, shop, category): (Uuid, i64, String, String, String)| {
        Ok(Unwritten {
            product: ProductId(id),
            version: u32::try_from(version).map_err(|_| inconsistent("products", "version", id))?,
            text: from_json(&text, "product_versions", "text_json", id)?,
            shop: from_json(&shop, "shops", "name_json", id)?,
            category: from_json(&category, "categories", "name_json", id)?,
        })
    };
    rows.into_iter().map(read).collect()
}

fn known((word, pieces): (String, i64)) -> Known {
    Known { word, pieces }
}

pub(crate) async fn words_alike(c: &mut Connection, word: &str, skeleton: &str) -> Result<Vec<Known>, sqlx::Error> {
    // Of a word of one or two letters nobody wants all that begin with it.
    let end = if word.chars().count() > 2 { [word, "\u{10ffff}"].concat() } else { String::new() };
    let rows = sqlx::query_as::<Db, (String, i64)>(
        "SELECT word, pieces FROM search_words WHERE pieces > 0 \
         AND (word = $1 OR (word > $1 AND word < $2) OR (skeleton = $3 AND skeleton <> '')) \
         ORDER BY CASE WHEN word = $1 THEN 0 ELSE 1 END, pieces DESC, word LIMIT $4",
    )
    .bind(word)
    .bind(end)
    .bind(skeleton)
    .bind(LOOKED_AT)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(known).collect())
}

pub(crate) async fn words_near(c: &mut Connection, grams: &[String]) -> Result<Vec<Known>, sqlx::Error> {
    if grams.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new(
        "SELECT w.word, w.pieces FROM search_grams g JOIN search_words w ON w.word = g.word WHERE w.pieces > 0 AND g.gram IN (",
    );
    let mut list = query.separated(", ");
    for gram in grams {
        list.push_bind(gram);
    }
    query.push(") GROUP BY w.word, w.pieces ORDER BY count(*) DESC, w.word LIMIT ").push_bind(LOOKED_AT);
    let rows = query.build_query_as::<(String, i64)>().fetch_all(c).await?;
    Ok(rows.into_iter().map(known).collect())
}

pub(crate) async fn count_published(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM products WHERE state = 'published'").fetch_one(c).await
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    card: ProductCardRow,
    places: i64,
}

pub(crate) async fn find_pieces(
    c: &mut Connection,
    meant: &[Meant],
    skip: i64,
    limit: i64,
) -> Result<Vec<Found>, sqlx::Error> {
    if meant.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new("WITH asked (place, word, weight) AS (");
    query.push_values(meant, |mut row, meant| {
        row.push_bind(i64::try_from(meant.asked).unwrap_or_default()).push_bind(&meant.word).push_bind(meant.weight);
    });
    query.push(
        "), found (product_id, places, score) AS (SELECT w.product_id, count(*), CAST(sum(w.best) AS BIGINT) FROM \
         (SELECT t.product_id, a.place, max(a.weight * t.weight) AS best FROM asked a \
         JOIN search_terms t ON t.word = a.word GROUP BY t.product_id, a.place) AS w \
         JOIN products p ON p.id = w.product_id AND p.state = 'published' GROUP BY w.product_id) \
         SELECT p.slug, p.name_json, p.summary_json, s.slug AS shop_slug, s.name_json AS shop_name_json, \
         p.category_slug, p.from_price_minor, p.lead_days, p.fingerprint, s.craft, f.places FROM found f \
         JOIN products p ON p.id = f.product_id JOIN shops s ON s.id = p.shop_id \
         WHERE f.places = (SELECT max(places) FROM found) ORDER BY f.score DESC, p.position, p.id LIMIT ",
    );
    query.push_bind(limit).push(" OFFSET ").push_bind(skip);
    let rows = query.build_query_as::<FoundRow>().fetch_all(c).await?;
    rows.into_iter().map(|row| Ok(Found { card: product_card(row.card)?, places: row.places })).collect()
}

pub(crate) async fn write_terms(c: &mut Connection, pieces: &[PieceTerms], rules: i64) -> Result<(), sqlx::Error> {
    let mut rows: Vec<(&str, Uuid, i64)> = Vec::new();
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for piece in pieces {
        let written = sqlx::query::<Db>("UPDATE products SET search_rules = $3 WHERE id = $1 AND version = $2")
            .bind(piece.product.0)
            .bind(i64::from(piece.version))
            .bind(rules)
            .execute(&mut *c)
            .await?;
        if written.rows_affected() == 0 {
            continue;
        }
        sqlx::query::<Db>(
            "UPDATE search_words SET pieces = pieces - 1 WHERE word IN (SELECT word FROM search_terms WHERE product_id = $1)",
        )
        .bind(piece.product.0)
        .execute(&mut *c)
        .await?;
        sqlx::query::<Db>("DELETE FROM search_terms WHERE product_id = $1")
            .bind(piece.product.0)
            .execute(&mut *c)
            .await?;
        for (word, weight) in &piece.terms {
            rows.push((word, piece.product.0, *weight));
            *counts.entry(word).or_default() += 1;
        }
    }
    count_words(&mut *c, &counts.into_iter().collect::<Vec<_>>()).await?;
    for batch in rows.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO search_terms (word, product_id, weight) ");
        query.push_values(batch, |mut row, (word, product, weight)| {
            row.push_bind(*word).push_bind(*product).push_bind(*weight);
        });
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}

/// Notes words, ascending, each in so many pieces more; a new one with what it is found by.
async fn count_words(c: &mut Connection, counts: &[(&str, i64)]) -> Result<(), sqlx::Error> {
    for batch in counts.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO search_words (word, skeleton, pieces) ");
        query.push_values(batch, |mut row, (word, count)| {
            row.push_bind(*word).push_bind(skeleton(word)).push_bind(*count);
        });
        query.push(
            " ON CONFLICT (word) DO UPDATE SET skeleton = excluded.skeleton, \
             pieces = search_words.pieces + excluded.pieces RETURNING word, pieces",
        );
        let now = query.build_query_as::<(String, i64)>().fetch_all(&mut *c).await?;
        let before = |word: &str| batch.iter().find(|(one, _)| *one == word).map(|(_, count)| *count);
        let new: Vec<(String, String)> = now
            .into_iter()
            .filter(|(word, pieces)| before(word) == Some(*pieces))
            .flat_map(|(word, _)| grams(&word).into_iter().map(move |gram| (gram, word.clone())))
            .collect();
        for batch in new.chunks(BATCH) {
            let mut query = QueryBuilder::<Db>::new("INSERT INTO search_grams (gram, word) ");
            query.push_values(batch, |mut row, (gram, word)| {
                row.push_bind(gram).push_bind(word);
            });
            query.push(" ON CONFLICT (gram, word) DO NOTHING");
            query.build().execute(&mut *c).await?;
        }
    }
    Ok(())
}
