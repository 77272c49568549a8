//! The small language of the files: amounts, what they grow with, conditions.

use super::SeedError;
use super::format;
use super::source::Source;
use domain::product::{Axis, Condition, GroupKind, NumberUnit, OptionGroup};
use domain::quantity::{Basis, Measure, Unit};
use domain::text::Localised;
use toml::{Spanned, Value};

impl Source {
    /// A text that exists in every language.
    pub(super) fn words(&self, value: &Spanned<Localised>) -> Result<Localised, SeedError> {
        let Localised { ar, fr, en } = value.get_ref();
        for (lang, text) in [("ar", ar), ("fr", fr), ("en", en)] {
            if text.trim().is_empty() {
                return Err(self.refuse(value, format!("the text in {lang:?} is empty")));
            }
        }
        Ok(trimmed(value.get_ref()))
    }

    /// A quantity with its unit, in base units.
    pub(super) fn quantity(&self, unit: Unit, value: &Spanned<String>) -> Result<i64, SeedError> {
        unit.parse(value.get_ref()).map_err(|problem| {
            self.refuse(value, format!("{:?} is no quantity in units of {unit:?}: {problem:?}", value.get_ref()))
        })
    }

    /// A length in millimetres, zero or more.
    pub(super) fn length(&self, value: &Spanned<String>) -> Result<i64, SeedError> {
        match self.quantity(Unit::Millimetre, value)? {
            mm if mm >= 0 => Ok(mm),
            _ => Err(self.refuse(value, "a length cannot be negative")),
        }
    }

    /// A number of a number group: an integer of pieces, or a length in words.
    pub(super) fn number(&self, unit: NumberUnit, value: &Spanned<Value>) -> Result<i64, SeedError> {
        match (unit, value.get_ref()) {
            (NumberUnit::Piece, Value::Integer(number)) => Ok(*number),
            (NumberUnit::Millimetre, Value::String(text)) => self.length(&Spanned::new(value.span(), text.clone())),
            (NumberUnit::Piece, _) => Err(self.refuse(value, "an integer is wanted here")),
            (NumberUnit::Millimetre, _) => Err(self.refuse(value, "a length such as \"120 mm\" is wanted here")),
        }
    }

    /// A decimal number as numerator and denominator.
    pub(super) fn decimal(&self, value: &Spanned<String>) -> Result<(i64, i64), SeedError> {
        decimal(value.get_ref())
            .ok_or_else(|| self.refuse(value, format!("{:?} is no decimal number", value.get_ref())))
    }

    pub(super) fn axis(&self, at: &Spanned<String>, name: &str) -> Result<Axis, SeedError> {
        match name {
            "length" => Ok(Axis::Length),
            "width" => Ok(Axis::Width),
            "height" => Ok(Axis::Height),
            other => Err(self.refuse(at, format!("{other:?} is no side: length, width or height"))),
        }
    }

    /// An amount (numerator, denominator) per what `per` says.
    pub(super) fn measure(
        &self,
        groups: &[OptionGroup],
        per: &Spanned<String>,
        amount: (i64, i64),
    ) -> Result<Measure, SeedError> {
        let words: Vec<&str> = per.get_ref().split_whitespace().collect();
        let (basis, size) = match *words {
            ["fixed"] => (Basis::Fixed, 1),
            ["m", side] => (Basis::Length(self.axis(per, side)?), 1_000),
            ["m2", one, other] => (Basis::Area(self.axis(per, one)?, self.axis(per, other)?), 1_000_000),
            ["m", "around", one, other] => (Basis::Perimeter(self.axis(per, one)?, self.axis(per, other)?), 1_000),
            ["dm3"] => (Basis::Volume, 1_000_000),
            ["character", key] => match self.group(groups, per, key)? {
                (at, GroupKind::Text { .. }) => (Basis::Characters(at), 1),
                (_, GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Number { .. }) => {
                    return Err(self.refuse(per, format!("{key:?} is no text group")));
                }
            },
            ["unit", key] => match self.group(groups, per, key)? {
                (at, GroupKind::Number { .. }) => (Basis::Number(at), 1),
                (_, GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Text { .. }) => {
                    return Err(self.refuse(per, format!("{key:?} is no number group")));
                }
            },
            _ => return Err(self.refuse(per, format!("{:?} is nothing that an amount can grow with", per.get_ref()))),
        };
        let denominator = amount.1.checked_mul(size).ok_or_else(|| self.refuse(per, "the amount is too fine"))?;
        Ok(Measure { basis, per: (amount.0, denominator) })
    }

