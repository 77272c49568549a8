//! The page that stands for an error, in one place.

use crate::layers::envelope::Marks;
use crate::layers::error_pages::code_of;
use crate::state::AppState;
use app::page::PageContext;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use domain::text::Lang;
use services::Actor;

/// The page for a status. `actor` is `None` when it could not be found out who asks.
pub fn page(
    state: &AppState,
    marks: &Marks,
    actor: Option<Actor>,
    lang: Lang,
    status: StatusCode,
) -> impl IntoResponse + use<> {
    let context = PageContext {
        basket: 0,
        lang,
        params: Vec::new(),
        query: Vec::new(),
        path: String::new(),
        actor: actor.unwrap_or_default(),
        services: state.services.clone(),
        nonce: marks.nonce.to_string(),
        reference: marks.reference.to_string(),
        assets: state.site.assets.clone(),
        public_url: state.site.origin.clone(),
        source_url: state.site.source.clone(),
        foreign: None,
        currencies: Vec::new(),
        live: None,
    };
    Html(app::error_page::document(&context, code_of(status)))
}
