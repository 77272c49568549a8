//! Recipes.

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use domain::id::{MaterialId, ShopId};
use domain::materials::{Recipe, RecipeInput, Recipes};
use uuid::Uuid;

pub(crate) async fn recipes(c: &mut Connection, scope: &ShopScope) -> Result<Recipes, sqlx::Error> {
    let heads = sqlx::query_as::<Db, (Uuid, i64, i64)>(
        "SELECT r.material_id, r.makes, r.minutes FROM recipes r JOIN materials m ON m.id = r.material_id \
         WHERE m.shop_id = $1",
    )
    .bind(scope.shop().0)
    .fetch_all(&mut *c)
    .await?;
    let head = |(material, makes, minutes)| {
        (MaterialId(material), Recipe { makes, minutes, inputs: Vec::new(), by_products: Vec::new() })
    };
    let mut found: Recipes = heads.into_iter().map(head).collect();
    inputs(&mut *c, scope, &mut found).await?;
    substitutes(&mut *c, scope, &mut found).await?;
    by_products(c, scope, &mut found).await?;
    Ok(found)
}

async fn inputs(c: &mut Connection, scope: &ShopScope, found: &mut Recipes) -> Result<(), sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64, i64)>(
        "SELECT i.material_id, i.input_id, i.amount, i.waste_permille FROM recipe_inputs i \
         JOIN materials m ON m.id = i.material_id WHERE m.shop_id = $1 ORDER BY i.material_id, i.position, i.input_id",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    for (material, input, amount, waste) in rows {
        let waste_permille =
            u16::try_from(waste).map_err(|_| inconsistent("recipe_inputs", "waste_permille", material))?;
        let line = RecipeInput { material: MaterialId(input), amount, waste_permille, substitutes: Vec::new() };
        if let Some(recipe) = found.get_mut(&MaterialId(material)) {
            recipe.inputs.push(line);
        }
    }
    Ok(())
}

async fn substitutes(c: &mut Connection, scope: &ShopScope, found: &mut Recipes) -> Result<(), sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, Uuid)>(
        "SELECT s.material_id, s.input_id, s.substitute_id FROM recipe_substitutes s \
         JOIN materials m ON m.id = s.material_id WHERE m.shop_id = $1 ORDER BY s.material_id, s.input_id, s.position",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    for (material, input, substitute) in rows {
        let inputs = found.get_mut(&MaterialId(material)).map(|recipe| &mut recipe.inputs);
        if let Some(line) = inputs.and_then(|all| all.iter_mut().find(|line| line.material == MaterialId(input))) {
            line.substitutes.push(MaterialId(substitute));
        }
    }
    Ok(())
}

async fn by_products(c: &mut Connection, scope: &ShopScope, found: &mut Recipes) -> Result<(), sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, Uuid, i64)>(
        "SELECT b.material_id, b.by_product_id, b.amount FROM recipe_by_products b \
         JOIN materials m ON m.id = b.material_id WHERE m.shop_id = $1 ORDER BY b.material_id, b.position",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    for (material, by_product, amount) in rows {
        if let Some(recipe) = found.get_mut(&MaterialId(material)) {
            recipe.by_products.push((MaterialId(by_product), amount));
        }
    }
    Ok(())
}

pub(crate) async fn put_recipe(
    c: &mut Connection,
    shop: ShopId,
    material: MaterialId,
    recipe: &Recipe,
) -> Result<bool, sqlx::Error> {
    let known = sqlx::query_scalar::<Db, i64>("SELECT count(*) FROM materials WHERE id = $1 AND shop_id = $2")
        .bind(material.0)
        .bind(shop.0)
        .fetch_one(&mut *c)
        .await?;
    if known == 0 {
        return Ok(false);
    }
    forget(&mut *c, shop, material).await?;
    sqlx::query::<Db>("INSERT INTO recipes (material_id, makes, minutes) VALUES ($1, $2, $3)")
        .bind(material.0)
        .bind(recipe.makes)
        .bind(recipe.minutes)
        .execute(&mut *c)
        .await?;
    for (position, input) in (0_i64..).zip(&recipe.inputs) {
        insert_input(&mut *c, material, position, input).await?;
    }
    for (position, (by_product, amount)) in (0_i64..).zip(&recipe.by_products) {
        sqlx::query::<Db>(
            "INSERT INTO recipe_by_products (material_id, by_product_id, position, amount) VALUES ($1, $2, $3, $4)",
        )
        .bind(material.0)
        .bind(by_product.0)
        .bind(position)
        .bind(amount)
        .execute(&mut *c)
        .await?;
    }
    Ok(true)
}

async fn insert_input(
    c: &mut Connection,
    material: MaterialId,
    position: i64,
    input: &RecipeInput,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO recipe_inputs (material_id, input_id, position, amount, waste_permille) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(material.0)
    .bind(input.material.0)
    .bind(position)
    .bind(input.amount)
    .bind(i64::from(input.waste_permille))
    .execute(&mut *c)
    .await?;
    for (place, substitute) in (0_i64..).zip(&input.substitutes) {
        sqlx::query::<Db>(
            "INSERT INTO recipe_substitutes (material_id, input_id, position, substitute_id) VALUES ($1, $2, $3, $4)",
        )
        .bind(material.0)
        .bind(input.material.0)
        .bind(place)
        .bind(substitute.0)
        .execute(&mut *c)
        .await?;
    }
    Ok(())
}

pub(crate) async fn drop_recipe(
    c: &mut Connection,
    scope: &ShopScope,
    material: MaterialId,
) -> Result<bool, sqlx::Error> {
    forget(c, scope.shop(), material).await
}

async fn forget(c: &mut Connection, shop: ShopId, material: MaterialId) -> Result<bool, sqlx::Error> {
    let mut gone = 0;
    for text in [
        "DELETE FROM recipe_substitutes WHERE material_id = $1 AND $1 IN (SELECT id FROM materials WHERE shop_id = $2)",
        "DELETE FROM recipe_inputs WHERE material_id = $1 AND $1 IN (SELECT id FROM materials WHERE shop_id = $2)",
        "DELETE FROM recipe_by_products WHERE material_id = $1 AND $1 IN (SELECT id FROM materials WHERE shop_id = $2)",
        "DELETE FROM recipes WHERE material_id = $1 AND $1 IN (SELECT id FROM materials WHERE shop_id = $2)",
    ] {
        gone = sqlx::query::<Db>(text).bind(material.0).bind(shop.0).execute(&mut *c).await?.rows_affected();
    }
    Ok(gone == 1)
}
