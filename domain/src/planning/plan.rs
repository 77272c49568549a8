//! The plan of a shop: which order is worked on when, with which material, forward in order of priority.

use super::StockPicture;
use super::calendar::{Calendar, HORIZON};
use super::demand::Demand;
use super::grid::Grid;
use super::lay::{Course, Laid, Piece, lay};
use super::promise::{Froms, Limit, NoPromise, Outlook, Promise, limits, promise_in};
use super::sources::{Sources, Taken};
use crate::id::{MaterialId, ProductionOrderId};
use crate::quantity::Overflow;
use crate::time::{Day, Timestamp};

/// An order in the queue of a shop, or a hold for a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// The order.
    pub order: ProductionOrderId,
    /// What it still takes. Material that was used is not needed any more, minutes that were worked neither.
    pub demand: Demand,
    /// The day that was promised; it never changes.
    pub promised: Day,
    /// Whether the first of its stages that is not done has begun.
    pub begun: bool,
    /// When the hold of a checkout ends; `None` for an order.
    pub held_until: Option<Timestamp>,
}

/// Work on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The day.
    pub day: Day,
    /// Index of the stage.
    pub stage: usize,
    /// Minutes of each resource of the stage.
    pub minutes: i64,
}

/// An order with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The order.
    pub order: ProductionOrderId,
    /// The day that was promised.
    pub promised: Day,
    /// Work day by day, ascending; of an order that cannot be finished only what has begun.
    pub work: Vec<Slot>,
    /// Its material and where it comes from.
    pub taken: Vec<Taken>,
    /// Material that there will never be enough of, and how much is missing.
    pub missing: Vec<(MaterialId, i64)>,
    /// The day on which it is done; `None` when it cannot be made.
    pub finish: Option<Day>,
    /// Why it is done later than promised: what it waits for, beginning with the longest wait, and not empty; `None` when
    /// it is not.
    pub late: Option<Vec<Limit>>,
    /// The material that comes last, if it has to wait for one.
    pub last: Option<(MaterialId, Day)>,
}

/// A plan, and what it leaves free.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The orders, in the order of the queue.
    pub orders: Vec<Planned>,
    pub(super) grid: Grid,
    pub(super) sources: Sources,
}

impl Queued {
    /// A new order with what was promised for its demand.
    #[must_use]
    pub fn new(order: ProductionOrderId, demand: Demand, promise: &Promise) -> Self {
        let demand = Demand { not_before: promise.begin, ..demand };
        Self { order, demand, promised: promise.ready, begun: false, held_until: None }
    }
}

/// Plans a queue from `today` on, in order of priority. An order takes material from its earliest sources, and minutes as
/// early as they are free; it never takes what an earlier order has. An order of which something will never be there keeps
/// what there is for it. Only a stage that has begun on a loom, and would have
/// to come off it, goes before orders that have priority.
///
/// # Errors
/// [`Overflow`] when amounts of material do not fit.
pub fn plan(queue: &[Queued], stock: &[StockPicture], calendar: &Calendar, today: Day) -> Result<Plan, Overflow> {
    let mut on_the_loom: Vec<usize> = Vec::new();
    loop {
        let mut plan =
            Plan { orders: Vec::new(), grid: Grid::new(calendar, today), sources: Sources::new(stock, today)? };
        let mut begun: Vec<Option<Begun>> = vec![None; queue.len()];
        for at in &on_the_loom {
            begun[*at] = plan.go_on(&queue[*at]);
        }
        let mut interrupted = None;
        for (at, queued) in queue.iter().enumerate() {
            let alone = plan.add(queued, begun[at].take())?;
            if !alone && !on_the_loom.contains(&at) {
                interrupted = Some(at);
                break;
            }
        }
        match interrupted {
            Some(at) => on_the_loom.push(at),
            None => return Ok(plan),
        }
    }
}

/// The stage of an order that is laid already, because it has begun on a loom.
#[derive(Debug, Clone)]
struct Begun {
    stage: usize,
    pieces: Vec<Piece>,
}

