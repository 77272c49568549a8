//! What becomes of the promises of a shop when something changes: seen before it is done, and named when it breaks one.

use super::calendar::{Calendar, Span};
use super::dates::PromiseDigest;
use super::demand::Demand;
use super::digest::StockPicture;
use super::lay::Days;
use super::plan::{Plan, Planned, Queued, plan};
use super::promise::Limit;
use crate::id::{MaterialId, MemberId, ProductionOrderId, StationId};
use crate::product::ProductModel;
use crate::quantity::Overflow;
use crate::time::{Day, Timestamp};

/// All that a plan is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workshop {
    /// The first day that is planned.
    pub today: Day,
    /// When the shop works.
    pub calendar: Calendar,
    /// Its materials. Material of an order whose needs stand in the queue counts as available here.
    pub stock: Vec<StockPicture>,
    /// What it has to make, the most important first.
    pub queue: Vec<Queued>,
}

/// Something that changes a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An order comes into the queue at this place; beyond its end is at its end.
    Accept {
        /// The order.
        order: Queued,
        /// Its place, 0 for the first.
        place: usize,
    },
    /// An order moves to another place of the queue.
    Move {
        /// Which.
        order: ProductionOrderId,
        /// Its new place, 0 for the first.
        place: usize,
    },
    /// An order will not be made.
    Cancel {
        /// Which.
        order: ProductionOrderId,
    },
    /// A member is absent.
    Absence {
        /// Who.
        member: MemberId,
        /// When.
        away: Span,
    },
    /// A station cannot be used.
    Down {
        /// Which.
        station: StationId,
        /// When.
        down: Span,
    },
    /// The shop closes.
    Closure(Span),
    /// Material that is expected comes on another day, or never.
    Arrival {
        /// Which material.
        material: MaterialId,
        /// The day on which it was expected.
        was: Day,
        /// The new day; `None` for never.
        now: Option<Day>,
    },
}

/// A promise that will not be kept as things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Danger {
    /// The order.
    pub order: ProductionOrderId,
    /// What was promised.
    pub promised: Day,
    /// When it will be done; `None` when it cannot be made.
    pub now: Option<Day>,
    /// What it waits for now and did not before; else what it waits for longest.
    pub cause: Limit,
}

/// What a change leads to.
#[derive(Debug, Clone)]
pub struct WhatIf {
    /// The shop after it.
    pub workshop: Workshop,
    /// Its plan.
    pub plan: Plan,
    /// The promises that it breaks, or makes worse, in the order of the queue.
    pub dangers: Vec<Danger>,
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It endangers promises that were not named: these.
    Unnamed(Vec<Danger>),
    /// It speaks of an order, a member, a station or an arrival that there is not.
    Unknown,
    /// A number too large.
    Overflow,
}

impl From<Overflow> for Refused {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

impl Workshop {
    /// The plan.
    ///
    /// # Errors
    /// [`Overflow`] when amounts of material do not fit.
    pub fn plan(&self) -> Result<Plan, Overflow> {
        plan(&self.queue, &self.stock, &self.calendar, self.today)
    }

    /// What a page may know of the plan for one piece of a product.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn digest(&self, model: &ProductModel, version: u64, expires: Timestamp) -> Result<PromiseDigest, Overflow> {
        PromiseDigest::new(&self.plan()?, &Demand::largest(model, self.today)?, version, expires)
    }

    /// Gives up the holds of checkouts that have ended.
    pub fn expire(&mut self, now: Timestamp) {
        self.queue.retain(|queued| queued.held_until.is_none_or(|until| now < until));
    }

    /// What a change would lead to; nothing is changed.
    ///
    /// # Errors
    /// [`Refused::Unknown`], [`Refused::Overflow`].
    pub fn what_if(&self, change: &Change) -> Result<WhatIf, Refused> {
        let mut workshop = self.clone();
        workshop.apply(change).ok_or(Refused::Unknown)?;
        let plan = workshop.plan()?;
        let dangers = endangered(&self.plan()?, &plan);
        Ok(WhatIf { workshop, plan, dangers })
    }

