//! What a page may know of the plan of a shop: enough for the day of every configuration of one product, and no more.

use super::calendar::{HORIZON, Resource, Span};
use super::demand::Demand;
use super::digest::{Feasibility, MaterialDigest};
use super::grid::{at, index};
use super::lay::{Course, Days, Laid, Room, lay, open_day};
use super::plan::Plan;
use super::promise::{Froms, NoPromise, Outlook, Promise, promise_in, resources};
use crate::id::MaterialId;
use crate::quantity::Overflow;
use crate::time::{Day, Timestamp};

/// From which day how much material is there, and how many minutes are free on which day, for one product: each cut at
/// the most that one piece of it can take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PromiseDigest {
    /// Which state of the shop it was made from; given by the caller, another one for each change.
    pub version: u64,
    /// The instant from which it does not hold any more.
    pub expires: Timestamp,
    /// The day of the plan; work begins on the next day at the earliest.
    pub today: Day,
    /// Open days that the shop adds.
    pub margin_days: u16,
    /// One per material, ascending ids.
    pub materials: Vec<MaterialDigest>,
    /// One per resource, in the order of the stages.
    pub resources: Vec<ResourceDigest>,
    /// The days from tomorrow on, up to the last that matters.
    pub runs: Vec<Run>,
    /// When the shop is closed.
    pub closures: Vec<Span>,
}

/// A resource that the product uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceDigest {
    /// Which.
    pub resource: Resource,
    /// Whether a piece stays on it until its stage is done.
    pub holds: bool,
}

/// Days that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// How many.
    pub days: u16,
    /// Minutes for which the shop is open.
    pub open: i64,
    /// Per resource, the minutes that are free for one piece, and whether a whole place is (only where pieces stay).
    pub free: Vec<(i64, bool)>,
}

impl PromiseDigest {
    /// The digest for a product of which no piece takes more than `largest`: all stages at their longest, all materials
    /// at their most. The stages of every configuration are those of `largest`, by position, with no minutes where they
    /// are left out; so are the first day and the people at once.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit.
    pub fn new(plan: &Plan, largest: &Demand, version: u64, expires: Timestamp) -> Result<Self, Overflow> {
        let grid = &plan.grid;
        let resources: Vec<ResourceDigest> = resources(largest)
            .into_iter()
            .map(|resource| ResourceDigest { resource, holds: grid.holds(resource) })
            .collect();
        let materials = materials(plan, largest)?;
        let last = last_day(plan, largest, &materials)?;
        let mut runs: Vec<Run> = Vec::new();
        for day in 1..=last {
            let open = grid.open(day).unwrap_or(0);
            let most = open.saturating_mul(i64::from(largest.at_once.max(1)));
            let free = |known: &ResourceDigest| {
                let room = grid.room(known.resource, day);
                (room.minutes.clamp(0, most), room.whole)
            };
            let free: Vec<(i64, bool)> = resources.iter().map(free).collect();
            match runs.last_mut() {
                Some(run) if run.open == open && run.free == free => run.days += 1,
                Some(_) | None => runs.push(Run { days: 1, open, free }),
            }
        }
        let (today, end) = (plan.today(), grid.day(last));
        let near = |closure: &&Span| closure.to >= today && closure.from <= end;
        let closures = grid.closures().iter().filter(near).copied().collect();
        Ok(Self { version, expires, today, margin_days: grid.margin(), materials, resources, runs, closures })
    }

    /// Whether it still speaks of this state of the shop at this instant.
    #[must_use]
    pub fn is_current(&self, version: u64, now: Timestamp) -> bool {
        self.version == version && now < self.expires
    }

    /// When everything in a demand of materials is there.
    #[must_use]
    pub fn feasibility(&self, demand: &[(MaterialId, i64)]) -> Feasibility {
        demand.iter().fold(Feasibility::Now, |found, (material, amount)| {
            found.and(*material, self.material_day(*material, *amount), self.today)
        })
    }

    /// The last day that the digest speaks of.
    #[must_use]
    pub fn last_day(&self) -> Day {
        at(self.today, self.runs.iter().map(|run| usize::from(run.days)).sum())
    }

    fn run(&self, day: usize) -> Option<&Run> {
        let mut end = 0;
        self.runs.iter().find(|run| {
            end += usize::from(run.days);
            day > 0 && day <= end
        })
    }
}

/// When a configuration can be ready, as the plan says it that the digest was made from.
///
/// # Errors
/// [`NoPromise`].
pub fn promise_from_digest(demand: &Demand, digest: &PromiseDigest) -> Result<Promise, NoPromise> {
    promise_in(demand, digest)
}

fn materials(plan: &Plan, largest: &Demand) -> Result<Vec<MaterialDigest>, Overflow> {
    let mut most: Vec<(MaterialId, i64)> = Vec::new();
    for (need, sum) in largest.sums()? {
        match most.binary_search_by_key(&need.material, |(material, _)| *material) {
            Ok(place) => most[place].1 = sum,
            Err(place) => most.insert(place, (need.material, sum)),
        }
    }
    Ok(most.into_iter().map(|(material, amount)| plan.sources.digest(material, amount)).collect())
}

/// The last day that the largest piece needs, when it waits for the last of every material that it can ever have.
fn last_day(plan: &Plan, largest: &Demand, materials: &[MaterialDigest]) -> Result<usize, Overflow> {
    let today = plan.today();
    let mut froms = Froms::new(largest, index(today, largest.not_before).max(1));
    for (need, _) in largest.sums()? {
        let steps = materials.iter().find(|known| known.material == need.material).and_then(|known| known.steps.last());
        if let Some((_, day)) = steps.filter(|(_, day)| index(today, *day) <= HORIZON) {
            froms.add(today, need.stage, need.material, *day);
        }
    }
    let Ok(Laid { finish, .. }) = lay(&plan.grid, &Course::new(largest, froms.days)) else { return Ok(HORIZON) };
    let last = (0..plan.grid.margin()).try_fold(finish, |day, _| open_day(&plan.grid, day + 1));
    Ok(last.unwrap_or(HORIZON))
}

impl Days for PromiseDigest {
    fn open(&self, day: usize) -> Option<i64> {
        self.run(day).map(|run| run.open)
    }

    fn room(&self, resource: Resource, day: usize) -> Room {
        let place = self.resources.iter().position(|known| known.resource == resource);
        let free = place.and_then(|place| self.run(day)?.free.get(place).copied());
        let (minutes, whole) = free.unwrap_or((0, false));
        Room { minutes, whole }
    }

    fn holds(&self, resource: Resource) -> bool {
        self.resources.iter().any(|known| known.resource == resource && known.holds)
    }

    fn closures(&self) -> &[Span] {
        &self.closures
    }

    fn margin(&self) -> u16 {
        self.margin_days
    }
}

impl Outlook for PromiseDigest {
    type Days = Self;

    fn today(&self) -> Day {
        self.today
    }

    fn days(&self) -> &Self {
        self
    }

    fn material_day(&self, material: MaterialId, amount: i64) -> Option<Day> {
        self.materials.iter().find(|known| known.material == material)?.day(amount)
    }
}
