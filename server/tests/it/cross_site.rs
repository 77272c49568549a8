//! Nothing that another site can make a browser send reaches a function that writes.

use crate::site::Site;
use axum::http::Method;
use server::router::{Kind, endpoints};

const ORIGINS: [Option<&str>; 4] = [Some("https://evil.example"), Some("null"), None, Some("ours")];
const FETCH_SITES: [Option<&str>; 5] = [Some("cross-site"), Some("same-site"), Some("none"), None, Some("same-origin")];
const CONTENT_TYPES: [&str; 4] =
    ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "application/json"];

#[tokio::test(flavor = "multi_thread")]
async fn only_forms_of_our_own_pages_reach_a_server_function() {
    let site = Site::start().await;
    let (mut client, _) = site.artisan().await;
    let cookie = client.cookie.clone();
    let ours = client.origin();
    let writes = |endpoint: &server::router::Endpoint| matches!(endpoint.kind, Kind::Action | Kind::Upload);
    let actions: Vec<_> = endpoints().into_iter().filter(writes).collect();
    assert!(actions.len() >= 11, "{actions:?}");
    let mut refused = 0;
    for action in &actions {
        assert_eq!(action.method, Method::POST, "{}", action.pattern);
        let body = match action.kind {
            Kind::Upload => "--x--".to_owned(),
            Kind::Action | Kind::Page | Kind::File | Kind::Watch | Kind::Live => {
                crate::malformed::sample_body(&action.pattern)
            }
        };
        // Each reads the one kind of form that it is sent.
        let own_type = CONTENT_TYPES[if action.kind == Kind::Upload { 2 } else { 0 }];
        for origin in ORIGINS {
            for fetch_site in FETCH_SITES {
                for content_type in CONTENT_TYPES {
                    let mut headers = vec![("content-type", content_type)];
                    headers
                        .extend(origin.map(|origin| ("origin", if origin == "ours" { ours.as_str() } else { origin })));
                    headers.extend(fetch_site.map(|value| ("sec-fetch-site", value)));
                    let ok_origin = origin.is_none_or(|origin| origin == "ours");
                    let ok_site = fetch_site.is_none_or(|value| value == "same-origin");
                    let vouched = ok_origin && ok_site && (origin.is_some() || fetch_site.is_some());
                    let is_form = content_type == own_type;
                    let before = reached(&site, &action.pattern);
                    client.cookie.clone_from(&cookie);
                    let answer = client.send("POST", &action.pattern, &headers, body.as_bytes()).await.unwrap();
                    let after = reached(&site, &action.pattern);
                    let what = format!("{} {headers:?}: {}", action.pattern, answer.status);
                    if vouched && is_form {
                        assert_eq!(after, before + 1, "a form of ours did not arrive: {what}");
                        assert!(answer.status < 500, "{what}");
                    } else {
                        assert_eq!(after, before, "{what}");
                        assert_eq!(answer.status, if vouched { 415 } else { 403 }, "{what}");
                        refused += 1;
                    }
                }
            }
        }
    }
    println!("{refused} foreign requests refused over {} endpoints", actions.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_written_by_any_other_method() {
    let site = Site::start().await;
    let mut client = site.client();
    for endpoint in endpoints() {
        let path = endpoint.pattern.replace("{lang}", "fr").replace(['{', '}'], "");
        let origin = client.origin();
        for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] {
            let answer = client.send(method, &path, &[("origin", &origin)], b"").await.unwrap();
            let reads = matches!(method, "GET" | "HEAD");
            let writes = matches!(endpoint.kind, Kind::Action | Kind::Upload);
            if writes || !reads {
                assert_eq!(answer.status, 405, "{method} {path}");
            } else {
                assert!(answer.header("set-cookie").is_none(), "{method} {path} opens a session");
            }
        }
        if matches!(endpoint.kind, Kind::Action | Kind::Upload) {
            assert_eq!(reached(&site, &path), 0, "{path}");
        }
    }
}

fn reached(site: &Site, path: &str) -> u64 {
    site.state.calls.counts().get(path).map_or(0, |count| count.reached)
}
