//! Money: whole minor units with a currency, and the one way in which it is written.

use crate::decimal::{Decimal, push_decimal};
use crate::quantity::Overflow;
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// A currency. The minor unit of each is its hundredth part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Currency {
    /// Moroccan dirham: what is charged.
    #[default]
    #[serde(rename = "MAD")]
    Mad,
    /// Euro.
    #[serde(rename = "EUR")]
    Eur,
    /// Dollar of the United States.
    #[serde(rename = "USD")]
    Usd,
    /// Pound sterling.
    #[serde(rename = "GBP")]
    Gbp,
}

/// Decimals of the minor unit of every currency.
const PLACES: u32 = 2;

impl Currency {
    /// All, the one that is charged first.
    pub const ALL: [Self; 4] = [Self::Mad, Self::Eur, Self::Usd, Self::Gbp];
    /// Those in which prices can be read, but not charged.
    pub const FOREIGN: [Self; 3] = [Self::Eur, Self::Usd, Self::Gbp];

    /// The ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mad => "MAD",
            Self::Eur => "EUR",
            Self::Usd => "USD",
            Self::Gbp => "GBP",
        }
    }

    /// Reads [`Self::code`]; `None` for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code() == code)
    }

    /// What stands beside an amount.
    const fn sign(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Mad, Lang::Ar) => "د.م.",
            (Self::Mad, Lang::Fr | Lang::En) => "MAD",
            (Self::Eur, _) => "€",
            (Self::Usd, Lang::Fr) => "$US",
            (Self::Usd, Lang::Ar | Lang::En) => "US$",
            (Self::Gbp, _) => "£",
        }
    }
}

