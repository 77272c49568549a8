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
