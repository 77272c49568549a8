//! What lies on the shelf goes to the orders in the order of the queue.

/// How much of a material each order has for itself, when `free` is what nobody has yet: per order, in the order of the queue,
/// how much it takes and how much of that it has. Answers how much more it gets, negative for what it gives up. What is there
/// is given out as far as it goes, and nothing appears or vanishes.
#[must_use]
pub fn share_out(free: i64, orders: &[(i64, i64)]) -> Vec<i64> {
    let had = orders.iter().fold(0_i64, |sum, (_, has)| sum.saturating_add((*has).max(0)));
    let mut left = free.max(0).saturating_add(had);
    let share = |(takes, has): &(i64, i64)| {
        let gets = (*takes).max(0).min(left);
        left -= gets;
        gets - (*has).max(0)
    };
    orders.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_has_what_is_there() {
        assert_eq!(share_out(2, &[(5, 0), (4, 4), (3, 1)]), [5, -2, -1]);
        assert_eq!(share_out(0, &[(5, 5), (4, 0)]), [0, 0], "nothing moves that need not");
    }

    proptest! {
        #[test]
        fn nothing_appears_and_nobody_waits_for_what_is_there(
            free in 0..20_i64,
            orders in prop::collection::vec((0..9_i64, 0..=10_i64), 0..8),
        ) {
            let orders: Vec<(i64, i64)> = orders.into_iter().map(|(takes, tenths)| (takes, takes * tenths / 10)).collect();
            let more = share_out(free, &orders);
            let has: Vec<i64> = orders.iter().zip(&more).map(|((_, has), more)| has + more).collect();
            prop_assert!(has.iter().zip(&orders).all(|(has, (takes, _))| (0..=*takes).contains(has)));
            let left = free - more.iter().sum::<i64>();
            prop_assert!(left >= 0);
            // Behind the first that waits, nobody has anything, and nothing is left.
            if let Some(first) = has.iter().zip(&orders).position(|(has, (takes, _))| has < takes) {
                prop_assert!(left == 0 && has[first + 1..].iter().all(|has| *has == 0), "{has:?} of {orders:?}");
            }
        }
    }
}