/// An amount of money. Amounts of different currencies do not add.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units (centimes, cents, pence).
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in centimes of a dirham.
    #[must_use]
    pub const fn mad(minor: i64) -> Self {
        Self { minor, currency: Currency::Mad }
    }

    /// Nothing, in the given currency.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The sum; `Overflow` when it does not fit or the currencies differ.
    #[expect(clippy::should_implement_trait, reason = "it can fail, so the operator would not do")]
    pub fn add(self, other: Self) -> Result<Self, Overflow> {
        if self.currency != other.currency {
            return Err(Overflow);
        }
        self.minor.checked_add(other.minor).map(|minor| Self { minor, ..self }).ok_or(Overflow)
    }

    /// The amount `count` times; `Overflow` when it does not fit.
    #[expect(clippy::should_implement_trait, reason = "it can fail, so the operator would not do")]
    pub fn mul(self, count: i64) -> Result<Self, Overflow> {
        self.minor.checked_mul(count).map(|minor| Self { minor, ..self }).ok_or(Overflow)
    }

    /// The sum of all amounts, zero dirhams for none; `Overflow` when it does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        amounts.into_iter().try_fold(Self::mad(0), Self::add)
    }

    /// The amount as it is shown: Latin digits, no-break spaces, centimes only when there are some.
    /// The page isolates it in right-to-left text; no directional marks are written.
    #[must_use]
    pub fn format(self, lang: Lang) -> String {
        let mut out = String::new();
        let (sign, before) = (self.currency.sign(lang), matches!(lang, Lang::En));
        if before {
            out.push_str(sign);
            // A word stands apart, a sign does not.
            if self.currency == Currency::Mad {
                out.push('\u{a0}');
            }
        }
        push_decimal(&mut out, self.minor, PLACES, PLACES, lang);
        if !before {
            out.push('\u{a0}');
            out.push_str(sign);
        }
        out
    }

    /// Currency and minor units, as forms carry them: `EUR4150`.
    #[must_use]
    pub fn to_text(self) -> String {
        [self.currency.code(), &self.minor.to_string()].concat()
    }

    /// Reads [`Self::to_text`]; `None` for anything else.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (code, minor) = text.split_at_checked(3)?;
        Some(Self { minor: minor.parse().ok()?, currency: Currency::from_code(code)? })
    }

    /// Reads dirhams such as `450`, `450.50` or `450,50`, with an optional leading `-`.
    /// `None` for anything else and for more than two decimals that are not zero.
    #[must_use]
    pub fn parse_decimal(text: &str) -> Option<Self> {
        let text = text.trim();
        let (text, sign) = text.strip_prefix('-').map_or((text, 1), |rest| (rest, -1));
        match Decimal::parse(text)?.scaled(100)? {
            (minor, true) => Some(Self::mad(minor * sign)),
            (_, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_written_the_same_for_ever() {
        for (minor, fr, en, ar) in [
            (0, "0\u{a0}MAD", "MAD\u{a0}0", "0\u{a0}د.م."),
            (5, "0,05\u{a0}MAD", "MAD\u{a0}0.05", "0,05\u{a0}د.م."),
            (45_000, "450\u{a0}MAD", "MAD\u{a0}450", "450\u{a0}د.م."),
            (123_450, "1\u{202f}234,50\u{a0}MAD", "MAD\u{a0}1,234.50", "1.234,50\u{a0}د.م."),
            (-1_250, "\u{2212}12,50\u{a0}MAD", "MAD\u{a0}\u{2212}12.50", "\u{2212}12,50\u{a0}د.م."),
            (123_456_789, "1\u{202f}234\u{202f}567,89\u{a0}MAD", "MAD\u{a0}1,234,567.89", "1.234.567,89\u{a0}د.م."),
        ] {
            assert_eq!(Money::mad(minor).format(Lang::Fr), fr);
            assert_eq!(Money::mad(minor).format(Lang::En), en);
            assert_eq!(Money::mad(minor).format(Lang::Ar), ar);
        }
    }

    #[test]
    fn other_currencies_are_written_with_their_signs() {
        for (currency, fr, en, ar) in [
            (Currency::Eur, "1\u{202f}110,50\u{a0}€", "€1,110.50", "1.110,50\u{a0}€"),
            (Currency::Usd, "1\u{202f}110,50\u{a0}$US", "US$1,110.50", "1.110,50\u{a0}US$"),
            (Currency::Gbp, "1\u{202f}110,50\u{a0}£", "£1,110.50", "1.110,50\u{a0}£"),
        ] {
            let amount = Money { minor: 111_050, currency };
            assert_eq!([Lang::Fr, Lang::En, Lang::Ar].map(|lang| amount.format(lang)), [fr, en, ar]);
        }
        assert_eq!(Currency::ALL.map(|currency| Currency::from_code(currency.code())), Currency::ALL.map(Some));
        assert_eq!(["eur", "", "XXX"].map(Currency::from_code), [None; 3]);
    }

    #[test]
    fn dirhams_are_read_to_the_centime_and_no_further() {
        assert_eq!(Money::parse_decimal("450"), Some(Money::mad(45_000)));
        assert_eq!(Money::parse_decimal("450.50"), Some(Money::mad(45_050)));
        assert_eq!(Money::parse_decimal("-12,5"), Some(Money::mad(-1_250)));
        assert_eq!(Money::parse_decimal("1.005"), None);
        assert_eq!(Money::parse_decimal("MAD 3"), None);
        assert_eq!(Money::parse_decimal("--3"), None);
    }

    #[test]
    fn sums_that_do_not_fit_are_errors() {
        assert_eq!(Money::mad(i64::MAX).add(Money::mad(1)), Err(Overflow));
        assert_eq!(Money::mad(i64::MAX).mul(2), Err(Overflow));
        assert_eq!(Money::sum([Money::mad(1), Money::mad(2)]), Ok(Money::mad(3)));
        assert_eq!(Money::sum([]), Ok(Money::mad(0)));
    }

    #[test]
    fn the_currency_is_written_by_its_code_in_data() {
        let json = serde_json::to_string(&Money::mad(7)).expect("serialises");
        assert_eq!(json, r#"{"minor":7,"currency":"MAD"}"#);
    }

    proptest! {
        #[test]
        fn what_is_written_in_dirhams_reads_back(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let shown = Money::mad(minor).format(Lang::Fr).replace('\u{2212}', "-").replace("\u{a0}MAD", "");
            prop_assert_eq!(Money::parse_decimal(&shown), Some(Money::mad(minor)));
        }
    }
}
