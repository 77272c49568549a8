//! Messages in three languages, generated from `locales/` at build time.

use domain::exchange::{ExchangeRate, Foreign};
use domain::money::Money;
use domain::text::Lang;
use domain::time::Day;

/// A message; one text per language in the order of [`Lang::ALL`].
#[derive(Clone, Copy)]
pub struct Msg(pub(crate) [&'static str; 3]);

/// A message whose wording depends on a count; forms zero, one, two, few, many, other per language.
#[derive(Clone, Copy)]
pub struct Plural(pub(crate) [[&'static str; 6]; 3]);

/// The messages, a module per file.
pub mod m {
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

/// The language in which a page is written, and the currency in which its reader reads prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cx {
    /// The language.
    pub lang: Lang,
    /// The currency beside dirhams, when she chose one.
    pub foreign: Option<Foreign>,
}

impl Cx {
    /// A language, with prices in dirhams.
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        Self { lang, foreign: None }
    }

    /// The rate of the reader's currency.
    #[must_use]
    pub fn rate(self) -> Option<ExchangeRate> {
        self.foreign?.rate
    }

    /// The text of a message.
    #[must_use]
    pub fn t(self, msg: Msg) -> &'static str {
        msg.0[self.index()]
    }

    /// The text of a message with its `{placeholders}` filled.
    #[must_use]
    pub fn f(self, msg: Msg, args: &[(&str, &str)]) -> String {
        fill(self.t(msg), args)
    }

    /// The text for a count, with `{n}` filled.
    #[must_use]
    pub fn n(self, plural: Plural, count: u32) -> String {
        fill(plural.0[self.index()][plural_form(self.lang, count)], &[("n", &count.to_string())])
    }

    /// The address of a page in this language; `path` begins with a slash or is empty.
    #[must_use]
    pub fn url(self, path: &str) -> String {
        let mut url = String::with_capacity(path.len() + 3);
        url.push('/');
        url.push_str(self.lang.code());
        url.push_str(path);
        url
    }

    /// An amount of money as text.
    #[must_use]
    pub fn money(self, money: Money) -> String {
        money.format(self.lang)
    }

    /// A price as lists show it: in the reader's currency, as it was set there or else by the rate; in dirhams without one.
    #[must_use]
    pub fn shown(self, charged: Money, listed: &[Money]) -> Money {
        self.foreign.and_then(|foreign| foreign.price(charged, listed)).unwrap_or(charged)
    }

    /// A day as text, without its weekday.
    #[must_use]
    pub fn date(self, day: Day) -> String {
        day.format_date(self.lang)
    }

    /// A promised day as text, with its weekday.
    #[must_use]
    pub fn day(self, day: Day) -> String {
        day.format_long(self.lang)
    }

    const fn index(self) -> usize {
        match self.lang {
            Lang::Ar => 0,
            Lang::Fr => 1,
            Lang::En => 2,
        }
    }
}

/// Fills `{placeholders}`; a value is never read again.
pub(crate) fn fill(text: &str, args: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = args.iter().find(|(key, _)| *key == name) {
            out.push_str(value);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Index of the plural form, by the CLDR cardinal rules for integers.
const fn plural_form(lang: Lang, n: u32) -> usize {
    match lang {
        Lang::Ar => match (n, n % 100) {
            (0, _) => 0,
            (1, _) => 1,
            (2, _) => 2,
            (_, 3..=10) => 3,
            (_, 11..=99) => 4,
            (_, _) => 5,
        },
        Lang::Fr => {
            if n < 2 {
                1
            } else {
                5
            }
        }
        Lang::En => {
            if n == 1 {
                1
            } else {
                5
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_counts_use_six_forms() {
        let forms: Vec<usize> = [0, 1, 2, 3, 10, 11, 99, 100, 103, 111].map(|n| plural_form(Lang::Ar, n)).to_vec();
        assert_eq!(forms, [0, 1, 2, 3, 3, 4, 4, 5, 3, 4]);
        assert_eq!([0, 1, 2].map(|n| plural_form(Lang::Fr, n)), [1, 1, 5]);
        assert_eq!([0, 1, 2].map(|n| plural_form(Lang::En, n)), [5, 1, 5]);
    }

    #[test]
    fn placeholders_are_filled_once_and_values_are_not_read_again() {
        assert_eq!(fill("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }
}
