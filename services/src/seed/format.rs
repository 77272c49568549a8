//! The files as they are written, before anything is looked up.

use domain::text::Localised;
use serde::Deserialize;
use toml::Spanned;

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
    /// What its prices are made of, in per mille: materials, making, shop, platform, payment, tax.
    pub shares: Option<Spanned<[u16; 6]>>,
    /// Whether a cooperative is one of women.
    #[serde(default)]
    pub of_women: bool,
    #[serde(default)]
    pub member: Vec<Member>,
    #[serde(default)]
    pub material: Vec<Material>,
    #[serde(default)]
    pub station: Vec<Station>,
    #[serde(default)]
    pub recipe: Vec<Recipe>,
}

/// A loom, bench or kiln of a shop, or several that are alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Station {
    pub slug: Spanned<String>,
    pub name: Spanned<Localised>,
    pub places: Spanned<u16>,
    /// Whether a piece stays on it until its work there is done.
    #[serde(default)]
    pub holds: bool,
}

/// How a shop makes one of its materials.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipe {
    /// What it makes.
    pub material: Spanned<String>,
    /// How much one batch gives.
    pub batch: String,
    #[serde(default)]
    pub minutes: String,
    pub inputs: Vec<RecipeInput>,
    #[serde(default)]
    pub by_products: Vec<RecipeByProduct>,
}

/// What a recipe takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecipeInput {
    pub material: String,
    pub amount: String,
    #[serde(default)]
    pub waste_percent: String,
    /// What can be taken instead, the best first; two at most.
    #[serde(default)]
    pub instead: Vec<String>,
}

/// What comes of a recipe besides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecipeByProduct {
    pub material: String,
    pub amount: String,
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
    /// What it is bought in, and how much one of them holds.
    #[serde(default)]
    pub pack: String,
    #[serde(default)]
    pub holds: String,
    /// Usual waste in percent.
    #[serde(default)]
    pub waste_percent: String,
    /// The amount below which more is needed.
    #[serde(default)]
    pub threshold: String,
    /// Days in which more can be had.
    #[serde(default)]
    pub supply_days: String,
    /// Whether it cannot be had again.
    #[serde(default)]
    pub one_time: bool,
}
