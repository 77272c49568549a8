//! Prices in a currency that a shopper chose, beside the dirhams that are charged.

use crate::client::Client;
use crate::reading::read;
use crate::site::{ADDRESS, Place, Site, hidden, open_checkout};
use services::exchange;
use std::process::Command;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

async fn choose(client: &mut Client, currency: &str, next: &str) -> String {
    let fields = [("lang", "en"), ("currency", currency), ("next", next)];
    client.post("/api/choose_currency", &fields).await.unwrap().location().to_owned()
}

/// The text of the element with this id.
fn shown<'a>(html: &'a str, id: &str) -> Option<&'a str> {
    let rest = html.split(&format!("id=\"{id}\"")).nth(1)?;
    rest.split_once('>')?.1.split('<').next()
}

async fn html(client: &mut Client, path: &str) -> String {
    read(client, path).await.html
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_reads_prices_in_her_currency_and_what_is_charged() {
    let site = Site::start().await;
    let mut client = site.client();
    let path = "/en/products/thuya-burl-bowl";
    let before = html(&mut client, path).await;
    assert!(shown(&before, "price").unwrap().starts_with("MAD\u{a0}") && shown(&before, "charged").is_none());
    assert!(before.contains("action=\"/api/choose_currency\""), "the foot of the page offers the currencies");
    assert_eq!(
        choose(&mut client, "EUR", &format!("{path}?o[rim]=plain&currency=GBP")).await,
        format!("{path}?o[rim]=plain")
    );
    assert_eq!(client.cookie.as_deref(), Some("mogador-currency=EUR"));
    let page = read(&mut client, path).await;
    assert!(shown(&page.html, "price").unwrap().starts_with('€'), "{:?}", shown(&page.html, "price"));
    assert_eq!(shown(&page.html, "charged"), shown(&before, "price"));
    assert!(page.html.contains("charged in dirhams") && page.html.contains("converted at the rate of"));
    let offer = page.structured().into_iter().find(|value| value["@type"] == "Product").unwrap();
    assert_eq!(offer["offers"]["priceCurrency"], "MAD", "what machines read is what is charged");
    let listed = html(&mut client, "/en/products/thuya-box").await;
    assert!(listed.contains("a price set by the workshop"), "its shop set one in euros");
    assert!(html(&mut client, "/en/categories/thuya-wood").await.contains("€"), "cards show it too");
    // An address says it for its page alone.
    let pounds = html(&mut client, &format!("{path}?currency=GBP")).await;
    assert!(shown(&pounds, "price").unwrap().starts_with('£'));
    assert!(shown(&html(&mut client, path).await, "price").unwrap().starts_with('€'));
    assert_eq!(choose(&mut client, "MAD", "//evil.example").await, "/en");
    assert_eq!(client.cookie, None, "dirhams need no cookie");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_kept_for_each_currency_and_made_anew_with_each_rate() {
    let site = Site::start().await;
    let path = "/en/products/thuya-burl-bowl";
    let price = async |currency: Option<&str>| {
        let mut client = site.client();
        client.cookie = currency.map(|code| format!("mogador-currency={code}"));
        shown(&html(&mut client, path).await, "price").unwrap().to_owned()
    };
    let first = [price(None).await, price(Some("EUR")).await, price(Some("USD")).await];
    assert!(first[0].starts_with("MAD") && first[1].starts_with('€') && first[2].starts_with("US$"), "{first:?}");
    let before = site.state.kept_pages.answered();
    assert_eq!([price(None).await, price(Some("EUR")).await, price(Some("USD")).await], first);
    assert_eq!(site.state.kept_pages.answered(), before + 3);
    exchange::note(&site.state.services, "EUR", "20", None).await.unwrap().unwrap();
    assert_ne!(price(Some("EUR")).await, first[1], "a page with the old rate was answered");
    assert_eq!(price(None).await, first[0]);
    // A rate that nobody looks after counts no more.
    site.place.clock.shift(31 * DAY_MS);
    assert!(price(Some("EUR")).await.starts_with("MAD"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_says_what_it_came_to_whatever_the_rate_becomes() {
    let site = Site::start().await;
    let mut client = site.client();
    open_checkout(&mut client, "thuya-burl-bowl").await.unwrap();
    client.cookie = client.cookie.map(|session| session + "; mogador-currency=EUR");
    let cart = html(&mut client, "/en/cart").await;
    assert!(cart.contains('€') && cart.contains("charged in dirhams: "), "{cart}");
    let checkout = html(&mut client, "/en/checkout").await;
    assert!(checkout.contains('€') && checkout.contains("charged in dirhams: "));
    let order = |page: &str| {
        let own = ["checkout", "seen"].map(|name| (name, hidden(page, name).unwrap()));
        let fields = ADDRESS.iter().map(|(name, value)| (*name, (*value).to_owned())).chain(own);
        fields.collect::<Vec<_>>()
    };
    let place = async |client: &mut Client, fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.post("/api/place_order", &fields).await.unwrap().location().to_owned()
    };
    exchange::note(&site.state.services, "EUR", "9", None).await.unwrap().unwrap();
    let refused = place(&mut client, &order(&checkout)).await;
    assert!(refused.starts_with("/fr/checkout?draft="), "{refused}");
    let again = html(&mut client, &refused.replace("/fr/", "/en/")).await;
    assert!(again.contains("The rate has changed"), "{again}");
    let placed = place(&mut client, &order(&again)).await.replace("/fr/", "/en/");
    assert!(placed.starts_with("/en/orders/"), "{placed}");
    let note = |html: &str| {
        let rest = html.split("class=\"shown-order\"").nth(1).expect("the order says what it came to");
        rest.split("</p>").next().unwrap().to_owned()
    };
    let before = note(&html(&mut client, &placed).await);
    assert!(before.contains('€') && before.contains("Charged: "), "{before}");
    exchange::note(&site.state.services, "EUR", "20", None).await.unwrap().unwrap();
    client.cookie = None;
    assert_eq!(
        note(&html(&mut client, &placed).await),
        before,
        "for whoever reads it, and whatever became of the rate"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_says_rates_and_hears_which_are_too_old() {
    let place = Place::sqlite();
    place.services().await.store().close().await;
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mogador"));
        let done = command.args(args).env("DATABASE_URL", &place.database_url).output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap())
    };
    let (code, said) = run(&["doctor"]);
    assert!(code == Some(0) && said.contains("EUR: no rate"), "{said}");
    assert_eq!(run(&["rate", "EUR", "10.85"]).0, Some(0));
    assert_eq!(run(&["rate", "gbp", "12,4", "--day", "2024-01-01"]).0, Some(0));
    let (code, said) = run(&["rate"]);
    assert!(code == Some(0) && said.contains(" EUR 10.85\n") && said.ends_with("2024-01-01 GBP 12.4\n"), "{said}");
    let (code, said) = run(&["doctor"]);
    assert!(
        code == Some(0) && !said.contains("EUR") && said.contains("GBP: the rate of 2024-01-01 is older"),
        "{said}"
    );
    for wrong in [&["rate", "CHF", "11"][..], &["rate", "EUR", "1085"], &["rate", "EUR", "11", "--day", "2999-01-01"]] {
        assert_eq!(run(wrong).0, Some(2), "{wrong:?}");
    }
}
