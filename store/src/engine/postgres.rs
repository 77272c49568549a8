//! PostgreSQL: one pool, READ COMMITTED.

use crate::news::{News, Teller};
use crate::{Error, Settings};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions};
use std::collections::BTreeSet;
use std::str::FromStr;

/// The engine for which this copy of the queries is compiled.
pub(crate) type Db = sqlx::Postgres;

#[path = "../sql/mod.rs"]
pub(crate) mod sql;

/// The channel on which servers tell each other what they changed.
const CHANNEL: &str = "mogador_news";

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

/// Leaves news in a transaction: the database tells them when it commits, and forgets them when it does not.
pub(crate) async fn notify(c: &mut PgConnection, news: &BTreeSet<News>) -> Result<(), sqlx::Error> {
    let texts: Vec<String> = news.iter().map(|news| news.to_text()).collect();
    sqlx::query("SELECT pg_notify($1, news) FROM unnest($2::text[]) AS told (news)")
        .bind(CHANNEL)
        .bind(texts)
        .execute(c)
        .await
        .map(drop)
}

/// Tells here what is told on the channel, until the connection is lost.
pub(crate) async fn follow(pool: &PgPool, teller: &Teller) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    // Whoever opens it again must do so here, where what was missed meanwhile is said.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    teller.tell(News::Missed);
    teller.set_deaf(false);
    let heard = async {
        while let Some(told) = listener.try_recv().await? {
            teller.tell(News::from_text(told.payload()));
        }
        Ok(())
    };
    let ended = heard.await;
    teller.set_deaf(true);
    ended
}
