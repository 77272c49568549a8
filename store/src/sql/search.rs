//! Words of pieces, and pieces by words.

mod changed;
mod sets;
mod vocabulary;

pub(crate) use changed::claim_changed;
pub(crate) use sets::{word_sets, write_terms};
pub(crate) use vocabulary::{words_alike, words_near};

use super::{Connection, Db};

/// Rows per statement; SQLite takes at most 32,766 parameters.
const BATCH: usize = 5_000;

pub(crate) async fn hold_search(c: &mut Connection, rules: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE search_state SET pieces = pieces WHERE id = 'search'").execute(&mut *c).await?;
    let changed = sqlx::query::<Db>("UPDATE search_state SET rules = $1, pieces = 0 WHERE rules <> $1").bind(rules);
    if changed.execute(&mut *c).await?.rows_affected() > 0 {
        for forget in [
            "DELETE FROM search_sets",
            "DELETE FROM search_pieces",
            "DELETE FROM search_grams",
            "DELETE FROM search_words",
            "UPDATE products SET searched = 0 WHERE searched = 1",
        ] {
            sqlx::query::<Db>(forget).execute(&mut *c).await?;
        }
    }
    Ok(())
}

pub(crate) async fn count_searched(c: &mut Connection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>("SELECT pieces FROM search_state WHERE id = 'search'").fetch_one(c).await
}
