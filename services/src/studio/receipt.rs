//! Material that came in: a receipt in the ledger, and the lot that it makes.

use super::record::{AmountProblem, Stop, amount, found, movement, reason};
use super::{places, work_scope};
use crate::pictures::SHOP_PICTURES;
use crate::{Actor, Error, Services, workshop};
use domain::checkout::address::clean_line;
use domain::id::{LotId, MovementId, PlaceId};
use domain::materials::{LARGEST_AMOUNT, LARGEST_PRICE_MINOR, MovementKind};
use domain::money::Money;
use domain::time::Day;
use store::lots::LotRow;
use store::materials::{MaterialRow, NewMovement};
use store::pictures::PictureOwner;
use store::{ShopScope, Writer};

/// Longest name of a supplier, or number of a certificate, in characters.
const WORDS_CHARS: usize = 80;

/// Longest that a day may lie back, or a best-before day ahead, in days.
const FARTHEST_DAYS: i32 = 20 * 365;

/// What the form for material that came in sends; all but the amount may be empty.
#[derive(Debug, Clone, Default)]
pub struct Receipt {
    /// Id that the form was given; a form without one counts each time that it is sent.
    pub id: Option<MovementId>,
    /// An amount with its unit, such as `12 kg` or `3 skeins`.
    pub amount: String,
    /// From whom.
    pub supplier: String,
    /// What was paid for all of it, in dirhams.
    pub price: String,
    /// When it came, as `2027-01-15`; today when empty.
    pub day: String,
    /// Best before this day.
    pub best_before: String,
    /// Number of its stamp or certificate.
    pub certificate: String,
    /// Code of a picture of the shop.
    pub picture: String,
    /// For the ledger.
    pub note: String,
    /// Where it is put; `None` is the workshop.
    pub place: Option<PlaceId>,
}

/// Why nothing was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptProblem {
    /// Amount or note.
    Amount(AmountProblem),
    /// The name of the supplier is too long or cannot be shown.
    Supplier,
    /// The price cannot be read, is negative, or is too large to be true.
    Price,
    /// The day cannot be read, or is not over.
    Day,
    /// The best-before day cannot be read, or is before the day on which it came.
    BestBefore,
    /// The number of the certificate is too long or cannot be shown.
    Certificate,
    /// The shop has no such picture.
    Picture,
}

impl From<AmountProblem> for ReceiptProblem {
    fn from(problem: AmountProblem) -> Self {
        Self::Amount(problem)
    }
}

impl ReceiptProblem {
    /// The field that has to be mended.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Amount(problem) if problem.is_about_reason() => "note",
            Self::Amount(_) => "amount",
            Self::Supplier => "supplier",
            Self::Price => "price",
            Self::Day => "came",
            Self::BestBefore => "best_before",
            Self::Certificate => "certificate",
            Self::Picture => "picture",
        }
    }

    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Amount(problem) => problem.code(),
            Self::Supplier | Self::Certificate => "words",
            Self::Price => "price",
            Self::Day => "day_received",
            Self::BestBefore => "best_before",
            Self::Picture => "picture",
        }
    }
}

/// Records material that came in, once per id, with its lot; the same id with another content is refused.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn record_receipt(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    receipt: &Receipt,
) -> Result<Result<(), ReceiptProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let material = found(svc, &scope, slug).await?;
    let id = receipt.id.unwrap_or_else(|| super::record::new_movement_id(svc));
    let (lot, note) = match read(svc, &scope, &material, id, receipt).await? {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let movement = NewMovement { id, ..movement(svc, actor, material.id, MovementKind::Receipt, lot.received, note) };
    let received = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        write(tx, &scope, &movement, &lot, receipt.place).await?;
        Ok(workshop::allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    match received.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem.into())),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Reads the form: the lot, whose id is that of the receipt, and the note.
pub(super) async fn read(
    svc: &Services,
    scope: &ShopScope,
    material: &MaterialRow,
    id: MovementId,
    receipt: &Receipt,
) -> Result<Result<(LotRow, String), ReceiptProblem>, Error> {
    let today = svc.now().day();
    let lot = || -> Result<(LotRow, String), ReceiptProblem> {
        let received = amount(material, &receipt.amount)?;
        if received == 0 {
            return Err(AmountProblem::Zero.into());
        }
        let came = match filled(&receipt.day) {
            None => today,
            Some(text) => Day::parse(text)
                .filter(|day| *day <= today && *day >= today.plus(-FARTHEST_DAYS))
                .ok_or(ReceiptProblem::Day)?,
        };
        let last = came..=today.plus(FARTHEST_DAYS);
        let best_before = filled(&receipt.best_before)
            .map(|text| Day::parse(text).filter(|day| last.contains(day)).ok_or(ReceiptProblem::BestBefore));
        let lot = LotRow {
            id: LotId(id.0),
            material: material.id,
            supplier: clean_line(&receipt.supplier, WORDS_CHARS).ok_or(ReceiptProblem::Supplier)?,
            certificate: clean_line(&receipt.certificate, WORDS_CHARS).ok_or(ReceiptProblem::Certificate)?,
            day: came.0,
            best_before: best_before.transpose()?.map(|day| day.0),
            price_minor: filled(&receipt.price).map(price).transpose()?,
            received,
            remaining: received,
            picture: filled(&receipt.picture).map(str::to_owned),
        };
        Ok((lot, reason(&receipt.note)?))
    };
    let read = match lot() {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    if let Some(code) = &read.0.picture {
        let pictures = svc.store().read().await?.pictures(&PictureOwner::Shop(*scope), SHOP_PICTURES).await?;
        if !pictures.iter().any(|picture| picture.id == *code) {
            return Ok(Err(ReceiptProblem::Picture));
        }
    }
    Ok(Ok(read))
}

pub(super) fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn price(text: &str) -> Result<i64, ReceiptProblem> {
    read_price(text).ok_or(ReceiptProblem::Price)
}

/// What was paid, in centimes; `None` when it cannot be read, is negative, or too large to be true.
pub(super) fn read_price(text: &str) -> Option<i64> {
    let price = Money::parse_decimal(text)?.minor;
    (0..=LARGEST_PRICE_MINOR).contains(&price).then_some(price)
}

/// Writes the receipt, its lot and where it lies; `false` when it was written before.
pub(super) async fn write(
    tx: &mut Writer,
    scope: &ShopScope,
    movement: &NewMovement,
    lot: &LotRow,
    place: Option<PlaceId>,
) -> Result<bool, Stop> {
    let level = tx.hold_level(scope, movement.material).await?.ok_or(Error::NotFound)?;
    if let Some((material, amount, reason)) = tx.movement(movement.id).await? {
        let known = tx.lot(scope, lot.id).await?;
        let same = known.is_some_and(|known| LotRow { remaining: lot.remaining, ..known } == *lot);
        return match (material == movement.material, amount == movement.amount && reason == movement.reason && same) {
            (false, _) => Err(Error::NotFound.into()),
            (true, true) => Ok(false),
            (true, false) => Err(Stop::Problem(AmountProblem::Recorded { amount })),
        };
    }
    let too_large = Stop::Problem(AmountProblem::TooLarge);
    if level.on_hand.saturating_add(movement.amount) > LARGEST_AMOUNT {
        return Err(too_large);
    }
    tx.add_lot(lot).await?;
    if !tx.move_lot(movement, lot.id).await? {
        return Err(too_large);
    }
    places::put(tx, scope, place, movement).await?;
    Ok(true)
}
