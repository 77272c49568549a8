//! Orders and the work behind them. Runs last: there are products, materials, a placed checkout and a coordinator.

use crate::cart::{bought_cart, bought_checkout};
use crate::catalog::{id, said, shop_id};
use crate::materials::{movement, scope, wood};
use domain::checkout::Delivery;
use domain::checkout::address::Address;
use domain::exchange::{ExchangeRate, ShownOrder};
use domain::id::{CheckoutId, OrderId, OrderLineId, PersonId, ProductId, ProductionOrderId, ShopOrderId};
use domain::materials::MovementKind;
use domain::money::{Currency, Money};
use domain::order::{ProductionState, ShopOrderState};
use domain::planning::{Limit, Promise};
use domain::text::Lang;
use domain::time::Day;
use store::order::{NewOrder, OrderLine, PricePart, ShopOrderRow};
use store::production::NewProduction;
use store::{CoordinatorScope, Error, Store};

const PLACED: ShopOrderState = ShopOrderState::Placed;

fn address() -> Address {
    Address {
        name: "Amina".into(),
        phone: "+212612345678".into(),
        email: Some("a@b.co".into()),
        street: "12 derb".into(),
        city: "الصويرة".into(),
        postcode: None,
        country: "MA".into(),
        delivery: Delivery::PickupPoint,
        note: "two\nlines".into(),
        gift: "for you".into(),
    }
}

fn order(number: u128, checkout: CheckoutId) -> NewOrder {
    NewOrder {
        id: OrderId(id(3_000 + number)),
        checkout,
        token: format!("{number:032x}"),
        code: format!("CODE-{number}"),
        placed_ms: 1_000,
        lang: Lang::Ar,
        address: address(),
        total: Money::mad(12_500),
        shown: Some(shown()),
    }
}

fn shown() -> ShownOrder {
    let rate = ExchangeRate::parse(Currency::Eur, Day(19_990), "10.85").unwrap();
    ShownOrder { rate, total: Money { minor: 1_200, currency: Currency::Eur } }
}

pub fn part(number: i64, shop: u128) -> ShopOrderRow {
    ShopOrderRow {
        id: ShopOrderId(id(3_100 + shop)),
        order: OrderId(id(3_001)),
        shop: shop_id(shop),
        shop_slug: format!("shop-{shop}"),
        number,
        state: PLACED,
        placed_ms: 1_000,
        ready_day: 20_000,
        subtotal: Money::mad(10_000),
        delivery: Money::mad(2_500),
        total: Money::mad(12_500),
    }
}

pub fn line(number: u128) -> OrderLine {
    OrderLine {
        id: OrderLineId(id(3_200 + number)),
        product: ProductId(id(201)),
        version: 1,
        fingerprint: format!("{number:032x}"),
        fields: vec![("size".into(), "large".into())],
        name: said("Box"),
        labels: vec![(said("Size"), said("Large"))],
        quote: vec![PricePart { label: None, amount: Money::mad(2_500) }],
        quantity: 2,
        unit: Money::mad(2_500),
        total: Money::mad(5_000),
        shown: shown().rate.pieces(&crate::catalog::model(2_500), Money::mad(2_500), 2),
        ready_day: 19_999,
    }
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    place(store).await;
    read_back(store).await;
    studio(store, &scope).await;
    work(store).await;
    steps(store, &scope).await;
    refusals(store).await;
}

pub fn production(number: u128) -> NewProduction {
    let (finish, ready) = (Day(20_008), Day(20_010));
    NewProduction {
        id: ProductionOrderId(id(3_300 + number)),
        line: line(number).id,
        minutes: 90,
        promise: Promise { ready, finish, limit: Limit::Begin(Day(20_002)), begin: Day(20_002) },
    }
}

