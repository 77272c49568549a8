//! Prices in a currency that a shopper reads beside dirhams. Nothing is charged in it: an order is charged in dirhams (ADR 26).

use crate::decimal::Decimal;
use crate::money::{Currency, Money};
use crate::product::ProductModel;
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// For so many days after its own a rate counts; after that nobody looks after it any more, and only dirhams are shown.
pub const RATE_DAYS: i32 = 30;

/// Parts of a dirham in which rates are kept.
const MILLION: i64 = 1_000_000;

/// Foreign amounts are rounded up to a multiple of this, in minor units of their currency: 0.50.
///
/// One step for the three currencies, whose units are worth about the same. Half a unit, because cents would promise an exactness
/// that the rate of a day does not have; up, because the bank of the shopper adds a little of its own, and a price that turns
/// out lower than it was read does no harm.
pub const STEP: i64 = 50;

/// What one unit of a currency cost on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRate {
    /// One of [`Currency::FOREIGN`].
    pub currency: Currency,
    /// The day of which it is.
    pub day: Day,
    /// Millionths of a dirham for one unit; above nothing.
    pub micro_dirhams: i64,
}

impl ExchangeRate {
    /// Reads dirhams for one unit, such as `10.85` or `10,85`. `None` for dirhams themselves, for what is no number of at most
    /// six decimals, and for less than one or more than a hundred dirhams: no rate of these currencies was ever near that,
    /// so it is a slip.
    #[must_use]
    pub fn parse(currency: Currency, day: Day, dirhams: &str) -> Option<Self> {
        let (micro_dirhams, exact) = Decimal::parse(dirhams)?.scaled(MILLION)?;
        let is_likely = (MILLION..=100 * MILLION).contains(&micro_dirhams);
        (exact && is_likely && currency != Currency::Mad).then_some(Self { currency, day, micro_dirhams })
    }

    /// Dirhams for one unit, as machines write them: `10.85`.
    #[must_use]
    pub fn dirhams(self) -> String {
        let text = format!("{}.{:06}", self.micro_dirhams / MILLION, self.micro_dirhams % MILLION);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Whether it counts on this day: neither of a later day nor older than [`RATE_DAYS`].
    #[must_use]
    pub fn counts_on(self, today: Day) -> bool {
        (0..=RATE_DAYS).contains(&today.0.saturating_sub(self.day.0))
    }

    /// Converts dirhams by this rate.
    #[must_use]
    pub const fn conversion(self) -> Conversion {
        Conversion { currency: self.currency, times: MILLION, per: self.micro_dirhams }
    }
}

/// Turns dirhams into another currency: one fraction, so that server and browser compute the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// Into which currency.
    pub currency: Currency,
    /// So many minor units of it ..
    pub times: i64,
    /// .. for so many centimes.
    pub per: i64,
}

impl Conversion {
    /// An amount of dirhams, rounded up to the next [`STEP`]; `None` when it does not fit, or the fraction is none above 0.
    #[must_use]
    pub fn shown(self, charged: Money) -> Option<Money> {
        if self.times <= 0 || self.per <= 0 {
            return None;
        }
        let exact = i128::from(charged.minor) * i128::from(self.times);
        // Rounding down what is negative rounds up.
        let steps = -(-exact).div_euclid(i128::from(self.per) * i128::from(STEP));
        let minor = i64::try_from(steps * i128::from(STEP)).ok()?;
        Some(Money { minor, currency: self.currency })
    }
}

/// The currency in which a shopper reads prices, with the rate that counts now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// One of [`Currency::FOREIGN`].
    pub currency: Currency,
    /// Nothing where no rate counts; then only prices that a shop set in this currency are shown.
    pub rate: Option<ExchangeRate>,
}

impl Foreign {
    /// How the prices of a product are converted: so that its price before any choice becomes the one that the shop set for this
    /// currency, else by the rate. What choices add is converted alike: a product has one fraction for each currency.
    #[must_use]
    pub fn of(self, model: &ProductModel) -> Option<Conversion> {
        let set = model.listed.iter().find(|price| price.currency == self.currency);
        let set =
            set.map(|price| Conversion { currency: self.currency, times: price.minor, per: model.base_price_minor });
        set.or_else(|| self.rate.map(ExchangeRate::conversion))
    }

