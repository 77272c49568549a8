//! Everything that is to be said about one selection: first what is shown, then what each value would make of it.

use super::around::{Around, Neighbours, Pieces};
use super::reckoning::Reckoning;
use super::search::VALUES_WORK;
use super::{Configuration, Conflict, Engine, Repair, Selection};
use crate::planning::{Demand, Feasibility, NoPromise, Promise, PromiseDigest, promise_from_digest};
use crate::pricing::Quote;
use crate::product::GroupKind;

/// What a selection leads to. There is always a complete, valid configuration to show.
#[derive(Clone)]
pub struct Outcome {
    /// The configuration whose price, picture and date are shown.
    pub configuration: Configuration,
    /// The selection that the configuration shown belongs to: what was said, after the smallest repair if one is needed.
    pub selection: Selection,
    /// Why the selection itself cannot be made, and what would mend it.
    pub trouble: Option<Trouble>,
    /// Per group and ordinal, whether it still leads to something; see [`Engine::domains`]; with regard to `selection`.
    pub domains: Vec<Vec<bool>>,
    /// Per group, what is to be said about its values; of as many groups as were told, see [`Engine::tell`].
    pub values: Vec<Vec<Value>>,
    /// The price.
    pub quote: Quote,
    /// When the materials for it are there.
    pub when: Feasibility,
    /// The day on which one piece is ready when it is ordered now.
    pub promise: Result<Promise, NoPromise>,
    /// Work that is left for its values.
    work: u32,
}

/// What is to be said about a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It can be taken.
    Open(Effect),
    /// It cannot be taken as things stand.
    Blocked {
        /// The rules that forbid it.
        rules: Vec<usize>,
        /// What it makes of the piece after its smallest repair; nothing where no repair leads there, and for the values of
        /// a number or text, of which the first that is blocked stands for the others.
        mended: Option<Effect>,
    },
    /// Nothing.
    Quiet,
}

/// What taking a value makes of the piece shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// What it adds to the price, in centimes.
    pub difference: i64,
    /// When the materials for it are there.
    pub when: Feasibility,
}

/// A selection that cannot be made.
#[derive(Clone)]
pub struct Trouble {
    /// The rules and wishes that do not go together.
    pub conflict: Conflict,
    /// Ways out: a group whose wish is kept, and what changes for it. The first is shown.
    pub repairs: Vec<(usize, Repair)>,
}

impl Engine<'_> {
    /// Computes what a selection leads to for a shop of which the digest speaks, for all values; of wishes that do not go
    /// together the `newest`, a group, is kept first; `None` only for a
    /// model that cannot be made at all, or whose numbers do not fit.
    #[must_use]
    pub fn evaluate(&self, selection: &Selection, newest: Option<usize>, digest: &PromiseDigest) -> Option<Outcome> {
        let mut outcome = self.answer(selection, newest, digest)?;
        self.tell(&mut outcome, digest, || true);
        Some(outcome)
    }

    /// The same without a word about single values, but which of them lead to something: what a click has to show at once.
    #[must_use]
    pub fn answer(&self, selection: &Selection, newest: Option<usize>, digest: &PromiseDigest) -> Option<Outcome> {
        let mut work = VALUES_WORK;
        match self.around(selection) {
            Ok(around) => self.show(&around, None, digest, work),
            Err(conflict) => {
                let repair = |group: &usize| Some((*group, self.repair_within(selection, *group, &mut work)?));
                let others = conflict.groups.iter().filter(|group| Some(**group) != newest);
                let newest = conflict.groups.iter().filter(|group| Some(**group) == newest);
                let repairs: Vec<(usize, Repair)> = newest.chain(others).filter_map(repair).collect();
                let kept = repairs.first().map(|(_, found)| found.selection.clone()).unwrap_or_default();
                self.show(&self.around(&kept).ok()?, Some(Trouble { conflict, repairs }), digest, work)
            }
        }
    }

    fn show(
        &self,
        around: &Around<'_>,
        trouble: Option<Trouble>,
        digest: &PromiseDigest,
        work: u32,
    ) -> Option<Outcome> {
        let (model, selection) = (self.model, around.selection().clone());
        let configuration = Configuration::new(model, &selection, around.levels());
        let mut reckoning = Reckoning::new(model, digest, &configuration).ok()?;
        let when = reckoning.with(Vec::new()).ok()?.when;
        let demand = Demand::of(model, &configuration, digest.today).ok()?;
        let promise = promise_from_digest(&demand, digest);
        let (domains, quote) = (self.domains(&selection), reckoning.quote());
        Some(Outcome { configuration, selection, trouble, domains, values: Vec::new(), quote, when, promise, work })
    }

    /// Goes on telling what is to be said about the values, group by group, while there is `more` time: after the last
    /// group [`Outcome::values`] holds all of them. `digest` is that of the answer.
    pub fn tell(&self, outcome: &mut Outcome, digest: &PromiseDigest, mut more: impl FnMut() -> bool) {
        let Ok(around) = self.around(&outcome.selection) else { return };
        let Ok(mut reckoning) = Reckoning::new(self.model, digest, &outcome.configuration) else { return };
        let mut pieces = around.pieces(outcome.work);
        for group in outcome.values.len()..outcome.domains.len() {
            if !more() {
                break;
            }
            let (mut neighbours, open) = (around.neighbours(group), &outcome.domains[group]);
            outcome.values.push(match self.model.groups[group].kind {
                GroupKind::Choice { .. } | GroupKind::Several { .. } => {
                    values(&mut neighbours, &mut pieces, &mut reckoning, open)
                }
                GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    limits(self, &outcome.selection, group, open, &mut pieces.work)
                }
            });
        }
        outcome.work = pieces.work;
    }
}

/// Of a choice, and of several values, each.
fn values(
    neighbours: &mut Neighbours<'_>,
    pieces: &mut Pieces,
    reckoning: &mut Reckoning<'_>,
    open: &[bool],
) -> Vec<Value> {
    let value = |(ordinal, open): (usize, &bool)| {
        let level = neighbours.level(ordinal);
        let changes = level.and_then(|level| neighbours.at(level, *open, pieces));
        let effect = changes.and_then(|changes| reckoning.with(changes).ok());
        let effect = if neighbours.has(ordinal) { effect.and_then(Effect::given_up) } else { effect };
        if *open {
            return effect.map_or(Value::Quiet, Value::Open);
        }
        let rules = level.map(|level| neighbours.forbidding(level, pieces)).unwrap_or_default();
        Value::Blocked { rules, mended: effect }
    };
    open.iter().enumerate().map(value).collect()
}

/// Of a number or text only the first value that is blocked, which stands for the others.
fn limits(engine: &Engine<'_>, kept: &Selection, group: usize, open: &[bool], work: &mut u32) -> Vec<Value> {
    let first = open.iter().position(|open| !open);
    let value = |ordinal| match first {
        Some(first) if first == ordinal => {
            Value::Blocked { rules: engine.explain_within(kept, group, ordinal, work).rules, mended: None }
        }
        Some(_) | None => Value::Quiet,
    };
    (0..open.len()).map(value).collect()
}

impl Effect {
    /// Of a value that is taken, a click is about giving it up: what having it adds; it is part of the piece shown.
    fn given_up(self) -> Option<Self> {
        Some(Self { difference: self.difference.checked_neg()?, when: Feasibility::Now })
    }
}
