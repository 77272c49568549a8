//! What a material is made from in the shop: spun yarn and dye become dyed yarn, kernels become oil and press cake.

mod explode;
mod form;

pub use explode::{Explosion, explode};
pub use form::{ByProductLine, InputLine, RecipeField, RecipeForm, RecipeMaterial, RecipeMistake};

use super::{LARGEST_AMOUNT, add_up};
use crate::id::MaterialId;
use crate::quantity::{Basis, Measure, Overflow};
use std::collections::BTreeMap;

/// Most minutes that one batch can take: more than half a year of one person, so that sums fit.
pub const MOST_MINUTES: i64 = 100_000;

/// How one batch of a material is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// How much of the material one batch gives, in its base unit; more than zero.
    pub makes: i64,
    /// Minutes of work for one batch.
    pub minutes: i64,
    /// What it takes, each material once.
    pub inputs: Vec<RecipeInput>,
    /// What comes of it besides, such as press cake: each material once, in its base unit, more than zero.
    pub by_products: Vec<(MaterialId, i64)>,
}

/// A material that a batch takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeInput {
    /// The material.
    pub material: MaterialId,
    /// How much of it one batch takes before waste, in its base unit; more than zero.
    pub amount: i64,
    /// Waste in per mille of the amount, added to it.
    pub waste_permille: u16,
    /// What can be taken instead, as much of it, the best first; measured in the same unit.
    pub substitutes: Vec<MaterialId>,
}

/// All recipes of a shop, by what they make.
pub type Recipes = BTreeMap<MaterialId, Recipe>;

impl Recipe {
    /// What so much of the output takes, in the order of the recipe: waste included, each line rounded up once.
    ///
    /// # Errors
    /// [`Overflow`] when an amount does not fit, or the recipe makes nothing.
    pub fn lines(&self, output: i64) -> Result<Vec<i64>, Overflow> {
        self.inputs.iter().map(|input| self.line(input, output)).collect()
    }

    fn line(&self, input: &RecipeInput, output: i64) -> Result<i64, Overflow> {
        let amount =
            self.share(input.amount).times(i128::from(output))?.with_waste(input.waste_permille)?.round_up()?;
        if amount > LARGEST_AMOUNT { Err(Overflow) } else { Ok(amount) }
    }

    /// The same as a bill: summed per material, in ascending order of id, without zero amounts.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub fn takes(&self, output: i64) -> Result<Vec<(MaterialId, i64)>, Overflow> {
        self.takes_with(output, |input| input.material)
    }

    /// The same when other materials are taken for some lines.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub fn takes_with(
        &self,
        output: i64,
        chosen: impl Fn(&RecipeInput) -> MaterialId,
    ) -> Result<Vec<(MaterialId, i64)>, Overflow> {
        let mut amounts = Vec::new();
        for (input, amount) in self.inputs.iter().zip(self.lines(output)?) {
            add_up(&mut amounts, chosen(input), amount)?;
        }
        amounts.retain(|(_, amount)| *amount > 0);
        Ok(amounts)
    }

    /// What comes of it besides, to the nearest base unit, without zero amounts.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub fn besides(&self, output: i64) -> Result<Vec<(MaterialId, i64)>, Overflow> {
        let mut amounts = Vec::new();
        for (material, amount) in &self.by_products {
            add_up(&mut amounts, *material, self.share(*amount).times(i128::from(output))?.round_half_even()?)?;
        }
        amounts.retain(|(_, amount)| *amount > 0);
        Ok(amounts)
    }

    /// The minutes that so much of the output takes, rounded up.
    ///
    /// # Errors
    /// As [`Self::lines`].
    pub fn work(&self, output: i64) -> Result<i64, Overflow> {
        self.share(self.minutes).times(i128::from(output))?.round_up()
    }

    /// How much can be made of what is there, at most [`LARGEST_AMOUNT`].
    ///
    /// # Errors
    /// [`Overflow`] when the recipe makes nothing.
    pub fn most(&self, there: impl Fn(MaterialId) -> i64) -> Result<i64, Overflow> {
        if self.makes <= 0 {
            return Err(Overflow);
        }
        let fits = |output: i64| match self.takes(output) {
            Ok(takes) => takes.into_iter().all(|(material, amount)| amount <= there(material)),
            Err(Overflow) => false,
        };
        // What is taken never falls when more is made: the most is found by halving.
        let (mut fitting, mut too_much) = (0, LARGEST_AMOUNT + 1);
        while too_much - fitting > 1 {
            let middle = fitting + (too_much - fitting) / 2;
            if fits(middle) { fitting = middle } else { too_much = middle }
        }
        Ok(fitting)
    }

    /// Every material that it may take.
    pub fn may_take(&self) -> impl Iterator<Item = MaterialId> {
        self.inputs.iter().flat_map(|input| std::iter::once(input.material).chain(input.substitutes.iter().copied()))
    }

    fn share(&self, amount: i64) -> Measure {
        Measure { basis: Basis::Fixed, per: (amount, self.makes) }
    }
}

