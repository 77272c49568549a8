//! How long a piece takes, the plan of a shop, and the day on which a piece can be ready: [`promise`] in the workshop,
//! [`promise_from_digest`] on the page.

mod calendar;
mod change;
mod dates;
mod demand;
mod digest;
mod grid;
mod kept;
mod lay;
mod makeable;
mod plan;
mod promise;
mod shortage;
mod sources;

#[cfg(test)]
mod best;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod simulation;

pub use calendar::{Calendar, Hand, Resource, Span, Station, Week, read_hours, write_hours};
pub use change::{Change, Danger, Refused, WhatIf, Workshop, endangered};
pub use dates::{PromiseDigest, ResourceDigest, Run, promise_from_digest};
pub use demand::{Demand, Need, Stage};
pub(crate) use digest::largest_demand;
pub use digest::{Feasibility, MaterialDigest, StockPicture};
pub use kept::{Kept, Punctuality};
pub use makeable::{Makeable, Pieces};
pub use plan::{Plan, Planned, Queued, Slot, plan, promise};
pub use promise::{Limit, NoPromise, Promise};
pub use shortage::{Shortage, shortages};
pub use sources::{Source, Taken};

use crate::configurator::Configuration;
use crate::product::{ProductModel, all_hold};
use crate::quantity::Overflow;

/// Minutes of work in one piece; each line of work is rounded up.
///
/// # Errors
/// [`Overflow`] when the sum does not fit, or when a line would give time back.
pub fn minutes(model: &ProductModel, configuration: &Configuration) -> Result<i64, Overflow> {
    let mut sum: i64 = 0;
    for line in model.work.iter().filter(|line| all_hold(&line.when, configuration.picks())) {
        let amount = line.measure.amount(configuration.sides_mm(), configuration.picks())?.round_up()?;
        if amount < 0 {
            return Err(Overflow);
        }
        sum = sum.checked_add(amount).ok_or(Overflow)?;
    }
    Ok(sum)
}
