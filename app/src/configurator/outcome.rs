//! Everything that the page shows about one selection, computed once.

use domain::compact::Sheet;
use domain::configurator::{Configuration, Conflict, Repair, Selection, configure, domains, repair};
use domain::planning::{minutes, ready_day};
use domain::pricing::{Quote, quote};
use domain::time::{Day, Timestamp};

/// What a selection leads to. There is always a complete, valid configuration to show.
pub struct Outcome {
    /// The configuration whose price, picture and date are shown.
    pub configuration: Configuration,
    /// The selection that the configuration shown belongs to: what was said, after the smallest repair if one is needed.
    pub selection: Selection,
    /// Why the selection itself cannot be made, and what would mend it.
    pub trouble: Option<Trouble>,
    /// Per group and ordinal, whether it still leads to something; see [`domains`];
    /// with regard to `selection`.
    pub domains: Vec<Vec<bool>>,
    /// The price.
    pub quote: Quote,
    /// The day on which one piece is ready when it is ordered now.
    pub ready: Day,
}

/// A selection that cannot be made.
pub struct Trouble {
    /// The rules and wishes that do not go together.
    pub conflict: Conflict,
    /// Ways out: a group whose wish is kept, and what changes for it.
    pub repairs: Vec<(usize, Repair)>,
}

/// Computes what a selection leads to; `None` only for a model that cannot be made at all.
#[must_use]
pub fn evaluate(sheet: &Sheet, selection: &Selection, now: Timestamp) -> Option<Outcome> {
    let model = &sheet.model;
    let (configuration, kept, trouble) = match configure(model, selection) {
        Ok(configuration) => (configuration, selection.clone(), None),
        Err(conflict) => {
            let repairs: Vec<(usize, Repair)> = conflict
                .groups
                .iter()
                .filter_map(|&group| {
                    let ordinal = model.groups[group].ordinal_of(selection.get(group)?)?;
                    repair(model, selection, group, ordinal).map(|found| (group, found))
                })
                .collect();
            let kept = repairs.first().map(|(_, found)| found.selection.clone()).unwrap_or_default();
            (configure(model, &kept).ok()?, kept, Some(Trouble { conflict, repairs }))
        }
    };
    let quote = quote(model, &configuration).ok()?;
    let ready = ready_day(model.lead_days, minutes(model, &configuration).ok()?, 1, now);
    Some(Outcome { domains: domains(model, &kept), selection: kept, trouble, quote, ready, configuration })
}

/// The difference in centimes that a value makes to the price shown; `None` where it leads nowhere.
#[must_use]
pub fn difference(sheet: &Sheet, shown: &Outcome, group: usize, ordinal: usize) -> Option<i64> {
    let pick = sheet.model.groups[group].pick_at(ordinal)?;
    let other = configure(&sheet.model, &shown.selection.with(group, Some(pick))).ok()?;
    let price = quote(&sheet.model, &other).ok()?;
    price.unit_total.minor.checked_sub(shown.quote.unit_total.minor)
}
