//! A model made ready for search: per group a few classes of values, and every rule as one or two limits.

use super::levels::{Levels, mask_of};
use crate::product::{Condition, ProductModel, Rule};

/// Most groups of a model.
pub const MAX_GROUPS: usize = 64;
/// Most rules of a model.
pub const MAX_RULES: usize = 128;
/// Most conditions in all rules of a model together.
pub const MAX_CONDITIONS: usize = 2_048;

/// A set of limits: each rule makes two at most.
pub(super) type LimitSet = [u64; MAX_RULES / 32];

/// A sum that must not exceed a bound: the weights of the parts that hold. A rule "when a and b, then not c" is
/// "of a, b, c at most two"; "when a, then at most 1 of b, c, d" weighs a with 2 and allows 3.
pub(super) struct Limit {
    pub(super) rule: usize,
    pub(super) bound: i32,
    /// No part weighs more: with so much to spare, the limit rules nothing out.
    pub(super) heaviest: i32,
    pub(super) parts: Vec<Part>,
}

impl Limit {
    /// What keeps this limit from being kept: a limit that holds exactly where this one is broken.
    pub(super) fn negated(&self, groups: &[Levels]) -> Self {
        let turned = |part: &Part| Part { mask: groups[part.group].all() & !part.mask, ..*part };
        let total: i32 = self.parts.iter().map(|part| part.weight).sum();
        let parts = self.parts.iter().map(turned).filter(|part| part.mask != 0).collect();
        Self { rule: self.rule, bound: total - self.bound - 1, heaviest: self.heaviest, parts }
    }
}

/// It holds when the class of the group lies in the mask.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) group: usize,
    pub(super) weight: i32,
    pub(super) mask: u64,
}

/// Groups that rules tie together, ascending.
#[derive(Clone)]
pub(super) struct Component {
    pub(super) groups: Vec<usize>,
    pub(super) limits: LimitSet,
}

/// A model made ready for search.
pub(super) struct Space {
    pub(super) groups: Vec<Levels>,
    pub(super) limits: Vec<Limit>,
    /// Per group, the limits that speak of it.
    pub(super) touching: Vec<LimitSet>,
    pub(super) components: Vec<Component>,
    /// What one step of the search counts for: more where it has much to look at.
    pub(super) effort: u32,
    /// What a walk over all values counts for beside that.
    pub(super) breadth: u32,
}

/// Values that one unit of work looks at.
const VALUES_PER_UNIT: usize = 512;

/// Parts of limits that one unit of work looks at.
const PARTS_PER_UNIT: usize = 256;

/// The set of all limits.
pub(super) const ALL: LimitSet = [u64::MAX; MAX_RULES / 32];

/// The limits in either set.
pub(super) fn union(a: &LimitSet, b: &LimitSet) -> LimitSet {
    core::array::from_fn(|word| a[word] | b[word])
}

/// The limits in both sets.
pub(super) fn intersection(a: &LimitSet, b: &LimitSet) -> LimitSet {
    core::array::from_fn(|word| a[word] & b[word])
}

/// The limits of the first set that are not in the second.
pub(super) fn difference(a: &LimitSet, b: &LimitSet) -> LimitSet {
    core::array::from_fn(|word| a[word] & !b[word])
}

/// Puts a limit into a set.
pub(super) fn insert(set: &mut LimitSet, limit: usize) {
    set[limit / 64] |= 1 << (limit % 64);
}

/// Takes a limit out of a set.
pub(super) fn remove(set: &mut LimitSet, limit: usize) {
    set[limit / 64] &= !(1 << (limit % 64));
}

/// The limits of a set, ascending.
pub(super) fn members(mut set: LimitSet) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let word = set.iter().position(|word| *word != 0)?;
        let bit = set[word].trailing_zeros();
        set[word] &= set[word] - 1;
        Some(word * 64 + bit as usize)
    })
}

impl Space {
    /// Makes a model ready; `None` for a model that [`super::check`] refuses for its size or its ranges.
    pub(super) fn new(model: &ProductModel) -> Option<Self> {
        let conditions: usize = model.rules.iter().map(|rule| rule.conditions().count()).sum();
        if model.groups.len() > MAX_GROUPS || model.rules.len() > MAX_RULES || conditions > MAX_CONDITIONS {
            return None;
        }
        let groups: Option<Vec<_>> =
            model.groups.iter().enumerate().map(|(index, group)| Levels::new(index, group, model)).collect();
        let mut space = Self {
            groups: groups?,
            limits: Vec::new(),
            touching: Vec::new(),
            components: Vec::new(),
            effort: 1,
            breadth: 0,
        };
        for rule in 0..model.rules.len() {
            space.add(model, rule);
        }
        space.breadth =
            (space.groups.iter().map(|levels| levels.classes().len()).sum::<usize>() / VALUES_PER_UNIT) as u32;
        space.tie();
        Some(space)
    }

