//! Suppliers and purchase orders. Runs after the story of materials.

use crate::catalog::{id, shop_id};
use crate::materials::{movement, scope, wood};
use domain::id::{ArrivalId, MaterialId, PurchaseId, PurchaseLineId, SupplierId};
use domain::materials::MovementKind;
use domain::purchases::{Offer, Purchase, PurchaseLine, PurchaseState};
use domain::time::{Day, Timestamp};
use store::purchases::SupplierRow;
use store::{Error, ShopScope, Store};

fn line(number: u128) -> PurchaseLine {
    PurchaseLine {
        id: PurchaseLineId(id(2_700 + number)),
        material: wood(),
        ordered: 10,
        price_minor: Some(450),
        day: Day(20_000),
        received: 0,
        dropped: 0,
    }
}

fn draft() -> Purchase {
    Purchase {
        id: PurchaseId(id(2_650)),
        number: 1,
        version: 1,
        supplier: Some(SupplierId(id(2_600))),
        state: PurchaseState::Draft,
        note: "n".into(),
        created: Timestamp(5),
        ordered: None,
        lines: vec![line(1)],
    }
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    suppliers(store, &scope).await;
    drafts(store, &scope).await;
    expected(store, &scope).await;
}

async fn suppliers(store: &Store, scope: &ShopScope) {
    let offer = Offer { material: wood(), price_minor: Some(7), per: 3 };
    let ali = SupplierRow {
        id: SupplierId(id(2_600)),
        name: "Ali".into(),
        phone: "+212612345678".into(),
        note: "n".into(),
        usual_days: Some(5),
        offers: vec![offer],
    };
    let zineb = SupplierRow { id: SupplierId(id(2_601)), usual_days: None, offers: vec![], ..ali.clone() };
    let done = store.write(async |tx| -> Result<_, Error> {
        Ok([tx.put_supplier(scope, &zineb).await?, tx.put_supplier(scope, &ali).await?])
    });
    assert_eq!(done.await.unwrap(), [true, true]);
    assert_eq!(store.read().await.unwrap().suppliers(scope).await.unwrap(), [ali.clone(), zineb.clone()]);
    let renamed = SupplierRow { name: "Zineb".into(), offers: vec![Offer { price_minor: None, ..offer }], ..zineb };
    assert!(store.write(async |tx| tx.put_supplier(scope, &renamed).await).await.unwrap());
    assert_eq!(store.read().await.unwrap().suppliers(scope).await.unwrap(), [ali.clone(), renamed]);
    let foreign = Offer { material: MaterialId(id(2_002)), ..offer };
    let foreign = SupplierRow { id: SupplierId(id(2_602)), offers: vec![foreign], ..ali };
    assert!(!store.write(async |tx| tx.put_supplier(scope, &foreign).await).await.unwrap(), "another shop's material");
}

async fn drafts(store: &Store, scope: &ShopScope) {
    let changed = Purchase { note: "m".into(), lines: vec![line(2), line(1)], ..draft() };
    let last = store.read().await.unwrap().last_purchase_number(scope).await.unwrap();
    let done = store.write(async |tx| -> Result<_, Error> {
        let added = [tx.add_purchase(scope, &draft()).await?, tx.add_purchase(scope, &changed).await?];
        Ok((added, [tx.put_draft(scope, &changed, 1).await?, tx.put_draft(scope, &draft(), 1).await?]))
    });
    assert_eq!((last, done.await.unwrap()), (0, ([true, false], [true, false])));
    let mut reader = store.read().await.unwrap();
    let found = reader.purchase(scope, draft().id).await.unwrap();
    assert_eq!(found, Some(Purchase { version: 2, ..changed.clone() }));
    assert_eq!(reader.purchase(scope, PurchaseId(id(2_659))).await.unwrap(), None);
    assert_eq!(reader.purchases(scope, 9).await.unwrap(), [Purchase { version: 2, ..changed }]);
    assert_eq!(reader.last_purchase_number(scope).await.unwrap(), 1);
    assert_eq!(reader.count_open_purchases(scope).await.unwrap(), 1);
}

async fn expected(store: &Store, scope: &ShopScope) {
    let part = PurchaseLine { day: Day(20_009), received: 4, ..line(2) };
    let ordered = Purchase {
        state: PurchaseState::PartlyReceived,
        ordered: Some(Timestamp(6)),
        lines: vec![part, line(1)],
        ..draft()
    };
    let put = |purchase: Purchase, version| async move {
        store.write(async |tx| tx.put_purchase(scope, &purchase, version).await).await
    };
    assert_eq!([put(ordered.clone(), 2).await.unwrap(), put(ordered.clone(), 2).await.unwrap()], [true, false]);
    let waits = async || {
        let found = store.read().await.unwrap().expected_arrivals(shop_id(1)).await.unwrap();
        let own = found.into_iter().filter(|arrival| arrival.purchase == Some((draft().id, 1)));
        own.map(|arrival| (arrival.id, arrival.day, arrival.amount)).collect::<Vec<_>>()
    };
    let of = |line: PurchaseLine| ArrivalId(line.id.0);
    assert_eq!(waits().await, [(of(line(1)), 20_000, 10), (of(line(2)), 20_009, 6)]);
    assert!(!store.write(async |tx| tx.drop_arrival(scope, of(line(1))).await).await.unwrap(), "it is ordered");

    let receipt = movement(71, MovementKind::Receipt, 10);
    let noted = store.write(async |tx| -> Result<_, Error> {
        assert!(tx.move_stock(&receipt).await?);
        tx.note_purchase_receipt(receipt.id, line(1).id).await
    });
    noted.await.unwrap();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.purchase_receipt(receipt.id).await.unwrap(), Some(line(1).id));
    assert_eq!(reader.purchase_receipt(movement(72, MovementKind::Receipt, 1).id).await.unwrap(), None);
    let came = PurchaseLine { received: 11, ..line(1) };
    let closed = Purchase {
        state: PurchaseState::Closed,
        lines: vec![PurchaseLine { dropped: 6, ..part }, came],
        version: 4,
        ..ordered.clone()
    };
    assert!(put(closed.clone(), 3).await.unwrap());
    assert_eq!((waits().await, reader.count_open_purchases(scope).await.unwrap()), (vec![], 0));
    assert_eq!(reader.purchase(scope, draft().id).await.unwrap(), Some(closed.clone()));
    let lost = Purchase { lines: vec![PurchaseLine { dropped: 7, ..part }], ..closed };
    assert!(
        matches!(put(lost, 4).await, Err(Error::Conflict { constraint }) if constraint == "purchase_order_lines_nothing_lost")
    );
}
