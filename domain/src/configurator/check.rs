//! Whether a model is fit to be sold from.

use super::Pick;
use super::levels::{default_level, level_count, level_of, pick_at};
use super::search::{VALUES_WORK, WORK};
use super::{Engine, Selection};
use crate::product::{Condition, GroupKind, NumberUnit, OptionGroup, OptionValue, PICTURE_GIVEN, ProductModel};
use crate::quantity::{Basis, Measure};
use std::collections::BTreeSet;

/// A model is refused when one of its first questions takes more than this part of the work that any question may take: later
/// ones, with choices made, may be harder.
const RESERVE: u32 = 8;

/// What the form of a product calls its own fields, beside those of the groups.
pub const RESERVED: [&str; 2] = ["quantity", "replaces"];

/// A part of a model that holds conditions or names groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A rule (index).
    Rule(usize),
    /// A price line (index).
    Price(usize),
    /// A line of the recipe (index).
    Recipe(usize),
    /// A work line (index).
    Work(usize),
    /// A side of the piece (0 length, 1 width, 2 height).
    Dimension(usize),
    /// The lettering of the drawing.
    Preview,
}

/// What is wrong with a model; groups and values by index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelProblem {
    /// The key is empty, holds something else than `a-z`, `0-9`, `-` and `_`, is one of [`RESERVED`], or an earlier group
    /// has it.
    GroupKey {
        /// The group.
        group: usize,
    },
    /// The same for the key of a value within its group.
    ValueKey {
        /// The group.
        group: usize,
        /// The value.
        value: usize,
    },
    /// A swatch that is not `#rrggbb`, or a side that is negative.
    ValueDetail {
        /// The group.
        group: usize,
        /// The value.
        value: usize,
    },
    /// No values, a range without numbers, no script, more than [`super::MAX_LEVELS`] values, or counts of several values
    /// that cannot be reached.
    Range {
        /// The group.
        group: usize,
    },
    /// The default is no value of the group.
    DefaultOutside {
        /// The group.
        group: usize,
    },
    /// It names a group or value that is not there, or a group of another kind; a side that is negative.
    Reference {
        /// Where.
        part: Part,
    },
    /// The denominator of a measure is not positive.
    Denominator {
        /// Where.
        part: Part,
    },
    /// More groups, rules or conditions than allowed, or questions that take too much work.
    TooComplex,
    /// The defaults break this rule.
    DefaultsBreak {
        /// The rule.
        rule: usize,
    },
    /// A step that begins nowhere, or not behind the one before it.
    Step {
        /// The step.
        step: usize,
    },
    /// A design to start from that cannot be read, or breaks a rule.
    Preset {
        /// The design.
        preset: usize,
    },
    /// Nothing valid has this value (ordinal as in [`super::domains`]).
    Unreachable {
        /// The group.
        group: usize,
        /// The value.
        ordinal: usize,
    },
}

