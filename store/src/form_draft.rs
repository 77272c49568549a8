//! Forms that came back with mistakes.

use crate::queries::queries;

/// What was typed and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDraft {
    /// Name and typed value of each field, in form order.
    pub fields: Vec<(String, String)>,
    /// Name of a field and error code.
    pub errors: Vec<(String, String)>,
}

queries! { form_draft:
    /// The draft of this id and form, unless it expired at `now_ms`.
    read fn form_draft(id: &str, form: &str, now_ms: i64) -> Option<FormDraft>;
    /// Keeps a draft until `expires_ms`.
    write fn keep_form_draft(id: &str, form: &str, draft: &FormDraft, expires_ms: i64) -> ();
    /// Removes what expired at `now_ms`; answers how many.
    write fn drop_expired_form_drafts(now_ms: i64) -> u64;
}
