//! The day on which one demand can be ready, and what limits it. The same lines answer in the workshop, from the plan,
//! and on the page, from the digest.

use super::calendar::{HORIZON, Resource, Span};
use super::demand::Demand;
use super::grid::{at, index};
use super::lay::{Course, Days, Room, lay, open_day};
use crate::id::MaterialId;
use crate::quantity::Overflow;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// What a day is limited by: without it the piece would be ready earlier, and more so than without anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Nothing but the work itself.
    Work,
    /// The first day on which it may begin, such as a lead time.
    Begin(Day),
    /// A material, and the day on which it is there; `None` for never.
    Material {
        /// The material that comes last.
        material: MaterialId,
        /// Its day.
        day: Option<Day>,
    },
    /// What others take of a resource, or how little there is of it. Where only more of several resources would help, the
    /// first of them.
    Resource(Resource),
    /// The shop is closed.
    Closure(Span),
}

impl Limit {
    const fn is_resource(&self) -> bool {
        matches!(self, Self::Resource(_))
    }
}

/// A day that can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The promised day, with the margin of the shop; never a closed day.
    pub ready: Day,
    /// The day on which the work is planned to be done.
    pub finish: Day,
    /// What limits it.
    pub limit: Limit,
    /// The first day on which work may begin.
    pub begin: Day,
}

/// Why there is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPromise {
    /// There will never be enough of a material.
    Material(MaterialId),
    /// A resource has no room for it within three years; `None` when the shop is never open.
    Resource(Option<Resource>),
    /// A number too large.
    Overflow,
}

impl From<Overflow> for NoPromise {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Where a promise is looked for: days with what is free of them, and from which day how much of a material is there.
pub(super) trait Outlook {
    type Days: Days;
    fn today(&self) -> Day;
    fn days(&self) -> &Self::Days;
    fn material_day(&self, material: MaterialId, amount: i64) -> Option<Day>;
}

/// When each stage of a demand may begin.
pub(super) struct Froms {
    /// The first day on which work may begin.
    pub begin: usize,
    /// Per stage, and for the finished piece.
    pub days: Vec<usize>,
    /// The material that comes last, when it comes after the day on which work may begin.
    pub last: Option<(MaterialId, Day)>,
}

/// The promise for a demand that comes after everything that is promised already. Work begins tomorrow at the earliest.
///
/// # Errors
/// [`NoPromise`].
pub(super) fn promise_in(demand: &Demand, outlook: &impl Outlook) -> Result<Promise, NoPromise> {
    let (today, days) = (outlook.today(), outlook.days());
    let begin = index(today, demand.not_before).max(1);
    let mut froms = Froms::new(demand, begin);
    for (need, sum) in demand.sums()? {
        let there = outlook.material_day(need.material, sum).filter(|day| index(today, *day) <= HORIZON);
        froms.add(today, need.stage, need.material, there.ok_or(NoPromise::Material(need.material))?);
    }
    let finish = finish(days, demand, froms.days.clone(), &[])
        .map_err(|stage| NoPromise::Resource(demand.stages.get(stage).and_then(|stage| stage.on.first().copied())))?;
    let mut ready = finish;
    for _ in 0..days.margin() {
        ready = open_day(days, ready + 1).ok_or(NoPromise::Resource(None))?;
    }
    Ok(Promise {
        ready: at(today, ready),
        finish: at(today, finish),
        limit: longest(waits(days, today, demand, &froms, finish)),
        begin: at(today, begin),
    })
}

impl Froms {
    /// Nothing but the first day counts.
    pub(super) fn new(demand: &Demand, begin: usize) -> Self {
        Self { begin, days: vec![begin; demand.stages.len() + 1], last: None }
    }

