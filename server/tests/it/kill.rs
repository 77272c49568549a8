//! Orders that were acknowledged survive the sudden death of the server, whole.

use crate::client::Client;
use crate::random::{Random, rounds};
use crate::site::{Place, config, hidden, place_order};
use services::Services;
use services::session::{self, Actor};
use services::studio::{Receipt, SheetMaterial};
use services::{doctor, studio, track_order};
use std::collections::BTreeSet;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Signs a person in without HTTP.
pub async fn signed_in(services: &Services, email: &str, password: &str) -> Actor {
    let token =
        services::sign_in::sign_in(services, &Actor::default(), email, password, "test").await.unwrap().unwrap();
    session::load(services, Some(&token.0)).await.unwrap()
}

/// More of each material of a shop than the test can use.
async fn fill_stores(services: &Services, actor: &Actor, shop: &str) {
    for material in studio::materials(services, actor, shop).await.unwrap() {
        let amount = match material.unit {
            domain::quantity::Unit::Milligram => "90000 kg",
            domain::quantity::Unit::Microlitre => "90000 l",
            domain::quantity::Unit::Millimetre => "900000 m",
            domain::quantity::Unit::SquareMillimetre => "90000 m2",
            domain::quantity::Unit::CubicMillimetre => "90000 dm3",
            domain::quantity::Unit::Piece => "900000",
        };
        let receipt = Receipt { amount: amount.to_owned(), ..Receipt::default() };
        let recorded = studio::record_receipt(services, actor, shop, &material.slug, &receipt).await.unwrap();
        assert_eq!(recorded, Ok(()), "{} {amount}", material.slug);
    }
}

#[expect(clippy::disallowed_methods, reason = "a test waits in real time")]
fn now() -> Instant {
    Instant::now()
}

