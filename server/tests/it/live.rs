//! Open studio pages hear that their shop changed, and nothing else.

use crate::client::Client;
use crate::random::rounds;
use crate::site::{Place, Site, open_checkout, place_order};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A connection that listens.
struct Ear {
    stream: TcpStream,
    read: String,
}

impl Ear {
    async fn open(site: &Site, shop: &str, cookie: Option<&str>, version: &str) -> Self {
        let mut stream = TcpStream::connect(site.address).await.unwrap();
        let cookie = cookie.map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
        let head = format!("GET /studio/{shop}/live {version}\r\nhost: {}\r\n{cookie}\r\n", site.address);
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut ear = Self { stream, read: String::new() };
        while !ear.read.contains("\r\n\r\n") {
            assert!(ear.more().await, "{}", ear.read);
        }
        ear
    }

    fn status(&self) -> &str {
        self.read.split(' ').nth(1).unwrap_or_default()
    }

    /// Reads on; `false` when the connection has ended.
    async fn more(&mut self) -> bool {
        let mut bytes = [0; 512];
        let count = timeout(Duration::from_secs(10), self.stream.read(&mut bytes)).await.expect("silence").unwrap();
        self.read.push_str(&String::from_utf8_lossy(&bytes[..count]));
        count > 0
    }

    /// The next version that it is told; `None` when the answer ends, as an answer should.
    async fn hear(&mut self) -> Option<String> {
        loop {
            if let Some((_, rest)) = self.read.split_once("\ndata: ")
                && let Some((version, rest)) = rest.split_once("\n\n\r\n")
            {
                let version = version.to_owned();
                self.read = rest.to_owned();
                return Some(version);
            }
            if !self.more().await {
                assert!(self.read.ends_with("0\r\n\r\n"), "it was cut: {:?}", self.read);
                return None;
            }
        }
    }

    async fn hears_nothing(&mut self) -> bool {
        timeout(Duration::from_millis(400), self.hear()).await.is_err()
    }
}

async fn receive(client: &mut Client, shop: &str, slug: &str, amount: &str) {
    let fields = [("lang", "fr"), ("shop", shop), ("material", slug), ("amount", amount)];
    let answer = client.post("/api/record_receipt", &fields).await.unwrap();
    assert!(!answer.location().contains("draft="), "{}", answer.location());
}

/// A material of the shop with an amount that can be received.
async fn material(site: &Site, shop: &str) -> (String, &'static str) {
    let services = &site.state.services;
    let people = services::seed::demo_people(services).await.unwrap();
    let (email, password, _) = people.into_iter().find(|(_, _, of)| of == shop).unwrap();
    let actor = crate::kill::signed_in(services, &email, &password).await;
    let found = services::studio::materials(services, &actor, shop).await.unwrap();
    let of = |material: &services::studio::MaterialRow| match material.unit {
        domain::quantity::Unit::Milligram => "1 kg",
        domain::quantity::Unit::Microlitre => "1 l",
        domain::quantity::Unit::Millimetre => "1 m",
        domain::quantity::Unit::SquareMillimetre => "1 m2",
        domain::quantity::Unit::CubicMillimetre => "1 dm3",
        domain::quantity::Unit::Piece => "1",
    };
    (found[0].slug.clone(), of(&found[0]))
}

