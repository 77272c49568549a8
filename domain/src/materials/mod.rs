//! Materials, recipes and the stock ledger.

mod batch;
mod bill;
mod buying;
mod cost;
mod count;
mod form;
mod ledger;
mod recipe;
mod reorder;
mod scrap;
mod spent;
mod terms;

pub use batch::{Draw, DrawProblem, Drawn, cost_of_output};
pub(crate) use bill::add_up;
pub use bill::bill;
pub use buying::{BuyingUnit, Pack};
pub use cost::{Freshness, LARGEST_PRICE_MINOR, SOON_DAYS, Valuation, cost_left};
pub use count::CountReason;
pub use form::{MaterialField, MaterialForm, MaterialMistake, WrittenMaterial, parse_days};
pub use ledger::{Level, LevelChange, LevelProblem, MovementKind};
pub use recipe::{
    ByProductLine, Explosion, InputLine, MOST_MINUTES, Recipe, RecipeField, RecipeForm, RecipeInput, RecipeMaterial,
    RecipeMistake, Recipes, explode, is_made_from,
};
pub use reorder::{Need, Suggestion};
pub use scrap::ScrapCause;
pub use spent::{Spent, spent};
pub use terms::{LARGEST_AMOUNT, MaterialTerms, format_tenths, parse_percent};

use crate::configurator::Pick;
use crate::id::MaterialId;
use crate::product::Condition;
use crate::quantity::{Measure, Overflow};
use serde::{Deserialize, Serialize};

/// One line of a recipe: a material, when it is taken, and how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BomLine {
    /// The material; its unit gives the unit of the measure.
    pub material: MaterialId,
    /// Conditions, all of which must hold.
    pub when: Vec<Condition>,
    /// Amount in the finished piece, before waste.
    pub measure: Measure,
    /// Waste in per mille of the amount, added to it; the line is rounded up once.
    pub waste_permille: u16,
    /// Index of the line of work before which it has to be there; the first when nothing is said, as in versions of earlier
    /// builds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<usize>,
}

impl BomLine {
    /// What the line takes for one piece of these sides and picks, waste included, rounded up once.
    ///
    /// # Errors
    /// [`Overflow`] when it does not fit.
    pub fn amount(&self, sides_mm: [i64; 3], picks: &[Pick]) -> Result<i64, Overflow> {
        self.measure.amount(sides_mm, picks)?.with_waste(self.waste_permille)?.round_up()
    }
}
