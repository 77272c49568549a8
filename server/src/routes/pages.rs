//! Gives a page what it asks for, and turns what it answers into HTTP.

use crate::layers::envelope::Marks;
use crate::layers::{error_pages, headers, limits};
use crate::page_cache::{self, Made};
use crate::routes::currency::{self, Choice};
use crate::routes::{assets, live, session, visits};
use crate::state::AppState;
use app::page::{Answer, Handler, Live, PageContext};
use app::routes::{CAMERA, Role};
use axum::Extension;
use axum::extract::{RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::money::Currency;
use domain::text::{Lang, decode_field};
use services::Actor;

/// Longest query string that is read, in bytes. What a shopper chooses travels there.
const QUERY_LIMIT: usize = 8 * 1024;

/// `/`: to the home page in the reader's language.
pub async fn to_home(headers: HeaderMap) -> Response {
    let mut response = Redirect::to(&format!("/{}", error_pages::preferred(&headers).code())).into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// Which page stands behind a route.
#[derive(Clone, Copy)]
pub struct PageRoute {
    /// Its place in the route table.
    pub pattern: &'static str,
    /// Makes the page.
    pub handler: Handler,
    /// Who may see it.
    pub role: Role,
    /// Whether it is somebody's own; such pages are never kept by a cache.
    pub private: bool,
}

/// Answers one page; [`PageRoute`] comes with the route.
pub async fn route(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Extension(page): Extension<PageRoute>,
    params: RawPathParams,
    request: Request,
) -> Response {
    let mut params: Vec<(String, String)> =
        params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let language = params.iter().position(|(name, _)| name == "lang").map(|place| params.remove(place).1);
    let Some(lang) = language.as_deref().and_then(Lang::from_code) else {
        // `/{lang}` also matches `/favicon.svg`.
        return assets::file(&state.config.site_root, request).await;
    };
    let Some(query) = read_query(request.uri().query().unwrap_or_default()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let actor = match session::actor(&state, request.headers()).await {
        Ok(actor) => actor,
        Err(error) => return failed(&marks, &error),
    };
    let path = request.uri().path();
    if let Some(refusal) = refusal(page.role, &actor, &params, path) {
        return refusal;
    }
    // Before anything is read: what changes meanwhile makes another page, and another version.
    let same_for_all = page.role == Role::Public && !page.private && query.is_empty() && !actor.signed_in();
    let kept = same_for_all.then(|| state.services.store().moment()).flatten();
    let remembered = currency::remembered(request.headers(), &state.site.public);
    let kept = kept.map(|since| (page_cache::key(path, remembered).into_owned(), since));
    let live = params.iter().find(|(name, _)| name == "shop").and_then(|(_, slug)| actor.membership(slug));
    let live = live.map(|member| Live {
        address: live::address(&member.slug),
        version: state.services.store().version(member.shop),
    });
    let works_for = actor.shops().iter().map(|shop| shop.shop).collect();
    let (basket, choice) = match for_shopper(&state, page.role, &actor, remembered, &query).await {
        Ok(found) => found,
        Err(error) => return failed(&marks, &error),
    };
    let context = PageContext {
        basket,
        lang,
        params,
        query,
        path: path.get(3..).unwrap_or_default().to_owned(),
        actor,
        services: state.services.clone(),
        nonce: marks.nonce.to_string(),
        reference: marks.reference.to_string(),
        assets: state.site.assets.clone(),
        public_url: state.site.origin.clone(),
        source_url: state.site.source.clone(),
        foreign: choice.foreign,
        currencies: choice.currencies,
        live,
    };
    state.calls.note(page.pattern, true);
    match (page.handler)(context).await {
        Answer::Html(status, html, shown) => {
            if let Some((key, since)) = kept.filter(|_| status == 200) {
                let made = Made { nonce: &marks.nonce, basket, shown: &shown, since };
                state.kept_pages.keep(&state, &key, &html, made);
            }
            if status == 200 {
                visits::note(&state, &request, &marks.client, works_for);
            }
            let mut response = Html(html).into_response();
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            let caching = if page.private { HeaderValue::from_static("no-store") } else { page_cache::CACHING };
            response.headers_mut().insert(header::CACHE_CONTROL, caching);
            if page.pattern == CAMERA {
                response.headers_mut().insert(headers::PERMISSIONS, HeaderValue::from_static(headers::CAMERA_HERE));
            }
            response
        }
        Answer::File { name, text } => download(&name, "text/plain; charset=utf-8", text.into_response()),
        Answer::Download { name, media_type, bytes } => download(&name, media_type, bytes.into_response()),
        Answer::Redirect(to) => see_other(&to),
        Answer::NotFound => StatusCode::NOT_FOUND.into_response(),
        Answer::Failed(error) => failed(&marks, &error),
    }
}

/// How much is in the cart and in which currency prices are read, on the pages that say so.
async fn for_shopper(
    state: &AppState,
    role: Role,
    actor: &Actor,
    remembered: Currency,
    query: &[(String, String)],
) -> Result<(u32, Choice), services::Error> {
    match role {
        Role::Public => {
            let basket = services::cart::pieces(&state.services, actor).await?;
            Ok((basket, currency::choice(state, remembered, query).await?))
        }
        Role::Signed | Role::ShopMember | Role::Coordinator => Ok((0, Choice::default())),
    }
}

/// A file to keep. Its name is one of ours; another would be a defect and is left out.
fn download(name: &str, media_type: &'static str, mut response: Response) -> Response {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    let disposition = if plain { format!("attachment; filename=\"{name}\"") } else { "attachment".to_owned() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// The answer to who may not see the page: a stranger is asked to sign in; another shop's pages do not exist, nor does for
/// a maker what only a coordinator sees.
fn refusal(role: Role, actor: &Actor, params: &[(String, String)], path: &str) -> Option<Response> {
    let asks = || Some(see_other(&format!("{}/sign-in?next={path}", path.get(..3).unwrap_or_default())));
    match role {
        Role::Public => None,
        Role::Signed | Role::ShopMember | Role::Coordinator if !actor.signed_in() => asks(),
        Role::Signed => None,
        Role::ShopMember | Role::Coordinator => {
            let shop = params.iter().find(|(name, _)| name == "shop").map(|(_, slug)| slug.as_str());
            let may = shop.is_none_or(|slug| match role {
                Role::Coordinator => actor.runs(slug),
                Role::Public | Role::Signed | Role::ShopMember => actor.membership(slug).is_some(),
            });
            (!may).then(|| StatusCode::NOT_FOUND.into_response())
        }
    }
}

/// A redirect within this site; an address that leads elsewhere is a defect and answers 500.
pub fn see_other(to: &str) -> Response {
    let within =
        to.starts_with('/') && !to.starts_with("//") && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    match HeaderValue::from_str(to) {
        Ok(location) if within => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Ok(_) | Err(_) => {
            tracing::error!("a page redirects out of the site");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Answers a failure with what the reader can do about it; logs it, once, when it is one of ours.
pub fn failed(marks: &Marks, error: &services::Error) -> Response {
    use services::Error;
    match error {
        Error::Denied | Error::NotFound => StatusCode::NOT_FOUND.into_response(),
        Error::Store(store::Error::Busy) => {
            tracing::warn!(reference = &*marks.reference, "the database was busy for too long");
            limits::come_back()
        }
        Error::Store(_) | Error::Overflow | Error::Failed(_) => {
            tracing::error!(reference = &*marks.reference, "request failed: {error}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Decodes a query string; `None` when it is too long. Bytes that are no text become replacement characters.
pub(super) fn read_query(raw: &str) -> Option<Vec<(String, String)>> {
    (raw.len() <= QUERY_LIMIT).then(|| form_fields(raw))
}

fn form_fields(raw: &str) -> Vec<(String, String)> {
    raw.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode_field(name), decode_field(value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_whatever_it_holds() {
        let fields = form_fields("o[size]=large&name=%D8%A3+b%2&&x&=y&z=%ff");
        let read: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(read, [("o[size]", "large"), ("name", "أ b%2"), ("x", ""), ("", "y"), ("z", "\u{fffd}")]);
        assert!(read_query(&"a".repeat(QUERY_LIMIT + 1)).is_none());
    }

    #[test]
    fn a_redirect_stays_within_the_site() {
        assert_eq!(see_other("/fr/cart").status(), StatusCode::SEE_OTHER);
        for to in
            ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\r\nb", "/\t/evil.example"]
        {
            assert_eq!(see_other(to).status(), StatusCode::INTERNAL_SERVER_ERROR, "{to}");
        }
    }
}
