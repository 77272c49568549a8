//! How much one request, and all of them together, may take.

use crate::state::AppState;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use services::studio::products::MOST_FILE_BYTES;
use std::time::Duration;

/// Longest request body, in bytes. All bodies are forms.
pub const BODY_LIMIT: usize = 64 * 1024;

/// Longest body of the form that takes the file of a product: Arabic letters become three times as long in it.
const FILE_BODY_LIMIT: usize = 3 * MOST_FILE_BYTES + 4 * 1024;

/// Longest time that a body may take to arrive.
const BODY_TIME_LIMIT: Duration = Duration::from_secs(10);

/// Longest time from the head of a request to the head of its answer.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Refuses at once what cannot be worked on soon, and gives up what takes too long.
pub async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Ok(_permit) = state.admission.try_acquire() else {
        return come_back();
    };
    match tokio::time::timeout(TIME_LIMIT, next.run(request)).await {
        Ok(response) => response,
        Err(_elapsed) => come_back(),
    }
}

/// 503, with the word when to try again.
#[must_use]
pub fn come_back() -> Response {
    let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    response
}

/// Reads the body whole before anything looks at the request; a body that is too long, too slow or broken ends here.
/// Nobody holds a place among the requests in work while a slow sender trickles.
pub async fn read_body(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let most = if parts.uri.path() == "/api/import_product" { FILE_BODY_LIMIT } else { BODY_LIMIT };
    match tokio::time::timeout(BODY_TIME_LIMIT, collect(body, most)).await {
        Ok(Ok(whole)) => next.run(Request::from_parts(parts, Body::from(whole))).await,
        Ok(Err(refusal)) => refusal.into_response(),
        Err(_elapsed) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

async fn collect(body: Body, most: usize) -> Result<Vec<u8>, StatusCode> {
    let mut whole = Vec::new();
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if whole.len() + chunk.len() > most {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole)
}