    fn group<'a>(
        &self,
        groups: &'a [OptionGroup],
        at: &Spanned<String>,
        key: &str,
    ) -> Result<(usize, &'a GroupKind), SeedError> {
        let found = groups.iter().position(|group| group.key == key);
        found
            .map(|index| (index, &groups[index].kind))
            .ok_or_else(|| self.refuse(at, format!("there is no group {key:?}")))
    }

    /// Conditions of a line, all of which must hold.
    pub(super) fn premises(
        &self,
        groups: &[OptionGroup],
        conditions: &[format::Condition],
    ) -> Result<Vec<Condition>, SeedError> {
        let complement = |(condition, negated)| match (condition, negated) {
            (Condition::OneOf { group, values }, true) => {
                let all = match &groups[group].kind {
                    GroupKind::Choice { values, .. } => values.len(),
                    GroupKind::Several { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } => 0,
                };
                Condition::OneOf { group, values: (0..all).filter(|value| !values.contains(value)).collect() }
            }
            (condition, _) => condition,
        };
        conditions.iter().map(|condition| self.condition(groups, condition).map(complement)).collect()
    }

    /// A condition, and whether it is meant negated (`is_not`).
    pub(super) fn condition(
        &self,
        groups: &[OptionGroup],
        written: &format::Condition,
    ) -> Result<(Condition, bool), SeedError> {
        let at = &written.group;
        let (group, kind) = self.group(groups, at, at.get_ref())?;
        let range = written.min.is_some() || written.max.is_some();
        match (kind, &written.is, &written.is_not, range, written.filled) {
            (GroupKind::Choice { .. } | GroupKind::Several { .. }, Some(keys), None, false, None) => {
                Ok((Condition::OneOf { group, values: self.values(kind, keys)? }, false))
            }
            (GroupKind::Choice { .. }, None, Some(keys), false, None) => {
                Ok((Condition::OneOf { group, values: self.values(kind, keys)? }, true))
            }
            (GroupKind::Number { min, max, unit, .. }, None, None, true, None) => {
                let bound = |value: &Option<Spanned<Value>>, end| {
                    value.as_ref().map_or(Ok(end), |value| self.number(*unit, value))
                };
                Ok((
                    Condition::Between { group, min: bound(&written.min, *min)?, max: bound(&written.max, *max)? },
                    false,
                ))
            }
            (GroupKind::Text { max_chars, .. }, None, None, true, None) => {
                let bound = |value: &Option<Spanned<Value>>, end| {
                    value.as_ref().map_or(Ok(end), |value| self.number(NumberUnit::Piece, value))
                };
                let max = i64::from(*max_chars);
                Ok((Condition::Between { group, min: bound(&written.min, 0)?, max: bound(&written.max, max)? }, false))
            }
            (GroupKind::Text { max_chars, .. }, None, None, false, Some(filled)) => {
                let (min, max) = if filled { (1, i64::from(*max_chars)) } else { (0, 0) };
                Ok((Condition::Between { group, min, max }, false))
            }
            (GroupKind::Several { .. }, ..) => Err(self.refuse(at, "several values take is")),
            (GroupKind::Choice { .. }, ..) => Err(self.refuse(at, "a choice takes exactly one of is and is_not")),
            (GroupKind::Number { .. }, ..) => Err(self.refuse(at, "a number takes min, max or both")),
            (GroupKind::Text { .. }, ..) => Err(self.refuse(at, "a text takes filled, or min and max")),
        }
    }

    fn values(&self, kind: &GroupKind, keys: &[Spanned<String>]) -> Result<Vec<usize>, SeedError> {
        let (GroupKind::Choice { values, .. } | GroupKind::Several { values, .. }) = kind else {
            return Ok(Vec::new());
        };
        keys.iter()
            .map(|key| {
                let found = values.iter().position(|value| value.key == *key.get_ref());
                found.ok_or_else(|| self.refuse(key, format!("there is no value {:?}", key.get_ref())))
            })
            .collect()
    }
}

/// The same texts without blanks around them.
pub(super) fn trimmed(words: &Localised) -> Localised {
    let trim = |text: &String| text.trim().to_owned();
    Localised { ar: trim(&words.ar), fr: trim(&words.fr), en: trim(&words.en) }
}

fn decimal(text: &str) -> Option<(i64, i64)> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) || fraction.len() > 6 || digits.ends_with('.') {
        return None;
    }
    let number: i64 = format!("{whole}{fraction}").parse().ok()?;
    Some((sign * number, 10_i64.pow(u32::try_from(fraction.len()).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn decimals_are_exact() {
        for (text, want) in [("450", Some((450, 1))), ("0.5", Some((5, 10))), ("-12.25", Some((-1225, 100)))] {
            assert_eq!(decimal(text), want, "{text}");
        }
        for text in ["", ".5", "5.", "1,5", "1e3", "+1", "0.1234567", "--1", "99999999999999999999"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }
}
