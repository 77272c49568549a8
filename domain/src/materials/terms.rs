//! How a material is bought, kept and wasted, as its artisan says.

use super::BuyingUnit;
use crate::decimal::{Decimal, push_decimal};
use crate::quantity::{QuantityProblem, Unit};
use crate::text::Lang;

/// Largest amount of one material, in base units (a thousand tonnes in mg): far from what 64 bits hold, so that sums fit.
pub const LARGEST_AMOUNT: i64 = 1_000_000_000_000_000;

/// Most waste, in per mille of the amount.
pub const MOST_WASTE_PERMILLE: u16 = 5_000;

/// Most days in which more can be had.
pub const MOST_SUPPLY_DAYS: u16 = 365;

/// What a shop says about a material of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MaterialTerms {
    /// How it is bought; `None` when only in the units that measure it.
    pub buying: Option<BuyingUnit>,
    /// Waste that is usual, in per mille of the amount in the piece; a suggestion for recipes.
    pub waste_permille: u16,
    /// Below so many base units it is time to get more; 0 when nobody is to be warned.
    pub threshold: i64,
    /// Days in which more can be had; `None` as the shop says for all of its materials.
    pub supply_days: Option<u16>,
    /// Whether it cannot be had again, as one particular burl.
    pub one_time: bool,
}

impl MaterialTerms {
    /// Days in which more can be had, given those of the shop; `None` when it cannot be had again.
    #[must_use]
    pub fn reorder_days(&self, shop_days: u16) -> Option<u16> {
        (!self.one_time).then(|| self.supply_days.unwrap_or(shop_days))
    }

    /// Reads an amount in the units that measure the material or in the one it is bought in.
    ///
    /// # Errors
    /// Why it cannot be taken; more than [`LARGEST_AMOUNT`] is too large.
    pub fn parse(&self, unit: Unit, text: &str) -> Result<i64, QuantityProblem> {
        let read = match (unit.parse(text), self.buying) {
            (Err(QuantityProblem::UnknownUnit), Some(buying)) => buying.parse(text),
            (read, _) => read,
        };
        read.and_then(|amount| if amount > LARGEST_AMOUNT { Err(QuantityProblem::TooLarge) } else { Ok(amount) })
    }
}

/// Reads a share such as `12,5` or `12.5 %` in per mille; `None` for anything else and for more than one decimal.
#[must_use]
pub fn parse_percent(text: &str) -> Option<u16> {
    let text = text.trim().trim_end_matches(['%', '٪']);
    match Decimal::parse(text)?.scaled(10)? {
        (permille, true) => u16::try_from(permille).ok(),
        (_, false) => None,
    }
}

/// Tenths as a number with at most one decimal, such as a share in per mille as per cent without its sign: `12,5`.
#[must_use]
pub fn format_tenths(tenths: impl Into<i64>, lang: Lang) -> String {
    let mut out = String::new();
    push_decimal(&mut out, tenths.into(), 1, 0, lang);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::materials::Pack;

    #[test]
    fn more_can_be_had_in_ones_own_days_in_those_of_the_shop_or_never() {
        let terms = MaterialTerms::default();
        assert_eq!(terms.reorder_days(21), Some(21));
        assert_eq!(MaterialTerms { supply_days: Some(0), ..terms }.reorder_days(21), Some(0));
        assert_eq!(MaterialTerms { supply_days: Some(3), one_time: true, ..terms }.reorder_days(21), None);
    }

    #[test]
    fn amounts_are_read_in_every_unit_that_fits() {
        let bag = BuyingUnit { pack: Pack::Bag, holds: 25_000_000 };
        let terms = MaterialTerms { buying: Some(bag), ..MaterialTerms::default() };
        for (text, want) in [
            ("2 kg", Ok(2_000_000)),
            ("2 sacs", Ok(50_000_000)),
            ("2 l", Err(QuantityProblem::UnknownUnit)),
            ("2 skeins", Err(QuantityProblem::UnknownUnit)),
            ("-2 kg", Err(QuantityProblem::NotANumber)),
            ("1000000001 kg", Err(QuantityProblem::TooLarge)),
            ("40000001 sacs", Err(QuantityProblem::TooLarge)),
        ] {
            assert_eq!(terms.parse(Unit::Milligram, text), want, "{text}");
        }
        let none = MaterialTerms::default().parse(Unit::Milligram, "2 sacs");
        assert_eq!(none, Err(QuantityProblem::UnknownUnit));
    }

    #[test]
    fn shares_are_read_to_a_tenth_of_a_percent() {
        for (text, want) in [
            ("12,5", Some(125)),
            ("50 %", Some(500)),
            ("٥٠٪", Some(500)),
            ("0", Some(0)),
            ("12.55", None),
            ("-1", None),
            ("", None),
            ("7000", None),
        ] {
            assert_eq!(parse_percent(text), want, "{text}");
        }
        assert_eq!(format_tenths(125, Lang::Fr), "12,5");
        assert_eq!(format_tenths(500, Lang::En), "50");
    }
}
