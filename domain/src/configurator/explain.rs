//! Why not.

use super::levels::{asked, bits};
use super::search::WORK;
#[cfg(test)]
use super::search::examined;
use super::space::{LimitSet, MAX_GROUPS, difference, insert, intersection, members, remove, union};
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

/// Limits and said groups that a conclusion rests on.
#[derive(Clone, Copy, Default)]
struct Grounds {
    limits: LimitSet,
    groups: u64,
}

impl Grounds {
    fn and(self, other: &Self) -> Self {
        Self { limits: union(&self.limits, &other.limits), groups: self.groups | other.groups }
    }
}

/// What each group may take, and on which grounds nothing else.
#[derive(Clone, Copy)]
struct Known {
    domains: [u64; MAX_GROUPS],
    because: [Grounds; MAX_GROUPS],
}

/// Whether all groups together can keep what was said.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    /// The classes of each group when what was said stays, and when it may change.
    pub(super) kept: &'a [u64],
    pub(super) free: &'a [u64],
    /// A group that is to have one of these classes, whatever was said about it.
    pub(super) at: Option<(usize, u64)>,
}

impl Question<'_> {
    /// What is known when what was said about these groups stays, and about no others.
    fn known(&self, said: u64) -> Known {
        let mut known = Known { domains: [u64::MAX; MAX_GROUPS], because: [Grounds::default(); MAX_GROUPS] };
        for (group, (kept, free)) in self.kept.iter().zip(self.free).enumerate() {
            let stays = said >> group & 1 == 1;
            known.domains[group] = if stays { *kept } else { *free };
            known.because[group].groups = u64::from(stays && kept != free) << group;
        }
        if let Some((group, classes)) = self.at {
            known.domains[group] = classes;
            known.because[group].groups = 0;
        }
        known
    }
}

impl Engine<'_> {
    /// Why a value (ordinal as in [`Engine::domains`]) cannot be taken: a subset-minimal set of rules and other said
    /// groups that together forbid it. Both empty when nothing forbids it, and when there is no such value. A text that
    /// was said stands for itself under "filled".
    #[must_use]
    pub fn explain(&self, selection: &Selection, group: usize, ordinal: usize) -> Conflict {
        self.explain_within(selection, group, ordinal, &mut { WORK })
    }

    /// The same with so much work, of which it takes away what it used.
    pub(super) fn explain_within(
        &self,
        selection: &Selection,
        group: usize,
        ordinal: usize,
        work: &mut u32,
    ) -> Conflict {
        let found = self.model.groups.get(group);
        let asked =
            found.and_then(|found| asked(&found.kind, &self.space.groups[group], ordinal, selection.get(group)));
        let Some(stance) = asked else { return Conflict::default() };
        let at = Some((group, self.space.groups[group].mask(stance)));
        self.minimal(Question { kept: &self.kept(selection), free: &self.free(selection), at }, work)
    }

    /// The grounds on which a question fails, as few as can be: none can be left out.
    pub(super) fn minimal(&self, question: Question<'_>, work: &mut u32) -> Conflict {
        // A rule stands or falls as a whole.
        let mut refuted = |said: u64, limits: LimitSet| {
            let found = self.refute(&question.known(said), limits, limits, work)?;
            Some(Grounds { limits: self.space.whole_rules(&found.limits, &limits), ..found })
        };
        // Mostly what is said next to the group in question is enough.
        let near = question.at.and_then(|(group, _)| {
            let dirty = self.space.touching[group];
            let found = self.narrow(&mut question.known(u64::MAX), &dirty, dirty)?;
            Some(Grounds { limits: self.space.whole_rules(&found.limits, &self.space.all()), ..found })
        });
        let Some(mut grounds) = near.or_else(|| refuted(u64::MAX, self.space.all())) else {
            return Conflict::default();
        };
        for group in bits(grounds.groups) {
            let fewer = grounds.groups & !(1 << group);
            if grounds.groups >> group & 1 == 1
                && let Some(found) = refuted(fewer, grounds.limits)
            {
                grounds = found;
            }
        }
        for rule in self.space.rules_of(&grounds.limits) {
            let fewer = difference(&grounds.limits, &self.space.limits_of(rule));
            if fewer != grounds.limits
                && let Some(found) = refuted(grounds.groups, fewer)
            {
                grounds = found;
            }
        }
        let groups = bits(grounds.groups).map(|group| group as usize).collect();
        Conflict { rules: self.space.rules_of(&grounds.limits), groups }
    }

    /// On which grounds these limits cannot be kept; `None` when they can, or when `work` is used up. `dirty` are those that
    /// may narrow the domains further.
    fn refute(&self, known: &Known, limits: LimitSet, dirty: LimitSet, work: &mut u32) -> Option<Grounds> {
        if *work == 0 {
            return None;
        }
        let space = &self.space;
        *work = work.saturating_sub(space.effort);
        let mut known = *known;
        if let Some(grounds) = self.narrow(&mut known, &limits, dirty) {
            return Some(grounds);
        }
        let holds = |group: usize, mask: u64| mask >> known.domains[group].trailing_zeros() & 1 == 1;
        let broken = |index: &usize| {
            let limit = &space.limits[*index];
            #[cfg(test)]
            examined::add(limit.parts.len());
            limit.parts.iter().filter(|part| holds(part.group, part.mask)).map(|part| part.weight).sum::<i32>()
                > limit.bound
        };
        let index = members(limits).find(broken)?;
        let mut grounds = Grounds::default();
        insert(&mut grounds.limits, index);
        let parts: Vec<_> = space.limits[index].parts.iter().filter(|part| holds(part.group, part.mask)).collect();
        let mut narrowed = LimitSet::default();
        for part in parts {
            let rest = known.domains[part.group] & !part.mask;
            if rest == 0 {
                grounds = grounds.and(&known.because[part.group]);
                continue;
            }
            let mut mended = known;
            mended.domains[part.group] = rest;
            let dirty = intersection(&limits, &union(&narrowed, &space.touching[part.group]));
            grounds = grounds.and(&self.refute(&mended, limits, dirty, work)?);
            known.domains[part.group] &= part.mask;
            narrowed = union(&narrowed, &space.touching[part.group]);
        }
        Some(grounds)
    }

    /// Takes away what the limits of `dirty` rule out, and what follows from that; on which grounds a limit cannot be kept,
    /// where that is so.
    fn narrow(&self, known: &mut Known, limits: &LimitSet, mut dirty: LimitSet) -> Option<Grounds> {
        while let Some(index) = members(dirty).next() {
            remove(&mut dirty, index);
            let limit = &self.space.limits[index];
            #[cfg(test)]
            examined::add(limit.parts.len());
            let (mut slack, mut grounds) = (limit.bound, Grounds::default());
            insert(&mut grounds.limits, index);
            for part in limit.parts.iter().filter(|part| known.domains[part.group] & !part.mask == 0) {
                slack -= part.weight;
                grounds = grounds.and(&known.because[part.group]);
            }
            if slack < 0 {
                return Some(grounds);
            }
            if slack >= limit.heaviest {
                continue;
            }
            for part in &limit.parts {
                let domain = known.domains[part.group];
                if part.weight > slack && domain & part.mask != 0 && domain & !part.mask != 0 {
                    known.domains[part.group] = domain & !part.mask;
                    known.because[part.group] = known.because[part.group].and(&grounds);
                    dirty = union(&dirty, &intersection(limits, &self.space.touching[part.group]));
                }
            }
        }
        None
    }
}
