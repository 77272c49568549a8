//! The page that stands for an error, in one place.

use crate::layers::envelope::Marks;
use crate::layers::error_pages::code_of;
use crate::state::AppState;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use domain::text::Lang;
use services::session::Actor;

/// The page for a status. `actor` is `None` when it could not be found out who asks.
pub fn page(
    state: &AppState,
    marks: &Marks,
    actor: Option<Actor>,
    lang: Lang,
    status: StatusCode,
) -> impl IntoResponse + use<> {
    let _ = (state, actor, lang);
    Html(format!("<!DOCTYPE html><title>{}</title><p>{} {}", status.as_u16(), code_of(status), marks.reference))
}
