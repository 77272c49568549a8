//! `/media/picture/{code}-{width}.webp|.jpg`: a file of an uploaded picture. A name never changes its content.

use crate::layers::envelope::Marks;
use crate::layers::headers::INERT;
use crate::state::AppState;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::picture::format_of;
use services::ports::MediaError;

/// Its place in the route table.
pub const PATTERN: &str = "/media/picture/{name}";

/// Answers with the file, or 404.
pub async fn file(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(name): Path<String>,
) -> Response {
    let Some(format) = format_of(&name) else { return StatusCode::NOT_FOUND.into_response() };
    match state.services.media().get(&name).await {
        Ok(Some(bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
                (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
                (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(INERT)),
            ];
            (headers, bytes).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(reference = &*marks.reference, "no picture: {error}");
            match error {
                MediaError::Unreachable(_) => {
                    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")]).into_response()
                }
                MediaError::Name(_) | MediaError::Refused(_) | MediaError::Failed(_) => {
                    StatusCode::INTERNAL_SERVER_ERROR.into_response()
                }
            }
        }
    }
}
