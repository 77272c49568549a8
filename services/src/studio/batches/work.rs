//! The work on a batch: it begins with what was promised to it, and ends with lots on the shelf.

mod complete;
mod start;

pub use complete::{CompleteBatch, complete_batch};
pub use start::{StartBatch, start_batch};

use super::super::record::movement;
use super::super::scope;
use super::super::{Endangered, queue};
use crate::workshop::{allocate_waiting, move_for_batch};
use crate::{Actor, Error, Services};
use domain::id::BatchId;
use domain::materials::MovementKind;
use domain::order::{ProductionState, WorkStep};
use store::batches::BatchRow;
use store::workshop::WorkshopRow;
use store::{ShopScope, Writer};

/// Why nothing was done with a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BatchProblem {
    /// The step does not fit: somebody was faster, or it was sent twice.
    NotNow {
        /// The state that the batch is in.
        state: ProductionState,
    },
    /// What has to be mended: field and code.
    Fields(Vec<(String, &'static str)>),
    /// The promises of these orders count on it, and not all of them are named.
    Endangers(Vec<Endangered>),
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(BatchProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn answer(written: Result<(), Stop>) -> Result<Result<(), BatchProblem>, Error> {
    match written {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// The name of a field of one material.
fn field(name: &str, slug: &str) -> String {
    [name, "[", slug, "]"].concat()
}

/// The batch, and the state that it would go to; the shop is held from here on.
async fn step(
    tx: &mut Writer,
    scope: &ShopScope,
    id: BatchId,
    step: impl Fn(ProductionState) -> Result<ProductionState, ProductionState>,
) -> Result<(BatchRow, ProductionState), Stop> {
    tx.hold_shop(scope.shop()).await?;
    let row = tx.batch(scope, id).await?.ok_or(Error::NotFound)?;
    let to = step(row.state).map_err(|state| Stop::Problem(BatchProblem::NotNow { state }))?;
    Ok((row, to))
}

/// The shop without a batch and what it would give.
fn without(row: &WorkshopRow, id: BatchId) -> WorkshopRow {
    let gives = |arrival| row.batches.iter().any(|batch| batch.id == id && batch.arrivals.contains(arrival));
    let arrivals = row.arrivals.iter().filter(|arrival| !gives(&arrival.id)).cloned().collect();
    let batches = row.batches.iter().filter(|batch| batch.id != id).cloned().collect();
    WorkshopRow { arrivals, batches, ..row.clone() }
}

/// Gives up a batch that has not begun: what was promised to it goes to those who wait, and what it would have given is
/// expected no more. `named` are the numbers of the orders whose promise the shop agrees to break.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such batch.
pub async fn cancel_batch(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: BatchId,
    named: &[i64],
) -> Result<Result<(), BatchProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let written = svc.store().write(async |tx| -> Result<(), Stop> {
        let (row, to) = step(tx, &scope, id, |state| state.take(WorkStep::Cancel)).await?;
        let before = tx.workshop(scope.shop()).await?;
        let dangers = queue::dangers(&before, &without(&before, id), svc.now())?;
        if !dangers.iter().all(|danger| named.contains(&danger.number)) {
            return Err(Stop::Problem(BatchProblem::Endangers(dangers)));
        }
        for input in tx.batch_inputs(id).await?.into_iter().filter(|input| input.allocated > 0) {
            let kind = MovementKind::Release;
            let release = movement(svc, actor, input.material, kind, input.allocated, String::new());
            move_for_batch(tx, id, &release, None).await?;
        }
        tx.move_batch(&scope, id, (row.state, to), None, "", svc.now().0).await?;
        Ok(allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    answer(written.await)
}
