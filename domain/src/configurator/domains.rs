//! Which values still lead to something.

use super::levels::{Levels, bits, default_level, level_of};
use super::search::{Domains, Search, State, WORK, Wanted};
use super::space::{Component, LimitSet, MAX_GROUPS, intersection, members};
use super::{Engine, Selection};
use crate::product::GroupKind;

impl Engine<'_> {
    /// Per group and ordinal (value index; step index; for a text `[empty, filled]`): whether a valid configuration
    /// exists that has this value and keeps all *other* picks of the selection. Of several values: whether this one can
    /// be taken, or given up if it is taken, while the others stay as they are. Texts that were not said stay empty. A
    /// pick that is no value of its group counts as not said.
    #[must_use]
    pub fn domains(&self, selection: &Selection) -> Vec<Vec<bool>> {
        let possible = self.possible(self.kept(selection), &mut { WORK });
        let at = |group: usize| self.open(selection, group, &mut |class| possible[group] >> class & 1 == 1);
        (0..possible.len()).map(at).collect()
    }

    /// The same for one group, given which of its classes lead to something.
    pub(super) fn open(&self, selection: &Selection, group: usize, at: &mut dyn FnMut(u8) -> bool) -> Vec<bool> {
        let (kind, levels) = (&self.model.groups[group].kind, &self.space.groups[group]);
        let classes = levels.classes();
        match kind {
            GroupKind::Several { values, .. } => {
                let said = selection.get(group).and_then(|pick| level_of(kind, pick));
                let said = said.unwrap_or_else(|| default_level(kind));
                let level = |value| levels.toggled(said, value);
                (0..values.len()).map(|value| level(value).is_some_and(|level| at(classes[level]))).collect()
            }
            GroupKind::Choice { .. } | GroupKind::Number { .. } => classes.iter().map(|class| at(*class)).collect(),
            GroupKind::Text { .. } | GroupKind::Picture => {
                vec![at(classes[0]), classes[1..].iter().any(|class| at(*class))]
            }
        }
    }

    /// The same with nothing said and texts of any length, with less work than it may cost.
    pub(super) fn reachable(&self, work: &mut u32) -> Vec<Vec<bool>> {
        let possible = self.alive(work);
        let nothing = Selection::default();
        let reached = |(group, levels): (usize, &Levels)| {
            let mut at = |class: u8| possible[group] >> class & 1 == 1;
            let classes = levels.classes();
            match &self.model.groups[group].kind {
                GroupKind::Several { values, .. } => (0..values.len())
                    .map(|value| (0..classes.len()).any(|level| levels.has(level, value) && at(classes[level])))
                    .collect(),
                GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    self.open(&nothing, group, &mut at)
                }
            }
        };
        self.space.groups.iter().enumerate().map(reached).collect()
    }

    /// Per group, the classes that some valid configuration has, texts of any length; too few when the work runs out.
    pub(super) fn alive(&self, work: &mut u32) -> Domains {
        self.possible(self.space.groups.iter().map(Levels::all).collect(), work)
    }

    /// Per group, the classes that lead to something while all other groups stay within `kept`.
    fn possible(&self, kept: Domains, work: &mut u32) -> Domains {
        // What no limit speaks of is free; where limits cannot be kept at all, nothing is.
        let mut possible: Domains = self.space.groups.iter().map(Levels::all).collect();
        let mut broken = Vec::new();
        for part in &self.space.components {
            if !self.possible_in(part, &kept, &mut possible, work) {
                broken.push(part);
            }
        }
        for part in broken {
            let others = possible.iter_mut().enumerate().filter(|(group, _)| !part.groups.contains(group));
            others.for_each(|(_, set)| *set = 0);
        }
        possible
    }

    /// The same for the groups of a component; `false` when nothing in `kept` keeps its limits.
    fn possible_in(&self, part: &Component, kept: &Domains, possible: &mut Domains, work: &mut u32) -> bool {
        let (space, limits, any) = (&self.space, part.limits, Wanted::Any);
        let narrowed = |domains: &[u64]| {
            let mut state = State::new(space, domains, &limits, any);
            state.settle(space, &limits, any, 0, limits).then_some(state)
        };
        let search = |from: State, dirty: LimitSet, work: &mut u32| {
            Search::new(space, limits, any).find(from, dirty, None, 0, work)
        };
        let mut root = narrowed(kept);
        let witness = root.and_then(|root| search(root, LimitSet::default(), work));
        // What is known to keep all limits keeps most of them where one group changes.
        let near = |state: State| witness.as_ref().map_or(state, |witness| state.like(witness));
        root = root.map(near);
        for &group in &part.groups {
            possible[group] = witness.as_ref().map_or(0, |witness| 1 << witness.now[group]);
        }
        for &group in &part.groups {
            let all = space.groups[group].all();
            let open = kept[group] == all;
            if open && witness.is_none() {
                continue;
            }
            let mut unknown = root.filter(|_| open).map_or(all, |root| root.domains[group]) & !possible[group];
            if let Some(witness) = &witness {
                for class in bits(unknown) {
                    let domains = root.as_ref().filter(|_| open).map_or(&kept[..], |root| &root.domains[..]);
                    if let Some(fits) = self.glance(domains, &witness.now, group, class) {
                        unknown &= !(1 << class);
                        possible[group] |= u64::from(fits) << class;
                    }
                }
            }
            if unknown == 0 {
                continue;
            }
            let start = root.filter(|_| open).or_else(|| {
                let mut domains = kept.clone();
                domains[group] = all;
                narrowed(&domains).map(near)
            });
            let Some(start) = start else { continue };
            for class in bits(unknown & start.domains[group]) {
                if possible[group] >> class & 1 == 1 {
                    continue;
                }
                let dirty = intersection(&limits, &space.touching[group]);
                match search(start.at(space, &limits, any, group, class as u8), dirty, work) {
                    // A witness that keeps everything said speaks for its values in all groups.
                    Some(found) if open => {
                        part.groups.iter().for_each(|group| possible[*group] |= 1 << found.now[*group])
                    }
                    Some(_) => possible[group] |= 1 << class,
                    None => {}
                }
            }
            if let Some(root) = root.as_mut().filter(|_| open) {
                // Later questions about what was left open need not try what leads nowhere.
                root.domains[group] &= possible[group];
            }
        }
        witness.is_some()
    }

    /// What can be said at once about a class of a group while the others stay within `domains`: it fits where it
    /// breaks no limit in the place of the one in `near`; it does not where what is certain breaks one.
    fn glance(&self, domains: &[u64], near: &[u8; MAX_GROUPS], group: usize, class: u32) -> Option<bool> {
        let mut fits = true;
        for index in members(self.space.touching[group]) {
            let limit = &self.space.limits[index];
            #[cfg(test)]
            super::search::examined::add(limit.parts.len());
            let (mut certain, mut taken) = (0, 0);
            for part in &limit.parts {
                let (domain, now) = if part.group == group {
                    (1 << class, class as u8)
                } else {
                    (domains[part.group], near[part.group])
                };
                certain += if domain & !part.mask == 0 { part.weight } else { 0 };
                taken += if part.mask >> now & 1 == 1 { part.weight } else { 0 };
            }
            if certain > limit.bound {
                return Some(false);
            }
            fits &= taken <= limit.bound;
        }
        fits.then_some(true)
    }
}
