//! Around every request: its reference, its nonce, its client; then one log line and the security headers.

use crate::layers::{headers, peer};
use crate::state::AppState;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

/// The header that carries the reference of a request.
pub const REFERENCE_HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// What belongs to one request and is known before any route.
#[derive(Debug, Clone)]
pub struct Marks {
    /// Found in the log, in the answer's header and on error pages.
    pub reference: Arc<str>,
    /// Nonce of the answer's Content-Security-Policy.
    pub nonce: Arc<str>,
    /// Unit that limits are counted by, see [`peer::limit_key`].
    pub client: Arc<str>,
}

impl Marks {
    fn draw(client: &str) -> Self {
        let mut random = [0_u8; 22];
        getrandom::fill(&mut random).expect("a system without random bytes cannot make safe tokens");
        let (reference, nonce) = random.split_at(6);
        Self { reference: hex(reference).into(), nonce: hex(nonce).into(), client: client.into() }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| DIGITS[usize::from(half)]).collect()
}

/// The layer.
#[expect(clippy::disallowed_methods, reason = "the time that a request takes is measured here")]
pub async fn surround(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let socket =
        request.extensions().get::<peer::SocketPeer>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
    let client = peer::limit_key(peer::client(socket, request.headers(), &state.config.trusted_proxies));
    let marks = Marks::draw(&client);
    request.extensions_mut().insert(marks.clone());
    let method = request.method().clone();
    // The pattern, not the address: an address may hold what gives access to an order.
    let route = request.extensions().get::<MatchedPath>().cloned();

    let mut response = next.run(request).await;

    headers::secure(response.headers_mut(), &marks.nonce, state.site.public.secure);
    if let Ok(reference) = HeaderValue::from_str(&marks.reference) {
        response.headers_mut().insert(REFERENCE_HEADER, reference);
    }
    if state.is_draining() {
        response.headers_mut().insert(axum::http::header::CONNECTION, HeaderValue::from_static("close"));
    }
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, ms, reference = &*marks.reference, "{method} {route} {status} in {ms} ms");
    response
}
