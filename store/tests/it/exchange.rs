//! Rates of exchange.

use domain::exchange::ExchangeRate;
use domain::money::Currency;
use domain::time::Day;
use store::testing::on_each;
use store::{Error, Store};

pub fn rate(currency: Currency, day: i32, dirhams: &str) -> ExchangeRate {
    ExchangeRate::parse(currency, Day(day), dirhams).unwrap()
}

pub async fn story(store: &Store) {
    let euros = [rate(Currency::Eur, 100, "10.8"), rate(Currency::Eur, 110, "10.9")];
    let (pound, mended) = (rate(Currency::Gbp, 105, "12.6"), rate(Currency::Gbp, 105, "12.7"));
    let written = store.write(async |tx| -> Result<(), Error> {
        for rate in [euros[1], pound, euros[0], mended] {
            tx.put_exchange_rate(rate).await?;
        }
        Ok(())
    });
    written.await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.exchange_rates(Day(99)).await.unwrap(), []);
    assert_eq!(reader.exchange_rates(Day(109)).await.unwrap(), [euros[0], mended]);
    assert_eq!(reader.exchange_rates(Day(200)).await.unwrap(), [euros[1], mended]);
    assert_eq!(reader.exchange_rate_list(2).await.unwrap(), [euros[1], mended]);
}

#[tokio::test]
async fn the_newest_rate_of_a_day_or_before_is_found() {
    on_each(async |store| story(store).await).await;
}
