//! What is written about a product, before anything is looked up.

use super::written::{Keys, Words, Written};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProductSource {
    /// Slug, unique in the market.
    pub slug: String,
    /// Slug of the shop.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shop: String,
    /// Slug of the category.
    pub category: String,
    /// Dirhams before any choice.
    pub base_price: Written,
    /// The same in other currencies, by their ISO codes; one that is not here goes by the rate of the day.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub prices: BTreeMap<String, Written>,
    /// Days from confirmation to ready, before the work itself.
    pub lead_days: Written,
    /// `draft`, `published` or `retired`; only files say it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Which drawing.
    pub preview: String,
    /// Sides when nothing sets them.
    pub dimensions: DimensionsSource,
    /// Slots of the drawing that are filled before any choice; of photographs also `base`, the code of the main picture.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub look: BTreeMap<String, String>,
    /// Of photographs: what is seen on the main picture.
    #[serde(skip_serializing_if = "Words::is_empty")]
    pub alt: Words,
    /// Name.
    pub name: Words,
    /// One sentence.
    pub summary: Words,
    /// Paragraphs, separated by blank lines.
    pub story: Words,
    /// How to care for it.
    pub care: Words,
    /// What the shopper decides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<GroupSource>,
    /// Constraints.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<RuleSource>,
    /// Effects on the price.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub price: Vec<PriceSource>,
    /// Materials.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recipe: Vec<RecipeSource>,
    /// Minutes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub work: Vec<WorkSource>,
    /// Steps through the options.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub step: Vec<StepSource>,
    /// Designs to start from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preset: Vec<PresetSource>,
    /// What stays as it is in every piece.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptSource>,
    /// Photographs of pieces that were made, in the order in which they are shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photo: Vec<PhotoSource>,
    /// What options and values (`option.value`) were called that are gone while something still speaks of them; only drafts
    /// hold it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub gone: BTreeMap<String, Words>,
}

/// Sides of the piece: lengths such as `20 cm`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DimensionsSource {
    /// Length.
    pub length: Written,
    /// Width.
    pub width: Written,
    /// Height.
    pub height: Written,
}

/// What is decided; which fields it needs depends on its kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupSource {
    /// Key, unique in the product.
    pub key: String,
    /// `choice`, `several`, `number` or `text`.
    pub kind: String,
    /// Of a number: `mm` or `piece`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Of a number.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub min: Written,
    /// Of a number.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub max: Written,
    /// Of a number.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub step: Written,
    /// Of a choice the key of a value, of a number the number.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub default: Written,
    /// Of a number in mm: the side that it sets.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub axis: String,
    /// Of several values: fewest.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub at_least: Written,
    /// Of several values: most.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub at_most: Written,
    /// Of a text.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub max_chars: Written,
    /// Of a text: `latin`, `arabic`, `tifinagh`, `digits`.
    #[serde(skip_serializing_if = "Keys::is_empty")]
    pub scripts: Keys,
    /// Of a text: `true` when it is lettered on the drawing.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub lettering: Written,
    /// What is decided, in words.
    pub label: Words,
    /// A hint; may be empty.
    pub help: Words,
    /// Of a choice and of several values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub value: Vec<ValueSource>,
}

/// A value of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ValueSource {
    /// Key, unique in its group.
    pub key: String,
    /// Colour as `#rrggbb`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub swatch: String,
    /// Name of the value.
    pub label: Words,
    /// Sides that it sets.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sets: BTreeMap<String, Written>,
    /// Slots of the drawing that it fills. Of photographs also `layer`, the code of its picture, and `tint`, the key of
    /// the option whose pictures take its colour (`*` for the main picture).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub look: BTreeMap<String, String>,
}

/// A statement about a group: exactly one of `is`, `is_not`, `min` and `max`, `filled`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConditionSource {
    /// Key of the group.
    pub group: String,
    /// Any of these values.
    #[serde(skip_serializing_if = "Keys::is_empty")]
    pub is: Keys,
    /// None of these values.
    #[serde(skip_serializing_if = "Keys::is_empty")]
    pub is_not: Keys,
    /// At least this number, or so many characters.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub min: Written,
    /// At most.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub max: Written,
    /// Whether there is a text.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub filled: Written,
}

/// A constraint: either `then`, or at least and at most so many `of` several.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSource {
    /// Fewest of `of`.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub at_least: Written,
    /// Most of `of`.
    #[serde(skip_serializing_if = "Written::is_empty")]
    pub at_most: Written,
    /// Premises, all of which hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<ConditionSource>,
    /// What then holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<ConditionSource>,
    /// What is counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<ConditionSource>,
    /// The artisan's reason.
    pub reason: Words,
}

/// An effect on the price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PriceSource {
    /// Dirhams, or percent.
    pub amount: Written,
    /// What it grows with: `fixed`, `percent`, `m <side>`, `m2 <side> <side>`, `m around <side> <side>`, `dm3`,
    /// `character <group>`, `unit <group>`.
    pub per: String,
    /// When it applies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<ConditionSource>,
    /// What the opened price calls it.
    pub label: Words,
}

/// A line of the recipe.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecipeSource {
    /// Slug of the material.
    pub material: String,
    /// What stays in the piece, with its unit.
    pub amount: Written,
    /// What it grows with.
    pub per: String,
    /// What is lost on top.
    pub waste_percent: Written,
    /// Key of the line of work before which it has to be there; empty for the beginning.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stage: String,
    /// When it is taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<ConditionSource>,
}

/// A step: a title over some options.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StepSource {
    /// Key of the first option of the step.
    pub group: String,
    /// Title.
    pub title: Words,
}

/// A design to start from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PresetSource {
    /// Keys of options, and what is chosen: keys of values, one number or one text. Other options stay open.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub choose: BTreeMap<String, Keys>,
    /// Its name.
    pub label: Words,
}

/// What stays as it is in every piece.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct KeptSource {
    /// What stays.
    pub title: Words,
    /// Its story.
    pub story: Words,
}

/// A photograph of a piece that was made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PhotoSource {
    /// The code of a picture of the shop; a catalogue names it by its file.
    pub picture: String,
    /// What is seen on it, for those who do not see it.
    pub alt: Words,
}

/// Minutes of work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorkSource {
    /// Key, unique among the lines of work; only lines that the recipe names need one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Minutes.
    pub minutes: Written,
    /// What they grow with.
    pub per: String,
    /// Key of the station of the shop on which it is done; empty when hands are enough.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub station: String,
    /// When it is to be done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<ConditionSource>,
    /// What is done.
    pub label: Words,
}
