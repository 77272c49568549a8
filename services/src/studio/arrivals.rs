//! What a shop expects to get, typed by hand: the promise of a day counts on it.

use super::record::{AmountProblem, amount, found, reason};
use super::scope;
use crate::{Actor, Error, Services};
use domain::id::ArrivalId;
use domain::materials::parse_days;
use domain::time::Day;
use store::materials::ExpectedArrival;

/// Longest that anything can be expected ahead, in days.
const FARTHEST_DAYS: i32 = 730;

/// What the form for material that is expected sends.
#[derive(Debug, Clone, Default)]
pub struct Arrival {
    /// Id that the form was given; a form without one counts each time that it is sent.
    pub id: Option<ArrivalId>,
    /// An amount with its unit.
    pub amount: String,
    /// The day as `2027-01-15`.
    pub day: String,
    /// From whom; may be empty.
    pub note: String,
}

/// Why nothing was noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArrivalProblem {
    /// Amount or note.
    Amount(AmountProblem),
    /// The day cannot be read, is over, or is more than two years ahead.
    Day,
}

/// Notes material that is expected, once per id.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn expect_arrival(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    arrival: &Arrival,
) -> Result<Result<(), ArrivalProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let found = found(svc, &scope, slug).await?;
    let expected = match amount(&found, &arrival.amount) {
        Ok(0) => return Ok(Err(ArrivalProblem::Amount(AmountProblem::Zero))),
        Ok(expected) => expected,
        Err(problem) => return Ok(Err(ArrivalProblem::Amount(problem))),
    };
    let today = svc.now().day();
    let Some(day) = Day::parse(&arrival.day).filter(|day| *day >= today && *day <= today.plus(FARTHEST_DAYS)) else {
        return Ok(Err(ArrivalProblem::Day));
    };
    let note = match reason(&arrival.note) {
        Ok(note) => note,
        Err(problem) => return Ok(Err(ArrivalProblem::Amount(problem))),
    };
    let id = arrival.id.unwrap_or_else(|| new_arrival_id(svc));
    let row = ExpectedArrival { id, material: found.id, day: day.0, amount: expected, note, purchase: None };
    let noted = svc.store().write(async |tx| -> Result<bool, store::Error> {
        tx.hold_shop(scope.shop()).await?;
        tx.expect_arrival(&scope, &row).await
    });
    let noted = noted.await?;
    noted.then_some(Ok(())).ok_or(Error::NotFound)
}

/// Forgets an expected arrival: it came, or it will not. One that is gone already is no mistake.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn drop_arrival(svc: &Services, actor: &Actor, shop_slug: &str, id: ArrivalId) -> Result<(), Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let drop = svc.store().write(async |tx| -> Result<bool, store::Error> {
        tx.hold_shop(scope.shop()).await?;
        tx.drop_arrival(&scope, id).await
    });
    drop.await?;
    Ok(())
}

/// Sets the days in which the shop can get more of anything; `false` when it is no number from 0 to 365.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn set_supply_days(svc: &Services, actor: &Actor, shop_slug: &str, text: &str) -> Result<bool, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let Some(days) = parse_days(text) else { return Ok(false) };
    let set = svc.store().write(async |tx| -> Result<(), store::Error> {
        tx.hold_shop(scope.shop()).await?;
        tx.set_supply_days(&scope, days).await
    });
    set.await?;
    Ok(true)
}

pub(super) fn new_arrival_id(svc: &Services) -> ArrivalId {
    ArrivalId::from_parts(svc.millis(), svc.id10())
}