    /// A price that is shown in lists: as it was set for this currency, else by the rate.
    #[must_use]
    pub fn price(self, charged: Money, listed: &[Money]) -> Option<Money> {
        let set = listed.iter().find(|price| price.currency == self.currency).copied();
        set.or_else(|| self.rate?.conversion().shown(charged))
    }
}

/// What is shown of an amount in another currency, and how it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownPrice {
    /// The fraction.
    pub conversion: Conversion,
    /// All pieces together: one piece is rounded, then counted.
    pub total: Money,
}

/// What an order came to in another currency when it was placed; kept as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownOrder {
    /// The rate that counted.
    pub rate: ExchangeRate,
    /// The pieces as they were shown, and delivery by the rate.
    pub total: Money,
}

impl ExchangeRate {
    /// What so many pieces of a product come to; nothing when it does not fit.
    #[must_use]
    pub fn pieces(self, model: &ProductModel, unit: Money, quantity: u32) -> Option<ShownPrice> {
        let conversion = Foreign { currency: self.currency, rate: Some(self) }.of(model)?;
        let total = conversion.shown(unit)?.mul(quantity.into()).ok()?;
        Some(ShownPrice { conversion, total })
    }

    /// The sum of what is shown of several; nothing when one of them is not shown, or it does not fit.
    pub fn sum(self, shown: impl IntoIterator<Item = Option<Money>>) -> Option<Money> {
        shown.into_iter().try_fold(Money::zero(self.currency), |sum, one| sum.add(one?).ok())
    }

    /// What goods that are shown at this price come to with their delivery.
    #[must_use]
    pub fn order(self, goods: Money, delivery: Money) -> Option<ShownOrder> {
        let total = goods.add(self.conversion().shown(delivery)?).ok()?;
        Some(ShownOrder { rate: self, total })
    }
}

