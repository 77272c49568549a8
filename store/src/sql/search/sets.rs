//! Of each word the pieces in which it stands, as sets of their ordinals.

use super::super::facets::ordinal;
use super::super::{Connection, Db};
use super::{BATCH, vocabulary};
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::search::{PieceTerms, WordSet};
use roaring::RoaringBitmap;
use sqlx::QueryBuilder;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Sets per statement: of 8 kB each at most.
const SETS: usize = 500;
/// The bits of an ordinal that do not say in which part it is: as many as one container of a bitmap holds.
const PART_BITS: u32 = 16;

/// How much each word of a piece counts.
type Words = BTreeMap<String, i64>;
/// A set: word, weight and part.
type Key = (String, i64, i64);

/// What becomes of a set.
#[derive(Default)]
struct Change {
    come: RoaringBitmap,
    go: RoaringBitmap,
}

fn read(word: &str, bytes: &[u8]) -> Result<RoaringBitmap, sqlx::Error> {
    RoaringBitmap::deserialize_from(bytes).map_err(|_| inconsistent("search_sets", "pieces", word))
}

fn write(word: &str, set: &RoaringBitmap) -> Result<Vec<u8>, sqlx::Error> {
    let mut bytes = Vec::with_capacity(set.serialized_size());
    set.serialize_into(&mut bytes).map_err(|_| inconsistent("search_sets", "pieces", word))?;
    Ok(bytes)
}

pub(crate) async fn word_sets(c: &mut Connection, words: &[String]) -> Result<Vec<WordSet>, sqlx::Error> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Db>::new("SELECT word, weight, pieces FROM search_sets WHERE word IN (");
    let mut list = query.separated(", ");
    for word in words {
        list.push_bind(word);
    }
    query.push(") ORDER BY word, weight, part");
    let mut sets: Vec<WordSet> = Vec::new();
    for (word, weight, bytes) in query.build_query_as::<(String, i64, Vec<u8>)>().fetch_all(c).await? {
        let pieces = read(&word, &bytes)?;
        match sets.last_mut().filter(|last| (&last.word, last.weight) == (&word, weight)) {
            Some(last) => last.pieces |= pieces,
            None => sets.push(WordSet { word, weight, pieces }),
        }
    }
    Ok(sets)
}

pub(crate) async fn write_terms(c: &mut Connection, pieces: &[PieceTerms]) -> Result<(), sqlx::Error> {
    for batch in pieces.chunks(BATCH) {
        write_batch(&mut *c, batch).await?;
    }
    Ok(())
}

async fn write_batch(c: &mut Connection, pieces: &[PieceTerms]) -> Result<(), sqlx::Error> {
    let before = before(&mut *c, pieces).await?;
    let mut changes: BTreeMap<Key, Change> = BTreeMap::new();
    let (mut counts, mut more) = (BTreeMap::<String, i64>::new(), 0_i64);
    let mut now = Vec::new();
    for piece in pieces {
        let Some((ordinal, old)) = before.get(&piece.product.0) else { continue };
        let key = |word: &str, weight: i64| (word.to_owned(), weight, i64::from(ordinal >> PART_BITS));
        for (word, weight) in old.iter().filter(|(word, weight)| piece.terms.get(*word) != Some(*weight)) {
            changes.entry(key(word, *weight)).or_default().go.insert(*ordinal);
            *counts.entry(word.clone()).or_default() -= 1;
        }
        for (word, weight) in piece.terms.iter().filter(|(word, weight)| old.get(*word) != Some(*weight)) {
            changes.entry(key(word, *weight)).or_default().come.insert(*ordinal);
            *counts.entry(word.clone()).or_default() += 1;
        }
        more += i64::from(!piece.terms.is_empty()) - i64::from(!old.is_empty());
        if *old != piece.terms {
            now.push((piece.product.0, to_json(&piece.terms)?));
        }
    }
    sqlx::query::<Db>("UPDATE search_state SET pieces = pieces + $1 WHERE id = 'search'")
        .bind(more)
        .execute(&mut *c)
        .await?;
    vocabulary::count(&mut *c, counts).await?;
    change(&mut *c, changes).await?;
    keep(c, now).await
}

/// The ordinals of pieces and the words that are written down of them; a piece that was never for sale is not among them.
async fn before(c: &mut Connection, pieces: &[PieceTerms]) -> Result<BTreeMap<Uuid, (u32, Words)>, sqlx::Error> {
    if pieces.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut query = QueryBuilder::<Db>::new(
        "SELECT f.product_id, f.ordinal, s.words_json FROM product_facets f \
         LEFT JOIN search_pieces s ON s.product_id = f.product_id WHERE f.product_id IN (",
    );
    let mut list = query.separated(", ");
    for piece in pieces {
        list.push_bind(piece.product.0);
    }
    query.push(")");
    let rows = query.build_query_as::<(Uuid, i64, Option<String>)>().fetch_all(c).await?;
    let one = |(id, number, words): (Uuid, i64, Option<String>)| {
        let words = words.map(|words| from_json(&words, "search_pieces", "words_json", id)).transpose()?;
        Ok((id, (ordinal(number)?, words.unwrap_or_default())))
    };
    rows.into_iter().map(one).collect()
}

/// Takes pieces out of sets and puts them into others. Their words are known.
async fn change(c: &mut Connection, changes: BTreeMap<Key, Change>) -> Result<(), sqlx::Error> {
    let changes: Vec<(Key, Change)> = changes.into_iter().collect();
    for batch in changes.chunks(SETS) {
        let mut query = QueryBuilder::<Db>::new("WITH asked (word, weight, part) AS (");
        query.push_values(batch, |mut row, ((word, weight, part), _)| {
            row.push_bind(word).push_bind(*weight).push_bind(*part);
        });
        query.push(
            ") SELECT s.word, s.weight, s.part, s.pieces FROM asked a CROSS JOIN search_sets s \
             WHERE s.word = a.word AND s.weight = a.weight AND s.part = a.part",
        );
        let rows = query.build_query_as::<(String, i64, i64, Vec<u8>)>().fetch_all(&mut *c).await?;
        let kept: BTreeMap<Key, Vec<u8>> =
            rows.into_iter().map(|(word, weight, part, bytes)| ((word, weight, part), bytes)).collect();
        let mut sets = Vec::with_capacity(batch.len());
        for (key, change) in batch {
            let set = kept.get(key).map(|bytes| read(&key.0, bytes)).transpose()?.unwrap_or_default();
            sets.push((key, write(&key.0, &((set - &change.go) | &change.come))?));
        }
        let mut query = QueryBuilder::<Db>::new("INSERT INTO search_sets (word, weight, part, pieces) ");
        query.push_values(sets, |mut row, ((word, weight, part), bytes)| {
            row.push_bind(word).push_bind(*weight).push_bind(*part).push_bind(bytes);
        });
        query.push(" ON CONFLICT (word, weight, part) DO UPDATE SET pieces = excluded.pieces");
        query.build().execute(&mut *c).await?;
    }
    Ok(())
}

/// Keeps which words are written down of pieces.
async fn keep(c: &mut Connection, words: Vec<(Uuid, String)>) -> Result<(), sqlx::Error> {
    if words.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::<Db>::new("INSERT INTO search_pieces (product_id, words_json) ");
    query.push_values(words, |mut row, (product, words)| {
        row.push_bind(product).push_bind(words);
    });
    query.push(" ON CONFLICT (product_id) DO UPDATE SET words_json = excluded.words_json");
    query.build().execute(c).await.map(drop)
}
