//! What a shop should get more of.

use super::materials::{MaterialRow, view};
use super::work_scope;
use crate::{Actor, Error, Services};
use domain::id::MaterialId;
use domain::materials::{Need, Suggestion};
use store::batches::WaitingBatch;
use store::materials::ExpectedArrival;
use store::workshop::WaitingRow;

/// A material of which more is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReorderRow {
    /// The material.
    pub row: MaterialRow,
    /// What is expected of it, in base units.
    pub expected: i64,
    /// How much to get, and in how many days it is there.
    pub suggestion: Suggestion,
}

/// The materials of which more is needed, those that take longest first; what cannot be had again comes last.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn reorder(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<ReorderRow>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let shop_days = reader.supply_days(&scope).await?;
    let arrivals = reader.expected_arrivals(scope.shop()).await?;
    let orders = reader.waiting(scope.shop()).await?;
    let batches = reader.waiting_batches(scope.shop()).await?;
    missing(reader.materials(&scope).await?, &arrivals, &waiting(&orders, &batches), shop_days)
}

/// What is waited for, and how much of it, by orders and by batches.
pub(super) fn waiting(orders: &[WaitingRow], batches: &[WaitingBatch]) -> Vec<(MaterialId, i64)> {
    let orders = orders.iter().map(|row| (row.material, row.missing));
    orders.chain(batches.iter().map(|row| (row.material, row.missing))).collect()
}

/// What is missing, given all that the shop knows.
pub(super) fn missing(
    materials: Vec<store::materials::MaterialRow>,
    arrivals: &[ExpectedArrival],
    waiting: &[(MaterialId, i64)],
    shop_days: u16,
) -> Result<Vec<ReorderRow>, Error> {
    let mut found = Vec::new();
    for row in materials.into_iter().map(view) {
        let of_this = arrivals.iter().filter(|arrival| arrival.material == row.id);
        let expected = of_this.fold(0_i64, |sum, arrival| sum.saturating_add(arrival.amount));
        let waits = waiting.iter().filter(|(material, _)| *material == row.id);
        let waiting = waits.fold(0_i64, |sum, (_, missing)| sum.saturating_add(*missing));
        let need = Need { available: row.available, expected, waiting };
        if let Some(suggestion) = row.terms.suggest(need, shop_days)? {
            found.push(ReorderRow { row, expected, suggestion });
        }
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.suggestion.days));
    Ok(found)
}