    /// A material for a stage is there from this day on.
    pub(super) fn add(&mut self, today: Day, stage: usize, material: MaterialId, there: Day) {
        let stage = stage.min(self.days.len() - 1);
        let from = index(today, there);
        self.days[stage] = self.days[stage].max(from);
        if from > self.begin && self.last.is_none_or(|(_, day)| there > day) {
            self.last = Some((material, there));
        }
    }
}

/// The day on which it is done, when it has as much of these resources as it could ask for.
fn finish(days: &dyn Days, demand: &Demand, from: Vec<usize>, plenty: &[Resource]) -> Result<usize, usize> {
    lay(&Plenty { days, of: plenty }, &Course::new(demand, from)).map(|laid| laid.finish)
}

/// What the day on which a demand is done waits for, beginning with what takes the most days away when it is taken away.
/// A closure counts with its days between the first material and the end. Of equals, material comes before resource,
/// closure and first day.
fn waits(days: &dyn Days, today: Day, demand: &Demand, froms: &Froms, end: usize) -> Vec<(usize, Limit)> {
    let mut found: Vec<(usize, Limit)> = Vec::new();
    let earlier =
        |from: Vec<usize>, plenty: &[Resource]| end.saturating_sub(finish(days, demand, from, plenty).unwrap_or(end));
    if let Some((material, day)) = froms.last {
        found.push((earlier(vec![froms.begin; froms.days.len()], &[]), Limit::Material { material, day: Some(day) }));
    }
    let used = resources(demand);
    for resource in &used {
        found.push((earlier(froms.days.clone(), &[*resource]), Limit::Resource(*resource)));
    }
    if let Some(first) = used.first().filter(|_| found.iter().all(|(gain, limit)| *gain == 0 || !limit.is_resource())) {
        found.push((earlier(froms.days.clone(), &used), Limit::Resource(*first)));
    }
    for closure in days.closures().iter().filter(|closure| closure.to >= today) {
        let (from, to) = (index(today, closure.from).max(froms.days[0]), index(today, closure.to).min(end));
        found.push(((to + 1).saturating_sub(from), Limit::Closure(*closure)));
    }
    found.push((froms.begin.saturating_sub(1), Limit::Begin(at(today, froms.begin))));
    found.retain(|(gain, _)| *gain > 0);
    found
}

/// The same in order, the longest wait first.
pub(super) fn limits(days: &dyn Days, today: Day, demand: &Demand, froms: &Froms, end: usize) -> Vec<Limit> {
    let mut found = waits(days, today, demand, froms, end);
    found.sort_by_key(|(gain, _)| core::cmp::Reverse(*gain));
    found.into_iter().map(|(_, limit)| limit).collect()
}

/// The longest wait, the first of equals.
fn longest(waits: Vec<(usize, Limit)>) -> Limit {
    let longer = |best: (usize, Limit), wait: (usize, Limit)| if wait.0 > best.0 { wait } else { best };
    waits.into_iter().fold((0, Limit::Work), longer).1
}

/// The resources of a demand, in the order of its stages.
pub(super) fn resources(demand: &Demand) -> Vec<Resource> {
    let mut found = Vec::new();
    for resource in demand.stages.iter().filter(|stage| stage.minutes > 0).flat_map(|stage| &stage.on) {
        if !found.contains(resource) {
            found.push(*resource);
        }
    }
    found
}

/// The same days with as much of some resources as anybody could ask for.
struct Plenty<'a> {
    days: &'a dyn Days,
    of: &'a [Resource],
}

impl Days for Plenty<'_> {
    fn open(&self, day: usize) -> Option<i64> {
        self.days.open(day)
    }

    fn room(&self, resource: Resource, day: usize) -> Room {
        if self.of.contains(&resource) {
            return Room { minutes: i64::MAX, whole: true };
        }
        self.days.room(resource, day)
    }

    fn holds(&self, resource: Resource) -> bool {
        self.days.holds(resource)
    }

    fn closures(&self) -> &[Span] {
        self.days.closures()
    }

    fn margin(&self) -> u16 {
        self.days.margin()
    }
}
