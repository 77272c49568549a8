//! A look back: what each product took beside what was planned, what an hour of it earned, and how promises were kept.

use super::scope;
use crate::{Actor, Error, Services};
use domain::efficiency::{Efficiency, Made, MadeOf, fair_price_minor, hourly_minor};
use domain::id::{MaterialId, OrderLineId, ProductId, ShopOrderId};
use domain::materials::{Spent, spent};
use domain::money::Money;
use domain::order::split;
use domain::planning::{Kept, Punctuality};
use domain::quantity::Unit;
use domain::text::Localised;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::efficiency::{MadeRow, SpendingRow};
use store::{Reader, ShopScope};

/// Order lines that are looked back at, the latest.
const LISTED: i64 = 1_000;

/// Most that a shop can ask for an hour, in centimes: a thousand dirhams.
const LARGEST_FLOOR_MINOR: i64 = 100_000;

/// A look back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EfficiencyPage {
    /// What an hour has to earn at least, as the shop has set it.
    pub floor: Option<Money>,
    /// How promises were kept.
    pub punctuality: Punctuality,
    /// The products of which something was made, by name of the latest order; what earns least stands first.
    pub products: Vec<ProductEfficiency>,
}

/// What a product took and earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductEfficiency {
    /// The product.
    pub product: ProductId,
    /// Its name.
    pub name: Localised,
    /// The figures.
    pub figures: Efficiency,
    /// What its materials cost, as far as prices are known.
    pub cost: Money,
    /// What an hour earned; `None` without work.
    pub hourly: Option<Money>,
    /// Whether that is less than the shop has set.
    pub below_floor: bool,
    /// Names and units of the materials in the figures.
    pub materials: Vec<(MaterialId, Localised, Unit)>,
    /// How its promises were kept.
    pub punctuality: Punctuality,
}

/// What a product will earn, from what is planned for the design of one who says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earning {
    /// What its materials cost, as far as prices are known.
    pub cost: Money,
    /// Materials whose price is not known.
    pub unpriced: Vec<Localised>,
    /// Minutes of work.
    pub minutes: i64,
    /// What an hour will earn; `None` without work.
    pub hourly: Option<Money>,
    /// What the shop has set.
    pub floor: Option<Money>,
    /// The price at which an hour earns that much, when it does not.
    pub fair_price: Option<Money>,
}

/// A look back at what was made.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist; [`Error::Overflow`].
pub async fn efficiency(svc: &Services, actor: &Actor, shop: &str) -> Result<EfficiencyPage, Error> {
    let (scope, _) = scope(actor, shop)?;
    let mut reader = svc.store().read().await?;
    let floor = reader.hourly_floor(&scope).await?;
    let rows = reader.made(&scope, LISTED).await?;
    let planned = reader.made_materials(&scope).await?;
    let taken = taken(&reader.spending(&scope).await?)?;
    let materials = reader.materials(&scope).await?;
    drop(reader);
    let used = used(&rows, &planned, &taken)?;
    let mut by_product: BTreeMap<ProductId, Vec<&MadeRow>> = BTreeMap::new();
    for row in &rows {
        by_product.entry(row.product).or_default().push(row);
    }
    let named = |id: &MaterialId| materials.iter().find(|known| known.id == *id);
    let mut products = Vec::new();
    for (product, rows) in by_product {
        let made: Vec<Made> = rows.iter().map(|row| made(row, &planned, &used)).collect();
        let figures = Efficiency::of(&made)?;
        let hourly = figures.hourly_minor()?;
        let materials = figures.materials.keys().filter_map(named).map(|row| (row.id, row.name.clone(), row.unit));
        products.push(ProductEfficiency {
            product,
            name: rows.first().map(|row| row.name.clone()).unwrap_or_default(),
            cost: Money::mad(figures.cost_minor()?),
            hourly: hourly.map(Money::mad),
            below_floor: hourly.zip(floor).is_some_and(|(hourly, floor)| hourly < floor),
            materials: materials.collect(),
            punctuality: punctuality(rows.iter().copied()),
            figures,
        });
    }
    products.sort_by_key(|product| (product.hourly.map_or(i64::MAX, |hourly| hourly.minor), product.product));
    Ok(EfficiencyPage { floor: floor.map(Money::mad), punctuality: punctuality(&rows), products })
}

fn punctuality<'a>(rows: impl IntoIterator<Item = &'a MadeRow>) -> Punctuality {
    let kept = |row: &MadeRow| Some(Kept { promise: row.promise?, done: Timestamp(row.done_ms).day() });
    Punctuality::of(&rows.into_iter().filter_map(kept).collect::<Vec<_>>())
}

type Taken = BTreeMap<(ShopOrderId, MaterialId), Spent>;

