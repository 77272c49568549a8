//! A shop's materials and their ledger.

use super::arrivals::new_arrival_id;
use super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services, workshop};
use domain::checkout::address::clean_line;
use domain::id::{ArrivalId, MaterialId, MovementId, ShopOrderId};
use domain::materials::MovementKind;
use domain::quantity::{QuantityProblem, Unit};
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::ShopScope;
use store::materials::NewMovement;

/// Movements in the ledger view.
const LISTED: i64 = 200;

/// Largest amount in one movement, in base units (a thousand tonnes in mg): far from what 64 bits hold, so that sums fit.
const LARGEST: i64 = 1_000_000_000_000_000;

/// Longest note or reason, in characters.
const REASON_CHARS: usize = 200;

/// A material with its level; amounts in its base unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialRow {
    /// Id.
    pub id: MaterialId,
    /// Latin slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// Where it comes from.
    pub origin: Localised,
    /// Base unit.
    pub unit: Unit,
    /// On the shelf.
    pub on_hand: i64,
    /// Held by checkouts.
    pub reserved: i64,
    /// Promised to placed orders.
    pub allocated: i64,
    /// What can still be promised.
    pub available: i64,
}

/// A material with its ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialPage {
    /// The material.
    pub row: MaterialRow,
    /// Its latest movements, newest first.
    pub movements: Vec<MovementRow>,
    /// What is expected, earliest first.
    pub expected: Vec<ArrivalRow>,
    /// Id for the next expected arrival, for the same reason as that of the receipt.
    pub next_arrival: ArrivalId,
    /// Id for the next receipt: goes into the form, so that a form sent twice counts once.
    pub next_receipt: MovementId,
}

/// Material that is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalRow {
    /// Id.
    pub id: ArrivalId,
    /// When.
    pub day: Day,
    /// How much, in base units.
    pub amount: i64,
    /// In words; may be empty.
    pub note: String,
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementRow {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub kind: MovementKind,
    /// How much, in base units.
    pub amount: i64,
    /// In words; may be empty.
    pub reason: String,
    /// The order it belongs to: id and number.
    pub order: Option<(ShopOrderId, i64)>,
}

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

impl AmountProblem {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unreadable(QuantityProblem::NotANumber) => "not_a_number",
            Self::Unreadable(QuantityProblem::UnknownUnit) => "unknown_unit",
            Self::Unreadable(QuantityProblem::TooFine) => "too_fine",
            Self::Unreadable(QuantityProblem::TooLarge) | Self::TooLarge => "too_large",
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

fn view(row: store::materials::MaterialRow) -> MaterialRow {
    MaterialRow {
        id: row.id,
        slug: row.slug,
        name: row.name,
        origin: row.origin,
        unit: row.unit,
        on_hand: row.level.on_hand,
        reserved: row.level.reserved,
        allocated: row.level.allocated,
        available: row.level.available(),
    }
}

/// The materials of a shop, by slug.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn materials(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<MaterialRow>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    Ok(svc.store().read().await?.materials(&scope).await?.into_iter().map(view).collect())
}

/// The days in which a shop can get more of what says nothing else; `None` for a shop without materials.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn supply_days(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Option<u16>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    Ok(svc.store().read().await?.supply_days(&scope).await?)
}

/// One material of a shop with its ledger; `None` when the shop has no such material.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn material(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
) -> Result<Option<MaterialPage>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(row) = reader.material(&scope, slug).await? else { return Ok(None) };
    let rows = reader.movements(&scope, row.id, LISTED).await?;
    let movement = |row: store::materials::MovementRow| MovementRow {
        at: Timestamp(row.at_ms),
        kind: row.kind,
        amount: row.amount,
        reason: row.reason,
        order: row.order,
    };
    let expected = reader.expected_arrivals(scope.shop()).await?;
    let arrival = |arrival: store::materials::ExpectedArrival| ArrivalRow {
        id: arrival.id,
        day: Day(arrival.day),
        amount: arrival.amount,
        note: arrival.note,
    };
    let of_this = |arrival: &store::materials::ExpectedArrival| arrival.material == row.id;
    let expected = expected.into_iter().filter(of_this).map(arrival).collect();
    Ok(Some(MaterialPage {
        row: view(row),
        movements: rows.into_iter().map(movement).collect(),
        expected,
        next_arrival: new_arrival_id(svc),
        next_receipt: new_movement_id(svc),
    }))
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

pub(super) fn amount(unit: Unit, text: &str) -> Result<i64, AmountProblem> {
    if text.trim().is_empty() {
        return Err(AmountProblem::Required);
    }
    let amount = unit.parse(text).map_err(AmountProblem::Unreadable)?;
    if amount > LARGEST { Err(AmountProblem::TooLarge) } else { Ok(amount) }
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
    let read = amount(found.unit, &receipt.amount).and_then(|amount| Ok((amount, reason(&receipt.note)?)));
    let (received, note) = match read {
        Ok((0, _)) => return Ok(Err(AmountProblem::Zero)),
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let id = receipt.id.unwrap_or_else(|| new_movement_id(svc));
    let movement = NewMovement { id, ..movement(svc, actor, found.id, MovementKind::Receipt, received, note) };
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let level = tx.hold_level(&scope, found.id).await?.ok_or(Error::NotFound)?;
        match tx.movement(id).await? {
            None => {}
            Some((material, ..)) if material != found.id => return Err(Error::NotFound.into()),
            Some((_, amount, reason)) if amount == received && reason == movement.reason => return Ok(()),
            Some((_, amount, _)) => return Err(Stop::Problem(AmountProblem::Recorded { amount })),
        }
        if level.on_hand.saturating_add(received) > LARGEST || !tx.move_stock(&movement).await? {
            return Err(Stop::Problem(AmountProblem::TooLarge));
        }
        Ok(workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
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
    let (counted, reason) =
        match amount(found.unit, counted_text).and_then(|counted| Ok((counted, reason(reason_text)?))) {
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
        tx.hold_shop(scope.shop()).await?;
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
        if !tx.move_stock(&movement).await? {
            return Err(Stop::Problem(AmountProblem::BelowPromised { promised }));
        }
        Ok(workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    write.await
}

fn new_movement_id(svc: &Services) -> MovementId {
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
