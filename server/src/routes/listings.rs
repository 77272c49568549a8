//! What other machines read to send people here: `/robots.txt`, site maps, news of pieces, lists of offers.

use crate::layers::envelope::Marks;
use crate::layers::error_pages::PlainAnswer;
use crate::layers::limits;
use crate::routes::pages;
use crate::state::AppState;
use app::i18n::Cx;
use app::listings;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::exchange::Foreign;
use domain::money::Currency;
use domain::text::Lang;
use domain::time::Timestamp;
use serde::Deserialize;
use services::offers::Offer;
use services::{exchange, site_map};
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Patterns of these addresses.
pub const PATTERNS: [&str; 6] = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemaps/{name}",
    "/{lang}/new.xml",
    "/{lang}/offers.xml",
    "/{lang}/suggest.json",
];

/// Pieces among the news.
const NEWS: i64 = 50;
/// So long a list of offers stands: price and day of each piece are computed for it.
const STANDS_MS: i64 = 600_000;

/// The list of offers that stands.
#[derive(Debug, Default)]
pub struct Offers(Arc<Mutex<List>>);

/// `/robots.txt`
pub async fn robots(State(state): State<AppState>) -> Response {
    answer("text/plain; charset=utf-8", listings::robots(&state.site.origin))
}

/// `/sitemap.xml`
pub async fn sitemap(State(state): State<AppState>, Extension(marks): Extension<Marks>) -> Response {
    match site_map::parts(&state.services).await {
        Ok(parts) => xml(listings::index(&state.site.origin, &parts)),
        Err(error) => pages::failed(&marks, &error),
    }
}

/// `/sitemaps/places.xml`, `/sitemaps/pieces-0.xml`
pub async fn sitemap_part(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(name): Path<String>,
) -> Response {
    let Some(name) = name.strip_suffix(".xml") else { return StatusCode::NOT_FOUND.into_response() };
    let number = name.strip_prefix("pieces-").and_then(|number| number.parse().ok());
    let listed = match (name, number) {
        ("places", _) => site_map::places(&state.services, app::storefront::places()).await,
        (_, Some(number)) => site_map::part(&state.services, number).await,
        (_, None) => return StatusCode::NOT_FOUND.into_response(),
    };
    match listed {
        Ok(listed) if listed.is_empty() => StatusCode::NOT_FOUND.into_response(),
        Ok(listed) => xml(listings::part(&state.site.origin, &listed)),
        Err(error) => pages::failed(&marks, &error),
    }
}

/// `/{lang}/new.xml`
pub async fn news(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(lang): Path<String>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return StatusCode::NOT_FOUND.into_response() };
    match site_map::newest(&state.services, NEWS).await {
        Ok(pieces) => answer("application/rss+xml; charset=utf-8", listings::news(&state.site.origin, lang, &pieces)),
        Err(error) => pages::failed(&marks, &error),
    }
}

/// In which currency a list of offers is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    currency: Option<String>,
}

impl Asked {
    /// The language with the currency, and the rate that counts for it; nothing for one that there is not.
    async fn cx(&self, state: &AppState, lang: Lang) -> Result<Option<Cx>, services::Error> {
        let Some(code) = &self.currency else { return Ok(Some(Cx::of(lang))) };
        let foreign = match Currency::from_code(code) {
            None => return Ok(None),
            Some(Currency::Mad) => None,
            Some(currency) => Some(Foreign { currency, rate: exchange::rate(&state.services, currency).await? }),
        };
        Ok(Some(Cx { lang, foreign }))
    }
}

/// `/{lang}/offers.xml`, `/{lang}/offers.xml?currency=EUR`; 404 where no price is known in the currency.
pub async fn offers(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(lang): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return StatusCode::NOT_FOUND.into_response() };
    let cx = match asked.cx(&state, lang).await {
        Ok(Some(cx)) => cx,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return pages::failed(&marks, &error),
    };
    // Made by one at a time; nobody waits for that with a place among the requests in work.
    let Ok(list) = Arc::clone(&state.offers.0).try_lock_owned() else { return limits::come_back() };
    let made = tokio::spawn(stand(state.clone(), list)).await;
    match made {
        Ok(Ok(list)) => {
            let offers = list.as_ref().map_or(&[][..], |(_, offers)| offers);
            let is_known = |offer: &Offer| {
                cx.foreign.is_none_or(|foreign| foreign.price(offer.price, &offer.card.listed).is_some())
            };
            if cx.foreign.is_some() && !offers.iter().any(is_known) {
                return StatusCode::NOT_FOUND.into_response();
            }
            xml(listings::offers(&state.site.origin, cx, offers))
        }
        Ok(Err(error)) => pages::failed(&marks, &error),
        Err(stopped) => {
            tracing::error!(reference = &*marks.reference, "the list of offers was not made: {stopped}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// What was typed so far.
#[derive(Debug, Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `/{lang}/suggest.json?q=thu`
pub async fn suggest(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(lang): Path<String>,
    Query(typed): Query<Typed>,
) -> Response {
    let Some(lang) = Lang::from_code(&lang) else { return StatusCode::NOT_FOUND.into_response() };
    match services::search::suggest(&state.services, &typed.q).await {
        Ok(found) => answer("application/json", listings::suggestions(lang, &found)),
        Err(error) => pages::failed(&marks, &error),
    }
}

type List = Option<(Timestamp, Vec<Offer>)>;

/// Makes the list anew when it is too old. It goes on when who asked is gone: the next one finds it.
async fn stand(state: AppState, mut list: OwnedMutexGuard<List>) -> Result<OwnedMutexGuard<List>, services::Error> {
    let now = state.services.now();
    if list.as_ref().is_none_or(|(made, _)| now.0 - made.0 >= STANDS_MS) {
        *list = Some((now, services::offers::offers(&state.services).await?));
    }
    Ok(list)
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
