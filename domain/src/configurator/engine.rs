//! The engine: a model made ready once, and asked as often as the shopper changes her mind.

use super::levels::{Levels, Stance, asked, level_of, pick_at, stance};
use super::space::Space;
use super::{Conflict, Pick, Selection};
use crate::product::{GroupKind, ProductModel};

/// A model made ready for questions.
pub struct Engine<'m> {
    pub(super) model: &'m ProductModel,
    pub(super) space: Space,
}

impl<'m> Engine<'m> {
    /// Makes a model ready; `None` for a model that [`super::check`] refuses for its size or its ranges.
    #[must_use]
    pub fn new(model: &'m ProductModel) -> Option<Self> {
        Some(Self { model, space: Space::new(model)? })
    }

    /// What a click on a value says about its group: this value, or of several values one more or one less. `None` when
    /// there is no such value, when that many cannot be taken, and for texts.
    #[must_use]
    pub fn clicked(&self, selection: &Selection, group: usize, ordinal: usize) -> Option<Pick> {
        let kind = &self.model.groups.get(group)?.kind;
        match (kind, asked(kind, &self.space.groups[group], ordinal, selection.get(group))?) {
            (GroupKind::Text { .. } | GroupKind::Picture, _) => None,
            (_, Stance::Fixed(level)) => Some(pick_at(kind, level, None)),
            (_, Stance::Open(_) | Stance::Adjustable(_) | Stance::Clearable(_) | Stance::Filled) => None,
        }
    }

    /// The first group whose pick is no value of it, as a conflict with itself.
    pub(super) fn malformed(&self, selection: &Selection) -> Option<Conflict> {
        let is_malformed = |index: &usize| {
            let kind = &self.model.groups[*index].kind;
            selection.get(*index).is_some_and(|pick| level_of(kind, pick).is_none())
        };
        let group = (0..self.model.groups.len()).find(is_malformed)?;
        Some(Conflict { rules: Vec::new(), groups: vec![group] })
    }

    /// The classes that each group may take when what was said stays.
    pub(super) fn kept(&self, selection: &Selection) -> Vec<u64> {
        self.masks(selection, true)
    }

    /// The classes that each group may take when what was said may change.
    pub(super) fn free(&self, selection: &Selection) -> Vec<u64> {
        self.masks(selection, false)
    }

    fn masks(&self, selection: &Selection, kept: bool) -> Vec<u64> {
        let mask = |(index, levels): (usize, &Levels)| {
            levels.mask(stance(&self.model.groups[index].kind, selection.get(index), kept))
        };
        self.space.groups.iter().enumerate().map(mask).collect()
    }
}
