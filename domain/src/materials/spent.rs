//! What the material cost that went into orders, at the average of the moment at which it was taken.

use super::cost::Valuation;
use crate::quantity::Overflow;
use std::collections::BTreeMap;

/// Material that was taken for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spent {
    /// How much, in base units.
    pub amount: i64,
    /// The part of it whose cost is not known, in base units.
    pub uncosted: i64,
    /// What the rest cost, in centimes.
    pub cost_minor: i64,
}

impl Spent {
    /// Both together.
    ///
    /// # Errors
    /// [`Overflow`] when a sum does not fit.
    pub fn and(self, other: Self) -> Result<Self, Overflow> {
        let sum = |one: i64, other: i64| one.checked_add(other).ok_or(Overflow);
        Ok(Self {
            amount: sum(self.amount, other.amount)?,
            uncosted: sum(self.uncosted, other.uncosted)?,
            cost_minor: sum(self.cost_minor, other.cost_minor)?,
        })
    }

    /// What it cost, in centimes; `None` when the cost of a part of it is not known.
    #[must_use]
    pub fn known_cost(self) -> Option<i64> {
        (self.uncosted == 0).then_some(self.cost_minor)
    }
}

/// From the movements of one material, oldest first: by how much each changed what lies on the shelf, the price that was paid
/// for it, and for what it was taken. What leaves is counted as [`Valuation::spend`] says it.
///
/// # Errors
/// [`Overflow`] when a sum does not fit.
pub fn spent<K: Ord>(
    movements: impl IntoIterator<Item = (i64, Option<i64>, Option<K>)>,
) -> Result<BTreeMap<K, Spent>, Overflow> {
    let (mut shelf, mut found) = (Valuation::default(), BTreeMap::<K, Spent>::new());
    for (change, price_minor, taken_for) in movements {
        if let Some(key) = taken_for.filter(|_| change < 0) {
            let known = found.entry(key).or_default();
            *known = known.and(shelf.spend(change.saturating_neg())?)?;
        }
        shelf = shelf.after(change, price_minor)?;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_order_pays_the_average_of_its_day() {
        let movements = [
            (4, None, None),
            (10, Some(1_000), None),
            (-6, None, Some(1)),
            (8, Some(1_600), None),
            (-4, None, Some(2)),
            (-1, None, Some(1)),
            (-3, None, None),
        ];
        let found = spent(movements).unwrap();
        // Of the first six, four had no price and two cost 100 each; then 16 pieces cost 2,400.
        assert_eq!(found[&1], Spent { amount: 7, uncosted: 4, cost_minor: 200 + 150 });
        assert_eq!(found[&2], Spent { amount: 4, uncosted: 0, cost_minor: 600 });
    }

    proptest! {
        #[test]
        fn nothing_of_what_was_paid_is_lost(
            moves in prop::collection::vec((-20..30_i64, prop::option::of(0..9_000_i64), 0..4_u8), 0..40),
        ) {
            let (mut on_hand, mut paid, mut rows) = (0, 0, Vec::new());
            for (change, price, key) in moves {
                let change = change.max(-on_hand);
                on_hand += change;
                let price = price.filter(|_| change > 0);
                paid += price.unwrap_or(0);
                rows.push((change, price, Some(key)));
            }
            let found = spent(rows.clone()).unwrap();
            let left = Valuation::of(rows.iter().map(|(change, price, _)| (*change, *price))).unwrap();
            prop_assert_eq!(found.values().map(|spent| spent.cost_minor).sum::<i64>() + left.cost_minor, paid);
            let taken: i64 = rows.iter().map(|(change, ..)| -(*change).min(0)).sum();
            prop_assert_eq!(found.values().map(|spent| spent.amount).sum::<i64>(), taken);
            prop_assert!(found.values().all(|spent| (0..=spent.amount).contains(&spent.uncosted) && spent.cost_minor >= 0));
        }
    }
}
