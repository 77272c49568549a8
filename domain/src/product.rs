//! What is sold and how it can vary. A model holds no text: see [`ProductText`], aligned with it by position.

use crate::configurator::Pick;
use crate::id::StationId;
use crate::materials::BomLine;
use crate::money::Money;
use crate::pricing::PriceLine;
use crate::quantity::Measure;
use crate::text::{Script, count_chars};
use serde::{Deserialize, Serialize};

/// A product version as the engine sees it: immutable once published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductModel {
    /// Price before any choice, in minor units (centimes) of the product's currency.
    pub base_price_minor: i64,
    /// The same as the shop set it in other currencies, at most one each, above nothing; see [`crate::exchange`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<Money>,
    /// Days from confirmation to ready that the shop declares, before the hours of the piece.
    pub lead_days: u16,
    /// Length, width and height of the piece in millimetres.
    pub dimensions: [Dimension; 3],
    /// What the shopper decides, in the order in which a person decides it.
    pub groups: Vec<OptionGroup>,
    /// Constraints between choices.
    pub rules: Vec<Rule>,
    /// Effects of choices on the price.
    pub prices: Vec<PriceLine>,
    /// The recipe. Left empty where the recipe has no business, such as in a page.
    pub recipe: Vec<BomLine>,
    /// Work to do.
    pub work: Vec<WorkLine>,
    /// How a shopper is led through the decisions.
    #[serde(default, skip_serializing_if = "Guide::is_empty")]
    pub guide: Guide,
    /// How the piece is drawn.
    pub preview: PreviewSpec,
}

/// How a shopper is led; it changes nothing about what can be made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Guide {
    /// Steps: the first group of each, ascending. Groups before the first step belong to none.
    pub steps: Vec<usize>,
    /// Designs to start from: what is chosen in them, as [`crate::configurator::Selection::parse`] reads it.
    pub presets: Vec<Vec<(String, String)>>,
    /// Photographs of pieces that were made: codes of pictures, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<String>,
}

impl Guide {
    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.presets.is_empty() && self.photos.is_empty()
    }
}

/// What stays as it is in every piece, and why: a motif that is handed down, a form that is never changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kept {
    /// What stays.
    pub title: String,
    /// Its story.
    pub story: String,
}

/// One side of the piece: a fixed size unless a number group or a chosen value sets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Size in millimetres when nothing sets it; 0 when the piece has no such side.
    pub fixed_mm: i64,
    /// Index of the number group (in millimetres) that sets it.
    pub group: Option<usize>,
}

/// A side of the piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// The longest side that lies down.
    Length,
    /// Across.
    Width,
    /// Up.
    Height,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionGroup {
    /// Latin slug, unique in the product, stable across versions.
    pub key: String,
    /// What can be decided.
    pub kind: GroupKind,
}

/// What kind of decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// Exactly one of several values.
    Choice {
        /// The values, in order.
        values: Vec<OptionValue>,
        /// Index of the value taken when the shopper says nothing.
        default: usize,
    },
    /// Some of several values, or one value that can be had or not. Nothing said: as few as may be, earlier ones first.
    Several {
        /// The values, in order; [`crate::configurator::MAX_SEVERAL`] at most.
        values: Vec<OptionValue>,
        /// Fewest that are taken.
        at_least: u16,
        /// Most that are taken.
        at_most: u16,
    },
    /// A number from `min` to `max` in steps.
    Number {
        /// Smallest value.
        min: i64,
        /// Largest value.
        max: i64,
        /// Distance between values, counted from `min`.
        step: i64,
        /// Value taken when the shopper says nothing.
        default: i64,
        /// What is counted.
        unit: NumberUnit,
    },
    /// A text to put on the piece; empty means none.
    Text {
        /// Longest text, in characters as the reader counts them (Unicode scalar values without combining marks).
        max_chars: u16,
        /// Scripts that the artisan can work in.
        scripts: Vec<Script>,
    },
    /// A picture from the shopper, such as a logo or the outline of a foot: the text is the code of an uploaded picture
    /// ([`crate::picture::is_code`]), and counts as so many characters; empty means none.
    Picture,
}

/// Unit of a number group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberUnit {
    /// Millimetres (shown as centimetres).
    Millimetre,
    /// Pieces.
    Piece,
}

/// One value of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionValue {
    /// Latin slug, unique in its group.
    pub key: String,
    /// Sides of the piece that this value sets, in millimetres.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<(Axis, i64)>,
    /// Slots of the drawing that this value fills, such as `("inlay", "lemon")`; see [`crate::preview`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look: Vec<(String, String)>,
    /// Colour of the swatch as `#rrggbb`, when the value is a colour or a matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swatch: Option<String>,
}

/// The range of [`Condition::Between`] that says "a picture was given"; 0 to 0 says "none". There are no others.
pub const PICTURE_GIVEN: (i64, i64) = (1, crate::picture::CODE_LENGTH as i64);

