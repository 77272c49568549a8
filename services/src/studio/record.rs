//! Writes into the ledger by hand: what was counted, and what such forms share.

use super::work_scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services, workshop};
use domain::checkout::address::clean_line;
use domain::id::{LotId, MaterialId, MovementId};
use domain::materials::{LARGEST_AMOUNT, MovementKind};
use domain::quantity::QuantityProblem;
use store::materials::{MaterialRow, NewMovement};
use store::{ShopScope, Writer};

/// Longest note or reason, in characters.
const REASON_CHARS: usize = 200;

/// Why nothing was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountProblem {
    /// Nothing was written.
    Required,
    /// It cannot be read as a number with a unit of this material.
    Unreadable(QuantityProblem),
    /// A receipt of nothing.
    Zero,
    /// Too large to be true.
    TooLarge,
    /// Less was counted than is promised to orders.
    BelowPromised {
        /// Reserved and allocated together, in base units.
        promised: i64,
    },
    /// This form was recorded already, with another amount or note; its answer may have been lost.
    Recorded {
        /// What was recorded, in base units.
        amount: i64,
    },
    /// A count needs a reason.
    ReasonRequired,
    /// The note or reason is too long or holds characters that cannot be shown.
    ReasonUnreadable,
}

impl From<QuantityProblem> for AmountProblem {
    fn from(problem: QuantityProblem) -> Self {
        match problem {
            QuantityProblem::TooLarge => Self::TooLarge,
            QuantityProblem::NotANumber | QuantityProblem::UnknownUnit | QuantityProblem::TooFine => {
                Self::Unreadable(problem)
            }
        }
    }
}

impl AmountProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unreadable(problem) => problem.code(),
            Self::TooLarge => "too_large",
            Self::Zero => "zero",
            Self::BelowPromised { .. } => "below_promised",
            Self::Recorded { .. } => "recorded",
            Self::ReasonRequired => "reason_required",
            Self::ReasonUnreadable => "reason_unreadable",
        }
    }

    /// Whether the note or reason has to be mended, rather than the amount.
    #[must_use]
    pub const fn is_about_reason(self) -> bool {
        match self {
            Self::ReasonRequired | Self::ReasonUnreadable => true,
            Self::Required | Self::Unreadable(_) | Self::Zero | Self::TooLarge => false,
            Self::BelowPromised { .. } | Self::Recorded { .. } => false,
        }
    }
}

/// Undoes the transaction and says why.
pub(super) enum Stop {
    Problem(AmountProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

pub(super) fn amount(material: &MaterialRow, text: &str) -> Result<i64, AmountProblem> {
    if text.trim().is_empty() {
        return Err(AmountProblem::Required);
    }
    material.terms.parse(material.unit, text).map_err(AmountProblem::from)
}

pub(super) fn reason(text: &str) -> Result<String, AmountProblem> {
    clean_line(text, REASON_CHARS).ok_or(AmountProblem::ReasonUnreadable)
}

/// Records what was counted on the shelf, with a reason. The ledger gets the difference; a count that equals the level
/// changes nothing. Refused when less was counted than is promised.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn record_stocktake(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    counted_text: &str,
    reason_text: &str,
) -> Result<Result<(), AmountProblem>, Error> {
    record_count(svc, actor, shop_slug, slug, None, [counted_text, reason_text]).await
}

/// Records what was counted of one lot, in the same way.
///
/// # Errors
/// [`Error::NotFound`] also when the material has no such lot.
pub async fn record_lot_count(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    lot: LotId,
    [counted_text, reason_text]: [&str; 2],
) -> Result<Result<(), AmountProblem>, Error> {
    record_count(svc, actor, shop_slug, slug, Some(lot), [counted_text, reason_text]).await
}

async fn record_count(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    lot: Option<LotId>,
    [counted_text, reason_text]: [&str; 2],
) -> Result<Result<(), AmountProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let found = found(svc, &scope, slug).await?;
    let (counted, reason) = match amount(&found, counted_text).and_then(|counted| Ok((counted, reason(reason_text)?))) {
        Ok((_, reason)) if reason.is_empty() => return Ok(Err(AmountProblem::ReasonRequired)),
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let movement = movement(svc, actor, found.id, MovementKind::Adjustment, 0, reason);
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        count(tx, &scope, lot, counted, &movement).await?;
        Ok(workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    match write.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// The material of the shop with this slug.
pub(super) async fn found(svc: &Services, scope: &ShopScope, slug: &str) -> Result<MaterialRow, Error> {
    let slug = readable(slug).ok_or(Error::NotFound)?;
    svc.store().read().await?.material(scope, slug).await?.ok_or(Error::NotFound)
}

/// Writes the difference between what was counted, of all of it or of a lot, and what the ledger says.
pub(super) async fn count(
    tx: &mut Writer,
    scope: &ShopScope,
    lot: Option<LotId>,
    counted: i64,
    movement: &NewMovement,
) -> Result<(), Stop> {
    let level = tx.hold_level(scope, movement.material).await?.ok_or(Error::NotFound)?;
    let known = match lot {
        None => level.on_hand,
        Some(lot) => {
            let row = tx.lot(scope, lot).await?.filter(|row| row.material == movement.material);
            row.ok_or(Error::NotFound)?.remaining
        }
    };
    let difference = counted - known;
    if difference == 0 {
        return Ok(());
    }
    if level.on_hand + difference > LARGEST_AMOUNT {
        return Err(Stop::Problem(AmountProblem::TooLarge));
    }
    let movement = NewMovement { amount: difference, ..movement.clone() };
    let done = match lot {
        None => tx.move_stock(&movement).await?,
        Some(lot) => tx.move_lot(&movement, lot).await?,
    };
    // The store takes nothing below what is promised.
    let promised = level.reserved.saturating_add(level.allocated);
    if done { Ok(()) } else { Err(Stop::Problem(AmountProblem::BelowPromised { promised })) }
}

pub(super) fn new_movement_id(svc: &Services) -> MovementId {
    MovementId::from_parts(svc.millis(), svc.id10())
}

pub(super) fn movement(
    svc: &Services,
    actor: &Actor,
    material: MaterialId,
    kind: MovementKind,
    amount: i64,
    reason: String,
) -> NewMovement {
    NewMovement {
        id: new_movement_id(svc),
        material,
        at_ms: svc.now().0,
        kind,
        amount,
        reason,
        shop_order: None,
        person: actor.person().map(|person| person.id),
    }
}
