//! Looks for what cannot be true.

use crate::Error;
use store::Store;
use store::lots::LotDifference;
use store::materials::LevelDifference;
use store::places::PlaceDifference;

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

/// Adds up what movements did to the places of shops and answers all that say something else; empty when all is well.
/// Changes nothing.
///
/// # Errors
/// What the store answers.
pub async fn place_differences(store: &Store) -> Result<Vec<PlaceDifference>, Error> {
    Ok(store.read().await?.place_differences().await?)
}