/// What was taken for each order, with what it cost when it was taken.
fn taken(rows: &[SpendingRow]) -> Result<Taken, Error> {
    let mut found = Taken::new();
    for of_one in rows.chunk_by(|one, other| one.material == other.material) {
        let Some(material) = of_one.first().map(|row| row.material) else { continue };
        let movements = of_one.iter().map(|row| (row.change, row.price_minor, row.shop_order));
        found.extend(spent(movements)?.into_iter().map(|(order, spent)| ((order, material), spent)));
    }
    Ok(found)
}

/// The same for each line: the ledger speaks of orders, so what an order took of a material is shared among its lines as it was
/// planned for them.
fn used(
    rows: &[MadeRow],
    planned: &[(OrderLineId, MaterialId, i64)],
    taken: &Taken,
) -> Result<BTreeMap<(OrderLineId, MaterialId), Spent>, Error> {
    let order_of: BTreeMap<OrderLineId, ShopOrderId> = rows.iter().map(|row| (row.line, row.shop_order.0)).collect();
    let mut lines: BTreeMap<(ShopOrderId, MaterialId), Vec<(OrderLineId, i64)>> = BTreeMap::new();
    for (line, material, amount) in planned {
        if let Some(order) = order_of.get(line) {
            lines.entry((*order, *material)).or_default().push((*line, *amount));
        }
    }
    let mut found = BTreeMap::new();
    for ((order, material), lines) in lines {
        let Some(all) = taken.get(&(order, material)) else { continue };
        let weights: Vec<i64> = lines.iter().map(|(_, amount)| *amount).collect();
        let parts = [split(all.amount, &weights)?, split(all.uncosted, &weights)?, split(all.cost_minor, &weights)?];
        for (at, (line, _)) in lines.iter().enumerate() {
            let [amount, uncosted, cost_minor] = [parts[0][at], parts[1][at], parts[2][at]];
            found.insert((*line, material), Spent { amount, uncosted, cost_minor });
        }
    }
    Ok(found)
}

fn made(
    row: &MadeRow,
    planned: &[(OrderLineId, MaterialId, i64)],
    used: &BTreeMap<(OrderLineId, MaterialId), Spent>,
) -> Made {
    let of_line = planned.iter().filter(|(line, ..)| *line == row.line);
    let of = |(line, material, amount): &(OrderLineId, MaterialId, i64)| MadeOf {
        material: *material,
        planned: *amount,
        used: used.get(&(*line, *material)).copied().unwrap_or_default(),
    };
    Made {
        pieces: row.quantity,
        price_minor: row.total_minor,
        planned_minutes: row.minutes,
        used_minutes: row.used_minutes,
        materials: of_line.map(of).collect(),
    }
}

/// Sets what an hour has to earn at least, in dirhams as they were typed; empty for nothing. `false` when it is no amount from
/// nothing to a thousand.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn set_hourly_floor(svc: &Services, actor: &Actor, shop: &str, floor: &str) -> Result<bool, Error> {
    let (scope, _) = scope(actor, shop)?;
    let floor = match floor.trim() {
        "" => None,
        text => match Money::parse_decimal(text).filter(|money| (1..=LARGEST_FLOOR_MINOR).contains(&money.minor)) {
            Some(money) => Some(money.minor),
            None => return Ok(false),
        },
    };
    svc.store().write(async |tx| tx.set_hourly_floor(&scope, floor).await).await?;
    Ok(true)
}

/// What a piece of this price will earn that takes these materials and minutes.
///
/// # Errors
/// What the store answers; [`Error::Overflow`].
pub(super) async fn earning(
    reader: &mut Reader,
    scope: &ShopScope,
    price: Money,
    bill: &[(MaterialId, i64)],
    minutes: i64,
) -> Result<Earning, Error> {
    let materials = reader.materials(scope).await?;
    let (mut cost, mut unpriced) = (0_i64, Vec::new());
    for (material, amount) in bill {
        let shelf = reader.valuation(*material).await?;
        match shelf.cost_of(*amount)? {
            Some(part) => cost = cost.checked_add(part).ok_or(Error::Overflow)?,
            None => unpriced.extend(materials.iter().find(|row| row.id == *material).map(|row| row.name.clone())),
        }
    }
    let (floor, hourly) = (reader.hourly_floor(scope).await?, hourly_minor(price.minor, cost, minutes)?);
    let below = hourly.zip(floor).filter(|(hourly, floor)| hourly < floor);
    let fair_price = below.map(|(_, floor)| fair_price_minor(floor, cost, minutes)).transpose()?;
    Ok(Earning {
        cost: Money::mad(cost),
        unpriced,
        minutes,
        hourly: hourly.map(Money::mad),
        floor: floor.map(Money::mad),
        fair_price: fair_price.map(Money::mad),
    })
}