/// Whether a material may be needed, over however many levels, to make `from`, or is `from` itself.
#[must_use]
pub fn is_made_from(recipes: &Recipes, from: MaterialId, material: MaterialId) -> bool {
    let (mut open, mut seen) = (vec![from], Vec::new());
    while let Some(next) = open.pop() {
        if next == material {
            return true;
        }
        if !seen.contains(&next) {
            seen.push(next);
            open.extend(recipes.get(&next).into_iter().flat_map(Recipe::may_take));
        }
    }
    false
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn id(number: u8) -> MaterialId {
        MaterialId::from_parts(1, [number; 10])
    }

    pub(crate) fn takes(material: u8, amount: i64, waste_permille: u16) -> RecipeInput {
        RecipeInput { material: id(material), amount, waste_permille, substitutes: Vec::new() }
    }

    fn oil() -> Recipe {
        Recipe { makes: 1_000, minutes: 90, inputs: vec![takes(1, 2_500, 40)], by_products: vec![(id(2), 1_400)] }
    }

    #[test]
    fn a_recipe_is_scaled_with_waste_and_by_products() {
        assert_eq!(oil().takes(1_000), Ok(vec![(id(1), 2_600)]));
        assert_eq!(oil().takes(1), Ok(vec![(id(1), 3)]), "rounded up once");
        assert_eq!((oil().besides(500), oil().work(500), oil().work(1)), (Ok(vec![(id(2), 700)]), Ok(45), Ok(1)));
        assert_eq!((oil().takes(0), oil().besides(0)), (Ok(vec![]), Ok(vec![])));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert_eq!(oil().takes(i64::MAX), Err(Overflow));
        assert_eq!(Recipe { makes: 0, ..oil() }.takes(1), Err(Overflow));
        assert_eq!(Recipe { makes: 0, ..oil() }.most(|_| 9), Err(Overflow));
        let free = Recipe { inputs: vec![], ..oil() };
        assert_eq!(free.most(|_| 0), Ok(LARGEST_AMOUNT));
    }

    #[test]
    fn a_circle_is_seen_over_levels_and_through_substitutes() {
        let make = |inputs| Recipe { makes: 1, minutes: 0, inputs, by_products: vec![] };
        let mut recipes = Recipes::from([(id(3), make(vec![takes(2, 1, 0)])), (id(2), make(vec![takes(1, 1, 0)]))]);
        assert!(is_made_from(&recipes, id(3), id(1)) && is_made_from(&recipes, id(1), id(1)));
        assert!(!is_made_from(&recipes, id(1), id(3)));
        let instead = RecipeInput { substitutes: vec![id(5)], ..takes(4, 1, 0) };
        recipes.insert(id(1), make(vec![instead]));
        assert!(is_made_from(&recipes, id(3), id(5)));
    }

    proptest! {
        #[test]
        fn what_can_be_made_fits_and_one_more_does_not(
            makes in 1..5_000_i64,
            inputs in prop::collection::vec((1..4_u8, 1..9_000_i64, 0..600_u16), 1..4),
            shelf in prop::collection::vec(0..1_000_000_i64, 4),
        ) {
            let inputs = inputs.into_iter().map(|(material, amount, waste)| takes(material, amount, waste)).collect();
            let recipe = Recipe { makes, minutes: 0, inputs, by_products: vec![] };
            let there = |material: MaterialId| {
                (0..4_u8).find(|number| id(*number) == material).map_or(0, |number| shelf[usize::from(number)])
            };
            let most = recipe.most(there).unwrap();
            let fits = |output| recipe.takes(output).unwrap().into_iter().all(|(of, amount)| amount <= there(of));
            prop_assert!(fits(most) && !fits(most + 1));
        }
    }
}
