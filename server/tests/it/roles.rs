//! A maker's way through the site: what is not hers answers as not existing.

use crate::client::Client;
use crate::site::Site;
use app::routes::{ROUTES, Role};

/// A maker who is signed in, and her shop.
async fn maker(site: &Site) -> (Client, String) {
    let people = services::seed::demo_makers(&site.state.services).await.unwrap();
    let (email, password, shop) = people.into_iter().next().unwrap();
    let mut client = site.client();
    let fields = [("lang", "fr"), ("email", &*email), ("password", &*password), ("next", "")];
    assert_eq!(client.post("/api/sign_in", &fields).await.unwrap().location(), "/fr/studio");
    (client, shop)
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_coordinator_do_not_exist_for_a_maker() {
    let site = Site::start().await;
    let (mut maker, shop) = maker(&site).await;
    let (mut coordinator, own) = site.artisan().await;
    assert_eq!(shop, own);
    let mut kept = 0;
    for route in ROUTES.iter().filter(|route| route.pattern.starts_with("/{lang}/studio/{shop}")) {
        let path = route.pattern.replace("{lang}", "fr").replace("{shop}", &shop);
        if path.contains('{') {
            let path = path.replace("{id}", "019a0000-0000-7000-8000-000000000000").replace("{part}", "words");
            let path = path.replace("{slug}", "x").replace("{member}", "x");
            assert_eq!(maker.get(&path).await.unwrap().status, 404, "{path}");
            continue;
        }
        let answered = maker.get(&path).await.unwrap().status;
        let expected = if route.role == Role::Coordinator { 404 } else { 200 };
        assert_eq!(answered, expected, "{path}");
        assert_eq!(coordinator.get(&path).await.unwrap().status, 200, "{path}");
        kept += usize::from(expected == 404);
    }
    assert!(kept >= 5, "orders, calendar, products, statements, new material");
}

#[tokio::test(flavor = "multi_thread")]
async fn actions_of_a_coordinator_do_not_exist_for_a_maker() {
    let site = Site::start().await;
    let (mut maker, shop) = maker(&site).await;
    let id = "019a0000-0000-7000-8000-000000000000";
    let actions: [(&str, &[(&str, &str)]); 11] = [
        ("advance_order", &[("order", id), ("step", "confirm")]),
        ("change_calendar", &[("version", "0"), ("what", "close"), ("from", "2027-01-01"), ("to", "2027-01-02")]),
        ("expect_arrival", &[("material", "wood"), ("expected", "1 kg"), ("day", "2027-01-15")]),
        ("drop_arrival", &[("material", "wood"), ("arrival", id)]),
        ("set_supply_days", &[("days", "14")]),
        ("save_material", &[("id", id), ("name_fr", "Laine"), ("unit", "milligram")]),
        ("set_making_share", &[("percent", "90")]),
        ("assign_stage", &[("work", id), ("stage", "0"), ("member", "")]),
        ("new_product", &[]),
        ("publish_product", &[("product", id), ("revision", "1")]),
        ("offer_product", &[("product", id), ("offered", "yes")]),
    ];
    for (action, fields) in actions {
        let all = [&[("lang", "fr"), ("shop", &*shop)], fields].concat();
        assert_eq!(maker.post(&format!("/api/{action}"), &all).await.unwrap().status, 404, "{action}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_makers_first_page_is_her_work_and_leads_to_nothing_that_is_not_hers() {
    let site = Site::start().await;
    let (mut maker, shop) = maker(&site).await;
    let html = maker.get(&format!("/en/studio/{shop}")).await.unwrap().text();
    assert!(html.contains("My work today") && html.contains("/statements/"), "{html}");
    for hidden in ["/orders", "/products", "/calendar"] {
        assert!(!html.contains(&format!("{shop}{hidden}\"")), "{hidden}: {html}");
    }
}
