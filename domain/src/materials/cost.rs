//! What material costs, in centimes: the moving average of all of it, and what is left of one lot.

use super::spent::Spent;
use crate::quantity::{Basis, Measure, Overflow};
use crate::time::Day;

/// Most that can be paid for one lot, in centimes (ten thousand million dirhams), so that sums fit.
pub const LARGEST_PRICE_MINOR: i64 = 1_000_000_000_000;

/// From so many days before its best-before day, what is left of a lot is to be used soon.
pub const SOON_DAYS: i32 = 30;

/// What lies on the shelf, and what is known of its cost.
///
/// **Moving average.** A receipt with a price adds its amount and its price. A receipt without one, or what a count
/// finds, has no cost of its own and does not move the average. What leaves the shelf is taken from what has no known
/// cost first, then at the average. The cost of what stays is rounded once per movement, half to the even centime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Valuation {
    /// On the shelf, in base units.
    pub on_hand: i64,
    /// The part of it whose cost is known, in base units.
    pub costed: i64,
    /// What that part cost, in centimes.
    pub cost_minor: i64,
}

impl Valuation {
    /// After a movement that changed what lies on the shelf by `change`, with the price that was paid for it.
    ///
    /// # Errors
    /// [`Overflow`] when a sum does not fit.
    pub fn after(self, change: i64, price_minor: Option<i64>) -> Result<Self, Overflow> {
        let on_hand = self.on_hand.checked_add(change).ok_or(Overflow)?.max(0);
        match price_minor.filter(|_| change > 0) {
            Some(price) => Ok(Self {
                on_hand,
                costed: self.costed.checked_add(change).ok_or(Overflow)?,
                cost_minor: self.cost_minor.checked_add(price).ok_or(Overflow)?,
            }),
            None => {
                let costed = self.costed.min(on_hand);
                Ok(Self { on_hand, costed, cost_minor: share(self.cost_minor, costed, self.costed)? })
            }
        }
    }

    /// All movements one after the other.
    ///
    /// # Errors
    /// [`Overflow`] when a sum does not fit.
    pub fn of(movements: impl IntoIterator<Item = (i64, Option<i64>)>) -> Result<Self, Overflow> {
        movements.into_iter().try_fold(Self::default(), |so_far, (change, price)| so_far.after(change, price))
    }

    /// What so much of it costs at the average, in centimes; `None` when no cost is known.
    ///
    /// # Errors
    /// [`Overflow`] when it does not fit.
    pub fn cost_of(self, amount: i64) -> Result<Option<i64>, Overflow> {
        (self.costed > 0).then(|| share(self.cost_minor, amount, self.costed)).transpose()
    }

    /// What it costs that so much leaves the shelf.
    ///
    /// # Errors
    /// [`Overflow`] when a sum does not fit.
    pub fn spend(self, amount: i64) -> Result<Spent, Overflow> {
        let after = self.after(amount.checked_neg().ok_or(Overflow)?, None)?;
        let uncosted = amount.checked_sub(self.costed - after.costed).ok_or(Overflow)?;
        Ok(Spent { amount, uncosted, cost_minor: self.cost_minor - after.cost_minor })
    }
}

/// What is left of a lot cost, in centimes, half to the even one: its share of the price. More than came in costs no more.
///
/// # Errors
/// [`Overflow`] when it does not fit.
pub fn cost_left(price_minor: i64, received: i64, remaining: i64) -> Result<i64, Overflow> {
    share(price_minor, remaining.min(received), received)
}

fn share(cost_minor: i64, part: i64, whole: i64) -> Result<i64, Overflow> {
    if whole <= 0 || part == whole {
        return Ok(if whole <= 0 { 0 } else { cost_minor });
    }
    Measure { basis: Basis::Fixed, per: (cost_minor, whole) }.times(i128::from(part))?.round_half_even()
}

/// How long a lot can still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing is to be hurried.
    Good,
    /// Its best-before day is less than [`SOON_DAYS`] away.
    Soon,
    /// Its best-before day is over.
    Over,
}

