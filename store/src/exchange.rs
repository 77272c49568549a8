//! Rates of exchange, by the day.

use crate::queries::queries;
use domain::exchange::ExchangeRate;
use domain::time::Day;

queries! { exchange:
    /// The newest rate of each currency that is of this day or earlier, in the order of their codes.
    read fn exchange_rates(today: Day) -> Vec<ExchangeRate>;
    /// All rates, the latest day first, at most `limit`.
    read fn exchange_rate_list(limit: i64) -> Vec<ExchangeRate>;
    /// Notes a rate, in place of that of the same day.
    write fn put_exchange_rate(rate: ExchangeRate) -> ();
}
