//! What would mend it.

use super::levels::{level_of, pick_at, stance};
use super::search::{Domains, WORK, Wanted, solve};
use super::space::ALL;
use super::weigh::Costs;
use super::{Engine, Pick, Selection};

/// The smallest change that makes a wish possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The selection with the wish and the changes in it; it configures.
    pub selection: Selection,
    /// What changes of what was said before, in group order.
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
    /// The smallest repair that keeps what a selection says about one group: the fewest other said picks changed, then
    /// the fewest changed defaults, then the smallest distance (steps of the value order, of several values those taken
    /// or given up, summed), then earlier groups nearer, then lower. Texts are kept or taken away, never invented. Picks
    /// that are no value of their group are dropped. `None` when nothing is said about the group, and when no change to
    /// the others makes it possible.
    #[must_use]
    pub fn repair(&self, selection: &Selection, group: usize) -> Option<Repair> {
        self.repair_within(selection, group, &mut { WORK })
    }

    /// The same with so much work, of which it takes away what it used.
    pub(super) fn repair_within(&self, selection: &Selection, group: usize, work: &mut u32) -> Option<Repair> {
        let model = self.model;
        level_of(&model.groups.get(group)?.kind, selection.get(group)?)?;
        let costs: Vec<Costs> = (model.groups.iter().zip(&self.space.groups).enumerate())
            .map(|(index, (found, levels))| {
                Costs::new(levels, stance(&found.kind, selection.get(index), index == group))
            })
            .collect();
        let domains: Domains = (model.groups.iter().zip(&self.space.groups).enumerate())
            .map(|(index, (found, levels))| levels.mask(stance(&found.kind, selection.get(index), index == group)))
            .collect();
        *work = work.saturating_sub(self.space.breadth);
        let found = solve(&self.space, &domains, &ALL, Wanted::Cheapest(&costs), work)?;
        let mut repair = Repair { selection: Selection(vec![None; model.groups.len()]), changes: Vec::new() };
        for (index, asked) in model.groups.iter().enumerate() {
            let said = selection.get(index).filter(|pick| level_of(&asked.kind, pick).is_some());
            let Some(from) = said else { continue };
            let pick = pick_at(&asked.kind, costs[index].at(found.now[index]).level, said);
            if *from != pick {
                repair.changes.push(Change { group: index, from: from.clone(), to: pick.clone() });
            }
            repair.selection.0[index] = Some(pick);
        }
        Some(repair)
    }
}
