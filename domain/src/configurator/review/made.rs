//! Values that no stock can ever make.

use super::super::search::{Domains, Wanted, propagate, solve};
use super::super::space::{ALL, MAX_GROUPS};
use super::super::{Engine, Pick};
use super::demand::Demand;
use super::{Finding, Question, Review, Span};
use crate::id::MaterialId;
use crate::picture::CODE_LENGTH;
use crate::planning::PromiseDigest;
use crate::product::GroupKind;
use std::collections::{BTreeMap, BTreeSet};

impl Review<'_> {
    /// Looks for a valid configuration that can be made, with each value; `alive` are the classes that are not dead.
    pub(super) fn never_made(&mut self, alive: &Domains, digest: &PromiseDigest) {
        let model = self.engine.model;
        let Some(demand) = Demand::new(&self.engine, alive, digest) else {
            return self.unfinished(Question::AnyMade);
        };
        if demand.is_plenty() {
            return;
        }
        let mut making = Making::new(&self.engine, demand, alive);
        match self.ask(|engine, work| making.anything(engine, work)) {
            None => self.unfinished(Question::AnyMade),
            Some(Made::Never(materials)) => return self.findings.push(Finding::NothingMade { materials }),
            Some(Made::Once) => {}
        }
        for (group, found) in model.groups.iter().enumerate() {
            let (never, finished) = match &found.kind {
                GroupKind::Choice { .. } | GroupKind::Several { .. } => self.never_of_values(&mut making, group),
                GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    self.never_of_levels(&mut making, group)
                }
            };
            let mut runs: Vec<(usize, usize, Vec<MaterialId>)> = Vec::new();
            for (value, materials) in never {
                match runs.last_mut() {
                    Some((_, last, same)) if Span::joins(&found.kind) && *last + 1 == value && *same == materials => {
                        *last = value;
                    }
                    Some(_) | None => runs.push((value, value, materials)),
                }
            }
            for (from, to, materials) in runs {
                self.findings.push(Finding::NeverMade { group, span: Span::new(&found.kind, from, to), materials });
            }
            if !finished {
                self.unfinished(Question::Made(group));
            }
        }
    }

    /// The values of a group of values that can never be made, and whether all were asked about.
    fn never_of_values(&mut self, making: &mut Making, group: usize) -> (Vec<(usize, Vec<MaterialId>)>, bool) {
        let (mut never, mut finished) = (Vec::new(), true);
        for value in 0..self.engine.model.groups[group].values().len() {
            if making.made[group][value] {
                continue;
            }
            let levels = making.levels_with(&self.engine, group, value);
            if levels.is_empty() {
                continue;
            }
            match self.ask(|engine, work| making.with(engine, group, &levels, work)) {
                Some(Made::Once) => {}
                Some(Made::Never(materials)) => never.push((value, materials)),
                None => finished = false,
            }
        }
        (never, finished)
    }

    /// The same of numbers and lengths. Among those that no rule and no condition of the recipe tells apart, what is less
    /// takes less: the first that cannot be made is found by halving.
    fn never_of_levels(&mut self, making: &mut Making, group: usize) -> (Vec<(usize, Vec<MaterialId>)>, bool) {
        let (mut never, mut finished) = (Vec::new(), true);
        for levels in making.alike(&self.engine, group) {
            let (mut sure, mut first, mut why) = (0, levels.len(), Vec::new());
            let mut place = levels.len() - 1;
            while sure < first {
                match self.ask(|engine, work| making.with(engine, group, &levels[place..=place], work)) {
                    Some(Made::Once) => sure = place + 1,
                    Some(Made::Never(materials)) => (first, why) = (place, materials),
                    None => {
                        finished = false;
                        break;
                    }
                }
                place = sure + (first - sure) / 2;
            }
            never.extend(levels[first..].iter().map(|level| (*level, why.clone())));
        }
        never.sort_unstable();
        (never, finished)
    }
}

/// What a question about making is answered with.
enum Made {
    /// There is a configuration that can be made.
    Once,
    /// Each one takes too much of one of these materials.
    Never(Vec<MaterialId>),
}

/// A level that is worth trying.
#[derive(Clone)]
struct Try {
    level: usize,
    bit: u64,
    pick: Pick,
}

/// The search for configurations that can be made: decides the groups on which the amounts depend, one after the other.
struct Making<'m> {
    demand: Demand<'m>,
    alive: Domains,
    /// The groups to decide.
    order: Vec<usize>,
    /// Per group the levels worth trying; of levels that only differ in how much they take, the one that takes least.
    tries: Vec<Vec<Try>>,
    /// Per group and value, whether a configuration was found that has it.
    made: Vec<Vec<bool>>,
    decided: Vec<Option<Pick>>,
    missing: BTreeSet<MaterialId>,
}

impl<'m> Making<'m> {
    fn new(engine: &Engine<'m>, demand: Demand<'m>, alive: &Domains) -> Self {
        let order = demand.groups();
        let groups = &engine.model.groups;
        let mut making = Self {
            demand,
            alive: alive.clone(),
            order,
            tries: vec![Vec::new(); groups.len()],
            made: groups.iter().map(|group| vec![false; group.values().len()]).collect(),
            decided: vec![None; groups.len()],
            missing: BTreeSet::new(),
        };
        for group in making.order.clone() {
            let alike = making.alike(engine, group);
            let mut lowest: Vec<usize> = alike.iter().filter_map(|levels| levels.first().copied()).collect();
            lowest.sort_unstable();
            making.tries[group] = lowest.into_iter().map(|level| to_try(engine, group, level)).collect();
        }
        making
    }