/// Starts the program and waits until it answers.
pub fn start(place: &Place, address: SocketAddr) -> Child {
    let settings = config(place, address);
    let folder = place.folder.path();
    let child = Command::new(env!("CARGO_BIN_EXE_mogador"))
        .arg("serve")
        .env_clear()
        .env("DATABASE_URL", &settings.database_url)
        .env("PUBLIC_URL", format!("http://{address}"))
        .env("BIND", address.to_string())
        .env("SITE_ROOT", folder.join("site"))
        .env("MEDIA_DIR", folder.join("media"))
        .env("PICTURE_DIR", folder.join("pictures"))
        // What tests count and measure is what they ask for.
        .env("MAKE_AVIF", "0")
        .env("LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let begun = now();
    while std::net::TcpStream::connect(address).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(20), "the server does not come up");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

/// What was acknowledged, on disk before it counts.
struct Journal {
    file: std::fs::File,
    tokens: BTreeSet<String>,
}

impl Journal {
    fn note(&mut self, token: &str) {
        writeln!(self.file, "{token}").unwrap();
        self.file.sync_data().unwrap();
        self.tokens.insert(token.to_owned());
    }
}

/// Fills a cart and opens its checkout; `None` when the server died meanwhile.
async fn prepare(client: &mut Client, product: &str) -> Option<String> {
    let added = client
        .post("/api/add_to_cart", &[("lang", "fr"), ("product", product), ("version", ""), ("quantity", "1")])
        .await
        .ok()?;
    assert_eq!(added.status, 303, "{}", added.text());
    client.post("/api/open_checkout", &[("lang", "fr")]).await.ok()?;
    let page = client.get("/fr/checkout").await.ok()?;
    hidden(&page.text(), "checkout")
}

async fn buy_for_ever(address: SocketAddr, product: String, journal: Arc<Mutex<Journal>>, done: Arc<AtomicBool>) {
    while !done.load(Ordering::Relaxed) {
        let mut client = Client::new(address);
        let Some(checkout) = prepare(&mut client, &product).await else {
            tokio::time::sleep(Duration::from_millis(30)).await;
            continue;
        };
        // The same checkout until it is answered: a lost answer must not become a second order.
        while !done.load(Ordering::Relaxed) {
            match place_order(&mut client, &checkout).await {
                Ok(answer) if answer.status == 303 => {
                    let location = answer.location();
                    if let Some(token) = location.strip_prefix("/fr/orders/") {
                        journal.lock().unwrap().note(token);
                        break;
                    }
                    assert!(location.starts_with("/fr/checkout"), "{location}");
                }
                Ok(answer) => {
                    assert!(answer.status == 503 || answer.status == 500, "{}: {}", answer.status, answer.text())
                }
                Err(_cut) => {}
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }
}

async fn kill_while_buying(place: Place) {
    let services = place.seeded().await;
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (product, shop, actor) = prepare_shop(&services).await;
    let path: PathBuf = place.folder.path().join("journal");
    let file = std::fs::OpenOptions::new().create(true).append(true).open(&path).unwrap();
    let journal = Arc::new(Mutex::new(Journal { file, tokens: BTreeSet::new() }));
    let done = Arc::new(AtomicBool::new(false));
    let mut server = start(&place, address);
    let buyers: Vec<_> =
        (0..8).map(|_| tokio::spawn(buy_for_ever(address, product.clone(), journal.clone(), done.clone()))).collect();
    let mut random = Random::new(7);
    let (mut kills, wanted) = (0, rounds(10, 200));
    let orders = rounds(250, 5_000);
    let begun = now();
    while kills < wanted || journal.lock().unwrap().tokens.len() < orders {
        assert!(
            begun.elapsed() < Duration::from_secs(1_200),
            "{} orders in 20 minutes",
            journal.lock().unwrap().tokens.len()
        );
        tokio::time::sleep(Duration::from_millis(300 + u64::try_from(random.below(900)).unwrap())).await;
        server.kill().unwrap();
        server.wait().unwrap();
        kills += 1;
        server = tokio::task::block_in_place(|| start(&place, address));
    }
    done.store(true, Ordering::Relaxed);
    for buyer in buyers {
        buyer.await.unwrap();
    }
    server.kill().unwrap();
    server.wait().unwrap();
    let acknowledged = std::fs::read_to_string(&path).unwrap();
    let acknowledged: BTreeSet<&str> = acknowledged.lines().collect();
    verify(&services, &acknowledged, &actor, &shop).await;
    println!(
        "{kills} kills, {} orders acknowledged in {:?}, all present and whole",
        acknowledged.len(),
        begun.elapsed()
    );
}

/// A product, its shop with full stores, and someone who works there.
async fn prepare_shop(services: &Services) -> (String, String, Actor) {
    let home = services::catalog::home(services).await.unwrap();
    let card = home.products.first().expect("the catalogue has products");
    let people = services::seed::demo_people(services).await.unwrap();
    let (email, password, shop) =
        people.into_iter().find(|(_, _, shop)| *shop == card.shop_slug).expect("each shop has its person");
    let actor = signed_in(services, &email, &password).await;
    fill_stores(services, &actor, &shop).await;
    (card.slug.clone(), shop, actor)
}

/// All that was acknowledged is there; all that is there, acknowledged or not, is whole.
async fn verify(services: &Services, acknowledged: &BTreeSet<&str>, actor: &Actor, shop: &str) {
    for token in acknowledged {
        let order =
            track_order::track(services, token).await.unwrap().unwrap_or_else(|| panic!("order {token} is gone"));
        assert_eq!(order.shops.len(), 1, "{token}");
        let part = &order.shops[0];
        assert_eq!(part.lines.len(), 1, "{token}");
        assert_eq!(part.lines[0].total, part.subtotal, "{token}");
        assert_eq!(part.total.minor, part.subtotal.minor + part.delivery.minor, "{token}");
        assert_eq!(order.total, part.total, "{token}");
        assert!(!part.history.is_empty(), "{token}");
    }
    assert_eq!(doctor::level_differences(services.store()).await.unwrap(), [], "levels and ledger differ");
    // All orders are for the same piece: what is allocated of each material is so often what one takes as there are orders.
    let rows = studio::orders(services, actor, shop).await.unwrap();
    let newest = rows.iter().max_by_key(|row| row.number).expect("there are orders");
    let count = newest.number;
    assert!(count >= i64::try_from(acknowledged.len()).unwrap(), "{count} orders, {} acknowledged", acknowledged.len());
    let sheet = studio::order(services, actor, shop, newest.id).await.unwrap().expect("it was listed");
    let materials = studio::materials(services, actor, shop).await.unwrap();
    assert!(!sheet.lines[0].materials.is_empty(), "the piece takes no material: nothing is tested");
    for SheetMaterial { name, amount, .. } in &sheet.lines[0].materials {
        let material = materials.iter().find(|material| material.name == *name).expect("it is a material of the shop");
        assert_eq!(material.allocated, amount * count, "{}: {count} orders", material.slug);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_orders_survive_kills_on_sqlite() {
    kill_while_buying(Place::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_orders_survive_kills_on_postgresql() {
    let place = Place::postgres().expect("MOGADOR_TEST_POSTGRES names no server; scripts/test starts one");
    kill_while_buying(place).await;
}
