//! One decision of a product.

use super::terms::axis;
use super::{NAME, ProblemKind, Reader, SENTENCE, each};
use crate::authoring::source::{GroupSource, ValueSource};
use crate::authoring::written::Words;
use crate::product::{Axis, GroupKind, GroupText, NumberUnit, OptionValue};
use crate::text::{Localised, Script};

/// A group, with the side or the lettering that it sets. Where something cannot be read, something stands for it, so that
/// the lines about the group can be read all the same; there is a problem then, and no model.
pub(super) struct ReadGroup {
    pub kind: GroupKind,
    pub axis: Option<Axis>,
    pub lettering: bool,
}

impl Reader<'_> {
    pub(super) fn group(&self, path: &str, group: &GroupSource) -> ReadGroup {
        self.no_foreign(path, group);
        let kind = match group.kind.as_str() {
            "choice" => self.choice(path, group),
            "several" => self.several(path, group),
            "number" => self.number_kind(path, group),
            "text" => self.text_kind(path, group),
            "picture" => GroupKind::Picture,
            other => {
                self.refuse(format!("{path}.kind"), super::unknown_or_missing(other));
                GroupKind::Choice { values: Vec::new(), default: 0 }
            }
        };
        let sets = axis(&group.axis);
        let in_mm = matches!(kind, GroupKind::Number { unit: NumberUnit::Millimetre, .. });
        if !group.axis.is_empty() && (sets.is_none() || !in_mm) {
            self.refuse(format!("{path}.axis"), ProblemKind::SetsNoSide);
        }
        let lettering = self.flag(&format!("{path}.lettering"), &group.lettering).unwrap_or(false);
        ReadGroup { kind, axis: sets, lettering }
    }

    /// Fields of another kind are a mistake: whoever wrote them meant something by them.
    fn no_foreign(&self, path: &str, group: &GroupSource) {
        let list = matches!(group.kind.as_str(), "choice" | "several");
        let present = [
            ("value", !group.value.is_empty(), list),
            ("at_least", !group.at_least.is_empty(), group.kind == "several"),
            ("at_most", !group.at_most.is_empty(), group.kind == "several"),
            ("default", !group.default.is_empty(), matches!(group.kind.as_str(), "choice" | "number")),
            ("unit", !group.unit.is_empty(), group.kind == "number"),
            ("min", !group.min.is_empty(), group.kind == "number"),
            ("max", !group.max.is_empty(), group.kind == "number"),
            ("step", !group.step.is_empty(), group.kind == "number"),
            ("max_chars", !group.max_chars.is_empty(), group.kind == "text"),
            ("scripts", !group.scripts.is_empty(), group.kind == "text"),
            ("lettering", !group.lettering.is_empty(), group.kind == "text"),
        ];
        for (field, _, _) in present.into_iter().filter(|(_, present, own)| *present && !own) {
            self.refuse(format!("{path}.{field}"), ProblemKind::Foreign(field));
        }
    }

    fn choice(&self, path: &str, group: &GroupSource) -> GroupKind {
        let values = self.values(path, group);
        let wanted = group.default.0.trim();
        let default = values.iter().position(|value| !wanted.is_empty() && value.key == wanted);
        if default.is_none() && !values.is_empty() {
            let problem = if wanted.is_empty() { ProblemKind::Missing } else { ProblemKind::DefaultOutside };
            self.refuse(format!("{path}.default"), problem);
        }
        GroupKind::Choice { values, default: default.unwrap_or(0) }
    }

    fn several(&self, path: &str, group: &GroupSource) -> GroupKind {
        let values = self.values(path, group);
        let all = u16::try_from(values.len()).unwrap_or(u16::MAX);
        let at_least = self.whole_or(&format!("{path}.at_least"), &group.at_least, 0);
        let at_most = self.whole_or(&format!("{path}.at_most"), &group.at_most, all);
        GroupKind::Several { values, at_least: at_least.unwrap_or(0), at_most: at_most.unwrap_or(all) }
    }

    fn values(&self, path: &str, group: &GroupSource) -> Vec<OptionValue> {
        if group.value.is_empty() {
            self.refuse(format!("{path}.value"), ProblemKind::Missing);
        }
        let mut values: Vec<OptionValue> = Vec::new();
        for (at, written) in group.value.iter().enumerate() {
            let path = format!("{path}.value.{at}");
            let taken = values.iter().any(|other| other.key == written.key);
            self.key(&format!("{path}.key"), &written.key, &written.label, taken);
            values.push(self.value(&path, written));
        }
        values
    }

    /// A key comes with the name; what has neither yet is only missing its name.
    pub(super) fn key(&self, path: &str, key: &str, name: &Words, taken: bool) {
        match (key.is_empty(), name.is_empty()) {
            (true, true) => {}
            (true, false) => self.refuse(path, ProblemKind::Missing),
            (false, _) if taken => self.refuse(path, ProblemKind::Taken),
            (false, _) => {}
        }
    }

    fn value(&self, path: &str, written: &ValueSource) -> OptionValue {
        let mut sets = Vec::new();
        for (name, length) in written.sets.iter().filter(|(_, length)| !length.is_empty()) {
            let path = format!("{path}.sets.{name}");
            match axis(name) {
                Some(axis) => sets.extend(self.length(&path, length).map(|mm| (axis, mm))),
                None => self.refuse(path, ProblemKind::Unknown(name.clone())),
            }
        }
        sets.sort_unstable();
        let look = written.look.iter().filter(|(_, filling)| !filling.is_empty());
        OptionValue {
            key: written.key.clone(),
            sets,
            look: look.map(|(slot, filling)| (slot.clone(), filling.clone())).collect(),
            swatch: (!written.swatch.is_empty()).then(|| written.swatch.clone()),
        }
    }

    fn number_kind(&self, path: &str, group: &GroupSource) -> GroupKind {
        let unit = match group.unit.as_str() {
            "mm" => NumberUnit::Millimetre,
            "piece" => NumberUnit::Piece,
            other => {
                self.refuse(format!("{path}.unit"), super::unknown_or_missing(other));
                NumberUnit::Millimetre
            }
        };
        let read = |field: &str, written| self.number(&format!("{path}.{field}"), unit, written);
        let [min, max, step, default] =
            [("min", &group.min), ("max", &group.max), ("step", &group.step), ("default", &group.default)]
                .map(|(field, written)| read(field, written).unwrap_or(0));
        GroupKind::Number { min, max, step, default, unit }
    }

    fn text_kind(&self, path: &str, group: &GroupSource) -> GroupKind {
        let max_chars = self.whole(&format!("{path}.max_chars"), &group.max_chars).unwrap_or(0);
        if group.scripts.is_empty() {
            self.refuse(format!("{path}.scripts"), ProblemKind::Missing);
        }
        let mut scripts = Vec::new();
        for written in &group.scripts.0 {
            match Script::from_code(written) {
                Some(script) => scripts.push(script),
                None => self.refuse(format!("{path}.scripts"), ProblemKind::Unknown(written.clone())),
            }
        }
        GroupKind::Text { max_chars, scripts }
    }

    /// The words of a group.
    pub(super) fn group_text(&self, path: &str, group: &GroupSource) -> Localised<GroupText> {
        self.words(&format!("{path}.label"), &group.label, NAME);
        self.short(&format!("{path}.help"), &group.help, SENTENCE);
        for (at, value) in group.value.iter().enumerate() {
            self.words(&format!("{path}.value.{at}.label"), &value.label, NAME);
        }
        let (label, help) = (group.label.lent(), group.help.lent());
        let values: Vec<_> = group.value.iter().map(|value| Words::lent(&value.label)).collect();
        each(|lang| GroupText {
            label: label.get(lang).clone(),
            help: help.get(lang).clone(),
            values: values.iter().map(|value| value.get(lang).clone()).collect(),
        })
    }
}
