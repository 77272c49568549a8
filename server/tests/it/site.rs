//! A whole site for one test: folder, database with the demo catalogue, server on a free port.

use crate::client::Client;
use domain::time::Timestamp;
use server::adapters::darkroom::Darkroom;
use server::adapters::{MediaFolder, OsEntropy, SystemClock};
use server::config::Config;
use server::state::AppState;
use server::{listen, router};
use services::Services;
use services::ports::Clock;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use store::Store;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The program itself, which develops pictures.
const PROGRAM: &str = env!("CARGO_BIN_EXE_mogador");

/// A folder that goes away with its owner.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let name = format!("mogador-it-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// The machine's clock, which a test can set.
#[derive(Default)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// From now on it goes so many milliseconds ahead of the right time, or behind it.
    pub fn shift(&self, ms: i64) {
        self.0.store(ms, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(SystemClock.now().0 + self.0.load(Ordering::Relaxed))
    }
}

/// Where a test keeps its data.
pub struct Place {
    pub clock: Arc<TestClock>,
    pub folder: Folder,
    pub database_url: String,
}

impl Place {
    /// A new SQLite file.
    pub fn sqlite() -> Self {
        let folder = Folder::new();
        let database_url = format!("sqlite:{}", folder.path().join("mogador.db").display());
        Self { clock: Arc::default(), folder, database_url }
    }

    /// A new database on the test's PostgreSQL server; `None` where there is none.
    pub fn postgres() -> Option<Self> {
        let server = crate::random::setting("MOGADOR_TEST_POSTGRES")?;
        let name = format!("mogador_it_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let made = Command::new("psql")
            .args([&server, "-qc", &format!("CREATE DATABASE {name}")])
            .output()
            .expect("psql runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let (base, options) = server
            .split_once('?')
            .map_or((server.as_str(), String::new()), |(base, options)| (base, format!("?{options}")));
        let (base, _database) = base.rsplit_once('/').expect("the address names a database");
        Some(Self { clock: Arc::default(), folder: Folder::new(), database_url: format!("{base}/{name}{options}") })
    }

    pub async fn open(&self) -> Store {
        let store = Store::open(&self.database_url, &store::Settings::default()).await.unwrap();
        store.migrate().await.unwrap();
        store
    }

    /// Opens the database.
    pub async fn services(&self) -> Services {
        let media = Arc::new(MediaFolder::new(self.folder.path().join("pictures")));
        Services::new(self.open().await, self.clock.clone(), Arc::new(OsEntropy), media)
    }

    /// Opens the database and loads the demo catalogue with its people.
    pub async fn seeded(&self) -> Services {
        let services = self.services().await;
        let seeds = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds"));
        services::seed::load_dir(&services, &Darkroom::new(PROGRAM.into()), seeds)
            .await
            .unwrap_or_else(|error| panic!("{error}"));
        services::seed::demo_people(&services).await.unwrap();
        services
    }
}

/// A running site.
pub struct Site {
    pub address: SocketAddr,
    pub state: AppState,
    pub place: Place,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Site {
    pub async fn start() -> Self {
        Self::start_in(Place::sqlite()).await
    }

    pub async fn start_in(place: Place) -> Self {
        let services = place.seeded().await;
        Self::serve(place, services).await
    }

    /// Another server on the same database; on SQLite, which one server has to itself, the same one at another address.
    pub async fn beside(other: &Self) -> Self {
        let Place { clock, database_url, .. } = &other.place;
        let place = Place { clock: clock.clone(), folder: Folder::new(), database_url: database_url.clone() };
        let services =
            if database_url.starts_with("sqlite") { other.state.services.clone() } else { place.services().await };
        Self::serve(place, services).await
    }

    async fn serve(place: Place, services: Services) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let config = config(&place, address);
        let public = config.public_to_serve().unwrap().clone();
        let state = AppState::new(services, Arc::new(config), public);
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(listen::serve(listener, router::build(&state), state.clone(), async {
            let _told_or_dropped = stopped.await;
        }));
        Self { address, state, place, stop, task }
    }

    pub const fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// Stops as on SIGTERM, and answers where the data is.
    pub async fn stop(self) -> Place {
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        self.place
    }

    /// A client who is signed in for the shop, and the shop's slug.
    pub async fn artisan(&self) -> (Client, String) {
        let people = services::seed::demo_people(&self.state.services).await.unwrap();
        let (email, password, shop) = people.into_iter().next().expect("there are demo people");
        let mut client = self.client();
        let answer = client
            .post("/api/sign_in", &[("lang", "fr"), ("email", &email), ("password", &password), ("next", "")])
            .await
            .unwrap();
        assert!(answer.location().starts_with("/fr/studio"), "{}", answer.location());
        (client, shop)
    }
}

/// Where the site says that its source is.
pub const SOURCE: &str = "https://git.example/mogador";

/// Settings of a site on this computer.
pub fn config(place: &Place, address: SocketAddr) -> Config {
    let folder = place.folder.path().to_string_lossy().into_owned();
    let vars = [
        ("DATABASE_URL", place.database_url.clone()),
        ("PUBLIC_URL", format!("http://{address}")),
        ("SOURCE_URL", SOURCE.to_owned()),
        ("BIND", address.to_string()),
        ("SITE_ROOT", format!("{folder}/site")),
        ("MEDIA_DIR", format!("{folder}/media")),
        ("PICTURE_DIR", format!("{folder}/pictures")),
    ];
    let read = Config::read(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone()));
    // The program that runs is the test's.
    Config { program: env!("CARGO_BIN_EXE_mogador").into(), ..read.unwrap() }
}

/// Slugs of the products that the home page links to.
pub async fn product_slugs(client: &mut Client) -> Vec<String> {
    let home = client.get("/fr").await.unwrap();
    assert_eq!(home.status, 200);
    let mut slugs: Vec<String> =
        links(&home.text()).iter().filter_map(|link| link.strip_prefix("/fr/products/").map(str::to_owned)).collect();
    slugs.sort();
    slugs.dedup();
    assert!(!slugs.is_empty(), "the home page shows no product");
    slugs
}

/// Addresses on this site that a page links to, without query and fragment.
pub fn links(html: &str) -> Vec<String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.starts_with('/') && !link.starts_with("//"))
        .map(|link| link.split(['?', '#']).next().unwrap_or_default().to_owned())
        .collect()
}

