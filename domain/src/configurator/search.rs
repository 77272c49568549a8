//! The search: takes the best that each group could have, and mends the limits that this breaks, one branch for each
//! way, with propagation of limits, a bound by cost, and a budget of work.

use super::levels::bits;
use super::space::{Limit, LimitSet, MAX_GROUPS, Part, Space, insert, intersection, members, remove, union};
use super::weigh::{Costs, DEFAULT, Rank, SAID};

/// The classes that each group may take.
pub(super) type Domains = Vec<u64>;

/// Work that one question may take before it is given up: steps of the search, each counted once for every 256 parts of
/// limits of the model. [`super::check`] refuses models that come near.
pub(super) const WORK: u32 = 1 << 17;

/// Work that all questions about single values of one selection may take together.
pub(super) const VALUES_WORK: u32 = 4 * WORK;

/// Which answer is wanted.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// Any.
    Any,
    /// The one that costs least: changes to what was said, changed defaults, distance, then group by group.
    Cheapest(&'a [Costs]),
}

/// A place in the search: what each group may take, and the best that it could have, whether or not that keeps all limits.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The classes that each group may take.
    pub(super) domains: [u64; MAX_GROUPS],
    /// The class that it has.
    pub(super) now: [u8; MAX_GROUPS],
    /// The limits that these classes break.
    broken: LimitSet,
    /// What these classes cost.
    pub(super) rank: Rank,
    /// What was left to spend when dear classes were last taken away.
    left: Rank,
}

impl State {
    /// The best that each group could have by itself.
    pub(super) fn new(space: &Space, domains: &[u64], limits: &LimitSet, wanted: Wanted<'_>) -> Self {
        let mut state = Self {
            domains: [u64::MAX; MAX_GROUPS],
            now: [0; MAX_GROUPS],
            broken: LimitSet::default(),
            rank: Rank::default(),
            left: Rank::MAX,
        };
        for (group, domain) in domains.iter().enumerate() {
            state.domains[group] = *domain;
            state.now[group] = wanted.best(group, *domain);
            state.rank += wanted.cost(group, state.now[group]);
        }
        state.look(space, limits);
        state
    }

    /// The same place with one group at this class; not narrowed by what follows from that.
    pub(super) fn at(&self, space: &Space, limits: &LimitSet, wanted: Wanted<'_>, group: usize, class: u8) -> Self {
        let mut state = *self;
        state.domains[group] = 1 << class;
        state.take(wanted, group, class);
        state.look(space, &intersection(limits, &space.touching[group]));
        state
    }

    /// The same place with the classes of an answer, which is one here too.
    pub(super) const fn like(mut self, answer: &Self) -> Self {
        (self.now, self.broken, self.rank) = (answer.now, answer.broken, answer.rank);
        self
    }

    /// Whether the classes it has keep all limits.
    pub(super) fn keeps_all(&self) -> bool {
        self.broken == LimitSet::default()
    }

    fn take(&mut self, wanted: Wanted<'_>, group: usize, class: u8) {
        self.rank = self.rank + wanted.cost(group, class) - wanted.cost(group, self.now[group]);
        self.now[group] = class;
    }

    /// Looks which of these limits are broken.
    fn look(&mut self, space: &Space, limits: &LimitSet) {
        self.broken = core::array::from_fn(|word| self.broken[word] & !limits[word]);
        for index in members(*limits).take_while(|index| *index < space.limits.len()) {
            if breaks(&space.limits[index], &self.now) {
                insert(&mut self.broken, index);
            }
        }
    }

    /// Narrows the domains by these limits and by what follows, and lets groups that lose their class take their next
    /// best; `false` when a limit cannot be kept. `changed` are the groups whose domains were narrowed already.
    pub(super) fn settle(
        &mut self,
        space: &Space,
        limits: &LimitSet,
        wanted: Wanted<'_>,
        changed: u64,
        dirty: LimitSet,
    ) -> bool {
        let Some(narrowed) = propagate(space, &mut self.domains, limits, dirty) else { return false };
        let mut touched = LimitSet::default();
        for group in bits(changed | narrowed) {
            let group = group as usize;
            if self.domains[group] >> self.now[group] & 1 == 0 {
                self.take(wanted, group, wanted.best(group, self.domains[group]));
                touched = union(&touched, &space.touching[group]);
            }
        }
        self.look(space, &intersection(limits, &touched));
        true
    }
}

