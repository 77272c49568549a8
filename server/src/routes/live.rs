//! `/studio/{shop}/live`: tells an open page that its shop changed, as server-sent events. It takes no place among the
//! requests in work; see [`crate::live::Hub::turn`] for its own.

use crate::layers::envelope::Marks;
use crate::layers::limits;
use crate::live::Listener;
use crate::routes::{pages, session};
use crate::state::AppState;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

/// Its place in the route table.
pub const PATTERN: &str = "/studio/{shop}/live";

/// Where the address of a shop begins and ends, see [`PATTERN`].
#[must_use]
pub fn address(shop: &str) -> String {
    ["/studio/", shop, "/live"].concat()
}

/// The listener on its way, in the answer's extensions, to whoever owns the connection.
#[derive(Clone)]
pub struct Handed(pub Arc<Mutex<Option<Listener>>>);

/// Answers with a head alone; what follows is written by [`crate::live::keep`]. Who does not work for the shop gets 404.
pub async fn listen(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(shop): Path<String>,
    method: Method,
    version: Version,
    headers: HeaderMap,
) -> Response {
    let Some(_turn) = state.live.turn().await else { return limits::come_back() };
    let actor = match session::actor(&state, &headers).await {
        Ok(actor) => actor,
        Err(error) => return pages::failed(&marks, &error),
    };
    let Some((membership, session)) = actor.membership(&shop).zip(actor.session_id()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // What is written later is written in chunks.
    if version != Version::HTTP_11 {
        return StatusCode::HTTP_VERSION_NOT_SUPPORTED.into_response();
    }
    let head = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // Otherwise nginx keeps what is written until it is much.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    if method == Method::HEAD {
        return head.into_response();
    }
    if state.is_draining() {
        return limits::come_back();
    }
    let Some(listener) = state.live.listen(membership.shop, session) else { return limits::come_back() };
    let handed = Handed(Arc::new(Mutex::new(Some(listener))));
    (head, Extension(handed), Body::from_stream(stream::pending::<Result<Vec<u8>, Infallible>>())).into_response()
}
