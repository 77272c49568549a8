//! Completing a selection.

use super::search::{costs, solve};
use super::space::{Space, level_of, stance};
use super::{Configuration, Conflict, Selection, explain};
use crate::product::ProductModel;

/// Completes a selection with defaults. Where a default breaks a rule, it takes the completion with the fewest changed
/// defaults; of those the one nearest to the defaults (in steps of the value order, summed), then the one whose earlier
/// groups are nearer, then lower. A text that was not said stays empty.
///
/// The conflict names a minimal set of rules and said groups that cannot go together; for a pick that is no value of
/// its group it names that group and no rule; for a model that [`super::check`] refuses it may be empty.
pub fn configure(model: &ProductModel, selection: &Selection) -> Result<Configuration, Conflict> {
    let malformed = |index: &usize| {
        let kind = &model.groups[*index].kind;
        selection.get(*index).is_some_and(|pick| level_of(kind, pick).is_none())
    };
    if let Some(group) = (0..model.groups.len()).find(malformed) {
        return Err(Conflict { rules: Vec::new(), groups: vec![group] });
    }
    let space = Space::new(model).ok_or_else(Conflict::default)?;
    let (domains, costs): (Vec<u64>, Vec<_>) = (model.groups.iter().enumerate())
        .map(|(index, group)| {
            let stance = stance(&group.kind, selection.get(index), true);
            let levels = &space.groups[index];
            (levels.mask(stance), costs(levels.classes(), stance))
        })
        .unzip();
    let Some(classes) = solve(&space, &domains, None, Some(&costs)) else {
        return Err(explain::minimal(model, &space, selection, None));
    };
    let levels = classes.iter().zip(&costs).map(|(class, costs)| costs[*class as usize].level);
    Ok(Configuration::new(model, selection, levels))
}