impl Wanted<'_> {
    fn best(self, group: usize, domain: u64) -> u8 {
        match self {
            Wanted::Any => domain.trailing_zeros() as u8,
            Wanted::Cheapest(costs) => costs[group].best(domain),
        }
    }

    fn cost(self, group: usize, class: u8) -> Rank {
        match self {
            Wanted::Any => 0,
            Wanted::Cheapest(costs) => costs[group].at(class).rank,
        }
    }
}

/// A class per group such that no limit of `active` is broken; `None` when there is none, or when `work` is used up.
/// The groups that no limit speaks of take the best class of their domain.
pub(super) fn solve(
    space: &Space,
    domains: &[u64],
    active: &LimitSet,
    wanted: Wanted<'_>,
    work: &mut u32,
) -> Option<State> {
    if domains.contains(&0) {
        return None;
    }
    let mut state = State::new(space, domains, active, wanted);
    for part in &space.components {
        let limits = intersection(&part.limits, active);
        // The other parts keep their domains.
        state = state.like(&Search::new(space, limits, wanted).find(state, limits, None, 0, work)?);
    }
    Some(state)
}

/// Removes classes that the limits of `dirty` rule out given the others, and what follows from that. The groups that this
/// narrows; `None` when a limit cannot be kept.
pub(super) fn propagate(space: &Space, domains: &mut [u64], limits: &LimitSet, mut dirty: LimitSet) -> Option<u64> {
    let mut narrowed = 0;
    while let Some(index) = members(dirty).next() {
        remove(&mut dirty, index);
        let Some(limit) = space.limits.get(index) else { break };
        #[cfg(test)]
        examined::add(limit.parts.len());
        let holds = |part: &&Part| domains[part.group] & !part.mask == 0;
        let slack = limit.bound - limit.parts.iter().filter(holds).map(|part| part.weight).sum::<i32>();
        if slack < 0 {
            return None;
        }
        if slack >= limit.heaviest {
            continue;
        }
        for part in &limit.parts {
            let domain = domains[part.group];
            if part.weight > slack && domain & part.mask != 0 && domain & !part.mask != 0 {
                domains[part.group] = domain & !part.mask;
                narrowed |= 1 << part.group;
                dirty = union(&dirty, &intersection(limits, &space.touching[part.group]));
            }
        }
    }
    Some(narrowed)
}

/// Whether these classes break a limit.
fn breaks(limit: &Limit, classes: &[u8; MAX_GROUPS]) -> bool {
    #[cfg(test)]
    examined::add(limit.parts.len());
    let holding = limit.parts.iter().filter(|part| part.mask >> classes[part.group] & 1 == 1);
    holding.map(|part| part.weight).sum::<i32>() > limit.bound
}

/// A search for the best way to keep some limits.
pub(super) struct Search<'a> {
    space: &'a Space,
    limits: LimitSet,
    wanted: Wanted<'a>,
    best: Option<State>,
    /// What an answer may cost at most.
    most: Rank,
    /// Something was passed over because it costs more.
    cut: bool,
}

/// What is broken at a place in the search.
struct Broken {
    /// The limit that costs most to mend, or leaves the fewest ways.
    hardest: usize,
    /// A bound below what mending everything costs.
    least: Rank,
    /// The groups that this bound counts on.
    counted: u64,
}

impl<'a> Search<'a> {
    /// A search that keeps these limits.
    pub(super) const fn new(space: &'a Space, limits: LimitSet, wanted: Wanted<'a>) -> Self {
        Self { space, limits, wanted, best: None, most: Rank::MAX, cut: false }
    }

    /// The best answer from a place on; `None` when there is none, or when `work` is used up. `dirty` are the limits that
    /// its domains may not have been narrowed by, `known` an answer that is to be bettered, and none costs less than
    /// `least`.
    pub(super) fn find(
        mut self,
        from: State,
        dirty: LimitSet,
        known: Option<State>,
        least: Rank,
        work: &mut u32,
    ) -> Option<State> {
        if let (Wanted::Cheapest(_), None) = (self.wanted, &known) {
            // With few changes allowed, little is left to look at: one more is allowed only when fewer do not do.
            self.most = from.rank.max(least) | (SAID - 1);
            loop {
                self.cut = false;
                self.visit(from, dirty, work);
                if self.best.is_some() || !self.cut || *work == 0 {
                    return self.best;
                }
                self.most += SAID;
            }
        }
        self.most = known.as_ref().map_or(Rank::MAX, |known| known.rank);
        self.best = known;
        self.visit(from, dirty, work);
        self.best
    }

