//! A form that an earlier build rendered still posts to this one: whoever has a page open while the server is renewed
//! loses nothing. The fields below are those of the first build; a later form may send more, never need more.

use crate::client::{Answer, Client};
use crate::site::{ADDRESS, Site, hidden, product_slugs};

async fn post(client: &mut Client, endpoint: &str, fields: &[(&str, &str)]) -> Answer {
    let answer = client.post(&format!("/api/{endpoint}"), fields).await.unwrap();
    assert_eq!(answer.status, 303, "{endpoint} answered {}", answer.status);
    let location = answer.location();
    assert!(!location.contains("draft="), "{endpoint} sent the form back: {location}");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_with_the_pages_of_the_first_build_buys() {
    let site = Site::start().await;
    let mut client = site.client();
    let product = product_slugs(&mut client).await.remove(0);
    let design = [("lang", "fr"), ("product", &product), ("version", "1"), ("quantity", "2")];
    let again = client.post("/api/update_design", &design).await.unwrap();
    assert!(again.location().starts_with(&format!("/fr/products/{product}?draft=")), "{}", again.location());

    let added = post(&mut client, "add_to_cart", &design).await;
    let line = added.location().strip_prefix("/fr/cart?added=").expect("the cart shows what was added").to_owned();
    post(&mut client, "set_cart_quantity", &[("lang", "fr"), ("line", &line), ("quantity", "1")]).await;
    post(&mut client, "open_checkout", &[("lang", "fr")]).await;
    let page = client.get("/fr/checkout").await.unwrap().text();
    let checkout = hidden(&page, "checkout").expect("the form holds the checkout's id");
    let fields: Vec<_> = ADDRESS.into_iter().chain([("checkout", &*checkout)]).collect();
    let placed = post(&mut client, "place_order", &fields).await;
    assert!(placed.location().starts_with("/fr/orders/"), "{}", placed.location());
    post(&mut client, "remove_cart_line", &[("lang", "fr"), ("line", &line)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_artisan_with_the_pages_of_the_first_build_works() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let list = client.get(&format!("/fr/studio/{shop}/materials")).await.unwrap().text();
    let start = format!("/fr/studio/{shop}/materials/");
    let slug = list.split(&start).nth(1).and_then(|rest| rest.split('"').next()).expect("there are materials");
    let mut notices = Vec::new();
    // One of them is of the material's kind.
    for amount in ["1 kg", "1 l", "1 m", "1 m2", "1 dm3", "1"] {
        let fields = [("lang", "fr"), ("shop", &*shop), ("material", slug), ("amount", amount), ("note", "")];
        let answer = client.post("/api/record_receipt", &fields).await.unwrap();
        notices.push(answer.location().to_owned());
    }
    assert!(notices.contains(&format!("{start}{slug}?notice=receipt")), "{notices:?}");
    post(&mut client, "sign_out", &[("lang", "fr")]).await;
}
