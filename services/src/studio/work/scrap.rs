//! Material that the work takes beyond what was planned.

use crate::studio::record::{AmountProblem, amount, found, movement, reason};
use crate::studio::work_scope;
use crate::{Actor, Error, Services};
use domain::id::{MovementId, ProductionOrderId};
use domain::materials::MovementKind;
use domain::order::ScrapCause;
use store::materials::NewMovement;
use store::{ShopScope, Writer};

/// What the form for lost material sends.
#[derive(Debug, Clone, Default)]
pub struct ScrapForm {
    /// Id that the form was given: sent twice it counts once.
    pub id: Option<MovementId>,
    /// Slug of the material.
    pub material: String,
    /// An amount with its unit.
    pub amount: String,
    /// Code of a [`ScrapCause`].
    pub cause: String,
    /// In words; may be empty but for "other".
    pub note: String,
}

/// Why nothing was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkScrapProblem {
    /// Amount or words.
    Amount(AmountProblem),
    /// No cause is chosen, or "other" is without words.
    Cause,
    /// Less than that is free on the shelf: the rest is promised to orders.
    NotFree {
        /// What is free, in base units.
        free: i64,
    },
    /// The work has not begun, or the pieces passed already.
    Closed,
}

impl WorkScrapProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount(problem) => problem.code(),
            Self::Cause => "cause",
            Self::NotFree { .. } => "not_free",
            Self::Closed => "closed",
        }
    }

    /// The field of the form that has to be mended.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Amount(problem) if problem.is_about_reason() => "note",
            Self::Cause => "cause",
            Self::Amount(_) | Self::NotFree { .. } | Self::Closed => "amount",
        }
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(WorkScrapProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes material from what is free on the shelf, with the cause: lost, or more than the recipe says. What is allocated to
/// orders is never touched.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such work or no such material.
pub async fn record_work_scrap(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    work: ProductionOrderId,
    form: &ScrapForm,
) -> Result<Result<(), WorkScrapProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    svc.store().read().await?.work(&scope, work).await?.ok_or(Error::NotFound)?;
    let material = found(svc, &scope, &form.material).await?;
    let (taken, note) = match amount(&material, &form.amount).and_then(|taken| Ok((taken, reason(&form.note)?))) {
        Ok((0, _)) => return Ok(Err(WorkScrapProblem::Amount(AmountProblem::Zero))),
        Ok(read) => read,
        Err(problem) => return Ok(Err(WorkScrapProblem::Amount(problem))),
    };
    let cause = ScrapCause::from_code(form.cause.trim());
    let Some(cause) = cause.filter(|cause| *cause != ScrapCause::Other || !note.is_empty()) else {
        return Ok(Err(WorkScrapProblem::Cause));
    };
    let (kind, signed) =
        if cause.is_loss() { (MovementKind::Scrap, taken) } else { (MovementKind::Adjustment, -taken) };
    let movement = movement(svc, actor, material.id, kind, signed, note);
    let movement = NewMovement { id: form.id.unwrap_or(movement.id), ..movement };
    match svc.store().write(async |tx| write(tx, &scope, work, &movement, cause).await).await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn write(
    tx: &mut Writer,
    scope: &ShopScope,
    work: ProductionOrderId,
    movement: &NewMovement,
    cause: ScrapCause,
) -> Result<(), Stop> {
    tx.hold_shop(scope.shop()).await?;
    let row = tx.work(scope, work).await?.ok_or(Error::NotFound)?;
    if let Some((material, amount, note)) = tx.movement(movement.id).await? {
        if material != movement.material {
            return Err(Error::NotFound.into());
        }
        let same = amount == movement.amount && note == movement.reason;
        let recorded = WorkScrapProblem::Amount(AmountProblem::Recorded { amount: amount.saturating_abs() });
        return if same { Ok(()) } else { Err(Stop::Problem(recorded)) };
    }
    if !row.state.is_open() {
        return Err(Stop::Problem(WorkScrapProblem::Closed));
    }
    let level = tx.hold_level(scope, movement.material).await?.ok_or(Error::NotFound)?;
    let movement = NewMovement { shop_order: Some(row.shop_order.0), ..movement.clone() };
    if !tx.move_stock(&movement).await? {
        return Err(Stop::Problem(WorkScrapProblem::NotFree { free: level.available() }));
    }
    Ok(tx.add_work_scrap(movement.id, work, cause).await?)
}
