//! What cannot be true about stock is refused with a sentence that says what to mend, and nothing in the database changes.

use crate::client::Client;
use crate::market::{WOOD, WOOL, fill};
use crate::site::{Place, Site, hidden};
use services::{doctor, people};
use std::collections::BTreeMap;
use store::testing::rows;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

const RECEIPT: &str = "/api/record_receipt";
const COUNT: &str = "/api/record_stocktake";
const ARRIVAL: &str = "/api/expect_arrival";

const NO_NUMBER: &str = "Cela ne se lit pas comme une quantité.";
const NO_UNIT: &str = "L’unité manque ou ne convient pas à cette matière.";
const TOO_LARGE: &str = "C’est plus qu’un atelier ne peut contenir.";
const NO_REASON: &str = "Écrivez en quelques mots pourquoi il y a un écart";
const PROMISED: &str = "sont promis à des commandes";
const TOO_FINE: &str = "C’est plus fin que ce qui se mesure ici.";
const NOTHING_CAME: &str = "Rien n’est arrivé";
const MISSING: &str = "La quantité manque.";

/// A form, the fields that make it wrong, and how the sentence begins.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// The shop has ten grams of wood, of which one is promised.
const CASES: &[Case] = &[
    (RECEIPT, &[("amount", "-5 kg")], NO_NUMBER),
    (RECEIPT, &[("amount", "−5 kg")], NO_NUMBER),
    (RECEIPT, &[("amount", "5 kg ou 6")], NO_UNIT),
    (RECEIPT, &[("amount", "kg")], NO_NUMBER),
    (RECEIPT, &[("amount", "1e9 kg")], NO_UNIT),
    (RECEIPT, &[("amount", "")], MISSING),
    (RECEIPT, &[("amount", "0 kg")], NOTHING_CAME),
    (RECEIPT, &[("amount", "5 m")], NO_UNIT),
    (RECEIPT, &[("amount", "5")], NO_UNIT),
    (RECEIPT, &[("amount", "0,0001 g")], TOO_FINE),
    (RECEIPT, &[("amount", "9223372036854775807 kg")], NO_NUMBER),
    (RECEIPT, &[("amount", "99999999999999999 kg")], TOO_LARGE),
    (RECEIPT, &[("amount", "1 kg"), ("price", "-1")], "<p"),
    (RECEIPT, &[("amount", "1 kg"), ("came", "2199-01-01")], "<p"),
    (RECEIPT, &[("amount", "1 kg"), ("best_before", "1999-01-01")], "<p"),
    (COUNT, &[("counted", "-1 g"), ("reason", "compté")], NO_NUMBER),
    (COUNT, &[("counted", "5 m"), ("reason", "compté")], NO_UNIT),
    (COUNT, &[("counted", "99999999999999999 kg"), ("reason", "compté")], TOO_LARGE),
    (COUNT, &[("counted", "4 g"), ("reason", "")], NO_REASON),
    (COUNT, &[("counted", "0 g"), ("reason", "compté")], PROMISED),
    (ARRIVAL, &[("expected", "-3 kg"), ("day", "2100-01-01")], NO_NUMBER),
    (ARRIVAL, &[("expected", "3 m"), ("day", "2100-01-01")], NO_UNIT),
    (ARRIVAL, &[("expected", "3 kg"), ("day", "2001-01-01")], "<p"),
];

/// What forms that come back and visits leave behind, and nothing of the shop.
const BESIDE: [&str; 2] = ["form_drafts", "sessions"];

async fn everything(site: &Site) -> BTreeMap<String, Vec<String>> {
    let mut found = rows(&site.place.database_url).await;
    assert!(found.len() > 20 && found["material_levels"].len() > 2, "the tables were not read: {:?}", found.keys());
    found.retain(|table, _| !BESIDE.contains(&table.as_str()));
    found
}

/// A site with the market, and its coordinator of the wood, signed in; one box is sold.
async fn market(place: Place) -> (Site, Client) {
    let site = Site::start_in(place).await;
    let services = &site.state.services;
    fill(services, 10).await;
    people::add(services, "wood@example.com", "Coordinator", "long password", WOOD).await.unwrap();
    let mut shopper = site.client();
    let checkout = crate::site::open_checkout(&mut shopper, "box").await.unwrap();
    let placed = crate::site::place_order(&mut shopper, &checkout).await.unwrap();
    assert!(placed.location().starts_with("/fr/orders/"), "{}", placed.location());
    let mut client = site.client();
    let fields = [("lang", "fr"), ("email", "wood@example.com"), ("password", "long password"), ("next", "")];
    assert!(client.post("/api/sign_in", &fields).await.unwrap().location().starts_with("/fr/studio"));
    (site, client)
}

