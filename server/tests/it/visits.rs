//! Visits as browsers make them, and as the coordinator sees them.

use crate::client::{Client, encode};
use crate::site::{ADDRESS, Site, hidden, links};

const LETTER: &str = "utm_source=Letter&utm_medium=email&utm_campaign=spring";

/// The User-Agent of one reader: all of them come from one address.
fn agent(reader: u32) -> String {
    format!("Mozilla/5.0 (X11; Linux x86_64; rv:{reader}.0) Gecko/20100101 Firefox/{reader}.0")
}

async fn get(client: &mut Client, path: &str, reader: u32, header: (&str, &str)) {
    let answer = client.send("GET", path, &[("user-agent", &agent(reader)), header], b"").await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
}

async fn post(client: &mut Client, path: &str, reader: u32, fields: &[(&str, &str)]) -> crate::client::Answer {
    let (origin, agent) = (client.origin(), agent(reader));
    let headers =
        [("origin", &*origin), ("content-type", "application/x-www-form-urlencoded"), ("user-agent", &*agent)];
    client.send("POST", path, &headers, encode(fields).as_bytes()).await.unwrap()
}

/// The words of a row of a table, by an attribute of it.
fn row(html: &str, attribute: &str) -> Vec<String> {
    let rest = html.split(attribute).nth(1).unwrap_or_else(|| panic!("no {attribute} in {html}"));
    let cells = rest.split("</tr>").next().unwrap_or_default().split('<').skip(1);
    let texts = cells.filter_map(|cell| cell.split_once('>')).map(|(_, text)| text.trim().replace('\u{a0}', " "));
    texts.filter(|text| !text.is_empty() && !text.starts_with("!")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_leads_to_visits_and_an_order_that_the_coordinator_sees() {
    let site = Site::start().await;
    let (mut coordinator, shop) = site.artisan().await;
    let shop_page = format!("/fr/shops/{shop}");
    let found = links(&coordinator.get(&shop_page).await.unwrap().text());
    let product =
        found.iter().find_map(|link| link.strip_prefix("/fr/products/")).expect("it sells something").to_owned();
    let page = format!("/fr/products/{product}");
    let visits = format!("/en/studio/{shop}/visits");
    let empty = coordinator.get(&visits).await.unwrap().text();
    assert!(empty.contains("Nobody was counted in this period yet"), "{empty}");

    let mut reader = site.client();
    get(&mut reader, &format!("/fr?{LETTER}"), 1, ("referer", "https://mail.google.com/")).await;
    get(&mut reader, &page, 1, ("sec-gpc", "0")).await;
    get(&mut reader, &page, 1, ("referer", "https://www.google.com/")).await;
    get(&mut reader, &page, 2, ("referer", "https://www.google.com/")).await;
    for header in [("sec-gpc", "1"), ("dnt", "1"), ("sec-purpose", "prefetch")] {
        get(&mut reader, &page, 3, header).await;
    }
    reader.send("GET", &page, &[("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")], b"").await.unwrap();
    reader.send("HEAD", &page, &[("user-agent", &agent(4))], b"").await.unwrap();
    get(&mut coordinator, &page, 5, ("accept", "text/html")).await;
    // What was fetched beforehand is told when it is shown.
    let shown = [&*reader.origin(), &*shop_page, "?utm_source=poster#pieces"].concat();
    let told = post(&mut reader, "/api/note_visit", 6, &[("at", &shown), ("from", "")]).await;
    assert_eq!((told.status, told.body.len()), (204, 0));
    let nowhere = [&*reader.origin(), "/fr/studio/x"].concat();
    assert_eq!(post(&mut reader, "/api/note_visit", 6, &[("at", &nowhere)]).await.status, 204);

    let added =
        post(&mut reader, "/api/add_to_cart", 1, &[("lang", "fr"), ("product", &product), ("quantity", "1")]).await;
    assert!(added.location().starts_with("/fr/cart"), "{}", added.location());
    post(&mut reader, "/api/open_checkout", 1, &[("lang", "fr")]).await;
    let checkout = hidden(&reader.get("/fr/checkout").await.unwrap().text(), "checkout").unwrap();
    let fields: Vec<_> = ADDRESS.into_iter().chain([("checkout", &*checkout)]).collect();
    let placed = post(&mut reader, "/api/place_order", 1, &fields).await;
    assert!(placed.location().starts_with("/fr/orders/"), "{}", placed.location());

    services::visits::write_down(&site.state.services).await.unwrap();
    let html = coordinator.get(&visits).await.unwrap().text();
    let letter = row(&html, "data-source=\"utm:letter/email/spring\"");
    assert_eq!((&*letter[0], &*letter[1], &*letter[2]), ("letter · email · spring", "1", "1"), "{letter:?}");
    assert!(letter[3].contains("MAD") && letter[4].contains("100"), "{letter:?}");
    assert_eq!(row(&html, "data-source=\"at:google\"")[..3], ["Google", "1", "0"]);
    assert_eq!(row(&html, "data-source=\"utm:poster//\"")[..3], ["poster", "1", "0"]);
    assert_eq!(html.matches("data-source=").count(), 3, "{html}");
    assert_eq!(row(&html, "data-product=")[1..], ["3", "2", "1", "1"]);
    assert!(html.contains("3 visitors · 1 order") && html.contains("class=\"bar-chart\""), "{html}");
    let arabic = coordinator.get(&visits.replace("/en/", "/ar/")).await.unwrap().text();
    assert!(arabic.contains("scale(-1 1)") && arabic.contains("3 زوار · طلب واحد"), "{arabic}");

    let made = format!("{visits}?days=90&product={product}&source=My+Poster&campaign=%D8%B3%D9%88%D9%82");
    let html = coordinator.get(&made).await.unwrap().text();
    let link = format!("/en/products/{product}?utm_source=my-poster&amp;utm_campaign=%D8%B3%D9%88%D9%82");
    assert!(html.contains(&link), "{html}");
    let wrong = coordinator.get(&format!("{visits}?source=%2F%2F")).await.unwrap().text();
    assert!(wrong.contains("id=\"source-error\"") && !wrong.contains("id=\"made\""), "{wrong}");
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_are_for_those_who_run_the_shop() {
    let site = Site::start().await;
    let people = services::seed::demo_people(&site.state.services).await.unwrap();
    let [(_, _, shop), (email, password, _), ..] = people.as_slice() else { panic!("there are shops") };
    let visits = format!("/fr/studio/{shop}/visits");
    let mut stranger = site.client();
    assert_eq!(stranger.get(&visits).await.unwrap().location(), format!("/fr/sign-in?next={visits}"));
    let fields = [("lang", "fr"), ("email", email), ("password", password), ("next", "")];
    stranger.post("/api/sign_in", &fields).await.unwrap();
    assert_eq!(stranger.get(&visits).await.unwrap().status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_shop_window_tell_when_they_are_shown_and_others_do_not() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    for (path, tells) in
        [("/fr".to_owned(), true), (format!("/fr/shops/{shop}"), true), (format!("/fr/studio/{shop}"), false)]
    {
        let html = client.get(&path).await.unwrap().text();
        assert_eq!(html.contains("deliveryType=='navigational-prefetch'&&navigator.sendBeacon("), tells, "{path}");
    }
}
