//! The values of one group as levels, and the classes that no rule tells apart: ten thousand lengths that one rule cuts
//! in two are two classes.

use super::Pick;
use crate::picture::{CODE_LENGTH, is_code};
use crate::product::{Condition, GroupKind, OptionGroup, ProductModel};
use crate::text::{count_chars, problem_with};

/// Most values of a group: values of a choice, steps of a number, characters of a text and one.
pub const MAX_LEVELS: usize = 10_000;
/// Most values of which several can be taken.
pub const MAX_SEVERAL: usize = 12;

/// The values of one group ("levels": value index, set of values, step index, count of characters), each with its class.
pub(super) struct Levels {
    class: Vec<u8>,
    classes: u32,
    /// Of several values the set at each level, a bit per value; empty for the other kinds.
    sets: Vec<u16>,
}

/// The sets of several values that may be taken, a bit per value, in ascending order.
fn sets(kind: &GroupKind) -> Vec<u16> {
    match kind {
        GroupKind::Several { values, at_least, at_most } if values.len() <= MAX_SEVERAL => {
            let allowed = u32::from(*at_least)..=u32::from(*at_most);
            (0..1_u16 << values.len()).filter(|set| allowed.contains(&set.count_ones())).collect()
        }
        GroupKind::Several { .. }
        | GroupKind::Choice { .. }
        | GroupKind::Number { .. }
        | GroupKind::Text { .. }
        | GroupKind::Picture => Vec::new(),
    }
}

fn set_of(taken: &[usize]) -> Option<u16> {
    taken.iter().try_fold(0, |set, value| (*value < MAX_SEVERAL && set < 1 << value).then(|| set | 1 << value))
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
        GroupKind::Picture => 2,
        GroupKind::Several { .. } => sets(kind).len(),
    };
    (1..=MAX_LEVELS).contains(&count).then_some(count)
}

/// Per level, whether a condition on this group holds there. A condition of another kind than the group never holds.
fn holding(condition: &Condition, kind: &GroupKind, sets: &[u16], count: usize) -> Vec<bool> {
    let mut holding = vec![false; count];
    match (condition, kind) {
        (Condition::OneOf { values, .. }, GroupKind::Several { .. }) => {
            let named = values.iter().filter(|value| **value < MAX_SEVERAL).fold(0_u16, |set, value| set | 1 << value);
            holding.iter_mut().zip(sets).for_each(|(holds, set)| *holds = set & named != 0);
        }
        (Condition::OneOf { values, .. }, GroupKind::Choice { .. }) => {
            for value in values {
                if let Some(holds) = holding.get_mut(*value) {
                    *holds = true;
                }
            }
        }
        (Condition::Between { min, max, .. }, GroupKind::Number { min: first, step, .. }) => {
            for (level, holds) in holding.iter_mut().enumerate() {
                *holds = (*min..=*max).contains(&(first + level as i64 * step));
            }
        }
        (Condition::Between { min, max, .. }, GroupKind::Text { .. } | GroupKind::Picture) => {
            let each = if matches!(kind, GroupKind::Picture) { CODE_LENGTH } else { 1 };
            for (level, holds) in holding.iter_mut().enumerate() {
                *holds = (*min..=*max).contains(&((level * each) as i64));
            }
        }
        (Condition::OneOf { .. }, GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture)
        | (Condition::Between { .. }, GroupKind::Choice { .. } | GroupKind::Several { .. }) => {}
    }
    holding
}

/// The classes of the levels at which a condition holds, or of those at which it does not.
pub(super) fn mask_of(condition: &Condition, kind: &GroupKind, holds: bool, levels: &Levels) -> u64 {
    levels.classes_where(&levels.holding(condition, kind), holds)
}

