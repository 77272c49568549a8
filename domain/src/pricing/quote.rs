//! The price of one configuration.

use crate::configurator::Configuration;
use crate::money::Money;
use crate::product::{ProductModel, all_hold};
use crate::quantity::{Basis, Overflow};
use serde::{Deserialize, Serialize};

/// The price of one piece, opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The base price, then the lines that apply, in the order of the model.
    pub lines: Vec<QuoteLine>,
    /// The sum of the lines.
    pub unit_total: Money,
}

/// One line of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteLine {
    /// Index of the price line of the model; `None` for the base price.
    pub line: Option<usize>,
    /// The amount; may be negative.
    pub amount: Money,
}

/// Prices one piece. Each line is rounded once, half to even, to the minor unit; the total is the sum of the rounded
/// lines. A share of the price is taken of the lines before it. `Overflow` when a number does not fit. Nothing but the arguments has a say.
pub fn quote(model: &ProductModel, configuration: &Configuration) -> Result<Quote, Overflow> {
    let (sides, picks) = (configuration.sides_mm(), configuration.picks());
    let mut lines = vec![QuoteLine { line: None, amount: Money::mad(model.base_price_minor) }];
    for (index, line) in model.prices.iter().enumerate() {
        if all_hold(&line.when, picks) {
            let exact = if line.measure.basis == Basis::PriceSoFar {
                line.measure.times(Money::sum(lines.iter().map(|line| line.amount))?.minor.into())?
            } else {
                line.measure.amount(sides, picks)?
            };
            let minor = exact.round_half_even()?;
            lines.push(QuoteLine { line: Some(index), amount: Money::mad(minor) });
        }
    }
    let unit_total = Money::sum(lines.iter().map(|line| line.amount))?;
    Ok(Quote { lines, unit_total })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configurator::{Selection, configure};
    use crate::preview::Kind;
    use crate::pricing::PriceLine;
    use crate::product::{Axis, Condition, Dimension, GroupKind, NumberUnit, OptionGroup, OptionValue, PreviewSpec};
    use crate::quantity::Measure;
    use crate::text::Script;
    use proptest::prelude::*;

    fn rug() -> ProductModel {
        let value = |key: &str| OptionValue { key: key.into(), sets: vec![], look: vec![], swatch: None };
        let line = |when, basis, per| PriceLine { when, measure: Measure { basis, per } };
        let group = |key: &str, kind| OptionGroup { key: key.into(), kind };
        ProductModel {
            base_price_minor: 10_000,
            listed: Vec::new(),
            lead_days: 20,
            dimensions: [(0, Some(0)), (1_000, None), (0, None)].map(|(fixed_mm, group)| Dimension { fixed_mm, group }),
            groups: vec![
                group(
                    "length",
                    GroupKind::Number { min: 1_000, max: 3_000, step: 1, default: 2_000, unit: NumberUnit::Millimetre },
                ),
                group("pile", GroupKind::Choice { values: vec![value("flat"), value("high")], default: 0 }),
                group("name", GroupKind::Text { max_chars: 10, scripts: vec![Script::Latin] }),
            ],
            rules: vec![],
            prices: vec![
                // 500 MAD per m2, 100 MAD less for a flat one, 7.50 MAD per letter.
                line(vec![], Basis::Area(Axis::Length, Axis::Width), (50_000, 1_000_000)),
                line(vec![Condition::OneOf { group: 1, values: vec![0] }], Basis::Fixed, (-10_000, 1)),
                line(vec![Condition::Between { group: 2, min: 1, max: 99 }], Basis::Characters(2), (750, 1)),
            ],
            recipe: vec![],
            work: vec![],
            guide: crate::product::Guide::default(),
            preview: PreviewSpec { kind: Kind::Rug, look: vec![], text_group: None },
        }
    }

    fn priced(model: &ProductModel, pairs: &[(&str, &str)]) -> Result<Quote, Overflow> {
        let fields: Vec<_> = pairs.iter().map(|(key, raw)| ((*key).to_owned(), (*raw).to_owned())).collect();
        let (selection, problems) = Selection::parse(model, &fields);
        assert_eq!(problems, []);
        quote(model, &configure(model, &selection).expect("configures"))
    }

    #[test]
    fn a_price_is_its_base_and_the_lines_that_apply() {
        let found = priced(&rug(), &[("pile", "high"), ("name", "Lalla A")]).expect("fits");
        let lines: Vec<_> = found.lines.iter().map(|line| (line.line, line.amount.minor)).collect();
        assert_eq!(lines, [(None, 10_000), (Some(0), 100_000), (Some(2), 4_500)]);
        assert_eq!(found.unit_total, Money::mad(114_500));
    }

    #[test]
    fn a_line_that_lies_on_half_a_centime_goes_to_the_even_one() {
        let mut rug = rug();
        rug.prices[0].measure.per = (1, 2_000_000);
        for (length, want) in [("100", 0), ("300", 2), ("201", 1)] {
            let found = priced(&rug, &[("length", length)]).expect("fits");
            assert_eq!(found.lines[1].amount.minor, want, "{length} cm");
        }
    }

    #[test]
    fn a_share_is_taken_of_the_lines_before_it() {
        let mut rug = rug();
        let share = Measure { basis: Basis::PriceSoFar, per: (125, 1_000) };
        rug.prices.insert(1, PriceLine { when: vec![], measure: share });
        let found = priced(&rug, &[("pile", "high"), ("length", "200.3"), ("name", "Lalla")]).expect("fits");
        let lines: Vec<_> = found.lines.iter().map(|line| line.amount.minor).collect();
        assert_eq!(lines, [10_000, 100_150, 13_769, 3_750], "an eighth of 110,150 is 13,768.75");
    }

    #[test]
    fn a_price_that_does_not_fit_is_an_error() {
        let mut rug = rug();
        rug.base_price_minor = i64::MAX;
        assert_eq!(priced(&rug, &[("pile", "high")]), Err(Overflow));
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_what_is_shown(length in 1_000..3_000_i64, high: bool) {
            let length = format!("{}.{}", length / 10, length % 10);
            let found = priced(&rug(), &[("length", &length), ("pile", if high { "high" } else { "flat" })]).expect("fits");
            prop_assert_eq!(found.unit_total.minor, found.lines.iter().map(|line| line.amount.minor).sum::<i64>());
            prop_assert_eq!(found.lines.len(), if high { 2 } else { 3 });
        }
    }
}
