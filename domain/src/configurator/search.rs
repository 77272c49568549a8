//! The search: takes the best that each group could have, and mends the limits that this breaks, one branch for each
//! way, with propagation of limits, a bound by cost, and a budget of work.

use super::levels::{Levels, Stance, bits};
use super::space::{Limit, LimitSet, Part, Space, intersection, members, union};
use std::cmp::Ordering;

/// The classes that each group may take.
pub(super) type Domains = Vec<u64>;

/// Work that one question may take before it is given up: steps of the search, each counted once for every 256 parts of
/// limits of the model. [`super::check`] refuses models that come near.
pub(super) const WORK: u32 = 1 << 17;

/// What taking a class costs a group; the level is the one of the class that costs least.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    said: bool,
    default: bool,
    distance: u32,
    /// The level to take.
    pub(super) level: usize,
}

/// Costs per group and class.
pub(super) type Costs = Vec<Vec<Cost>>;

/// The cost of each class for a group with this stance. Classes outside the stance are never asked for.
pub(super) fn costs(levels: &Levels, stance: Stance) -> Vec<Cost> {
    let classes = levels.classes();
    let mut best: Vec<Option<Cost>> = vec![None; usize::from(classes.iter().copied().max().unwrap_or(0)) + 1];
    for (level, class) in classes.iter().enumerate() {
        let distance_to = |other: usize| levels.distance(level, other);
        let cost = match stance {
            Stance::Fixed(fixed) => (level == fixed).then_some((false, false, 0)),
            Stance::Open(default) => Some((false, level != default, distance_to(default))),
            Stance::Adjustable(said) => Some((level != said, false, distance_to(said))),
            Stance::Clearable(said) if level == said => Some((false, false, 0)),
            Stance::Clearable(_) => (level == 0).then_some((true, false, 1)),
            Stance::Filled => (level > 0).then_some((false, false, 0)),
        };
        let slot = &mut best[usize::from(*class)];
        if let Some((said, default, distance)) = cost
            && slot.is_none_or(|known| distance < known.distance)
        {
            *slot = Some(Cost { said, default, distance, level });
        }
    }
    let unused = Cost { said: true, default: true, distance: u32::MAX, level: 0 };
    best.into_iter().map(|cost| cost.unwrap_or(unused)).collect()
}

/// Which answer is wanted.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// Any, best near these classes, which are known to keep all limits where other groups have other domains.
    Any(Option<&'a [u32]>),
    /// The one that costs least: changes to what was said, changed defaults, distance, then group by group.
    Cheapest(&'a Costs),
}

/// A class per group such that no limit of `active` is broken; `None` when there is none, or when `work` is used up.
/// The groups that no limit speaks of take the best class of their domain.
pub(super) fn solve(
    space: &Space,
    domains: &Domains,
    active: &LimitSet,
    wanted: Wanted<'_>,
    work: &mut u32,
) -> Option<Vec<u32>> {
    if domains.contains(&0) {
        return None;
    }
    let mut classes: Vec<u32> = (0..domains.len()).map(|group| best_class(wanted, group, domains[group])).collect();
    for part in &space.components {
        let limits = intersection(&part.limits, active);
        let found = solve_part(space, &part.groups, domains, (&limits, &limits), wanted, work)?;
        for group in &part.groups {
            classes[*group] = found[*group];
        }
    }
    Some(classes)
}

/// The same for some groups and limits; `dirty` are the limits that `domains` may not have been narrowed by.
pub(super) fn solve_part(
    space: &Space,
    groups: &[usize],
    domains: &Domains,
    (limits, dirty): (&LimitSet, &LimitSet),
    wanted: Wanted<'_>,
    work: &mut u32,
) -> Option<Vec<u32>> {
    let now = vec![0; domains.len()];
    let mut search = Search { space, limits: *limits, groups, wanted, work, now, best: None };
    search.visit(domains.clone(), *dirty);
    search.best.map(|(_, classes)| classes)
}

/// Removes classes that the limits of `dirty` rule out given the others, and what follows from that; `false` when a
/// limit cannot be kept.
pub(super) fn propagate(space: &Space, domains: &mut Domains, limits: &LimitSet, mut dirty: LimitSet) -> bool {
    while let Some(index) = members(dirty).next() {
        dirty[index / 64] &= !(1 << (index % 64));
        let limit = &space.limits[index];
        #[cfg(test)]
        examined::add(limit.parts.len());
        let holds = |part: &&Part| domains[part.group] & !part.mask == 0;
        let slack = limit.bound - limit.parts.iter().filter(holds).map(|part| part.weight).sum::<i32>();
        if slack < 0 {
            return false;
        }
        for part in &limit.parts {
            let domain = domains[part.group];
            if part.weight > slack && domain & part.mask != 0 && domain & !part.mask != 0 {
                domains[part.group] = domain & !part.mask;
                dirty = union(&dirty, &intersection(limits, &space.touching[part.group]));
            }
        }
    }
    true
}

/// Whether these classes break a limit.
fn breaks(limit: &Limit, classes: &[u32]) -> bool {
    #[cfg(test)]
    examined::add(limit.parts.len());
    let holding = limit.parts.iter().filter(|part| part.mask >> classes[part.group] & 1 == 1);
    holding.map(|part| part.weight).sum::<i32>() > limit.bound
}

fn best_class(wanted: Wanted<'_>, group: usize, domain: u64) -> u32 {
    match wanted {
        Wanted::Any(Some(near)) if domain >> near[group] & 1 == 1 => near[group],
        Wanted::Any(_) => domain.trailing_zeros(),
        Wanted::Cheapest(costs) => {
            let order = |class: &u32| {
                let cost = costs[group][*class as usize];
                (cost.distance, cost.level)
            };
            bits(domain).min_by_key(order).unwrap_or(0)
        }
    }
}

/// The order of answers before it comes to single groups.
type Rank = (u32, u32, u64);

struct Search<'a> {
    space: &'a Space,
    limits: LimitSet,
    groups: &'a [usize],
    wanted: Wanted<'a>,
    work: &'a mut u32,
    now: Vec<u32>,
    best: Option<(Rank, Vec<u32>)>,
}