impl Levels {
    /// Splits the levels of a group by the conditions that rules put on it; `None` beyond 64 classes.
    pub(super) fn new(index: usize, group: &OptionGroup, model: &ProductModel) -> Option<Self> {
        let sets = sets(&group.kind);
        let mut levels = Self { class: vec![0; level_count(&group.kind)?], classes: 1, sets };
        for rule in &model.rules {
            for condition in rule.conditions().filter(|condition| condition.group() == index) {
                let holding = levels.holding(condition, &group.kind);
                let both = levels.classes_where(&holding, true) & levels.classes_where(&holding, false);
                let mut moved = [0_u8; 64];
                for class in bits(both) {
                    if levels.classes == 64 {
                        return None;
                    }
                    moved[class as usize] = levels.classes as u8;
                    levels.classes += 1;
                }
                for (class, holds) in levels.class.iter_mut().zip(holding) {
                    if holds && both >> *class & 1 == 1 {
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

    /// The number of classes.
    pub(super) const fn count(&self) -> usize {
        self.classes as usize
    }

    /// The set of all classes.
    pub(super) const fn all(&self) -> u64 {
        u64::MAX >> (64 - self.classes)
    }

    /// How far two levels lie apart: steps of the value order; of several values, those that only one of them has.
    pub(super) fn distance(&self, one: usize, other: usize) -> u32 {
        match (self.sets.get(one), self.sets.get(other)) {
            (Some(one), Some(other)) => (one ^ other).count_ones(),
            _ => one.abs_diff(other) as u32,
        }
    }

    /// The level at which a value is taken that is not at `level`, or the other way round; `None` when that is not
    /// allowed.
    pub(super) fn toggled(&self, level: usize, value: usize) -> Option<usize> {
        let wanted = self.sets.get(level)? ^ 1_u16.checked_shl(value as u32)?;
        self.sets.binary_search(&wanted).ok()
    }

    /// Whether a value is among the several of a level.
    pub(super) fn has(&self, level: usize, value: usize) -> bool {
        self.sets.get(level).is_some_and(|set| set >> value & 1 == 1)
    }

    /// The classes that have a value among several.
    pub(super) fn with(&self, value: usize) -> u64 {
        let with = self.class.iter().enumerate().filter(|(level, _)| self.has(*level, value));
        with.fold(0, |mask, (_, class)| mask | 1 << class)
    }

    /// The values that are taken at a level of several.
    pub(super) fn taken(&self, level: usize) -> Vec<usize> {
        let set = self.sets.get(level).copied().unwrap_or_default();
        bits(set.into()).map(|value| value as usize).collect()
    }

    /// Per level, whether a condition on the group, which is of this kind, holds there.
    pub(super) fn holding(&self, condition: &Condition, kind: &GroupKind) -> Vec<bool> {
        holding(condition, kind, &self.sets, self.class.len())
    }

    /// The classes of the levels that say so.
    fn classes_where(&self, holding: &[bool], holds: bool) -> u64 {
        let matching = self.class.iter().zip(holding).filter(|(_, at)| **at == holds);
        matching.fold(0, |mask, (class, _)| mask | 1 << class)
    }

    /// The class of a level as a set.
    pub(super) fn bit(&self, level: usize) -> u64 {
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
        (GroupKind::Picture, Pick::Text(code)) if code.is_empty() => Some(0),
        (GroupKind::Picture, Pick::Text(code)) => is_code(code).then_some(1),
        (GroupKind::Several { .. }, Pick::Several(taken)) => sets(kind).binary_search(&set_of(taken)?).ok(),
        (GroupKind::Choice { .. }, Pick::Several(_) | Pick::Number(_) | Pick::Text(_))
        | (GroupKind::Several { .. }, Pick::Value(_) | Pick::Number(_) | Pick::Text(_))
        | (GroupKind::Number { .. }, Pick::Value(_) | Pick::Several(_) | Pick::Text(_))
        | (GroupKind::Text { .. } | GroupKind::Picture, Pick::Value(_) | Pick::Several(_) | Pick::Number(_)) => None,
    }
}

/// The pick at a level; at the level of a text that was said, that text.
pub(super) fn pick_at(kind: &GroupKind, level: usize, said: Option<&Pick>) -> Pick {
    match kind {
        GroupKind::Choice { .. } => Pick::Value(level),
        GroupKind::Several { .. } => {
            let set = sets(kind).get(level).copied().unwrap_or_default();
            Pick::Several(bits(set.into()).map(|value| value as usize).collect())
        }
        GroupKind::Number { min, step, .. } => Pick::Number(min + level as i64 * step),
        GroupKind::Text { .. } | GroupKind::Picture => match said {
            Some(Pick::Text(text)) if level > 0 => Pick::Text(text.clone()),
            Some(Pick::Text(_) | Pick::Value(_) | Pick::Several(_) | Pick::Number(_)) | None => {
                Pick::Text(String::new())
            }
        },
    }
}

/// The level taken when nothing is said.
pub(super) fn default_level(kind: &GroupKind) -> usize {
    let level = match kind {
        GroupKind::Choice { default, .. } => level_of(kind, &Pick::Value(*default)),
        GroupKind::Number { default, .. } => level_of(kind, &Pick::Number(*default)),
        GroupKind::Text { .. } | GroupKind::Picture | GroupKind::Several { .. } => None,
    };
    level.unwrap_or(0)
}

/// How a group takes part when `pick` was said about it, or nothing; a pick that is no value of the group counts as
/// nothing. `kept` tells whether what was said must stay.
pub(super) fn stance(kind: &GroupKind, pick: Option<&Pick>, kept: bool) -> Stance {
    let open = default_level(kind);
    match (kind, pick.and_then(|pick| level_of(kind, pick))) {
        (_, Some(level)) if kept => Stance::Fixed(level),
        (GroupKind::Text { .. } | GroupKind::Picture, Some(count)) => Stance::Clearable(count),
        (_, Some(level)) => Stance::Adjustable(level),
        // Nobody can invent a text.
        (GroupKind::Text { .. } | GroupKind::Picture, None) => Stance::Fixed(0),
        (_, None) => Stance::Open(open),
    }
}

/// How the group that is asked about takes part at an ordinal of [`super::domains`]; `None` when there is no such
/// ordinal. A text that was said stands for itself, otherwise "filled" is any text. Of several values one changes.
pub(super) fn asked(kind: &GroupKind, levels: &Levels, ordinal: usize, said: Option<&Pick>) -> Option<Stance> {
    match kind {
        GroupKind::Several { .. } => {
            let level = said.and_then(|pick| level_of(kind, pick)).unwrap_or_else(|| default_level(kind));
            levels.toggled(level, ordinal).map(Stance::Fixed)
        }
        GroupKind::Choice { .. } | GroupKind::Number { .. } => {
            (ordinal < level_count(kind)?).then_some(Stance::Fixed(ordinal))
        }
        GroupKind::Text { .. } | GroupKind::Picture => match (ordinal, said.and_then(|pick| level_of(kind, pick))) {
            (0, _) => Some(Stance::Fixed(0)),
            (1, Some(count)) if count > 0 => Some(Stance::Fixed(count)),
            (1, _) => (level_count(kind)? > 1).then_some(Stance::Filled),
            (2.., _) => None,
        },
    }
}