    /// All limits.
    pub(super) fn all(&self) -> LimitSet {
        self.limits.iter().enumerate().fold(LimitSet::default(), |mut all, (index, _)| {
            insert(&mut all, index);
            all
        })
    }

    /// The limits of `among` that come from the same rules as these.
    pub(super) fn whole_rules(&self, limits: &LimitSet, among: &LimitSet) -> LimitSet {
        let mut whole = *limits;
        for index in members(*limits) {
            // A rule has two limits at most, one after the other.
            for other in index.saturating_sub(1)..self.limits.len().min(index + 2) {
                if self.limits[other].rule == self.limits[index].rule {
                    insert(&mut whole, other);
                }
            }
        }
        intersection(&whole, among)
    }

    /// Adds what a rule forbids; nothing when it can never be broken.
    fn add(&mut self, model: &ProductModel, rule: usize) {
        let Rule { when, of, at_least, at_most } = &model.rules[rule];
        let premises: Option<Vec<Part>> = when.iter().map(|condition| self.part(model, condition, true)).collect();
        // A premise that never holds: the rule never applies.
        let Some(premises) = premises else { return };
        let parts = |holds| of.iter().filter_map(|condition| self.part(model, condition, holds)).collect();
        let (present, missing): (Vec<Part>, Vec<Part>) = (parts(true), parts(false));
        // A condition on a group that is not there is missing without being a part.
        let lost = of.iter().filter(|condition| condition.group() >= model.groups.len()).count();
        self.limit(rule, &premises, present, i32::from(*at_most));
        self.limit(rule, &premises, missing, of.len() as i32 - lost as i32 - i32::from(*at_least));
    }

    /// "When all premises hold, at most `bound` of the parts hold."
    fn limit(&mut self, rule: usize, premises: &[Part], mut parts: Vec<Part>, bound: i32) {
        let excess = parts.len() as i32 - bound;
        if excess <= 0 {
            return;
        }
        parts.extend(premises.iter().map(|premise| Part { weight: excess, ..*premise }));
        let heaviest = parts.iter().map(|part| part.weight).max().unwrap_or(0);
        self.limits.push(Limit { rule, bound: bound + excess * premises.len() as i32, heaviest, parts });
    }

    /// Where a condition holds, or where it does not; `None` when that is nowhere.
    fn part(&self, model: &ProductModel, condition: &Condition, holds: bool) -> Option<Part> {
        let group = condition.group();
        let mask = mask_of(condition, &model.groups.get(group)?.kind, holds, &self.groups[group]);
        (mask != 0).then_some(Part { group, weight: 1, mask })
    }

    /// The limits that a rule makes; none when it can never be broken.
    pub(super) fn limits_of(&self, rule: usize) -> LimitSet {
        let mut set = LimitSet::default();
        self.limits.iter().enumerate().filter(|(_, limit)| limit.rule == rule).for_each(|(at, _)| insert(&mut set, at));
        set
    }

    /// The rules that make these limits, ascending.
    pub(super) fn rules_of(&self, limits: &LimitSet) -> Vec<usize> {
        let mut rules: Vec<usize> = members(*limits).map(|limit| self.limits[limit].rule).collect();
        rules.dedup();
        rules
    }

    /// Finds the limits of each group, and the groups that limits tie together.
    fn tie(&mut self) {
        self.touching = vec![LimitSet::default(); self.groups.len()];
        self.effort += (self.limits.iter().map(|limit| limit.parts.len()).sum::<usize>() / PARTS_PER_UNIT) as u32;
        for (index, limit) in self.limits.iter().enumerate() {
            for part in &limit.parts {
                insert(&mut self.touching[part.group], index);
            }
        }
        let mut placed = 0_u64;
        for start in 0..self.groups.len() {
            if placed >> start & 1 == 1 || self.touching[start] == LimitSet::default() {
                continue;
            }
            let (mut reached, mut limits) = (1_u64 << start, LimitSet::default());
            loop {
                let before = reached;
                for (index, limit) in self.limits.iter().enumerate() {
                    if limit.parts.iter().any(|part| reached >> part.group & 1 == 1) {
                        insert(&mut limits, index);
                        reached = limit.parts.iter().fold(reached, |reached, part| reached | 1 << part.group);
                    }
                }
                if reached == before {
                    break;
                }
            }
            placed |= reached;
            let groups = super::levels::bits(reached).map(|group| group as usize).collect();
            self.components.push(Component { groups, limits });
        }
        // A limit on nothing is kept or broken whatever is chosen.
        let mut limits = LimitSet::default();
        let empty = |(_, limit): &(usize, &Limit)| limit.parts.is_empty();
        self.limits.iter().enumerate().filter(empty).for_each(|(index, _)| insert(&mut limits, index));
        if limits != LimitSet::default() {
            self.components.push(Component { groups: Vec::new(), limits });
        }
    }
}