/// Refuses a model that the engine could not answer for: everything in [`ModelProblem`], all of it at once, except that
/// rules are tried only on a model that is well formed otherwise. For reachability a text may hold anything.
pub fn check(model: &ProductModel) -> Result<(), Vec<ModelProblem>> {
    let mut problems = malformed(model);
    if problems.is_empty() {
        check_rules(model, &mut problems);
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// What is wrong with a model before its rules are tried.
pub(super) fn malformed(model: &ProductModel) -> Vec<ModelProblem> {
    let (mut problems, mut keys) = (Vec::new(), BTreeSet::new());
    for (index, group) in model.groups.iter().enumerate() {
        if !is_key(&group.key) || RESERVED.contains(&group.key.as_str()) || !keys.insert(&group.key) {
            problems.push(ModelProblem::GroupKey { group: index });
        }
        check_group(index, group, &mut problems);
    }
    check_parts(model, &mut problems);
    problems
}

/// Whether each value, wished for alone, is answered without coming near the bound of work; of numbers both ends.
fn answers_wishes(model: &ProductModel, engine: &Engine<'_>) -> bool {
    let mut left = VALUES_WORK;
    model.groups.iter().enumerate().all(|(index, group)| {
        let ordinals: Vec<usize> = match level_count(&group.kind) {
            Some(count) if group.values().is_empty() => vec![0, count - 1],
            Some(_) | None => (0..group.values().len()).collect(),
        };
        ordinals.into_iter().all(|ordinal| {
            let granted = left.min(WORK / RESERVE);
            let mut work = granted;
            let nothing = Selection::default();
            let wish = nothing.with(index, engine.clicked(&nothing, index, ordinal));
            engine.repair_within(&wish, index, &mut work);
            left -= granted - work;
            work > 0
        })
    })
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

fn check_group(index: usize, group: &OptionGroup, problems: &mut Vec<ModelProblem>) {
    if level_count(&group.kind).is_none() {
        problems.push(ModelProblem::Range { group: index });
        return;
    }
    let (values, mut keys) = (group.values(), BTreeSet::new());
    for (at, value) in values.iter().enumerate() {
        if !is_key(&value.key) || !keys.insert(&value.key) {
            problems.push(ModelProblem::ValueKey { group: index, value: at });
        }
        if !is_sound(value) {
            problems.push(ModelProblem::ValueDetail { group: index, value: at });
        }
    }
    let default = match &group.kind {
        GroupKind::Choice { default, .. } => Some(Pick::Value(*default)),
        GroupKind::Number { default, .. } => Some(Pick::Number(*default)),
        GroupKind::Several { values, at_most, .. } => {
            if values.is_empty() || *at_most == 0 {
                problems.push(ModelProblem::Range { group: index });
            }
            None
        }
        GroupKind::Text { max_chars, scripts } => {
            if *max_chars == 0 || scripts.is_empty() {
                problems.push(ModelProblem::Range { group: index });
            }
            None
        }
        GroupKind::Picture => None,
    };
    if default.is_some_and(|default| level_of(&group.kind, &default).is_none()) {
        problems.push(ModelProblem::DefaultOutside { group: index });
    }
}

fn is_sound(value: &OptionValue) -> bool {
    let swatch = value.swatch.as_ref().is_none_or(|swatch| {
        swatch.len() == 7 && swatch.starts_with('#') && swatch.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit())
    });
    swatch && value.sets.iter().all(|(_, mm)| *mm >= 0)
}

fn check_parts(model: &ProductModel, problems: &mut Vec<ModelProblem>) {
    let kind = |group: usize| model.groups.get(group).map(|found| &found.kind);
    let mut conditions_of = |part: Part, conditions: &mut dyn Iterator<Item = &Condition>| {
        for condition in conditions {
            if !names_well(condition, kind(condition.group())) {
                problems.push(ModelProblem::Reference { part });
            }
        }
    };
    for (index, rule) in model.rules.iter().enumerate() {
        conditions_of(Part::Rule(index), &mut rule.conditions());
    }
    for (index, line) in model.prices.iter().enumerate() {
        conditions_of(Part::Price(index), &mut line.when.iter());
    }
    for (index, line) in model.recipe.iter().enumerate() {
        conditions_of(Part::Recipe(index), &mut line.when.iter());
    }
    for (index, line) in model.work.iter().enumerate() {
        conditions_of(Part::Work(index), &mut line.when.iter());
    }
    for (index, line) in model.recipe.iter().enumerate() {
        if line.stage.is_some_and(|stage| stage >= model.work.len()) {
            problems.push(ModelProblem::Reference { part: Part::Recipe(index) });
        }
    }
    let prices = model.prices.iter().enumerate().map(|(index, line)| (Part::Price(index), line.measure));
    let recipe = model.recipe.iter().enumerate().map(|(index, line)| (Part::Recipe(index), line.measure));
    let work = model.work.iter().enumerate().map(|(index, line)| (Part::Work(index), line.measure));
    for (part, measure) in prices.chain(recipe).chain(work) {
        if measure.per.1 <= 0 {
            problems.push(ModelProblem::Denominator { part });
        }
        let share = measure.basis == Basis::PriceSoFar && !matches!(part, Part::Price(_));
        if share || !counts_well(measure, kind) {
            problems.push(ModelProblem::Reference { part });
        }
    }
    for (side, dimension) in model.dimensions.iter().enumerate() {
        let sized = |group| match kind(group) {
            Some(GroupKind::Number { unit, min, .. }) => *unit == NumberUnit::Millimetre && *min >= 0,
            Some(
                GroupKind::Choice { .. } | GroupKind::Several { .. } | GroupKind::Text { .. } | GroupKind::Picture,
            )
            | None => false,
        };
        if dimension.fixed_mm < 0 || !dimension.group.is_none_or(sized) {
            problems.push(ModelProblem::Reference { part: Part::Dimension(side) });
        }
    }
    for (step, group) in model.guide.steps.iter().enumerate() {
        let before = step.checked_sub(1).and_then(|before| model.guide.steps.get(before));
        if *group >= model.groups.len() || before.is_some_and(|before| before >= group) {
            problems.push(ModelProblem::Step { step });
        }
    }
    let lettered = model.preview.text_group.map(kind);
    if !lettered.is_none_or(|kind| matches!(kind, Some(GroupKind::Text { .. }))) {
        problems.push(ModelProblem::Reference { part: Part::Preview });
    }
}

fn names_well(condition: &Condition, kind: Option<&GroupKind>) -> bool {
    match (condition, kind) {
        (
            Condition::OneOf { values: named, .. },
            Some(GroupKind::Choice { values, .. } | GroupKind::Several { values, .. }),
        ) => named.iter().all(|value| *value < values.len()),
        (Condition::Between { .. }, Some(GroupKind::Number { .. } | GroupKind::Text { .. })) => true,
        (Condition::Between { min, max, .. }, Some(GroupKind::Picture)) => {
            [(0, 0), PICTURE_GIVEN].contains(&(*min, *max))
        }
        (
            Condition::OneOf { .. },
            Some(GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture) | None,
        )
        | (Condition::Between { .. }, Some(GroupKind::Choice { .. } | GroupKind::Several { .. }) | None) => false,
    }
}

fn counts_well<'a>(measure: Measure, kind: impl Fn(usize) -> Option<&'a GroupKind>) -> bool {
    match measure.basis {
        Basis::Characters(group) => matches!(kind(group), Some(GroupKind::Text { .. })),
        Basis::Number(group) => matches!(kind(group), Some(GroupKind::Number { .. })),
        Basis::Fixed
        | Basis::Length(_)
        | Basis::Area(..)
        | Basis::Perimeter(..)
        | Basis::Volume
        | Basis::PriceSoFar => true,
    }
}

/// The rules that the defaults break, ascending.
pub(super) fn broken_by_defaults(model: &ProductModel) -> Vec<usize> {
    let defaults: Vec<Pick> =
        model.groups.iter().map(|group| pick_at(&group.kind, default_level(&group.kind), None)).collect();
    (0..model.rules.len()).filter(|rule| model.rules[*rule].is_broken(&defaults)).collect()
}

fn check_rules(model: &ProductModel, problems: &mut Vec<ModelProblem>) {
    let Some(engine) = Engine::new(model) else {
        problems.push(ModelProblem::TooComplex);
        return;
    };
    for (preset, fields) in model.guide.presets.iter().enumerate() {
        let (selection, unread) = Selection::parse(model, fields);
        if !unread.is_empty() || engine.configure(&selection).is_err() {
            problems.push(ModelProblem::Preset { preset });
        }
    }
    problems.extend(broken_by_defaults(model).into_iter().map(|rule| ModelProblem::DefaultsBreak { rule }));
    let mut work = WORK / RESERVE;
    let reachable = engine.reachable(&mut work);
    if work == 0 || !answers_wishes(model, &engine) {
        problems.push(ModelProblem::TooComplex);
        return;
    }
    for (group, reachable) in reachable.into_iter().enumerate() {
        let blocked = reachable.iter().enumerate().filter(|(_, reachable)| !**reachable);
        problems.extend(blocked.map(|(ordinal, _)| ModelProblem::Unreachable { group, ordinal }));
    }
}
