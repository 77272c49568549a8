//! Reading a selection from the fields of a form or an address.

use super::levels::{level_count, level_of};
use super::{Pick, Selection};
use crate::decimal::Decimal;
use crate::product::{GroupKind, NumberUnit, ProductModel};
use crate::text::{TextProblem, problem_with};
use serde::{Deserialize, Serialize};

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Index of the group.
    pub group: usize,
    /// What is wrong.
    pub kind: FieldProblemKind,
}

/// The kinds of problems of a field; numbers are in the unit of the group (millimetres, pieces).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldProblemKind {
    /// No value of the choice has this key.
    UnknownValue,
    /// It does not read as a number.
    NotANumber,
    /// Smaller or larger than what can be made.
    OutOfRange {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// Between two steps.
    OffStep {
        /// The nearest value that can be made (the lower of two).
        nearest: i64,
    },
    /// The text is too long.
    TooLong {
        /// Longest, in characters.
        max: u16,
    },
    /// A character of a script that the artisan does not work in.
    Script,
    /// A control character or one that changes the direction of writing.
    Control,
}

impl Selection {
    /// Reads fields (group key, raw text); of several for one group the last counts. Choices hold a value key, numbers
    /// centimetres as a decimal text for groups in millimetres and whole numbers for pieces, in any of our digits; texts
    /// stand as typed, without spaces at the ends. An empty field says nothing, an unknown group key is ignored.
    /// A field with a problem leaves its group unsaid.
    #[must_use]
    pub fn parse(model: &ProductModel, fields: &[(String, String)]) -> (Self, Vec<FieldProblem>) {
        let mut problems = Vec::new();
        let read = |(index, group): (usize, &crate::product::OptionGroup)| {
            let raw = fields.iter().rev().find(|(key, _)| *key == group.key).map(|(_, raw)| raw.trim())?;
            if raw.is_empty() {
                return None;
            }
            match pick(&group.kind, raw) {
                Ok(pick) => Some(pick),
                Err(kind) => {
                    problems.push(FieldProblem { group: index, kind });
                    None
                }
            }
        };
        let picks = model.groups.iter().enumerate().map(read).collect();
        (Self(picks), problems)
    }
}

fn pick(kind: &GroupKind, raw: &str) -> Result<Pick, FieldProblemKind> {
    match kind {
        GroupKind::Choice { values, .. } => {
            let found = values.iter().position(|value| value.key == raw);
            found.map(Pick::Value).ok_or(FieldProblemKind::UnknownValue)
        }
        GroupKind::Number { min, max, unit, .. } => {
            let (below, exact) = number(raw, *unit).ok_or(FieldProblemKind::NotANumber)?;
            if below < *min || below > *max || (below == *max && !exact) {
                return Err(FieldProblemKind::OutOfRange { min: *min, max: *max });
            }
            let pick = Pick::Number(below);
            if exact && level_of(kind, &pick).is_some() {
                return Ok(pick);
            }
            Err(FieldProblemKind::OffStep { nearest: nearest(kind, below) })
        }
        GroupKind::Text { max_chars, scripts } => match problem_with(raw, *max_chars, scripts) {
            None => Ok(Pick::Text(raw.to_owned())),
            Some(TextProblem::Control) => Err(FieldProblemKind::Control),
            Some(TextProblem::TooLong { max }) => Err(FieldProblemKind::TooLong { max }),
            Some(TextProblem::Script) => Err(FieldProblemKind::Script),
        },
    }
}

/// The number in the unit of its group, rounded down, and whether that is exact.
fn number(raw: &str, unit: NumberUnit) -> Option<(i64, bool)> {
    let factor = match unit {
        NumberUnit::Millimetre => 10,
        NumberUnit::Piece => 1,
    };
    let (digits, negative) = raw.strip_prefix(['-', '\u{2212}']).map_or((raw, false), |rest| (rest, true));
    let (below, exact) = Decimal::parse(digits)?.scaled(factor)?;
    Some(if negative { (-below - i64::from(!exact), exact) } else { (below, exact) })
}

/// The value of a number group that is nearest to `number`, which lies in its range.
fn nearest(kind: &GroupKind, number: i64) -> i64 {
    match (kind, level_count(kind)) {
        (GroupKind::Number { min, step, .. }, Some(count)) => {
            let (whole, rest) = ((number - min) / step, (number - min) % step);
            let level = whole + i64::from(rest > step / 2);
            min + level.min(count as i64 - 1) * step
        }
        (GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. }, _) => number,
    }
}
