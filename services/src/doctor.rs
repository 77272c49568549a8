//! Looks for what cannot be true.

use crate::Error;
use store::Store;
use store::lots::LotDifference;
use store::materials::LevelDifference;

/// Adds up the ledger and answers every level that says something else; empty when all is well. Changes nothing.
///
/// # Errors
/// What the store answers.
pub async fn level_differences(store: &Store) -> Result<Vec<LevelDifference>, Error> {
    Ok(store.read().await?.level_differences().await?)
}

/// Adds up the parts of movements and answers every lot, and every material's lots, that say something else; empty when
/// all is well. Changes nothing.
///
/// # Errors
/// What the store answers.
pub async fn lot_differences(store: &Store) -> Result<Vec<LotDifference>, Error> {
    Ok(store.read().await?.lot_differences().await?)
}
