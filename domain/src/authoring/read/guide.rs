//! Steps, designs to start from, what stays as it is, and photographs.

use super::line::push;
use super::{NAME, ProblemKind, Reader, STORY};
use crate::authoring::source::{PhotoSource, PresetSource, ProductSource};
use crate::authoring::written::{Keys, Written};
use crate::configurator::{NONE, YES, number_text, several_key};
use crate::product::{GroupKind, Kept, OptionGroup, ProductModel, ProductText};
use crate::text::{Lang, Localised};

impl Reader<'_> {
    /// Reads them into the model, their words into the text.
    pub(super) fn guide(&self, source: &ProductSource, model: &mut ProductModel, text: &mut Localised<ProductText>) {
        for (at, step) in source.step.iter().enumerate() {
            let path = format!("step.{at}");
            self.words(&format!("{path}.title"), &step.title, NAME);
            match model.groups.iter().position(|group| group.key == step.group) {
                Some(group) => {
                    model.guide.steps.push(group);
                    push(text, |text| &mut text.steps, &step.title);
                }
                None if step.group.is_empty() => self.refuse(format!("{path}.group"), ProblemKind::Missing),
                None => self.refuse(format!("{path}.group"), ProblemKind::NoGroup(step.group.clone())),
            }
        }
        for (at, preset) in source.preset.iter().enumerate() {
            let path = format!("preset.{at}");
            self.words(&format!("{path}.label"), &preset.label, NAME);
            if let Some(fields) = self.whole_line(|| self.preset(&path, &model.groups, preset)) {
                model.guide.presets.push(fields);
                push(text, |text| &mut text.presets, &preset.label);
            }
        }
        for (at, kept) in source.kept.iter().enumerate() {
            self.words(&format!("kept.{at}.title"), &kept.title, NAME);
            self.words(&format!("kept.{at}.story"), &kept.story, STORY);
            for (lang, text) in [(Lang::Ar, &mut text.ar), (Lang::Fr, &mut text.fr), (Lang::En, &mut text.en)] {
                let (title, story) = (kept.title.any(lang).to_owned(), kept.story.any(lang).to_owned());
                text.kept.push(Kept { title, story });
            }
        }
        for (at, photo) in source.photo.iter().enumerate() {
            self.photo(&format!("photo.{at}"), photo, model, text);
        }
    }

    fn photo(&self, path: &str, photo: &PhotoSource, model: &mut ProductModel, text: &mut Localised<ProductText>) {
        self.alt(&format!("{path}.alt"), &photo.alt);
        let path = format!("{path}.picture");
        if photo.picture.is_empty() {
            self.refuse(path, ProblemKind::Missing);
        } else if let Some(known) = self.known_picture(&path, &photo.picture) {
            model.guide.photos.push(known.code.clone());
            push(text, |text| &mut text.photos, &photo.alt);
        }
    }

    fn preset(&self, path: &str, groups: &[OptionGroup], preset: &PresetSource) -> Option<Vec<(String, String)>> {
        for key in preset.choose.keys().filter(|key| groups.iter().all(|group| group.key != **key)) {
            self.refuse(format!("{path}.choose.{key}"), ProblemKind::NoGroup(key.clone()));
        }
        let mut fields = Vec::new();
        for group in groups {
            let Some(chosen) = preset.choose.get(&group.key).filter(|chosen| !chosen.is_empty()) else { continue };
            self.chosen(&format!("{path}.choose.{}", group.key), group, chosen, &mut fields);
        }
        Some(fields)
    }

    fn chosen(&self, path: &str, group: &OptionGroup, chosen: &Keys, fields: &mut Vec<(String, String)>) {
        let key = || group.key.clone();
        for value in chosen.0.iter().filter(|_| !group.values().is_empty()) {
            if group.values().iter().all(|known| known.key != *value) {
                self.refuse(path, ProblemKind::NoValue(value.clone()));
            }
        }
        match (&group.kind, chosen.0.as_slice()) {
            (GroupKind::Choice { .. }, [value]) => fields.push((key(), value.clone())),
            (GroupKind::Several { values, .. }, taken) => {
                fields.push((key(), NONE.to_owned()));
                let taken = values.iter().filter(|value| taken.contains(&value.key));
                fields.extend(taken.map(|value| (several_key(&group.key, &value.key), YES.to_owned())));
            }
            (GroupKind::Number { unit, .. }, [number]) => {
                let number = self.number(path, *unit, &Written(number.clone()));
                fields.extend(number.map(|number| (key(), number_text(number, *unit))));
            }
            (GroupKind::Text { .. } | GroupKind::Picture, [text]) => fields.push((key(), text.trim().to_owned())),
            (GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture, _) => {
                self.refuse(path, ProblemKind::OtherKind);
            }
        }
    }
}
