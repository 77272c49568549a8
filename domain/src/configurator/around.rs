//! What is around a selection: the best piece that it leads to, and the best one with each other value in its place.

use super::explain::Question;
use super::levels::{Levels, Stance, asked, level_of, pick_at, stance};
use super::search::{Domains, Search, State, WORK, Wanted, solve};
use super::space::{ALL, Component, intersection};
use super::weigh::{Costs, FOREIGN, SAID};
use super::{Conflict, Engine, Pick, Selection};

/// A selection that can be made, with everything prepared to ask about its neighbours.
pub(super) struct Around<'e> {
    engine: &'e Engine<'e>,
    selection: &'e Selection,
    /// What changes cost. What stays costs nothing, so that it serves where nothing said may change too.
    costs: Vec<Costs>,
    /// The classes of each group when what was said stays, and when it may change.
    kept: Domains,
    free: Domains,
    /// The cheapest piece that keeps what was said.
    shown: State,
}

/// The neighbours of a piece in one group: for each class of its values, the cheapest piece with it.
pub(super) struct Neighbours<'a> {
    around: &'a Around<'a>,
    group: usize,
    /// The limits that speak of the group, by their place, and where a search that keeps what was said begins; nothing
    /// where no limit does.
    part: Option<(usize, Option<State>)>,
    /// What was found per class, when what was said stays, and after a repair.
    kept: Vec<Option<Option<State>>>,
    mended: Vec<Option<Option<State>>>,
}

/// What the questions about one selection share.
pub(super) struct Pieces {
    /// Where repairs begin, per part: everything that was said may change.
    repairs: Vec<Option<State>>,
    /// The pieces that were found for other values: with the value in question in it, one is hard to better.
    found: Vec<State>,
    /// Work that is left for them all.
    pub(super) work: u32,
}

impl Engine<'_> {
    /// Finds the piece of a selection, or why there is none.
    pub(super) fn around<'e>(&'e self, selection: &'e Selection) -> Result<Around<'e>, Conflict> {
        if let Some(conflict) = self.malformed(selection) {
            return Err(conflict);
        }
        self.around_within(selection, &mut { WORK }).ok_or_else(|| {
            let question = Question { kept: &self.kept(selection), free: &self.free(selection), at: None };
            self.minimal(question, &mut { WORK })
        })
    }

    /// The piece of a selection without problems, with so much work, of which it takes away what it used.
    pub(super) fn around_within<'e>(&'e self, selection: &'e Selection, work: &mut u32) -> Option<Around<'e>> {
        let (kept, free) = (self.kept(selection), self.free(selection));
        let cost = |(index, levels): (usize, &Levels)| {
            Costs::new(levels, stance(&self.model.groups[index].kind, selection.get(index), false))
        };
        let costs: Vec<Costs> = self.space.groups.iter().enumerate().map(cost).collect();
        *work = work.saturating_sub(self.space.breadth);
        let shown = solve(&self.space, &kept, &ALL, Wanted::Cheapest(&costs), work)?;
        Some(Around { engine: self, selection, costs, kept, free, shown })
    }
}

impl<'e> Around<'e> {
    /// What was said.
    pub(super) const fn selection(&self) -> &Selection {
        self.selection
    }

    /// The level of each group in the piece shown.
    pub(super) fn levels(&self) -> impl Iterator<Item = usize> {
        self.costs.iter().zip(&self.shown.now).map(|(costs, class)| costs.at(*class).level)
    }

    /// The start of searches about a part: groups of other parts are as shown.
    fn start(&self, part: &Component, domain: impl Fn(usize) -> u64) -> Option<State> {
        let domains: Domains = (0..self.kept.len())
            .map(|group| if part.groups.contains(&group) { domain(group) } else { 1 << self.shown.now[group] })
            .collect();
        let wanted = Wanted::Cheapest(&self.costs);
        let mut state = State::new(&self.engine.space, &domains, &part.limits, wanted);
        state.settle(&self.engine.space, &part.limits, wanted, 0, part.limits).then_some(state)
    }

    /// Makes ready to ask about values, with so much work for them all.
    pub(super) fn pieces(&self, work: u32) -> Pieces {
        let start = |part| self.start(part, |group| self.free[group]);
        Pieces { repairs: self.engine.space.components.iter().map(start).collect(), found: Vec::new(), work }
    }

