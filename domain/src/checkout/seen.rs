//! What the shopper agrees to when she sends an order: travels in the form, so that a page left open agrees to nothing new.

use crate::money::{Currency, Money};
use crate::time::Day;
use sha2::{Digest, Sha256};

/// Bytes of the digest that are kept; it tells carts apart, it guards nothing.
const DIGEST_BYTES: usize = 8;

/// The goods as a checkout page showed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Their price without delivery.
    pub goods: Money,
    /// Which pieces and how many of each, as a digest; `None` when only the price is known.
    pub pieces: Option<String>,
    /// Per shop, ascending ids, the day on which its pieces were to be ready; `None` when no days were shown.
    pub days: Option<Vec<Day>>,
    /// Their price in the currency in which the shopper reads prices beside dirhams; `None` when she reads no other.
    pub shown: Option<Money>,
}

impl Seen {
    /// What a page shows of these goods: fingerprint and number of pieces of each line, in any order.
    #[must_use]
    pub fn new<'a>(goods: Money, lines: impl IntoIterator<Item = (&'a str, u32)>) -> Self {
        Self { goods, pieces: Some(digest(lines)), days: None, shown: None }
    }

    /// The same with the days that were shown, by ascending ids of the shops.
    #[must_use]
    pub fn ready(self, days: Vec<Day>) -> Self {
        Self { days: Some(days), ..self }
    }

    /// The same with what stood beside the price in another currency.
    #[must_use]
    pub fn beside(self, shown: Option<Money>) -> Self {
        Self { shown, ..self }
    }

    /// As it stands in the form.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = [&self.goods.minor.to_string(), ".", self.pieces.as_deref().unwrap_or_default()].concat();
        if self.days.is_some() || self.shown.is_some() {
            let days = self.days.iter().flatten();
            text.push('.');
            text.push_str(&days.map(|day| day.0.to_string()).collect::<Vec<_>>().join(","));
        }
        if let Some(shown) = self.shown {
            text.push_str(&[".", &shown.to_text()].concat());
        }
        text
    }

    /// Reads what [`Seen::to_text`] wrote; `None` when it is nothing of the kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (minor, rest) = text.trim().split_once('.')?;
        // A page of an earlier build says no days.
        let mut rest = rest.split('.');
        let (pieces, days, shown) = (rest.next()?, rest.next(), rest.next());
        let read = |days: &str| days.split(',').map(|day| day.parse().map(Day)).collect::<Result<Vec<_>, _>>();
        let days = days.filter(|days| !days.is_empty()).map(read).transpose().ok()?;
        let shown = match shown {
            Some(text) => Some(Money::from_text(text).filter(|shown| shown.currency != Currency::Mad)?),
            None => None,
        };
        let whole = pieces.len() == 2 * DIGEST_BYTES && rest.next().is_none();
        let goods = Money::mad(minor.parse().ok()?);
        whole.then_some(Self { goods, pieces: Some(pieces.to_owned()), days, shown })
    }
}

fn digest<'a>(lines: impl IntoIterator<Item = (&'a str, u32)>) -> String {
    let mut lines: Vec<_> = lines.into_iter().collect();
    lines.sort_unstable();
    let mut hash = Sha256::new();
    for (fingerprint, quantity) in lines {
        hash.update(fingerprint);
        hash.update(quantity.to_be_bytes());
    }
    hash.finalize()[..DIGEST_BYTES].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_brings_back_what_was_seen() {
        let seen = Seen::new(Money::mad(45_000), [("a", 1), ("b", 2)]);
        assert_eq!(Seen::parse(&seen.to_text()), Some(seen.clone()));
        assert_eq!(seen, Seen::new(Money::mad(45_000), [("b", 2), ("a", 1)]));
        assert_ne!(seen, Seen::new(Money::mad(45_000), [("a", 2), ("b", 1)]));
        let days = seen.clone().ready(vec![Day(20_000), Day(20_003)]);
        assert_eq!(Seen::parse(&days.to_text()), Some(days.clone()));
        let euros = Some(Money { minor: 4_150, currency: Currency::Eur });
        for beside in [days.clone().beside(euros), seen.clone().beside(euros)] {
            assert_eq!(Seen::parse(&beside.to_text()), Some(beside));
        }
        for odd in ["EUR", "EURx", "MAD4150", "eur4150", "EUR1.2", ""] {
            assert_eq!(Seen::parse(&[&days.to_text(), ".", odd].concat()), None, "{odd}");
        }
        let odd = [seen.to_text(), ".20000,x".to_owned()].concat();
        assert_eq!(Seen::parse(&odd), None);
        assert_eq!(["", "450", "x.0123456789abcdef", "450.ab"].map(Seen::parse), [None, None, None, None]);
    }
}
