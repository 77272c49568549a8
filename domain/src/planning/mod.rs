//! How long a piece takes, and the day on which it can be ready. `ready_day` is what callers use today; the plan of a
//! shop, and the promises that follow from it, stand beside it.

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

pub use calendar::{Calendar, Hand, Resource, Span, Station, Week};
pub use change::{Change, Danger, Refused, WhatIf, Workshop, endangered};
pub use dates::{DateDigest, ResourceDigest, Run, promise_from_digest};
pub use demand::{Demand, Need, Stage};
pub(crate) use digest::largest_demand;
pub use digest::{Feasibility, MaterialDigest, PromiseDigest, StockPicture};
pub use kept::{Kept, Punctuality};
pub use makeable::{Makeable, Pieces};
pub use plan::{Plan, Planned, Queued, Slot, plan, promise};
pub use promise::{Limit, NoPromise, Promise};
pub use shortage::{Shortage, shortages};
pub use sources::{Source, Taken};

use crate::configurator::Configuration;
use crate::product::{ProductModel, all_hold};
use crate::quantity::Overflow;
use crate::time::{Day, Timestamp};

/// Minutes that a workshop works on one day.
pub const MINUTES_PER_DAY: i64 = 6 * 60;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Longest plan, so that a date always exists; a piece that takes longer is promised for this many days ahead.
const LONGEST_DAYS: i64 = 3650;

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

/// The day on which `quantity` pieces of `minutes` each are ready, when the order is agreed at `now`.
/// First the lead time in calendar days, then six working hours a day; nobody works on Sundays, and no piece is
/// promised for one.
#[must_use]
pub fn ready_day(lead_days: u16, minutes: i64, quantity: u32, now: Timestamp) -> Day {
    let work = i128::from(minutes.max(0)) * i128::from(quantity);
    let days = (work + i128::from(MINUTES_PER_DAY) - 1) / i128::from(MINUTES_PER_DAY);
    let mut left = i64::try_from(days).unwrap_or(LONGEST_DAYS).min(LONGEST_DAYS);
    let mut day = now.day().plus(i32::from(lead_days));
    if day.is_sunday() {
        day = day.plus(1);
    }
    while left > 0 {
        day = day.plus(1);
        if !day.is_sunday() {
            left -= 1;
        }
    }
    day
}

/// When work can begin: now, or on the day on which the last material comes; `None` when one never does.
#[must_use]
pub fn start(feasibility: Feasibility, now: Timestamp) -> Option<Timestamp> {
    match feasibility {
        Feasibility::Now => Some(now),
        Feasibility::From { day, .. } => Some(Timestamp(now.0.max(i64::from(day.0).saturating_mul(DAY_MS)))),
        Feasibility::Never { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn noon(day: Day) -> Timestamp {
        Timestamp(i64::from(day.0) * 86_400_000 + 43_200_000)
    }

    #[test]
    fn sundays_are_neither_worked_nor_promised() {
        let friday = Day::from_ymd(2027, 1, 15).unwrap();
        let ready = |lead, minutes, quantity| ready_day(lead, minutes, quantity, noon(friday)).iso();
        assert_eq!(ready(0, 0, 1), "2027-01-15");
        assert_eq!(ready(2, 0, 1), "2027-01-18");
        assert_eq!(ready(0, 360, 1), "2027-01-16");
        assert_eq!(ready(0, 361, 1), "2027-01-18");
        assert_eq!(ready(0, 180, 4), "2027-01-18");
        assert_eq!(ready(2, 1, 1), "2027-01-19");
    }

    proptest! {
        #[test]
        fn more_work_is_never_ready_earlier_and_never_on_a_sunday(
            lead in any::<u16>(), minutes in 0i64..i64::MAX, more in 0i64..10_000, quantity in 0u32..100, now in 0i64..4_000_000_000_000
        ) {
            let now = Timestamp(now);
            let first = ready_day(lead, minutes, quantity, now);
            let later = ready_day(lead, minutes.saturating_add(more), quantity, now);
            prop_assert!(!first.is_sunday());
            prop_assert!(later >= first && first.0 >= now.day().0 + i32::from(lead));
        }
    }
}