async fn place(store: &Store) {
    let numbers = store.write(async |tx| -> Result<_, Error> {
        tx.insert_order(&order(1, bought_checkout())).await?;
        let numbers = [tx.next_shop_order_number(shop_id(2)).await?, tx.next_shop_order_number(shop_id(1)).await?];
        tx.insert_shop_order(&part(numbers[0], 2)).await?;
        tx.insert_shop_order(&part(numbers[1], 1)).await?;
        for (position, number) in [(1, 2), (0, 1)] {
            tx.insert_order_line(part(1, 1).id, position, &line(number)).await?;
            tx.insert_line_material(line(number).id, wood(), 7).await?;
            tx.insert_production_order(&production(number)).await?;
        }
        tx.insert_order_line(part(1, 2).id, 0, &line(3)).await?;
        tx.insert_shop_order_event(part(1, 1).id, PLACED, 1_000, None).await?;
        Ok(numbers)
    });
    assert_eq!(numbers.await.unwrap(), [1, 1], "each shop counts for itself");
    let undone = store.write(async |tx| -> Result<(), Error> {
        assert_eq!(tx.next_shop_order_number(shop_id(1)).await?, 2);
        Err(Error::Busy)
    });
    undone.await.unwrap_err();
    let next = store.write(async |tx| tx.next_shop_order_number(shop_id(1)).await).await;
    assert_eq!(next.unwrap(), 2, "a number that was given back is given again");
}

async fn read_back(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let token = order(1, bought_checkout()).token;
    assert_eq!(reader.placed_token(bought_checkout(), bought_cart()).await.unwrap(), Some(token.clone()));
    assert_eq!(reader.last_placed_token(bought_cart(), 1_000).await.unwrap(), Some(token.clone()));
    assert_eq!(reader.last_placed_token(bought_cart(), 1_001).await.unwrap(), None, "too long ago");
    let row = reader.order_by_token(&token).await.unwrap().unwrap();
    assert_eq!((row.address, row.lang, row.total), (address(), Lang::Ar, Money::mad(12_500)));
    assert_eq!(row.shown, Some(shown()));
    assert_eq!((row.code.as_str(), row.payment.as_str(), row.placed_ms), ("CODE-1", "cash_on_delivery", 1_000));
    assert_eq!(reader.order_by_token("none").await.unwrap(), None);
    assert_eq!(reader.shop_orders_of(row.id).await.unwrap(), [part(1, 1), part(1, 2)], "in the order of the shops");
    assert_eq!(reader.order_lines(part(1, 1).id).await.unwrap(), [line(1), line(2)], "in their order");
    assert_eq!(reader.shop_order_allocated(part(1, 1).id).await.unwrap(), [], "nothing was on the shelf");
}

async fn studio(store: &Store, scope: &CoordinatorScope) {
    let mut reader = store.read().await.unwrap();
    let listed = reader.shop_orders(scope, 10).await.unwrap();
    assert_eq!(listed.len(), 1, "only one's own");
    let row = &listed[0];
    assert_eq!((row.id, row.number, row.pieces, row.name.as_str()), (part(1, 1).id, 1, 4, "Amina"));
    assert_eq!((row.city.as_str(), row.total, row.ready_day), ("الصويرة", Money::mad(12_500), 20_000));
    assert_eq!(reader.shop_order_counts(scope).await.unwrap(), [(PLACED, 1)]);
    let (order, found) = reader.shop_order(scope, part(1, 1).id).await.unwrap().unwrap();
    assert_eq!((order.id, found), (OrderId(id(3_001)), part(1, 1)));
    assert_eq!(reader.shop_order(scope, part(1, 2).id).await.unwrap(), None, "another shop's order");
    assert_eq!(reader.unconfirmed_shop_orders(1_000, 9).await.unwrap(), []);
    let overdue = reader.unconfirmed_shop_orders(1_001, 9).await.unwrap();
    assert_eq!(overdue, [part(1, 1).id, part(1, 2).id]);
}

