//! Configurations without a proper price.

use super::super::{Configuration, Engine, Pick, Selection};
use super::{Finding, Question, Review};
use crate::materials::bill;
use crate::planning::minutes;
use crate::pricing::quote;
use crate::product::{GroupKind, OptionGroup, ProductModel};

/// What a look at the prices found.
#[derive(Default)]
struct Seen {
    cheapest: Option<(i64, Vec<Pick>)>,
    uncountable: Option<Vec<Pick>>,
}

impl Review<'_> {
    /// Looks at the configuration nearest to the defaults, at the one nearest to each wish, and from the cheapest of them
    /// on downwards, one change at a time.
    pub(super) fn prices(&mut self) {
        let mut seen = Seen::default();
        let mut finished = self.ask(|engine, work| seen.look_around(engine, work)).is_some();
        let mut best = None;
        while finished && seen.price() != best {
            best = seen.price();
            finished = self.ask(|engine, work| seen.step_down(engine, work)).is_some();
        }
        if !finished {
            self.unfinished(Question::Prices);
        }
        if let Some((price_minor, picks)) = seen.cheapest.filter(|(price, _)| *price <= 0) {
            self.findings.push(Finding::NotPositive { picks, price_minor });
        }
        if let Some(picks) = seen.uncountable {
            self.findings.push(Finding::Uncountable { picks });
        }
    }
}

impl Seen {
    fn look_around(&mut self, engine: &Engine<'_>, work: &mut u32) {
        let nothing = Selection::default();
        self.look(engine, &nothing, work);
        for (group, pick) in wishes(engine.model) {
            self.look(engine, &nothing.with(group, Some(pick)), work);
        }
    }

    /// Looks at everything that is one change away from the cheapest.
    fn step_down(&mut self, engine: &Engine<'_>, work: &mut u32) {
        let Some((_, picks)) = self.cheapest.clone() else { return };
        let chosen = Selection(picks.into_iter().map(Some).collect());
        for (group, pick) in wishes(engine.model) {
            if *work == 0 {
                return;
            }
            if let Some(mended) = engine.repair_within(&chosen.with(group, Some(pick)), group, work) {
                self.look(engine, &mended.selection, work);
            }
        }
    }

    fn price(&self) -> Option<i64> {
        self.cheapest.as_ref().map(|(price, _)| *price)
    }

    /// Prices the completion of a selection.
    fn look(&mut self, engine: &Engine<'_>, selection: &Selection, work: &mut u32) {
        // Making ready for a question is work too.
        if *work == 0 {
            return;
        }
        let Some(configuration) = engine.completed(selection, work) else { return };
        let Some(price) = count(engine.model, &configuration) else {
            self.uncountable.get_or_insert_with(|| configuration.picks().to_vec());
            return;
        };
        if self.cheapest.as_ref().is_none_or(|(known, _)| price < *known) {
            self.cheapest = Some((price, configuration.picks().to_vec()));
        }
    }
}

/// The price in minor units, when amounts and minutes can be computed too.
fn count(model: &ProductModel, configuration: &Configuration) -> Option<i64> {
    bill(model, configuration).ok()?;
    minutes(model, configuration).ok()?;
    Some(quote(model, configuration).ok()?.unit_total.minor)
}

/// Each value of a choice, of several each alone, of numbers both ends.
fn wishes(model: &ProductModel) -> impl Iterator<Item = (usize, Pick)> {
    let of = |(index, group): (usize, &OptionGroup)| {
        let picks: Vec<Pick> = match &group.kind {
            GroupKind::Choice { values, .. } => (0..values.len()).map(Pick::Value).collect(),
            GroupKind::Several { values, .. } => (0..values.len()).map(|value| Pick::Several(vec![value])).collect(),
            GroupKind::Number { min, max, step, .. } => {
                vec![Pick::Number(*min), Pick::Number(max - (max - min) % step)]
            }
            GroupKind::Text { .. } | GroupKind::Picture => Vec::new(),
        };
        picks.into_iter().map(move |pick| (index, pick))
    };
    model.groups.iter().enumerate().flat_map(of)
}
