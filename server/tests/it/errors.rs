//! What goes wrong is answered with its status, in the reader's language, with a reference, and nothing from inside.

use crate::client::Client;
use crate::site::{Place, Site, config};
use axum::Router;
use axum::routing::get;
use server::router;
use server::state::AppState;
use std::process::{Command, Stdio};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn each_error_is_a_page_in_the_readers_language_with_its_reference() {
    let site = Site::start().await;
    let mut client = site.client();
    for (path, lang) in [
        ("/ar/nothing", "ar"),
        ("/fr/products/nothing", "fr"),
        ("/en/orders/0123456789abcdef0123456789abcdef", "en"),
        ("/fr/studio/nothing", "fr"),
    ] {
        let answer = client.get(path).await.unwrap();
        let expected = if path.contains("studio") { [303, 404] } else { [404, 404] };
        assert!(expected.contains(&answer.status), "{path}: {}", answer.status);
        if answer.status == 404 {
            let reference = answer.header("x-request-id").unwrap().to_owned();
            let html = answer.text();
            assert!(html.contains(&format!("lang=\"{lang}\"")), "{path}: {html}");
            assert!(html.contains(&reference), "{path}: the page lacks its reference");
        }
    }
    assert_eq!(client.get(&format!("/fr?q={}", "a".repeat(9_000))).await.unwrap().status, 400);
    assert_eq!(client.get("/api/sign_in").await.unwrap().status, 405);
    assert_eq!(client.post("/api/nothing", &[]).await.unwrap().status, 404);
    assert_eq!(client.post("/fr/cart", &[]).await.unwrap().status, 405);
    assert_eq!(client.get("/../../etc/passwd").await.unwrap().status, 404);
    assert_eq!(client.get("/pkg/%2e%2e/%2e%2e/mogador.db").await.unwrap().status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_is_too_large_is_refused() {
    let site = Site::start().await;
    let large = "a".repeat(60_000);
    let answer = site.client().send("GET", "/fr", &[("x-large", &large)], b"").await.unwrap();
    assert_eq!(answer.status, 431);
    let many: Vec<(String, String)> = (0..200).map(|n| (format!("x-{n}"), "1".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(site.client().send("GET", "/fr", &many, b"").await.unwrap().status, 431);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_answered_and_counted() {
    async fn panics() -> &'static str {
        panic!("a defect with a secret")
    }
    let place = Place::sqlite();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let config = config(&place, address);
    let public = config.public_to_serve().unwrap().clone();
    let state = AppState::new(place.seeded().await, Arc::new(config), public);
    let router = router::surround(Router::new().route("/fr/panics", get(panics)), &state).with_state(state.clone());
    let server = tokio::spawn(server::listen::serve(listener, router, state.clone(), std::future::pending()));
    let answer = Client::new(address).get("/fr/panics").await.unwrap();
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("secret"));
    assert!(answer.text().contains(answer.header("x-request-id").unwrap()));
    assert_eq!(state.panics.count(), 1);
    server.abort();
}

/// Runs the program until it ends; answers its exit code and what it said.
fn run(args: &[&str], vars: &[(&str, &str)]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mogador"))
        .args(args)
        .env_clear()
        .envs(vars.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_settings_stop_the_start_with_one_sentence() {
    for (vars, word) in [
        (&[][..], "PUBLIC_URL"),
        (&[("PUBLIC_URL", "http://shop.example")], "PUBLIC_URL"),
        (&[("PUBLIC_URL", "https://shop.example"), ("BIND", "here")], "BIND"),
        (&[("PUBLIC_URL", "https://shop.example"), ("LOG", "=,=")], "LOG"),
    ] {
        let (code, said) = run(&["serve"], vars);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains(word) && said.trim().lines().count() == 1, "{said}");
    }
    assert_eq!(run(&["dance"], &[]).0, Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_public_address_does_not_serve_demo_people() {
    let place = Place::sqlite();
    place.seeded().await;
    let vars = [
        ("DATABASE_URL", place.database_url.as_str()),
        ("PUBLIC_URL", "https://shop.example"),
        ("BIND", "127.0.0.1:0"),
    ];
    let (code, said) = run(&["serve"], &vars);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("demo people"), "{said}");
}
