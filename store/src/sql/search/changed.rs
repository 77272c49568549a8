//! What changed since its words were written down.

use super::super::{Connection, Db};
use super::BATCH;
use crate::catalog::ShopKind;
use crate::error::inconsistent;
use crate::json::from_json;
use crate::search::{Changed, Said};
use domain::id::{MaterialId, ProductId, ShopId};
use domain::product::ProductModel;
use domain::text::Localised;
use sqlx::QueryBuilder;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct ChangedRow {
    id: Uuid,
    state: String,
    shop_id: Uuid,
    from_price_minor: i64,
    model_json: String,
    text_json: String,
    shop_slug: String,
    shop_kind: String,
    of_women: i64,
    shop_name_json: String,
    category_slug: String,
    category_name_json: String,
}

pub(crate) async fn claim_changed(
    c: &mut Connection,
    only: Option<ProductId>,
    limit: i64,
) -> Result<Vec<Changed>, sqlx::Error> {
    let mut claim = QueryBuilder::<Db>::new(
        "UPDATE products SET searched = 1 WHERE id IN (SELECT id FROM products WHERE searched = 0",
    );
    if let Some(only) = only {
        claim.push(" AND id = ").push_bind(only.0);
    }
    claim.push(" ORDER BY id LIMIT ").push_bind(limit).push(") RETURNING id");
    let claimed = claim.build_query_as::<(Uuid,)>().fetch_all(&mut *c).await?;
    if claimed.is_empty() {
        return Ok(Vec::new());
    }
    // Read after they were claimed: a name that changes now has them written down once more.
    let mut query = QueryBuilder::<Db>::new(
        "SELECT p.id, p.state, p.shop_id, p.from_price_minor, v.model_json, v.text_json, s.slug AS shop_slug, \
         s.kind AS shop_kind, s.of_women, s.name_json AS shop_name_json, c.slug AS category_slug, \
         c.name_json AS category_name_json FROM products p \
         JOIN product_versions v ON v.product_id = p.id AND v.version = p.version \
         JOIN shops s ON s.id = p.shop_id JOIN categories c ON c.slug = p.category_slug WHERE p.id IN (",
    );
    let mut list = query.separated(", ");
    for (id,) in claimed {
        list.push_bind(id);
    }
    query.push(") ORDER BY p.id");
    let rows = query.build_query_as::<ChangedRow>().fetch_all(&mut *c).await?;
    let mut changed: Vec<Changed> = rows.into_iter().map(changed).collect();
    name_materials(c, &mut changed).await?;
    Ok(changed)
}

fn changed(row: ChangedRow) -> Changed {
    let id = row.id;
    let said = || -> Result<Said, sqlx::Error> {
        Ok(Said {
            model: from_json(&row.model_json, "product_versions", "model_json", id)?,
            text: from_json(&row.text_json, "product_versions", "text_json", id)?,
            shop_slug: row.shop_slug.clone(),
            kind: ShopKind::from_code(&row.shop_kind).ok_or_else(|| inconsistent("shops", "kind", row.shop_id))?,
            is_of_women: row.of_women == 1,
            shop: from_json(&row.shop_name_json, "shops", "name_json", row.shop_id)?,
            category_slug: row.category_slug.clone(),
            category: from_json(&row.category_name_json, "categories", "name_json", &row.category_slug)?,
            materials: Vec::new(),
        })
    };
    let said = (row.state == "published").then(said).transpose();
    Changed {
        product: ProductId(id),
        shop_id: ShopId(row.shop_id),
        price_minor: row.from_price_minor,
        is_broken: said.is_err(),
        said: said.ok().flatten(),
    }
}

/// Of what a model can be made.
fn materials(model: &ProductModel) -> impl Iterator<Item = MaterialId> {
    model.recipe.iter().map(|line| line.material)
}

/// Adds the names of the materials in the recipes.
async fn name_materials(c: &mut Connection, changed: &mut [Changed]) -> Result<(), sqlx::Error> {
    let said = || changed.iter().filter_map(|changed| changed.said.as_ref());
    let mut asked: Vec<MaterialId> = said().flat_map(|said| materials(&said.model)).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut names: BTreeMap<MaterialId, Localised> = BTreeMap::new();
    for batch in asked.chunks(BATCH) {
        let mut query = QueryBuilder::<Db>::new("SELECT id, name_json FROM materials WHERE id IN (");
        let mut list = query.separated(", ");
        for material in batch {
            list.push_bind(material.0);
        }
        query.push(")");
        for (id, name) in query.build_query_as::<(Uuid, String)>().fetch_all(&mut *c).await? {
            names.insert(MaterialId(id), from_json(&name, "materials", "name_json", id)?);
        }
    }
    for said in changed.iter_mut().filter_map(|changed| changed.said.as_mut()) {
        said.materials = materials(&said.model).filter_map(|material| names.get(&material).cloned()).collect();
    }
    Ok(())
}
