//! What the materials of a shop are made from.

use super::materials::{MaterialRow, view};
use super::scope;
use crate::catalog::readable;
use crate::{Actor, Error, Services};
use domain::id::MaterialId;
use domain::materials::{Recipe, RecipeField, RecipeForm, RecipeMaterial, RecipeMistake, Recipes};
use store::{ShopScope, Writer};

/// What the form of a recipe is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeDesk {
    /// The material.
    pub row: MaterialRow,
    /// What the shop says already.
    pub recipe: Option<Recipe>,
    /// The other materials of the shop, by slug.
    pub others: Vec<MaterialRow>,
}

/// Whether a recipe was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipeKept {
    /// It was kept.
    Kept,
    /// Nothing was written: there is no recipe any more.
    Gone,
}

/// What the form of a recipe is made from.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn recipe(svc: &Services, actor: &Actor, shop_slug: &str, slug: &str) -> Result<RecipeDesk, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let slug = readable(slug).ok_or(Error::NotFound)?;
    let mut reader = svc.store().read().await?;
    let mut others: Vec<MaterialRow> = reader.materials(&scope).await?.into_iter().map(view).collect();
    let place = others.iter().position(|row| row.slug == slug).ok_or(Error::NotFound)?;
    let row = others.remove(place);
    let recipe = reader.recipes(&scope).await?.remove(&row.id);
    Ok(RecipeDesk { row, recipe, others })
}

/// Undoes the transaction and says why.
enum Stop {
    Mistakes(Vec<(RecipeField, RecipeMistake)>),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Keeps the recipe of a material; an empty form forgets it. Batches that are planned stay as they are.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such material.
pub async fn save_recipe(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    slug: &str,
    form: &RecipeForm,
) -> Result<Result<RecipeKept, Vec<(RecipeField, RecipeMistake)>>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let slug = readable(slug).ok_or(Error::NotFound)?;
    match svc.store().write(async |tx| save(tx, &scope, slug, form).await).await {
        Ok(kept) => Ok(Ok(kept)),
        Err(Stop::Mistakes(mistakes)) => Ok(Err(mistakes)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn save(tx: &mut Writer, scope: &ShopScope, slug: &str, form: &RecipeForm) -> Result<RecipeKept, Stop> {
    // Two recipes that are kept at the same moment must not close a circle.
    tx.hold_shop(scope.shop()).await?;
    let known: Vec<RecipeMaterial> = tx.materials(scope).await?.into_iter().map(named).collect();
    let of = known.iter().find(|known| known.slug == slug).ok_or(Error::NotFound)?;
    if form.is_empty() {
        tx.drop_recipe(scope, of.id).await?;
        return Ok(RecipeKept::Gone);
    }
    let recipes: Recipes = tx.recipes(scope).await?;
    let recipe = form.check(of, &known, &recipes).map_err(Stop::Mistakes)?;
    let mut named: Vec<MaterialId> = recipe.may_take().chain([of.id]).collect();
    named.sort_unstable();
    for material in named {
        // The unit of what a recipe names is settled: whoever changes it waits, and sees the recipe.
        tx.hold_level(scope, material).await?;
    }
    if tx.put_recipe(scope.shop(), of.id, &recipe).await? { Ok(RecipeKept::Kept) } else { Err(Error::NotFound.into()) }
}

pub(super) fn named(row: store::materials::MaterialRow) -> RecipeMaterial {
    RecipeMaterial { id: row.id, slug: row.slug, unit: row.unit, terms: row.terms }
}
