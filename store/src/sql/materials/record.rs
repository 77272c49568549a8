//! What is said about a material.

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::materials::{MaterialRow, NewMaterial};
use domain::id::MaterialId;
use domain::materials::{BuyingUnit, Level, MaterialTerms, Pack};
use domain::quantity::Unit;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    unit: String,
    name_json: String,
    origin_json: String,
    supply_days: Option<i64>,
    one_time: i64,
    threshold: i64,
    waste_permille: i64,
    pack: Option<String>,
    pack_holds: Option<i64>,
    on_hand: i64,
    reserved: i64,
    allocated: i64,
}

/// The query of a [`Row`], up to its conditions.
macro_rules! select {
    ($conditions:literal) => {
        concat!(
            "SELECT m.id, m.slug, m.unit, m.name_json, m.origin_json, m.supply_days, m.one_time, m.threshold, \
             m.waste_permille, m.pack, m.pack_holds, l.on_hand, l.reserved, l.allocated \
             FROM materials m JOIN material_levels l ON l.material_id = m.id WHERE m.shop_id = $1 ",
            $conditions
        )
    };
}

fn read_material(row: Row) -> Result<MaterialRow, sqlx::Error> {
    let terms = read_terms(&row)?;
    Ok(MaterialRow {
        id: MaterialId(row.id),
        unit: read_unit(&row.unit, row.id)?,
        name: from_json(&row.name_json, "materials", "name_json", row.id)?,
        origin: from_json(&row.origin_json, "materials", "origin_json", row.id)?,
        terms,
        level: Level { on_hand: row.on_hand, reserved: row.reserved, allocated: row.allocated },
        slug: row.slug,
    })
}

fn read_terms(row: &Row) -> Result<MaterialTerms, sqlx::Error> {
    let days = |days| u16::try_from(days).map_err(|_| inconsistent("materials", "supply_days", row.id));
    let pack =
        row.pack.as_deref().map(|code| Pack::from_code(code).ok_or_else(|| inconsistent("materials", "pack", row.id)));
    Ok(MaterialTerms {
        buying: pack.transpose()?.zip(row.pack_holds).map(|(pack, holds)| BuyingUnit { pack, holds }),
        waste_permille: u16::try_from(row.waste_permille)
            .map_err(|_| inconsistent("materials", "waste_permille", row.id))?,
        threshold: row.threshold,
        supply_days: row.supply_days.map(days).transpose()?,
        one_time: row.one_time == 1,
    })
}

pub(crate) fn read_unit(code: &str, id: Uuid) -> Result<Unit, sqlx::Error> {
    Unit::from_code(code).ok_or_else(|| inconsistent("materials", "unit", id))
}

pub(crate) async fn materials(c: &mut Connection, scope: &ShopScope) -> Result<Vec<MaterialRow>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(select!("ORDER BY m.slug")).bind(scope.shop().0).fetch_all(c).await?;
    rows.into_iter().map(read_material).collect()
}

pub(crate) async fn material(
    c: &mut Connection,
    scope: &ShopScope,
    slug: &str,
) -> Result<Option<MaterialRow>, sqlx::Error> {
    let row =
        sqlx::query_as::<Db, Row>(select!("AND m.slug = $2")).bind(scope.shop().0).bind(slug).fetch_optional(c).await?;
    row.map(read_material).transpose()
}

pub(crate) async fn material_by_id(
    c: &mut Connection,
    scope: &ShopScope,
    material: MaterialId,
) -> Result<Option<MaterialRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Row>(select!("AND m.id = $2"))
        .bind(scope.shop().0)
        .bind(material.0)
        .fetch_optional(c)
        .await?;
    row.map(read_material).transpose()
}

pub(crate) async fn unit_is_settled(c: &mut Connection, material: MaterialId) -> Result<bool, sqlx::Error> {
    // A model names its materials by id, and an id stands nowhere else in it.
    let found = sqlx::query_scalar::<Db, i64>(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM stock_movements WHERE material_id = $1) \
         OR EXISTS (SELECT 1 FROM expected_arrivals WHERE material_id = $1) \
         OR EXISTS (SELECT 1 FROM recipes WHERE material_id = $1) \
         OR EXISTS (SELECT 1 FROM recipe_inputs WHERE input_id = $1) \
         OR EXISTS (SELECT 1 FROM recipe_substitutes WHERE substitute_id = $1) \
         OR EXISTS (SELECT 1 FROM recipe_by_products WHERE by_product_id = $1) \
         OR EXISTS (SELECT 1 FROM batch_inputs WHERE material_id = $1) \
         OR EXISTS (SELECT 1 FROM purchase_order_lines WHERE material_id = $1) \
         OR EXISTS (SELECT 1 FROM supplier_materials WHERE material_id = $1) \
         OR EXISTS (SELECT 1 FROM product_versions v JOIN products p ON p.id = v.product_id \
         JOIN materials m ON m.shop_id = p.shop_id WHERE m.id = $1 AND v.model_json LIKE $2) \
         THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END",
    )
    .bind(material.0)
    .bind(["%", &material.to_string(), "%"].concat())
    .fetch_one(c)
    .await?;
    Ok(found == 1)
}

