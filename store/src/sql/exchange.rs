//! Rates of exchange.

use super::{Connection, Db};
use crate::error::inconsistent;
use domain::exchange::ExchangeRate;
use domain::money::Currency;
use domain::time::Day;

/// currency, day, millionths of a dirham
type Row = (String, i64, i64);

fn rate((currency, day, micro_dirhams): Row) -> Result<ExchangeRate, sqlx::Error> {
    Ok(ExchangeRate {
        day: i32::try_from(day).map(Day).map_err(|_| inconsistent("exchange_rates", "day", &currency))?,
        currency: Currency::from_code(&currency)
            .ok_or_else(|| inconsistent("exchange_rates", "currency", &currency))?,
        micro_dirhams,
    })
}

pub(crate) async fn exchange_rates(c: &mut Connection, today: Day) -> Result<Vec<ExchangeRate>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(
        "SELECT r.currency, r.day, r.micro_dirhams FROM exchange_rates r WHERE r.day = \
         (SELECT max(o.day) FROM exchange_rates o WHERE o.currency = r.currency AND o.day <= $1) ORDER BY r.currency",
    )
    .bind(i64::from(today.0))
    .fetch_all(c)
    .await?;
    rows.into_iter().map(rate).collect()
}

pub(crate) async fn exchange_rate_list(c: &mut Connection, limit: i64) -> Result<Vec<ExchangeRate>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Row>(
        "SELECT currency, day, micro_dirhams FROM exchange_rates ORDER BY day DESC, currency LIMIT $1",
    )
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(rate).collect()
}

pub(crate) async fn put_exchange_rate(c: &mut Connection, rate: ExchangeRate) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO exchange_rates (currency, day, micro_dirhams) VALUES ($1, $2, $3) \
         ON CONFLICT (currency, day) DO UPDATE SET micro_dirhams = excluded.micro_dirhams",
    )
    .bind(rate.currency.code())
    .bind(i64::from(rate.day.0))
    .bind(rate.micro_dirhams)
    .execute(c)
    .await
    .map(drop)
}
