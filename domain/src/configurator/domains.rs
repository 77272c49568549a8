//! Which values still lead to something.

use super::Selection;
use super::search::solve;
use super::space::{Space, bits, level_count, stance};
use crate::product::{GroupKind, ProductModel};

/// Per group and ordinal (value index; step index; for a text `[empty, filled]`): whether a valid configuration exists
/// that has this value and keeps all *other* picks of the selection. Texts that were not said stay empty.
/// A pick that is no value of its group counts as not said. All `false` for a model that [`super::check`] refuses.
#[must_use]
pub fn domains(model: &ProductModel, selection: &Selection) -> Vec<Vec<bool>> {
    let Some(space) = Space::new(model) else {
        return model.groups.iter().map(|group| vec![false; ordinal_count(&group.kind)]).collect();
    };
    let kept = |(index, levels): (usize, &super::space::Levels)| {
        levels.mask(stance(&model.groups[index].kind, selection.get(index), true))
    };
    let kept = space.groups.iter().enumerate().map(kept).collect();
    answer(model, &space, kept)
}

/// The same with nothing said and texts of any length.
pub(super) fn reachable(model: &ProductModel, space: &Space) -> Vec<Vec<bool>> {
    answer(model, space, space.groups.iter().map(super::space::Levels::all).collect())
}

fn ordinal_count(kind: &GroupKind) -> usize {
    match kind {
        GroupKind::Choice { .. } | GroupKind::Number { .. } => level_count(kind).unwrap_or(0),
        GroupKind::Text { .. } => 2,
    }
}

fn answer(model: &ProductModel, space: &Space, kept: Vec<u64>) -> Vec<Vec<bool>> {
    let possible = possible(space, kept);
    let ordinals = |(index, levels): (usize, &super::space::Levels)| {
        let at = |class: &u8| possible[index] >> class & 1 == 1;
        let classes = levels.classes();
        match model.groups[index].kind {
            GroupKind::Choice { .. } | GroupKind::Number { .. } => classes.iter().map(at).collect(),
            GroupKind::Text { .. } => vec![at(&classes[0]), classes[1..].iter().any(at)],
        }
    };
    space.groups.iter().enumerate().map(ordinals).collect()
}

/// Per group, the classes that lead to something while all other groups stay within `domains`.
fn possible(space: &Space, mut domains: Vec<u64>) -> Vec<u64> {
    let mut possible = vec![0_u64; domains.len()];
    for group in 0..domains.len() {
        let kept = domains[group];
        for class in bits(space.groups[group].all()) {
            if possible[group] >> class & 1 == 1 {
                continue;
            }
            domains[group] = 1 << class;
            let Some(witness) = solve(space, &domains, None, None) else {
                continue;
            };
            possible[group] |= 1 << class;
            // A witness within all domains speaks for its values in all groups.
            if kept >> class & 1 == 1 {
                for (known, class) in possible.iter_mut().zip(witness) {
                    *known |= 1 << class;
                }
            }
        }
        domains[group] = kept;
    }
    possible
}
