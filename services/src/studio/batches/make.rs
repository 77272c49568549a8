//! What a batch would take, and how much can be made of what is there.

use super::super::materials::{MaterialRow, view};
use super::super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services, workshop};
use domain::id::{BatchId, MaterialId};
use domain::materials::{Recipe, explode};
use domain::planning::promise;
use domain::time::Day;
use store::Reader;
use store::ShopScope;

/// What a batch is planned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakePage {
    /// What is made.
    pub row: MaterialRow,
    /// How much the lines are for, in base units: what was asked, else one batch.
    pub output: i64,
    /// How much can be made now of what is free on the shelf, in base units.
    pub most: i64,
    /// What it takes, in the order of the recipe.
    pub lines: Vec<MakeLine>,
    /// What comes of it besides.
    pub by_products: Vec<(MaterialRow, i64)>,
    /// Minutes of work.
    pub minutes: i64,
    /// The first day on which it can be there, in the hours that are free; `None` when it cannot be made as things stand.
    pub day: Option<Day>,
    /// What all of it takes that is not made here, when something that it takes is: material and amount.
    pub raw: Vec<(MaterialRow, i64)>,
    /// Today.
    pub today: Day,
    /// Id for the batch: goes into the form, so that a form sent twice is one batch.
    pub next: BatchId,
}

/// What is taken of a material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeLine {
    /// The material.
    pub material: MaterialRow,
    /// How much, waste included, in base units.
    pub amount: i64,
    /// What can be taken instead, the best first.
    pub substitutes: Vec<MaterialRow>,
    /// Whether it is made here too.
    pub has_recipe: bool,
}

impl MakeLine {
    /// How much of it is not free on the shelf, in base units.
    #[must_use]
    pub fn short(&self) -> i64 {
        (self.amount - self.material.available.max(0)).max(0)
    }
}

/// What a batch of a material is planned from; `None` when the shop has no recipe for it. `asked` is an amount as it is
/// written; one that cannot be read counts as one batch.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn make(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    asked: Option<&str>,
) -> Result<Option<MakePage>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let slug = readable(slug).ok_or(Error::NotFound)?;
    let mut reader = svc.store().read().await?;
    let all: Vec<MaterialRow> = reader.materials(&scope).await?.into_iter().map(view).collect();
    let row = all.iter().find(|row| row.slug == slug).cloned().ok_or(Error::NotFound)?;
    let recipes = reader.recipes(&scope).await?;
    let Some(recipe) = recipes.get(&row.id) else { return Ok(None) };
    let find = |id: MaterialId| all.iter().find(|row| row.id == id).cloned();
    let asked = asked.and_then(|text| row.terms.parse(row.unit, text).ok());
    let output = asked.filter(|asked| *asked > 0 && recipe.takes(*asked).is_ok()).unwrap_or(recipe.makes);
    let amounts = recipe.lines(output)?;
    let line = |(input, amount): (&domain::materials::RecipeInput, i64)| {
        Some(MakeLine {
            material: find(input.material)?,
            amount,
            substitutes: input.substitutes.iter().filter_map(|id| find(*id)).collect(),
            has_recipe: recipes.contains_key(&input.material),
        })
    };
    let lines: Vec<MakeLine> = recipe.inputs.iter().zip(amounts).filter_map(line).collect();
    let by_products =
        recipe.besides(output)?.into_iter().filter_map(|(id, amount)| Some((find(id)?, amount))).collect();
    let raw = if lines.iter().any(|line| line.has_recipe) {
        let raw = explode(&recipes, &[(row.id, output)]).map(|found| found.raw).unwrap_or_default();
        raw.into_iter().filter_map(|(id, amount)| Some((find(id)?, amount))).collect()
    } else {
        Vec::new()
    };
    let most = recipe.most(|id| find(id).map_or(0, |row| row.available))?;
    let (day, minutes) = (first_day(svc, &mut reader, &scope, recipe, output).await?, recipe.work(output)?);
    let (today, next) = (svc.now().day(), BatchId::from_parts(svc.millis(), svc.id10()));
    Ok(Some(MakePage { row, output, most, lines, by_products, minutes, day, raw, today, next }))
}

async fn first_day(
    svc: &Services,
    reader: &mut Reader,
    scope: &ShopScope,
    recipe: &Recipe,
    output: i64,
) -> Result<Option<Day>, Error> {
    let workshop = workshop::of(&reader.workshop(scope.shop()).await?, svc.now());
    let demand = workshop::batch_demand(&recipe.takes(output)?, recipe.work(output)?, workshop.today);
    Ok(promise(&demand, &workshop.plan()?).ok().map(|promise| promise.finish))
}