async fn post(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> crate::client::Answer {
    let mut all = vec![("lang", "fr"), ("shop", WOOD), ("material", "wood")];
    all.extend(fields);
    client.post(path, &all).await.unwrap()
}

/// The text of the page behind a redirect.
async fn shown(client: &mut Client, to: &str) -> String {
    let page = client.get(to).await.unwrap();
    assert_eq!(page.status, 200, "{to}");
    page.text()
}

async fn refusals(place: Place) {
    let (site, mut client) = market(place).await;
    let before = everything(&site).await;
    for (path, fields, sentence) in CASES {
        let answer = post(&mut client, path, fields).await;
        let to = answer.location().to_owned();
        assert!(to.contains("draft="), "{path} {fields:?} was taken: {to}");
        let page = shown(&mut client, &to).await;
        let error = page.split("aria-invalid=\"true\"").nth(1).unwrap_or_default();
        assert!(error.contains(sentence), "{path} {fields:?}: {error}");
        for (name, typed) in fields.iter().filter(|(name, typed)| !name.starts_with("seen") && !typed.is_empty()) {
            assert!(page.contains(typed), "{path}: {typed:?} in {name} is lost");
        }
        assert_eq!(everything(&site).await, before, "{path} {fields:?} left something behind");
    }
    for (shop, material) in [(WOOD, "wool"), (WOOL, "wool"), (WOOD, "nothing"), ("nothing", "wood")] {
        for (path, name) in [(RECEIPT, "amount"), (COUNT, "counted"), (ARRIVAL, "expected")] {
            let fields = [
                ("lang", "fr"),
                ("shop", shop),
                ("material", material),
                (name, "1 kg"),
                ("reason", "r"),
                ("day", "2027-01-01"),
            ];
            assert_eq!(client.post(path, &fields).await.unwrap().status, 404, "{path} {shop} {material}");
        }
    }
    assert_eq!(everything(&site).await, before, "another shop's material");
    site.stop().await;
}

async fn twice(place: Place) {
    let (site, mut client) = market(place).await;
    let page = shown(&mut client, &format!("/fr/studio/{WOOD}/materials/wood")).await;
    let id = hidden(&page, "receipt").expect("the form has its id");
    let fields = [("receipt", id.as_str()), ("amount", "1 kg"), ("note", "lot 7")];
    assert!(post(&mut client, RECEIPT, &fields).await.location().ends_with("notice=receipt"));
    let once = everything(&site).await;
    assert!(post(&mut client, RECEIPT, &fields).await.location().ends_with("notice=receipt"));
    assert_eq!(everything(&site).await, once, "a form sent twice counts once");
    let other = [("receipt", id.as_str()), ("amount", "2 kg"), ("note", "lot 7")];
    let to = post(&mut client, RECEIPT, &other).await.location().to_owned();
    assert!(shown(&mut client, &to).await.contains("Cette entrée est déjà enregistrée"), "{to}");
    assert_eq!(everything(&site).await, once);
    site.stop().await;
}

async fn clock_set_back(place: Place) {
    let (site, mut client) = market(place).await;
    let today = site.state.services.now().day().iso();
    site.place.clock.shift(-2 * DAY_MS);
    let before = everything(&site).await;
    let to = post(&mut client, RECEIPT, &[("amount", "1 kg"), ("came", &today)]).await.location().to_owned();
    assert!(to.contains("draft="), "a day that is not over was taken: {to}");
    assert!(shown(&mut client, &to).await.contains(&today), "what was typed is lost");
    assert_eq!(everything(&site).await, before);
    // What says no day counts as ever: the ledger adds up whatever the clock says.
    assert!(post(&mut client, RECEIPT, &[("amount", "1 kg")]).await.location().ends_with("notice=receipt"));
    let counted = post(&mut client, COUNT, &[("counted", "1 kg"), ("reason", "compté")]).await;
    assert!(counted.location().ends_with("notice=stocktake"), "{}", counted.location());
    site.place.clock.shift(0);
    assert!(post(&mut client, RECEIPT, &[("amount", "1 kg")]).await.location().ends_with("notice=receipt"));
    let store = site.state.services.store();
    assert_eq!(doctor::level_differences(store).await.unwrap(), []);
    assert_eq!(doctor::lot_differences(store).await.unwrap(), []);
    let page = shown(&mut client, &format!("/fr/studio/{WOOD}/materials/wood")).await;
    assert!(page.contains("value=\"2000000\""), "two kilos lie there: {page}");
    site.stop().await;
}

fn postgres() -> Place {
    Place::postgres().expect("MOGADOR_TEST_POSTGRES names no server; scripts/test starts one")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_true_is_refused_and_changes_nothing_on_sqlite() {
    refusals(Place::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_true_is_refused_and_changes_nothing_on_postgresql() {
    refusals(postgres()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_is_recorded_once_however_often_it_is_sent_on_both() {
    twice(Place::sqlite()).await;
    twice(postgres()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_set_back_spoils_no_ledger_on_both() {
    clock_set_back(Place::sqlite()).await;
    clock_set_back(postgres()).await;
}
