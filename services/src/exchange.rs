//! Rates of exchange: what the operator says, and which of it counts.

use crate::{Error, Services};
use domain::exchange::ExchangeRate;
use domain::money::Currency;
use domain::time::Day;
use store::{Reader, Store};

/// Rates in a list.
const LISTED: i64 = 50;

/// Why a rate was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateProblem {
    /// No currency in which prices can be read: `EUR`, `USD`, `GBP`.
    Currency,
    /// No number of dirhams from 1 to 100 with at most six decimals.
    Dirhams,
    /// A day that is yet to come.
    Day,
}

/// What has to be done about the rate of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateFinding {
    /// There is none.
    None(Currency),
    /// It is too old to count.
    Old(ExchangeRate),
}

/// The rates that count today, at most one for each currency.
///
/// # Errors
/// What the store answers.
pub async fn rates(svc: &Services) -> Result<Vec<ExchangeRate>, Error> {
    counting(&mut svc.store().read().await?, svc.now().day()).await
}

/// The rate that counts today for one currency.
///
/// # Errors
/// What the store answers.
pub async fn rate(svc: &Services, currency: Currency) -> Result<Option<ExchangeRate>, Error> {
    Ok(rates(svc).await?.into_iter().find(|rate| rate.currency == currency))
}

/// The rates that count on a day.
pub(crate) async fn counting(reader: &mut Reader, today: Day) -> Result<Vec<ExchangeRate>, Error> {
    Ok(reader.exchange_rates(today).await?.into_iter().filter(|rate| rate.counts_on(today)).collect())
}

/// The latest rates, the newest day first.
///
/// # Errors
/// What the store answers.
pub async fn list(store: &Store) -> Result<Vec<ExchangeRate>, Error> {
    Ok(store.read().await?.exchange_rate_list(LISTED).await?)
}

/// Notes what one unit of a currency costs in dirhams, of today or a day before; in place of what was said of that day. Orders
/// that are placed keep theirs.
///
/// # Errors
/// What the store answers.
pub async fn note(
    svc: &Services,
    currency: &str,
    dirhams: &str,
    day: Option<Day>,
) -> Result<Result<ExchangeRate, RateProblem>, Error> {
    let today = svc.now().day();
    let currency = Currency::from_code(&currency.to_ascii_uppercase()).filter(|currency| *currency != Currency::Mad);
    let Some(currency) = currency else { return Ok(Err(RateProblem::Currency)) };
    let day = day.unwrap_or(today);
    if day > today {
        return Ok(Err(RateProblem::Day));
    }
    let Some(rate) = ExchangeRate::parse(currency, day, dirhams) else { return Ok(Err(RateProblem::Dirhams)) };
    svc.store().write(async |tx| tx.put_exchange_rate(rate).await).await?;
    Ok(Ok(rate))
}

/// Currencies in which prices cannot be read, because nobody looks after their rate.
///
/// # Errors
/// What the store answers.
pub async fn findings(store: &Store, today: Day) -> Result<Vec<RateFinding>, Error> {
    let rates = store.read().await?.exchange_rates(today).await?;
    let finding = |currency| match rates.iter().find(|rate| rate.currency == currency) {
        None => Some(RateFinding::None(currency)),
        Some(rate) => (!rate.counts_on(today)).then_some(RateFinding::Old(*rate)),
    };
    Ok(Currency::FOREIGN.into_iter().filter_map(finding).collect())
}
