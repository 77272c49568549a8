//! From the flat fields of a form to a part of a product: `value.0.label.fr` names a place as a path.

use domain::authoring::{
    ConditionSource, GroupSource, List, Part, PresetSource, PriceSource, ProductSource, RecipeSource, RuleSource,
    WorkSource, Written,
};
use domain::quantity::Unit;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Deepest path of a form of ours: `value.0.label.fr`, with room.
const DEEPEST: usize = 6;

/// Puts a part in the place of the one that is there; `None` when no form of ours sends this.
pub(super) fn put(source: &mut ProductSource, part: Part, fields: &[(String, String)]) -> Option<()> {
    let mut tree = tree(fields)?;
    let lengths: Vec<String> =
        source.group.iter().filter(|group| group.unit == "mm").map(|group| group.key.clone()).collect();
    let said = |conditions| said(conditions, &lengths);
    match part {
        Part::Basics => {
            let mut sent: ProductSource = read(tree)?;
            let sides = &mut sent.dimensions;
            [&mut sides.length, &mut sides.width, &mut sides.height].into_iter().for_each(in_cm);
            source.slug = sent.slug.trim().to_owned();
            (source.category, source.base_price, source.prices) = (sent.category, sent.base_price, sent.prices);
            source.prices.retain(|_, price| !price.is_empty());
            (source.lead_days, source.dimensions) = (sent.lead_days, sent.dimensions);
        }
        Part::Words => {
            let sent: ProductSource = read(tree)?;
            (source.name, source.summary, source.story, source.care) = (sent.name, sent.summary, sent.story, sent.care);
        }
        Part::Picture => {
            let sent: ProductSource = read(tree)?;
            (source.preview, source.look, source.alt) = (sent.preview, sent.look, sent.alt);
            source.look.retain(|_, filling| !filling.is_empty());
        }
        Part::Line(List::Group, at) => {
            let values = tree.get_mut("value").and_then(Value::as_array_mut);
            values.into_iter().flatten().for_each(swatch);
            let mut sent: GroupSource = read(tree)?;
            for value in &mut sent.value {
                value.sets.retain(|_, length| !length.is_empty());
                value.sets.values_mut().for_each(in_cm);
                value.look.retain(|_, filling| !filling.is_empty());
            }
            if sent.unit == "mm" {
                [&mut sent.min, &mut sent.max, &mut sent.step, &mut sent.default].into_iter().for_each(in_cm);
            }
            *source.group.get_mut(at)? = sent;
            point_at_default(source, at);
        }
        Part::Line(List::Rule, at) => {
            let says = tree.as_object_mut()?.remove("says");
            let sent: RuleSource = read(tree)?;
            let sent = RuleSource { of: said(sent.of), when: said(sent.when), ..sent };
            *source.rule.get_mut(at)? = rule(sent, says.as_ref().and_then(Value::as_str).unwrap_or_default());
        }
        Part::Line(List::Price, at) => {
            let sent: PriceSource = read(tree)?;
            *source.price.get_mut(at)? = PriceSource { when: said(sent.when), ..sent };
        }
        Part::Line(List::Recipe, at) => {
            let sent: RecipeSource = read(tree)?;
            *source.recipe.get_mut(at)? = RecipeSource { when: said(sent.when), ..sent };
        }
        Part::Line(List::Work, at) => {
            let sent: WorkSource = read(tree)?;
            *source.work.get_mut(at)? = WorkSource { when: said(sent.when), ..sent };
        }
        Part::Line(List::Step, at) => *source.step.get_mut(at)? = read(tree)?,
        Part::Line(List::Preset, at) => {
            let mut sent: PresetSource = read(tree)?;
            sent.choose.retain(|_, chosen| !chosen.is_empty());
            for (_, chosen) in sent.choose.iter_mut().filter(|(key, _)| lengths.contains(key)) {
                chosen.0 = chosen.0.iter().map(|length| with_cm(length)).collect();
            }
            *source.preset.get_mut(at)? = sent;
        }
        Part::Line(List::Kept, at) => *source.kept.get_mut(at)? = read(tree)?,
        Part::Line(List::Photo, at) => *source.photo.get_mut(at)? = read(tree)?,
    }
    Some(())
}

