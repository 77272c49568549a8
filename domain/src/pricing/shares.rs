//! What a price is made of, as the shop declares it.

use serde::{Deserialize, Serialize};

/// Whom or what a part of the price is for, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// Raw material.
    Materials,
    /// Whoever makes the piece.
    Making,
    /// The shop: rent, tools, its common purse.
    Shop,
    /// The marketplace.
    Platform,
    /// What taking the money costs.
    Payment,
    /// Taxes.
    Tax,
}

impl Share {
    /// All, in the order of the page.
    pub const ALL: [Self; 6] = [Self::Materials, Self::Making, Self::Shop, Self::Platform, Self::Payment, Self::Tax];

    /// As in forms and seeds.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Materials => "materials",
            Self::Making => "making",
            Self::Shop => "workshop",
            Self::Platform => "platform",
            Self::Payment => "payment",
            Self::Tax => "tax",
        }
    }
}

/// A whole, in per mille.
pub const WHOLE: u16 = 1_000;

/// The parts of a price in per mille, in the order of [`Share::ALL`]; together they are the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "[u16; 6]", into = "[u16; 6]")]
pub struct PriceShares([u16; 6]);

impl PriceShares {
    /// `None` when the parts are not a whole together.
    #[must_use]
    pub fn new(parts: [u16; 6]) -> Option<Self> {
        let sum: u32 = parts.iter().map(|part| u32::from(*part)).sum();
        (sum == u32::from(WHOLE)).then_some(Self(parts))
    }

    /// The parts, in the order of [`Share::ALL`].
    #[must_use]
    pub const fn parts(self) -> [u16; 6] {
        self.0
    }

    /// The parts of an amount in its minor unit, which sum up to it exactly: each is rounded down, and what is left goes,
    /// one by one, to the parts that lost most (largest remainder, Hamilton 1792), the earlier first. As [`crate::order::split`], which
    /// serves any number of parts and would take two kilobytes more in the browser.
    #[must_use]
    pub fn split(self, minor: i64) -> [i64; 6] {
        let whole = i128::from(WHOLE);
        let exact = self.0.map(|part| i128::from(minor) * i128::from(part));
        let mut parts = exact.map(|exact| exact.div_euclid(whole));
        let mut left = i128::from(minor) - parts.iter().sum::<i128>();
        let mut order: [usize; 6] = std::array::from_fn(|place| place);
        order.sort_by_key(|place| std::cmp::Reverse(exact[*place].rem_euclid(whole)));
        for place in order {
            if left > 0 {
                parts[place] += 1;
                left -= 1;
            }
        }
        // Each lies between 0 and the amount.
        parts.map(|part| i64::try_from(part).unwrap_or_default())
    }
}

impl TryFrom<[u16; 6]> for PriceShares {
    type Error = &'static str;

    fn try_from(parts: [u16; 6]) -> Result<Self, Self::Error> {
        Self::new(parts).ok_or("the shares are not a whole together")
    }
}

impl From<PriceShares> for [u16; 6] {
    fn from(shares: PriceShares) -> Self {
        shares.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_that_are_no_whole_are_refused() {
        assert!(PriceShares::new([300, 400, 150, 100, 30, 20]).is_some());
        for parts in [[0; 6], [1_000, 1, 0, 0, 0, 0], [u16::MAX; 6]] {
            assert_eq!(PriceShares::new(parts), None);
            assert!(serde_json::from_value::<PriceShares>(serde_json::json!(parts)).is_err());
        }
    }

    #[test]
    fn what_is_left_by_rounding_goes_to_who_lost_most() {
        let thirds = PriceShares::new([333, 333, 334, 0, 0, 0]).unwrap();
        assert_eq!(thirds.split(100), [33, 33, 34, 0, 0, 0]);
        assert_eq!(thirds.split(2), [1, 0, 1, 0, 0, 0]);
        assert_eq!(thirds.split(0), [0; 6]);
    }

    proptest! {
        #[test]
        fn the_parts_sum_up_to_the_price_and_none_is_more_than_one_unit_off(minor in 0..=i64::MAX, cuts in proptest::array::uniform5(0..=WHOLE)) {
            let mut cuts = cuts;
            cuts.sort_unstable();
            let ends = [cuts[0], cuts[1], cuts[2], cuts[3], cuts[4], WHOLE];
            let parts = std::array::from_fn(|place| ends[place] - if place == 0 { 0 } else { ends[place - 1] });
            let shares = PriceShares::new(parts).unwrap();
            let split = shares.split(minor);
            prop_assert_eq!(split.iter().map(|part| i128::from(*part)).sum::<i128>(), i128::from(minor));
            for (part, share) in split.iter().zip(parts) {
                let off = i128::from(*part) * i128::from(WHOLE) - i128::from(minor) * i128::from(share);
                prop_assert!(off.abs() < i128::from(WHOLE));
            }
        }
    }
}
