//! Server functions: forms are posted to them, a redirect answers. What cannot be read is answered 400 in our words,
//! never with the library's 500, its text, or a redirect that carries them.

use crate::config::PublicUrl;
use crate::layers::envelope::Marks;
use crate::layers::limits;
use crate::routes::{currency, pages, session, visits};
use crate::state::AppState;
use app::action::{ActionContext, Cookie};
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

/// Set by the library on each error answer; its value and the body are for its own client.
const ERROR_MARK: HeaderName = HeaderName::from_static("serverfnerror");

/// Set by the library beside `Location` for its own client.
const REDIRECT_MARK: HeaderName = HeaderName::from_static("serverfnredirect");

/// Calls the server function of this path.
pub async fn call(State(state): State<AppState>, Extension(marks): Extension<Marks>, mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !is_form(request.headers()) {
        state.calls.note(&path, false);
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let actor = match session::actor(&state, request.headers()).await {
        Ok(actor) => actor,
        Err(error) => return pages::failed(&marks, &error),
    };
    // The library would send errors of a plain form back to the Referer, with the error in the address.
    request.headers_mut().remove(header::REFERER);
    request.headers_mut().remove(header::ACCEPT);
    let context = ActionContext {
        actor,
        services: state.services.clone(),
        client: marks.client.to_string(),
        visitor: visits::visitor(request.headers(), &marks.client),
        public_url: state.site.origin.clone(),
        reference: marks.reference.to_string(),
        cookie: Arc::default(),
        reached: Arc::default(),
    };
    let given = context.clone();
    let response = leptos_axum::handle_server_fns_with_context(move || provide_context(given.clone()), request)
        .await
        .into_response();
    let reached = context.reached.load(Ordering::Relaxed);
    state.calls.note(&path, reached);
    let mut response = match (response.headers().contains_key(&ERROR_MARK), reached) {
        (false, _) => as_redirect(response),
        (true, false) => StatusCode::BAD_REQUEST.into_response(),
        (true, true) => failed(&marks, &path, response).await,
    };
    set_cookie(&mut response, &context, &state.site.public);
    response
}

fn set_cookie(response: &mut Response, context: &ActionContext, site: &PublicUrl) {
    let change = context.cookie.lock().unwrap_or_else(PoisonError::into_inner).take();
    let value = match change {
        Some(Cookie::Set(token)) => session::cookie(&token, site),
        Some(Cookie::Clear) => session::no_cookie(site),
        Some(Cookie::Currency(chosen)) => currency::cookie(chosen, site),
        None => None,
    };
    if let Some(value) = value {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

/// Logs what a function failed with, which the reader does not get to see.
async fn failed(marks: &Marks, path: &str, response: Response) -> Response {
    let text = to_bytes(response.into_body(), 4_096).await.unwrap_or_default();
    tracing::error!(reference = &*marks.reference, path, "request failed: {}", String::from_utf8_lossy(&text));
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Whether the body says that it is a form in UTF-8.
fn is_form(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else {
        return false;
    };
    let mut parts = kind.split(';').map(|part| part.trim().to_ascii_lowercase());
    parts.next().as_deref() == Some("application/x-www-form-urlencoded")
        && parts
            .all(|part| !part.starts_with("charset") || matches!(part.as_str(), "charset=utf-8" | "charset=\"utf-8\""))
}

/// Whatever way the function chose to name the next page, the browser is sent there with GET.
fn as_redirect(mut response: Response) -> Response {
    response.headers_mut().remove(&REDIRECT_MARK);
    let Some(location) = response.headers().get(header::LOCATION).cloned() else {
        return if response.status() == StatusCode::SERVICE_UNAVAILABLE { limits::come_back() } else { response };
    };
    let checked = pages::see_other(location.to_str().unwrap_or_default());
    if checked.status() != StatusCode::SEE_OTHER {
        return checked;
    }
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().remove(header::CONTENT_TYPE);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::empty();
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_are_read() {
        let read = |kind: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            is_form(&headers)
        };
        assert!(read("application/x-www-form-urlencoded") && read("application/x-www-form-urlencoded; charset=UTF-8"));
        for kind in [
            "text/plain",
            "application/json",
            "multipart/form-data",
            "application/x-www-form-urlencoded; charset=utf-16",
            "",
        ] {
            assert!(!read(kind), "{kind}");
        }
        assert!(!is_form(&HeaderMap::new()));
    }

    #[test]
    fn every_redirect_is_a_get_within_the_site() {
        let to =
            |location: &str| (StatusCode::FOUND, [(header::LOCATION, location.to_owned())], "body").into_response();
        assert_eq!(as_redirect(to("/fr/cart")).status(), StatusCode::SEE_OTHER);
        assert_eq!(as_redirect(to("https://evil.example/")).status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
