//! However often a checkout is posted, there is one order.

use crate::site::{Place, Site, open_checkout, place_order, product_slugs};
use std::collections::BTreeSet;

async fn post_often(place: Place) {
    let site = Site::start_in(place).await;
    let mut client = site.client();
    let product = product_slugs(&mut client).await.remove(0);
    let checkout = open_checkout(&mut client, &product).await.unwrap();
    let cookie = client.cookie.clone();
    let parallel: Vec<_> = (0..20)
        .map(|_| {
            let (mut client, checkout) = (site.client(), checkout.clone());
            client.cookie.clone_from(&cookie);
            tokio::spawn(async move { place_order(&mut client, &checkout).await.unwrap().location().to_owned() })
        })
        .collect();
    let mut locations = BTreeSet::new();
    for task in parallel {
        locations.insert(task.await.unwrap());
    }
    assert_eq!(locations.len(), 1, "{locations:?}");
    let confirmation = locations.pop_first().unwrap();
    assert!(confirmation.starts_with("/fr/orders/"), "{confirmation}");

    // The back button: the same form once more, with another note.
    let again = client
        .post("/api/place_order", &[("lang", "fr"), ("checkout", &checkout), ("note", "please hurry")])
        .await
        .unwrap();
    if again.status == 303 {
        let location = again.location();
        assert!(location == confirmation || !location.starts_with("/fr/orders/"), "{location}");
    }

    let site = Site::start_in(site.stop().await).await;
    let mut client = site.client();
    client.cookie.clone_from(&cookie);
    let late = place_order(&mut client, &checkout).await.unwrap();
    assert_eq!(late.location(), confirmation);
    assert_eq!(client.get(&confirmation).await.unwrap().status, 200);
    assert_eq!(orders(&site).await, 1);
}

/// Orders that the shops see.
async fn orders(site: &Site) -> usize {
    let services = &site.state.services;
    let mut count = 0;
    for (email, password, shop) in services::seed::demo_people(services).await.unwrap() {
        let actor = crate::kill::signed_in(services, &email, &password).await;
        count += services::studio::orders(services, &actor, &shop).await.unwrap().len();
    }
    count
}

#[tokio::test(flavor = "multi_thread")]
async fn one_checkout_posted_twenty_times_is_one_order_on_sqlite() {
    post_often(Place::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_checkout_posted_twenty_times_is_one_order_on_postgresql() {
    let place = Place::postgres().expect("MOGADOR_TEST_POSTGRES names no server; scripts/test starts one");
    post_often(place).await;
}
