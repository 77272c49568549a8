//! The order in which a shop works: an order is moved, and what that breaks is named first. Material moves with the rank.

use super::{Endangered, scope};
use crate::{Actor, Error, Services, workshop};
use domain::id::ProductionOrderId;
use domain::planning::{Danger, endangered};
use domain::time::Timestamp;
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
    let moved = moved(&row, order, place).ok_or(Stop::Problem(MoveProblem::Gone))?;
    let dangers = dangers(&row, &moved, now)?;
    if !dangers.iter().all(|danger| named.contains(&danger.number)) {
        return Err(Stop::Problem(MoveProblem::Endangers(dangers)));
    }
    let order: Vec<ProductionOrderId> = moved.queue.iter().map(|queued| queued.id).collect();
    tx.rank_queue(scope, &order).await?;
    Ok(workshop::reallocate(tx, svc, scope.shop(), now).await?)
}

/// The shop with an order at another place of its queue; `None` when it has no such order.
fn moved(row: &WorkshopRow, order: ProductionOrderId, place: usize) -> Option<WorkshopRow> {
    let mut moved = row.clone();
    let at = moved.queue.iter().position(|queued| queued.id == order)?;
    let queued = moved.queue.remove(at);
    moved.queue.insert(place.min(moved.queue.len()), queued);
    // Ranked orders come before what is made for the shelf.
    let last = i64::try_from(moved.queue.len()).unwrap_or(i64::MAX);
    moved.batches.iter_mut().for_each(|batch| batch.place = last);
    Some(moved)
}

/// The promises to shoppers that a change of the shop breaks, all of them, in the order of the queue. Both plans are made
/// anew, because batches that are made later give later what they give.
pub(super) fn dangers(row: &WorkshopRow, after: &WorkshopRow, now: Timestamp) -> Result<Vec<Endangered>, Error> {
    let plan = |row| workshop::of(row, now).plan().map_err(|_| Error::Overflow);
    let found = endangered(&plan(row)?, &plan(after)?);
    Ok(found.into_iter().filter_map(|danger| named(row, danger)).collect())
}

/// A danger by the order's own number.
pub(super) fn named(row: &WorkshopRow, danger: Danger) -> Option<Endangered> {
    let (order, number) = row.queue.iter().find(|queued| queued.id == danger.order)?.shop_order;
    Some(Endangered { order, number, promised: danger.promised, now: danger.now })
}
