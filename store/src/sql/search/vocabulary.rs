//! The vocabulary: all words of all pieces, what they are found by, and in how many pieces each stands.

use super::super::{Connection, Db};
use super::BATCH;
use domain::search::{Known, grams, skeleton};
use sqlx::QueryBuilder;
use std::collections::BTreeMap;

/// Words that are looked at for one asked word.
const LOOKED_AT: i64 = 60;

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

/// Notes that words stand in so many pieces more, or fewer.
pub(super) async fn count(c: &mut Connection, counts: BTreeMap<String, i64>) -> Result<(), sqlx::Error> {
    let changed = counts.into_iter().filter(|(_, by)| *by != 0);
    let (more, fewer): (Vec<_>, Vec<_>) = changed.partition(|(_, by)| *by > 0);
    count_down(&mut *c, &fewer).await?;
    count_up(c, &more).await
}

async fn count_down(c: &mut Connection, counts: &[(String, i64)]) -> Result<(), sqlx::Error> {
    for batch in counts.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("WITH fewer (word, by) AS (");
        query.push_values(batch, |mut row, (word, by)| {
            row.push_bind(word).push_bind(*by);
        });
        query.push(
            ") UPDATE search_words SET pieces = pieces + (SELECT f.by FROM fewer f WHERE f.word = search_words.word) \
             WHERE word IN (SELECT word FROM fewer)",
        );
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}

/// Notes words, each in so many pieces more; a new one with what it is found by.
async fn count_up(c: &mut Connection, counts: &[(String, i64)]) -> Result<(), sqlx::Error> {
    for batch in counts.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO search_words (word, skeleton, pieces) ");
        query.push_values(batch, |mut row, (word, by)| {
            row.push_bind(word).push_bind(skeleton(word)).push_bind(*by);
        });
        query.push(
            " ON CONFLICT (word) DO UPDATE SET pieces = search_words.pieces + excluded.pieces RETURNING word, pieces",
        );
        let now = query.build_query_as::<(String, i64)>().fetch_all(&mut *c).await?;
        let by: BTreeMap<&str, i64> = batch.iter().map(|(word, by)| (word.as_str(), *by)).collect();
        let new: Vec<(String, String)> = now
            .into_iter()
            .filter(|(word, pieces)| by.get(word.as_str()) == Some(pieces))
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