/// What a design of this price costs in each currency for which the shop set one.
#[must_use]
pub fn listed(model: &ProductModel, price: Money) -> Vec<Money> {
    let currencies = model.listed.iter().map(|set| set.currency);
    currencies.filter_map(|currency| Foreign { currency, rate: None }.of(model)?.shown(price)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::Kind;
    use crate::product::{Dimension, Guide, PreviewSpec};
    use proptest::prelude::*;

    fn model(base_price_minor: i64) -> ProductModel {
        ProductModel {
            base_price_minor,
            listed: Vec::new(),
            lead_days: 1,
            dimensions: [(); 3].map(|()| Dimension { fixed_mm: 0, group: None }),
            groups: Vec::new(),
            rules: Vec::new(),
            prices: Vec::new(),
            recipe: Vec::new(),
            work: Vec::new(),
            guide: Guide::default(),
            preview: PreviewSpec { kind: Kind::Box, look: Vec::new(), text_group: None },
        }
    }

    fn rate(dirhams: &str) -> ExchangeRate {
        ExchangeRate::parse(Currency::Eur, Day(20_000), dirhams).expect("a rate")
    }

    fn euros(minor: i64) -> Money {
        Money { minor, currency: Currency::Eur }
    }

    #[test]
    fn a_rate_is_read_as_people_write_it() {
        assert_eq!(rate("10.85").micro_dirhams, 10_850_000);
        assert_eq!(
            ["10,85", "9.9", "10", "10.123456"].map(|text| rate(text).dirhams()),
            ["10.85", "9.9", "10", "10.123456"]
        );
        for slip in ["", "0", "0.99", "100.1", "1085", "10.1234567", "-10", "ten", "99999999999999999"] {
            assert_eq!(ExchangeRate::parse(Currency::Eur, Day(0), slip), None, "{slip}");
        }
        assert_eq!(ExchangeRate::parse(Currency::Mad, Day(0), "10"), None);
    }

    #[test]
    fn a_rate_counts_from_its_day_until_it_is_old() {
        let counts = |days| rate("10").counts_on(Day(20_000 + days));
        assert_eq!([-1, 0, RATE_DAYS, RATE_DAYS + 1].map(counts), [false, true, true, false]);
        assert!(!rate("10").counts_on(Day(i32::MIN)) && !rate("10").counts_on(Day(i32::MAX)));
    }

    #[test]
    fn prices_are_rounded_up_to_half_a_unit() {
        let by = rate("10.85").conversion();
        for (dirhams, shown) in [(0, 0), (1, 50), (54_250, 5_000), (54_251, 5_050), (120_000, 11_100)] {
            assert_eq!(by.shown(Money::mad(dirhams)), Some(euros(shown)), "{dirhams}");
        }
        assert_eq!(by.shown(Money::mad(-54_251)), Some(euros(-5_000)));
        let beyond = Conversion { times: i64::MAX, per: 1, ..by };
        assert_eq!(beyond.shown(Money::mad(i64::MAX)), None);
        assert_eq!(Conversion { per: 0, ..by }.shown(Money::mad(1)), None);
    }

    #[test]
    fn a_price_that_the_shop_set_goes_before_the_rate() {
        let mut model = model(45_000);
        let foreign = Foreign { currency: Currency::Eur, rate: Some(rate("10")) };
        let shown = |model: &ProductModel, minor| foreign.of(model).and_then(|by| by.shown(Money::mad(minor)));
        assert_eq!(shown(&model, 45_000), Some(euros(4_500)));
        model.listed = vec![euros(6_000)];
        assert_eq!(shown(&model, 45_000), Some(euros(6_000)));
        assert_eq!(shown(&model, 90_000), Some(euros(12_000)), "what choices add goes by the same fraction");
        let pounds = Foreign { currency: Currency::Gbp, rate: None };
        assert_eq!(pounds.of(&model), None);
        let of_list = listed(&model, Money::mad(60_000));
        assert_eq!(of_list, [euros(8_000)]);
        assert_eq!(foreign.price(Money::mad(60_000), &of_list), Some(euros(8_000)));
        assert_eq!(foreign.price(Money::mad(60_000), &[]), Some(euros(6_000)));
        assert_eq!(pounds.price(Money::mad(60_000), &of_list), None);
    }

    #[test]
    fn an_order_adds_up_what_its_page_showed() {
        let rate = rate("10.85");
        let two = rate.pieces(&model(1), Money::mad(54_251), 2).expect("fits");
        assert_eq!((two.total, two.conversion), (euros(10_100), rate.conversion()), "one is rounded, then counted");
        let goods = rate.sum([Some(two.total), Some(euros(50))]).expect("fits");
        assert_eq!(rate.order(goods, Money::mad(4_000)), Some(ShownOrder { rate, total: euros(10_150 + 400) }));
        assert_eq!(rate.sum([Some(two.total), None]), None);
        assert_eq!(rate.sum([]), Some(euros(0)));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_never_below_the_exact_amount_and_less_than_a_step_above(
            minor in 0..1_000_000_000_000_i64,
            times in 1..1_000_000_000_i64,
            per in 1..1_000_000_000_i64,
        ) {
            let by = Conversion { currency: Currency::Usd, times, per };
            let exact = i128::from(minor) * i128::from(times);
            if let Some(shown) = by.shown(Money::mad(minor)) {
                let shown = i128::from(shown.minor);
                prop_assert!(shown * i128::from(per) >= exact);
                prop_assert!((shown - i128::from(STEP)) * i128::from(per) < exact);
                prop_assert_eq!(shown % i128::from(STEP), 0);
            } else {
                prop_assert!(exact / i128::from(per) > i128::from(i64::MAX - STEP));
            }
        }

        #[test]
        fn who_pays_more_reads_no_less(one: i32, other: i32, micro in MILLION..100 * MILLION) {
            let by = Conversion { currency: Currency::Eur, times: MILLION, per: micro };
            let [less, more] = [one.min(other), one.max(other)].map(|minor| by.shown(Money::mad(minor.into())));
            prop_assert!(less.expect("fits").minor <= more.expect("fits").minor);
        }

        #[test]
        fn a_price_that_was_set_is_shown_as_it_was_set(base in 1..1_000_000_000_i64, steps in 1..1_000_000_i64) {
            let set = euros(steps * STEP);
            let model = ProductModel { listed: vec![set], ..model(base) };
            let by = Foreign { currency: Currency::Eur, rate: None }.of(&model).expect("it is set");
            prop_assert_eq!(by.shown(Money::mad(base)), Some(set));
        }
    }
}
