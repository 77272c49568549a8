//! What would mend it.

use super::levels::{Stance, asked, level_of, pick_at, stance};
use super::search::{WORK, Wanted, costs, solve};
use super::space::ALL;
use super::{Engine, Pick, Selection};

/// The smallest change that makes a value possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The selection with the wish and the changes in it; it configures. Where the wish was "some text" and none was
    /// said, that group is still unsaid: the shopper has to write it.
    pub selection: Selection,
    /// What changes of what was said before, in group order, without the wish itself.
    pub changes: Vec<Change>,
}

/// One pick that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Index of the group.
    pub group: usize,
    /// What was said.
    pub from: Pick,
    /// What would be said.
    pub to: Pick,
}

impl Engine<'_> {
    /// The smallest repair after which a value (ordinal as in [`Engine::domains`]) is taken: the fewest said picks
    /// changed, then the fewest changed defaults, then the smallest distance (steps of the value order, summed), then
    /// earlier groups nearer, then lower. Texts are kept or taken away, never invented. Picks that are no value of their
    /// group are dropped. `None` when no change to the other picks makes the value possible.
    #[must_use]
    pub fn repair(&self, selection: &Selection, group: usize, ordinal: usize) -> Option<Repair> {
        let model = self.model;
        let wish = asked(&model.groups.get(group)?.kind, ordinal, selection.get(group))?;
        let (domains, costs): (Vec<u64>, Vec<_>) = (model.groups.iter().zip(&self.space.groups).enumerate())
            .map(|(index, (found, levels))| {
                let stance = if index == group { wish } else { stance(&found.kind, selection.get(index), false) };
                (levels.mask(stance), costs(levels.classes(), stance))
            })
            .unzip();
        let classes = solve(&self.space, &domains, &ALL, Wanted::Cheapest(&costs), &mut { WORK })?;
        let mut repair = Repair { selection: Selection(vec![None; model.groups.len()]), changes: Vec::new() };
        for (index, found) in model.groups.iter().enumerate() {
            let said = selection.get(index).filter(|pick| level_of(&found.kind, pick).is_some());
            let pick = pick_at(&found.kind, costs[index][classes[index] as usize].level, said);
            if index == group {
                repair.selection.0[index] = (!matches!(wish, Stance::Filled)).then_some(pick);
            } else if let Some(from) = said {
                if *from != pick {
                    repair.changes.push(Change { group: index, from: from.clone(), to: pick.clone() });
                }
                repair.selection.0[index] = Some(pick);
            }
        }
        Some(repair)
    }
}
