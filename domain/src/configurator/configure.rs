//! Completing a selection.

use super::levels::stance;
use super::search::{WORK, Wanted, costs, solve};
use super::space::ALL;
use super::{Configuration, Conflict, Engine, Selection};
use crate::product::ProductModel;

/// Completes one selection; see [`Engine::configure`]. The conflict is empty for a model that [`super::check`] refuses.
pub fn configure(model: &ProductModel, selection: &Selection) -> Result<Configuration, Conflict> {
    Engine::new(model).ok_or_else(Conflict::default)?.configure(selection)
}

impl Engine<'_> {
    /// Completes a selection with defaults. Where a default breaks a rule, it takes the completion with the fewest
    /// changed defaults; of those the one nearest to the defaults (in steps of the value order, summed), then the one
    /// whose earlier groups are nearer, then lower. A text that was not said stays empty.
    ///
    /// The conflict names a minimal set of rules and said groups that cannot go together; for a pick that is no value
    /// of its group it names that group and no rule.
    pub fn configure(&self, selection: &Selection) -> Result<Configuration, Conflict> {
        if let Some(conflict) = self.malformed(selection) {
            return Err(conflict);
        }
        self.completed(selection, &mut { WORK }).ok_or_else(|| self.minimal(selection, None))
    }

    /// The completion of a selection without problems, with so much work, of which it takes away what it used.
    pub(super) fn completed(&self, selection: &Selection, work: &mut u32) -> Option<Configuration> {
        let costs: Vec<_> = (self.model.groups.iter().zip(&self.space.groups).enumerate())
            .map(|(index, (group, levels))| costs(levels, stance(&group.kind, selection.get(index), true)))
            .collect();
        *work = work.saturating_sub(self.space.breadth);
        let classes = solve(&self.space, &self.kept(selection), &ALL, Wanted::Cheapest(&costs), work)?;
        let levels = classes.iter().zip(&costs).map(|(class, costs)| costs[*class as usize].level);
        Some(Configuration::new(self.model, selection, levels))
    }
}
