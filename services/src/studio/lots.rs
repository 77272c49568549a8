//! What is left of each lot of a material, and what all of it cost.

use super::work_scope;
use crate::{Actor, Error, Services};
use domain::id::{LotId, MaterialId};
use domain::materials::{Freshness, SOON_DAYS, cost_left};
use domain::money::Money;
use domain::time::Day;
use store::lots::LotRow;
use store::materials::MaterialRow;
use store::{Reader, ShopScope};

/// Lots in the list of a material.
const LISTED: i64 = 60;

/// A received batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// Id.
    pub id: LotId,
    /// From whom; may be empty.
    pub supplier: String,
    /// Number of its stamp or certificate; may be empty.
    pub certificate: String,
    /// When it came.
    pub day: Day,
    /// Best before this day.
    pub best_before: Option<Day>,
    /// How long it can still be used.
    pub freshness: Freshness,
    /// What was paid for all of it.
    pub price: Option<Money>,
    /// How much came in, in base units.
    pub received: i64,
    /// How much is left, in base units.
    pub remaining: i64,
    /// What that cost.
    pub cost_left: Option<Money>,
    /// Code of a picture of the shop.
    pub picture: Option<String>,
}

/// What material cost, as far as prices are known: the moving average.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// What lies on the shelf with a known cost, in base units.
    pub costed: i64,
    /// What that cost.
    pub total: Money,
    /// On average per kilogram, litre, metre, square metre, cubic decimetre or piece.
    pub average: Money,
    /// On average for one of the packs in which it is bought.
    pub pack: Option<Money>,
}

/// The lots of a material, what lies on the shelf in no lot, and what all of it cost.
pub(super) async fn of_material(
    reader: &mut Reader,
    scope: &ShopScope,
    row: &MaterialRow,
    today: Day,
) -> Result<(Vec<Lot>, i64, Option<Cost>), Error> {
    let lots = reader.lots(scope, row.id, LISTED).await?;
    let in_no_lot = row.level.on_hand.saturating_sub(reader.in_lots(row.id).await?);
    let shelf = reader.valuation(row.id).await?;
    let average = |amount| Ok::<_, Error>(shelf.cost_of(amount)?.map(Money::mad));
    let pack = match row.terms.buying {
        Some(buying) => average(buying.holds)?,
        None => None,
    };
    let total = Money::mad(shelf.cost_minor);
    let cost = average(row.unit.large())?.map(|average| Cost { costed: shelf.costed, total, average, pack });
    let lots = lots.into_iter().map(|row| view(row, today)).collect::<Result<_, _>>()?;
    Ok((lots, in_no_lot, cost))
}

pub(super) fn view(row: LotRow, today: Day) -> Result<Lot, Error> {
    let left = row.price_minor.map(|price| cost_left(price, row.received, row.remaining)).transpose()?;
    let best_before = row.best_before.map(Day);
    Ok(Lot {
        id: row.id,
        supplier: row.supplier,
        certificate: row.certificate,
        day: Day(row.day),
        best_before,
        freshness: Freshness::of(best_before.filter(|_| row.remaining > 0), today),
        price: row.price_minor.map(Money::mad),
        received: row.received,
        remaining: row.remaining,
        cost_left: left.map(Money::mad),
        picture: row.picture,
    })
}

/// The materials of which something is to be used soon, or is past its best-before day.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn expiring(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Vec<MaterialId>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    Ok(svc.store().read().await?.materials_expiring(&scope, svc.now().day().plus(SOON_DAYS).0).await?)
}
