//! SQLite: one writer connection, a pool of readers, durable commits.

use crate::{Error, Settings};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use std::str::FromStr;

/// The engine for which this copy of the queries is compiled.
pub(crate) type Db = sqlx::Sqlite;

#[path = "../sql/mod.rs"]
pub(crate) mod sql;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../migrations/sqlite");

/// The two pools of one database file.
#[derive(Clone)]
pub(crate) struct Pools {
    pub(crate) readers: SqlitePool,
    pub(crate) writer: SqlitePool,
}

pub(crate) async fn open(url: &str, settings: &Settings) -> Result<Pools, Error> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(settings.wait)
        // What was about a person is gone from the file when it was removed, not only unlisted.
        .pragma("secure_delete", "FAST")
        .statement_cache_capacity(256);
    let pool = || {
        SqlitePoolOptions::new()
            .acquire_timeout(settings.wait)
            .idle_timeout(None)
            .max_lifetime(None)
            // The file is in this process: a ping proves nothing and costs a round through the worker thread.
            .test_before_acquire(false)
    };
    // The writer opens first: it makes the file and switches it to WAL.
    let writer = pool().min_connections(1).max_connections(1).connect_with(options.clone()).await?;
    let readers = pool()
        .min_connections(1)
        .max_connections(settings.connections)
        .connect_with(options.pragma("query_only", "ON"))
        .await?;
    Ok(Pools { readers, writer })
}

pub(crate) async fn migrate(pools: &Pools) -> Result<(), Error> {
    Ok(MIGRATOR.run(&pools.writer).await?)
}

/// `(journal_mode, synchronous)` of every connection that is open or can be opened.
pub(crate) async fn durability(pools: &Pools) -> Result<Vec<(String, i64)>, Error> {
    let mut found = Vec::new();
    for pool in [&pools.writer, &pools.readers] {
        let mut held = Vec::new();
        for _ in 0..pool.options().get_max_connections() {
            held.push(pool.acquire().await?);
        }
        for connection in &mut held {
            let mode = sqlx::query_scalar::<_, String>("PRAGMA journal_mode").fetch_one(&mut **connection).await?;
            let synchronous = sqlx::query_scalar::<_, i64>("PRAGMA synchronous").fetch_one(&mut **connection).await?;
            found.push((mode, synchronous));
        }
    }
    Ok(found)
}