/// A field for a colour always sends one; whether it counts is said apart.
fn swatch(value: &mut Value) {
    if let Some(value) = value.as_object_mut()
        && value.remove("has_swatch").is_none()
    {
        value.remove("swatch");
    }
}

/// A default that the form names by its place (`#2`), because the value had no key yet.
fn point_at_default(source: &mut ProductSource, at: usize) {
    let place = source.group[at].default.0.strip_prefix('#').and_then(|place| place.parse::<usize>().ok());
    let Some(place) = place else { return };
    source.name_things();
    let group = &mut source.group[at];
    group.default.0 = group.value.get(place).map(|value| value.key.clone()).unwrap_or_default();
}

/// A rule from the three ways in which the form says it: all of these, none of these, or counted.
fn rule(sent: RuleSource, says: &str) -> RuleSource {
    let mut of = sent.of;
    let rule = RuleSource { when: sent.when, reason: sent.reason, ..RuleSource::default() };
    match (says, of.len()) {
        (_, 0) => rule,
        ("none", 1) if !of[0].is.is_empty() => {
            let ConditionSource { group, is, .. } = of.remove(0);
            RuleSource { then: Some(ConditionSource { group, is_not: is, ..ConditionSource::default() }), ..rule }
        }
        ("none", _) => RuleSource { of, at_most: "0".into(), ..rule },
        ("count", _) => RuleSource { of, at_least: sent.at_least, at_most: sent.at_most, ..rule },
        (_, 1) => RuleSource { then: of.pop(), ..rule },
        (_, all) => RuleSource { of, at_least: all.to_string().as_str().into(), ..rule },
    }
}

/// The conditions that say something; those about these options say lengths.
fn said(mut conditions: Vec<ConditionSource>, lengths: &[String]) -> Vec<ConditionSource> {
    conditions.retain(|condition| !condition.is_empty());
    for condition in conditions.iter_mut().filter(|condition| lengths.contains(&condition.group)) {
        [&mut condition.min, &mut condition.max].into_iter().for_each(in_cm);
    }
    conditions
}

/// A length that was typed without a unit is in centimetres, as the hints of the forms are. Files always say their units.
fn with_cm(typed: &str) -> String {
    let with = [typed.trim(), " cm"].concat();
    let reads = |text: &str| Unit::Millimetre.parse(text).is_ok();
    if !reads(typed) && reads(&with) { with } else { typed.to_owned() }
}

fn in_cm(length: &mut Written) {
    length.0 = with_cm(&length.0);
}

fn read<T: DeserializeOwned>(tree: Value) -> Option<T> {
    serde_json::from_value(tree).ok()
}

/// The tree that the paths describe. Numbers are places in lists; gaps close up.
fn tree(fields: &[(String, String)]) -> Option<Value> {
    let mut root = Value::Object(Map::new());
    for (path, value) in fields {
        let names: Vec<&str> = path.split('.').collect();
        if names.len() > DEEPEST || names.iter().any(|name| name.is_empty()) {
            return None;
        }
        // PostgreSQL text cannot hold it, and nobody types it.
        let value = Value::String(value.replace('\0', "").replace("\r\n", "\n"));
        let mut here = &mut root;
        for name in &names[..names.len() - 1] {
            here = here.as_object_mut()?.entry(*name).or_insert_with(|| Value::Object(Map::new()));
        }
        here.as_object_mut()?.insert((*names.last()?).to_owned(), value);
    }
    Some(lists(root))
}

/// Objects whose names are all numbers become lists, in the order of the numbers.
fn lists(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    let numbered: Option<Vec<(usize, Value)>> =
        map.iter().map(|(name, value)| Some((name.parse().ok()?, value.clone()))).collect();
    match numbered.filter(|list| !list.is_empty()) {
        Some(mut list) => {
            list.sort_by_key(|(at, _)| *at);
            Value::Array(list.into_iter().map(|(_, value)| lists(value)).collect())
        }
        None => Value::Object(map.into_iter().map(|(name, value)| (name, lists(value))).collect()),
    }
}
