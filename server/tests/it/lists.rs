//! Lists that are narrowed, what is suggested, and the picture of a shared design, over HTTP.

use crate::client::Client;
use crate::site::{Site, links};
use serde_json::Value;
use std::collections::BTreeSet;

async fn page(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
    answer.text()
}

/// What is the page's own: the ways to other languages keep an address as it is.
fn main(html: &str) -> &str {
    html.split("<main").nth(1).and_then(|rest| rest.split("</main").next()).unwrap_or_default()
}

fn pieces(html: &str) -> BTreeSet<String> {
    let main = html.split("class=\"cards\"").nth(1).unwrap_or_default();
    links(main).into_iter().filter_map(|link| Some(link.strip_prefix("/fr/products/")?.to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_narrowed_by_its_address() {
    let site = Site::start().await;
    let mut client = site.client();
    let all = page(&mut client, "/fr/pieces").await;
    assert_eq!(pieces(&all).len(), 16);
    assert!(all.contains("href=\"/fr/pieces?matter=wool\"") && !all.contains("name=\"robots\""));
    let wool = page(&mut client, "/fr/pieces?matter=wool&sort=cheapest").await;
    assert_eq!(pieces(&wool).into_iter().collect::<Vec<_>>(), ["chiadma-cushion", "hanbel-throw", "zerbia-rug"]);
    assert!(wool.contains("content=\"noindex, follow\""), "what somebody made of a list is no page to arrive at");
    assert!(wool.contains("href=\"/fr/pieces?sort=cheapest\""), "the choice can be taken back");
    assert!(wool.contains("matter=silver&amp;matter=wool&amp;sort=cheapest"), "and one more can be made");
    // What nobody understands is left out, and stands in no link.
    let odd = format!(
        "/fr/pieces?matter=gold&colour=%3Cscript%3E&ready=soon&sort=odd&after=x-y&page=9&price={}",
        "9".repeat(400)
    );
    let other = page(&mut client, &odd).await;
    assert_eq!(pieces(&other), pieces(&all));
    assert!(!main(&other).contains("gold") && !main(&other).contains("<script>"));
    let shop = page(&mut client, "/fr/shops/cooperative-el-mensej?matter=linen").await;
    assert!(pieces(&shop).is_subset(&pieces(&wool)));
    for place in ["0-0", "4294967295-4294967295", "1-99999999999", "-1-2"] {
        assert_eq!(client.get(&format!("/fr/pieces?after={place}")).await.unwrap().status, 200, "{place}");
    }
    let found = page(&mut client, "/fr/search?q=laine&colour=red&sort=cheapest").await;
    assert!(
        pieces(&found).contains("zerbia-rug") && !main(&found).contains("sort=cheapest"),
        "what is found has an order of its own"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_so_far_is_completed() {
    let site = Site::start().await;
    let mut client = site.client();
    let answer = client.get("/ar/suggest.json?q=%D8%B5%D9%88%D9%81").await.unwrap();
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    let found: Vec<Value> = serde_json::from_str(&answer.text()).unwrap();
    assert!(!found.is_empty() && found.len() <= 12);
    for one in &found {
        let href = one["href"].as_str().unwrap();
        assert!(one["text"].is_string() && one["note"].is_string());
        assert_eq!(client.get(href).await.unwrap().status, 200, "{href}");
    }
    for (path, status) in [
        ("/fr/suggest.json", 200),
        ("/fr/suggest.json?q=%00%3Cb%3E", 200),
        ("/fr/suggest.json?q=a&q=b", 400),
        ("/xx/suggest.json?q=a", 404),
    ] {
        assert_eq!(client.get(path).await.unwrap().status, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_design_has_its_own_picture() {
    let site = Site::start().await;
    let mut client = site.client();
    let picture = |html: &str| {
        let tag = html.split("<meta property=\"og:image\" content=\"").nth(1).unwrap();
        tag.split('"').next().unwrap().replace("&amp;", "&").replace(&site.client().origin(), "")
    };
    let plain = page(&mut client, "/ar/products/thuya-box").await;
    let group = plain.split("name=\"o[").nth(1).unwrap().split(']').next().unwrap().to_owned();
    let values: Vec<&str> = plain
        .split(&format!("name=\"o[{group}]\" value=\""))
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let mut seen = BTreeSet::new();
    for value in values {
        let shared = page(&mut client, &format!("/ar/products/thuya-box?o[{group}]={value}")).await;
        assert!(
            shared.contains(&format!("/ar/products/thuya-box?o[{group}]={value}\"")),
            "its address is that of the design"
        );
        let answer = client.get(&picture(&shared)).await.unwrap();
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("image/png")));
        let size = |at: usize| u32::from_be_bytes(answer.body[at..at + 4].try_into().unwrap());
        assert_eq!((size(16), size(20)), (1_200, 630));
        assert!(answer.body.len() < 600_000, "{} bytes", answer.body.len());
        seen.insert(answer.body);
    }
    assert!(seen.len() > 1, "designs look different");
    for (path, status) in [
        ("/media/share/fr/thuya-box.png?o[nothing]=here&o[size]=%00", 200),
        ("/media/share/fr/none.png", 404),
        ("/media/share/fr/thuya-box.jpg", 404),
        ("/media/share/xx/thuya-box.png", 404),
    ] {
        assert_eq!(client.get(path).await.unwrap().status, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pieces_that_somebody_keeps_are_shown_in_her_order() {
    let site = Site::start().await;
    let mut client = site.client();
    let html =
        page(&mut client, "/fr/favourites?piece=zerbia-rug&piece=thuya-box&piece=none&piece=%00&piece=zerbia-rug")
            .await;
    let first = html.find("/fr/products/zerbia-rug").unwrap();
    assert!(first < html.find("/fr/products/thuya-box").unwrap());
    assert_eq!(pieces(&html).len(), 2);
    assert!(html.contains("content=\"noindex, follow\""));
    let many: String = (0..600).map(|_| "&piece=thuya-box").collect();
    assert_eq!(client.get(&format!("/fr/favourites?{many}")).await.unwrap().status, 400, "a query has its limit");
}
