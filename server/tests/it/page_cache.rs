//! Pages that every stranger sees alike are kept, and never older than what they show.

use crate::client::{Answer, Client};
use crate::headers::nonce_of;
use crate::site::{Place, Site, hidden, open_checkout, place_order};
use std::time::Duration;

const PAGES: [&str; 8] = [
    "/fr",
    "/ar/categories/rugs-and-textiles",
    "/en/products/thuya-box",
    "/fr/shops/cooperative-el-mensej",
    "/fr/pieces",
    "/ar/search",
    "/en/about",
    "/fr/delivery",
];

async fn get(client: &mut Client, path: &str) -> Answer {
    let answer = client.get(path).await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
    answer
}

fn nonce(answer: &Answer) -> &str {
    nonce_of(answer).expect("a page has a nonce")
}

/// The page without what belongs to one answer.
fn bare(answer: &Answer) -> String {
    let html = answer.text();
    let line = hidden(&html, "line").unwrap_or_else(|| "none".to_owned());
    html.replace(nonce(answer), "NONCE").replace(&line, "LINE")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_the_page_with_a_nonce_and_a_line_of_its_own() {
    let site = Site::start().await;
    let mut client = site.client();
    for (place, path) in PAGES.into_iter().enumerate() {
        let made = get(&mut client, path).await;
        client.cookie = None;
        let before = site.state.kept_pages.answered();
        let kept = get(&mut client, path).await;
        assert_eq!(site.state.kept_pages.answered(), before + 1, "{path}, {place}");
        assert_eq!(bare(&kept), bare(&made), "{path}");
        assert_ne!(nonce(&kept), nonce(&made), "{path}");
        assert!(kept.text().contains(nonce(&kept)), "{path}");
        let lines = [&made, &kept].map(|answer| hidden(&answer.text(), "line"));
        assert!(lines[0].is_none() || lines[0] != lines[1], "{path}: two carts would have the same line");
        let heads = |answer: &Answer, name: &str| answer.header(name).map(str::to_owned);
        for name in ["content-type", "cache-control", "referrer-policy", "x-content-type-options"] {
            assert_eq!(heads(&kept, name), heads(&made, name), "{path} {name}");
        }
    }
    assert!(site.state.kept_pages.bytes() > 100_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_packed_page_is_read_as_the_plain_one() {
    let site = Site::start().await;
    let mut client = site.client();
    for path in PAGES {
        let plain = get(&mut client, path).await;
        let packed = client.send("GET", path, &[("accept-encoding", "gzip, br")], &[]).await.unwrap();
        assert_eq!(packed.header("content-encoding"), Some("br"), "{path}");
        assert!(packed.body.len() * 2 < plain.body.len(), "{path}: {} of {}", packed.body.len(), plain.body.len());
        let mut body = Vec::new();
        brotli::BrotliDecompress(&mut &*packed.body, &mut body).unwrap();
        let packed = Answer { body, ..packed };
        assert_eq!(bare(&packed), bare(&plain), "{path}");
        let other = client.send("GET", path, &[("accept-encoding", "gzip")], &[]).await.unwrap();
        assert_eq!(other.header("content-encoding"), Some("gzip"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_are_somebodys_own_are_neither_kept_nor_answered_from_what_is_kept() {
    let site = Site::start().await;
    let (mut artisan, _) = site.artisan().await;
    let own = get(&mut artisan, "/fr").await.text();
    assert!(own.contains("href=\"/fr/studio\""));
    let mut stranger = site.client();
    assert!(
        !get(&mut stranger, "/fr").await.text().contains("href=\"/fr/studio\""),
        "the page of who is signed in was kept"
    );
    let again = get(&mut artisan, "/fr").await.text();
    assert!(again.contains("href=\"/fr/studio\""), "who is signed in got the page of a stranger");
    for path in ["/fr/cart", "/fr/sign-in", "/fr/pieces?matter=wool", "/fr/nothing"] {
        for _ in 0..2 {
            site.client().get(path).await.unwrap();
        }
    }
    assert_eq!(site.state.kept_pages.answered(), 0);
    let head = stranger.send("HEAD", "/fr", &[], &[]).await.unwrap();
    assert_eq!((head.status, site.state.kept_pages.answered()), (200, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_says_how_much_is_in_the_cart_of_each() {
    let site = Site::start().await;
    let (mut shopper, mut stranger) = (site.client(), site.client());
    open_checkout(&mut shopper, "thuya-box").await.unwrap();
    let full = get(&mut shopper, "/fr").await.text();
    assert!(full.contains("<b data-cart> (1)</b>"));
    assert!(get(&mut stranger, "/fr").await.text().contains("<b data-cart></b>"));
    assert_eq!(site.state.kept_pages.answered(), 1);
    assert!(get(&mut shopper, "/fr").await.text().contains("<b data-cart> (1)</b>"));
    assert_eq!(site.state.kept_pages.answered(), 2);
}

/// Asks until the page shows what it should; `true` when it does at once.
async fn comes(client: &mut Client, path: &str, shows: impl Fn(&str) -> bool) -> bool {
    for round in 0..100 {
        if shows(&get(client, path).await.text()) {
            return round == 0;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{path} never shows it");
}

async fn what_is_written_is_shown(place: Place) {
    let site = Site::start_in(place).await;
    let other = Site::beside(&site).await;
    let (mut artisan, shop) = site.artisan().await;
    let path = {
        let page = get(&mut artisan, &format!("/fr/shops/{shop}")).await.text();
        let link = page.split("href=\"/fr/products/").nth(1).unwrap();
        format!("/fr/products/{}", link.split('"').next().unwrap())
    };
    let (mut here, mut there) = (site.client(), other.client());
    // A server keeps nothing before it hears of what others write.
    for server in [&site, &other] {
        let mut client = server.client();
        while server.state.kept_pages.answered() == 0 {
            get(&mut client, &path).await;
        }
    }
    let opened = |html: &str| html.contains("class=\"shares\"");
    assert!(opened(&get(&mut here, &path).await.text()) && opened(&get(&mut there, &path).await.text()));
    // All fields empty: nothing is declared any more.
    let answer = artisan.post("/api/set_price_shares", &[("lang", "fr"), ("shop", &shop)]).await.unwrap();
    assert!(answer.location().ends_with("notice=kept"), "{}", answer.location());
    let closed = |html: &str| !opened(html);
    assert!(comes(&mut here, &path, closed).await, "what was written here is shown here at once");
    comes(&mut there, &path, closed).await;

    // An order of the shop makes its days later ones, and with them its page another; that of another shop does not.
    let answered = || site.state.kept_pages.answered();
    get(&mut here, &path).await;
    let before = answered();
    get(&mut here, &path).await;
    assert_eq!(answered(), before + 1);
    let product = path.rsplit('/').next().unwrap();
    let mut shopper = site.client();
    let checkout = open_checkout(&mut shopper, product).await.unwrap();
    let before = answered();
    get(&mut here, &path).await;
    assert_eq!(answered(), before + 1, "a cart is nothing that others see");
    let placed = place_order(&mut shopper, &checkout).await.unwrap();
    assert!(placed.location().starts_with("/fr/orders/"), "{}", placed.location());
    let before = answered();
    get(&mut here, &path).await;
    assert_eq!(answered(), before, "the page of before the order was answered");
    site.place.clock.shift(21_000);
    let before = answered();
    get(&mut here, &path).await;
    assert_eq!(answered(), before, "a page that is too old was answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_shown_on_sqlite() {
    what_is_written_is_shown(Place::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_is_shown_on_postgresql() {
    what_is_written_is_shown(
        Place::postgres().expect("MOGADOR_TEST_POSTGRES names no server; scripts/test starts one"),
    )
    .await;
}
