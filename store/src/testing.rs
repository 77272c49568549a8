//! Empty databases for tests: a file in a temporary folder, or a database of its own on a PostgreSQL server.

use crate::{Settings, Store};
use domain::id::MaterialId;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::collections::BTreeMap;
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

/// All rows of all tables as text, in an order of their own; what says which migrations ran is left out.
///
/// # Panics
/// When the database cannot be read.
pub async fn rows(url: &str) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    if url.starts_with("sqlite:") {
        let mut c = sqlx::SqliteConnection::connect(url).await.expect("the file opens");
        let columns: Vec<(String, String)> = sqlx::query_as(
            "SELECT t.name, group_concat('quote(' || c.name || ')', ' || '','' || ') FROM sqlite_schema t, \
             pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\\_%' ESCAPE '\\' \
             AND t.name NOT LIKE 'sqlite%' GROUP BY t.name",
        )
        .fetch_all(&mut c)
        .await
        .expect("the schema is read");
        for (table, columns) in columns {
            let sql = format!("SELECT {columns} AS line FROM {table} ORDER BY 1");
            let rows = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut c).await.expect("the table is read");
            found.insert(table, rows);
        }
        c.close().await.expect("the connection closes");
    } else {
        let mut c = PgConnection::connect(url).await.expect("the database answers");
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'",
        )
        .fetch_all(&mut c)
        .await
        .expect("the schema is read");
        for table in tables {
            let sql = format!("SELECT t::text FROM {table} AS t ORDER BY 1");
            let rows = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut c).await.expect("the table is read");
            found.insert(table, rows);
        }
        c.close().await.expect("the connection closes");
    }
    found
}

/// Writes many movements of a material into the ledger at once, as the years would: adjustments up and down that add up
/// to nothing, so that its level stays what it is.
///
/// # Panics
/// When the material is unknown.
pub async fn fill_ledger(place: &Place, material: MaterialId, movements: u64) {
    // A minute between two of them, ids in the order of time.
    let row = |id: &str| {
        format!(
            "SELECT {id}, $1, 1600000000000 + n * 60000, 'adjustment', 1 - 2 * (n % 2), 1 - 2 * (n % 2), 0, 0, '', NULL, NULL"
        )
    };
    let into = "INSERT INTO stock_movements (id, material_id, at_ms, kind, amount, on_hand_delta, reserved_delta, \
                allocated_delta, reason, shop_order_id, person_id)";
    let last = i64::try_from(movements / 2 * 2).expect("a number of rows") - 1;
    match &place.kind {
        Kind::Folder(_) => {
            let mut c = sqlx::SqliteConnection::connect(&place.url).await.expect("the file opens");
            let id = row("unhex(printf('%012x', 1600000000000 + n * 60000) || '70008000' || printf('%012x', n))");
            let sql = format!(
                "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < $2) {into} {id} FROM numbers"
            );
            sqlx::query(AssertSqlSafe(sql))
                .bind(material.0)
                .bind(last)
                .execute(&mut c)
                .await
                .expect("rows that are legal");
            sqlx::raw_sql("ANALYZE").execute(&mut c).await.expect("tables are looked at");
            c.close().await.expect("the connection closes");
        }
        Kind::Database { .. } => {
            let mut c = PgConnection::connect(&place.url).await.expect("the database answers");
            let id = row(
                "(lpad(to_hex(1600000000000 + n * 60000), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid",
            );
            let sql = format!("{into} {id} FROM generate_series(0::bigint, $2) AS numbers (n)");
            sqlx::query(AssertSqlSafe(sql))
                .bind(material.0)
                .bind(last)
                .execute(&mut c)
                .await
                .expect("rows that are legal");
            sqlx::raw_sql("VACUUM ANALYZE stock_movements").execute(&mut c).await.expect("tables are looked at");
            c.close().await.expect("the connection closes");
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
