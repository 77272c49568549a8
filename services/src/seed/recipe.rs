//! Recipes of materials in the file of a shop.

use super::SeedError;
use super::format;
use super::shop::ReadShop;
use domain::authoring::KnownMaterial;
use domain::id::MaterialId;
use domain::materials::{ByProductLine, InputLine, Recipe, RecipeForm, RecipeMaterial, Recipes};
use toml::Spanned;

/// A recipe as it was written.
pub(super) struct ReadRecipe {
    pub of: Spanned<String>,
    pub form: RecipeForm,
}

pub(super) fn read(written: format::Recipe) -> ReadRecipe {
    let input = |line: format::RecipeInput| {
        let mut instead = line.instead.into_iter();
        InputLine {
            material: line.material,
            amount: line.amount,
            waste: line.waste_percent,
            instead: [instead.next().unwrap_or_default(), instead.next().unwrap_or_default()],
        }
    };
    let by_product = |line: format::RecipeByProduct| ByProductLine { material: line.material, amount: line.amount };
    let form = RecipeForm {
        makes: written.batch,
        minutes: written.minutes,
        inputs: written.inputs.into_iter().map(input).collect(),
        by_products: written.by_products.into_iter().map(by_product).collect(),
    };
    ReadRecipe { of: written.material, form }
}

/// The recipes of a shop, checked as in its studio; `ids` are those of its materials, in the order of the file.
pub(super) fn check(shop: &ReadShop, ids: &[KnownMaterial]) -> Result<Vec<(MaterialId, Recipe)>, SeedError> {
    let known = |(material, (slug, id, unit)): (&super::shop::ReadMaterial, &KnownMaterial)| RecipeMaterial {
        id: *id,
        slug: slug.clone(),
        unit: *unit,
        terms: material.terms,
    };
    let known: Vec<RecipeMaterial> = shop.materials.iter().zip(ids).map(known).collect();
    let mut found = Recipes::new();
    for ReadRecipe { of, form } in &shop.recipes {
        let Some(made) = known.iter().find(|known| known.slug == *of.get_ref()) else {
            return Err(shop.source.refuse(of, "the shop has no such material"));
        };
        let recipe = form.check(made, &known, &found).map_err(|mistakes| {
            let said = mistakes.iter().map(|(field, mistake)| [&field.name(), ": ", mistake.code()].concat());
            shop.source.refuse(of, said.collect::<Vec<_>>().join(", "))
        })?;
        if found.insert(made.id, recipe).is_some() {
            return Err(shop.source.refuse(of, "there is a recipe for this material already"));
        }
    }
    Ok(found.into_iter().collect())
}
