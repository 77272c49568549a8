//! Headers, nonces and links of every page that a reader can come to.

use crate::client::{Answer, Client};
use crate::site::{Site, links};
use std::collections::{BTreeSet, VecDeque};

const ALWAYS: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

const PRIVATE: [&str; 6] = ["/cart", "/checkout", "/orders/", "/sign-in", "/account", "/studio"];

pub fn nonce_of(answer: &Answer) -> Option<&str> {
    answer.header("content-security-policy")?.split("'nonce-").nth(1)?.split('\'').next()
}

/// What holds for each answer whatever it is.
fn check(path: &str, answer: &Answer, nonces: &mut BTreeSet<String>) {
    for (name, value) in ALWAYS {
        assert_eq!(answer.header(name), Some(value), "{path}: {name}");
    }
    assert!(answer.header("x-request-id").is_some_and(|id| !id.is_empty()), "{path}: no reference");
    assert!(answer.header("cache-control").is_some(), "{path}: no Cache-Control");
    let policy =
        answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}: no Content-Security-Policy"));
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
    if let Some(nonce) = nonce_of(answer) {
        assert!(nonce.len() >= 22, "{path}: {nonce} is short");
        assert!(nonces.insert(nonce.to_owned()), "{path}: nonce {nonce} was used before");
    }
    if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
        check_html(path, answer);
    }
}

fn check_html(path: &str, answer: &Answer) {
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
    let html = answer.text();
    assert!(!html.contains(" style=\""), "{path}: a style attribute");
    let nonce = nonce_of(answer).unwrap_or_else(|| panic!("{path}: a page without nonce"));
    for tag in raw_text_tags(&html) {
        assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{path}: {tag}> lacks the nonce of its answer");
    }
    let private = PRIVATE.iter().any(|part| path.get(3..).is_some_and(|rest| rest.starts_with(part)));
    assert_eq!(answer.header("cache-control") == Some("no-store"), private || answer.status >= 400, "{path}: caching");
}

/// The start tags of scripts and styles, as a browser reads them: what stands between one and its end tag is text,
/// also where it looks like a tag.
fn raw_text_tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((at, end)) = ["<script", "<style"]
        .into_iter()
        .zip(["</script", "</style"])
        .filter_map(|(start, end)| rest.find(start).map(|at| (at, end)))
        .min()
    {
        let (tag, text) = rest[at..].split_once('>').expect("a tag ends");
        tags.push(tag);
        rest = text.split_once(end).expect("a script or a style ends").1;
    }
    tags
}

/// Follows every link from `start`; answers the pages found.
async fn crawl(client: &mut Client, start: &[&str], nonces: &mut BTreeSet<String>) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = start.iter().map(|&path| path.to_owned()).collect();
    let mut queue: VecDeque<String> = found.iter().cloned().collect();
    while let Some(path) = queue.pop_front() {
        let answer = client.get(&path).await.unwrap();
        assert!(
            answer.status < 400 || path.starts_with("/pkg/") || path.starts_with("/favicon"),
            "{path} is linked to and answers {}",
            answer.status
        );
        check(&path, &answer, nonces);
        let next: Vec<String> = match answer.header("location") {
            Some(location) => vec![location.to_owned()],
            None => links(&answer.text()),
        };
        for link in next {
            if !link.starts_with("/pkg/") && !link.contains('.') && found.len() < 1_500 && found.insert(link.clone()) {
                queue.push_back(link);
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_that_is_linked_to_answers_with_all_headers_and_a_fresh_nonce() {
    let site = Site::start().await;
    let mut nonces = BTreeSet::new();
    let public =
        crawl(&mut site.client(), &["/", "/ar", "/fr", "/en", "/fr/cart", "/fr/checkout", "/fr/sign-in"], &mut nonces)
            .await;
    for part in ["/ar/products/", "/fr/products/", "/en/products/", "/fr/shops/", "/fr/categories/", "/fr/members/"] {
        assert!(public.iter().any(|path| path.starts_with(part)), "no link leads to {part}");
    }
    let (mut artisan, shop) = site.artisan().await;
    let studio = crawl(&mut artisan, &["/fr/studio", "/ar/studio", "/en/account"], &mut nonces).await;
    assert!(studio.contains(&format!("/fr/studio/{shop}/materials")), "{studio:?}");
    assert_eq!(site.state.panics.count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_no_pages_carry_the_headers_too() {
    let site = Site::start().await;
    let mut client = site.client();
    let mut nonces = BTreeSet::new();
    for path in [
        "/",
        "/healthz",
        "/readyz",
        "/favicon.svg",
        "/pkg/nothing.css",
        "/media/preview/x.svg",
        "/fr/nothing",
        "/xx",
        "/fr/products/nothing",
        "/api/nothing",
    ] {
        check(path, &client.get(path).await.unwrap(), &mut nonces);
    }
    check("POST /api/nothing", &client.post("/api/nothing", &[]).await.unwrap(), &mut nonces);
    let cross_site = client.send("POST", "/api/sign_out", &[("origin", "https://evil.example")], b"").await.unwrap();
    assert_eq!(cross_site.status, 403);
    check("cross-site", &cross_site, &mut nonces);
    let long = vec![b'a'; 100_000];
    let too_long = client.send("POST", "/api/sign_in", &[("origin", &client.origin())], &long).await.unwrap();
    assert_eq!(too_long.status, 413);
    check("too long", &too_long, &mut nonces);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_nonces_are_all_different() {
    let site = Site::start().await;
    let mut client = site.client();
    let mut nonces = BTreeSet::new();
    for _ in 0..crate::random::rounds(2_000, 10_000) {
        let answer = client.get("/healthz").await.unwrap();
        assert!(nonces.insert(nonce_of(&answer).expect("every answer has a nonce").to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_foot_of_a_page_leads_to_the_source() {
    let site = Site::start().await;
    let home = site.client().get("/ar").await.unwrap().text();
    assert!(home.contains(&format!("href=\"{}\"", crate::site::SOURCE)), "{home}");
}