impl Plan {
    /// The day of the plan.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.grid.today
    }

    /// The order in the plan.
    #[must_use]
    pub fn get(&self, order: ProductionOrderId) -> Option<&Planned> {
        self.orders.iter().find(|planned| planned.order == order)
    }

    /// Plans one more order behind all others.
    ///
    /// # Errors
    /// [`Overflow`] when amounts of material do not fit; then the plan is of no use any more.
    pub fn accept(&mut self, queued: &Queued) -> Result<(), Overflow> {
        self.add(queued, None).map(drop)
    }

    /// Lays the stage that has begun on a loom before anything else is laid; its material has been used.
    fn go_on(&mut self, queued: &Queued) -> Option<Begun> {
        let stage = queued.demand.stages.iter().position(|stage| stage.minutes > 0)?;
        let mut rest = queued.demand.clone();
        rest.stages.truncate(stage + 1);
        let course = Course::new(&rest, vec![0; stage + 2]);
        let laid = lay(&self.grid, &course).ok()?;
        self.grid.hold(&course, &laid);
        self.grid.book(&course, &laid);
        Some(Begun { stage, pieces: laid.pieces })
    }

    /// Plans one more order, behind all others. Returns whether it can stay on the loom, if it is on one.
    fn add(&mut self, queued: &Queued, begun: Option<Begun>) -> Result<bool, Overflow> {
        let today = self.grid.today;
        let mut demand = queued.demand.clone();
        let (mut taken, mut missing) = (Vec::new(), Vec::new());
        let mut froms = Froms::new(&demand, self.grid.index(demand.not_before));
        // Nobody begins what cannot be finished; what has begun goes on until material is missing.
        let mut until = if queued.begun { demand.stages.len() } else { 0 };
        for (need, _) in demand.sums()? {
            let there = self.sources.day(need.material, need.amount);
            let lacking = self.sources.take(need.material, need.amount, &mut taken);
            match there {
                Some(day) => froms.add(today, need.stage, need.material, day),
                None => {
                    missing.push((need.material, lacking));
                    until = until.min(need.stage);
                }
            }
        }
        if !missing.is_empty() {
            demand.stages.truncate(until);
            froms.days.truncate(until + 1);
        }
        let mut spent = (0, 0);
        let goes_on = begun.is_some();
        let (stage, done) = begun.map_or((0, Vec::new()), |begun| (begun.stage, begun.pieces));
        if let (Some(last), Some(begun)) = (done.last(), demand.stages.get_mut(stage)) {
            begun.minutes = 0;
            froms.days[stage] = froms.days[stage].max(last.day);
            spent = (last.day, last.minutes);
        }
        let course = Course { spent, ..Course::new(&demand, froms.days.clone()) };
        let laid = lay(&self.grid, &course);
        let late = self.late(&demand, queued.promised, &missing, &froms, &laid);
        let (mut work, mut finish, mut alone) = (Vec::new(), None, true);
        if let Ok(laid) = laid {
            alone = !queued.begun || goes_on || self.grid.hold(&course, &laid);
            self.grid.book(&course, &laid);
            work = done.iter().chain(&laid.pieces).map(|piece| self.slot(*piece)).collect();
            finish = missing.is_empty().then(|| self.grid.day(laid.finish));
        }
        let (order, promised) = (queued.order, queued.promised);
        self.orders.push(Planned { order, promised, work, taken, missing, finish, late, last: froms.last });
        Ok(alone)
    }

    fn slot(&self, piece: Piece) -> Slot {
        Slot { day: self.grid.day(piece.day), stage: piece.stage, minutes: piece.minutes }
    }

    fn late(
        &self,
        demand: &Demand,
        promised: Day,
        missing: &[(MaterialId, i64)],
        froms: &Froms,
        laid: &Result<Laid, usize>,
    ) -> Option<Vec<Limit>> {
        if let Some((material, _)) = missing.first() {
            return Some(vec![Limit::Material { material: *material, day: None }]);
        }
        let mut found = match laid {
            Ok(laid) if self.grid.day(laid.finish) <= promised => return None,
            Ok(laid) => limits(&self.grid, self.grid.today, demand, froms, laid.finish),
            Err(stage) => self.no_room(demand, froms, *stage).into_iter().collect(),
        };
        if found.is_empty() {
            found.push(Limit::Work);
        }
        Some(found)
    }

    /// Why a stage finds no day at all.
    fn no_room(&self, demand: &Demand, froms: &Froms, stage: usize) -> Option<Limit> {
        if let Some((material, day)) = froms.last.filter(|(_, day)| self.grid.index(*day) > HORIZON) {
            return Some(Limit::Material { material, day: Some(day) });
        }
        demand.stages.get(stage)?.on.first().map(|resource| Limit::Resource(*resource))
    }
}

/// A demand is looked for behind everything that the plan holds.
struct Behind<'a>(&'a Plan);

impl Outlook for Behind<'_> {
    type Days = Grid;

    fn today(&self) -> Day {
        self.0.grid.today
    }

    fn days(&self) -> &Grid {
        &self.0.grid
    }

    fn material_day(&self, material: MaterialId, amount: i64) -> Option<Day> {
        self.0.sources.day(material, amount)
    }
}

/// When a demand can be ready, after everything that is promised, in the gaps that it leaves.
///
/// # Errors
/// [`NoPromise`].
pub fn promise(demand: &Demand, plan: &Plan) -> Result<Promise, NoPromise> {
    promise_in(demand, &Behind(plan))
}
