//! What speaks of an option, and what options were called that are gone.

use super::part::{List, Part};
use super::source::{ConditionSource, ProductSource};

impl ProductSource {
    /// The parts that speak of an option, or of one of its values; none of one that has no key yet.
    #[must_use]
    pub fn uses(&self, key: &str, value: Option<&str>) -> Vec<Part> {
        if key.is_empty() || value.is_some_and(str::is_empty) {
            return Vec::new();
        }
        let speaks = |condition: &ConditionSource| {
            let names = |value: &str| condition.is.0.iter().chain(&condition.is_not.0).any(|known| known == value);
            condition.group == key && value.is_none_or(names)
        };
        let grows = |per: &str| value.is_none() && per.split_whitespace().nth(1) == Some(key);
        let parts = |list, uses: Vec<bool>| {
            uses.into_iter().enumerate().filter(|(_, uses)| *uses).map(move |(at, _)| Part::Line(list, at))
        };
        let rules = self.rule.iter().map(|rule| rule.when.iter().chain(&rule.then).chain(&rule.of).any(speaks));
        let prices = self.price.iter().map(|line| line.when.iter().any(speaks) || grows(&line.per));
        let recipe = self.recipe.iter().map(|line| line.when.iter().any(speaks) || grows(&line.per));
        let work = self.work.iter().map(|line| line.when.iter().any(speaks) || grows(&line.per));
        let steps = self.step.iter().map(|step| value.is_none() && step.group == key);
        let presets = self.preset.iter().map(|preset| {
            let chosen = preset.choose.get(key);
            chosen.is_some_and(|chosen| value.is_none_or(|value| chosen.0.iter().any(|known| known == value)))
        });
        let tints = self.group.iter().map(|group| {
            let tinted = |tint: &String| value.is_none() && tint == key && group.key != key;
            group.value.iter().any(|value| value.look.get("tint").is_some_and(tinted))
        });
        let lists = [
            (List::Group, tints.collect::<Vec<_>>()),
            (List::Rule, rules.collect()),
            (List::Price, prices.collect()),
            (List::Recipe, recipe.collect()),
            (List::Work, work.collect()),
            (List::Step, steps.collect()),
            (List::Preset, presets.collect()),
        ];
        lists.into_iter().flat_map(|(list, uses)| parts(list, uses)).collect()
    }

    /// Notes what options and values were called that were there before and are gone, as long as something speaks of them.
    pub fn remember_gone(&mut self, before: &Self) {
        let values = |source: &Self| -> Vec<(String, super::Words)> {
            let of_group = source.group.iter().flat_map(|group| {
                let values =
                    group.value.iter().map(|value| ([&group.key, ".", &value.key].concat(), value.label.clone()));
                std::iter::once((group.key.clone(), group.label.clone())).chain(values)
            });
            of_group.collect()
        };
        let now = values(self);
        self.gone.extend(values(before));
        let gone = std::mem::take(&mut self.gone);
        let kept = gone.into_iter().filter(|(path, label)| {
            let (group, value) =
                path.split_once('.').map_or((path.as_str(), None), |(group, value)| (group, Some(value)));
            let is_there = now.iter().any(|(known, _)| known == path);
            !is_there && !label.is_empty() && !self.uses(group, value).is_empty()
        });
        self.gone = kept.collect();
    }

    /// What an option with this key was called, or a value, before it went.
    #[must_use]
    pub fn gone_label(&self, key: &str, is_value: bool) -> Option<&super::Words> {
        let named = |path: &str| match path.split_once('.') {
            Some((_, value)) => is_value && value == key,
            None => !is_value && path == key,
        };
        self.gone.iter().find(|(path, _)| named(path)).map(|(_, label)| label)
    }
}
