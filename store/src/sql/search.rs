//! Words of pieces, and pieces by words.

use super::facets::ordinal;
use super::{Connection, Db};
use crate::catalog::ShopKind;
use crate::error::inconsistent;
use crate::json::from_json;
use crate::search::{Changed, Found, PieceTerms, Said};
use domain::id::{MaterialId, ProductId, ShopId};
use domain::product::ProductModel;
use domain::search::{Known, Meant, grams, skeleton};
use domain::text::Localised;
use sqlx::QueryBuilder;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows per statement; SQLite takes at most 32,766 parameters.
const BATCH: usize = 5_000;
/// Words that are looked at for one asked word.
const LOOKED_AT: i64 = 60;

pub(crate) async fn hold_search(c: &mut Connection, rules: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE search_state SET pieces = pieces WHERE id = 'search'").execute(&mut *c).await?;
    let changed = sqlx::query::<Db>("UPDATE search_state SET rules = $1, pieces = 0 WHERE rules <> $1").bind(rules);
    if changed.execute(&mut *c).await?.rows_affected() > 0 {
        for forget in [
            "DELETE FROM search_terms",
            "DELETE FROM search_grams",
            "DELETE FROM search_words",
            "UPDATE products SET searched = 0 WHERE searched = 1",
        ] {
            sqlx::query::<Db>(forget).execute(&mut *c).await?;
        }
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ChangedRow {
    id: Uuid,
    state: String,
    shop_id: Uuid,
    from_price_minor: i64,
    model_json: String,
    text_json: String,
    shop_slug: String,
    shop_kind: String,
    of_women: i64,
    shop_name_json: String,
    category_slug: String,
    category_name_json: String,
}

pub(crate) async fn claim_changed(
    c: &mut Connection,
    only: Option<ProductId>,
    limit: i64,
) -> Result<Vec<Changed>, sqlx::Error> {
    let mut claim = QueryBuilder::<Db>::new(
        "UPDATE products SET searched = 1 WHERE id IN (SELECT id FROM products WHERE searched = 0",
    );
    if let Some(only) = only {
        claim.push(" AND id = ").push_bind(only.0);
    }
    claim.push(" ORDER BY id LIMIT ").push_bind(limit).push(") RETURNING id");
    let claimed = claim.build_query_as::<(Uuid,)>().fetch_all(&mut *c).await?;
    if claimed.is_empty() {
        return Ok(Vec::new());
    }
    // Read after they were claimed: a name that changes now has them written down once more.
    let mut query = QueryBuilder::<Db>::new(
        "SELECT p.id, p.state, p.shop_id, p.from_price_minor, v.model_json, v.text_json, s.slug AS shop_slug, \
         s.kind AS shop_kind, s.of_women, s.name_json AS shop_name_json, c.slug AS category_slug, \
         c.name_json AS category_name_json FROM products p \
         JOIN product_versions v ON v.product_id = p.id AND v.version = p.version \
         JOIN shops s ON s.id = p.shop_id JOIN categories c ON c.slug = p.category_slug WHERE p.id IN (",
    );
    let mut list = query.separated(", ");
    for (id,) in claimed {
        list.push_bind(id);
    }
    query.push(") ORDER BY p.id");
    let rows = query.build_query_as::<ChangedRow>().fetch_all(&mut *c).await?;
    let mut changed: Vec<Changed> = rows.into_iter().map(changed).collect();
    name_materials(c, &mut changed).await?;
    Ok(changed)
}

fn changed(row: ChangedRow) -> Changed {
    let id = row.id;
    let said = || -> Result<Said, sqlx::Error> {
        Ok(Said {
            model: from_json(&row.model_json, "product_versions", "model_json", id)?,
            text: from_json(&row.text_json, "product_versions", "text_json", id)?,
            shop_slug: row.shop_slug.clone(),
            kind: ShopKind::from_code(&row.shop_kind).ok_or_else(|| inconsistent("shops", "kind", row.shop_id))?,
            is_of_women: row.of_women == 1,
            shop: from_json(&row.shop_name_json, "shops", "name_json", row.shop_id)?,
            category_slug: row.category_slug.clone(),
            category: from_json(&row.category_name_json, "categories", "name_json", &row.category_slug)?,
            materials: Vec::new(),
        })
    };
    let said = (row.state == "published").then(said).transpose();
    Changed {
        product: ProductId(id),
        shop_id: ShopId(row.shop_id),
        price_minor: row.from_price_minor,
        is_broken: said.is_err(),
        said: said.ok().flatten(),
    }
}

/// Of what a model can be made.
fn materials(model: &ProductModel) -> impl Iterator<Item = MaterialId> {
    model.recipe.iter().map(|line| line.material)
}

/// Adds the names of the materials in the recipes.
async fn name_materials(c: &mut Connection, changed: &mut [Changed]) -> Result<(), sqlx::Error> {
    let said = || changed.iter().filter_map(|changed| changed.said.as_ref());
    let mut asked: Vec<MaterialId> = said().flat_map(|said| materials(&said.model)).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut names: BTreeMap<MaterialId, Localised> = BTreeMap::new();
    for batch in asked.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("SELECT id, name_json FROM materials WHERE id IN (");
        let mut list = query.separated(", ");
        for material in batch {
            list.push_bind(material.0);
        }
        query.push(")");
        for (id, name) in query.build_query_as::<(Uuid, String)>().fetch_all(&mut *c).await? {
            names.insert(MaterialId(id), from_json(&name, "materials", "name_json", id)?);
        }
    }
    for said in changed.iter_mut().filter_map(|changed| changed.said.as_mut()) {
        said.materials = materials(&said.model).filter_map(|material| names.get(&material).cloned()).collect();
    }
    Ok(())
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

pub(crate) async fn count_searched(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT pieces FROM search_state WHERE id = 'search'").fetch_one(c).await
}

pub(crate) async fn find_pieces(c: &mut Connection, meant: &[Meant], limit: i64) -> Result<Vec<Found>, sqlx::Error> {
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
         SELECT x.ordinal, f.places FROM found f JOIN products p ON p.id = f.product_id \
         JOIN product_facets x ON x.product_id = f.product_id \
         WHERE f.places = (SELECT max(places) FROM found) ORDER BY f.score DESC, p.position, p.id LIMIT ",
    );
    query.push_bind(limit);
    let rows = query.build_query_as::<(i64, i64)>().fetch_all(c).await?;
    rows.into_iter().map(|(number, places)| Ok(Found { ordinal: ordinal(number)?, places })).collect()
}

pub(crate) async fn write_terms(c: &mut Connection, pieces: &[PieceTerms]) -> Result<(), sqlx::Error> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let mut before = 0_i64;
    for piece in pieces {
        let old = sqlx::query_scalar::<Db, String>("DELETE FROM search_terms WHERE product_id = $1 RETURNING word")
            .bind(piece.product.0)
            .fetch_all(&mut *c)
            .await?;
        before += i64::from(!old.is_empty());
        for word in old {
            *counts.entry(word).or_default() -= 1;
        }
        for word in piece.terms.keys() {
            *counts.entry(word.clone()).or_default() += 1;
        }
    }
    let after = i64::try_from(pieces.iter().filter(|piece| !piece.terms.is_empty()).count()).unwrap_or(i64::MAX);
    sqlx::query::<Db>("UPDATE search_state SET pieces = pieces + $1 WHERE id = 'search'")
        .bind(after - before)
        .execute(&mut *c)
        .await?;
    let (more, fewer): (Vec<_>, Vec<_>) = counts.into_iter().filter(|(_, by)| *by != 0).partition(|(_, by)| *by > 0);
    count_down(&mut *c, &fewer).await?;
    count_up(&mut *c, &more).await?;
    let rows: Vec<_> = pieces
        .iter()
        .flat_map(|piece| piece.terms.iter().map(|(word, weight)| (word, piece.product.0, *weight)))
        .collect();
    for batch in rows.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("INSERT INTO search_terms (word, product_id, weight) ");
        query.push_values(batch, |mut row, (word, product, weight)| {
            row.push_bind(*word).push_bind(*product).push_bind(*weight);
        });
        query.build().execute(&mut *c).await?;
    }
    Ok(())
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
