//! Why not.

use super::levels::{Stance, asked, stance};
use super::search::{WORK, Wanted, solve};
use super::space::{ALL, LimitSet, difference, union};
use super::{Engine, Selection};
use serde::{Deserialize, Serialize};

/// Rules and said groups that cannot go together, both in ascending order. Leaving out any one of them would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conflict {
    /// Indices of rules.
    pub rules: Vec<usize>,
    /// Indices of groups about which something was said.
    pub groups: Vec<usize>,
}

/// Leaves out rules (each with its limits), later ones first, as long as the rest still forbids something; what cannot be
/// left out, ascending. `None` as soon as `forbids` cannot say.
pub(super) fn fewest(
    rules: &[(usize, LimitSet)],
    mut forbids: impl FnMut(&LimitSet) -> Option<bool>,
) -> Option<Vec<usize>> {
    let mut active = rules.iter().fold(LimitSet::default(), |all, (_, limits)| union(&all, limits));
    let mut needed = Vec::new();
    for (rule, limits) in rules.iter().rev() {
        let without = difference(&active, limits);
        if without == active || forbids(&without)? {
            active = without;
        } else {
            needed.insert(0, *rule);
        }
    }
    Some(needed)
}

impl Engine<'_> {
    /// Why a value (ordinal as in [`Engine::domains`]) cannot be taken: a subset-minimal set of rules and other said
    /// groups that together forbid it. Both empty when nothing forbids it, and when there is no such value. A text that
    /// was said stands for itself under "filled".
    #[must_use]
    pub fn explain(&self, selection: &Selection, group: usize, ordinal: usize) -> Conflict {
        let found = self.model.groups.get(group);
        match found.and_then(|found| asked(&found.kind, &self.space.groups[group], ordinal, selection.get(group))) {
            Some(stance) => self.minimal(selection, Some((group, stance))),
            None => Conflict::default(),
        }
    }

    /// Leaves out said groups, then rules, later ones first, as long as the rest still forbids the question.
    pub(super) fn minimal(&self, selection: &Selection, question: Option<(usize, Stance)>) -> Conflict {
        let mut work = WORK;
        let domain = |index: usize, kept: bool| {
            let said = stance(&self.model.groups[index].kind, selection.get(index), kept);
            let stance = question.filter(|(group, _)| *group == index).map_or(said, |(_, stance)| stance);
            self.space.groups[index].mask(stance)
        };
        let mut possible = |domains: &Vec<u64>, active: &LimitSet| {
            solve(&self.space, domains, active, Wanted::Any(None), &mut work).is_some()
        };
        let mut domains: Vec<u64> = (0..self.model.groups.len()).map(|index| domain(index, true)).collect();
        let mut conflict = Conflict::default();
        if possible(&domains, &ALL) {
            return conflict;
        }
        for index in (0..domains.len()).rev() {
            let loose = domain(index, false);
            let kept = core::mem::replace(&mut domains[index], loose);
            if kept != loose && possible(&domains, &ALL) {
                domains[index] = kept;
                conflict.groups.insert(0, index);
            }
        }
        let rules: Vec<_> = (0..self.model.rules.len()).map(|rule| (rule, self.space.limits_of(rule))).collect();
        conflict.rules = fewest(&rules, |active| Some(!possible(&domains, active))).unwrap_or_default();
        conflict
    }
}
