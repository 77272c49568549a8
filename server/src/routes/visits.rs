//! Counts visits, beside the answer: of a request nothing is asked but its address and its headers.

use crate::state::AppState;
use axum::http::{HeaderMap, HeaderName, Method, Request, header};
use domain::id::ShopId;
use domain::visits::{Place, Source};
use services::visits::{Visit, Visitor};

/// A browser says with it that the reader is not to be followed.
const GPC: HeaderName = HeaderName::from_static("sec-gpc");
/// The same, of older browsers.
const DNT: HeaderName = HeaderName::from_static("dnt");
/// A browser says with it that it only fetches what may be asked for.
const PURPOSES: [HeaderName; 3] =
    [HeaderName::from_static("sec-purpose"), HeaderName::from_static("purpose"), HeaderName::from_static("x-moz")];

/// Who asks, when she is to be counted: a person, who did not ask that it be left alone.
#[must_use]
pub fn visitor(headers: &HeaderMap, client: &str) -> Option<Visitor> {
    let refuses = [GPC, DNT].iter().any(|name| headers.get_all(name).iter().any(|value| value == "1"));
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok())?;
    if refuses { None } else { Visitor::new(client, agent) }
}

/// Notes that a page was answered with 200, whoever answered it. Only pages of the shop window count, seen by people who do
/// not work there and did not ask to be left alone. What was fetched beforehand counts when it is shown: the page says so
/// itself (`/api/note_visit`).
pub fn note<B>(state: &AppState, request: &Request<B>, client: &str, works_for: Vec<ShopId>) {
    if let Some(visit) = read(request, client, &state.site.origin, works_for) {
        services::visits::note(&state.services, visit);
    }
}

fn read<B>(request: &Request<B>, client: &str, own: &str, works_for: Vec<ShopId>) -> Option<Visit> {
    let (uri, headers) = (request.uri(), request.headers());
    let early = |name: &HeaderName| headers.get_all(name).iter().any(|value| value.as_bytes().starts_with(b"prefetch"));
    if *request.method() != Method::GET || PURPOSES.iter().any(early) {
        return None;
    }
    let place = Place::of_path(uri.path())?;
    let visitor = visitor(headers, client)?;
    let referrer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let source = Source::of(uri.query().unwrap_or_default(), referrer, own);
    Some(Visit { place, source, visitor, works_for })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "https://shop.example";
    const BROWSER: (&str, &str) =
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0");

    fn of(method: &str, path: &str, headers: &[(&str, &str)]) -> Option<Visit> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(&request.body(()).unwrap(), "192.0.2.1", OWN, Vec::new())
    }

    #[test]
    fn pages_of_the_shop_window_count_when_a_person_sees_them() {
        let visit = of("GET", "/fr/products/box?utm_source=ig", &[BROWSER]).unwrap();
        assert_eq!((visit.place, visit.source.code()), (Place::Product("box".into()), "utm:ig//".into()));
        let visit = of("GET", "/fr", &[BROWSER, ("referer", "https://www.bing.com/")]).unwrap();
        assert_eq!((visit.place, visit.source.code()), (Place::Elsewhere, "at:bing".into()));
        let own = of("GET", "/fr/shops/argan", &[BROWSER, ("referer", "https://shop.example/fr")]).unwrap();
        assert_eq!(own.source, Source::Direct);
        assert!(of("GET", "/fr", &[BROWSER, ("dnt", "0"), ("sec-gpc", "0")]).is_some());
    }

    #[test]
    fn who_asks_to_be_left_alone_and_what_nobody_looks_at_do_not_count() {
        for header in [
            ("sec-gpc", "1"),
            ("dnt", "1"),
            ("sec-purpose", "prefetch"),
            ("sec-purpose", "prefetch;prerender"),
            ("purpose", "prefetch"),
            ("x-moz", "prefetch"),
        ] {
            assert!(of("GET", "/fr/products/box", &[BROWSER, header]).is_none(), "{header:?}");
        }
        assert!(of("GET", "/fr/products/box", &[]).is_none());
        assert!(of("GET", "/fr/products/box", &[("user-agent", "curl/8.5.0")]).is_none());
        assert!(of("HEAD", "/fr/products/box", &[BROWSER]).is_none());
        for path in ["/fr/cart", "/fr/orders/0123", "/fr/studio/argan/visits", "/healthz", "/"] {
            assert!(of("GET", path, &[BROWSER]).is_none(), "{path}");
        }
    }
}
