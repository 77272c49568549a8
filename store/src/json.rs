//! JSON in text columns.

use crate::error::inconsistent;
use serde::{Serialize, de::DeserializeOwned};

/// Writes a value that the program itself made.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

/// Reads a column; text that is not such a value is an inconsistency.
pub(crate) fn from_json<T: DeserializeOwned>(
    text: &str,
    table: &'static str,
    column: &'static str,
    id: impl std::fmt::Display,
) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|_| inconsistent(table, column, id))
}
