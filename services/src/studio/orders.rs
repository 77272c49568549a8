//! A shop's orders.

use super::scope;
use crate::making::Lacking;
use crate::pictures::{self, GivenPicture};
use crate::settle::settle;
use crate::{Actor, Error, Services, workshop};
use domain::checkout::Delivery;
use domain::checkout::address::Address;
use domain::id::{OrderLineId, ProductionOrderId, ShopOrderId};
use domain::money::Money;
use domain::order::{Effect, ProductionState, ShopOrderState, Step};
use domain::quantity::Unit;
use domain::text::{Lang, Localised};
use domain::time::{Day, Timestamp};
use store::order::{LineMaterialRow, OrderLine, ProductionRow};

/// Orders in the list.
const LISTED: i64 = 200;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long a shop still sees whom to call after a parcel came to its end: delivered, refused or brought back.
const CONTACT_AFTER_END_MS: i64 = 30 * DAY_MS;
/// How long it does while a parcel is under way: no parcel takes that long, somebody forgot to say that it arrived.
const CONTACT_UNDER_WAY_MS: i64 = 60 * DAY_MS;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudioOrderRow {
    /// Id.
    pub id: ShopOrderId,
    /// Number in the shop.
    pub number: i64,
    /// State.
    pub state: ShopOrderState,
    /// When it was placed.
    pub placed: Timestamp,
    /// Promised day.
    pub ready: Day,
    /// What the shopper pays for this part.
    pub total: Money,
    /// The shopper's name.
    pub name: String,
    /// The shopper's town.
    pub city: String,
    /// Pieces to make.
    pub pieces: i64,
    /// Name of the first of them.
    pub product: Localised,
    /// Fingerprint of the first of them, for its picture.
    pub fingerprint: String,
}

/// One order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudioOrder {
    /// Id.
    pub id: ShopOrderId,
    /// Number in the shop.
    pub number: i64,
    /// What the shopper reads on the telephone.
    pub code: String,
    /// State.
    pub state: ShopOrderState,
    /// When it was placed.
    pub placed: Timestamp,
    /// Promised day.
    pub ready: Day,
    /// The shopper's language.
    pub lang: Lang,
    /// The way to the shopper.
    pub delivery: Delivery,
    /// The pieces.
    pub lines: Vec<WorkSheet>,
    /// Sum of the lines.
    pub subtotal: Money,
    /// One parcel.
    pub delivery_fee: Money,
    /// To be paid on delivery.
    pub total: Money,
    /// Whom to call and where to send it, as far as it may be shown in this state.
    pub contact: Contact,
    /// The states it went through, oldest first.
    pub history: Vec<(ShopOrderState, Timestamp)>,
    /// What can be done now, the usual step first.
    pub next_steps: Vec<Step>,
}

impl StudioOrder {
    /// Whether some of its material has still to come.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.lines.iter().flat_map(|line| &line.materials).any(|material| material.to_come > 0)
    }
}

impl StudioOrder {
    /// Whether some of its pieces have not passed their check.
    #[must_use]
    pub fn is_unchecked(&self) -> bool {
        self.lines.iter().any(|line| line.state != ProductionState::Completed)
    }
}

/// A material on a work sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetMaterial {
    /// Its name.
    pub name: Localised,
    /// Its base unit.
    pub unit: Unit,
    /// How much all pieces take.
    pub amount: i64,
    /// How much of that is not on the shelf yet.
    pub to_come: i64,
}

/// How to make one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkSheet {
    /// Id.
    pub id: OrderLineId,
    /// Name of the product.
    pub name: Localised,
    /// What was decided, in words.
    pub labels: Vec<(Localised, Localised)>,
    /// The pictures that the shopper gave for it.
    pub pictures: Vec<GivenPicture>,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
    /// Price of all pieces.
    pub total: Money,
    /// What all pieces take.
    pub materials: Vec<SheetMaterial>,
    /// Minutes for all pieces.
    pub minutes: i64,
    /// State of the work.
    pub state: ProductionState,
    /// The work; `None` for a line of which none was planned.
    pub work: Option<ProductionOrderId>,
}

/// What a shop may know about the shopper. Name and town always; the telephone from the start, because an order paid
/// on delivery is confirmed by a call; the address from the confirmation. Both go 30 days after the parcel was
/// delivered, refused or brought back, 60 days after it was sent when nobody says what became of it, and at once when the
/// order is called off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The shopper's name.
    pub name: String,
    /// Town.
    pub city: String,
    /// In E.164.
    pub phone: Option<String>,
    /// The whole address, with the shopper's note.
    pub address: Option<Address>,
}

/// Why a step was not taken; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdvanceProblem {
    /// These materials are not all there yet.
    Waiting(Vec<Localised>),
    /// These pieces have not passed their check.
    Unchecked(Vec<Localised>),
    /// The step does not fit: somebody was faster, or it was sent twice.
    NotNow {
        /// The state that the order is in.
        state: ShopOrderState,
    },
}

