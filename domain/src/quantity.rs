//! Units, and how a choice turns into an amount.

mod unit;

pub use unit::QuantityProblem;
pub(crate) use unit::{exact, split_number};

use crate::configurator::Pick;
use crate::product::Axis;
use crate::text::count_chars;
use serde::{Deserialize, Serialize};

/// Base unit in which a quantity (`i64`) is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// mg
    Milligram,
    /// µl
    Microlitre,
    /// mm
    Millimetre,
    /// mm²
    SquareMillimetre,
    /// mm³
    CubicMillimetre,
    /// pieces
    Piece,
}

/// What an amount grows with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Once per piece made.
    Fixed,
    /// Millimetres along one side.
    Length(Axis),
    /// mm² of the rectangle of two sides.
    Area(Axis, Axis),
    /// Millimetres around the rectangle of two sides.
    Perimeter(Axis, Axis),
    /// mm³ of the three sides.
    Volume,
    /// Characters of a text group (index), spaces not counted.
    Characters(usize),
    /// The value of a number group (index).
    Number(usize),
    /// Minor units of the price so far, for shares of it; only a price line can grow with it.
    PriceSoFar,
}

/// A rational rate per unit of a [`Basis`]: amount = basis × `per.0` / `per.1`, computed in `i128`, rounded once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What the amount grows with.
    pub basis: Basis,
    /// Numerator and denominator; the denominator is positive.
    pub per: (i64, i64),
}

/// A number that does not fit, or an amount that cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

impl core::fmt::Display for Overflow {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the number is too large")
    }
}

impl std::error::Error for Overflow {}

/// An exact amount before its only rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

impl Measure {
    /// The exact amount for a piece with these sides (mm) and picks. A basis that names a group of another kind
    /// counts nothing. `Overflow` when it does not fit or the denominator is not positive.
    pub fn amount(&self, sides_mm: [i64; 3], picks: &[Pick]) -> Result<Ratio, Overflow> {
        let side = |axis: Axis| i128::from(sides_mm[axis as usize]);
        let basis = match self.basis {
            Basis::Fixed => Some(1),
            Basis::Length(axis) => Some(side(axis)),
            Basis::Area(a, b) => side(a).checked_mul(side(b)),
            Basis::Perimeter(a, b) => Some(2 * (side(a) + side(b))),
            Basis::Volume => {
                side(Axis::Length).checked_mul(side(Axis::Width)).and_then(|area| area.checked_mul(side(Axis::Height)))
            }
            Basis::Characters(group) => Some(match picks.get(group) {
                Some(Pick::Text(text)) => text.split_whitespace().map(count_chars).sum::<usize>() as i128,
                Some(Pick::Value(_) | Pick::Several(_) | Pick::Number(_)) | None => 0,
            }),
            Basis::Number(group) => Some(match picks.get(group) {
                Some(Pick::Number(number)) => i128::from(*number),
                Some(Pick::Value(_) | Pick::Several(_) | Pick::Text(_)) | None => 0,
            }),
            Basis::PriceSoFar => Some(0),
        };
        self.times(basis.ok_or(Overflow)?)
    }

    /// The exact amount for so much of the basis.
    pub fn times(&self, basis: i128) -> Result<Ratio, Overflow> {
        let numerator = basis.checked_mul(i128::from(self.per.0)).ok_or(Overflow)?;
        if self.per.1 <= 0 {
            return Err(Overflow);
        }
        Ok(Ratio { numerator, denominator: i128::from(self.per.1) })
    }
}

impl Ratio {
    /// The amount with waste added, in per mille of the amount.
    pub fn with_waste(self, permille: u16) -> Result<Self, Overflow> {
        let numerator = self.numerator.checked_mul(1_000 + i128::from(permille)).ok_or(Overflow)?;
        Ok(Self { numerator, denominator: self.denominator * 1_000 })
    }

    /// The smallest whole number that is not less.
    pub fn round_up(self) -> Result<i64, Overflow> {
        let floor = self.numerator.div_euclid(self.denominator);
        let more = i128::from(self.numerator.rem_euclid(self.denominator) > 0);
        i64::try_from(floor + more).map_err(|_| Overflow)
    }