impl<'a> Search<'a> {
    /// Looks through the combinations of `domains`. Each branch keeps one part of a broken limit from holding and
    /// excludes the others, so that no combination is looked at twice.
    fn visit(&mut self, mut domains: Domains, dirty: LimitSet) {
        if *self.work == 0 || !propagate(self.space, &mut domains, &self.limits, dirty) {
            return;
        }
        *self.work = self.work.saturating_sub(self.space.effort);
        for group in self.groups {
            self.now[*group] = best_class(self.wanted, *group, domains[*group]);
        }
        // No answer in these domains ranks before this one, even if it breaks limits.
        let rank = self.rank();
        if self.best.as_ref().is_some_and(|best| self.compare(rank, best).is_ge()) {
            return;
        }
        let Some(parts) = self.hardest(&domains) else {
            self.best = Some((rank, self.now.clone()));
            return;
        };
        let mut narrowed = LimitSet::default();
        let holds: Vec<bool> = parts.iter().map(|part| part.mask >> self.now[part.group] & 1 == 1).collect();
        for (part, _) in parts.iter().zip(holds).filter(|(_, holds)| *holds) {
            let mut mended = domains.clone();
            mended[part.group] &= !part.mask;
            if mended[part.group] != 0 {
                let dirty = intersection(&self.limits, &union(&narrowed, &self.space.touching[part.group]));
                self.visit(mended, dirty);
                if matches!(self.wanted, Wanted::Any(_)) && self.best.is_some() {
                    return;
                }
            }
            domains[part.group] &= part.mask;
            narrowed = union(&narrowed, &self.space.touching[part.group]);
        }
    }

    /// The parts of the broken limit that leaves the fewest ways to mend it; `None` when none is broken.
    fn hardest(&self, domains: &Domains) -> Option<&'a [Part]> {
        let holds = |part: &&Part| part.mask >> self.now[part.group] & 1 == 1;
        let ways = |limit: &Limit| {
            limit.parts.iter().filter(holds).filter(|part| domains[part.group] & !part.mask != 0).count()
        };
        // Classes that are known to keep all limits break none where nothing was changed.
        let suspect = match self.wanted {
            Wanted::Any(Some(near)) => {
                let changed = self.groups.iter().filter(|group| self.now[**group] != near[**group]);
                changed.fold(LimitSet::default(), |limits, group| union(&limits, &self.space.touching[*group]))
            }
            Wanted::Any(None) | Wanted::Cheapest(_) => self.limits,
        };
        let broken = members(intersection(&self.limits, &suspect)).map(|index| &self.space.limits[index]);
        let broken = broken.filter(|limit| breaks(limit, &self.now));
        broken.min_by_key(|limit| ways(limit)).map(|limit| limit.parts.as_slice())
    }

    fn rank(&self) -> Rank {
        let Wanted::Cheapest(costs) = self.wanted else { return Rank::default() };
        self.groups.iter().fold(Rank::default(), |rank, group| {
            let cost = costs[*group][self.now[*group] as usize];
            (rank.0 + u32::from(cost.said), rank.1 + u32::from(cost.default), rank.2 + u64::from(cost.distance))
        })
    }

    /// What is looked at, against the best so far.
    fn compare(&self, rank: Rank, (best, classes): &(Rank, Vec<u32>)) -> Ordering {
        let Wanted::Cheapest(costs) = self.wanted else { return Ordering::Equal };
        let by_group = |classes: &[u32], group: usize| {
            let cost = costs[group][classes[group] as usize];
            (cost.distance, cost.level)
        };
        let pairs = || self.groups.iter().map(|group| by_group(&self.now, *group).cmp(&by_group(classes, *group)));
        rank.cmp(best).then_with(|| pairs().find(|order| order.is_ne()).unwrap_or(Ordering::Equal))
    }
}

/// Parts of limits that were looked at: what tests hold the work to, for it cannot be its own measure.
#[cfg(test)]
pub(super) mod examined {
    use std::cell::Cell;

    thread_local!(static PARTS: Cell<u64> = const { Cell::new(0) });

    pub fn add(parts: usize) {
        PARTS.set(PARTS.get() + parts as u64);
    }

    pub fn take() -> u64 {
        PARTS.replace(0)
    }
}
