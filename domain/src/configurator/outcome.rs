//! Everything that is to be said about one selection, computed once.

use super::around::{Around, Neighbours, Pieces};
use super::reckoning::Reckoning;
use super::search::VALUES_WORK;
use super::{Configuration, Conflict, Engine, Repair, Selection};
use crate::planning::{Feasibility, PromiseDigest, minutes, ready_day, start};
use crate::pricing::Quote;
use crate::product::GroupKind;
use crate::time::{Day, Timestamp};

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
pub struct Trouble {
    /// The rules and wishes that do not go together.
    pub conflict: Conflict,
    /// Ways out: a group whose wish is kept, and what changes for it.
    pub repairs: Vec<(usize, Repair)>,
}

impl Engine<'_> {
    /// Computes what a selection leads to at `now`, with the materials of the digest; `None` only for a model that cannot
    /// be made at all, or whose numbers do not fit.
    #[must_use]
    pub fn evaluate(&self, selection: &Selection, digest: &PromiseDigest, now: Timestamp) -> Option<Outcome> {
        let mut work = VALUES_WORK;
        match self.around(selection) {
            Ok(around) => self.tell(&around, None, digest, now, work),
            Err(conflict) => {
                let repair = |group: &usize| Some((*group, self.repair_within(selection, *group, &mut work)?));
                let repairs: Vec<(usize, Repair)> = conflict.groups.iter().filter_map(repair).collect();
                let kept = repairs.first().map(|(_, found)| found.selection.clone()).unwrap_or_default();
                self.tell(&self.around(&kept).ok()?, Some(Trouble { conflict, repairs }), digest, now, work)
            }
        }
    }

    fn tell(
        &self,
        around: &Around<'_>,
        trouble: Option<Trouble>,
        digest: &PromiseDigest,
        now: Timestamp,
        work: u32,
    ) -> Option<Outcome> {
        let (model, kept) = (self.model, around.selection());
        let configuration = Configuration::new(model, kept, around.levels());
        let mut reckoning = Reckoning::new(model, digest, &configuration, now.day()).ok()?;
        let when = reckoning.with(Vec::new()).ok()?.when;
        let start = start(when, now).unwrap_or(now);
        let ready = ready_day(model.lead_days, minutes(model, &configuration).ok()?, 1, start);
        let mut pieces = around.pieces(work);
        let (mut domains, mut told) = (Vec::new(), Vec::new());
        for (group, asked) in model.groups.iter().enumerate() {
            let mut neighbours = around.neighbours(group);
            let open = self.open(kept, group, &mut |class| neighbours.is_open(class, &mut pieces));
            told.push(match asked.kind {
                GroupKind::Choice { .. } | GroupKind::Several { .. } => {
                    values(&mut neighbours, &mut pieces, &mut reckoning, &open)
                }
                GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                    limits(self, kept, group, &open, &mut pieces.work)
                }
            });
            domains.push(open);
        }
        let quote = reckoning.quote();
        Some(Outcome { values: told, domains, selection: kept.clone(), trouble, quote, when, ready, configuration })
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
