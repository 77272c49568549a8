//! What has to be bought for a set of orders.

use super::plan::{Plan, Planned};
use super::sources::Source;
use crate::id::{MaterialId, ProductionOrderId};
use crate::quantity::Overflow;
use crate::time::Day;
use std::collections::BTreeMap;

/// Where the material of some orders comes from, in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shortage {
    /// What lies there for them.
    pub on_hand: i64,
    /// What is expected for them.
    pub expected: i64,
    /// The last day on which something that is expected comes.
    pub last_arrival: Option<Day>,
    /// What has to be bought now for the plan to hold.
    pub to_buy: i64,
    /// What they need and will never have.
    pub missing: i64,
}

/// Per material, ascending ids, where the orders among `orders` get it from, as the whole queue is planned. An order that
/// the plan does not have asks for nothing.
///
/// # Errors
/// [`Overflow`] when a sum does not fit.
pub fn shortages(plan: &Plan, orders: &[ProductionOrderId]) -> Result<Vec<(MaterialId, Shortage)>, Overflow> {
    let mut found: BTreeMap<MaterialId, Shortage> = BTreeMap::new();
    for planned in plan.orders.iter().filter(|planned| orders.contains(&planned.order)) {
        add(&mut found, planned)?;
    }
    Ok(found.into_iter().collect())
}

fn add(found: &mut BTreeMap<MaterialId, Shortage>, planned: &Planned) -> Result<(), Overflow> {
    for taken in &planned.taken {
        let line = found.entry(taken.material).or_default();
        let sum = match taken.source {
            Source::Shelf => &mut line.on_hand,
            Source::Arrival(day) => {
                line.last_arrival = line.last_arrival.max(Some(day));
                &mut line.expected
            }
            Source::Bought(_) => &mut line.to_buy,
        };
        *sum = sum.checked_add(taken.amount).ok_or(Overflow)?;
    }
    for (material, amount) in &planned.missing {
        let line = found.entry(*material).or_default();
        line.missing = line.missing.checked_add(*amount).ok_or(Overflow)?;
    }
    Ok(())
}
