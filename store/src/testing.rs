//! Empty databases for tests: a file in a temporary folder, or a database of its own on a PostgreSQL server.

use crate::{Settings, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// Names the PostgreSQL server on which tests may make databases.
const VARIABLE: &str = "MOGADOR_TEST_POSTGRES";
static COUNT: AtomicU32 = AtomicU32::new(0);

/// Where an empty database is. Forgotten with [`Place::remove`], which a failed test does not reach.
#[derive(Debug)]
pub struct Place {
    /// Address for [`Store::open`].
    pub url: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Folder(PathBuf),
    Database { server: String, name: String },
}

/// Names that no other test of this run has.
fn unique(prefix: &str, mark: &str) -> String {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{prefix}{mark}{}{mark}{number}", std::process::id())
}

/// A place for a SQLite file.
///
/// # Panics
/// When the temporary folder cannot be written.
#[must_use]
pub fn sqlite() -> Place {
    let folder = std::env::temp_dir().join(unique("mogador-test", "-"));
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("a folder for the test database");
    Place { url: format!("sqlite:{}", folder.join("mogador.db").display()), kind: Kind::Folder(folder) }
}

/// A database of its own on the PostgreSQL server that the environment names.
///
/// # Panics
/// When no server is named or it cannot be reached: a test must not pass because it did not run.
#[expect(clippy::disallowed_methods, reason = "the test server is no setting of the program")]
pub async fn postgres() -> Place {
    let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
        panic!(
            "{VARIABLE} is not set. `scripts/test` starts a throwaway PostgreSQL and sets it; to run one test by hand, \
             set it to the address of a server where databases may be made, such as postgres://postgres@127.0.0.1:5432/postgres"
        )
    });
    let name = unique("mogador_test", "_");
    command(&server, format!("DROP DATABASE IF EXISTS {name}")).await;
    command(&server, format!("CREATE DATABASE {name}")).await;
    let (base, _) = server.rsplit_once('/').expect("an address such as postgres://user@host:port/database");
    Place { url: format!("{base}/{name}"), kind: Kind::Database { server, name } }
}

async fn command(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.expect("the PostgreSQL server for tests answers");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the test may make databases");
    connection.close().await.expect("the connection closes");
}

impl Place {
    /// Opens and migrates the store at this place; it notes which queries are executed.
    ///
    /// # Panics
    /// When that fails.
    pub async fn open(&self) -> Store {
        let settings = Settings { record: true, ..Settings::default() };
        let store = Store::open(&self.url, &settings).await.expect("the store opens");
        store.migrate().await.expect("the store migrates");
        store
    }

    /// Removes the database. The stores at this place must be closed.
    pub async fn remove(self) {
        match self.kind {
            Kind::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Kind::Database { server, name } => command(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await,
        }
    }
}

/// Runs the same test on an empty SQLite and an empty PostgreSQL store.
///
/// # Panics
/// When a database cannot be had, and when the test does.
pub async fn on_each(test: impl AsyncFn(&Store)) {
    for place in [sqlite(), postgres().await] {
        let store = place.open().await;
        test(&store).await;
        store.close().await;
        place.remove().await;
    }
}
