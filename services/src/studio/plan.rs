//! The plan of a shop: what is made when, what will be late, and what becomes of the materials.

use super::batches::{Batch, open_batches};
use super::scope;
use crate::{Actor, Error, Services, workshop};
use domain::id::{MaterialId, ProductionOrderId, ShopOrderId};
use domain::order::ProductionState;
use domain::planning::{Cause, Course, Limit, Plan, Planned, Resource, Span, Workshop, shortages};
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::Day;
use store::workshop::{QueueRow, WorkshopRow};

/// Weeks that the pages of the plan look ahead.
pub const WEEKS: i32 = 8;

/// The plan from today on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPage {
    /// Its first day.
    pub today: Day,
    /// What has to be made, the most important first.
    pub orders: Vec<PlannedOrder>,
    /// What the shop makes for its shelf and is not done, by its day.
    pub batches: Vec<Batch>,
    /// What has to be bought now for the plan to hold: material, its unit, how much.
    pub to_buy: Vec<(Localised, Unit, i64)>,
    /// What becomes of the materials that something happens to; what is used up first stands first.
    pub materials: Vec<MaterialCourse>,
    /// Days of the coming weeks on which the shop is closed.
    pub closed: Vec<Day>,
}

/// A material as the plan goes; amounts in its base unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialCourse {
    /// Latin slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// Base unit.
    pub unit: Unit,
    /// What happens, day by day, without what would have to be bought.
    pub course: Course,
    /// Numbers of the orders in it.
    pub numbers: Vec<(ProductionOrderId, i64)>,
    batches: Vec<(ProductionOrderId, i64)>,
}

impl MaterialCourse {
    /// The number of the order that takes something; `None` for what comes.
    #[must_use]
    pub fn number(&self, cause: Cause) -> Option<i64> {
        let Cause::Order(order) = cause else { return None };
        self.numbers.iter().find(|(known, _)| *known == order).map(|(_, number)| *number)
    }

    /// The number of the batch that takes something.
    #[must_use]
    pub fn batch(&self, cause: Cause) -> Option<i64> {
        let Cause::Order(order) = cause else { return None };
        self.batches.iter().find(|(known, _)| *known == order).map(|(_, number)| *number)
    }
}

/// A line of an order with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedOrder {
    /// The work.
    pub production: ProductionOrderId,
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
    /// Days of work with their minutes, ascending.
    pub work: Vec<(Day, i64)>,
    /// Whether it has begun.
    pub begun: bool,
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
    /// A loom or a bench, on which other orders are.
    Station(Localised),
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
    let batches = open_batches(svc, &mut reader, &scope).await?;
    drop(reader);
    let workshop = workshop::of(&row, svc.now());
    let plan = workshop.plan().map_err(|_| Error::Overflow)?;
    let orders = row.queue.iter().filter_map(|queued| Some(order(&row, queued, plan.get(queued.id)?, workshop.today)));
    let to_buy = to_buy(&plan)?.into_iter().filter_map(|(material, amount)| {
        let known = materials.iter().find(|known| known.id == material)?;
        Some((known.name.clone(), known.unit, amount))
    });
    let (orders, to_buy) = (orders.collect(), to_buy.collect());
    let ahead = (0..WEEKS * 7).map(|day| workshop.today.plus(day));
    let closed = ahead.filter(|day| workshop.calendar.open(*day) == 0).collect();
    let materials = courses(&row, &workshop, &plan, &materials);
    Ok(PlanPage { today: workshop.today, orders, batches, to_buy, materials, closed })
}

fn courses(
    row: &WorkshopRow,
    shop: &Workshop,
    plan: &Plan,
    materials: &[store::materials::MaterialRow],
) -> Vec<MaterialCourse> {
    let numbers: Vec<_> = row.queue.iter().map(|queued| (queued.id, queued.shop_order.1)).collect();
    let batches: Vec<_> = row.batches.iter().map(|batch| (workshop::order_of(batch.id), batch.number)).collect();
    let named = |course: Course| {
        let known = materials.iter().find(|known| known.id == course.material)?;
        let (slug, name) = (known.slug.clone(), known.name.clone());
        Some(MaterialCourse {
            slug,
            name,
            unit: known.unit,
            course,
            numbers: numbers.clone(),
            batches: batches.clone(),
        })
    };
    let mut found: Vec<MaterialCourse> = shop.courses(plan).into_iter().filter_map(named).collect();
    found.sort_by_key(|material| (material.course.falls_to(0).map_or(i32::MAX, |day| day.0), material.slug.clone()));
    found
}

/// What has to be bought now for a plan to hold.
pub(super) fn to_buy(plan: &Plan) -> Result<Vec<(MaterialId, i64)>, Error> {
    let all: Vec<_> = plan.orders.iter().map(|planned| planned.order).collect();
    let short = shortages(plan, &all).map_err(|_| Error::Overflow)?;
    Ok(short.into_iter().map(|(material, short)| (material, short.to_buy)).filter(|(_, amount)| *amount > 0).collect())
}

fn order(row: &WorkshopRow, queued: &QueueRow, planned: &Planned, today: Day) -> PlannedOrder {
    let mut work: Vec<(Day, i64)> = Vec::new();
    for slot in &planned.work {
        match work.last_mut() {
            Some((day, minutes)) if *day == slot.day => *minutes += slot.minutes,
            Some(_) | None => work.push((slot.day, slot.minutes)),
        }
    }
    PlannedOrder {
        production: queued.id,
        work,
        begun: queued.state != ProductionState::Planned,
        order: queued.shop_order,
        product: queued.product.clone(),
        quantity: queued.quantity,
        promised: planned.promised,
        begin: planned.work.first().map(|slot| slot.day),
        finish: planned.finish,
        today: planned.work.iter().filter(|slot| slot.day == today).map(|slot| slot.minutes).sum(),
        late: planned.late.as_ref().map(|waits| wait(row, why(waits))),
    }
}

/// Of all that a late order waits for, the longest wait that its promise did not know: the first day of work stood in it.
fn why(waits: &[Limit]) -> Limit {
    let was_known = |wait: &&Limit| matches!(wait, Limit::Begin(_) | Limit::Work);
    waits.iter().find(|wait| !was_known(wait)).or(waits.first()).copied().unwrap_or(Limit::Work)
}

/// In words that a shop knows.
pub(super) fn wait(row: &WorkshopRow, limit: Limit) -> Wait {
    match limit {
        Limit::Material { material, day } => {
            let stock = row.stock.iter().find(|stock| stock.material == material);
            Wait::Material(stock.map(|stock| stock.name.clone()).unwrap_or_default(), day)
        }
        Limit::Resource(Resource::Station(id)) => {
            let known = row.calendar.as_ref().and_then(|calendar| calendar.station(id));
            known.map_or(Wait::Hours, |station| Wait::Station(station.name.clone()))
        }
        Limit::Resource(Resource::Hands) => Wait::Hours,
        Limit::Closure(span) => Wait::Closed(span),
        Limit::Begin(_) | Limit::Work => Wait::Work,
    }
}
