//! The plan of a shop: what is made when, and what will be late.

use super::scope;
use crate::{Actor, Error, Services, workshop};
use domain::id::{MaterialId, ShopOrderId};
use domain::planning::{Limit, Plan, Planned, Span, shortages};
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::Day;
use store::workshop::{QueueRow, WorkshopRow};

/// The plan from today on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPage {
    /// Its first day.
    pub today: Day,
    /// What has to be made, the most important first.
    pub orders: Vec<PlannedOrder>,
    /// What has to be bought now for the plan to hold: material, its unit, how much.
    pub to_buy: Vec<(Localised, Unit, i64)>,
}

/// A line of an order with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedOrder {
    /// The order and its number.
    pub order: (ShopOrderId, i64),
    /// Name of the product.
    pub product: Localised,
    /// Pieces.
    pub quantity: u32,
    /// The promised day.
    pub promised: Day,
    /// The first day of work on it that is still to come.
    pub begin: Option<Day>,
    /// The day on which it is done; `None` when it cannot be made as things stand.
    pub finish: Option<Day>,
    /// Minutes that are planned for today.
    pub today: i64,
    /// What it waits for longest, when it will be late.
    pub late: Option<Wait>,
}

/// What an order waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wait {
    /// A material, and the day on which it is there; `None` for never.
    Material(Localised, Option<Day>),
    /// Hours, which other orders have.
    Hours,
    /// The shop is closed.
    Closed(Span),
    /// Nothing: the work itself takes that long.
    Work,
}

/// The plan of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn plan(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<PlanPage, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let row = reader.workshop(scope.shop()).await?;
    let materials = reader.materials(&scope).await?;
    drop(reader);
    let workshop = workshop::of(&row, svc.now());
    let plan = workshop.plan().map_err(|_| Error::Overflow)?;
    let orders =
        row.queue.iter().zip(&plan.orders).map(|(queued, planned)| order(&row, queued, planned, workshop.today));
    let to_buy = to_buy(&row, &plan)?.into_iter().filter_map(|(material, amount)| {
        let known = materials.iter().find(|known| known.id == material)?;
        Some((known.name.clone(), known.unit, amount))
    });
    Ok(PlanPage { today: workshop.today, orders: orders.collect(), to_buy: to_buy.collect() })
}

/// What has to be bought now for a plan to hold.
pub(super) fn to_buy(row: &WorkshopRow, plan: &Plan) -> Result<Vec<(MaterialId, i64)>, Error> {
    let all: Vec<_> = row.queue.iter().map(|queued| queued.id).collect();
    let short = shortages(plan, &all).map_err(|_| Error::Overflow)?;
    Ok(short.into_iter().map(|(material, short)| (material, short.to_buy)).filter(|(_, amount)| *amount > 0).collect())
}

fn order(row: &WorkshopRow, queued: &QueueRow, planned: &Planned, today: Day) -> PlannedOrder {
    PlannedOrder {
        order: queued.shop_order,
        product: queued.product.clone(),
        quantity: queued.quantity,
        promised: planned.promised,
        begin: planned.work.first().map(|slot| slot.day),
        finish: planned.finish,
        today: planned.work.iter().filter(|slot| slot.day == today).map(|slot| slot.minutes).sum(),
        late: planned.late.as_ref().map(|waits| wait(row, waits.first().copied().unwrap_or(Limit::Work))),
    }
}

/// In words that a shop knows.
pub(super) fn wait(row: &WorkshopRow, limit: Limit) -> Wait {
    match limit {
        Limit::Material { material, day } => {
            let stock = row.stock.iter().find(|stock| stock.material == material);
            Wait::Material(stock.map(|stock| stock.name.clone()).unwrap_or_default(), day)
        }
        Limit::Resource(_) => Wait::Hours,
        Limit::Closure(span) => Wait::Closed(span),
        Limit::Begin(_) | Limit::Work => Wait::Work,
    }
}
