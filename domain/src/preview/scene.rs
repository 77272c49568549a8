//! From a configuration to everything that its drawing depends on.

use super::Scene;
use crate::configurator::{Configuration, Pick};
use crate::product::ProductModel;

/// What to draw for a configuration: the slots of the model, overridden by those of the chosen values in group order,
/// each slot once; the sides of the piece; the text that is lettered on it.
#[must_use]
pub fn scene(model: &ProductModel, configuration: &Configuration) -> Scene {
    let picks = configuration.picks();
    let mut look: Vec<(String, String)> = Vec::new();
    let chosen = model.chosen_values(picks).flat_map(|value| &value.look);
    for (slot, filling) in model.preview.look.iter().chain(chosen) {
        match look.iter_mut().find(|(known, _)| known == slot) {
            Some((_, known)) => known.clone_from(filling),
            None => look.push((slot.clone(), filling.clone())),
        }
    }
    let text = match model.preview.text_group.and_then(|group| picks.get(group)) {
        Some(Pick::Text(text)) => text.clone(),
        Some(Pick::Value(_) | Pick::Several(_) | Pick::Number(_)) | None => String::new(),
    };
    Scene { kind: model.preview.kind, dimensions_mm: configuration.sides_mm(), look, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configurator::{Selection, configure};
    use crate::preview::Kind;
    use crate::product::{Dimension, GroupKind, Guide, OptionGroup, OptionValue, PreviewSpec};
    use crate::text::Script;

    #[test]
    fn chosen_values_fill_their_slots_and_the_name_is_lettered() {
        let pair = |slot: &str, filling: &str| (slot.to_owned(), filling.to_owned());
        let value = |key: &str, look| OptionValue { key: key.into(), sets: vec![], look, swatch: None };
        let values = vec![value("plain", vec![]), value("lemon", vec![pair("inlay", "lemon"), pair("motif", "star")])];
        let model = ProductModel {
            base_price_minor: 0,
            listed: Vec::new(),
            lead_days: 1,
            dimensions: [200, 140, 90].map(|fixed_mm| Dimension { fixed_mm, group: None }),
            groups: vec![
                OptionGroup { key: "inlay".into(), kind: GroupKind::Choice { values, default: 0 } },
                OptionGroup {
                    key: "name".into(),
                    kind: GroupKind::Text { max_chars: 9, scripts: vec![Script::Latin] },
                },
            ],
            rules: vec![],
            prices: vec![],
            recipe: vec![],
            work: vec![],
            guide: Guide::default(),
            preview: PreviewSpec {
                kind: Kind::Box,
                look: vec![pair("wood", "burl"), pair("inlay", "none")],
                text_group: Some(1),
            },
        };
        let drawn = |selection| scene(&model, &configure(&model, &selection).expect("configures"));
        let plain = drawn(Selection::default());
        assert_eq!(plain.look, model.preview.look);
        assert_eq!((plain.dimensions_mm, plain.text.as_str()), ([200, 140, 90], ""));
        let chosen = drawn(Selection(vec![Some(Pick::Value(1)), Some(Pick::Text("Fatima".into()))]));
        assert_eq!(chosen.look, [pair("wood", "burl"), pair("inlay", "lemon"), pair("motif", "star")]);
        assert_eq!(chosen.text, "Fatima");
    }
}
