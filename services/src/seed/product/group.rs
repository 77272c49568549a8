//! One decision of a product.

use super::{Parts, help, side};
use crate::seed::SeedError;
use crate::seed::format;
use crate::seed::source::Source;
use domain::product::{GroupKind, GroupText, NumberUnit, OptionGroup, OptionValue};
use domain::text::Localised;
use toml::Spanned;

/// Reads a group and adds it to the parts, with the side or the lettering that it sets.
pub(super) fn read(source: &Source, written: &Spanned<format::Group>, parts: &mut Parts) -> Result<(), SeedError> {
    let group = written.get_ref();
    let kind = match group.kind.get_ref().as_str() {
        "choice" => choice(source, group)?,
        "number" => number(source, group)?,
        "text" => text_kind(source, group)?,
        "several" => several(source, group)?,
        other => {
            return Err(source.refuse(&group.kind, format!("{other:?} is no kind: choice, several, number or text")));
        }
    };
    let at = parts.groups.len();
    if let Some(axis) = &group.axis {
        let GroupKind::Number { unit: NumberUnit::Millimetre, .. } = kind else {
            return Err(source.refuse(axis, "only a number in mm sets a side"));
        };
        parts.dimensions[side(source.axis(axis, axis.get_ref())?)].group = Some(at);
    }
    if group.lettering {
        let GroupKind::Text { .. } = kind else {
            return Err(source.refuse(&group.kind, "only a text can be lettered"));
        };
        parts.text_group = Some(at);
    }
    parts.groups.push(OptionGroup { key: group.key.get_ref().clone(), kind });
    Ok(())
}

fn wanted<'a, T>(source: &Source, group: &format::Group, value: &'a Option<T>, name: &str) -> Result<&'a T, SeedError> {
    value.as_ref().ok_or_else(|| source.refuse(&group.kind, format!("a {} needs {name}", group.kind.get_ref())))
}

fn unwanted(source: &Source, group: &format::Group, present: &[(&str, bool)]) -> Result<(), SeedError> {
    match present.iter().find(|(_, present)| *present) {
        Some((name, _)) => Err(source.refuse(&group.kind, format!("a {} has no {name}", group.kind.get_ref()))),
        None => Ok(()),
    }
}

fn choice(source: &Source, group: &format::Group) -> Result<GroupKind, SeedError> {
    unwanted(source, group, &[("at_least", group.at_least.is_some()), ("at_most", group.at_most.is_some())])?;
    let values = values(source, group)?;
    let default = wanted(source, group, &group.default, "default")?;
    let at = default.get_ref().as_str().and_then(|key| values.iter().position(|value| value.key == key));
    let default = at.ok_or_else(|| source.refuse(default, "the default is no value of this choice"))?;
    Ok(GroupKind::Choice { values, default })
}

fn several(source: &Source, group: &format::Group) -> Result<GroupKind, SeedError> {
    unwanted(source, group, &[("default", group.default.is_some())])?;
    let values = values(source, group)?;
    let at_most = group.at_most.unwrap_or(u16::try_from(values.len()).unwrap_or(u16::MAX));
    Ok(GroupKind::Several { values, at_least: group.at_least.unwrap_or(0), at_most })
}

fn values(source: &Source, group: &format::Group) -> Result<Vec<OptionValue>, SeedError> {
    let foreign = [("unit", group.unit.is_some()), ("min", group.min.is_some()), ("max", group.max.is_some())];
    unwanted(source, group, &foreign)?;
    unwanted(source, group, &[("step", group.step.is_some()), ("max_chars", group.max_chars.is_some())])?;
    let mut values = Vec::new();
    for written in &group.value {
        let mut sets = Vec::new();
        for (axis, length) in &written.sets {
            sets.push((source.axis(&written.key, axis)?, source.length(length)?));
        }
        sets.sort();
        values.push(OptionValue {
            key: written.key.get_ref().clone(),
            sets,
            look: written.look.clone().into_iter().collect(),
            swatch: written.swatch.clone(),
        });
    }
    Ok(values)
}

fn number(source: &Source, group: &format::Group) -> Result<GroupKind, SeedError> {
    unwanted(source, group, &[("value", !group.value.is_empty()), ("max_chars", group.max_chars.is_some())])?;
    let written = wanted(source, group, &group.unit, "unit")?;
    let unit = match written.get_ref().as_str() {
        "mm" => NumberUnit::Millimetre,
        "piece" => NumberUnit::Piece,
        other => return Err(source.refuse(written, format!("{other:?} is no unit of a number: mm or piece"))),
    };
    let read = |value, name| source.number(unit, wanted(source, group, value, name)?);
    Ok(GroupKind::Number {
        min: read(&group.min, "min")?,
        max: read(&group.max, "max")?,
        step: read(&group.step, "step")?,
        default: read(&group.default, "default")?,
        unit,
    })
}

fn text_kind(source: &Source, group: &format::Group) -> Result<GroupKind, SeedError> {
    let foreign =
        [("value", !group.value.is_empty()), ("unit", group.unit.is_some()), ("default", group.default.is_some())];
    unwanted(source, group, &foreign)?;
    let max_chars = *wanted(source, group, &group.max_chars, "max_chars")?.get_ref();
    Ok(GroupKind::Text { max_chars, scripts: wanted(source, group, &group.scripts, "scripts")?.clone() })
}

/// The words of a group.
pub(super) fn text(source: &Source, group: &format::Group) -> Result<Localised<GroupText>, SeedError> {
    let (label, help) = (source.words(&group.label)?, help(&group.help));
    let values = group.value.iter().map(|value| source.words(&value.label)).collect::<Result<Vec<_>, _>>()?;
    let in_lang = |lang| GroupText {
        label: label.get(lang).clone(),
        help: help.get(lang).clone(),
        values: values.iter().map(|value| value.get(lang).clone()).collect(),
    };
    let [ar, fr, en] = domain::text::Lang::ALL.map(in_lang);
    Ok(Localised { ar, fr, en })
}
