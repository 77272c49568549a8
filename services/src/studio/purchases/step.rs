//! A purchase order goes to its supplier, is called off or closed, or comes on another day. A step that would break a
//! promise is made only with the orders named.

use super::super::{Endangered, queue, scope};
use crate::{Actor, Error, Services};
use domain::id::{ArrivalId, PurchaseId};
use domain::purchases::{Purchase, PurchaseProblem, PurchaseStep};
use domain::time::Timestamp;
use store::materials::ExpectedArrival;
use store::workshop::WorkshopRow;

/// Why a step was not taken; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PurchaseStepProblem {
    /// It does not fit.
    Purchase(PurchaseProblem),
    /// These promises would break, and not all of them were named.
    Endangers(Vec<Endangered>),
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(PurchaseStepProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes a step with a purchase order; one that was taken already changes nothing. `named` are the numbers of the orders
/// whose promise the shop agrees to break.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such purchase order or line.
pub async fn step_purchase(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: PurchaseId,
    step: PurchaseStep,
    named: &[i64],
) -> Result<Result<(), PurchaseStepProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let now = svc.now();
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let known = tx.purchase(&scope, id).await?.ok_or(Error::NotFound)?;
        let next = known.take(step, now).map_err(stop)?;
        if next == known {
            return Ok(());
        }
        check_promises(&tx.workshop(scope.shop()).await?, &next, now, named)?;
        let put = tx.put_purchase(&scope, &next, known.version).await?;
        put.then_some(()).ok_or(Stop::Failed(Error::NotFound))
    });
    match write.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn stop(problem: PurchaseProblem) -> Stop {
    match problem {
        PurchaseProblem::UnknownLine => Stop::Failed(Error::NotFound),
        PurchaseProblem::NotNow(_) | PurchaseProblem::Empty | PurchaseProblem::Day | PurchaseProblem::TooLarge => {
            Stop::Problem(PurchaseStepProblem::Purchase(problem))
        }
    }
}

fn check_promises(row: &WorkshopRow, next: &Purchase, now: Timestamp, named: &[i64]) -> Result<(), Stop> {
    let after = WorkshopRow { arrivals: arrivals(row, next), ..row.clone() };
    let dangers = queue::dangers(row, &after, now)?;
    if dangers.iter().all(|danger| named.contains(&danger.number)) {
        return Ok(());
    }
    Err(Stop::Problem(PurchaseStepProblem::Endangers(dangers)))
}

/// All that a shop will expect once a purchase order is so.
fn arrivals(row: &WorkshopRow, next: &Purchase) -> Vec<ExpectedArrival> {
    let others = row.arrivals.iter().filter(|arrival| arrival.purchase.is_none_or(|(id, _)| id != next.id)).cloned();
    let own = next.expected().map(|(line, material, day, amount)| ExpectedArrival {
        id: ArrivalId(line.0),
        material,
        day: day.0,
        amount,
        note: String::new(),
        purchase: Some((next.id, next.number)),
    });
    let mut all: Vec<ExpectedArrival> = others.chain(own).collect();
    all.sort_by_key(|arrival| (arrival.material, arrival.day, arrival.id));
    all
}