    /// Makes a change, given the orders whose promise the shop agrees to break. Everything that it endangers has to be
    /// among them.
    ///
    /// # Errors
    /// [`Refused`]; then nothing is changed.
    pub fn change(&self, change: &Change, named: &[ProductionOrderId]) -> Result<WhatIf, Refused> {
        let found = self.what_if(change)?;
        let unnamed: Vec<Danger> =
            found.dangers.iter().filter(|danger| !named.contains(&danger.order)).copied().collect();
        if unnamed.is_empty() { Ok(found) } else { Err(Refused::Unnamed(unnamed)) }
    }

    /// The first place of the queue at which a new order endangers no promise, and what it leads to. The last place never
    /// does, except that the order itself may be late there.
    ///
    /// # Errors
    /// [`Refused::Unknown`] when the queue has this order already, [`Refused::Overflow`].
    pub fn first_safe_place(&self, order: &Queued) -> Result<(usize, WhatIf), Refused> {
        let mut place = 0;
        loop {
            let found = self.what_if(&Change::Accept { order: order.clone(), place })?;
            if place >= self.queue.len() || found.dangers.iter().all(|danger| danger.order == order.order) {
                return Ok((place, found));
            }
            place += 1;
        }
    }

    fn apply(&mut self, change: &Change) -> Option<()> {
        match change {
            Change::Accept { order, place } => {
                if self.queue.iter().any(|queued| queued.order == order.order) {
                    return None;
                }
                self.queue.insert((*place).min(self.queue.len()), order.clone());
            }
            Change::Move { order, place } => {
                let queued = self.remove(*order)?;
                self.queue.insert((*place).min(self.queue.len()), queued);
            }
            Change::Cancel { order } => drop(self.remove(*order)?),
            Change::Absence { member, away } => {
                self.calendar.hands.iter_mut().find(|hand| hand.member == *member)?.away.push(*away);
            }
            Change::Down { station, down } => {
                self.calendar.stations.iter_mut().find(|known| known.id == *station)?.down.push(*down);
            }
            Change::Closure(span) => self.calendar.closures.push(*span),
            Change::Arrival { material, was, now } => {
                let picture = self.stock.iter_mut().find(|picture| picture.material == *material)?;
                let place = picture.arrivals.iter().position(|(day, _)| day == was)?;
                match now {
                    Some(now) => picture.arrivals[place].0 = *now,
                    None => drop(picture.arrivals.remove(place)),
                }
            }
        }
        Some(())
    }

    fn remove(&mut self, order: ProductionOrderId) -> Option<Queued> {
        let place = self.queue.iter().position(|queued| queued.order == order)?;
        Some(self.queue.remove(place))
    }
}

/// The promises that hold in one plan and not in the other, and those that are broken by more days; in the order of the
/// queue. An order that only the later plan knows counts as kept before.
#[must_use]
pub fn endangered(before: &Plan, after: &Plan) -> Vec<Danger> {
    let danger = |planned: &Planned| {
        let waits = planned.late.as_deref()?;
        let known = before.get(planned.order);
        let worse = match (known.filter(|known| known.late.is_some()).map(|known| known.finish), planned.finish) {
            (None, _) | (Some(Some(_)), None) => true,
            (Some(None), _) => false,
            (Some(Some(was)), Some(now)) => now > was,
        };
        let cause = known.and_then(|known| new_wait(waits, planned, known, before));
        let cause = cause.or_else(|| waits.first().copied()).unwrap_or(Limit::Work);
        worse.then_some(Danger { order: planned.order, promised: planned.promised, now: planned.finish, cause })
    };
    after.orders.iter().filter_map(danger).collect()
}

/// Of all that an order waits for, what is new: a material that comes later than it did, a closure that was not known,
/// else a resource.
fn new_wait(waits: &[Limit], planned: &Planned, known: &Planned, before: &Plan) -> Option<Limit> {
    let later = planned.last.map(|(_, day)| day) > known.last.map(|(_, day)| day);
    let is = |new: &dyn Fn(&Limit) -> bool| waits.iter().find(|wait| new(wait)).copied();
    is(&|wait| matches!(wait, Limit::Material { .. }) && later)
        .or_else(|| is(&|wait| matches!(wait, Limit::Closure(span) if !before.grid.closures().contains(span))))
        .or_else(|| is(&|wait| matches!(wait, Limit::Resource(_))))
}
