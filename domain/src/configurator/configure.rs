//! Completing a selection.

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
        let around = self.around(selection)?;
        Ok(Configuration::new(self.model, selection, around.levels()))
    }

    /// The completion of a selection without problems, with so much work, of which it takes away what it used.
    pub(super) fn completed(&self, selection: &Selection, work: &mut u32) -> Option<Configuration> {
        let around = self.around_within(selection, work)?;
        Some(Configuration::new(self.model, selection, around.levels()))
    }
}
