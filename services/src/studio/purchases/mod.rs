//! What a shop buys: its purchase orders as the studio shows them.

mod draft;
mod receive;
mod step;
mod suggest;
mod suppliers;

pub use draft::{DraftForm, DraftMistake, LineForm, LineMistake, save_draft};
pub use receive::{ReceiveProblem, Received, receive_purchase};
pub use step::{PurchaseStepProblem, step_purchase};
pub use suggest::{NoDrafts, draft_what_is_missing};
pub use suppliers::{OfferForm, SupplierForm, SupplierMistake, SupplierPage, save_supplier, supplier, suppliers};

use super::materials::{MaterialRow, view};
use super::record::new_movement_id;
use super::scope;
use crate::{Actor, Error, Services};
use domain::id::{MovementId, PurchaseId, PurchaseLineId};
use domain::money::Money;
use domain::purchases::{Purchase, PurchaseLine};
use domain::text::Localised;
use domain::time::Day;
use store::purchases::SupplierRow;

/// Purchase orders in the list.
const LISTED: i64 = 200;

/// Most purchase orders of one shop that are drafts or open, so that sums of what is expected fit.
const MOST_OPEN: i64 = 200;

/// Empty lines in the form of a draft.
const SPARE_LINES: usize = 3;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseRow {
    /// The purchase order.
    pub purchase: Purchase,
    /// Name of the supplier.
    pub supplier: Option<String>,
    /// Names of the materials.
    pub materials: Vec<Localised>,
    /// The next day on which something is expected.
    pub next: Option<Day>,
}

/// One purchase order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchasePage {
    /// The purchase order.
    pub purchase: Purchase,
    /// From whom.
    pub supplier: Option<SupplierRow>,
    /// Its lines with their materials, each with an id for the next receipt: a form sent twice counts once.
    pub lines: Vec<(PurchaseLine, MaterialRow, MovementId)>,
    /// What all lines with a price cost together; `None` when none has one.
    pub total: Option<Money>,
    /// Today.
    pub today: Day,
}

/// What the form of a draft is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseDesk {
    /// Id that the form carries: a form sent twice is one draft.
    pub id: PurchaseId,
    /// What is known; `None` for a new one.
    pub purchase: Option<Purchase>,
    /// Ids for lines that are still empty.
    pub spare: Vec<PurchaseLineId>,
    /// The suppliers of the shop, by name.
    pub suppliers: Vec<SupplierRow>,
    /// The materials of the shop that can be had again, and those that the draft names.
    pub materials: Vec<MaterialRow>,
}

/// The purchase orders of a shop: drafts and what is open first, then the others, the newest first.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn purchases(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<PurchaseRow>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let (suppliers, materials) = (reader.suppliers(&scope).await?, reader.materials(&scope).await?);
    let row = |purchase: Purchase| {
        let supplier = suppliers.iter().find(|known| Some(known.id) == purchase.supplier);
        let name = |line: &PurchaseLine| Some(materials.iter().find(|known| known.id == line.material)?.name.clone());
        PurchaseRow {
            supplier: supplier.map(|supplier| supplier.name.clone()),
            materials: purchase.lines.iter().filter_map(name).collect(),
            next: purchase.expected().map(|(_, _, day, _)| day).min(),
            purchase,
        }
    };
    Ok(reader.purchases(&scope, LISTED).await?.into_iter().map(row).collect())
}

/// One purchase order of a shop; `None` when the shop has no such purchase order.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn purchase(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: PurchaseId,
) -> Result<Option<PurchasePage>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let Some(purchase) = reader.purchase(&scope, id).await? else { return Ok(None) };
    let materials = reader.materials(&scope).await?;
    let supplier = reader.suppliers(&scope).await?.into_iter().find(|known| Some(known.id) == purchase.supplier);
    let line = |line: &PurchaseLine| {
        let material = materials.iter().find(|known| known.id == line.material)?.clone();
        Some((*line, view(material), new_movement_id(svc)))
    };
    let prices: Vec<Money> = purchase.lines.iter().filter_map(|line| line.price_minor).map(Money::mad).collect();
    let total = if prices.is_empty() { None } else { Some(Money::sum(prices)?) };
    let lines = purchase.lines.iter().filter_map(line).collect();
    Ok(Some(PurchasePage { lines, supplier, total, today: svc.now().day(), purchase }))
}

/// What the form of a draft is made from; `id` is `None` for a new one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such purchase order.
pub async fn write_purchase(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: Option<PurchaseId>,
) -> Result<PurchaseDesk, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let purchase = match id {
        Some(id) => Some(reader.purchase(&scope, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let named = |row: &MaterialRow| {
        purchase.as_ref().is_some_and(|purchase| purchase.lines.iter().any(|line| line.material == row.id))
    };
    let materials = reader.materials(&scope).await?.into_iter().map(view);
    let materials = materials.filter(|row| !row.terms.one_time || named(row)).collect();
    Ok(PurchaseDesk {
        id: id.unwrap_or_else(|| new_purchase_id(svc)),
        suppliers: reader.suppliers(&scope).await?,
        materials,
        spare: (0..SPARE_LINES).map(|_| new_line_id(svc)).collect(),
        purchase,
    })
}

fn new_purchase_id(svc: &Services) -> PurchaseId {
    PurchaseId::from_parts(svc.millis(), svc.id10())
}

fn new_line_id(svc: &Services) -> PurchaseLineId {
    PurchaseLineId::from_parts(svc.millis(), svc.id10())
}
