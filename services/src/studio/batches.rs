//! Batches: what a shop makes for its own shelf, from its plan to its lots.

mod make;
mod plan;
mod trace;
mod work;

pub use make::{MakeLine, MakePage, make};
pub use plan::{PlanBatch, PlanProblem, plan_batch};
pub use trace::{LotPage, Trace, UsedIn, lot, order_trace};
pub use work::{BatchProblem, CompleteBatch, StartBatch, cancel_batch, complete_batch, start_batch};

use super::lots::{self, Lot};
use super::materials::{MaterialRow, view};
use super::scope;
use crate::pictures::SHOP_PICTURES;
use crate::{Actor, Error, Services, workshop};
use domain::id::{BatchId, MaterialId};
use domain::materials::cost_of_output;
use domain::money::Money;
use domain::order::ProductionState;
use domain::quantity::Unit;
use domain::time::{Day, Timestamp};
use store::batches::BatchRow;
use store::pictures::{PictureOwner, PictureRow};
use store::{Reader, ShopScope};

/// Batches in the list.
const LISTED: i64 = 100;

/// Lots that are offered for an input.
const LOTS: i64 = 40;

/// A batch in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Id.
    pub id: BatchId,
    /// 1, 2, 3 in its shop.
    pub number: i64,
    /// What it makes.
    pub material: MaterialRow,
    /// Planned, in production, completed or cancelled.
    pub state: ProductionState,
    /// How much was planned, in base units.
    pub planned: i64,
    /// How much was made and good, once it is done.
    pub yielded: Option<i64>,
    /// The day on which it is, or was, to be there.
    pub day: Day,
    /// The day on which it will be there as things stand; `None` when it is done, or cannot be made.
    pub finish: Option<Day>,
    /// Minutes of work.
    pub minutes: i64,
    /// In words; may be empty.
    pub note: String,
    /// What was said when it was done; may be empty.
    pub outcome: String,
    /// When it was done or cancelled.
    pub ended: Option<Timestamp>,
}

impl Batch {
    /// Whether it will be there later than on its day, or never, as things stand.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.ended.is_none() && self.finish.is_none_or(|finish| finish > self.day)
    }
}

/// What a batch takes of a material, in base units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    /// The material.
    pub material: MaterialRow,
    /// As planned.
    pub amount: i64,
    /// Promised from the shelf.
    pub allocated: i64,
    /// Used, once the work has begun.
    pub consumed: Option<i64>,
    /// What that cost, if it was known.
    pub cost: Option<Money>,
    /// Lots that it can be taken from, as long as the work has not begun.
    pub lots: Vec<Lot>,
}

impl BatchLine {
    /// Whether single pieces have to be chosen, such as burls.
    #[must_use]
    pub fn asks_for_pieces(&self) -> bool {
        is_single(self.material.unit, self.lots.iter().map(|lot| lot.received))
    }
}

/// A batch with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPage {
    /// The batch.
    pub batch: Batch,
    /// What it takes.
    pub lines: Vec<BatchLine>,
    /// What comes of it besides: as planned, and as it was once it is done.
    pub by_products: Vec<(MaterialRow, i64, Option<i64>)>,
    /// The lots that it made, each with its material.
    pub outputs: Vec<(MaterialRow, Lot)>,
    /// What all that was used cost together; `None` when the cost of something is not known.
    pub cost: Option<Money>,
    /// The pictures of the shop: a lot may have one.
    pub pictures: Vec<PictureRow>,
    /// Today.
    pub today: Day,
}

/// The batches of a shop: those that are not done first, by their day; then the others, the latest first.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn batches(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<Batch>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let rows = reader.batches(&scope, LISTED).await?;
    let shelf = Shelf::read(svc, &mut reader, &scope).await?;
    Ok(rows.into_iter().filter_map(|row| shelf.batch(row)).collect())
}