    /// Looks through the combinations of the domains: first those in which one part of a broken limit does not hold, then
    /// those in which it does, so that none is looked at twice. `dirty` are the limits that may narrow the domains further.
    fn visit(&mut self, mut state: State, mut dirty: LimitSet, work: &mut u32) {
        let mut changed = 0;
        while *work > 0 && state.settle(self.space, &self.limits, self.wanted, changed, dirty) {
            *work = work.saturating_sub(self.space.effort);
            let broken = self.broken(&state);
            if self.is_worse(&state, broken.as_ref().map_or(state.rank, |broken| broken.least)) {
                self.cut = true;
                return;
            }
            let Some(broken) = broken else {
                self.most = state.rank;
                self.best = Some(state);
                return;
            };
            changed = self.trim(&mut state, &broken);
            if changed != 0 {
                let touched = bits(changed).map(|group| &self.space.touching[group as usize]);
                dirty =
                    intersection(&self.limits, &touched.fold(LimitSet::default(), |all, limits| union(&all, limits)));
                continue;
            }
            let Some((_, part)) = self.ways(&state, broken.hardest).min_by_key(|(cost, _)| *cost) else { return };
            dirty = intersection(&self.limits, &self.space.touching[part.group]);
            let mut mended = state;
            mended.domains[part.group] &= !part.mask;
            mended.take(self.wanted, part.group, self.wanted.best(part.group, mended.domains[part.group]));
            mended.look(self.space, &dirty);
            self.visit(mended, dirty, work);
            if matches!(self.wanted, Wanted::Any) && self.best.is_some() {
                return;
            }
            state.domains[part.group] &= part.mask;
        }
    }

    /// What is broken; `None` when nothing is.
    fn broken(&self, state: &State) -> Option<Broken> {
        let mut broken: Option<Broken> = None;
        let mut hardest = (0, 0);
        for limit in members(intersection(&state.broken, &self.limits)) {
            let (mut cheapest, mut count, mut groups) = (Rank::MAX, 0_u32, 0_u64);
            for (cost, part) in self.ways(state, limit) {
                cheapest = cheapest.min(cost);
                count += 1;
                groups |= 1 << part.group;
            }
            let hard = (cheapest, u32::MAX - count);
            let found = broken.get_or_insert(Broken { hardest: limit, least: state.rank, counted: 0 });
            // What two limits ask for adds up only where no group can mend both.
            if groups & found.counted == 0 {
                found.least = found.least.saturating_add(cheapest);
                found.counted |= groups;
            }
            if hard >= hardest {
                hardest = hard;
                found.hardest = limit;
            }
        }
        broken
    }

    /// The parts of a broken limit that may be kept from holding, each with what that costs at least.
    fn ways(&self, state: &State, limit: usize) -> impl Iterator<Item = (Rank, &'a Part)> {
        #[cfg(test)]
        examined::add(self.space.limits[limit].parts.len());
        self.space.limits[limit].parts.iter().filter_map(|part| {
            let now = state.now[part.group];
            let rest = state.domains[part.group] & !part.mask;
            (part.mask >> now & 1 == 1 && rest != 0).then(|| {
                let cost = |class| self.wanted.cost(part.group, class);
                (cost(self.wanted.best(part.group, rest)) - cost(now), part)
            })
        })
    }

    /// Takes away the classes that cost more than what is left to spend once everything broken is mended; the groups of
    /// which something was taken.
    fn trim(&mut self, state: &mut State, broken: &Broken) -> u64 {
        let Wanted::Cheapest(costs) = self.wanted else { return 0 };
        // Distances are too small to be worth a look at every group.
        let left = (self.most - broken.least) | (DEFAULT - 1);
        if left >= state.left {
            return 0;
        }
        state.left = left;
        let mut trimmed = 0;
        for (group, costs) in costs.iter().enumerate().filter(|(group, _)| broken.counted >> group & 1 == 0) {
            let domain = state.domains[group];
            if domain & (domain - 1) != 0 {
                state.domains[group] &= costs.within(costs.at(state.now[group]).rank + left);
                trimmed |= u64::from(state.domains[group] != domain) << group;
            }
        }
        self.cut |= trimmed != 0;
        trimmed
    }

    /// Whether nothing at this place that costs so much or more can be better than the best so far.
    fn is_worse(&self, state: &State, least: Rank) -> bool {
        let (Some(best), Wanted::Cheapest(costs)) = (&self.best, self.wanted) else { return least > self.most };
        let place = |state: &State, group: usize| costs[group].at(state.now[group]).place;
        let by_group =
            || (0..costs.len()).map(|group| place(state, group)).cmp((0..costs.len()).map(|group| place(best, group)));
        least.cmp(&best.rank).then_with(by_group).is_ge()
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
