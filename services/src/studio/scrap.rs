//! Material that is thrown away, with its cause.

use super::record::{AmountProblem, amount, found, movement, reason};
use super::scope;
use crate::{Actor, Error, Services};
use domain::id::{LotId, MovementId};
use domain::materials::{MovementKind, ScrapCause};
use store::materials::NewMovement;
use store::{ShopScope, Writer};

/// What the form for material that is thrown away sends.
#[derive(Debug, Clone, Default)]
pub struct Scrap {
    /// Id that the form was given: sent twice it counts once.
    pub id: Option<MovementId>,
    /// An amount with its unit.
    pub amount: String,
    /// The lot it is of; whatever is used first when there is none.
    pub lot: Option<LotId>,
    /// Code of a [`ScrapCause`].
    pub cause: String,
    /// In words; may be empty but for "other".
    pub note: String,
}

/// Why nothing was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScrapProblem {
    /// Amount or words.
    Amount(AmountProblem),
    /// No cause was chosen.
    Cause,
    /// So much is not free: the rest is promised to orders and batches, or the lot holds less.
    NotFree {
        /// What can be thrown away, in base units.
        free: i64,
    },
}

impl ScrapProblem {
    /// The field that has to be mended.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Amount(problem) if problem.is_about_reason() => "why",
            Self::Amount(_) | Self::NotFree { .. } => "scrapped",
            Self::Cause => "cause",
        }
    }

    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount(problem) => problem.code(),
            Self::Cause => "cause",
            Self::NotFree { .. } => "not_free",
        }
    }
}

impl From<AmountProblem> for ScrapProblem {
    fn from(problem: AmountProblem) -> Self {
        Self::Amount(problem)
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(ScrapProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes material off the shelf that is of no use any more, once per id. What is promised stays.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, the shop has no such material, or that no such lot.
pub async fn record_scrap(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    form: &Scrap,
) -> Result<Result<(), ScrapProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let material = found(svc, &scope, slug).await?;
    let (scrapped, cause, note) = match read(&material, form) {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let line = movement(svc, actor, material.id, MovementKind::Scrap, scrapped, note);
    let line = NewMovement { id: form.id.unwrap_or(line.id), ..line };
    let written = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        write(tx, &scope, &line, form.lot, cause).await
    });
    match written.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn read(material: &store::materials::MaterialRow, form: &Scrap) -> Result<(i64, ScrapCause, String), ScrapProblem> {
    let scrapped = amount(material, &form.amount)?;
    if scrapped == 0 {
        return Err(AmountProblem::Zero.into());
    }
    let cause = ScrapCause::from_code(form.cause.trim()).ok_or(ScrapProblem::Cause)?;
    let note = reason(&form.note)?;
    if note.is_empty() && cause == ScrapCause::Other {
        return Err(AmountProblem::ReasonRequired.into());
    }
    Ok((scrapped, cause, note))
}

async fn write(
    tx: &mut Writer,
    scope: &ShopScope,
    line: &NewMovement,
    lot: Option<LotId>,
    cause: ScrapCause,
) -> Result<(), Stop> {
    let level = tx.hold_level(scope, line.material).await?.ok_or(Error::NotFound)?;
    if let Some((material, amount, reason)) = tx.movement(line.id).await? {
        return match (material == line.material, amount == line.amount && reason == line.reason) {
            (false, _) => Err(Error::NotFound.into()),
            (true, true) => Ok(()),
            (true, false) => Err(Stop::Problem(AmountProblem::Recorded { amount }.into())),
        };
    }
    let of_lot = match lot {
        Some(lot) => {
            let row = tx.lot(scope, lot).await?.filter(|row| row.material == line.material);
            row.ok_or(Error::NotFound)?.remaining
        }
        None => level.on_hand,
    };
    let free = level.available().min(of_lot);
    let done = line.amount <= free
        && match lot {
            Some(lot) => tx.move_lot(line, lot).await?,
            None => tx.move_stock(line).await?,
        };
    if !done {
        return Err(Stop::Problem(ScrapProblem::NotFree { free }));
    }
    Ok(tx.note_scrap(line.id, cause).await?)
}
