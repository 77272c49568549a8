//! Rules, prices, recipe and work: lines that depend on choices. One that cannot be read is left out, with its problem.

use super::{NAME, ProblemKind, Reader, SENTENCE};
use crate::authoring::source::{PriceSource, ProductSource, RecipeSource, RuleSource, WorkSource};
use crate::authoring::written::Words;
use crate::materials::BomLine;
use crate::pricing::PriceLine;
use crate::product::{OptionGroup, ProductModel, ProductText, Rule, WorkLine};
use crate::quantity::{Basis, Measure};
use crate::text::{Lang, Localised};

/// Most that may be lost, in percent of what stays in the piece.
const MOST_WASTE: u16 = 500;

impl Reader<'_> {
    /// Reads all lines into the model, their words into the text.
    pub(super) fn lines(&self, source: &ProductSource, model: &mut ProductModel, text: &mut Localised<ProductText>) {
        let groups = &model.groups;
        for (at, written) in source.rule.iter().enumerate() {
            let path = format!("rule.{at}");
            self.words(&format!("{path}.reason"), &written.reason, SENTENCE);
            if let Some(rule) = self.whole_line(|| self.rule(&path, groups, written)) {
                model.rules.push(rule);
                push(text, |text| &mut text.rules, &written.reason);
            }
        }
        for (at, written) in source.price.iter().enumerate() {
            let path = format!("price.{at}");
            self.words(&format!("{path}.label"), &written.label, NAME);
            if let Some(line) = self.whole_line(|| self.price(&path, groups, written)) {
                model.prices.push(line);
                push(text, |text| &mut text.prices, &written.label);
            }
        }
        // The keys of the lines that could be read, by their places in the model.
        let mut stages: Vec<&str> = Vec::new();
        for (at, written) in source.work.iter().enumerate() {
            let path = format!("work.{at}");
            self.words(&format!("{path}.label"), &written.label, NAME);
            let taken = source.work[..at].iter().any(|other| other.key == written.key);
            if !written.key.is_empty() {
                self.key(&format!("{path}.key"), &written.key, &written.label, taken);
            }
            if let Some(line) = self.whole_line(|| self.work(&path, groups, written)) {
                model.work.push(line);
                stages.push(&written.key);
                push(text, |text| &mut text.work, &written.label);
            }
        }
        for (at, written) in source.recipe.iter().enumerate() {
            let path = format!("recipe.{at}");
            let line = self.whole_line(|| self.bom_line(&path, groups, written));
            let stage =
                self.stage(&path, source, written).and_then(|key| stages.iter().position(|known| *known == key));
            model.recipe.extend(line.map(|line| BomLine { stage, ..line }));
        }
    }

    /// A line counts only when nothing in it is wrong: with half its conditions it would say something else.
    pub(super) fn whole_line<T>(&self, read: impl FnOnce() -> Option<T>) -> Option<T> {
        let before = self.count();
        read().filter(|_| self.count() == before)
    }

    fn rule(&self, path: &str, groups: &[OptionGroup], line: &RuleSource) -> Option<Rule> {
        let when = self.premises(&format!("{path}.when"), groups, &line.when);
        let counts = [&line.at_least, &line.at_most].map(|written| !written.is_empty());
        match (&line.then, line.of.is_empty(), counts) {
            (Some(then), true, [false, false]) => {
                let (then, negated) = self.condition(&format!("{path}.then"), groups, then)?;
                Some(if negated { Rule::excludes(when, then) } else { Rule::requires(when, then) })
            }
            (None, false, [_, true] | [true, _]) => {
                let of = self.premises(&format!("{path}.of"), groups, &line.of);
                let at_least = self.whole_or(&format!("{path}.at_least"), &line.at_least, 0);
                let at_most = self.whole_or(&format!("{path}.at_most"), &line.at_most, u16::MAX);
                Some(Rule { when, of, at_least: at_least?, at_most: at_most? })
            }
            (None, true, [false, false]) => {
                self.refuse(format!("{path}.of"), ProblemKind::Missing);
                None
            }
            _ => {
                self.refuse(path, ProblemKind::OneWay);
                None
            }
        }
    }

    fn price(&self, path: &str, groups: &[OptionGroup], line: &PriceSource) -> Option<PriceLine> {
        let when = self.premises(&format!("{path}.when"), groups, &line.when);
        let amount = format!("{path}.amount");
        let measure = if line.per == "percent" {
            let (percent, parts) = self.decimal(&amount, &line.amount)?;
            Measure { basis: Basis::PriceSoFar, per: (percent, parts * 100) }
        } else {
            let amount = self.centimes(&amount, &line.amount);
            self.measure(path, groups, &line.per, amount.unwrap_or((0, 1))).filter(|_| amount.is_some())?
        };
        Some(PriceLine { when, measure })
    }

    fn bom_line(&self, path: &str, groups: &[OptionGroup], line: &RecipeSource) -> Option<BomLine> {
        let when = self.premises(&format!("{path}.when"), groups, &line.when);
        let Some((_, material, unit)) = self.around.materials.iter().find(|(slug, ..)| *slug == line.material) else {
            let problem = if line.material.is_empty() {
                ProblemKind::Missing
            } else {
                ProblemKind::NoMaterial(line.material.clone())
            };
            self.refuse(format!("{path}.material"), problem);
            return None;
        };
        let amount = self.quantity(&format!("{path}.amount"), *unit, &line.amount);
        if amount.is_some_and(|amount| amount <= 0) {
            self.refuse(format!("{path}.amount"), ProblemKind::NotPositive);
        }
        let waste = self.whole_or::<u16>(&format!("{path}.waste_percent"), &line.waste_percent, 0);
        if waste.is_some_and(|waste| waste > MOST_WASTE) {
            self.refuse(format!("{path}.waste_percent"), ProblemKind::Waste);
        }
        let measure = self.measure(path, groups, &line.per, (amount.unwrap_or(1), 1));
        Some(BomLine {
            material: *material,
            when,
            measure: measure?,
            waste_permille: waste?.checked_mul(10)?,
            stage: None,
        })
    }

    fn work(&self, path: &str, groups: &[OptionGroup], line: &WorkSource) -> Option<WorkLine> {
        let when = self.premises(&format!("{path}.when"), groups, &line.when);
        let minutes = self.decimal(&format!("{path}.minutes"), &line.minutes);
        if minutes.is_some_and(|(minutes, _)| minutes < 0) {
            self.refuse(format!("{path}.minutes"), ProblemKind::NotPositive);
        }
        let station = self.around.stations.iter().find(|(key, _)| *key == line.station).map(|(_, id)| *id);
        if station.is_none() && !line.station.is_empty() {
            self.refuse(format!("{path}.station"), ProblemKind::NoStation(line.station.clone()));
        }
        Some(WorkLine { when, measure: self.measure(path, groups, &line.per, minutes.unwrap_or((0, 1)))?, station })
    }

    /// The key of the line of work that a line of the recipe names.
    fn stage<'a>(&self, path: &str, source: &ProductSource, line: &'a RecipeSource) -> Option<&'a str> {
        let key = Some(line.stage.as_str()).filter(|key| !key.is_empty())?;
        if source.work.iter().all(|work| work.key != key) {
            self.refuse(format!("{path}.stage"), ProblemKind::NoStage(key.to_owned()));
        }
        Some(key)
    }
}

/// Adds a line's words in every language.
pub(super) fn push(
    text: &mut Localised<ProductText>,
    list: impl Fn(&mut ProductText) -> &mut Vec<String>,
    words: &Words,
) {
    for (lang, text) in [(Lang::Ar, &mut text.ar), (Lang::Fr, &mut text.fr), (Lang::En, &mut text.en)] {
        list(text).push(words.any(lang).to_owned());
    }
}
