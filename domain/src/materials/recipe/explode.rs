//! A bill of materials over all levels: what has to be made on the way, and what has to be there at the beginning.

use super::Recipes;
use crate::id::MaterialId;
use crate::materials::add_up;
use crate::quantity::Overflow;

/// What something takes over all levels, ascending materials, without zero amounts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explosion {
    /// What has to be made in the shop, in base units.
    pub made: Vec<(MaterialId, i64)>,
    /// What has no recipe and has to be there, in base units.
    pub raw: Vec<(MaterialId, i64)>,
}

/// Follows the recipes down from what is wanted. What several levels need of a material is made together, so that each
/// line is rounded up once.
///
/// # Errors
/// [`Overflow`] when an amount does not fit, is negative, or the recipes go in a circle.
pub fn explode(recipes: &Recipes, wanted: &[(MaterialId, i64)]) -> Result<Explosion, Overflow> {
    let mut needed: Vec<(MaterialId, i64)> = Vec::new();
    for (material, amount) in wanted {
        if *amount < 0 {
            return Err(Overflow);
        }
        add_up(&mut needed, *material, *amount)?;
    }
    let mut found = Explosion::default();
    for material in from_the_top(recipes, &needed)? {
        let Some(amount) = taken_out(&mut needed, material).filter(|amount| *amount > 0) else { continue };
        match recipes.get(&material) {
            None => add_up(&mut found.raw, material, amount)?,
            Some(recipe) => {
                add_up(&mut found.made, material, amount)?;
                for (input, amount) in recipe.takes(amount)? {
                    add_up(&mut needed, input, amount)?;
                }
            }
        }
    }
    Ok(found)
}

fn taken_out(list: &mut Vec<(MaterialId, i64)>, material: MaterialId) -> Option<i64> {
    let place = list.iter().position(|(known, _)| *known == material)?;
    Some(list.remove(place).1)
}

/// All that may be reached, each before everything that it is made from.
fn from_the_top(recipes: &Recipes, wanted: &[(MaterialId, i64)]) -> Result<Vec<MaterialId>, Overflow> {
    let mut done: Vec<MaterialId> = Vec::new();
    // A way down: a material and the inputs of it that are still to be looked at.
    let mut way: Vec<(MaterialId, Vec<MaterialId>)> = Vec::new();
    let inputs = |material: MaterialId| -> Vec<MaterialId> {
        recipes.get(&material).into_iter().flat_map(|recipe| &recipe.inputs).map(|input| input.material).collect()
    };
    for (material, _) in wanted {
        if !done.contains(material) {
            way.push((*material, inputs(*material)));
        }
        while let Some((_, open)) = way.last_mut() {
            match open.pop() {
                Some(next) if done.contains(&next) => {}
                Some(next) if way.iter().any(|(above, _)| *above == next) => return Err(Overflow),
                Some(next) => way.push((next, inputs(next))),
                None => done.extend(way.pop().map(|(material, _)| material)),
            }
        }
    }
    done.reverse();
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, takes};
    use super::super::{Recipe, RecipeInput};
    use super::*;
    use proptest::prelude::*;

    fn make(makes: i64, inputs: Vec<RecipeInput>) -> Recipe {
        Recipe { makes, minutes: 0, inputs, by_products: vec![] }
    }

    #[test]
    fn a_rug_is_followed_down_to_fleece_and_madder() {
        // 5 dyed from 3 spun from 1 fleece (2), and 4 madder.
        let recipes = Recipes::from([
            (id(5), make(1_000, vec![takes(3, 1_000, 50), takes(4, 500, 0)])),
            (id(3), make(100, vec![takes(1, 150, 0)])),
        ]);
        let found = explode(&recipes, &[(id(5), 2_000), (id(3), 100)]).unwrap();
        assert_eq!(found.made, [(id(3), 2_200), (id(5), 2_000)]);
        assert_eq!(found.raw, [(id(1), 3_300), (id(4), 1_000)]);
        assert_eq!(explode(&recipes, &[(id(5), 0)]), Ok(Explosion::default()));
    }

    #[test]
    fn a_circle_a_negative_amount_and_too_much_are_errors() {
        let mut recipes = Recipes::from([(id(2), make(1, vec![takes(1, 1, 0)]))]);
        assert_eq!(explode(&recipes, &[(id(2), -1)]), Err(Overflow));
        assert_eq!(explode(&recipes, &[(id(2), i64::MAX)]), Err(Overflow));
        recipes.insert(id(1), make(1, vec![takes(2, 1, 0)]));
        assert_eq!(explode(&recipes, &[(id(2), 1)]), Err(Overflow));
    }

    /// Whether it is made, how much of it, and from what: number, amount, waste.
    type Written = (bool, i64, Vec<(u8, i64, u16)>);

    /// Recipes in which a material is only made from ones with a smaller number.
    fn shops() -> impl Strategy<Value = Recipes> {
        let input = (0..64_u8, 1..2_000_i64, 0..300_u16);
        prop::collection::vec((any::<bool>(), 1..2_000_i64, prop::collection::vec(input, 1..4)), 2..9).prop_map(|all| {
            let made = (1_u8..).zip(all).filter(|(_, (is_made, ..))| *is_made);
            let recipe = |(number, (_, makes, lines)): (u8, Written)| {
                let mut inputs: Vec<RecipeInput> = Vec::new();
                for (of, amount, waste) in lines {
                    let input = takes(of % number, amount, waste);
                    if inputs.iter().all(|known| known.material != input.material) {
                        inputs.push(input);
                    }
                }
                (id(number), make(makes, inputs))
            };
            made.map(recipe).collect()
        })
    }

    proptest! {
        #[test]
        fn every_amount_is_wanted_or_taken_by_what_is_made(
            recipes in shops(),
            wanted in prop::collection::vec((0..9_u8, 0..50_000_i64), 1..5),
        ) {
            let wanted: Vec<_> = wanted.into_iter().map(|(number, amount)| (id(number), amount)).collect();
            let Ok(found) = explode(&recipes, &wanted) else { return Ok(()) };
            let mut needed = Vec::new();
            for (material, amount) in &wanted {
                add_up(&mut needed, *material, *amount).unwrap();
            }
            for (material, amount) in &found.made {
                for (input, taken) in recipes[material].takes(*amount).unwrap() {
                    add_up(&mut needed, input, taken).unwrap();
                }
            }
            needed.retain(|(_, amount)| *amount > 0);
            let mut there = [found.made.clone(), found.raw.clone()].concat();
            there.sort_unstable();
            prop_assert_eq!(needed, there, "nothing is lost and nothing comes from nowhere");
            prop_assert!(found.made.iter().chain(&found.raw).all(|(_, amount)| *amount > 0));
            prop_assert!(found.raw.iter().all(|(material, _)| !recipes.contains_key(material)));
        }

        #[test]
        fn together_takes_no_more_than_apart(recipes in shops(), one in 0..40_000_i64, other in 0..40_000_i64) {
            let of = |amount| explode(&recipes, &[(id(8), amount)]);
            let (Ok(together), Ok(first), Ok(second)) = (of(one + other), of(one), of(other)) else { return Ok(()) };
            for (material, amount) in together.raw {
                let part = |apart: &Explosion| {
                    apart.raw.iter().find(|(of, _)| *of == material).map_or(0, |(_, amount)| *amount)
                };
                prop_assert!(amount <= part(&first) + part(&second));
            }
        }
    }
}
