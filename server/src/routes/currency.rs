//! In which currency a browser reads prices: a cookie of its own, which says nothing about the person.

use crate::config::PublicUrl;
use crate::state::AppState;
use app::currency::FIELD;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::exchange::Foreign;
use domain::money::Currency;
use services::{Error, exchange};

/// How long the choice is remembered.
const MAX_AGE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// Name of the cookie, with the prefix of [`super::session::cookie_name`].
const fn cookie_name(site: &PublicUrl) -> &'static str {
    if site.secure { "__Host-mogador-currency" } else { "mogador-currency" }
}

/// The currency of the cookie; dirhams without one, whatever the browser or its place.
#[must_use]
pub fn remembered(headers: &HeaderMap, site: &PublicUrl) -> Currency {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let said = pairs.filter(|(name, _)| *name == cookie_name(site)).map(|(_, value)| value).next();
    said.and_then(Currency::from_code).unwrap_or_default()
}

/// The header value that remembers a currency; dirhams need no cookie, and remove it.
#[must_use]
pub fn cookie(currency: Currency, site: &PublicUrl) -> Option<HeaderValue> {
    let (code, age) = if currency == Currency::Mad { ("", 0) } else { (currency.code(), MAX_AGE_SECONDS) };
    let secure = if site.secure { "; Secure" } else { "" };
    let text = format!("{}={code}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}", cookie_name(site));
    HeaderValue::from_str(&text).ok()
}

/// What a page is told about currencies.
#[derive(Debug, Default)]
pub struct Choice {
    /// The one in which prices are read beside dirhams.
    pub foreign: Option<Foreign>,
    /// Those that can be chosen: what has a rate, and what was chosen.
    pub currencies: Vec<Currency>,
}

/// The choice for a page: what its address says goes before what the browser remembers.
///
/// # Errors
/// What the store answers.
pub async fn choice(state: &AppState, remembered: Currency, query: &[(String, String)]) -> Result<Choice, Error> {
    let rates = exchange::rates(&state.services).await?;
    let said = query.iter().find(|(name, _)| name == FIELD).and_then(|(_, code)| Currency::from_code(code));
    let currency = said.unwrap_or(remembered);
    let rate_of = |currency| rates.iter().copied().find(|rate| rate.currency == currency);
    let offered = |one: &Currency| *one == Currency::Mad || *one == currency || rate_of(*one).is_some();
    Ok(Choice {
        foreign: (currency != Currency::Mad).then(|| Foreign { currency, rate: rate_of(currency) }),
        currencies: Currency::ALL.into_iter().filter(offered).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_currency_of_ours_is_remembered() {
        let site = PublicUrl::parse("https://shop.example").unwrap();
        let text = cookie(Currency::Eur, &site).unwrap();
        assert_eq!(text, "__Host-mogador-currency=EUR; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure");
        let text = cookie(Currency::Mad, &site).unwrap();
        assert_eq!(text, "__Host-mogador-currency=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
        let read = |cookie: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookie.parse().unwrap());
            remembered(&headers, &site)
        };
        assert_eq!(read("a=b; __Host-mogador-currency=GBP; c=d"), Currency::Gbp);
        for other in ["mogador-currency=GBP", "__Host-mogador-currency=CHF", "__Host-mogador-currency=", "x"] {
            assert_eq!(read(other), Currency::Mad, "{other}");
        }
        assert_eq!(remembered(&HeaderMap::new(), &site), Currency::Mad);
    }
}
