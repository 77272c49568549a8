//! Opening a store, reading, and writing in one transaction.

use crate::access::{Read, Write};
use crate::engine::{postgres, sqlite};
use crate::error::is_contention;
use crate::news::{News, Teller, Untold};
use crate::{Error, Settings};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Times that a write is run again after a serialisation failure or a deadlock.
const RETRIES: u32 = 10;

/// How long until a lost connection for news is opened again.
const FOLLOW_AGAIN: Duration = Duration::from_millis(500);

/// Which database answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

#[derive(Clone)]
enum Pools {
    Sqlite(sqlite::Pools),
    Postgres(sqlx::PgPool),
}

type Record = Option<Arc<Mutex<BTreeSet<&'static str>>>>;

/// The database; a clone shares its connections.
#[derive(Clone)]
pub struct Store {
    pools: Pools,
    record: Record,
    pub(crate) teller: Teller,
}

impl Store {
    /// Opens `sqlite:<file>` (made when missing) or `postgres://..`. Does not migrate.
    ///
    /// # Errors
    /// [`Error::Driver`] when the address is not understood or the database cannot be reached.
    pub async fn open(url: &str, settings: &Settings) -> Result<Self, Error> {
        let pools = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Pools::Postgres(postgres::open(url, settings).await?)
        } else {
            Pools::Sqlite(sqlite::open(url, settings).await?)
        };
        let teller = Teller::default();
        // Until it follows the news.
        teller.set_deaf(matches!(pools, Pools::Postgres(_)));
        Ok(Self { pools, record: settings.record.then(Arc::default), teller })
    }

    /// Brings the schema up to date. Several servers may do so at once.
    ///
    /// # Errors
    /// [`Error::Driver`] when a migration fails or was changed after it ran.
    pub async fn migrate(&self) -> Result<(), Error> {
        match &self.pools {
            Pools::Sqlite(pools) => sqlite::migrate(pools).await,
            Pools::Postgres(pool) => postgres::migrate(pool).await,
        }
    }

    /// Which database answers.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Sqlite(_) => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection for reading. Each query sees the latest commit; two queries may see different ones.
    ///
    /// # Errors
    /// [`Error::Busy`] when no connection became free in time.
    pub async fn read(&self) -> Result<Reader, Error> {
        let connection = match &self.pools {
            Pools::Sqlite(pools) => Read::Sqlite(pools.readers.acquire().await?),
            Pools::Postgres(pool) => Read::Postgres(pool.acquire().await?),
        };
        Ok(Reader { connection, record: self.record.clone() })
    }

    /// Runs `work` in one transaction: all of it is kept when it answers `Ok` (durably, before this returns), nothing
    /// when it answers `Err` or when the future is dropped. `work` may run again (a clone of it), so it must have no effect
    /// outside.
    ///
    /// # Errors
    /// What `work` answers; [`Error::Busy`] when the database stayed locked; what the commit answers.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: AsyncFnOnce(&mut Writer) -> Result<T, E> + Clone,
        E: From<Error>,
    {
        let mut tries = 0;
        loop {
            let mut writer = self.begin().await?;
            match work.clone()(&mut writer).await {
                Ok(value) => match self.commit(writer).await {
                    Ok(()) => return Ok(value),
                    Err(error) if is_contention(&error) && tries < RETRIES => {}
                    Err(error) => return Err(Error::from(error).into()),
                },
                Err(error) => {
                    let again = writer.contended && tries < RETRIES;
                    // The connection is being given up in any case; what `work` answered is what matters.
                    drop(writer.transaction.rollback().await);
                    if !again {
                        return Err(error);
                    }
                }
            }
            tries += 1;
            tokio::time::sleep(Duration::from_millis(u64::from(tries) * 3)).await;
        }
    }

    async fn begin(&self) -> Result<Writer, Error> {
        let transaction = match &self.pools {
            Pools::Sqlite(pools) => Write::Sqlite(pools.writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Write::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await?),
        };
        let record = self.record.clone();
        Ok(Writer { transaction, contended: false, record, news: BTreeSet::new(), shows: false })
    }

    /// Commits, then tells what happened: on SQLite here, on PostgreSQL the database tells all servers with the commit.
    async fn commit(&self, mut writer: Writer) -> Result<(), sqlx::Error> {
        let mut news = std::mem::take(&mut writer.news);
        if writer.shows && !news.iter().any(|news| matches!(news, News::Shop(_))) {
            news.insert(News::Catalog);
        }
        let mut untold = match &mut writer.transaction {
            Write::Postgres(transaction) if !news.is_empty() => {
                postgres::notify(transaction, &news).await?;
                Untold { teller: &self.teller, news, elsewhere: true }
            }
            Write::Postgres(_) | Write::Sqlite(_) => Untold { teller: &self.teller, news, elsewhere: false },
        };
        let committed = writer.transaction.commit().await;
        if committed.is_err() && !untold.elsewhere {
            untold.news.clear();
        }
        committed
    }

    /// Carries the news of all servers on the same PostgreSQL to those who listen here, until the store is closed; comes
    /// back when the connection was lost. On SQLite, where only this process tells, there is nothing to do.
    pub async fn follow(&self) {
        let Pools::Postgres(pool) = &self.pools else { return };
        while !pool.is_closed() {
            if let Err(error) = postgres::follow(pool, &self.teller).await
                && !pool.is_closed()
            {
                tracing::warn!(%error, "news from the database stopped; asking again");
            }
            tokio::time::sleep(FOLLOW_AGAIN).await;
        }
    }

    /// Whether the database answers now.
    ///
    /// # Errors
    /// Any error means "not ready".
    pub async fn ping(&self) -> Result<(), Error> {
        match &self.pools {
            Pools::Sqlite(pools) => sqlx::query("SELECT 1").execute(&pools.readers).await.map(drop)?,
            Pools::Postgres(pool) => sqlx::query("SELECT 1").execute(pool).await.map(drop)?,
        }
        Ok(())
    }

    /// `(journal_mode, synchronous)` of each SQLite connection; empty on PostgreSQL. Takes all connections for a moment.
    ///
    /// # Errors
    /// [`Error::Busy`] when the connections are in use.
    pub async fn durability(&self) -> Result<Vec<(String, i64)>, Error> {
        match &self.pools {
            Pools::Sqlite(pools) => sqlite::durability(pools).await,
            Pools::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Names of the queries executed so far, when opened with [`Settings::record`].
    #[must_use]
    pub fn executed(&self) -> BTreeSet<&'static str> {
        let names = self.record.as_ref().map(|record| record.lock().unwrap_or_else(PoisonError::into_inner).clone());
        names.unwrap_or_default()
    }

    /// Closes all connections after the work in flight.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite(pools) => {
                pools.readers.close().await;
                pools.writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

/// A connection for reading.
pub struct Reader {
    pub(crate) connection: Read,
    record: Record,
}

impl Reader {
    pub(crate) fn note(&self, name: &'static str) {
        note(&self.record, name);
    }
}

/// A transaction in progress; see [`Store::write`].
pub struct Writer {
    pub(crate) transaction: Write,
    contended: bool,
    record: Record,
    /// What is told when this is committed.
    news: BTreeSet<News>,
    /// Whether something was written that a page may show.
    shows: bool,
}

impl Writer {
    pub(crate) fn will_tell(&mut self, news: News) {
        self.news.insert(news);
    }

    pub(crate) fn note(&self, name: &'static str) {
        note(&self.record, name);
    }

    pub(crate) const fn changes_pages(&mut self) {
        self.shows = true;
    }

    pub(crate) fn failed(&mut self, error: sqlx::Error) -> Error {
        self.contended |= is_contention(&error);
        error.into()
    }
}

fn note(record: &Record, name: &'static str) {
    if let Some(record) = record {
        record.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
    }
}
