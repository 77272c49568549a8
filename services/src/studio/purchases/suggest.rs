//! From what is missing to drafts, one for each supplier.

use super::super::materials::MaterialRow;
use super::super::plan::to_buy;
use super::super::reorder::{missing, waiting};
use super::super::scope;
use super::draft::{usual_day, usual_price};
use super::{MOST_OPEN, new_line_id, new_purchase_id};
use crate::{Actor, Error, Services, workshop};
use domain::id::{MaterialId, PurchaseId, SupplierId};
use domain::purchases::{MOST_LINES, Purchase, PurchaseLine, PurchaseState, cheapest};
use std::collections::BTreeMap;
use store::purchases::SupplierRow;
use store::{ShopScope, Writer};

/// Drafts that are looked at for what they already hold; more are never open.
const OPEN: i64 = MOST_OPEN;

/// Why there are no new drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDrafts {
    /// Nothing is missing that is not in a draft already.
    Nothing,
    /// There are as many purchase orders as can be open at once.
    TooManyOpen,
}

/// Undoes the transaction and says why.
enum Stop {
    None(NoDrafts),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes drafts of all that is missing and can be had again, one for each supplier: the cheapest that sells it; what nobody
/// is known to sell comes into one without a supplier. What stands in a draft already is not missing, so that a button
/// pressed twice counts once.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn draft_what_is_missing(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
) -> Result<Result<Vec<PurchaseId>, NoDrafts>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let write = svc.store().write(async |tx| -> Result<Vec<PurchaseId>, Stop> {
        tx.hold_shop(scope.shop()).await?;
        let suppliers = tx.suppliers(&scope).await?;
        let wanted = wanted(tx, svc, &scope).await?;
        if wanted.is_empty() {
            return Err(Stop::None(NoDrafts::Nothing));
        }
        let drafts = drafts(tx, svc, &scope, &suppliers, wanted).await?;
        let open = tx.count_open_purchases(&scope).await?;
        if open.saturating_add(i64::try_from(drafts.len()).unwrap_or(i64::MAX)) > MOST_OPEN {
            return Err(Stop::None(NoDrafts::TooManyOpen));
        }
        for draft in &drafts {
            tx.add_purchase(&scope, draft).await?;
        }
        Ok(drafts.into_iter().map(|draft| draft.id).collect())
    });
    match write.await {
        Ok(made) => Ok(Ok(made)),
        Err(Stop::None(none)) => Ok(Err(none)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// What to get of each material that can be had again, in whole packs; amounts in base units.
async fn wanted(tx: &mut Writer, svc: &Services, scope: &ShopScope) -> Result<Vec<(MaterialRow, i64)>, Error> {
    let row = tx.workshop(scope.shop()).await?;
    let plan = workshop::of(&row, svc.now()).plan().map_err(|_| Error::Overflow)?;
    let to_buy = to_buy(&plan)?;
    let waiting = waiting(&tx.waiting(scope.shop()).await?, &tx.waiting_batches(scope.shop()).await?);
    let days = tx.supply_days(scope).await?;
    let mut short: BTreeMap<MaterialId, i64> = to_buy.into_iter().collect();
    for found in missing(tx.materials(scope).await?, &row.arrivals, &waiting, days)? {
        let known = short.entry(found.row.id).or_default();
        *known = (*known).max(found.suggestion.missing);
    }
    for purchase in tx.purchases(scope, OPEN).await? {
        for line in purchase.lines.iter().filter(|_| purchase.state == PurchaseState::Draft) {
            short.entry(line.material).and_modify(|amount| *amount = amount.saturating_sub(line.ordered));
        }
    }
    let materials = tx.materials(scope).await?.into_iter().map(super::view);
    let again = materials.filter(|row| !row.terms.one_time);
    let amount = |row: MaterialRow| {
        let amount = short.get(&row.id).copied().filter(|amount| *amount > 0)?;
        let whole = row.terms.buying.map_or(Some(amount), |buying| {
            let holds = buying.holds.max(1);
            (amount / holds + i64::from(amount % holds > 0)).checked_mul(holds)
        });
        Some((row, whole.unwrap_or(amount)))
    };
    Ok(again.filter_map(amount).collect())
}

async fn drafts(
    tx: &mut Writer,
    svc: &Services,
    scope: &ShopScope,
    suppliers: &[SupplierRow],
    wanted: Vec<(MaterialRow, i64)>,
) -> Result<Vec<Purchase>, Error> {
    let (now, days) = (svc.now(), tx.supply_days(scope).await?);
    let mut by_supplier: BTreeMap<Option<SupplierId>, Vec<PurchaseLine>> = BTreeMap::new();
    for (material, ordered) in wanted {
        let offers = suppliers.iter().flat_map(|known| known.offers.iter().map(|offer| (known.id, offer)));
        let id = cheapest(offers, material.id).map(|(id, _)| id);
        let supplier = suppliers.iter().find(|known| Some(known.id) == id);
        by_supplier.entry(id).or_default().push(PurchaseLine {
            id: new_line_id(svc),
            material: material.id,
            ordered,
            price_minor: usual_price(supplier, &material, ordered),
            day: usual_day(supplier, &material, days, now.day()),
            received: 0,
            dropped: 0,
        });
    }
    let mut number = tx.last_purchase_number(scope).await?;
    let mut parts = Vec::new();
    for (supplier, lines) in &by_supplier {
        parts.extend(lines.chunks(MOST_LINES).map(|part| (*supplier, part)));
    }
    let draft = |(supplier, lines): (Option<SupplierId>, &[PurchaseLine])| {
        number += 1;
        Purchase {
            id: new_purchase_id(svc),
            number,
            version: 1,
            supplier,
            state: PurchaseState::Draft,
            note: String::new(),
            created: now,
            ordered: None,
            lines: lines.to_vec(),
        }
    };
    Ok(parts.into_iter().map(draft).collect())
}
