//! Whose turn it is to get AVIF files.

use super::{Connection, Db, Row, read_picture};
use crate::pictures::PictureRow;

pub(crate) async fn give_up_avif(c: &mut Connection, most_tries: i64, now_ms: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "UPDATE pictures SET avif = 'given_up' WHERE avif = 'wanted' AND avif_tries >= $1 AND avif_after_ms <= $2",
    )
    .bind(most_tries)
    .bind(now_ms)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn claim_avif(
    c: &mut Connection,
    now_ms: i64,
    until_ms: i64,
) -> Result<Option<PictureRow>, sqlx::Error> {
    // Said twice: whoever waited for another who took the same picture looks again.
    let row = sqlx::query_as::<Db, Row>(concat!(
        "UPDATE pictures SET avif_tries = avif_tries + 1, avif_after_ms = $2 WHERE avif_after_ms <= $1 AND id = \
         (SELECT p.id FROM pictures p WHERE p.avif = 'wanted' AND p.shop_id IS NOT NULL AND p.avif_after_ms <= $1 \
         ORDER BY p.created_ms, p.id LIMIT 1) RETURNING ",
        picture_columns!("")
    ))
    .bind(now_ms)
    .bind(until_ms)
    .fetch_optional(c)
    .await?;
    row.map(read_picture).transpose()
}

pub(crate) async fn uncount_avif(c: &mut Connection, id: &str) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE pictures SET avif_tries = avif_tries - 1 WHERE id = $1 AND avif_tries > 0")
        .bind(id)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn finish_avif(c: &mut Connection, id: &str, more_bytes: i64) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE pictures SET stored_bytes = stored_bytes + CASE avif WHEN 'made' THEN 0 ELSE $2 END, avif = 'made' \
         WHERE id = $1",
    )
    .bind(id)
    .bind(more_bytes)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}