pub(crate) async fn supply_days(c: &mut Connection, scope: &ShopScope) -> Result<u16, sqlx::Error> {
    let days = sqlx::query_scalar::<Db, i64>("SELECT supply_days FROM shops WHERE id = $1")
        .bind(scope.shop().0)
        .fetch_one(c)
        .await?;
    u16::try_from(days).map_err(|_| inconsistent("shops", "supply_days", scope.shop()))
}

/// The query that adds a material, with what becomes of one that is there.
macro_rules! insert {
    ($conflict:literal) => {
        concat!(
            "INSERT INTO materials (id, shop_id, slug, unit, name_json, origin_json, supply_days, one_time, threshold, \
             waste_permille, pack, pack_holds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ",
            $conflict,
            " RETURNING id"
        )
    };
}

pub(crate) async fn put_material(c: &mut Connection, material: &NewMaterial) -> Result<MaterialId, sqlx::Error> {
    let sql = insert!(
        "ON CONFLICT (shop_id, slug) DO UPDATE SET name_json = excluded.name_json, origin_json = excluded.origin_json"
    );
    insert(c, material, sql).await
}

pub(crate) async fn add_material(
    c: &mut Connection,
    scope: &ShopScope,
    material: &NewMaterial,
) -> Result<(), sqlx::Error> {
    insert(c, &NewMaterial { shop: scope.shop(), ..material.clone() }, insert!("")).await.map(drop)
}

async fn insert(c: &mut Connection, material: &NewMaterial, sql: &'static str) -> Result<MaterialId, sqlx::Error> {
    let terms = &material.terms;
    let id = sqlx::query_scalar::<Db, Uuid>(sql)
        .bind(material.id.0)
        .bind(material.shop.0)
        .bind(&material.slug)
        .bind(material.unit.code())
        .bind(to_json(&material.name)?)
        .bind(to_json(&material.origin)?)
        .bind(terms.supply_days.map(i64::from))
        .bind(i64::from(terms.one_time))
        .bind(terms.threshold)
        .bind(i64::from(terms.waste_permille))
        .bind(terms.buying.map(|buying| buying.pack.code()))
        .bind(terms.buying.map(|buying| buying.holds))
        .fetch_one(&mut *c)
        .await?;
    sqlx::query::<Db>(
        "INSERT INTO material_levels (material_id, on_hand, reserved, allocated) VALUES ($1, 0, 0, 0) \
         ON CONFLICT (material_id) DO NOTHING",
    )
    .bind(id)
    .execute(c)
    .await?;
    Ok(MaterialId(id))
}

pub(crate) async fn change_material(
    c: &mut Connection,
    scope: &ShopScope,
    material: &NewMaterial,
) -> Result<bool, sqlx::Error> {
    let terms = &material.terms;
    let done = sqlx::query::<Db>(
        "UPDATE materials SET unit = $3, name_json = $4, origin_json = $5, supply_days = $6, one_time = $7, \
         threshold = $8, waste_permille = $9, pack = $10, pack_holds = $11 WHERE id = $1 AND shop_id = $2",
    )
    .bind(material.id.0)
    .bind(scope.shop().0)
    .bind(material.unit.code())
    .bind(to_json(&material.name)?)
    .bind(to_json(&material.origin)?)
    .bind(terms.supply_days.map(i64::from))
    .bind(i64::from(terms.one_time))
    .bind(terms.threshold)
    .bind(i64::from(terms.waste_permille))
    .bind(terms.buying.map(|buying| buying.pack.code()))
    .bind(terms.buying.map(|buying| buying.holds))
    .execute(&mut *c)
    .await?;
    // Its name says what the pieces of the shop are made of.
    sqlx::query::<Db>("UPDATE products SET searched = 0 WHERE shop_id = $1 AND searched = 1")
        .bind(scope.shop().0)
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}
