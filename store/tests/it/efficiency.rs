//! What was made, what it took, and the floor that a shop sets for an hour.

use crate::materials::{scope, wood};
use crate::order::{line, part, production};
use domain::order::{ProductionState, ShopOrderState};
use domain::planning::Promise;
use domain::pricing::PriceShares;
use domain::time::Day;
use store::efficiency::MadeRow;
use store::{Error, Store};

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    let made = async || store.read().await.unwrap().made(&scope, 10).await.unwrap();
    assert_eq!(made().await, [], "nothing is done yet");
    let done = store.write(async |tx| -> Result<_, Error> {
        let (from, to) = (ProductionState::InProduction, ProductionState::Completed);
        tx.insert_shop_order_event(part(1, 1).id, ShopOrderState::Ready, 9_000, None).await?;
        tx.move_production(part(1, 1).id, from, to).await
    });
    assert_eq!(done.await.unwrap(), 2);
    let row = MadeRow {
        line: line(2).id,
        shop_order: (part(1, 1).id, 1),
        product: line(2).product,
        name: line(2).name,
        quantity: line(2).quantity,
        total_minor: line(2).total.minor,
        minutes: 90,
        used_minutes: None,
        promise: Some(Promise { ready: Day(line(2).ready_day), ..production(2).promise }),
        done_ms: 9_000,
    };
    let found = made().await;
    assert_eq!((found.len(), &found[0]), (2, &row));
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.made(&scope, 1).await.unwrap(), [row]);
    let planned = reader.made_materials(&scope).await.unwrap();
    assert_eq!(planned, [(line(1).id, wood(), 7), (line(2).id, wood(), 7)]);
    let spending = reader.spending(&scope).await.unwrap();
    let of_wood: Vec<_> =
        spending.iter().filter(|row| row.material == wood()).map(|row| (row.change, row.price_minor)).collect();
    assert_eq!(of_wood, reader.priced_movements(wood()).await.unwrap(), "the same as the ledger of one material");
    drop(reader);
    let floor = async || store.read().await.unwrap().hourly_floor(&scope).await.unwrap();
    let set = async |floor| store.write(async |tx| tx.set_hourly_floor(&scope, floor).await).await;
    assert_eq!(floor().await, None);
    set(Some(2_500)).await.unwrap();
    assert_eq!(floor().await, Some(2_500));
    let nothing = set(Some(0)).await;
    assert!(
        matches!(&nothing, Err(Error::Conflict { constraint }) if constraint == "shops_hourly_floor_minor_positive"),
        "{nothing:?}"
    );
    set(None).await.unwrap();
    assert_eq!(floor().await, None);

    let declared = async || store.read().await.unwrap().shop("shop-1").await.unwrap().unwrap().shares;
    let declare = async |shares| store.write(async |tx| tx.set_price_shares(&scope, shares).await).await.unwrap();
    assert_eq!(declared().await, None);
    let shares = PriceShares::new([310, 470, 120, 50, 30, 20]);
    declare(shares).await;
    assert_eq!(declared().await, shares);
    declare(None).await;
    assert_eq!(declared().await, None);
}
