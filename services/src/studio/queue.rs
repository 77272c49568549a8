//! The order in which a shop works: an order is moved, and what that breaks is named first. Material moves with the rank.

use super::{Endangered, scope};
use crate::{Actor, Error, Services, workshop};
use domain::id::ProductionOrderId;
use domain::planning::{Change, Danger, Refused, Workshop};
use store::workshop::WorkshopRow;
use store::{ShopScope, Writer};

/// Why an order was not moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveProblem {
    /// It is not in the queue: done or cancelled meanwhile, or another shop's.
    Gone,
    /// These promises would break, and not all of them were named.
    Endangers(Vec<Endangered>),
}

/// Moves an order to a place of the queue, 0 for the first; beyond its end is at its end. `named` are the numbers of the
/// orders whose promise the shop agrees to break.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn move_in_queue(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    order: ProductionOrderId,
    place: usize,
    named: &[i64],
) -> Result<Result<(), MoveProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let write = svc.store().write(async |tx| rank(tx, svc, &scope, (order, place), named).await);
    match write.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(MoveProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

async fn rank(
    tx: &mut Writer,
    svc: &Services,
    scope: &ShopScope,
    (order, place): (ProductionOrderId, usize),
    named: &[i64],
) -> Result<(), Stop> {
    tx.hold_shop(scope.shop()).await?;
    let (row, now) = (tx.workshop(scope.shop()).await?, svc.now());
    let agreed: Vec<ProductionOrderId> =
        row.queue.iter().filter(|queued| named.contains(&queued.shop_order.1)).map(|queued| queued.id).collect();
    let (shop, change) = (workshop::of(&row, now), Change::Move { order, place });
    let found = shop.change(&change, &agreed).map_err(|refused| refusal(&row, &shop, &change, &refused))?;
    let order: Vec<ProductionOrderId> = found.workshop.queue.iter().map(|queued| queued.order).collect();
    tx.rank_queue(scope, &order).await?;
    Ok(workshop::reallocate(tx, svc, scope.shop(), now).await?)
}

/// What is said: all promises that break, also those that were named, so that one answer names them all.
fn refusal(row: &WorkshopRow, shop: &Workshop, change: &Change, refused: &Refused) -> Stop {
    match refused {
        Refused::Unnamed(_) => {
            let dangers = shop.what_if(change).map(|found| found.dangers).unwrap_or_default();
            Stop::Problem(MoveProblem::Endangers(dangers.into_iter().filter_map(|one| named(row, one)).collect()))
        }
        Refused::Unknown => Stop::Problem(MoveProblem::Gone),
        Refused::Overflow => Stop::Failed(Error::Overflow),
    }
}

/// A danger by the order's own number.
pub(super) fn named(row: &WorkshopRow, danger: Danger) -> Option<Endangered> {
    let (order, number) = row.queue.iter().find(|queued| queued.id == danger.order)?.shop_order;
    Some(Endangered { order, number, promised: danger.promised, now: danger.now })
}