/// One batch of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such batch.
pub async fn batch(svc: &Services, actor: &Actor, shop_slug: &str, id: BatchId) -> Result<BatchPage, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let row = reader.batch(&scope, id).await?.ok_or(Error::NotFound)?;
    let shelf = Shelf::read(svc, &mut reader, &scope).await?;
    let today = svc.now().day();
    let (mut lines, mut costs) = (Vec::new(), Vec::new());
    for input in reader.batch_inputs(id).await? {
        let Some(material) = shelf.material(input.material) else { continue };
        let open = row.state == ProductionState::Planned;
        let rows = if open { reader.lots(&scope, material.id, LOTS).await? } else { Vec::new() };
        let lots = rows.into_iter().filter(|lot| lot.remaining > 0).map(|lot| lots::view(lot, today));
        costs.push(input.cost_minor);
        lines.push(BatchLine {
            material,
            amount: input.amount,
            allocated: input.allocated,
            consumed: input.consumed,
            cost: input.cost_minor.map(Money::mad),
            lots: lots.collect::<Result<_, _>>()?,
        });
    }
    let by_products = reader.batch_by_products(id).await?.into_iter();
    let by_products =
        by_products.filter_map(|(of, planned, made)| Some((shelf.material(of)?, planned, made))).collect();
    let mut outputs = Vec::new();
    for lot in reader.batch_outputs(id).await? {
        let Some(lot) = reader.lot(&scope, lot).await? else { continue };
        outputs.extend(shelf.material(lot.material).map(|material| Ok((material, lots::view(lot, today)?))));
    }
    let outputs = outputs.into_iter().collect::<Result<_, Error>>()?;
    let cost = if costs.is_empty() { None } else { cost_of_output(costs)?.map(Money::mad) };
    let pictures = reader.pictures(&PictureOwner::Shop(*scope), SHOP_PICTURES).await?;
    let batch = shelf.batch(row).ok_or(Error::NotFound)?;
    Ok(BatchPage { batch, lines, by_products, outputs, cost, pictures, today })
}

/// Single pieces: a material that is counted, of which a lot is one piece.
pub(super) fn is_single(unit: Unit, mut received: impl Iterator<Item = i64>) -> bool {
    unit == Unit::Piece && received.any(|received| received == 1)
}

/// The materials of a shop, and when its batches will be done.
pub(super) struct Shelf {
    materials: Vec<MaterialRow>,
    finish: Vec<(BatchId, Option<Day>)>,
}

impl Shelf {
    pub(super) async fn read(svc: &Services, reader: &mut Reader, scope: &ShopScope) -> Result<Self, Error> {
        let materials = reader.materials(scope).await?.into_iter().map(view).collect();
        let row = reader.workshop(scope.shop()).await?;
        if row.batches.is_empty() {
            return Ok(Self { materials, finish: Vec::new() });
        }
        let plan = workshop::of(&row, svc.now()).plan()?;
        let finish = |id| plan.get(workshop::order_of(id)).and_then(|planned| planned.finish);
        Ok(Self { materials, finish: row.batches.iter().map(|batch| (batch.id, finish(batch.id))).collect() })
    }

    pub(super) fn material(&self, id: MaterialId) -> Option<MaterialRow> {
        self.materials.iter().find(|row| row.id == id).cloned()
    }

    pub(super) fn batch(&self, row: BatchRow) -> Option<Batch> {
        Some(Batch {
            id: row.id,
            number: row.number,
            material: self.material(row.material)?,
            state: row.state,
            planned: row.planned,
            yielded: row.yielded,
            day: Day(row.day),
            finish: self.finish.iter().find(|(id, _)| *id == row.id).and_then(|(_, finish)| *finish),
            minutes: row.minutes,
            note: row.note,
            outcome: row.outcome,
            ended: row.ended_ms.map(Timestamp),
        })
    }
}

/// The batches of a shop that are not done, by their day.
pub(super) async fn open_batches(svc: &Services, reader: &mut Reader, scope: &ShopScope) -> Result<Vec<Batch>, Error> {
    let rows: Vec<BatchRow> = reader.batches(scope, LISTED).await?;
    let open: Vec<BatchRow> = rows.into_iter().filter(|row| row.ended_ms.is_none()).collect();
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let shelf = Shelf::read(svc, reader, scope).await?;
    Ok(open.into_iter().filter_map(|row| shelf.batch(row)).collect())
}
