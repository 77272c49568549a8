//! Nothing that another site sends may change anything here: unsafe requests must come from our own pages.

use crate::config::PublicUrl;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The layer.
pub async fn refuse_other_sites(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if safe || from_our_pages(request.headers(), &state.site.public) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

/// Whether the browser vouches that one of our pages sent this. Each header that is present must say so, and at least
/// one must be: `Sec-Fetch-Site` is not sent over plain http or by old browsers, `Origin` is.
fn from_our_pages(headers: &HeaderMap, site: &PublicUrl) -> bool {
    let mut vouched = false;
    for value in headers.get_all("sec-fetch-site") {
        if value != "same-origin" {
            return false;
        }
        vouched = true;
    }
    for value in headers.get_all(header::ORIGIN) {
        if !value.to_str().is_ok_and(|origin| site.admits(origin)) {
            return false;
        }
        vouched = true;
    }
    vouched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_that_is_present_must_vouch_and_one_must_be_present() {
        let site = PublicUrl::parse("https://shop.example").unwrap();
        let ours = "https://shop.example";
        for (fetch_site, origin, admitted) in [
            (None, None, false),
            (Some("same-origin"), None, true),
            (None, Some(ours), true),
            (Some("same-origin"), Some(ours), true),
            (Some("same-site"), Some(ours), false),
            (Some("cross-site"), None, false),
            (Some("none"), None, false),
            (Some("same-origin"), Some("null"), false),
            (Some("same-origin"), Some("https://evil.example"), false),
            (None, Some("null"), false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(value) = fetch_site {
                headers.insert("sec-fetch-site", value.parse().unwrap());
            }
            if let Some(value) = origin {
                headers.insert("origin", value.parse().unwrap());
            }
            assert_eq!(from_our_pages(&headers, &site), admitted, "{fetch_site:?} {origin:?}");
        }
    }
}
