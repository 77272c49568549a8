//! Everything that the page shows about one selection, computed once.

use domain::compact::Sheet;
use domain::configurator::{Configuration, Conflict, Engine, Pick, Repair, Selection};
use domain::materials::bill;
use domain::planning::{Feasibility, minutes, ready_day, start};
use domain::pricing::{Quote, quote};
use domain::product::GroupKind;
use domain::time::{Day, Timestamp};

/// What a selection leads to. There is always a complete, valid configuration to show.
pub struct Outcome {
    /// The configuration whose price, picture and date are shown.
    pub configuration: Configuration,
    /// The selection that the configuration shown belongs to: what was said, after the smallest repair if one is needed.
    pub selection: Selection,
    /// Why the selection itself cannot be made, and what would mend it.
    pub trouble: Option<Trouble>,
    /// Per group and ordinal, whether it still leads to something; see [`Engine::domains`]; with regard to `selection`.
    pub domains: Vec<Vec<bool>>,
    /// Per group, what is to be said about its values.
    pub values: Vec<Vec<Value>>,
    /// The price.
    pub quote: Quote,
    /// When the materials for it are there.
    pub when: Feasibility,
    /// The day on which one piece is ready when it is ordered now; as if all were there where that will never be.
    pub ready: Day,
}

/// What is to be said about a value.
pub enum Value {
    /// It can be taken.
    Open {
        /// What it adds to the price, in centimes.
        difference: i64,
        /// When the materials for it are there.
        when: Feasibility,
    },
    /// These rules forbid it.
    Blocked(Vec<usize>),
    /// Nothing.
    Quiet,
}

/// A selection that cannot be made.
pub struct Trouble {
    /// The rules and wishes that do not go together.
    pub conflict: Conflict,
    /// Ways out: a group whose wish is kept, and what changes for it.
    pub repairs: Vec<(usize, Repair)>,
}

/// Computes what a selection leads to; `None` only for a model that cannot be made at all. `engine` is the one of the
/// sheet's model.
#[must_use]
pub fn evaluate(sheet: &Sheet, engine: &Engine<'_>, selection: &Selection, now: Timestamp) -> Option<Outcome> {
    let model = &sheet.model;
    let (configuration, kept, trouble) = match engine.configure(selection) {
        Ok(configuration) => (configuration, selection.clone(), None),
        Err(conflict) => {
            let repairs: Vec<(usize, Repair)> = conflict
                .groups
                .iter()
                .filter_map(|&group| engine.repair(selection, group).map(|found| (group, found)))
                .collect();
            let kept = repairs.first().map(|(_, found)| found.selection.clone()).unwrap_or_default();
            (engine.configure(&kept).ok()?, kept, Some(Trouble { conflict, repairs }))
        }
    };
    let quote = quote(model, &configuration).ok()?;
    let when = feasibility(sheet, &configuration, now)?;
    let start = start(when, now).unwrap_or(now);
    let ready = ready_day(model.lead_days, minutes(model, &configuration).ok()?, 1, start);
    let domains = engine.domains(&kept);
    let values =
        (0..model.groups.len()).map(|group| values(sheet, engine, (&kept, now), &quote, group, &domains[group]));
    Some(Outcome { values: values.collect(), domains, selection: kept, trouble, quote, when, ready, configuration })
}

/// Of a choice each value; of numbers and texts only the first that is blocked, which stands for the others.
fn values(
    sheet: &Sheet,
    engine: &Engine<'_>,
    (kept, now): (&Selection, Timestamp),
    shown: &Quote,
    group: usize,
    open: &[bool],
) -> Vec<Value> {
    let each = matches!(sheet.model.groups[group].kind, GroupKind::Choice { .. } | GroupKind::Several { .. });
    let first = open.iter().position(|open| !open);
    let value = |(ordinal, open): (usize, &bool)| match open {
        true if each => opened(sheet, engine, (kept, now), shown, group, ordinal).unwrap_or(Value::Quiet),
        false if each || first == Some(ordinal) => Value::Blocked(engine.explain(kept, group, ordinal).rules),
        _ => Value::Quiet,
    };
    open.iter().enumerate().map(value).collect()
}

/// What a value adds to the price shown, and when its materials are there; `None` where it leads nowhere.
fn opened(
    sheet: &Sheet,
    engine: &Engine<'_>,
    (kept, now): (&Selection, Timestamp),
    shown: &Quote,
    group: usize,
    ordinal: usize,
) -> Option<Value> {
    let other = engine.configure(&kept.with(group, engine.clicked(kept, group, ordinal))).ok()?;
    let price = quote(&sheet.model, &other).ok()?;
    let more = price.unit_total.minor.checked_sub(shown.unit_total.minor)?;
    // Of several values, a click gives up what is taken.
    let taken = matches!(kept.get(group), Some(Pick::Several(taken)) if taken.contains(&ordinal));
    let difference = if taken { more.checked_neg()? } else { more };
    let when = if taken { Feasibility::Now } else { feasibility(sheet, &other, now)? };
    Some(Value::Open { difference, when })
}

/// When the materials for a configuration are there.
fn feasibility(sheet: &Sheet, configuration: &Configuration, now: Timestamp) -> Option<Feasibility> {
    Some(sheet.digest.feasibility(&bill(&sheet.model, configuration).ok()?, now.day()))
}