/// A statement about one group; all parts of the model that depend on choices use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The choice is one of these values (indices); of several, any of these is taken.
    OneOf {
        /// Index of a group of values.
        group: usize,
        /// Indices of values.
        values: Vec<usize>,
    },
    /// The number, or the count of characters of the text, lies in this range, both ends included.
    Between {
        /// Index of a number, text or picture group.
        group: usize,
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
}

/// A constraint: whenever all of `when` hold, at least `at_least` and at most `at_most` of `of` hold. "Requires" is one
/// of one, "excludes" none of some, and a limit has a `Between` there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredRule")]
pub struct Rule {
    /// Premises; an empty list always holds.
    pub when: Vec<Condition>,
    /// What is counted.
    pub of: Vec<Condition>,
    /// Fewest that hold.
    pub at_least: u16,
    /// Most that hold.
    pub at_most: u16,
}

/// A rule as it was kept: models are never rewritten, so that all shapes stay readable.
#[derive(Deserialize)]
#[serde(untagged)]
enum StoredRule {
    Counted { when: Vec<Condition>, of: Vec<Condition>, at_least: u16, at_most: u16 },
    // The first build knew one consequence.
    Single { when: Vec<Condition>, then: Condition, negated: bool },
}

impl From<StoredRule> for Rule {
    fn from(stored: StoredRule) -> Self {
        match stored {
            StoredRule::Counted { when, of, at_least, at_most } => Self { when, of, at_least, at_most },
            StoredRule::Single { when, then, negated: false } => Self::requires(when, then),
            StoredRule::Single { when, then, negated: true } => Self::excludes(when, then),
        }
    }
}

/// Minutes of work, when all conditions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkLine {
    /// Conditions, all of which must hold.
    pub when: Vec<Condition>,
    /// Minutes, rounded up.
    pub measure: Measure,
    /// The loom, bench or kiln of the shop on which it is done, beside the hands; versions of earlier builds have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<StationId>,
}

/// Which drawing, and what fills its slots before any choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewSpec {
    /// The drawing.
    pub kind: crate::preview::Kind,
    /// Slots filled before any choice.
    pub look: Vec<(String, String)>,
    /// Index of the text group that is lettered on the piece.
    pub text_group: Option<usize>,
}

/// All texts of a product version in one language, aligned with [`ProductModel`] by position.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProductText {
    /// Name of the product.
    pub name: String,
    /// One sentence.
    pub summary: String,
    /// Paragraphs of the story, separated by blank lines.
    pub story: String,
    /// How to care for it.
    pub care: String,
    /// One per group.
    pub groups: Vec<GroupText>,
    /// The artisan's reason, one per rule.
    pub rules: Vec<String>,
    /// Label of each price line.
    pub prices: Vec<String>,
    /// Label of each work line.
    pub work: Vec<String>,
    /// Title of each step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Name of each design to start from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presets: Vec<String>,
    /// What stays as it is in every piece.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// What is seen on the main picture, where the piece is shown by photographs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
    /// What is seen on each photograph.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<String>,
}

/// Texts of one group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroupText {
    /// What is decided.
    pub label: String,
    /// A hint; may be empty.
    pub help: String,
    /// One label per value of a choice.
    pub values: Vec<String>,
}

impl Axis {
    /// All sides, in the order in which `[_; 3]` arrays of sides hold them.
    pub const ALL: [Self; 3] = [Self::Length, Self::Width, Self::Height];
}

impl Condition {
    /// Index of the group that the condition speaks of.
    #[must_use]
    pub const fn group(&self) -> usize {
        match self {
            Self::OneOf { group, .. } | Self::Between { group, .. } => *group,
        }
    }

    /// Whether the condition holds for these picks (one per group). On a group of another kind it never holds.
    #[must_use]
    pub fn holds(&self, picks: &[Pick]) -> bool {
        match (self, picks.get(self.group())) {
            (Self::OneOf { values, .. }, Some(Pick::Value(value))) => values.contains(value),
            (Self::OneOf { values, .. }, Some(Pick::Several(taken))) => {
                taken.iter().any(|value| values.contains(value))
            }
            (Self::Between { min, max, .. }, Some(Pick::Number(number))) => (*min..=*max).contains(number),
            (Self::Between { min, max, .. }, Some(Pick::Text(text))) => {
                (*min..=*max).contains(&(count_chars(text) as i64))
            }
            (Self::OneOf { .. }, Some(Pick::Number(_) | Pick::Text(_)) | None)
            | (Self::Between { .. }, Some(Pick::Value(_) | Pick::Several(_)) | None) => false,
        }
    }
}

/// Whether all conditions hold for these picks; an empty list always holds.
#[must_use]
pub fn all_hold(conditions: &[Condition], picks: &[Pick]) -> bool {
    conditions.iter().all(|condition| condition.holds(picks))
}

