//! The small language of amounts, what they grow with, and conditions.

use super::{ProblemKind, Reader};
use crate::authoring::source::ConditionSource;
use crate::authoring::written::{Keys, Written};
use crate::decimal::Decimal;
use crate::product::{Axis, Condition, GroupKind, NumberUnit, OptionGroup, PICTURE_GIVEN};
use crate::quantity::{Basis, Measure, QuantityProblem, Unit};

/// Decimals of any amount, at most.
const DECIMALS: u32 = 6;

impl Reader<'_> {
    /// A decimal number as numerator and denominator.
    pub(super) fn decimal(&self, path: &str, written: &Written) -> Option<(i64, i64)> {
        let text = written.0.trim();
        let (sign, digits) = text.strip_prefix(['-', '\u{2212}']).map_or((1, text), |rest| (-1, rest));
        let read = Decimal::parse(digits).map(Decimal::parts);
        let problem = match read {
            _ if text.is_empty() => ProblemKind::Missing,
            None => ProblemKind::NotANumber,
            Some((_, scale)) if scale > DECIMALS => ProblemKind::TooFine,
            Some((number, scale)) => return Some((sign * number, 10_i64.pow(scale))),
        };
        self.refuse(path, problem);
        None
    }

    /// Dirhams with two decimals at most, as centimes.
    pub(super) fn dirhams(&self, path: &str, written: &Written) -> Option<i64> {
        match self.centimes(path, written)? {
            (centimes, 1) => Some(centimes),
            _ => {
                self.refuse(path, ProblemKind::TooFine);
                None
            }
        }
    }

    /// Dirhams as centimes, a whole number where they are one.
    pub(super) fn centimes(&self, path: &str, written: &Written) -> Option<(i64, i64)> {
        let (dirhams, parts) = self.decimal(path, written)?;
        let Some(centimes) = dirhams.checked_mul(100) else {
            self.refuse(path, ProblemKind::TooLarge);
            return None;
        };
        Some(if parts <= 100 { (centimes / parts, 1) } else { (centimes, parts) })
    }

    /// A whole number that is not negative.
    pub(super) fn whole<T: TryFrom<i64>>(&self, path: &str, written: &Written) -> Option<T> {
        let (number, parts) = self.decimal(path, written)?;
        let whole = (number >= 0 && number % parts == 0).then_some(number / parts);
        let read = whole.and_then(|number| T::try_from(number).ok());
        if read.is_none() {
            self.refuse(path, ProblemKind::NotWhole);
        }
        read
    }

    /// The same; `or` when nothing is written.
    pub(super) fn whole_or<T: TryFrom<i64>>(&self, path: &str, written: &Written, or: T) -> Option<T> {
        if written.is_empty() { Some(or) } else { self.whole(path, written) }
    }

    /// `true`, `false` or nothing.
    pub(super) fn flag(&self, path: &str, written: &Written) -> Option<bool> {
        match written.0.trim() {
            "" => None,
            "true" | "1" | "on" => Some(true),
            "false" => Some(false),
            other => {
                self.refuse(path, ProblemKind::Unknown(other.to_owned()));
                None
            }
        }
    }

    /// An amount with its unit, in base units.
    pub(super) fn quantity(&self, path: &str, unit: Unit, written: &Written) -> Option<i64> {
        let problem = match unit.parse(&written.0) {
            Ok(amount) => return Some(amount),
            Err(_) if written.is_empty() => ProblemKind::Missing,
            Err(QuantityProblem::NotANumber | QuantityProblem::UnknownUnit) => ProblemKind::NotAnAmount(unit),
            Err(QuantityProblem::TooFine) => ProblemKind::TooFine,
            Err(QuantityProblem::TooLarge) => ProblemKind::TooLarge,
        };
        self.refuse(path, problem);
        None
    }

    /// A length in millimetres, zero or more.
    pub(super) fn length(&self, path: &str, written: &Written) -> Option<i64> {
        self.quantity(path, Unit::Millimetre, written)
    }

    /// A number of a number group.
    pub(super) fn number(&self, path: &str, unit: NumberUnit, written: &Written) -> Option<i64> {
        match unit {
            NumberUnit::Piece => self.whole(path, written),
            NumberUnit::Millimetre => self.length(path, written),
        }
    }

    /// An amount (numerator, denominator) per what `per` says.
    pub(super) fn measure(&self, path: &str, groups: &[OptionGroup], per: &str, amount: (i64, i64)) -> Option<Measure> {
        let refuse = |kind| {
            self.refuse(format!("{path}.per"), kind);
            None
        };
        let words: Vec<&str> = per.split_whitespace().collect();
        let side = |name: &&str| axis(name);
        let (basis, size) = match words.as_slice() {
            [] => return refuse(ProblemKind::Missing),
            ["fixed"] => (Some(Basis::Fixed), 1),
            ["m", one] => (side(one).map(Basis::Length), 1_000),
            ["m2", one, other] => (side(one).zip(side(other)).map(|(one, other)| Basis::Area(one, other)), 1_000_000),
            ["m", "around", one, other] => {
                (side(one).zip(side(other)).map(|(one, other)| Basis::Perimeter(one, other)), 1_000)
            }
            ["dm3"] => (Some(Basis::Volume), 1_000_000),
            [what @ ("character" | "unit"), key] => {
                let Some(at) = groups.iter().position(|group| group.key == **key) else {
                    return refuse(ProblemKind::NoGroup((*key).to_owned()));
                };
                match (*what, &groups[at].kind) {
                    ("character", GroupKind::Text { .. }) => (Some(Basis::Characters(at)), 1),
                    ("unit", GroupKind::Number { .. }) => (Some(Basis::Number(at)), 1),
                    (
                        _,
                        GroupKind::Choice { .. }
                        | GroupKind::Several { .. }
                        | GroupKind::Text { .. }
                        | GroupKind::Picture
                        | GroupKind::Number { .. },
                    ) => {
                        return refuse(ProblemKind::OtherKind);
                    }
                }
            }
            _ => (None, 1),
        };
        let Some(basis) = basis else { return refuse(ProblemKind::NoBasis(per.to_owned())) };
        match amount.1.checked_mul(size) {
            Some(denominator) => Some(Measure { basis, per: (amount.0, denominator) }),
            None => refuse(ProblemKind::TooFine),
        }
    }

    /// Conditions of a line, all of which must hold. Some may be unreadable: then there is a problem, and fewer of them.
    pub(super) fn premises(&self, path: &str, groups: &[OptionGroup], written: &[ConditionSource]) -> Vec<Condition> {
        let read = |(at, condition)| match self.condition(&format!("{path}.{at}"), groups, condition)? {
            (condition, false) => Some(condition),
            (condition, true) => {
                let others = complement(groups, &condition);
                if others.is_none() {
                    self.refuse(format!("{path}.{at}.group"), ProblemKind::OtherKind);
                }
                others
            }
        };
        written.iter().enumerate().filter_map(read).collect()
    }

    /// A condition, and whether it is meant negated (`is_not`).
    pub(super) fn condition(
        &self,
        path: &str,
        groups: &[OptionGroup],
        written: &ConditionSource,
    ) -> Option<(Condition, bool)> {
        let Some(group) = groups.iter().position(|group| group.key == written.group) else {
            self.refuse(format!("{path}.group"), ProblemKind::NoGroup(written.group.clone()));
            return None;
        };
        let kind = &groups[group].kind;
        let bound = |field: &str, unit, written: &Written, end| {
            if written.is_empty() { Some(end) } else { self.number(&format!("{path}.{field}"), unit, written) }
        };
        let between = |unit, least, most| {
            let min = bound("min", unit, &written.min, least)?;
            Some((Condition::Between { group, min, max: bound("max", unit, &written.max, most)? }, false))
        };
        let range = !written.min.is_empty() || !written.max.is_empty();
        let said = [!written.is.is_empty(), !written.is_not.is_empty(), range, !written.filled.is_empty()];
        match (kind, said) {
            (GroupKind::Choice { .. } | GroupKind::Several { .. }, [true, false, false, false]) => {
                Some((self.one_of(&format!("{path}.is"), groups, group, &written.is)?, false))
            }
            (GroupKind::Choice { .. } | GroupKind::Several { .. }, [false, true, false, false]) => {
                Some((self.one_of(&format!("{path}.is_not"), groups, group, &written.is_not)?, true))
            }
            (GroupKind::Number { min, max, unit, .. }, [false, false, true, false]) => between(*unit, *min, *max),
            (GroupKind::Text { max_chars, .. }, [false, false, true, false]) => {
                between(NumberUnit::Piece, 0, (*max_chars).into())
            }
            (GroupKind::Picture, [false, false, false, true]) => {
                let (min, max) =
                    if self.flag(&format!("{path}.filled"), &written.filled)? { PICTURE_GIVEN } else { (0, 0) };
                Some((Condition::Between { group, min, max }, false))
            }
            (GroupKind::Text { max_chars, .. }, [false, false, false, true]) => {
                let filled = self.flag(&format!("{path}.filled"), &written.filled)?;
                let (min, max) = if filled { (1, (*max_chars).into()) } else { (0, 0) };
                Some((Condition::Between { group, min, max }, false))
            }
            (
                GroupKind::Choice { .. }
                | GroupKind::Several { .. }
                | GroupKind::Number { .. }
                | GroupKind::Text { .. }
                | GroupKind::Picture,
                _,
            ) => {
                self.refuse(format!("{path}.group"), ProblemKind::OtherKind);
                None
            }
        }
    }

    fn one_of(&self, path: &str, groups: &[OptionGroup], group: usize, keys: &Keys) -> Option<Condition> {
        let mut values = Vec::with_capacity(keys.0.len());
        for key in &keys.0 {
            match groups[group].values().iter().position(|value| value.key == *key) {
                Some(value) => values.push(value),
                None => {
                    self.refuse(path, ProblemKind::NoValue(key.clone()));
                    return None;
                }
            }
        }
        values.sort_unstable();
        values.dedup();
        Some(Condition::OneOf { group, values })
    }
}

/// Of a choice the other values. Of several values there is no such condition: a rule says "none of" them instead.
fn complement(groups: &[OptionGroup], condition: &Condition) -> Option<Condition> {
    match (condition, &groups[condition.group()].kind) {
        (Condition::OneOf { group, values: not }, GroupKind::Choice { values, .. }) => {
            Some(Condition::OneOf { group: *group, values: (0..values.len()).filter(|at| !not.contains(at)).collect() })
        }
        (Condition::OneOf { .. } | Condition::Between { .. }, _) => None,
    }
}

/// A side by its name.
pub(super) fn axis(name: &str) -> Option<Axis> {
    match name {
        "length" => Some(Axis::Length),
        "width" => Some(Axis::Width),
        "height" => Some(Axis::Height),
        _ => None,
    }
}