/// The value of a hidden field.
pub fn hidden(html: &str, name: &str) -> Option<String> {
    html.split("<input").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        let value = |attribute: &str| tag.split(&format!(" {attribute}=\"")).nth(1)?.split('"').next();
        (value("name")? == name).then(|| value("value").unwrap_or_default().to_owned())
    })
}

/// An address that is in order.
pub const ADDRESS: [(&str, &str); 11] = [
    ("lang", "fr"),
    ("name", "Salma Idrissi"),
    ("phone", "0612345678"),
    ("email", "salma@example.com"),
    ("street", "12 rue des Consuls"),
    ("city", "Rabat"),
    ("postcode", "10030"),
    ("country", "MA"),
    ("delivery", "home"),
    ("note", ""),
    ("accepted", "on"),
];

/// Puts one piece into the cart and opens the checkout; answers the checkout's id.
pub async fn open_checkout(client: &mut Client, product: &str) -> std::io::Result<String> {
    let added = client
        .post("/api/add_to_cart", &[("lang", "fr"), ("product", product), ("version", ""), ("quantity", "1")])
        .await?;
    assert!(added.location().starts_with("/fr/cart"), "{product}: {}", added.location());
    let opened = client.post("/api/open_checkout", &[("lang", "fr")]).await?;
    assert_eq!(opened.location(), "/fr/checkout");
    let page = client.get("/fr/checkout").await?;
    assert_eq!(page.status, 200);
    Ok(hidden(&page.text(), "checkout").expect("the form holds the checkout's id"))
}

/// Posts the checkout form.
pub async fn place_order(client: &mut Client, checkout: &str) -> std::io::Result<crate::client::Answer> {
    let mut fields = ADDRESS.to_vec();
    fields.push(("checkout", checkout));
    client.post("/api/place_order", &fields).await
}
