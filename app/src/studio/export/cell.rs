//! What a cell of a file holds, once the reader's language is known.

use super::super::{purchases, words};
use crate::i18n::{Cx, m};
use domain::quantity::Unit;
use domain::text::Lang;
use domain::time::{Day, Timestamp};
use services::catalog::ProductState;
use services::studio::{Cell, Word};

/// A value as a file knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number, exact: digits with a point.
    Number(String),
    /// A day.
    Day(Day),
    /// An instant.
    At(Timestamp),
}

impl Value {
    /// What a cell says to a reader of this language.
    pub(super) fn of(cx: Cx, cell: &Cell) -> Self {
        match cell {
            Cell::Empty => Self::Empty,
            Cell::Text(text) => Self::Text(text.clone()),
            Cell::Said(text) => Self::Text(text.get(cx.lang).clone()),
            Cell::Whole(number) => Self::Number(number.to_string()),
            Cell::Amount(amount, unit) => Self::Number(decimal(*amount, unit.large())),
            Cell::Unit(unit) => Self::Text(unit_name(*unit, cx.lang)),
            Cell::Money(minor) => Self::Number(decimal(*minor, 100)),
            Cell::Day(day) => Self::Day(*day),
            Cell::At(at) => Self::At(*at),
            Cell::Word(word) => Self::Text(cx.t(self::word(*word)).to_owned()),
        }
    }
}

const fn word(word: Word) -> crate::i18n::Msg {
    match word {
        Word::Order(state) => words::state(state),
        Word::Product(ProductState::Published) => m::products::STATE_PUBLISHED,
        Word::Product(ProductState::Retired) => m::products::STATE_RETIRED,
        Word::Product(ProductState::Draft) => m::products::STATE_DRAFT,
        Word::Movement(kind) => words::movement(kind),
        Word::Purchase(state) => purchases::word(state),
        Word::Count(reason) => words::count_reason(reason),
    }
}

/// A whole number of parts of which `parts` (a power of ten) make one, as an exact decimal without zeros at its end.
fn decimal(number: i64, parts: i64) -> String {
    let (sign, number, parts) = (if number < 0 { "-" } else { "" }, number.unsigned_abs(), parts.unsigned_abs().max(1));
    let (whole, rest) = (number / parts, number % parts);
    let width = usize::try_from(parts.ilog10()).unwrap_or_default();
    let places = format!("{rest:0width$}");
    match places.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{places}"),
    }
}

/// The unit that amounts of a dimension are written in.
fn unit_name(unit: Unit, lang: Lang) -> String {
    // "1 kg" without its number.
    let one = unit.format(unit.large(), lang);
    one.split_once('\u{a0}').map_or(one.clone(), |(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_decimals() {
        for (number, parts, want) in [
            (0, 1_000_000, "0"),
            (1_500_000, 1_000_000, "1.5"),
            (-1, 1_000_000, "-0.000001"),
            (1_000_000_000_000_001, 1_000_000, "1000000000.000001"),
            (45_050, 100, "450.5"),
            (7, 1, "7"),
            (i64::MIN, 100, "-92233720368547758.08"),
        ] {
            assert_eq!(decimal(number, parts), want);
        }
    }

    #[test]
    fn units_have_their_name_in_each_language() {
        assert_eq!(unit_name(Unit::Milligram, Lang::Fr), "kg");
        assert_eq!(unit_name(Unit::Milligram, Lang::Ar), "كغ");
        assert_eq!(unit_name(Unit::Piece, Lang::En), "piece");
    }
}
