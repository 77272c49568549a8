//! What a shop should get more of, and how much.

use super::MaterialTerms;
use crate::quantity::Overflow;

/// What is known about a material when more of it may be needed; amounts in base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// What can still be promised: on hand less what is reserved and allocated.
    pub available: i64,
    /// What is expected to come.
    pub expected: i64,
    /// What orders wait for beyond what was promised to them from the shelf.
    pub waiting: i64,
}

/// How much of a material to get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// What is missing, in base units.
    pub missing: i64,
    /// The same in whole packs, when it is bought in packs.
    pub packs: Option<i64>,
    /// Days until it is there; `None` when it cannot be had again.
    pub days: Option<u16>,
}

impl MaterialTerms {
    /// Whether less can be promised than the shop wants to be warned of.
    #[must_use]
    pub const fn is_below_threshold(&self, available: i64) -> bool {
        available < self.threshold
    }

    /// What is missing until every order that waits has its material and as much as the threshold says is free again,
    /// counting what is expected; `None` when nothing is. `shop_days` are the days of the shop.
    ///
    /// # Errors
    /// [`Overflow`] when a sum does not fit.
    pub fn suggest(&self, need: Need, shop_days: u16) -> Result<Option<Suggestion>, Overflow> {
        let there = need.available.checked_add(need.expected).ok_or(Overflow)?;
        let wanted = self.threshold.checked_add(need.waiting).ok_or(Overflow)?;
        let missing = wanted.checked_sub(there).ok_or(Overflow)?;
        if missing <= 0 {
            return Ok(None);
        }
        let packs =
            self.buying.map(|buying| missing / buying.holds.max(1) + i64::from(missing % buying.holds.max(1) > 0));
        Ok(Some(Suggestion { missing, packs, days: self.reorder_days(shop_days) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::materials::{BuyingUnit, Pack};

    const TERMS: MaterialTerms = MaterialTerms {
        buying: Some(BuyingUnit { pack: Pack::Bag, holds: 25 }),
        waste_permille: 0,
        threshold: 40,
        supply_days: None,
        one_time: false,
    };

    fn suggested(available: i64, expected: i64, waiting: i64) -> Option<(i64, Option<i64>)> {
        let found = TERMS.suggest(Need { available, expected, waiting }, 21).expect("fits");
        found.map(|found| (found.missing, found.packs))
    }

    #[test]
    fn what_is_missing_is_said_in_whole_packs() {
        assert_eq!(suggested(40, 0, 0), None);
        assert_eq!(suggested(39, 0, 0), Some((1, Some(1))));
        assert_eq!(suggested(0, 10, 0), Some((30, Some(2))));
        assert_eq!(suggested(0, 40, 0), None, "it is on its way");
        assert_eq!(suggested(30, 0, 40), Some((50, Some(2))));
        assert_eq!(suggested(-20, 0, 0), Some((60, Some(3))));
        let without = MaterialTerms { buying: None, one_time: true, ..TERMS };
        let found = without.suggest(Need::default(), 21);
        assert_eq!(found, Ok(Some(Suggestion { missing: 40, packs: None, days: None })));
    }

    #[test]
    fn without_a_threshold_only_orders_ask_for_more() {
        let terms = MaterialTerms { threshold: 0, ..TERMS };
        assert_eq!(terms.suggest(Need::default(), 21), Ok(None));
        let waiting = terms.suggest(Need { waiting: 26, ..Need::default() }, 21).expect("fits");
        assert_eq!(waiting, Some(Suggestion { missing: 26, packs: Some(2), days: Some(21) }));
        assert!(!terms.is_below_threshold(0) && TERMS.is_below_threshold(39) && !TERMS.is_below_threshold(40));
    }

    #[test]
    fn sums_that_do_not_fit_are_errors() {
        let need = Need { available: i64::MIN, expected: -1, waiting: 0 };
        assert_eq!(TERMS.suggest(need, 21), Err(Overflow));
    }
}
