//! A shop's materials and their ledger.

use super::arrivals::new_arrival_id;
use super::lots::{self, Cost, Lot};
use super::places::{self, Whereabouts};
use super::record::new_movement_id;
use super::work_scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services};
use domain::id::{ArrivalId, BatchId, MaterialId, MovementId, PurchaseId, ShopOrderId};
use domain::materials::{CountReason, MaterialTerms, MovementKind, ScrapCause};
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::pictures::{PictureOwner, PictureRow};

/// Movements in the ledger view.
const LISTED: i64 = 200;

/// Pictures that are offered for a lot, the newest.
const PICTURES: i64 = 24;

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
    /// How it is bought, kept and wasted.
    pub terms: MaterialTerms,
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
    /// Its lots: those of which something is left, the earliest best-before day first, then the others.
    pub lots: Vec<Lot>,
    /// What lies on the shelf in no lot, in base units.
    pub in_no_lot: i64,
    /// What it cost; `None` while no price is known.
    pub cost: Option<Cost>,
    /// The pictures of the shop, newest first: a lot may have one.
    pub pictures: Vec<PictureRow>,
    /// The day today, for a receipt that says nothing else.
    pub today: Day,
    /// Its latest movements, newest first.
    pub movements: Vec<MovementRow>,
    /// What is expected, earliest first.
    pub expected: Vec<ArrivalRow>,
    /// How much of it one batch makes and how much could be made now of what is free; `None` without a recipe.
    pub makes: Option<(i64, i64)>,
    /// Where it lies.
    pub lies: Whereabouts,
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
    /// The batch that it is expected of: id and number.
    pub batch: Option<(BatchId, i64)>,
    /// The purchase order that it comes from, with its number.
    pub purchase: Option<(PurchaseId, i64)>,
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
    /// Why a count of the whole shelf differed.
    pub why: Option<CountReason>,
    /// Why it was thrown away.
    pub scrap: Option<ScrapCause>,
    /// The order it belongs to: id and number.
    pub order: Option<(ShopOrderId, i64)>,
    /// The batch it belongs to: id and number.
    pub batch: Option<(BatchId, i64)>,
}

pub(super) fn view(row: store::materials::MaterialRow) -> MaterialRow {
    MaterialRow {
        id: row.id,
        slug: row.slug,
        name: row.name,
        origin: row.origin,
        unit: row.unit,
        terms: row.terms,
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
    let (scope, _) = work_scope(actor, shop_slug)?;
    Ok(svc.store().read().await?.materials(&scope).await?.into_iter().map(view).collect())
}

/// The days in which a shop can get more of anything for which it says nothing else.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn supply_days(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<u16, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
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
    let (scope, _) = work_scope(actor, shop_slug)?;
    let Some(slug) = readable(slug) else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    let Some(row) = reader.material(&scope, slug).await? else { return Ok(None) };
    let rows = reader.movements(&scope, row.id, LISTED).await?;
    let movement = |row: store::materials::MovementRow| MovementRow {
        at: Timestamp(row.at_ms),
        kind: row.kind,
        amount: row.amount,
        reason: row.reason,
        why: row.why,
        scrap: row.scrap,
        order: row.order,
        batch: row.batch,
    };
    let expected = reader.expected_arrivals(scope.shop()).await?;
    let of_batch = reader.batch_arrivals(&scope).await?;
    let arrival = |arrival: store::materials::ExpectedArrival| ArrivalRow {
        id: arrival.id,
        day: Day(arrival.day),
        amount: arrival.amount,
        note: arrival.note,
        batch: of_batch.iter().find(|(id, ..)| *id == arrival.id).map(|(_, batch, number)| (*batch, *number)),
        purchase: arrival.purchase,
    };
    let of_this = |arrival: &store::materials::ExpectedArrival| arrival.material == row.id;
    let expected = expected.into_iter().filter(of_this).map(arrival).collect();
    let today = svc.now().day();
    let (lots, in_no_lot, cost) = lots::of_material(&mut reader, &scope, &row, today).await?;
    let makes = match reader.recipes(&scope).await?.get(&row.id) {
        Some(recipe) => {
            let all = reader.materials(&scope).await?;
            let there = |id| all.iter().find(|row| row.id == id).map_or(0, |row| row.level.available());
            Some((recipe.makes, recipe.most(there)?))
        }
        None => None,
    };
    let lies = places::whereabouts(&mut reader, &scope, row.id, row.level.on_hand).await?;
    Ok(Some(MaterialPage {
        lies,
        makes,
        lots,
        in_no_lot,
        cost,
        pictures: reader.pictures(&PictureOwner::Shop(scope), PICTURES).await?,
        today,
        row: view(row),
        movements: rows.into_iter().map(movement).collect(),
        expected,
        next_arrival: new_arrival_id(svc),
        next_receipt: new_movement_id(svc),
    }))
}
