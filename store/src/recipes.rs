//! Recipes: what the materials of a shop are made from.

use crate::ShopScope;
use crate::queries::queries;
use domain::id::{MaterialId, ShopId};
use domain::materials::{Recipe, Recipes};

queries! { recipes:
    /// All recipes of a shop.
    read fn recipes(scope: &ShopScope) -> Recipes;
    /// Keeps the recipe of a material, in place of the one that was there; `false` when the shop has no such material.
    write fn put_recipe(shop: ShopId, material: MaterialId, recipe: &Recipe) -> bool;
    /// Forgets the recipe of a material; `false` when there was none.
    write fn drop_recipe(scope: &ShopScope, material: MaterialId) -> bool;
}
