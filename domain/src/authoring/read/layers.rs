//! Of a product that is shown by photographs: its pictures and colours, as slots of the drawing (see
//! [`crate::preview::layers`]).

use super::{KnownPicture, ProblemKind, Reader};
use crate::authoring::source::{ProductSource, ValueSource};
use crate::preview::layers::{BASE, LAYER, MAIN, TINT, code_of, file_of};
use crate::preview::{Kind, slots};
use crate::product::{GroupKind, OptionGroup, ProductModel};
use std::collections::BTreeMap;

/// Where a value names its picture.
const PICTURE: &str = "layer";
/// Where a value says what takes its colour.
const COLOURS: &str = "tint";

type Look = Vec<(String, String)>;

impl Reader<'_> {
    /// Puts the slots of photographs in the place of what was written about them.
    pub(super) fn layers(&self, source: &ProductSource, model: &mut ProductModel) {
        if model.preview.kind != Kind::Layers {
            return;
        }
        if filled(&source.look, BASE).is_none() {
            self.refuse("look.base", ProblemKind::Missing);
        }
        self.alt("alt", &source.alt);
        let mut look: Look = self.picture("look.base", &source.look, BASE, BASE.to_owned()).into_iter().collect();
        look.extend(plain(&source.look));
        model.preview.look = look;
        for (at, group) in source.group.iter().enumerate() {
            let looks: Vec<Look> = (group.value.iter().enumerate())
                .map(|(place, value)| self.value_layers(&format!("group.{at}.value.{place}"), &model.groups, at, value))
                .collect();
            if let GroupKind::Choice { values, .. } | GroupKind::Several { values, .. } = &mut model.groups[at].kind {
                values.iter_mut().zip(looks).for_each(|(value, look)| value.look = look);
            }
        }
    }

    fn value_layers(&self, path: &str, groups: &[OptionGroup], at: usize, value: &ValueSource) -> Look {
        let mut look: Look = plain(&value.look).collect();
        // Several values may be taken together, each with its own picture.
        let own = match groups[at].kind {
            GroupKind::Several { .. } => [LAYER, &groups[at].key, ".", &value.key].concat(),
            GroupKind::Choice { .. } | GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => {
                [LAYER, &groups[at].key].concat()
            }
        };
        look.extend(self.picture(&format!("{path}.look.layer"), &value.look, PICTURE, own));
        if let Some(target) = filled(&value.look, COLOURS) {
            let known = |group: &OptionGroup| group.key == *target && !group.values().is_empty();
            if *target != MAIN && !groups.iter().any(known) {
                self.refuse(format!("{path}.look.tint"), ProblemKind::NoGroup(target.clone()));
            } else if value.swatch.is_empty() {
                self.refuse(format!("{path}.look.tint"), ProblemKind::NoColour);
            } else {
                look.push(([TINT, target].concat(), value.swatch.clone()));
            }
        }
        look
    }

    fn picture(
        &self,
        path: &str,
        look: &BTreeMap<String, String>,
        field: &str,
        slot: String,
    ) -> Option<(String, String)> {
        let KnownPicture { code, width, height } = self.known_picture(path, filled(look, field)?)?;
        Some((slot, file_of(code, *width, *height)))
    }

    /// A picture of the shop; one that it does not have is refused.
    pub(super) fn known_picture(&self, path: &str, code: &str) -> Option<&KnownPicture> {
        let known = self.around.pictures.iter().find(|known| known.code == code);
        if known.is_none() {
            self.refuse(path, ProblemKind::NoPicture);
        }
        known
    }
}

/// What was written about a look that is kept so in a model of this kind.
pub(in crate::authoring) fn written(kind: Kind, look: &[(String, String)]) -> BTreeMap<String, String> {
    let one = |(slot, filling): &(String, String)| {
        let code = || code_of(filling).unwrap_or_default().to_owned();
        if kind != Kind::Layers {
            (slot.clone(), filling.clone())
        } else if slot == BASE {
            (BASE.to_owned(), code())
        } else if slot.starts_with(LAYER) {
            (PICTURE.to_owned(), code())
        } else if let Some(target) = slot.strip_prefix(TINT) {
            (COLOURS.to_owned(), target.to_owned())
        } else {
            (slot.clone(), filling.clone())
        }
    };
    look.iter().map(one).collect()
}

/// The slots that are no pictures.
fn plain(look: &BTreeMap<String, String>) -> impl Iterator<Item = (String, String)> {
    let is_plain = |slot: &str| slots(Kind::Layers).iter().any(|known| known.name == slot);
    let filled = look.iter().filter(move |(slot, filling)| is_plain(slot) && !filling.is_empty());
    filled.map(|(slot, filling)| (slot.clone(), filling.clone()))
}

fn filled<'a>(look: &'a BTreeMap<String, String>, field: &str) -> Option<&'a String> {
    look.get(field).filter(|filling| !filling.is_empty())
}
