//! How many pieces of each product the shelf is enough for now, each as if it were the only one.

use super::products::MOST_LISTED;
use super::scope;
use crate::{Actor, Error, Services};
use domain::configurator::{Selection, configure};
use domain::id::{MaterialId, ProductId};
use domain::materials::bill;
use domain::planning::{Makeable, Pieces};
use domain::text::Localised;
use store::catalog::ProductState;
use store::product_draft::ShopProduct;

/// A product with what can be made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeableRow {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// Fingerprint of the default design, which is what is counted.
    pub fingerprint: String,
    /// How many; `None` when it takes no material.
    pub pieces: Option<i64>,
    /// What one more would lack.
    pub limit: Option<Localised>,
}

/// What can be made of the products that are sold, from what is promised to nobody; what can be made least stands first. Of a
/// shop with thousands of products the first ones are looked at.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn makeable(svc: &Services, actor: &Actor, shop: &str) -> Result<Vec<MakeableRow>, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let products = reader.shop_products(&scope, None, MOST_LISTED).await?;
    let sold: Vec<ShopProduct> =
        products.into_iter().filter(|product| product.state == ProductState::Published).collect();
    let mut bills: Vec<(ProductId, Vec<(MaterialId, i64)>)> = Vec::new();
    for product in &sold {
        let Some(row) = reader.product_version(product.id, product.version).await? else { continue };
        let nothing_said = Selection(vec![None; row.model.groups.len()]);
        if let Ok(defaults) = configure(&row.model, &nothing_said) {
            bills.push((product.id, bill(&row.model, &defaults)?));
        }
    }
    let materials = reader.materials(&scope).await?;
    let available: Vec<_> = materials.iter().map(|row| (row.id, row.level.available())).collect();
    let name = |id| materials.iter().find(|row| row.id == id).map(|row| row.name.clone());
    let counted = Makeable::new(&bills, &available);
    let row = |(id, pieces): (ProductId, Pieces)| {
        let product = sold.iter().find(|product| product.id == id)?;
        let (pieces, limit) = match pieces {
            Pieces::Any => (None, None),
            Pieces::Some { count, limit } => (Some(count), name(limit)),
        };
        let (slug, name, fingerprint) = (product.slug.clone(), product.name.clone(), product.fingerprint.clone());
        Some(MakeableRow { slug, name, fingerprint, pieces, limit })
    };
    let mut rows: Vec<MakeableRow> = counted.pieces().filter_map(row).collect();
    rows.sort_by_key(|row| (row.pieces.unwrap_or(i64::MAX), row.slug.clone()));
    Ok(rows)
}
