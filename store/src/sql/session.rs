//! Sessions.

use super::{Connection, Db};
use crate::people::PersonRow;
use crate::session::SessionRow;
use domain::id::PersonId;
use uuid::Uuid;

type Row = (Uuid, Option<Uuid>, Option<String>, Option<String>, i64, i64);

pub(crate) async fn session(c: &mut Connection, token_hash: &[u8]) -> Result<Option<SessionRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(
        "SELECT s.id, p.id, p.email, p.name, s.created_ms, s.seen_ms \
         FROM sessions s LEFT JOIN people p ON p.id = s.person_id WHERE s.token_hash = $1",
    )
    .bind(token_hash)
    .fetch_optional(c)
    .await?;
    Ok(row.map(|(id, person, email, name, created_ms, seen_ms)| SessionRow {
        id,
        person: match (person, email, name) {
            (Some(id), Some(email), Some(name)) => Some(PersonRow { id: PersonId(id), email, name }),
            (_, _, _) => None,
        },
        created_ms,
        seen_ms,
    }))
}

pub(crate) async fn open_session(
    c: &mut Connection,
    id: Uuid,
    token_hash: &[u8],
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO sessions (id, token_hash, person_id, created_ms, seen_ms) VALUES ($1, $2, NULL, $3, $3)",
    )
    .bind(id)
    .bind(token_hash)
    .bind(now_ms)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn sign_in_session(
    c: &mut Connection,
    id: Uuid,
    token_hash: &[u8],
    person: PersonId,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE sessions SET token_hash = $2, person_id = $3, created_ms = $4, seen_ms = $4 WHERE id = $1",
    )
    .bind(id)
    .bind(token_hash)
    .bind(person.0)
    .bind(now_ms)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn touch_session(c: &mut Connection, id: Uuid, now_ms: i64) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE sessions SET seen_ms = $2 WHERE id = $1 AND seen_ms < $2")
        .bind(id)
        .bind(now_ms)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn kill_session(c: &mut Connection, id: Uuid, dead_hash: &[u8]) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("UPDATE sessions SET token_hash = $2, person_id = NULL WHERE id = $1")
        .bind(id)
        .bind(dead_hash)
        .execute(c)
        .await
        .map(drop)
}
