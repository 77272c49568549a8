//! PostgreSQL: one pool, READ COMMITTED.

use crate::{Error, Settings};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::str::FromStr;

/// The engine for which this copy of the queries is compiled.
pub(crate) type Db = sqlx::Postgres;

#[path = "../sql/mod.rs"]
pub(crate) mod sql;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("../migrations/postgres");

pub(crate) async fn open(url: &str, settings: &Settings) -> Result<PgPool, Error> {
    let options = PgConnectOptions::from_str(url)?.application_name("mogador").statement_cache_capacity(256);
    Ok(PgPoolOptions::new()
        .min_connections(1)
        .max_connections(settings.connections)
        .acquire_timeout(settings.wait)
        .connect_with(options)
        .await?)
}

pub(crate) async fn migrate(pool: &PgPool) -> Result<(), Error> {
    Ok(MIGRATOR.run(pool).await?)
}