async fn pages_hear(place: Place) {
    let site = Site::start_in(place).await;
    let (mut client, shop) = site.artisan().await;
    let (slug, amount) = material(&site, &shop).await;
    let mut ear = Ear::open(&site, &shop, client.cookie.as_deref(), "HTTP/1.1").await;
    assert_eq!(ear.status(), "200", "{}", ear.read);
    let head = ear.read.to_lowercase();
    assert!(head.contains("content-type: text/event-stream") && head.contains("cache-control: no-store"), "{head}");
    let mut settled = ear.hear().await.unwrap();
    // On PostgreSQL the word that something may be missed comes at the start.
    while let Ok(Some(newer)) = timeout(Duration::from_millis(400), ear.hear()).await {
        settled = newer;
    }

    // The page says the version that is told as long as nothing happens.
    let page = client.get(&format!("/fr/studio/{shop}")).await.unwrap().text();
    assert!(page.contains(&format!("data-live=\"/studio/{shop}/live\" data-version=\"{settled}\"")), "{page}");
    receive(&mut client, &shop, &slug, amount).await;
    let second = ear.hear().await.unwrap();
    assert_ne!(second, settled);

    // A refused form changes nothing, so nobody hears anything.
    let refused = [("lang", "fr"), ("shop", &shop), ("material", &slug), ("amount", "-5 kg")];
    assert!(client.post("/api/record_receipt", &refused).await.unwrap().location().contains("draft="));
    assert!(ear.hears_nothing().await);

    // Whoever leaves, hears nothing any more.
    let mut other = Ear::open(&site, &shop, client.cookie.as_deref(), "HTTP/1.1").await;
    assert_eq!(other.hear().await.unwrap(), second);
    assert_eq!(site.state.live.listening(), 2);
    client.post("/api/sign_out", &[("lang", "fr")]).await.unwrap();
    assert_eq!((ear.hear().await, other.hear().await), (None, None));
    assert_eq!(site.state.live.listening(), 0);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_hears_of_a_change_until_its_session_ends_on_sqlite() {
    pages_hear(Place::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_hears_of_a_change_until_its_session_ends_on_postgresql() {
    pages_hear(Place::postgres().expect("MOGADOR_TEST_POSTGRES names no server; scripts/test starts one")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_heard_of_by_its_shop_alone() {
    let site = Site::start().await;
    let services = &site.state.services;
    let card = services::catalog::home(services).await.unwrap().products.remove(0);
    let mut ears = Vec::new();
    for (email, password, shop) in services::seed::demo_people(services).await.unwrap() {
        let mut client = site.client();
        let fields = [("lang", "fr"), ("email", email.as_str()), ("password", &password), ("next", "")];
        client.post("/api/sign_in", &fields).await.unwrap();
        let mut ear = Ear::open(&site, &shop, client.cookie.as_deref(), "HTTP/1.1").await;
        ear.hear().await.unwrap();
        ears.push((shop, ear));
    }
    let mut shopper = site.client();
    let checkout = open_checkout(&mut shopper, &card.slug).await.unwrap();
    assert!(place_order(&mut shopper, &checkout).await.unwrap().location().starts_with("/fr/orders/"));
    for (shop, ear) in &mut ears {
        assert_eq!(ear.hears_nothing().await, *shop != card.shop_slug, "{shop}");
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_works_for_the_shop_may_listen() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let cookie = client.cookie.clone();
    let others: Vec<String> =
        services::seed::demo_people(&site.state.services).await.unwrap().into_iter().map(|it| it.2).collect();
    let other = others.iter().find(|it| **it != shop).unwrap();
    assert_eq!(Ear::open(&site, &shop, None, "HTTP/1.1").await.status(), "404");
    assert_eq!(Ear::open(&site, other, cookie.as_deref(), "HTTP/1.1").await.status(), "404");
    assert_eq!(Ear::open(&site, "nothing", cookie.as_deref(), "HTTP/1.1").await.status(), "404");
    assert_eq!(Ear::open(&site, &shop, cookie.as_deref(), "HTTP/1.0").await.status(), "505");
    let head = client.send("HEAD", &format!("/studio/{shop}/live"), &[], b"").await.unwrap();
    assert_eq!(head.status, 200);
    assert_eq!(site.state.live.listening(), 0);
    // Pages without stock and orders do not listen, nor do those of the shop window.
    for path in [format!("/fr/studio/{shop}/products"), "/fr".to_owned(), "/fr/account".to_owned()] {
        assert!(!client.get(&path).await.unwrap().text().contains("data-live"), "{path}");
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_listeners_take_no_place_among_the_requests_and_hold_up_no_stop() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let (slug, amount) = material(&site, &shop).await;
    let count = site.state.config.max_in_flight + 100;
    let mut ears = Vec::new();
    for _ in 0..count {
        let mut ear = Ear::open(&site, &shop, client.cookie.as_deref(), "HTTP/1.1").await;
        ear.hear().await.unwrap();
        ears.push(ear);
    }
    assert_eq!((site.state.live.listening(), site.state.admission.available_permits()), (count, count - 100));
    for _ in 0..rounds(3, 30) {
        receive(&mut client, &shop, &slug, amount).await;
        let mut told = std::collections::BTreeSet::new();
        for ear in &mut ears {
            told.insert(ear.hear().await.unwrap());
        }
        assert_eq!(told.len(), 1, "all hear the same");
    }
    ears.truncate(50);
    timeout(Duration::from_secs(5), async {
        while site.state.live.listening() > 50 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await
    .expect("who hangs up is let go");
    timeout(Duration::from_secs(5), site.stop()).await.expect("the server stops");
    for mut ear in ears {
        assert_eq!(ear.hear().await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_slow_hears_once_however_much_happened() {
    let site = Site::start().await;
    let (mut client, shop) = site.artisan().await;
    let (slug, amount) = material(&site, &shop).await;
    let id = site.state.services.store().read().await.unwrap().shop(&shop).await.unwrap().unwrap().id;
    let mut listener = site.state.live.listen(id, uuid::Uuid::nil()).unwrap();
    let first = listener.next().await.unwrap();
    for _ in 0..20 {
        receive(&mut client, &shop, &slug, amount).await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let second = listener.next().await.unwrap();
    assert_ne!(first, second);
    assert!(second.len() < 100, "a version and no data: {second:?}");
    assert!(timeout(Duration::from_millis(300), listener.next()).await.is_err(), "twenty changes are one");
    site.stop().await;
}
