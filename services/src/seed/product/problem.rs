//! What the engine refuses in a model, said with the line of the file.

use crate::seed::SeedError;
use crate::seed::format;
use crate::seed::source::Source;
use domain::configurator::{ModelProblem, Part};
use domain::product::{GroupKind, ProductModel};
use std::ops::Range;

/// The first problem, with its place.
pub(super) fn refuse(
    source: &Source,
    file: &format::Product,
    model: &ProductModel,
    problems: &[ModelProblem],
) -> SeedError {
    let Some(problem) = problems.first() else {
        return source.refuse(&file.slug, "the model is not fit to be sold from");
    };
    let group_span =
        |group: usize| file.group.get(group).map_or_else(|| file.slug.span(), |group| group.get_ref().key.span());
    let (span, reason) = match *problem {
        ModelProblem::GroupKey { group } => {
            (group_span(group), "this key is not a-z, 0-9, - and _, or it is there already".to_owned())
        }
        ModelProblem::ValueKey { group, value } => {
            (value_span(file, group, value), "this key is not a-z, 0-9, - and _, or it is there already".to_owned())
        }
        ModelProblem::ValueDetail { group, value } => {
            (value_span(file, group, value), "the swatch is not #rrggbb, or a side is negative".to_owned())
        }
        ModelProblem::Range { group } => {
            (group_span(group), "no values, a range without numbers, no script, or too many values".to_owned())
        }
        ModelProblem::DefaultOutside { group } => {
            (group_span(group), "the default is no value of this group".to_owned())
        }
        ModelProblem::Reference { part } => {
            (part_span(file, part), "it names a group or value that it cannot use".to_owned())
        }
        ModelProblem::Denominator { part } => (part_span(file, part), "the amount has no positive divisor".to_owned()),
        ModelProblem::TooComplex => {
            (file.slug.span(), "too many groups, values or rules to answer for exactly".to_owned())
        }
        ModelProblem::DefaultsBreak { rule } => {
            (part_span(file, Part::Rule(rule)), "the defaults break this rule".to_owned())
        }
        ModelProblem::Unreachable { group, ordinal } => match model.groups.get(group).map(|group| &group.kind) {
            Some(GroupKind::Choice { .. } | GroupKind::Several { .. }) => {
                (value_span(file, group, ordinal), "the rules never allow this value".to_owned())
            }
            Some(GroupKind::Number { .. } | GroupKind::Text { .. }) | None => {
                (group_span(group), format!("the rules never allow value number {ordinal} of this group"))
            }
        },
    };
    source.refuse_at(span, reason)
}

fn value_span(file: &format::Product, group: usize, value: usize) -> Range<usize> {
    let found = file.group.get(group).and_then(|group| group.get_ref().value.get(value));
    found.map_or_else(|| file.slug.span(), |value| value.key.span())
}

fn part_span(file: &format::Product, part: Part) -> Range<usize> {
    let span = match part {
        Part::Rule(line) => file.rule.get(line).map(toml::Spanned::span),
        Part::Price(line) => file.price.get(line).map(toml::Spanned::span),
        Part::Recipe(line) => file.recipe.get(line).map(toml::Spanned::span),
        Part::Work(line) => file.work.get(line).map(toml::Spanned::span),
        Part::Dimension(side) => {
            let sides = [&file.dimensions.length, &file.dimensions.width, &file.dimensions.height];
            sides.get(side).map(|side| side.span())
        }
        Part::Preview => Some(file.preview.span()),
    };
    span.unwrap_or_else(|| file.slug.span())
}
