//! An error answer becomes a page in the reader's language that says what to do and carries the reference.

use crate::layers::envelope::Marks;
use crate::routes::{errors, session};
use crate::state::AppState;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::text::Lang;

/// In an answer's extensions: it is for a machine and stays as it is.
#[derive(Debug, Clone, Copy)]
pub struct PlainAnswer;

/// The layer.
pub async fn dress(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    request: Request,
    next: Next,
) -> Response {
    let (headers, uri) = (request.headers().clone(), request.uri().clone());
    let response = next.run(request).await;
    let status = response.status();
    let fails = status.is_client_error() || status.is_server_error();
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !fails || is_page || response.extensions().get::<PlainAnswer>().is_some() {
        return response;
    }
    let lang = lang_of(&uri, &headers);
    // A database that does not answer is no reason to show no page.
    let actor = session::actor(&state, &headers).await.ok();
    let mut page = errors::page(&state, &marks, actor, lang, status).into_response();
    for name in [header::ALLOW, header::RETRY_AFTER, header::CONTENT_RANGE] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    *page.status_mut() = status;
    page
}

/// The reader's language: that of the page's address, else of the page that the form stood on, else the browser's.
#[must_use]
pub fn lang_of(uri: &Uri, headers: &HeaderMap) -> Lang {
    lang_of_path(uri.path())
        .or_else(|| {
            let referer: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
            lang_of_path(referer.path())
        })
        .unwrap_or_else(|| preferred(headers))
}

fn lang_of_path(path: &str) -> Option<Lang> {
    let first = path.strip_prefix('/')?.split('/').next()?;
    Lang::from_code(first)
}

/// The language that the browser asks for, French when it asks for none of ours.
#[must_use]
pub fn preferred(headers: &HeaderMap) -> Lang {
    let Some(wish) = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()) else {
        return Lang::Fr;
    };
    let mut best = (0, Lang::Fr);
    for part in wish.split(',').take(20) {
        let (tag, quality) = part.split_once(';').unwrap_or((part, "q=1"));
        let weight = permille(quality.trim());
        if let Some(lang) = Lang::from_tag(tag.trim()).filter(|_| weight > best.0) {
            best = (weight, lang);
        }
    }
    best.1
}

/// `q=0.85` as 850; what cannot be read weighs nothing.
pub fn permille(quality: &str) -> u16 {
    let Some(number) = quality.strip_prefix("q=") else { return 0 };
    match number.split_once('.') {
        None if number == "1" => 1000,
        Some(("1", rest)) if rest.bytes().all(|digit| digit == b'0') => 1000,
        Some(("0", rest)) => format!("{rest:0<3}").get(..3).and_then(|digits| digits.parse().ok()).unwrap_or(0),
        None | Some(_) => 0,
    }
}

/// Whether a status has a page of its own; the others share the one for 400 or 500.
#[must_use]
pub const fn code_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        413 => "too_large",
        415 => "unsupported",
        400..=499 => "bad_request",
        503 => "unavailable",
        _ => "internal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_is_asked_in_the_order_of_its_wishes() {
        for (wish, lang) in [
            ("ar-MA,ar;q=0.9,fr;q=0.8", Lang::Ar),
            ("de,en;q=0.3,fr;q=0.31", Lang::Fr),
            ("en-GB", Lang::En),
            ("de", Lang::Fr),
            ("en;q=0", Lang::Fr),
            ("en;q=x,ar;q=0.1", Lang::Ar),
            ("", Lang::Fr),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, wish.parse().unwrap());
            assert_eq!(preferred(&headers), lang, "{wish}");
        }
    }

    #[test]
    fn a_failed_form_answers_in_the_language_of_its_page() {
        let mut headers = HeaderMap::new();
        headers.insert(header::REFERER, "https://shop.example/ar/checkout?x".parse().unwrap());
        assert_eq!(lang_of(&"/api/place_order".parse().unwrap(), &headers), Lang::Ar);
        assert_eq!(lang_of(&"/en/nothing".parse().unwrap(), &headers), Lang::En);
    }
}
