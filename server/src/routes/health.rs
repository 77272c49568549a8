//! For supervisors: `/healthz` (the process answers) and `/readyz` (it can work).

use crate::layers::error_pages::PlainAnswer;
use crate::state::AppState;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use services::ports::MediaError;
use std::time::Duration;

/// Always 200 while the process answers; says how many panics there were.
pub async fn alive(State(state): State<AppState>) -> Response {
    format!("ok\npanics {}\n", state.panics.count()).into_response()
}

/// How long one waits for the place of pictures.
const PICTURES_LIMIT: Duration = Duration::from_secs(2);

/// 200 when the database answers and the server is not about to stop, else 503. A second line says when the place of pictures
/// cannot be used: pages do without them, so that is no reason to send readers away.
pub async fn ready(State(state): State<AppState>) -> Response {
    let (status, text) = if state.is_draining() {
        (StatusCode::SERVICE_UNAVAILABLE, "stopping\n")
    } else {
        match state.services.store().ping().await {
            Ok(()) => (StatusCode::OK, pictures(&state).await),
            Err(_unreachable) => (StatusCode::SERVICE_UNAVAILABLE, "database does not answer\n"),
        }
    };
    (status, Extension(PlainAnswer), text).into_response()
}

async fn pictures(state: &AppState) -> &'static str {
    match tokio::time::timeout(PICTURES_LIMIT, state.services.media().reach()).await {
        Ok(Ok(())) => "ready\n",
        Ok(Err(MediaError::Refused(_))) => "ready\npictures: the place where they are kept refuses\n",
        Ok(Err(MediaError::Name(_) | MediaError::Unreachable(_) | MediaError::Failed(_))) | Err(_) => {
            "ready\npictures: the place where they are kept does not answer\n"
        }
    }
}
