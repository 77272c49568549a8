//! Pages that every stranger sees alike, kept in memory until something changes that they show (ADR 22).
//!
//! What belongs to one answer alone, its nonce, the id of a cart line and how much is in the cart, is never kept: the page is cut
//! there, and each answer puts its own between the parts.

mod body;
mod packed;
mod parts;

use crate::layers::envelope::Marks;
use crate::layers::error_pages::permille;
use crate::routes::{currency, session, visits};
use crate::state::AppState;
use app::page::Shown;
use app::shell::basket;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::id::ShopId;
use domain::money::Currency;
use domain::time::Timestamp;
use parts::{Own, Parts};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use store::news::Moment;
use tokio::sync::OnceCell;

/// What pages may take in memory, in bytes.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// How many pages are expected in it.
const EXPECTED: usize = 1_000;

/// How long a page is kept when nothing changes, in milliseconds: days of delivery come nearer by themselves, and other programs may
/// write to the database.
const LONGEST: i64 = 20_000;

/// How browsers keep pages that are no one's own.
pub const CACHING: HeaderValue = HeaderValue::from_static("private, no-cache");

/// The name under which a page is kept: its path, behind the currency in which its prices stand when these are not dirhams.
#[must_use]
pub fn key(path: &str, currency: Currency) -> Cow<'_, str> {
    if currency == Currency::Mad { path.into() } else { [currency.code(), path].concat().into() }
}

/// The pages that are kept, by their [`key`].
pub struct PageCache {
    pages: Cache<Box<str>, Arc<Page>, Weight>,
    answered: AtomicU64,
}

/// How a page was made.
pub struct Made<'a> {
    /// The nonce that stands in it.
    pub nonce: &'a str,
    /// How many pieces of the cart stand in it.
    pub basket: u32,
    /// What it shows.
    pub shown: &'a Shown,
    /// The moment before it was read.
    pub since: Moment,
}

struct Page {
    made: Timestamp,
    since: Moment,
    shop: Option<ShopId>,
    plain: Parts,
    /// Made when somebody first asks for it.
    packed: OnceCell<Option<Parts>>,
}

/// A page weighs what it takes: itself, and about a quarter of that packed.
#[derive(Clone)]
struct Weight;

impl Weighter<Box<str>, Arc<Page>> for Weight {
    fn weight(&self, path: &Box<str>, page: &Arc<Page>) -> u64 {
        let bytes = path.len() + page.plain.len() + page.plain.len() / 4 + 512;
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

impl Default for PageCache {
    fn default() -> Self {
        Self { pages: Cache::with_weighter(EXPECTED, MOST_BYTES, Weight), answered: AtomicU64::new(0) }
    }
}

impl PageCache {
    /// How many answers came from here.
    #[must_use]
    pub fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    /// What the pages that are kept weigh, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.pages.weight()
    }

    /// Keeps a page as it was made for somebody who is not signed in, from what was known at a moment before it was read.
    pub fn keep(&self, state: &AppState, key: &str, html: &str, made: Made<'_>) {
        let own = Own {
            nonce: made.nonce.to_owned(),
            line: made.shown.line.map(|line| line.to_string()).unwrap_or_default(),
            basket: basket(made.basket),
        };
        let page = Page {
            made: state.services.now(),
            since: made.since,
            shop: made.shown.shop,
            plain: Parts::cut(html, &own),
            packed: OnceCell::new(),
        };
        self.pages.insert(key.into(), Arc::new(page));
    }

    fn find(&self, state: &AppState, key: &str) -> Option<Arc<Page>> {
        let page = self.pages.get(key)?;
        let age = state.services.now().0 - page.made.0;
        if (0..LONGEST).contains(&age) && state.services.store().unchanged(page.since, page.shop) {
            return Some(page);
        }
        self.pages.remove(key);
        None
    }
}

/// The layer: answers with a page that is kept, where it is the one that this visitor would get.
pub async fn answer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some((page, encoding)) = kept(&state, &request) else { return next.run(request).await };
    let Some(basket) = basket_of(&state, request.headers()).await else { return next.run(request).await };
    let Some(marks) = request.extensions().get::<Marks>().cloned() else { return next.run(request).await };
    let line = page.plain.has_line().then(|| services::cart::new_line_id(&state.services).to_string());
    let own = Own { nonce: marks.nonce.to_string(), line: line.unwrap_or_default(), basket };
    let packed = match encoding {
        Encoding::Plain => None,
        Encoding::Brotli => page.packed.get_or_init(|| packed::pack(page.plain.clone())).await.as_ref(),
    };
    state.kept_pages.answered.fetch_add(1, Ordering::Relaxed);
    visits::note(&state, &request, &marks.client, Vec::new());
    let mut response = Response::new(match packed {
        Some(parts) => parts.packed_with(&own),
        None => page.plain.with(own),
    });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, CACHING);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if packed.is_some() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

/// The page that is kept for this address, when it can be sent as the client takes it.
fn kept(state: &AppState, request: &Request) -> Option<(Arc<Page>, Encoding)> {
    let plain_address = *request.method() == Method::GET && request.uri().query().is_none_or(str::is_empty);
    let encoding = encoding(request.headers()).filter(|_| plain_address)?;
    let remembered = currency::remembered(request.headers(), &state.site.public);
    Some((state.kept_pages.find(state, &key(request.uri().path(), remembered))?, encoding))
}

/// How much is in the cart of this visitor, as the page says it; nothing for who is signed in, and gets other pages.
async fn basket_of(state: &AppState, headers: &HeaderMap) -> Option<String> {
    if session::token(headers, &state.site.public).is_none() {
        return Some(basket(0));
    }
    let actor = session::actor(state, headers).await.ok().filter(|actor| !actor.signed_in())?;
    services::cart::pieces(&state.services, &actor).await.ok().map(basket)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Plain,
    Brotli,
}

/// In what a page that is kept can be sent; others are made as for everybody.
fn encoding(headers: &HeaderMap) -> Option<Encoding> {
    let Some(accepted) = headers.get(header::ACCEPT_ENCODING) else { return Some(Encoding::Plain) };
    let takes = |part: &str| {
        let (name, quality) = part.split_once(';').unwrap_or((part, "q=1"));
        name.trim().eq_ignore_ascii_case("br") && permille(quality.trim()) > 0
    };
    accepted.to_str().is_ok_and(|accepted| accepted.split(',').any(takes)).then_some(Encoding::Brotli)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_takes_is_read() {
        for (accepted, sent) in [
            (None, Some(Encoding::Plain)),
            (Some("br"), Some(Encoding::Brotli)),
            (Some("gzip, deflate, br, zstd"), Some(Encoding::Brotli)),
            (Some("gzip, BR;q=0.3"), Some(Encoding::Brotli)),
            (Some("gzip, br;q=0"), None),
            (Some("gzip, br; q=0.000"), None),
            (Some("gzip"), None),
            (Some("brotli"), None),
            (Some(""), None),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(accepted) = accepted {
                headers.insert(header::ACCEPT_ENCODING, accepted.parse().unwrap());
            }
            assert_eq!(encoding(&headers), sent, "{accepted:?}");
        }
    }
}
