//! Visits. Runs after the story of orders: there is an order of the first shop.

use crate::catalog::{id, shop_id};
use crate::materials::scope;
use crate::order::part;
use domain::id::ProductId;
use domain::order::ShopOrderState;
use domain::time::Day;
use domain::visits::Source;
use store::visits::{SoldRow, VisitCounts, VisitDay};
use store::{CoordinatorScope, Error, Store};

const TODAY: Day = Day(20_000);
const ANNA: [u8; 16] = [1; 16];
const BRAHIM: [u8; 16] = [2; 16];

fn letter() -> Source {
    Source::of("utm_source=letter&utm_medium=email", "", "")
}

fn product() -> ProductId {
    ProductId(id(201))
}

fn counts(views: i64, visitors: i64, added: i64) -> VisitCounts {
    VisitCounts { views, visitors, added }
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    people(store).await;
    counted(store, &scope).await;
    sold(store, &scope).await;
    forgotten(store, &scope).await;
}

async fn people(store: &Store) {
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.visited_shop("shop-1").await.unwrap(), Some(shop_id(1)));
    assert_eq!(reader.visited_shop("nowhere").await.unwrap(), None);
    assert_eq!(reader.visited_product("product-1").await.unwrap(), Some((product(), shop_id(1))));
    assert_eq!(reader.visited_product("product-3").await.unwrap(), None, "a draft");
    assert_eq!(reader.visit_salt(TODAY).await.unwrap(), None);
    let held = store.write(async |tx| -> Result<_, Error> {
        let first = tx.hold_visit_day(TODAY, &[7; 32]).await?;
        let came = [
            tx.add_visitor(TODAY, &ANNA, &letter()).await?,
            tx.add_visitor(TODAY, &ANNA, &Source::Direct).await?,
            tx.add_visitor(TODAY, &BRAHIM, &Source::Direct).await?,
            tx.add_visitor_place(TODAY, &ANNA, id(201)).await?,
            tx.add_visitor_place(TODAY, &ANNA, id(201)).await?,
        ];
        tx.add_noted(TODAY, 3).await?;
        Ok((first, came))
    });
    let salt = vec![7; 32];
    assert_eq!(held.await.unwrap(), (VisitDay { salt: salt.clone(), noted: 0 }, [true, false, true, true, false]));
    let again = store.write(async |tx| tx.hold_visit_day(TODAY, &[8; 32]).await).await;
    assert_eq!(again.unwrap(), VisitDay { salt: salt.clone(), noted: 3 }, "a day keeps its salt");
    assert_eq!(reader.visit_salt(TODAY).await.unwrap(), Some(salt));
    assert_eq!(reader.visitor_source(TODAY, &ANNA).await.unwrap(), Some(letter()), "the first stays");
    assert_eq!(reader.visitor_source(TODAY.plus(1), &ANNA).await.unwrap(), None);
    let short = store.write(async |tx| tx.hold_visit_day(TODAY.plus(9), &[8; 16]).await).await;
    assert!(
        matches!(&short, Err(Error::Conflict { constraint }) if constraint == "visit_days_salt_length"),
        "{short:?}"
    );
}

async fn counted(store: &Store, scope: &CoordinatorScope) {
    let (mine, theirs) = (shop_id(1), shop_id(2));
    let write = store.write(async |tx| -> Result<(), Error> {
        tx.add_shop_visits(mine, TODAY, &letter(), counts(3, 1, 0)).await?;
        tx.add_shop_visits(mine, TODAY, &letter(), counts(2, 1, 0)).await?;
        tx.add_shop_visits(mine, TODAY, &Source::Direct, counts(1, 1, 0)).await?;
        tx.add_shop_visits(mine, TODAY.plus(-40), &Source::Direct, counts(9, 9, 0)).await?;
        tx.add_shop_visits(theirs, TODAY, &Source::Other, counts(9, 9, 0)).await?;
        tx.add_product_visits(mine, TODAY, product(), &letter(), counts(2, 1, 0)).await?;
        tx.add_product_visits(mine, TODAY, product(), &letter(), counts(0, 0, 1)).await?;
        tx.add_product_visits(mine, TODAY, product(), &Source::Direct, counts(1, 1, 0)).await
    });
    write.await.unwrap();
    let mut reader = store.read().await.unwrap();
    let from = TODAY.plus(-29);
    assert_eq!(reader.sources_of_day(mine, TODAY).await.unwrap(), [Source::Direct, letter()]);
    assert_eq!(reader.visits_by_day(scope, from).await.unwrap(), [(TODAY, 3, 6)]);
    assert_eq!(reader.visits_by_day(scope, from.plus(-60)).await.unwrap(), [(TODAY.plus(-40), 9, 9), (TODAY, 3, 6)]);
    assert_eq!(reader.visits_by_source(scope, from).await.unwrap(), [(Source::Direct, 1), (letter(), 2)]);
    assert_eq!(reader.visits_by_product(scope, from).await.unwrap(), [(product(), counts(3, 2, 1))]);
}

async fn sold(store: &Store, scope: &CoordinatorScope) {
    let mut reader = store.read().await.unwrap();
    let row = |source| SoldRow { placed_ms: 1_000, source, subtotal_minor: 10_000 };
    assert_eq!(reader.sold_since(scope, 0).await.unwrap(), [row(None)]);
    store.write(async |tx| tx.set_shop_order_source(part(1, 1).id, &letter()).await).await.unwrap();
    assert_eq!(reader.sold_since(scope, 1_000).await.unwrap(), [row(Some(letter()))]);
    assert_eq!(reader.sold_since(scope, 1_001).await.unwrap(), []);
    assert_eq!(reader.sold_by_product(scope, 0).await.unwrap(), [(product(), 1)], "two lines of one order");
    let undone = store.write(async |tx| -> Result<(), Error> {
        let (from, to) = (ShopOrderState::Confirmed, ShopOrderState::Cancelled);
        assert!(tx.move_shop_order(scope, part(1, 1).id, from, to).await?);
        assert_eq!(tx.sold_since(scope, 0).await?, [], "cancelled orders are not sold");
        assert_eq!(tx.sold_by_product(scope, 0).await?, []);
        Err(Error::Busy)
    });
    undone.await.unwrap_err();
}

async fn forgotten(store: &Store, scope: &CoordinatorScope) {
    let forget = async |before, limit| {
        let done = store.write(async |tx| -> Result<u64, Error> {
            tx.forget_salts(before).await?;
            tx.forget_visitors(before, limit).await
        });
        done.await.unwrap()
    };
    assert_eq!(forget(TODAY, 9).await, 0, "today stays");
    let mut reader = store.read().await.unwrap();
    assert!(reader.visit_salt(TODAY).await.unwrap().is_some());
    assert_eq!(forget(TODAY.plus(1), 1).await, 2, "one of each kind");
    assert_eq!(reader.visit_salt(TODAY).await.unwrap(), None);
    assert_eq!([forget(TODAY.plus(1), 9).await, forget(TODAY.plus(1), 9).await], [1, 0]);
    assert_eq!(reader.visitor_source(TODAY, &ANNA).await.unwrap(), None);
    assert_eq!(reader.visits_by_source(scope, TODAY).await.unwrap().len(), 2, "counts stay");
}
