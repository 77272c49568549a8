//! What a form was made for is found again, although others changed the draft meanwhile.

use super::DraftPage;
use super::fields;
use crate::hex;
use domain::authoring::{List, Part, ProductSource};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What is different in a part: the path of a field, and what stands there now.
pub type Difference = (String, String);

/// Tells whether a part is still as a form showed it.
#[must_use]
pub fn mark_part(source: &ProductSource, part: Part) -> String {
    hex::encode(&Sha256::digest(written(source, part).to_string())[..8])
}

/// Where the part stands that a form was made for: a line that was moved is found by its mark, an option also by its key.
/// `None` when it is gone.
pub(super) fn find_part(source: &ProductSource, code: &str, was: &str, typed: &[(String, String)]) -> Option<Part> {
    let own = Part::from_code(code, source);
    let list = match code.split_once('-').and_then(|(list, _)| List::from_code(list)) {
        Some(list) => list,
        None => return own,
    };
    let lines = || own.into_iter().chain((0..list.len(source)).map(|at| Part::Line(list, at)));
    if let Some(same) = lines().find(|part| mark_part(source, *part) == was) {
        return Some(same);
    }
    if list != List::Group {
        return own;
    }
    let said = |name: &str| typed.iter().find(|(path, _)| path == name).map_or("", |(_, value)| value.as_str());
    let (key, kind) = (said("key"), said("kind"));
    match source.group.iter().position(|group| !key.is_empty() && group.key == key) {
        Some(at) => Some(Part::Line(List::Group, at)),
        // One without a name, now or when the form was made, is known by its kind alone.
        None => own.filter(|part| {
            let Part::Line(_, at) = part else { return false };
            let group = &source.group[*at];
            group.kind == kind && (key.is_empty() || group.key.is_empty())
        }),
    }
}

/// Whether a list ends like this one that something new was just added to.
pub(super) fn ends_alike(list: List, source: &ProductSource, added: &ProductSource) -> bool {
    let last = |source: &ProductSource| Some(written(source, Part::Line(list, list.len(source).checked_sub(1)?)));
    last(source) == last(added)
}

/// The page of a draft with what was typed into a part, which nobody keeps yet, and what stands there instead.
#[must_use]
pub fn with_typed(mut page: DraftPage, part: Part, typed: &[(String, String)]) -> Option<(DraftPage, Vec<Difference>)> {
    let stands = leaves(&written(&page.source, part));
    fields::put(&mut page.source, part, typed)?;
    let mine = leaves(&written(&page.source, part));
    let prefix = match part {
        Part::Line(list, at) => format!("{}.{at}.", list.code()),
        Part::Basics | Part::Words | Part::Picture => String::new(),
    };
    let paths = mine.keys().chain(stands.keys().filter(|path| !mine.contains_key(*path)));
    let other = paths.filter(|path| mine.get(*path) != stands.get(*path));
    let other = other.map(|path| ([&prefix, path.as_str()].concat(), stands.get(path).cloned().unwrap_or_default()));
    let differences = other.collect();
    page.reading = super::understand(&page.source, (&page.materials, &page.stations), &page.categories, &page.pictures);
    page.findings = Vec::new();
    Some((page, differences))
}

/// A part as it is kept.
fn written(source: &ProductSource, part: Part) -> Value {
    let Ok(mut all) = serde_json::to_value(source) else { return Value::Null };
    match part {
        Part::Line(list, at) => all.get_mut(list.code()).and_then(|list| list.get_mut(at)).map(Value::take),
        Part::Basics | Part::Words | Part::Picture => {
            if let Some(all) = all.as_object_mut() {
                all.retain(|name, _| part.holds(name));
            }
            Some(all)
        }
    }
    .unwrap_or_default()
}

/// The texts of a tree that say something, by their paths.
fn leaves(tree: &Value) -> BTreeMap<String, String> {
    fn walk(tree: &Value, path: &str, found: &mut BTreeMap<String, String>) {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { [path, ".", name].concat() };
        match tree {
            Value::Object(map) => map.iter().for_each(|(name, value)| walk(value, &below(name), found)),
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(at, value)| walk(value, &below(&at.to_string()), found));
            }
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => drop(found.insert(path.to_owned(), text.clone())),
            Value::Null | Value::Bool(_) | Value::Number(_) => drop(found.insert(path.to_owned(), tree.to_string())),
        }
    }
    let mut found = BTreeMap::new();
    walk(tree, "", &mut found);
    found
}
