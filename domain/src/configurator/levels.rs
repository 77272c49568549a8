//! The values of one group as levels, and the classes that no rule tells apart: ten thousand lengths that one rule cuts
//! in two are two classes.

use super::Pick;
use crate::product::{Condition, GroupKind, OptionGroup, ProductModel};
use crate::text::{count_chars, problem_with};

/// Most values of a group: values of a choice, steps of a number, characters of a text and one.
pub const MAX_LEVELS: usize = 10_000;

/// The values of one group ("levels": value index, step index, count of characters), each with its class.
pub(super) struct Levels {
    class: Vec<u8>,
    classes: u32,
}

/// How one group takes part in a question.
#[derive(Clone, Copy)]
pub(super) enum Stance {
    /// It has this level.
    Fixed(usize),
    /// Nothing was said: any level, best this one.
    Open(usize),
    /// This was said, and may be changed to any level.
    Adjustable(usize),
    /// This count of characters was said: it stays, or the text goes.
    Clearable(usize),
    /// A text of any length but none.
    Filled,
}

/// The number of levels of a group; `None` for a malformed group or more than [`MAX_LEVELS`].
pub(super) fn level_count(kind: &GroupKind) -> Option<usize> {
    let count = match kind {
        GroupKind::Choice { values, .. } => values.len(),
        GroupKind::Number { min, max, step, .. } => {
            if *step <= 0 || min > max {
                return None;
            }
            usize::try_from(max.checked_sub(*min)? / step).ok()?.checked_add(1)?
        }
        GroupKind::Text { max_chars, .. } => usize::from(*max_chars) + 1,
    };
    (1..=MAX_LEVELS).contains(&count).then_some(count)
}

/// Whether a condition on this group holds at a level. A condition of another kind than the group never holds.
fn holds_at(condition: &Condition, kind: &GroupKind, level: usize) -> bool {
    match (condition, kind) {
        (Condition::OneOf { values, .. }, GroupKind::Choice { .. }) => values.contains(&level),
        (Condition::Between { min, max, .. }, GroupKind::Number { min: first, step, .. }) => {
            let number = first + level as i64 * step;
            (*min..=*max).contains(&number)
        }
        (Condition::Between { min, max, .. }, GroupKind::Text { .. }) => (*min..=*max).contains(&(level as i64)),
        (Condition::OneOf { .. }, GroupKind::Number { .. } | GroupKind::Text { .. })
        | (Condition::Between { .. }, GroupKind::Choice { .. }) => false,
    }
}

/// The classes of the levels at which a condition holds, or of those at which it does not.
pub(super) fn mask_of(condition: &Condition, kind: &GroupKind, holds: bool, levels: &Levels) -> u64 {
    let matching = levels.class.iter().enumerate().filter(|(level, _)| holds_at(condition, kind, *level) == holds);
    matching.fold(0, |mask, (_, class)| mask | 1 << class)
}

impl Levels {
    /// Splits the levels of a group by the conditions that rules put on it; `None` beyond 64 classes.
    pub(super) fn new(index: usize, group: &OptionGroup, model: &ProductModel) -> Option<Self> {
        let mut levels = Self { class: vec![0; level_count(&group.kind)?], classes: 1 };
        for rule in &model.rules {
            for condition in rule.conditions().filter(|condition| condition.group() == index) {
                let inside = mask_of(condition, &group.kind, true, &levels);
                let both = inside & mask_of(condition, &group.kind, false, &levels);
                let mut moved = [0_u8; 64];
                for class in bits(both) {
                    if levels.classes == 64 {
                        return None;
                    }
                    moved[class as usize] = levels.classes as u8;
                    levels.classes += 1;
                }
                for (level, class) in levels.class.iter_mut().enumerate() {
                    if both >> *class & 1 == 1 && holds_at(condition, &group.kind, level) {
                        *class = moved[usize::from(*class)];
                    }
                }
            }
        }
        Some(levels)
    }

    /// The class of each level.
    pub(super) fn classes(&self) -> &[u8] {
        &self.class
    }

    /// The set of all classes.
    pub(super) const fn all(&self) -> u64 {
        u64::MAX >> (64 - self.classes)
    }

    fn bit(&self, level: usize) -> u64 {
        1 << self.class[level]
    }

