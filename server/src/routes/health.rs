//! For supervisors: `/healthz` (the process answers) and `/readyz` (it can work).

use crate::layers::error_pages::PlainAnswer;
use crate::state::AppState;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Always 200 while the process answers; says how many panics there were.
pub async fn alive(State(state): State<AppState>) -> Response {
    format!("ok\npanics {}\n", state.panics.count()).into_response()
}

/// 200 when the database answers and the server is not about to stop, else 503.
pub async fn ready(State(state): State<AppState>) -> Response {
    let (status, text) = if state.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else {
        match state.services.store().ping().await {
            Ok(()) => (StatusCode::OK, "ready\n"),
            Err(_unreachable) => (StatusCode::SERVICE_UNAVAILABLE, "database does not answer\n"),
        }
    };
    (status, Extension(PlainAnswer), text).into_response()
}