    /// The nearest whole number; of two that are as near, the even one.
    pub fn round_half_even(self) -> Result<i64, Overflow> {
        let floor = self.numerator.div_euclid(self.denominator);
        let twice = 2 * self.numerator.rem_euclid(self.denominator);
        let up = twice > self.denominator || (twice == self.denominator && floor % 2 != 0);
        i64::try_from(floor + i128::from(up)).map_err(|_| Overflow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use proptest::prelude::*;

    fn measured(basis: Basis, per: (i64, i64), picks: &[Pick]) -> Result<Ratio, Overflow> {
        Measure { basis, per }.amount([200, 140, 90], picks)
    }

    #[test]
    fn amounts_grow_with_what_the_measure_names() {
        let picks = [Pick::Text("Lalla  Fatima".into()), Pick::Number(3), Pick::Value(2)];
        for (basis, want) in [
            (Basis::Fixed, 1),
            (Basis::Length(Axis::Width), 140),
            (Basis::Area(Axis::Length, Axis::Height), 18_000),
            (Basis::Perimeter(Axis::Length, Axis::Width), 680),
            (Basis::Volume, 2_520_000),
            (Basis::Characters(0), 11),
            (Basis::Number(1), 3),
            (Basis::Number(2), 0),
            (Basis::Characters(9), 0),
        ] {
            assert_eq!(measured(basis, (1, 1), &picks).and_then(Ratio::round_up), Ok(want), "{basis:?}");
        }
    }

    #[test]
    fn amounts_that_cannot_be_computed_are_errors() {
        let huge = Measure { basis: Basis::Volume, per: (1, 1) };
        assert_eq!(huge.amount([i64::MAX; 3], &[]), Err(Overflow));
        assert_eq!(measured(Basis::Fixed, (1, 0), &[]), Err(Overflow));
        let big = Measure { basis: Basis::Length(Axis::Length), per: (i64::MAX, 1) }.amount([2, 0, 0], &[]);
        assert_eq!(big.and_then(Ratio::round_up), Err(Overflow));
    }

    #[test]
    fn halves_go_to_the_even_neighbour() {
        for (numerator, want) in [(1, 0), (3, 2), (5, 2), (-1, 0), (-3, -2), (4, 2)] {
            assert_eq!(measured(Basis::Fixed, (numerator, 2), &[]).and_then(Ratio::round_half_even), Ok(want));
        }
    }

    #[test]
    fn quantities_are_written_in_the_unit_that_fits() {
        for (unit, amount, fr, en, ar) in [
            (Unit::Milligram, 1_500_000, "1,5\u{a0}kg", "1.5\u{a0}kg", "1,5\u{a0}كغ"),
            (Unit::Milligram, 300_000, "300\u{a0}g", "300\u{a0}g", "300\u{a0}غ"),
            (Unit::Milligram, 250, "0,25\u{a0}g", "0.25\u{a0}g", "0,25\u{a0}غ"),
            (Unit::Microlitre, 40_000, "40\u{a0}ml", "40\u{a0}ml", "40\u{a0}مل"),
            (Unit::Millimetre, 125, "12,5\u{a0}cm", "12.5\u{a0}cm", "12,5\u{a0}سم"),
            (Unit::Millimetre, 1_200, "1,2\u{a0}m", "1.2\u{a0}m", "1,2\u{a0}م"),
            (Unit::SquareMillimetre, 2_000_000, "2\u{a0}m²", "2\u{a0}m²", "2\u{a0}م²"),
            (Unit::CubicMillimetre, 900_000, "900\u{a0}cm³", "900\u{a0}cm³", "900\u{a0}سم³"),
            (Unit::CubicMillimetre, 45_000_000, "45\u{a0}dm³", "45\u{a0}dm³", "45\u{a0}دسم³"),
            (Unit::Piece, 1, "1\u{a0}pièce", "1\u{a0}piece", "1\u{a0}قطعة"),
            (Unit::Piece, 5, "5\u{a0}pièces", "5\u{a0}pieces", "5\u{a0}قطع"),
            (Unit::Piece, 1_200, "1\u{202f}200\u{a0}pièces", "1,200\u{a0}pieces", "1.200\u{a0}قطعة"),
            (Unit::Milligram, -2_000_000, "\u{2212}2\u{a0}kg", "\u{2212}2\u{a0}kg", "\u{2212}2\u{a0}كغ"),
        ] {
            assert_eq!(unit.format(amount, Lang::Fr), fr);
            assert_eq!(unit.format(amount, Lang::En), en);
            assert_eq!(unit.format(amount, Lang::Ar), ar);
        }
    }

    #[test]
    fn quantities_are_read_in_the_units_of_the_trade() {
        for (unit, text, want) in [
            (Unit::Milligram, "1,5 kg", Ok(1_500_000)),
            (Unit::Milligram, "300g", Ok(300_000)),
            (Unit::Milligram, "٢٫٥ كغ", Ok(2_500_000)),
            (Unit::Microlitre, "75 cl", Ok(750_000)),
            (Unit::Millimetre, "160 mm", Ok(160)),
            (Unit::SquareMillimetre, "2 m2", Ok(2_000_000)),
            (Unit::CubicMillimetre, "0.9 dm3", Ok(900_000)),
            (Unit::CubicMillimetre, "1 m3", Ok(1_000_000_000)),
            (Unit::Piece, "12", Ok(12)),
            (Unit::Piece, "12 pièces", Ok(12)),
            (Unit::Piece, "1,5", Err(QuantityProblem::TooFine)),
            (Unit::Milligram, "12", Err(QuantityProblem::UnknownUnit)),
            (Unit::Milligram, "12 ml", Err(QuantityProblem::UnknownUnit)),
            (Unit::Milligram, "kg", Err(QuantityProblem::NotANumber)),
            (Unit::Milligram, "-3 kg", Err(QuantityProblem::NotANumber)),
            (Unit::Milligram, "0.0001 g", Err(QuantityProblem::TooFine)),
            (Unit::Milligram, "99999999999999999 kg", Err(QuantityProblem::TooLarge)),
        ] {
            assert_eq!(unit.parse(text), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(amount in 0..1_000_000_000_000_i64, unit in 0..6_usize, french: bool) {
            let unit = [
                Unit::Milligram, Unit::Microlitre, Unit::Millimetre,
                Unit::SquareMillimetre, Unit::CubicMillimetre, Unit::Piece,
            ][unit];
            // The dot of Arabic groups would read as a decimal mark: below a thousand there is none.
            let (amount, lang) = if french { (amount, Lang::Fr) } else { (amount % 100_000, Lang::Ar) };
            let shown = unit.format(amount, lang);
            prop_assume!(french || !shown.contains('.'));
            prop_assert_eq!(unit.parse(&shown), Ok(amount), "{}", shown);
        }

        #[test]
        fn what_stands_in_a_field_reads_back(amount in 0..1_000_000_000_000_i64, unit in 0..6_usize, lang in 0..3_usize) {
            let (unit, lang) = (Unit::ALL[unit], Lang::ALL[lang]);
            prop_assert_eq!(unit.parse(&unit.write(amount, lang)), Ok(amount));
        }

        #[test]
        fn rounding_errs_by_less_than_one_and_on_the_promised_side(n: i64, d in 1..i64::MAX) {
            let exact = Measure { basis: Basis::Fixed, per: (n, d) }.amount([0; 3], &[]).expect("fits");
            let (n, d) = (i128::from(n), i128::from(d));
            let up = i128::from(exact.round_up().expect("fits"));
            prop_assert!(up * d >= n && (up - 1) * d < n);
            let even = i128::from(exact.round_half_even().expect("fits"));
            let off = 2 * (even * d - n).abs();
            prop_assert!(off < d || (off == d && even % 2 == 0));
        }

        #[test]
        fn waste_never_takes_less_and_is_rounded_once(n in 0..1_000_000_i64, d in 1..1_000_i64, waste: u16) {
            let exact = Measure { basis: Basis::Fixed, per: (n, d) }.amount([0; 3], &[]).expect("fits");
            let got = exact.with_waste(waste).and_then(Ratio::round_up).expect("fits");
            let (num, den) = (i128::from(n) * (1_000 + i128::from(waste)), i128::from(d) * 1_000);
            prop_assert_eq!(i128::from(got), (num + den - 1) / den);
            prop_assert!(got >= exact.round_up().expect("fits"));
        }
    }
}
