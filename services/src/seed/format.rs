//! The files as they are written, before anything is looked up.

use domain::text::{Localised, Script};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Spanned, Value};

/// `categories.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Categories {
    pub category: Vec<Category>,
}

/// A category.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    pub slug: Spanned<String>,
    pub name: Spanned<Localised>,
    pub summary: Spanned<Localised>,
}

/// `shops/<slug>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shop {
    pub slug: Spanned<String>,
    pub craft: Spanned<String>,
    pub kind: Spanned<String>,
    pub since: Spanned<u16>,
    pub name: Spanned<Localised>,
    pub tagline: Spanned<Localised>,
    pub place: Spanned<Localised>,
    pub story: Spanned<Localised>,
    #[serde(default)]
    pub member: Vec<Member>,
    #[serde(default)]
    pub material: Vec<Material>,
}

/// A member of a shop.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    pub slug: Spanned<String>,
    pub name: Spanned<Localised>,
    pub role: Spanned<Localised>,
    pub bio: Spanned<Localised>,
}

/// A material of a shop.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Material {
    pub slug: Spanned<String>,
    pub unit: Spanned<String>,
    pub name: Spanned<Localised>,
    pub origin: Spanned<Localised>,
    pub opening: Spanned<String>,
    pub note: String,
}

/// `products/<slug>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Product {
    pub slug: Spanned<String>,
    pub shop: Spanned<String>,
    pub category: Spanned<String>,
    pub base_price: Spanned<String>,
    pub lead_days: u16,
    pub state: Spanned<String>,
    pub dimensions: Dimensions,
    pub preview: Spanned<String>,
    #[serde(default)]
    pub look: BTreeMap<String, String>,
    pub name: Spanned<Localised>,
    pub summary: Spanned<Localised>,
    pub story: Spanned<Localised>,
    pub care: Spanned<Localised>,
    #[serde(default)]
    pub group: Vec<Spanned<Group>>,
    #[serde(default)]
    pub rule: Vec<Spanned<Rule>>,
    #[serde(default)]
    pub price: Vec<Spanned<Price>>,
    #[serde(default)]
    pub recipe: Vec<Spanned<Recipe>>,
    #[serde(default)]
    pub work: Vec<Spanned<Work>>,
}

/// Sides of the piece.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimensions {
    pub length: Spanned<String>,
    pub width: Spanned<String>,
    pub height: Spanned<String>,
}

/// What is decided; which keys it needs depends on its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub key: Spanned<String>,
    pub kind: Spanned<String>,
    pub label: Spanned<Localised>,
    pub help: Localised,
    pub default: Option<Spanned<Value>>,
    pub at_least: Option<u16>,
    pub at_most: Option<u16>,
    #[serde(default)]
    pub value: Vec<OptionValue>,
    pub unit: Option<Spanned<String>>,
    pub min: Option<Spanned<Value>>,
    pub max: Option<Spanned<Value>>,
    pub step: Option<Spanned<Value>>,
    pub axis: Option<Spanned<String>>,
    pub max_chars: Option<Spanned<u16>>,
    pub scripts: Option<Vec<Script>>,
    #[serde(default)]
    pub lettering: bool,
}

/// A value of a choice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionValue {
    pub key: Spanned<String>,
    pub label: Spanned<Localised>,
    #[serde(default)]
    pub sets: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub look: BTreeMap<String, String>,
    pub swatch: Option<String>,
}

/// Exactly one of `is`, `is_not`, `min`/`max`, `filled`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub group: Spanned<String>,
    pub is: Option<Vec<Spanned<String>>>,
    pub is_not: Option<Vec<Spanned<String>>>,
    pub min: Option<Spanned<Value>>,
    pub max: Option<Spanned<Value>>,
    pub filled: Option<bool>,
}

/// A constraint: either `then`, or at least and at most so many `of` several.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    #[serde(default)]
    pub when: Vec<Condition>,
    pub then: Option<Condition>,
    #[serde(default)]
    pub of: Vec<Condition>,
    pub at_least: Option<u16>,
    pub at_most: Option<u16>,
    pub reason: Spanned<Localised>,
}

/// An effect on the price.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    pub label: Spanned<Localised>,
    #[serde(default)]
    pub when: Vec<Condition>,
    pub amount: Spanned<String>,
    pub per: Spanned<String>,
}

/// A line of the recipe.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipe {
    pub material: Spanned<String>,
    #[serde(default)]
    pub when: Vec<Condition>,
    pub amount: Spanned<String>,
    pub per: Spanned<String>,
    pub waste_percent: Spanned<u16>,
}

/// Minutes of work.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Work {
    pub label: Spanned<Localised>,
    #[serde(default)]
    pub when: Vec<Condition>,
    pub minutes: Spanned<String>,
    pub per: Spanned<String>,
}
