//! Rules that say nothing new.

use super::super::levels::mask_of;
use super::super::search::Domains;
use super::super::space::{Component, LimitSet, difference, insert, members};
use super::{Finding, Question, Review, Tied};

impl Review<'_> {
    /// Takes rules away, later ones first, as long as the others say the same; then says of each why.
    pub(super) fn redundant_rules(&mut self) {
        let parts = self.tied.clone();
        let count = self.engine.model.rules.len();
        let mut kept: Vec<usize> = (0..count).collect();
        let mut active = self.limits_of(&kept);
        let mut redundant = Vec::new();
        for rule in (0..count).rev() {
            let without = difference(&active, &self.engine.space.limits_of(rule));
            match self.is_breakable(&parts, rule, &without) {
                Some(true) => {}
                Some(false) => {
                    kept.remove(rule);
                    active = without;
                    redundant.push(rule);
                }
                None => self.unfinished(Question::Rule(rule)),
            }
        }
        for rule in redundant.into_iter().rev() {
            let finding = self.why_redundant(&parts, rule, &kept);
            self.findings.push(finding.unwrap_or(Finding::Unfinished { question: Question::Rule(rule) }));
        }
    }

    /// What a redundant rule is, given the rules that are kept.
    fn why_redundant(&mut self, parts: &Tied, rule: usize, kept: &[usize]) -> Option<Finding> {
        let near = |part: &Component, groups: &dyn Fn(usize) -> bool| part.groups.iter().any(|group| groups(*group));
        let domains = self.where_it_applies(rule);
        let all = self.everything();
        let premise = |group: usize| domains[group] != all[group];
        let counted = |group: usize| self.engine.model.rules[rule].conditions().any(|of| of.group() == group);
        let rules_near = |groups: &dyn Fn(usize) -> bool| -> Vec<usize> {
            let of = parts.iter().filter(|(part, _)| near(part, groups)).flat_map(|(_, rules)| rules);
            let mut rules: Vec<usize> = of.copied().filter(|rule| kept.binary_search(rule).is_ok()).collect();
            rules.sort_unstable();
            rules.dedup();
            rules
        };
        let (of_premises, of_all) = (rules_near(&premise), rules_near(&counted));
        let active = self.limits_of(&of_premises);
        if self.applies(parts, &domains, &active)? {
            let because = self.needed(&of_all, |review, active| review.is_breakable(parts, rule, active))?;
            return Some(Finding::Redundant { rule, because });
        }
        let because = self.needed(&of_premises, |review, active| review.applies(parts, &domains, active))?;
        Some(Finding::NeverApplies { rule, because })
    }

    /// Whether something breaks a rule and keeps the limits that are active.
    fn is_breakable(&mut self, parts: &Tied, rule: usize, active: &LimitSet) -> Option<bool> {
        let all = self.everything();
        let mut known = Some(false);
        for limit in members(self.engine.space.limits_of(rule)) {
            let Some((part, _)) = parts.iter().find(|(part, _)| members(part.limits).any(|of| of == limit)) else {
                continue;
            };
            let mut others = *active;
            insert(&mut others, limit);
            // The groups of a limit are those of its negation, so that everything else in the space stays right.
            let negated = self.engine.space.limits[limit].negated(&self.engine.space.groups);
            let stated = core::mem::replace(&mut self.engine.space.limits[limit], negated);
            let found = self.possible(part, &all, &others);
            self.engine.space.limits[limit] = stated;
            match found {
                Some(true) => return Some(true),
                Some(false) => {}
                None => known = None,
            }
        }
        known
    }

    /// Where all premises of a rule hold, as far as each group can say alone.
    fn where_it_applies(&self, rule: usize) -> Domains {
        let mut domains = self.everything();
        for premise in &self.engine.model.rules[rule].when {
            let (group, space) = (premise.group(), &self.engine.space);
            domains[group] &= mask_of(premise, &self.engine.model.groups[group].kind, true, &space.groups[group]);
        }
        domains
    }

    /// Whether something in these domains keeps the limits that are active.
    fn applies(&mut self, parts: &Tied, domains: &Domains, active: &LimitSet) -> Option<bool> {
        if domains.contains(&0) {
            return Some(false);
        }
        let all = self.everything();
        let mut known = Some(true);
        for (part, _) in parts.iter().filter(|(part, _)| part.groups.iter().any(|group| domains[*group] != all[*group]))
        {
            match self.possible(part, domains, active) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => known = None,
            }
        }
        known
    }
}
