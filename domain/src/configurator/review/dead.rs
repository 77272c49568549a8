//! What no valid configuration has.

use super::super::check::broken_by_defaults;
use super::super::levels::{default_level, pick_at};
use super::super::search::Domains;
use super::super::space::{ALL, LimitSet, difference, union};
use super::super::{Change, Selection};
use super::{Finding, Question, Review, Span};
use crate::product::GroupKind;

impl Review<'_> {
    /// Rules that leave nothing, once for each set of groups that they tie together.
    pub(super) fn contradictions(&mut self) {
        let all = self.everything();
        for (part, rules) in self.tied.clone().iter() {
            let contradicts = match self.possible(part, &all, &ALL) {
                Some(true) => continue,
                Some(false) => self.needed(rules, |review, active| review.possible(part, &all, active)),
                None => None,
            };
            match contradicts {
                Some(rules) => self.findings.push(Finding::Contradiction { rules }),
                None => self.unfinished(Question::Valid),
            }
        }
    }

    /// The defaults and what would mend them.
    pub(super) fn defaults(&mut self) {
        let rules = broken_by_defaults(self.engine.model);
        if rules.is_empty() {
            return;
        }
        let nothing = Selection::default();
        let found = self.ask(|engine, work| {
            let around = engine.around_within(&nothing, work)?;
            Some(around.levels().collect::<Vec<_>>())
        });
        let Some(levels) = found else {
            self.findings.push(Finding::DefaultsBreak { rules, repair: None });
            return self.unfinished(Question::Defaults);
        };
        let change = |(group, level): (usize, usize)| {
            let kind = &self.engine.model.groups[group].kind;
            let [from, to] = [default_level(kind), level].map(|level| pick_at(kind, level, nothing.get(group)));
            (from != to).then_some(Change { group, from, to })
        };
        let repair = levels.map(|levels| levels.into_iter().enumerate().filter_map(change).collect());
        self.findings.push(Finding::DefaultsBreak { rules, repair });
    }

    /// Dead values with their reasons; answers the classes that are not.
    pub(super) fn dead_values(&mut self) -> Option<Domains> {
        let Some(alive) = self.ask(|engine, work| engine.alive(work)) else {
            self.unfinished(Question::Dead);
            return None;
        };
        let model = self.engine.model;
        for (group, found) in model.groups.iter().enumerate() {
            let levels = &self.engine.space.groups[group];
            let with: Vec<u64> = match &found.kind {
                GroupKind::Several { values, .. } => (0..values.len()).map(|value| levels.with(value)).collect(),
                GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    (0..levels.classes().len()).map(|level| levels.bit(level)).collect()
                }
            };
            let dead = with.into_iter().enumerate().filter(|(_, classes)| classes & alive[group] == 0);
            self.dead_in(group, &dead.collect::<Vec<_>>());
        }
        Some(alive)
    }

    /// Says of each dead value (with the classes that have it) why; neighbours with one reason together.
    fn dead_in(&mut self, group: usize, dead: &[(usize, u64)]) {
        let kind = &self.engine.model.groups[group].kind;
        let mut reasons: Vec<(u64, Vec<usize>)> = Vec::new();
        let mut runs: Vec<(usize, usize, Vec<usize>)> = Vec::new();
        for (value, classes) in dead {
            let known = reasons.iter().find(|(known, _)| known == classes).map(|(_, rules)| rules.clone());
            let rules = known.unwrap_or_else(|| {
                let rules = self.forbidding(group, *classes);
                reasons.push((*classes, rules.clone()));
                rules
            });
            match runs.last_mut() {
                Some((_, last, same)) if Span::joins(kind) && *last + 1 == *value && *same == rules => *last = *value,
                Some(_) | None => runs.push((*value, *value, rules)),
            }
        }
        for (from, to, rules) in runs {
            self.findings.push(Finding::DeadValue { group, span: Span::new(kind, from, to), rules });
        }
    }

    /// The rules that together forbid these classes of a group; none when the work does not suffice, which is said once.
    fn forbidding(&mut self, group: usize, classes: u64) -> Vec<usize> {
        let mut domains = self.everything();
        domains[group] = classes;
        let tied = self.tied.clone();
        let found = tied.iter().find(|(part, _)| part.groups.contains(&group));
        let rules = found
            .and_then(|(part, rules)| self.needed(rules, |review, active| review.possible(part, &domains, active)));
        rules.unwrap_or_else(|| {
            let question = Question::Why(group);
            if self.findings.last() != Some(&Finding::Unfinished { question }) {
                self.unfinished(question);
            }
            Vec::new()
        })
    }

    /// Leaves out rules, later ones first, as long as the rest still keeps something from being possible; what cannot be
    /// left out, ascending. `None` as soon as `possible` cannot say.
    pub(super) fn needed(
        &mut self,
        rules: &[usize],
        mut possible: impl FnMut(&mut Self, &LimitSet) -> Option<bool>,
    ) -> Option<Vec<usize>> {
        let mut active = self.limits_of(rules);
        let mut needed = Vec::new();
        for rule in rules.iter().rev() {
            let without = difference(&active, &self.engine.space.limits_of(*rule));
            if without == active || !possible(self, &without)? {
                active = without;
            } else {
                needed.insert(0, *rule);
            }
        }
        Some(needed)
    }

    /// All limits that some rules make.
    pub(super) fn limits_of(&self, rules: &[usize]) -> LimitSet {
        rules.iter().fold(LimitSet::default(), |all, rule| union(&all, &self.engine.space.limits_of(*rule)))
    }
}
