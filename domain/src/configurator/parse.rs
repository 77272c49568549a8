//! Reading a selection from the fields of a form or an address.

use super::levels::{level_count, level_of};
use super::{NONE, Pick, Selection, several_key};
use crate::decimal::Decimal;
use crate::picture::is_code;
use crate::product::{GroupKind, NumberUnit, OptionValue, ProductModel};
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
    /// No value of the choice has this key; what stands for a picture is no code of one.
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
    /// Fewer or more of several values than can be taken.
    Count {
        /// Fewest.
        at_least: u16,
        /// Most.
        at_most: u16,
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
    /// stand as typed, without spaces at the ends; several values have a field each, see [`several_key`], where anything
    /// but nothing and `0` takes the value. An empty field says nothing, an unknown group key is ignored.
    /// A field with a problem leaves its group unsaid.
    #[must_use]
    pub fn parse(model: &ProductModel, fields: &[(String, String)]) -> (Self, Vec<FieldProblem>) {
        let mut problems = Vec::new();
        let read = |(index, group): (usize, &crate::product::OptionGroup)| {
            if let GroupKind::Several { values, at_least, at_most } = &group.kind {
                let pick = several(&group.key, values, fields)?;
                if level_of(&group.kind, &pick).is_none() {
                    let kind = FieldProblemKind::Count { at_least: *at_least, at_most: *at_most };
                    problems.push(FieldProblem { group: index, kind });
                    return None;
                }
                return Some(pick);
            }
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

/// The values that are taken; `None` when no field speaks of the group.
fn several(group: &str, values: &[OptionValue], fields: &[(String, String)]) -> Option<Pick> {
    let said = |key: &str| fields.iter().rev().find(|(field, _)| field == key).map(|(_, raw)| raw.trim());
    let taken = |value: &OptionValue| said(&several_key(group, &value.key)).map(|raw| !matches!(raw, "" | NONE));
    let answers: Vec<Option<bool>> = values.iter().map(taken).collect();
    if said(group).is_none_or(str::is_empty) && answers.iter().all(Option::is_none) {
        return None;
    }
    Some(Pick::Several((0..values.len()).filter(|value| answers[*value] == Some(true)).collect()))
}

fn pick(kind: &GroupKind, raw: &str) -> Result<Pick, FieldProblemKind> {
    match kind {
        GroupKind::Several { .. } => Err(FieldProblemKind::UnknownValue),
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
        GroupKind::Picture if is_code(raw) => Ok(Pick::Text(raw.to_owned())),
        GroupKind::Picture => Err(FieldProblemKind::UnknownValue),
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
        (_, _) => number,
    }
}
