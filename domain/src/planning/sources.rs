//! What there is of each material: on the shelf, expected, to be bought.

use super::{MaterialDigest, StockPicture};
use crate::id::MaterialId;
use crate::quantity::Overflow;
use crate::time::Day;
use std::collections::BTreeMap;

/// Where material comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// It lies there.
    Shelf,
    /// It is expected on this day.
    Arrival(Day),
    /// It is bought now and comes on this day.
    Bought(Day),
}

/// Material that is promised to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The material.
    pub material: MaterialId,
    /// How much, in base units.
    pub amount: i64,
    /// From where.
    pub source: Source,
}

/// What is left of all materials.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources(BTreeMap<MaterialId, Supply>);

/// What is left of one material.
#[derive(Debug, Clone, Default)]
struct Supply {
    /// Day from which it is there, source, what is left; ascending.
    lots: Vec<(Day, Source, i64)>,
    /// The day on which any amount can be had.
    bought: Option<Day>,
}

impl Sources {
    /// What the shop has and expects as of `today`. What is overdue counts from tomorrow; what comes later than it could
    /// be bought is not counted. Of two pictures of one material, the first counts.
    pub(super) fn new(stock: &[StockPicture], today: Day) -> Result<Self, Overflow> {
        let mut all = BTreeMap::new();
        for picture in stock {
            let supply = Supply::new(picture, today)?;
            all.entry(picture.material).or_insert(supply);
        }
        Ok(Self(all))
    }

    /// The day from which so much is there; `None` for never.
    pub(super) fn day(&self, material: MaterialId, amount: i64) -> Option<Day> {
        let supply = self.0.get(&material)?;
        let mut left = amount;
        for (day, _, there) in &supply.lots {
            left = left.saturating_sub(*there);
            if left <= 0 {
                return Some(*day);
            }
        }
        supply.bought
    }

    /// Takes an amount from the earliest sources; what there will never be is not taken. Returns what is missing.
    pub(super) fn take(&mut self, material: MaterialId, amount: i64, taken: &mut Vec<Taken>) -> i64 {
        let Some(supply) = self.0.get_mut(&material) else { return amount };
        let mut left = amount;
        for (_, source, there) in &mut supply.lots {
            let part = left.min(*there);
            if part > 0 {
                *there -= part;
                left -= part;
                taken.push(Taken { material, amount: part, source: *source });
            }
        }
        if let Some(day) = supply.bought.filter(|_| left > 0) {
            taken.push(Taken { material, amount: left, source: Source::Bought(day) });
            left = 0;
        }
        left
    }

    /// "Up to this amount from this day", cut at `largest`.
    pub(super) fn digest(&self, material: MaterialId, largest: i64) -> MaterialDigest {
        let mut steps: Vec<(i64, Day)> = Vec::new();
        let mut add = |amount: i64, day: Day| match steps.last_mut() {
            Some((last, _)) if *last >= amount => {}
            Some((last, on)) if *on == day => *last = amount,
            Some(_) | None => steps.push((amount, day)),
        };
        let mut sum: i64 = 0;
        for (day, _, there) in self.0.get(&material).iter().flat_map(|supply| &supply.lots) {
            sum = sum.saturating_add(*there).min(largest);
            if sum > 0 {
                add(sum, *day);
            }
        }
        if let Some(day) = self.0.get(&material).and_then(|supply| supply.bought) {
            add(largest, day);
        }
        MaterialDigest { material, steps }
    }
}

impl Supply {
    fn new(picture: &StockPicture, today: Day) -> Result<Self, Overflow> {
        let bought = picture.reorder_days.map(|days| today.plus(i32::from(days)));
        let mut lots = vec![(today, Source::Shelf, picture.available.max(0))];
        for (day, amount) in &picture.arrivals {
            let there = if *day < today { today.plus(1) } else { *day };
            if *amount > 0 && bought.is_none_or(|bought| there < bought) {
                lots.push((there, Source::Arrival(*day), *amount));
            }
        }
        lots.sort_unstable();
        lots.iter().try_fold(0_i64, |sum, (_, _, amount)| sum.checked_add(*amount)).ok_or(Overflow)?;
        Ok(Self { lots, bought })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Day = Day(20_000);

    fn material() -> MaterialId {
        MaterialId::from_parts(1, [7; 10])
    }

    fn steps(available: i64, arrivals: &[(i32, i64)], reorder_days: Option<u16>, largest: i64) -> MaterialDigest {
        let arrivals = arrivals.iter().map(|(day, amount)| (TODAY.plus(*day), *amount)).collect();
        let picture = StockPicture { material: material(), available, arrivals, reorder_days };
        Sources::new(&[picture], TODAY).unwrap().digest(material(), largest)
    }

    #[test]
    fn what_is_there_what_comes_and_what_can_be_bought() {
        let found = steps(10, &[(30, 5), (7, 20), (-3, 1)], Some(14), 100);
        assert_eq!(found.steps, [(10, TODAY), (11, TODAY.plus(1)), (31, TODAY.plus(7)), (100, TODAY.plus(14))]);
        let days = [0, 10, 11, 12, 100, 101].map(|amount| found.day(amount));
        assert_eq!(
            days,
            [Some(0), Some(0), Some(1), Some(7), Some(14), None].map(|day| day.map(|day| TODAY.plus(day)))
        );
        assert_eq!(steps(1, &[], None, 3).day(2), None);
        assert_eq!(steps(500, &[(1, 500)], Some(2), 100).steps, [(100, TODAY)], "no more than it can take");
    }

    proptest! {
        #[test]
        fn the_digest_says_what_the_picture_says(
            available in 0..50_i64,
            arrivals in prop::collection::vec((-5..40_i32, 0..30_i64), 0..6),
            reorder in prop::option::of(0..40_u16),
            largest in 1..120_i64,
            amount in 1..120_i64,
        ) {
            prop_assume!(amount <= largest);
            let comes = |on: i32| if on < 0 { 1 } else { on };
            let there = |day: i32| {
                let arrived: i64 = arrivals.iter().filter(|(on, _)| comes(*on) <= day).map(|(_, amount)| amount).sum();
                available + arrived >= amount || reorder.is_some_and(|days| i32::from(days) <= day)
            };
            let want = (0..=40).find(|day| there(*day)).map(|day| TODAY.plus(day));
            let found = steps(available, &arrivals, reorder, largest);
            prop_assert_eq!(found.day(amount), want);
            prop_assert!(found.steps.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        }
    }
}
