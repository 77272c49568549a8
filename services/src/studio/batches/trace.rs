//! One lot: where it came from over all levels, and what was made of it.

use super::super::lots::{self, Lot};
use super::super::materials::MaterialRow;
use super::super::scope;
use super::Shelf;
use crate::{Actor, Error, Services};
use domain::id::{BatchId, LotId, MaterialId, ShopOrderId};
use domain::materials::MovementKind;
use domain::time::Timestamp;
use store::{Reader, ShopScope};

/// Movements of a lot that are listed.
const USES: i64 = 100;

/// Most levels, and most lines, that are followed back.
const LEVELS: usize = 12;
const LINES: usize = 300;

/// Something that went into a lot or a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// How many levels back: 0 for what was used for it at once.
    pub level: usize,
    /// The material.
    pub material: MaterialRow,
    /// How much of it, in base units.
    pub amount: i64,
    /// The lot; `None` for what was in no lot.
    pub lot: Option<Lot>,
    /// The batch that made the lot: id and number; `None` for what came in.
    pub batch: Option<(BatchId, i64)>,
}

/// What happened to a lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedIn {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub kind: MovementKind,
    /// What it did to the lot, in base units.
    pub amount: i64,
    /// The order it was for: id and number.
    pub order: Option<(ShopOrderId, i64)>,
    /// The batch it was for, or came from: id and number.
    pub batch: Option<(BatchId, i64)>,
}

/// A lot with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotPage {
    /// Its material.
    pub material: MaterialRow,
    /// The lot.
    pub lot: Lot,
    /// Size of its picture, if it has one.
    pub picture: Option<(u32, u32)>,
    /// The batch that made it: id and number; `None` for what came in.
    pub batch: Option<(BatchId, i64)>,
    /// What it was made from, each followed by what that was made from.
    pub from: Vec<Trace>,
    /// What happened to it, the latest first.
    pub uses: Vec<UsedIn>,
}

/// One lot of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such lot.
pub async fn lot(svc: &Services, actor: &Actor, shop_slug: &str, id: LotId) -> Result<LotPage, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let row = reader.lot(&scope, id).await?.ok_or(Error::NotFound)?;
    let shelf = Shelf::read(svc, &mut reader, &scope).await?;
    let material = shelf.material(row.material).ok_or(Error::NotFound)?;
    let batch = batch_of(&mut reader, &scope, id).await?;
    let open = match batch {
        Some((batch, _)) => reader.batch_sources(batch).await?,
        None => Vec::new(),
    };
    let from = back(svc, &mut reader, &scope, &shelf, open).await?;
    let uses = reader.lot_uses(&scope, id, USES).await?;
    let used = |row: store::batches::LotUse| UsedIn {
        at: Timestamp(row.at_ms),
        kind: row.kind,
        amount: row.amount,
        order: row.order,
        batch: row.batch,
    };
    let pictures =
        reader.pictures(&store::pictures::PictureOwner::Shop(*scope), crate::pictures::SHOP_PICTURES).await?;
    let picture = pictures.iter().find(|picture| row.picture.as_ref() == Some(&picture.id));
    let picture = picture.map(|picture| (picture.width, picture.height));
    let lot = lots::view(row, svc.now().day())?;
    Ok(LotPage { material, lot, picture, batch, from, uses: uses.into_iter().map(used).collect() })
}

/// The lots of which the pieces of an order were made, each followed by what it was made from.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn order_trace(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    order: ShopOrderId,
) -> Result<Vec<Trace>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let lots = reader.order_lots(&scope, order).await?;
    if lots.is_empty() {
        return Ok(Vec::new());
    }
    let shelf = Shelf::read(svc, &mut reader, &scope).await?;
    let open = lots.into_iter().map(|(material, lot, amount)| (material, Some(lot), amount)).collect();
    back(svc, &mut reader, &scope, &shelf, open).await
}

async fn batch_of(reader: &mut Reader, scope: &ShopScope, lot: LotId) -> Result<Option<(BatchId, i64)>, Error> {
    let Some(batch) = reader.batch_of_lot(scope, lot).await? else { return Ok(None) };
    Ok(reader.batch(scope, batch).await?.map(|row| (row.id, row.number)))
}

/// Follows what was used back to what came in.
async fn back(
    svc: &Services,
    reader: &mut Reader,
    scope: &ShopScope,
    shelf: &Shelf,
    mut first: Vec<(MaterialId, Option<LotId>, i64)>,
) -> Result<Vec<Trace>, Error> {
    first.reverse();
    let mut open: Vec<_> = first.into_iter().map(|source| (0, source)).collect();
    let mut found = Vec::new();
    while let Some((level, (material, lot, amount))) = open.pop() {
        let Some(material) = shelf.material(material).filter(|_| found.len() < LINES) else { continue };
        let row = match lot {
            Some(lot) => reader.lot(scope, lot).await?,
            None => None,
        };
        let batch = match lot {
            Some(lot) => batch_of(reader, scope, lot).await?,
            None => None,
        };
        if let Some((batch, _)) = batch.filter(|_| level + 1 < LEVELS) {
            let sources = reader.batch_sources(batch).await?;
            open.extend(sources.into_iter().rev().map(|source| (level + 1, source)));
        }
        let lot = row.map(|row| lots::view(row, svc.now().day())).transpose()?;
        found.push(Trace { level, material, amount, lot, batch });
    }
    Ok(found)
}