    /// The levels of a group that are not dead, those together that differ in nothing but how much they take.
    fn alike(&self, engine: &Engine<'_>, group: usize) -> Vec<Vec<usize>> {
        let levels = &engine.space.groups[group];
        let alive = (0..levels.classes().len()).filter(|level| levels.bit(*level) & self.alive[group] != 0);
        if self.order.contains(&group) && !Span::joins(&engine.model.groups[group].kind) {
            return alive.map(|level| vec![level]).collect();
        }
        let kind = &engine.model.groups[group].kind;
        let conditions = self.demand.conditions(group);
        let holding: Vec<Vec<bool>> = conditions.into_iter().map(|of| levels.holding(of, kind)).collect();
        let mut alike: BTreeMap<(u64, Vec<bool>), Vec<usize>> = BTreeMap::new();
        for level in alive {
            let agreeing = holding.iter().map(|holds| holds[level]).collect();
            alike.entry((levels.bit(level), agreeing)).or_default().push(level);
        }
        alike.into_values().collect()
    }

    /// The levels of a group that are not dead and have a value.
    fn levels_with(&self, engine: &Engine<'_>, group: usize, value: usize) -> Vec<usize> {
        let levels = &engine.space.groups[group];
        let alive = |level: &usize| levels.bit(*level) & self.alive[group] != 0;
        if matches!(engine.model.groups[group].kind, GroupKind::Several { .. }) {
            (0..levels.classes().len()).filter(|level| levels.has(*level, value)).filter(alive).collect()
        } else {
            Some(value).filter(alive).into_iter().collect()
        }
    }

    /// Whether anything can be made.
    fn anything(&mut self, engine: &Engine<'_>, work: &mut u32) -> Made {
        self.missing.clear();
        let found = self.visit(engine, self.alive.clone(), &self.order.clone(), work);
        self.answer(found)
    }

    /// Whether something can be made at one of these levels of a group.
    fn with(&mut self, engine: &Engine<'_>, group: usize, levels: &[usize], work: &mut u32) -> Made {
        self.missing.clear();
        let asked: Vec<Try> = levels.iter().map(|level| to_try(engine, group, *level)).collect();
        let others = core::mem::replace(&mut self.tries[group], asked);
        let order: Vec<usize> =
            [group].into_iter().chain(self.order.iter().copied().filter(|of| *of != group)).collect();
        let found = self.visit(engine, self.alive.clone(), &order, work);
        self.tries[group] = others;
        self.answer(found)
    }

    fn answer(&mut self, found: bool) -> Made {
        if found { Made::Once } else { Made::Never(core::mem::take(&mut self.missing).into_iter().collect()) }
    }

    /// Whether something in `domains` can be made; `order` are the groups that are not decided.
    fn visit(&mut self, engine: &Engine<'_>, domains: Domains, order: &[usize], work: &mut u32) -> bool {
        if *work == 0 {
            return false;
        }
        *work = work.saturating_sub(self.demand.effort() + engine.space.breadth);
        if let Some(material) = self.demand.exceeded(&self.decided) {
            self.missing.insert(material);
            return false;
        }
        let Some((group, later)) = order.split_first() else {
            let found = solve(&engine.space, &domains, &ALL, Wanted::Any, work);
            return found.is_some_and(|found| self.mark(engine, &found.now));
        };
        for place in 0..self.tries[*group].len() {
            let Try { bit, pick, .. } = self.tries[*group][place].clone();
            if domains[*group] & bit == 0 {
                continue;
            }
            let mut narrowed = domains.clone();
            narrowed[*group] = bit;
            let touching = engine.space.touching[*group];
            self.decided[*group] = Some(pick);
            let possible = propagate(&engine.space, &mut narrowed, &ALL, touching).is_some();
            let found = possible && self.visit(engine, narrowed, later, work);
            self.decided[*group] = None;
            if found {
                // What was decided here is what was found.
                let level = self.tries[*group][place].level;
                self.mark_level(engine, *group, level);
                return true;
            }
        }
        false
    }

    /// Remembers the values of a configuration in the groups on which no amount depends.
    fn mark(&mut self, engine: &Engine<'_>, classes: &[u8; MAX_GROUPS]) -> bool {
        for (group, class) in (0..self.decided.len()).zip(classes) {
            if self.decided[group].is_none() {
                let levels = engine.space.groups[group].classes();
                for level in (0..levels.len()).filter(|level| levels[*level] == *class) {
                    self.mark_level(engine, group, level);
                }
            }
        }
        true
    }

    fn mark_level(&mut self, engine: &Engine<'_>, group: usize, level: usize) {
        match &engine.model.groups[group].kind {
            GroupKind::Choice { .. } => self.made[group][level] = true,
            GroupKind::Several { .. } => {
                engine.space.groups[group].taken(level).into_iter().for_each(|value| self.made[group][value] = true);
            }
            GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {}
        }
    }
}

/// A level with its pick; a text of some length counts as one letter, for the others may be spaces.
fn to_try(engine: &Engine<'_>, group: usize, level: usize) -> Try {
    let levels = &engine.space.groups[group];
    let pick = match &engine.model.groups[group].kind {
        GroupKind::Choice { .. } => Pick::Value(level),
        GroupKind::Several { .. } => Pick::Several(levels.taken(level)),
        GroupKind::Number { min, step, .. } => Pick::Number(min + level as i64 * step),
        GroupKind::Text { .. } | GroupKind::Picture if level == 0 => Pick::Text(String::new()),
        GroupKind::Text { .. } => Pick::Text(["x", &" ".repeat(level - 1)].concat()),
        GroupKind::Picture => Pick::Text("0".repeat(CODE_LENGTH)),
    };
    Try { level, bit: levels.bit(level), pick }
}
