//! Looks for what cannot be true.

use crate::Error;
use store::Store;
use store::materials::LevelDifference;

/// Adds up the ledger and answers every level that says something else; empty when all is well. Changes nothing.
///
/// # Errors
/// What the store answers.
pub async fn level_differences(store: &Store) -> Result<Vec<LevelDifference>, Error> {
    Ok(store.read().await?.level_differences().await?)
}
