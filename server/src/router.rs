//! All routes, from one list that the tests read too.

use crate::layers::panic::LastResort;
use crate::layers::{envelope, error_pages, limits, linger, origin};
use crate::page_cache;
use crate::routes::pages::PageRoute;
use crate::routes::{api, assets, health, listings, live, media, pages, pictures, share, upload};
use crate::state::AppState;
use app::routes::{ROUTES, Role};
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter, get, on, post};
use axum::{Extension, Router};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// What an endpoint is, which decides what a test may expect of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A document for readers.
    Page,
    /// A server function: a form is posted, a redirect answers.
    Action,
    /// Files are posted in a form, a redirect answers.
    Upload,
    /// A file or a redirect that is the same for everyone.
    File,
    /// An answer for supervisors.
    Watch,
    /// An answer that goes on for as long as a page is open.
    Live,
}

/// One endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// The one method that it takes (`GET` also stands for `HEAD`).
    pub method: Method,
    /// Its address with `{parameters}`.
    pub pattern: String,
    /// What it is.
    pub kind: Kind,
    /// Whether its answers are somebody's own.
    pub private: bool,
}

/// Names of pages that are somebody's own although a visitor may see them.
const PRIVATE_PATTERNS: [&str; 5] = ["/cart", "/checkout", "/orders/", "/sign-in", "/account"];

fn is_private(pattern: &str, role: Role) -> bool {
    let open = match role {
        Role::Public => true,
        Role::Signed | Role::ShopMember | Role::Coordinator => false,
    };
    !open
        || pattern
            .strip_prefix("/{lang}")
            .is_some_and(|rest| PRIVATE_PATTERNS.iter().any(|private| rest.starts_with(private)))
}

/// Every endpoint of the site, apart from the built files.
#[must_use]
pub fn endpoints() -> Vec<Endpoint> {
    let own = |pattern: &str, kind| Endpoint { method: Method::GET, pattern: pattern.to_owned(), kind, private: false };
    let mut all = vec![
        own("/", Kind::File),
        own("/healthz", Kind::Watch),
        own("/readyz", Kind::Watch),
        own("/media/preview/{name}", Kind::File),
        own(pictures::PATTERN, Kind::File),
        own(share::PATTERN, Kind::File),
    ];
    all.extend(listings::PATTERNS.map(|pattern| own(pattern, Kind::File)));
    all.push(Endpoint { private: true, ..own(live::PATTERN, Kind::Live) });
    all.extend([upload::shop::PATH, upload::design::PATH].map(|path| Endpoint {
        method: Method::POST,
        pattern: path.to_owned(),
        kind: Kind::Upload,
        private: true,
    }));
    all.extend(ROUTES.iter().map(|route| Endpoint {
        method: Method::GET,
        pattern: route.pattern.to_owned(),
        kind: Kind::Page,
        private: is_private(route.pattern, route.role),
    }));
    let mut actions: Vec<_> = server_fn::axum::server_fn_paths().collect();
    actions.sort_by_key(|(path, _)| *path);
    all.extend(actions.into_iter().map(|(path, method)| Endpoint {
        method,
        pattern: path.to_owned(),
        kind: Kind::Action,
        private: true,
    }));
    all
}

/// The whole site.
///
/// # Panics
/// When a server function takes anything but POST: reading must never write.
pub fn build(state: &AppState) -> Router {
    let mut router = Router::new()
        .route("/", get(pages::to_home))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/media/preview/{name}", get(media::preview))
        .route(pictures::PATTERN, get(pictures::file))
        .route(share::PATTERN, get(share::card))
        .route(listings::PATTERNS[0], get(listings::robots))
        .route(listings::PATTERNS[1], get(listings::sitemap))
        .route(listings::PATTERNS[2], get(listings::sitemap_part))
        .route(listings::PATTERNS[3], get(listings::news))
        .route(listings::PATTERNS[4], get(listings::offers))
        .route(listings::PATTERNS[5], get(listings::suggest))
        .route_layer(middleware::from_fn_with_state(state.clone(), count));
    for route in ROUTES {
        let page = PageRoute {
            pattern: route.pattern,
            handler: route.handler,
            role: route.role,
            private: is_private(route.pattern, route.role),
        };
        router = router.route(route.pattern, get(pages::route).layer(Extension(page)));
    }
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "{path} must take POST");
        let action: MethodRouter<AppState> = on(MethodFilter::POST, api::call);
        router = router.route(path, action);
    }
    let uploads = Router::new()
        .route(upload::shop::PATH, post(upload::shop::picture))
        .route(upload::design::PATH, post(upload::design::picture))
        .layer(middleware::from_fn_with_state(state.clone(), origin::refuse_other_sites));
    let news = Router::new().route(live::PATTERN, get(live::listen)).layer(middleware::from_fn(limits::read_body));
    envelop(limit(router.fallback(built_file), state).merge(uploads).merge(news), state).with_state(state.clone())
}

/// Counts requests that reach a handler; pages and actions count for themselves, behind their own checks.
async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if let Some(path) = request.extensions().get::<MatchedPath>().filter(|_| reads) {
        state.calls.note(path.as_str(), true);
    }
    next.run(request).await
}

async fn built_file(State(state): State<AppState>, request: Request) -> Response {
    assets::file(&state.config.site_root, request).await
}

/// Adds the layers that every route needs; the last one is the outermost.
pub fn surround(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    envelop(limit(router, state), state)
}

/// The layers that read a body before anybody looks at the request. An upload limits itself while it comes in.
fn limit(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    router
        .layer(middleware::from_fn_with_state(state.clone(), limits::admit))
        .layer(middleware::from_fn_with_state(state.clone(), origin::refuse_other_sites))
        .layer(middleware::from_fn(limits::read_body))
}

fn envelop(router: Router<AppState>, state: &AppState) -> Router<AppState> {
    router
        .layer(state.panics.layer())
        .layer(middleware::from_fn_with_state(state.clone(), error_pages::dress))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(5)))
        .layer(middleware::from_fn_with_state(state.clone(), page_cache::answer))
        .layer(middleware::from_fn_with_state(state.clone(), envelope::surround))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(LastResort(state.panics.clone())))
        .layer(middleware::from_fn(linger::linger))
}
