//! Form drafts.

use super::{Connection, Db};
use crate::form_draft::FormDraft;
use crate::json::{from_json, to_json};
use uuid::Uuid;

pub(crate) async fn form_draft(
    c: &mut Connection,
    id: &str,
    form: &str,
    session: Option<Uuid>,
    now_ms: i64,
) -> Result<Option<FormDraft>, sqlx::Error> {
    let row = sqlx::query_as::<Db, (String, String)>(
        "SELECT fields_json, errors_json FROM form_drafts WHERE id = $1 AND form = $2 AND expires_ms > $3 \
         AND (session_id IS NULL OR session_id = $4)",
    )
    .bind(id)
    .bind(form)
    .bind(now_ms)
    .bind(session)
    .fetch_optional(c)
    .await?;
    row.map(|(fields, errors)| {
        Ok(FormDraft {
            fields: from_json(&fields, "form_drafts", "fields_json", id)?,
            errors: from_json(&errors, "form_drafts", "errors_json", id)?,
        })
    })
    .transpose()
}

pub(crate) async fn keep_form_draft(
    c: &mut Connection,
    id: &str,
    form: &str,
    session: Option<Uuid>,
    draft: &FormDraft,
    expires_ms: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO form_drafts (id, form, fields_json, errors_json, expires_ms, session_id) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(form)
    .bind(to_json(&draft.fields)?)
    .bind(to_json(&draft.errors)?)
    .bind(expires_ms)
    .bind(session)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn drop_form_drafts(c: &mut Connection, form: &str, session: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("DELETE FROM form_drafts WHERE form = $1 AND session_id = $2")
        .bind(form)
        .bind(session)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn drop_expired_form_drafts(c: &mut Connection, now_ms: i64) -> Result<u64, sqlx::Error> {
    let done = sqlx::query::<Db>("DELETE FROM form_drafts WHERE expires_ms <= $1").bind(now_ms).execute(c).await?;
    Ok(done.rows_affected())
}
