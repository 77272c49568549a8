//! What can go wrong in the store. "Not found" is not an error but `None`.

use std::fmt;

/// A failed store operation. Nothing of a failed write is kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A constraint of the schema refused the write.
    #[error("refused by constraint {constraint}")]
    Conflict {
        /// Name of a CHECK or trigger; `table_column_column_key` of a unique or primary key; `foreign_key`;
        /// `table_column_not_null`. The same on both engines.
        constraint: String,
    },
    /// A row that cannot be a legal state.
    #[error("inconsistent data in {table}.{column} of {id}")]
    Inconsistent {
        /// Table of the row.
        table: &'static str,
        /// Column with the illegal content.
        column: &'static str,
        /// Primary key of the row, as text.
        id: String,
    },
    /// Too many others wanted the same; trying again later is right.
    #[error("the database is busy")]
    Busy,
    /// The database or its driver failed.
    #[error("database: {0}")]
    Driver(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Travels inside `sqlx::Error::Decode` from a query function to [`Error::Inconsistent`].
#[derive(Debug)]
struct IllegalRow {
    table: &'static str,
    column: &'static str,
    id: String,
}

impl fmt::Display for IllegalRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "illegal {}.{} of {}", self.table, self.column, self.id)
    }
}

impl std::error::Error for IllegalRow {}

/// The error with which a query function reports a row that cannot be a legal state.
pub(crate) fn inconsistent(table: &'static str, column: &'static str, id: impl fmt::Display) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(IllegalRow { table, column, id: id.to_string() }))
}

/// Whether running the whole transaction again may succeed (serialisation failure, deadlock).
pub(crate) fn is_contention(error: &sqlx::Error) -> bool {
    error.as_database_error().and_then(|e| e.code()).is_some_and(|code| matches!(&*code, "40001" | "40P01"))
}

impl From<sqlx::Error> for Error {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the driver's enum grows; all else is its failure")]
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Decode(source) => match source.downcast::<IllegalRow>() {
                Ok(row) => Self::Inconsistent { table: row.table, column: row.column, id: row.id },
                Err(source) => Self::Driver(source),
            },
            sqlx::Error::Database(source) => from_database(source),
            other => Self::Driver(Box::new(other)),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Driver(Box::new(error))
    }
}

fn from_database(source: Box<dyn sqlx::error::DatabaseError>) -> Error {
    if is_busy(source.code().as_deref()) {
        return Error::Busy;
    }
    let constraint = match source.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
        Some(postgres) => postgres_constraint(postgres),
        None => sqlite_constraint(source.code().as_deref(), source.message()),
    };
    match constraint {
        Some(constraint) => Error::Conflict { constraint },
        None => Error::Driver(Box::new(sqlx::Error::Database(source))),
    }
}

/// SQLite: locked by another process. PostgreSQL: contention that outlived the retries, lock timeout, no connection left.
fn is_busy(code: Option<&str>) -> bool {
    matches!(code, Some("5" | "6" | "261" | "517" | "40001" | "40P01" | "55P03" | "53300"))
}

fn postgres_constraint(error: &sqlx::postgres::PgDatabaseError) -> Option<String> {
    match error.code() {
        "23503" => Some("foreign_key".to_owned()),
        "23502" => Some(format!("{}_{}_not_null", error.table()?, error.column()?)),
        "23505" | "23514" => error.constraint().map(ToOwned::to_owned),
        "23000" => Some(error.message().to_owned()),
        _ => None,
    }
}

/// SQLite names columns where PostgreSQL names the constraint: `UNIQUE constraint failed: t.a, t.b` is `t_a_b_key`.
fn sqlite_constraint(code: Option<&str>, message: &str) -> Option<String> {
    let named = message.split_once(": ").map_or(message, |(_, name)| name);
    match code? {
        "787" | "3091" => Some("foreign_key".to_owned()),
        "275" => Some(named.to_owned()),
        "1299" => Some(format!("{}_not_null", named.replace('.', "_"))),
        "1555" | "2067" | "2579" => Some(key_name(named)),
        "1811" => Some(message.to_owned()),
        _ => None,
    }
}

fn key_name(columns: &str) -> String {
    let mut name = String::new();
    for column in columns.split(", ") {
        let (table, column) = column.split_once('.').unwrap_or(("", column));
        if name.is_empty() {
            name.push_str(table);
        }
        name.push('_');
        name.push_str(column);
    }
    name + "_key"
}
