//! Writes into the ledger by hand: material that came in, material that was counted.

use super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services};
use domain::checkout::address::clean_line;
use domain::id::{MaterialId, MovementId};
use domain::materials::{LARGEST_AMOUNT, MovementKind};
use domain::quantity::QuantityProblem;
use store::ShopScope;
use store::materials::{MaterialRow, NewMovement};

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
enum Stop {
    Problem(AmountProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn settled(result: Result<(), Stop>) -> Result<Result<(), AmountProblem>, Error> {
    match result {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
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

/// What the form for material that came in sends.
#[derive(Debug, Clone, Default)]
pub struct Receipt {
    /// Id that the form was given; a form without one counts each time that it is sent.
    pub id: Option<MovementId>,
    /// An amount with its unit, such as `12 kg`.
    pub amount: String,
    /// Supplier, date or the like; may be empty.
    pub note: String,
}

/// Records material that came in, once per id; the same id with another amount or note is refused.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn record_receipt(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    receipt: &Receipt,
) -> Result<Result<(), AmountProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let slug = readable(slug).ok_or(Error::NotFound)?;
    let found = svc.store().read().await?.material(&scope, slug).await?.ok_or(Error::NotFound)?;
    let read = amount(&found, &receipt.amount).and_then(|amount| Ok((amount, reason(&receipt.note)?)));
    let (received, note) = match read {
        Ok((0, _)) => return Ok(Err(AmountProblem::Zero)),
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let id = receipt.id.unwrap_or_else(|| new_movement_id(svc));
    let movement = NewMovement { id, ..movement(svc, actor, found.id, MovementKind::Receipt, received, note) };
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        let level = tx.hold_level(&scope, found.id).await?.ok_or(Error::NotFound)?;
        match tx.movement(id).await? {
            None => {}
            Some((material, ..)) if material != found.id => return Err(Error::NotFound.into()),
            Some((_, amount, reason)) if amount == received && reason == movement.reason => return Ok(()),
            Some((_, amount, _)) => return Err(Stop::Problem(AmountProblem::Recorded { amount })),
        }
        if level.on_hand.saturating_add(received) > LARGEST_AMOUNT || !tx.move_stock(&movement).await? {
            return Err(Stop::Problem(AmountProblem::TooLarge));
        }
        Ok(())
    });
    settled(write.await)
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
    let (scope, _) = scope(actor, shop_slug)?;
    let slug = readable(slug).ok_or(Error::NotFound)?;
    let found = svc.store().read().await?.material(&scope, slug).await?.ok_or(Error::NotFound)?;
    let (counted, reason) = match amount(&found, counted_text).and_then(|counted| Ok((counted, reason(reason_text)?))) {
        Ok((_, reason)) if reason.is_empty() => return Ok(Err(AmountProblem::ReasonRequired)),
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    settled(count(svc, actor, scope, found.id, counted, reason).await)
}

async fn count(
    svc: &Services,
    actor: &Actor,
    scope: ShopScope,
    material: MaterialId,
    counted: i64,
    reason: String,
) -> Result<(), Stop> {
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        let level = tx.hold_level(&scope, material).await?.ok_or(Error::NotFound)?;
        let promised = level.reserved.saturating_add(level.allocated);
        if counted < promised {
            return Err(Stop::Problem(AmountProblem::BelowPromised { promised }));
        }
        if counted == level.on_hand {
            return Ok(());
        }
        let difference = counted - level.on_hand;
        let movement = movement(svc, actor, material, MovementKind::Adjustment, difference, reason.clone());
        if tx.move_stock(&movement).await? {
            Ok(())
        } else {
            Err(Stop::Problem(AmountProblem::BelowPromised { promised }))
        }
    });
    write.await
}

pub(super) fn new_movement_id(svc: &Services) -> MovementId {
    MovementId::from_parts(svc.millis(), svc.id10())
}

fn movement(
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
