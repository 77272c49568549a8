//! `/media/share/{lang}/{slug}.png?o[group]=value`: the picture of a piece, or of a design that was shared, for link previews.

use crate::adapters::picture;
use crate::layers::envelope::Marks;
use crate::layers::headers::INERT;
use crate::layers::limits;
use crate::routes::{media, pages};
use crate::state::AppState;
use app::i18n::Cx;
use app::storefront::share;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::text::Lang;
use services::catalog;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Pattern of these addresses.
pub const PATTERN: &str = "/media/share/{lang}/{name}";

/// The route.
pub async fn card(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path((lang, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let (Some(lang), Some(slug)) = (Lang::from_code(&lang), name.strip_suffix(".png")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(fields) = pages::read_query(&query.unwrap_or_default()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let product = match catalog::product(&state.services, slug).await {
        Ok(Some(product)) => product,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return pages::failed(&marks, &error),
    };
    let Some(drawing) = share::card(Cx::of(lang), &product, &app::storefront::product::options(&fields)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match paint(&state, drawing).await {
        Ok(Some(bytes)) => answer(bytes),
        Ok(None) => limits::come_back(),
        Err(reason) => {
            tracing::error!(reference = &*marks.reference, slug, "no picture for a link: {reason}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The pixels; `None` while others are painted. Any design can be asked for, so none is kept on disk.
async fn paint(state: &AppState, drawing: String) -> Result<Option<Bytes>, String> {
    let mut hasher = DefaultHasher::new();
    drawing.hash(&mut hasher);
    let name = format!("share-{:016x}", hasher.finish());
    if let Some(bytes) = state.pictures.recall(&name) {
        return Ok(Some(bytes));
    }
    let Some(_painter) = state.pictures.painter() else { return Ok(None) };
    let photographs = media::photographs(state, &drawing).await?;
    let made = tokio::task::spawn_blocking(move || picture::png(&drawing, &photographs, share::SIZE));
    let bytes = Bytes::from(made.await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?);
    state.pictures.keep(name, bytes.clone());
    Ok(Some(bytes))
}

fn answer(bytes: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(INERT)),
    ];
    (headers, bytes).into_response()
}