    /// The classes that a group may take.
    pub(super) fn mask(&self, stance: Stance) -> u64 {
        match stance {
            Stance::Fixed(level) => self.bit(level),
            Stance::Open(_) | Stance::Adjustable(_) => self.all(),
            Stance::Clearable(count) => self.bit(count) | self.bit(0),
            Stance::Filled => self.class[1..].iter().fold(0, |mask, class| mask | 1 << class),
        }
    }
}

/// The members of a set of classes, in ascending order.
pub(super) fn bits(mut mask: u64) -> impl Iterator<Item = u32> {
    core::iter::from_fn(move || {
        (mask != 0).then(|| {
            let lowest = mask.trailing_zeros();
            mask &= mask - 1;
            lowest
        })
    })
}

/// The level of a pick; `None` when the group does not have such a value.
pub(crate) fn level_of(kind: &GroupKind, pick: &Pick) -> Option<usize> {
    match (kind, pick) {
        (GroupKind::Choice { values, .. }, Pick::Value(value)) => (*value < values.len()).then_some(*value),
        (GroupKind::Number { min, step, .. }, Pick::Number(number)) => {
            let level = usize::try_from(number.checked_sub(*min)?.checked_div(*step)?).ok()?;
            let exact = min.checked_add(i64::try_from(level).ok()?.checked_mul(*step)?) == Some(*number);
            (exact && level < level_count(kind)?).then_some(level)
        }
        (GroupKind::Text { max_chars, scripts }, Pick::Text(text)) => {
            let clean = text.trim() == text && problem_with(text, *max_chars, scripts).is_none();
            clean.then(|| count_chars(text))
        }
        (GroupKind::Choice { .. }, Pick::Number(_) | Pick::Text(_))
        | (GroupKind::Number { .. }, Pick::Value(_) | Pick::Text(_))
        | (GroupKind::Text { .. }, Pick::Value(_) | Pick::Number(_)) => None,
    }
}

/// The pick at a level; at the level of a text that was said, that text.
pub(super) fn pick_at(kind: &GroupKind, level: usize, said: Option<&Pick>) -> Pick {
    match kind {
        GroupKind::Choice { .. } => Pick::Value(level),
        GroupKind::Number { min, step, .. } => Pick::Number(min + level as i64 * step),
        GroupKind::Text { .. } => match said {
            Some(Pick::Text(text)) if level > 0 => Pick::Text(text.clone()),
            Some(Pick::Text(_) | Pick::Value(_) | Pick::Number(_)) | None => Pick::Text(String::new()),
        },
    }
}

/// The level taken when nothing is said.
pub(super) fn default_level(kind: &GroupKind) -> usize {
    let level = match kind {
        GroupKind::Choice { default, .. } => level_of(kind, &Pick::Value(*default)),
        GroupKind::Number { default, .. } => level_of(kind, &Pick::Number(*default)),
        GroupKind::Text { .. } => None,
    };
    level.unwrap_or(0)
}

/// How a group takes part when `pick` was said about it, or nothing; a pick that is no value of the group counts as
/// nothing. `kept` tells whether what was said must stay.
pub(super) fn stance(kind: &GroupKind, pick: Option<&Pick>, kept: bool) -> Stance {
    let open = default_level(kind);
    match (kind, pick.and_then(|pick| level_of(kind, pick))) {
        (_, Some(level)) if kept => Stance::Fixed(level),
        (GroupKind::Text { .. }, Some(count)) => Stance::Clearable(count),
        (GroupKind::Choice { .. } | GroupKind::Number { .. }, Some(level)) => Stance::Adjustable(level),
        // Nobody can invent a text.
        (GroupKind::Text { .. }, None) => Stance::Fixed(0),
        (GroupKind::Choice { .. } | GroupKind::Number { .. }, None) => Stance::Open(open),
    }
}

/// How the group that is asked about takes part at an ordinal of [`super::domains`]; `None` when there is no such
/// ordinal. A text that was said stands for itself, otherwise "filled" is any text.
pub(super) fn asked(kind: &GroupKind, ordinal: usize, said: Option<&Pick>) -> Option<Stance> {
    match kind {
        GroupKind::Choice { .. } | GroupKind::Number { .. } => {
            (ordinal < level_count(kind)?).then_some(Stance::Fixed(ordinal))
        }
        GroupKind::Text { .. } => match (ordinal, said.and_then(|pick| level_of(kind, pick))) {
            (0, _) => Some(Stance::Fixed(0)),
            (1, Some(count)) if count > 0 => Some(Stance::Fixed(count)),
            (1, _) => (level_count(kind)? > 1).then_some(Stance::Filled),
            (2.., _) => None,
        },
    }
}
