//! Where the material of some orders comes from, and what has to be bought for them.

use super::scope;
use crate::{Actor, Error, Services, workshop};
use domain::planning::{Shortage, shortages as of_plan};
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::Day;

/// The orders of the queue, and the materials of those that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortagePage {
    /// Orders of the queue: number, name of the product, promised day, whether it was chosen.
    pub orders: Vec<(i64, Localised, Day, bool)>,
    /// Materials of the chosen orders; what has to be bought stands first.
    pub materials: Vec<ShortageRow>,
}

/// A material; amounts in its base unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortageRow {
    /// Latin slug.
    pub slug: String,
    /// Name.
    pub name: Localised,
    /// Base unit.
    pub unit: Unit,
    /// Where it comes from.
    pub short: Shortage,
}

/// The materials of the orders with these numbers, as the whole queue is planned; of all orders and batches when none is named.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn shortages(svc: &Services, actor: &Actor, shop: &str, numbers: &[i64]) -> Result<ShortagePage, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let row = reader.workshop(scope.shop()).await?;
    let materials = reader.materials(&scope).await?;
    drop(reader);
    let is_chosen = |number: i64| numbers.is_empty() || numbers.contains(&number);
    let chosen: Vec<_> =
        row.queue.iter().filter(|queued| is_chosen(queued.shop_order.1)).map(|queued| queued.id).collect();
    let batches = row.batches.iter().filter(|_| numbers.is_empty()).map(|batch| workshop::order_of(batch.id));
    let chosen: Vec<_> = chosen.into_iter().chain(batches).collect();
    let plan = workshop::of(&row, svc.now()).plan()?;
    let named = |(id, short): (domain::id::MaterialId, Shortage)| {
        let known = materials.iter().find(|known| known.id == id)?;
        Some(ShortageRow { slug: known.slug.clone(), name: known.name.clone(), unit: known.unit, short })
    };
    let mut rows: Vec<ShortageRow> = of_plan(&plan, &chosen)?.into_iter().filter_map(named).collect();
    rows.sort_by_key(|row| (row.short.to_buy == 0 && row.short.missing == 0, row.slug.clone()));
    let orders = row.queue.iter().map(|queued| {
        let (number, day) = (queued.shop_order.1, Day(queued.ready_day));
        (number, queued.product.clone(), day, is_chosen(number))
    });
    Ok(ShortagePage { orders: orders.collect(), materials: rows })
}
