//! Forms that came back with mistakes.

use crate::queries::queries;
use uuid::Uuid;

/// What was typed and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDraft {
    /// Name and typed value of each field, in form order.
    pub fields: Vec<(String, String)>,
    /// Name of a field and error code.
    pub errors: Vec<(String, String)>,
}

queries! { form_draft:
    /// The draft of this id and form, unless it expired at `now_ms` or was kept for another session.
    read fn form_draft(id: &str, form: &str, session: Option<Uuid>, now_ms: i64) -> Option<FormDraft>;
    /// Keeps a draft until `expires_ms`, for a session where there is one.
    quiet fn keep_form_draft(id: &str, form: &str, session: Option<Uuid>, draft: &FormDraft, expires_ms: i64) -> ();
    /// Removes the drafts of a form that were kept for a session.
    quiet fn drop_form_drafts(form: &str, session: Uuid) -> ();
    /// Removes what expired at `now_ms`; answers how many.
    quiet fn drop_expired_form_drafts(now_ms: i64) -> u64;
}