    /// Asks about one group.
    pub(super) fn neighbours<'a>(&'a self, group: usize) -> Neighbours<'a>
    where
        'e: 'a,
    {
        let space = &self.engine.space;
        let all = space.groups[group].all();
        let place = space.components.iter().position(|part| part.groups.contains(&group));
        let domain = |index| if index == group { all } else { self.kept[index] };
        let none = || vec![None; space.groups[group].count()];
        Neighbours {
            around: self,
            group,
            part: place.map(|place| (place, self.start(&space.components[place], domain))),
            kept: none(),
            mended: none(),
        }
    }
}

impl Neighbours<'_> {
    /// The level that is asked about at an ordinal of a group of values; `None` where that many cannot be taken.
    pub(super) fn level(&self, ordinal: usize) -> Option<usize> {
        let Engine { model, space } = self.around.engine;
        let said = self.around.selection.get(self.group);
        match asked(&model.groups[self.group].kind, &space.groups[self.group], ordinal, said)? {
            Stance::Fixed(level) => Some(level),
            Stance::Open(_) | Stance::Adjustable(_) | Stance::Clearable(_) | Stance::Filled => None,
        }
    }

    /// Whether a value is among the several that were taken.
    pub(super) fn has(&self, ordinal: usize) -> bool {
        matches!(self.around.selection.get(self.group), Some(Pick::Several(taken)) if taken.contains(&ordinal))
    }

    /// The rules that forbid a level, as few as can be.
    pub(super) fn forbidding(&self, level: usize, pieces: &mut Pieces) -> Vec<usize> {
        let Around { engine, kept, free, .. } = self.around;
        let class = engine.space.groups[self.group].classes()[level];
        engine.minimal(Question { kept, free, at: Some((self.group, 1 << class)) }, &mut pieces.work).rules
    }

    /// What the groups become, beside what is shown, when a level of this one is taken: what was said stays where that is
    /// possible, else as little of it changes as can be. `None` when nothing makes it possible, or when the work is used up.
    pub(super) fn at(&mut self, level: usize, open: bool, pieces: &mut Pieces) -> Option<Vec<(usize, Pick)>> {
        let (around, group) = (self.around, self.group);
        let class = around.engine.space.groups[group].classes()[level];
        let state = self.piece(class, open, pieces)?;
        let mut changes = vec![(group, level)];
        for other in (0..around.costs.len()).filter(|other| *other != group) {
            if state.now[other] != around.shown.now[other] {
                changes.push((other, around.costs[other].at(state.now[other]).level));
            }
        }
        let pick = |(group, level): (usize, usize)| {
            let kind = &around.engine.model.groups[group].kind;
            let said = around.selection.get(group).filter(|pick| level_of(kind, pick).is_some());
            (group, pick_at(kind, level, said))
        };
        Some(changes.into_iter().map(pick).collect())
    }

    /// The cheapest piece with a class of this group.
    fn piece(&mut self, class: u8, open: bool, pieces: &mut Pieces) -> Option<State> {
        let known = if open { &self.kept } else { &self.mended };
        if let Some(found) = known[usize::from(class)] {
            return found;
        }
        let found = self.search(class, open, pieces);
        let known = if open { &mut self.kept } else { &mut self.mended };
        known[usize::from(class)] = Some(found);
        found
    }

    fn search(&self, class: u8, open: bool, pieces: &mut Pieces) -> Option<State> {
        let around = self.around;
        let Some((place, start)) = &self.part else { return Some(around.shown) };
        if class == around.shown.now[self.group] {
            return Some(around.shown);
        }
        let (space, wanted) = (&around.engine.space, Wanted::Cheapest(&around.costs));
        let limits = &space.components[*place].limits;
        let start = if open { start.as_ref()? } else { pieces.repairs[*place].as_ref()? };
        if start.domains[self.group] >> class & 1 == 0 {
            return None;
        }
        // The piece shown with this class in it, where that keeps all limits, is hard to better.
        let swapped = around.shown.at(space, limits, wanted, self.group, class);
        // Where it is blocked, something that was said has to change; where it is open, nothing may.
        let own = around.costs[self.group].at(class).rank;
        // And no piece has a text that nobody wrote.
        let (least, most) = if open { (0, own + SAID) } else { (SAID, FOREIGN) };
        let fits = |piece: &&State| piece.now[self.group] == class && piece.rank < most;
        let known = pieces.found.iter().filter(fits).chain(swapped.keeps_all().then_some(&swapped));
        let known = known.min_by_key(|piece| piece.rank).copied();
        let dirty = intersection(limits, &space.touching[self.group]);
        let from = start.at(space, limits, wanted, self.group, class);
        let found = Search::new(space, *limits, wanted).find(from, dirty, known, least, &mut pieces.work);
        // What was found last need not be the best.
        let found = found.filter(|_| pieces.work > 0);
        pieces.found.extend(found);
        found
    }
}
