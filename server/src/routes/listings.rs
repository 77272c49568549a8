//! What other machines read to send people here: `/robots.txt`, site maps, news of pieces, lists of offers.

use crate::layers::error_pages::PlainAnswer;
use crate::state::AppState;
use app::listings;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::text::Lang;
use domain::time::Timestamp;
use services::catalog;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Patterns of these addresses.
pub const PATTERNS: [&str; 5] =
    ["/robots.txt", "/sitemap.xml", "/sitemaps/{name}", "/{lang}/new.xml", "/{lang}/offers.xml"];

/// Pieces among the news.
const NEWS: i64 = 50;
/// So long a list of offers stands: price and day of each piece are computed for it.
const STANDS_MS: i64 = 600_000;

/// The lists of offers that stand.
#[derive(Debug, Default)]
pub struct Offers(Mutex<BTreeMap<Lang, (Timestamp, Arc<str>)>>);

/// `/robots.txt`
pub async fn robots(State(state): State<AppState>) -> Response {
    answer("text/plain; charset=utf-8", listings::robots(&state.site.origin))
}

/// `/sitemap.xml`
pub async fn sitemap(State(state): State<AppState>) -> Response {
    match catalog::parts(&state.services).await {
        Ok(parts) => xml(listings::index(&state.site.origin, parts)),
        Err(error) => failed(&error),
    }
}

/// `/sitemaps/places.xml`, `/sitemaps/pieces-0.xml`
pub async fn sitemap_part(State(state): State<AppState>, Path(name): Path<String>) -> Response {
    let Some(name) = name.strip_suffix(".xml") else { return StatusCode::NOT_FOUND.into_response() };
    let number = name.strip_prefix("pieces-").and_then(|number| number.parse().ok());
    let listed = match (name, number) {
        ("places", _) => catalog::places(&state.services, app::storefront::info::paths()).await,
        (_, Some(number)) => catalog::part(&state.services, number).await,
        (_, None) => return StatusCode::NOT_FOUND.into_response(),
    };
    match listed {
        Ok(listed) if listed.is_empty() => StatusCode::NOT_FOUND.into_response(),
        Ok(listed) => xml(listings::part(&state.site.origin, &listed)),
        Err(error) => failed(&error),
    }
}

/// `/{lang}/new.xml`
pub async fn news(State(state): State<AppState>, Path(lang): Path<String>) -> Response {
    let Some(lang) = known(&lang) else { return StatusCode::NOT_FOUND.into_response() };
    match catalog::newest(&state.services, NEWS).await {
        Ok(pieces) => answer("application/rss+xml; charset=utf-8", listings::news(&state.site.origin, lang, &pieces)),
        Err(error) => failed(&error),
    }
}

/// `/{lang}/offers.xml`
pub async fn offers(State(state): State<AppState>, Path(lang): Path<String>) -> Response {
    let Some(lang) = known(&lang) else { return StatusCode::NOT_FOUND.into_response() };
    // Held while a list is made: it is made once, however many ask for it.
    let mut lists = state.offers.0.lock().await;
    let now = state.services.now();
    let stands = lists.get(&lang).filter(|(made, _)| now.0 - made.0 < STANDS_MS).map(|(_, list)| Arc::clone(list));
    let list = match stands {
        Some(list) => list,
        None => match services::offers::offers(&state.services).await {
            Ok(offers) => {
                let list: Arc<str> = listings::offers(&state.site.origin, lang, &offers).into();
                lists.insert(lang, (now, Arc::clone(&list)));
                list
            }
            Err(error) => return failed(&error),
        },
    };
    drop(lists);
    xml(list.to_string())
}

fn known(code: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}

fn xml(text: String) -> Response {
    answer("application/xml; charset=utf-8", text)
}

fn answer(media_type: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=600")),
    ];
    (Extension(PlainAnswer), headers, text).into_response()
}

fn failed(error: &services::Error) -> Response {
    tracing::error!("a list for other machines could not be made: {error}");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
