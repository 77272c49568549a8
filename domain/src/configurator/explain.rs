//! Why not.

use super::Selection;
use super::search::solve;
use super::space::{Space, Stance, asked, stance};
use crate::product::ProductModel;
use serde::{Deserialize, Serialize};

/// Rules and said groups that cannot go together, both in ascending order. Leaving out any one of them would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conflict {
    /// Indices of rules.
    pub rules: Vec<usize>,
    /// Indices of groups about which something was said.
    pub groups: Vec<usize>,
}

/// Why a value (ordinal as in [`super::domains`]) cannot be taken: a subset-minimal set of rules and other said groups
/// that together forbid it. Both empty when nothing forbids it, when there is no such value, and for a model that
/// [`super::check`] refuses. A text that was said stands for itself under "filled".
#[must_use]
pub fn explain(model: &ProductModel, selection: &Selection, group: usize, ordinal: usize) -> Conflict {
    let question = model.groups.get(group).and_then(|found| asked(&found.kind, ordinal, selection.get(group)));
    match (question, Space::new(model)) {
        (Some(stance), Some(space)) => minimal(model, &space, selection, Some((group, stance))),
        _ => Conflict::default(),
    }
}

/// Leaves out said groups, then rules, later ones first, as long as the rest still forbids the question.
pub(super) fn minimal(
    model: &ProductModel,
    space: &Space,
    selection: &Selection,
    question: Option<(usize, Stance)>,
) -> Conflict {
    let domain = |index: usize, kept: bool| {
        let said = stance(&model.groups[index].kind, selection.get(index), kept);
        space.groups[index].mask(question.filter(|(group, _)| *group == index).map_or(said, |(_, stance)| stance))
    };
    let mut domains: Vec<u64> = (0..model.groups.len()).map(|index| domain(index, true)).collect();
    let mut active = vec![true; model.rules.len()];
    let mut conflict = Conflict::default();
    if solve(space, &domains, Some(&active), None).is_some() {
        return conflict;
    }
    for index in (0..domains.len()).rev() {
        let loose = domain(index, false);
        let kept = core::mem::replace(&mut domains[index], loose);
        if kept != loose && solve(space, &domains, Some(&active), None).is_some() {
            domains[index] = kept;
            conflict.groups.insert(0, index);
        }
    }
    for index in (0..active.len()).rev() {
        active[index] = false;
        if solve(space, &domains, Some(&active), None).is_some() {
            active[index] = true;
            conflict.rules.insert(0, index);
        }
    }
    conflict
}