impl Freshness {
    /// Of something with this best-before day; what has none is good for ever.
    #[must_use]
    pub fn of(best_before: Option<Day>, today: Day) -> Self {
        match best_before {
            Some(day) if day < today => Self::Over,
            Some(day) if day < today.plus(SOON_DAYS) => Self::Soon,
            Some(_) | None => Self::Good,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_average_moves_with_what_is_paid() {
        let shelf = Valuation::of([(10, Some(1_000)), (10, Some(2_000))]).unwrap();
        assert_eq!(shelf.cost_of(1), Ok(Some(150)));
        let less = shelf.after(-15, None).unwrap();
        assert_eq!((less.on_hand, less.cost_minor, less.cost_of(1)), (5, 750, Ok(Some(150))));
        assert_eq!(less.after(5, Some(250)).unwrap().cost_of(1), Ok(Some(100)));
        let empty = less.after(-5, None).unwrap();
        assert_eq!((empty, empty.cost_of(1)), (Valuation::default(), Ok(None)), "nothing is left over");
    }

    #[test]
    fn what_has_no_price_does_not_move_it_and_leaves_first() {
        let shelf = Valuation::of([(100, None), (10, Some(1_000)), (5, None)]).unwrap();
        assert_eq!((shelf.on_hand, shelf.costed, shelf.cost_of(10)), (115, 10, Ok(Some(1_000))));
        let less = shelf.after(-105, None).unwrap();
        assert_eq!((less.costed, less.cost_minor), (10, 1_000));
        assert_eq!(less.after(-1, None).unwrap().cost_minor, 900);
        assert_eq!(Valuation::of([(3, None)]).unwrap().cost_of(1), Ok(None));
        let cost = |shelf: Valuation, amount| shelf.spend(amount).unwrap().known_cost();
        assert_eq!(cost(shelf, 105), None, "nobody knows what that cost");
        assert_eq!((cost(less, 1), cost(less, 10)), (Some(100), Some(1_000)));
        assert_eq!(cost(less, 11), None, "that much is not there");
    }

    #[test]
    fn halves_go_to_the_even_centime_once() {
        let shelf = Valuation::of([(2, Some(5)), (-1, None)]).unwrap();
        assert_eq!(shelf.cost_minor, 2);
        assert_eq!(cost_left(15, 2, 1), Ok(8));
        assert_eq!(cost_left(1_000, 3, 1), Ok(333));
        assert_eq!(cost_left(1_000, 3, 3), Ok(1_000));
        assert_eq!(cost_left(1_000, 3, 4), Ok(1_000), "more than came in");
    }

    #[test]
    fn sums_that_do_not_fit_are_errors() {
        assert_eq!(Valuation::of([(1, Some(i64::MAX)), (1, Some(1))]), Err(Overflow));
        assert_eq!(Valuation::of([(i64::MAX, None), (1, None)]), Err(Overflow));
    }

    #[test]
    fn what_expires_is_said_in_time() {
        let today = Day(20_000);
        for (days, want) in [(-1, Freshness::Over), (0, Freshness::Soon), (29, Freshness::Soon), (30, Freshness::Good)]
        {
            assert_eq!(Freshness::of(Some(today.plus(days)), today), want, "{days}");
        }
        assert_eq!(Freshness::of(None, today), Freshness::Good);
    }

    proptest! {
        #[test]
        fn cost_never_grows_by_what_leaves_and_is_gone_with_it(
            moves in prop::collection::vec((-1_000_i64..1_000, prop::option::of(0_i64..100_000)), 0..60)
        ) {
            let mut shelf = Valuation::default();
            let mut paid = 0;
            for (change, price) in moves {
                let change = change.max(-shelf.on_hand);
                let next = shelf.after(change, price).unwrap();
                paid += price.filter(|_| change > 0).unwrap_or(0);
                prop_assert!(change > 0 || next.cost_minor <= shelf.cost_minor);
                prop_assert!(0 <= next.costed && next.costed <= next.on_hand);
                prop_assert!(0 <= next.cost_minor && next.cost_minor <= paid);
                prop_assert!(next.costed > 0 || next.cost_minor == 0);
                shelf = next;
            }
            prop_assert_eq!(shelf.after(-shelf.on_hand, None), Ok(Valuation::default()));
        }
    }
}