impl Rule {
    /// Whenever all of `when` hold, `then` holds.
    #[must_use]
    pub fn requires(when: Vec<Condition>, then: Condition) -> Self {
        Self { when, of: vec![then], at_least: 1, at_most: 1 }
    }

    /// Whenever all of `when` hold, `then` does not.
    #[must_use]
    pub fn excludes(when: Vec<Condition>, then: Condition) -> Self {
        Self { when, of: vec![then], at_least: 0, at_most: 0 }
    }

    /// The premises and what is counted.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain(&self.of)
    }

    /// Whether these picks break the rule.
    #[must_use]
    pub fn is_broken(&self, picks: &[Pick]) -> bool {
        let count = self.of.iter().filter(|condition| condition.holds(picks)).count();
        let allowed = usize::from(self.at_least)..=usize::from(self.at_most);
        all_hold(&self.when, picks) && !allowed.contains(&count)
    }
}

impl OptionGroup {
    /// The pick at an ordinal of [`crate::configurator::Engine::domains`]: value index, step index; 0 for an empty text.
    /// `None` when there is no such value, for "some text" or picture, and for several values.
    #[must_use]
    pub fn pick_at(&self, ordinal: usize) -> Option<Pick> {
        match &self.kind {
            GroupKind::Choice { values, .. } => (ordinal < values.len()).then_some(Pick::Value(ordinal)),
            GroupKind::Number { min, max, step, .. } => {
                let number = min.checked_add(i64::try_from(ordinal).ok()?.checked_mul(*step)?)?;
                (*step > 0 && number <= *max).then_some(Pick::Number(number))
            }
            GroupKind::Text { .. } | GroupKind::Picture => (ordinal == 0).then(|| Pick::Text(String::new())),
            GroupKind::Several { .. } => None,
        }
    }

    /// The values of a group of values, in order; none for numbers, texts and pictures.
    #[must_use]
    pub fn values(&self) -> &[OptionValue] {
        match &self.kind {
            GroupKind::Choice { values, .. } | GroupKind::Several { values, .. } => values,
            GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => &[],
        }
    }

    /// The ordinal of a pick in [`crate::configurator::Engine::domains`]; `None` when the group does not have such a
    /// value, and for several values.
    #[must_use]
    pub fn ordinal_of(&self, pick: &Pick) -> Option<usize> {
        let level = crate::configurator::level_of(&self.kind, pick)?;
        Some(match self.kind {
            GroupKind::Choice { .. } | GroupKind::Number { .. } => level,
            GroupKind::Text { .. } | GroupKind::Picture => level.min(1),
            GroupKind::Several { .. } => return None,
        })
    }
}

impl ProductModel {
    /// Length, width and height in millimetres for these picks: the fixed size, else the number of the group that sets
    /// it, else what the chosen values set (of several, the last group counts).
    #[must_use]
    pub fn sides_mm(&self, picks: &[Pick]) -> [i64; 3] {
        let mut sides = [0, 1, 2].map(|side: usize| {
            let dimension = &self.dimensions[side];
            match dimension.group.and_then(|group| picks.get(group)) {
                Some(Pick::Number(number)) => *number,
                Some(Pick::Value(_) | Pick::Several(_) | Pick::Text(_)) | None => dimension.fixed_mm,
            }
        });
        for value in self.chosen_values(picks) {
            for (axis, mm) in &value.sets {
                sides[*axis as usize] = *mm;
            }
        }
        sides
    }

    /// The values that are picked, in the order of the groups.
    pub fn chosen_values<'a>(&'a self, picks: &'a [Pick]) -> impl Iterator<Item = &'a OptionValue> {
        self.groups.iter().zip(picks).flat_map(|(group, pick)| {
            let taken = match pick {
                Pick::Value(value) => core::slice::from_ref(value),
                Pick::Several(taken) => taken.as_slice(),
                Pick::Number(_) | Pick::Text(_) => &[],
            };
            taken.iter().filter_map(|value| group.values().get(*value))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_of_the_first_build_are_read() {
        let name = Condition::Between { group: 1, min: 9, max: 99 };
        let large = Condition::OneOf { group: 0, values: vec![2] };
        let stored = r#"[{"when":[{"between":{"group":1,"min":9,"max":99}}],"then":{"one_of":{"group":0,"values":[2]}},"negated":false},
            {"when":[],"then":{"one_of":{"group":0,"values":[2]}},"negated":true}]"#;
        let read: Vec<Rule> = serde_json::from_str(stored).expect("reads");
        assert_eq!(read, [Rule::requires(vec![name], large.clone()), Rule::excludes(vec![], large)]);
        let written = serde_json::to_string(&read).expect("writes");
        assert_eq!(serde_json::from_str::<Vec<Rule>>(&written).expect("reads"), read);
    }
}