/// The orders of a shop, newest first.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn orders(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<StudioOrderRow>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let rows = svc.store().read().await?.shop_orders(&scope, LISTED).await?;
    let view = |row: store::order::ShopOrderSummary| StudioOrderRow {
        id: row.id,
        number: row.number,
        state: row.state,
        placed: Timestamp(row.placed_ms),
        ready: Day(row.ready_day),
        total: row.total,
        name: row.name,
        city: row.city,
        pieces: row.pieces,
        product: row.product,
        fingerprint: row.fingerprint,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One order of a shop with its work sheets; `None` when the shop has no such order.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn order(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ShopOrderId,
) -> Result<Option<StudioOrder>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let Some((order, part)) = reader.shop_order(&scope, id).await? else { return Ok(None) };
    let materials = reader.line_materials(id).await?;
    let production = reader.production_of(id).await?;
    let mut lines = Vec::new();
    for line in reader.order_lines(id).await? {
        let pictures = pictures::of_design(&mut reader, &line.fingerprint).await?;
        lines.push(work_sheet(line, pictures, &materials, &production));
    }
    let events = reader.shop_order_events(id).await?;
    let history: Vec<_> = events.into_iter().map(|(state, at_ms)| (state, Timestamp(at_ms))).collect();
    Ok(Some(StudioOrder {
        id,
        number: part.number,
        code: order.code,
        state: part.state,
        placed: Timestamp(part.placed_ms),
        ready: Day(part.ready_day),
        lang: order.lang,
        delivery: order.address.delivery,
        lines,
        subtotal: part.subtotal,
        delivery_fee: part.delivery,
        total: part.total,
        contact: contact(order.address, part.state, &history, svc.now()),
        history,
        next_steps: part.state.next_steps(),
    }))
}

fn work_sheet(
    line: OrderLine,
    pictures: Vec<GivenPicture>,
    materials: &[LineMaterialRow],
    production: &[ProductionRow],
) -> WorkSheet {
    let work = production.iter().find(|row| row.line == line.id);
    WorkSheet {
        id: line.id,
        name: line.name,
        labels: line.labels,
        pictures,
        fingerprint: line.fingerprint,
        quantity: line.quantity,
        total: line.total,
        materials: materials
            .iter()
            .filter(|row| row.line == line.id)
            .map(|row| SheetMaterial {
                name: row.name.clone(),
                unit: row.unit,
                amount: row.amount,
                to_come: row.amount - row.allocated,
            })
            .collect(),
        minutes: work.map_or(0, |row| row.minutes),
        state: work.map_or(ProductionState::Planned, |row| row.state),
        work: work.map(|row| row.id),
    }
}

fn contact(
    address: Address,
    state: ShopOrderState,
    history: &[(ShopOrderState, Timestamp)],
    now: Timestamp,
) -> Contact {
    let entered = history.iter().rev().find(|(entered, _)| *entered == state).map_or(now, |(_, at)| *at);
    let within = |limit| now.0.saturating_sub(entered.0) <= limit;
    let (phone, whole) = match state {
        ShopOrderState::Placed => (true, false),
        ShopOrderState::Confirmed | ShopOrderState::InProduction | ShopOrderState::Ready => (true, true),
        ShopOrderState::Shipped => (within(CONTACT_UNDER_WAY_MS), within(CONTACT_UNDER_WAY_MS)),
        ShopOrderState::Delivered | ShopOrderState::Refused | ShopOrderState::Returned => {
            (within(CONTACT_AFTER_END_MS), within(CONTACT_AFTER_END_MS))
        }
        ShopOrderState::Cancelled => (false, false),
    };
    Contact {
        name: address.name.clone(),
        city: address.city.clone(),
        phone: phone.then(|| address.phone.clone()),
        address: whole.then_some(address),
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(AdvanceProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Lacking> for Stop {
    fn from(lacking: Lacking) -> Self {
        match lacking {
            Lacking::Material(names) => Self::Problem(AdvanceProblem::Waiting(names)),
            Lacking::Failed(error) => Self::Failed(error),
        }
    }
}

/// Takes one step with an order of the shop: the state, the ledger and the work change together or not at all.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such order.
pub async fn advance(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ShopOrderId,
    step: Step,
) -> Result<Result<(), AdvanceProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let person = actor.person().map(|person| person.id);
    let now = svc.now();
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let (_, part) = tx.shop_order(&scope, id).await?.ok_or(Error::NotFound)?;
        let not_now = |state| Stop::Problem(AdvanceProblem::NotNow { state });
        let (next, effect) = part.state.take(step).map_err(|refused| not_now(refused.state))?;
        if !tx.move_shop_order(&scope, id, part.state, next).await? {
            // Somebody took a step between the two statements; the state that they left is the news.
            let (_, part) = tx.shop_order(&scope, id).await?.ok_or(Error::NotFound)?;
            return Err(not_now(part.state));
        }
        if effect == Effect::RequireChecked {
            let works = tx.works_of(id).await?;
            let open = works.into_iter().filter(|work| work.state != ProductionState::Completed);
            let open: Vec<Localised> = open.map(|work| work.product).collect();
            if !open.is_empty() {
                return Err(Stop::Problem(AdvanceProblem::Unchecked(open)));
            }
        }
        tx.insert_shop_order_event(id, next, now.0, person).await?;
        settle(tx, svc, id, effect, person, now).await?;
        Ok(workshop::allocate_waiting(tx, svc, scope.shop(), now).await?)
    });
    match write.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}