async fn work(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let takes = reader.line_materials(part(1, 1).id).await.unwrap();
    let found: Vec<_> = takes.iter().map(|row| (row.line, row.material, row.amount, row.name.en.as_str())).collect();
    assert_eq!(found, [(line(1).id, wood(), 7, "Thuya"), (line(2).id, wood(), 7, "Thuya")]);
    let planned = reader.production_of(part(1, 1).id).await.unwrap();
    assert_eq!(
        planned.iter().map(|row| (row.line, row.minutes)).collect::<Vec<_>>(),
        [(line(1).id, 90), (line(2).id, 90)]
    );
    let (from, to) = (ProductionState::Planned, ProductionState::InProduction);
    let moved = store.write(async |tx| tx.move_production(part(1, 1).id, from, to).await).await;
    assert_eq!(moved.unwrap(), 2);
    let again = store.write(async |tx| tx.move_production(part(1, 1).id, from, to).await).await;
    assert_eq!(again.unwrap(), 0);
    let begun = reader.production_of(part(1, 1).id).await.unwrap();
    assert!(begun.iter().all(|row| row.state == to));
}

async fn steps(store: &Store, scope: &CoordinatorScope) {
    let (mine, foreign) = (part(1, 1).id, part(1, 2).id);
    let confirmed = ShopOrderState::Confirmed;
    let moved = store.write(async |tx| -> Result<_, Error> {
        let done = [
            tx.move_shop_order(scope, foreign, PLACED, confirmed).await?,
            tx.move_shop_order(scope, mine, confirmed, ShopOrderState::InProduction).await?,
            tx.move_shop_order(scope, mine, PLACED, confirmed).await?,
            tx.move_shop_order(scope, mine, PLACED, confirmed).await?,
            tx.cancel_unconfirmed(mine, 2_000).await?,
            tx.cancel_unconfirmed(foreign, 1_000).await?,
        ];
        tx.insert_shop_order_event(mine, confirmed, 1_500, Some(PersonId(id(900)))).await?;
        Ok(done)
    });
    assert_eq!(moved.await.unwrap(), [false, false, true, false, false, false]);
    let undone = store.write(async |tx| -> Result<(), Error> {
        assert!(tx.cancel_unconfirmed(foreign, 1_001).await?);
        assert!(!tx.cancel_unconfirmed(foreign, 1_001).await?);
        // It stays: the story of the workshop has work for it.
        Err(Error::Busy)
    });
    undone.await.unwrap_err();
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.shop_order_events(mine).await.unwrap(), [(PLACED, 1_000), (confirmed, 1_500)]);
    let mut release = movement(50, MovementKind::Release, 1);
    release.shop_order = Some(mine);
    assert!(store.write(async |tx| tx.move_stock(&release).await).await.unwrap());
    assert_eq!(reader.movements(scope, wood(), 1).await.unwrap()[0].order, Some((mine, 1)));
}

async fn refusals(store: &Store) {
    let refused = async |result: Result<(), Error>, name: &str| match result {
        Err(Error::Conflict { constraint }) => assert_eq!(constraint, name),
        other => panic!("{other:?} instead of {name}"),
    };
    let second = store.write(async |tx| tx.insert_order(&order(2, bought_checkout())).await).await;
    refused(second, "orders_checkout_id_key").await;
    let wrong = ShopOrderRow { id: ShopOrderId(id(3_150)), total: Money::mad(1), ..part(9, 1) };
    refused(store.write(async |tx| tx.insert_shop_order(&wrong).await).await, "shop_orders_total_adds_up").await;
    let taken = ShopOrderRow { id: ShopOrderId(id(3_150)), ..part(1, 1) };
    let result = store.write(async |tx| tx.insert_shop_order(&taken).await).await;
    assert!(matches!(result, Err(Error::Conflict { .. })), "a number or a part twice: {result:?}");
    let again = store.write(async |tx| tx.insert_shop_order_event(part(1, 1).id, PLACED, 9, None).await).await;
    refused(again, "shop_order_events_shop_order_id_state_key").await;
    let unequal = OrderLine { id: OrderLineId(id(3_250)), total: Money::mad(1), ..line(1) };
    let result = store.write(async |tx| tx.insert_order_line(part(1, 1).id, 7, &unequal).await).await;
    refused(result, "order_lines_total_adds_up").await;
    let nothing = store.write(async |tx| tx.insert_line_material(line(3).id, wood(), 0).await).await;
    refused(nothing, "order_line_materials_amount_positive").await;
}
