//! Calendars, what a plan is made of, and what is allocated to those who wait.

use crate::catalog::{id, shop_id};
use crate::materials::scope;
use crate::order::{line, part, production};
use domain::id::{MaterialId, StationId};
use domain::order::ProductionState;
use domain::planning::{Calendar, Span, Station};
use domain::time::Day;
use store::workshop::{AllocationRow, QueueRow, WaitingRow};
use store::{Error, Store};

fn wool() -> MaterialId {
    MaterialId(id(2_002))
}

pub async fn story(store: &Store) {
    let put = store.write(async |tx| -> Result<_, Error> {
        tx.hold_shop(shop_id(2)).await?;
        tx.insert_line_material(line(3).id, wool(), 7).await?;
        tx.insert_production_order(&production(3)).await?;
        tx.hold_available(wool()).await
    });
    assert_eq!(put.await.unwrap(), 0);
    queue(store).await;
    allocation(store).await;
    calendars(store).await;
    ranks(store).await;
}

/// Orders of another shop keep their place.
async fn ranks(store: &Store) {
    let scope = scope(store).await;
    let queue = async |shop| {
        let row = store.read().await.unwrap().workshop(shop).await.unwrap();
        row.queue.into_iter().map(|queued| queued.id).collect::<Vec<_>>()
    };
    let (mine, theirs) = (queue(scope.shop()).await, queue(shop_id(2)).await);
    let turned: Vec<_> = mine.iter().rev().chain(&theirs).copied().collect();
    store.write(async |tx| tx.rank_queue(&scope, &turned).await).await.unwrap();
    assert_eq!(queue(scope.shop()).await, mine.into_iter().rev().collect::<Vec<_>>());
    assert_eq!(queue(shop_id(2)).await, theirs);
}

async fn queue(store: &Store) {
    let mut reader = store.read().await.unwrap();
    let found = reader.workshop(shop_id(2)).await.unwrap();
    let row = QueueRow {
        id: production(3).id,
        shop_order: (part(1, 2).id, 1),
        product: line(3).name,
        state: ProductionState::Planned,
        minutes: 90,
        quantity: line(3).quantity,
        ready_day: line(3).ready_day,
        begin_day: 20_002,
        stages: Vec::new(),
        needs: vec![(wool(), 7, None)],
    };
    assert_eq!((found.calendar, found.queue), (None, vec![row]));
    assert_eq!(found.stock.iter().map(|row| row.material).collect::<Vec<_>>(), [wool()]);
    assert_eq!(found.stock[0].supply_days, Some(21), "as the shop says");
    assert_eq!(reader.shop_of(part(1, 2).id).await.unwrap(), Some(shop_id(2)));
}

async fn allocation(store: &Store) {
    let waits = |missing| {
        let place = (0, production(3).id);
        WaitingRow { line: line(3).id, shop_order: part(1, 2).id, material: wool(), missing, place }
    };
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.waiting(shop_id(2)).await.unwrap(), [waits(7)]);
    let allocate = async |amount| store.write(async |tx| tx.allocate_line(line(3).id, wool(), amount).await).await;
    allocate(3).await.unwrap();
    assert_eq!(reader.waiting(shop_id(2)).await.unwrap(), [waits(4)]);
    let more = allocate(5).await;
    assert!(
        matches!(&more, Err(Error::Conflict { constraint }) if constraint == "order_line_materials_allocated_range"),
        "more than it takes: {more:?}"
    );
    assert_eq!(reader.shop_order_allocated(part(1, 2).id).await.unwrap(), [(wool(), 3)]);
    let (line, shop_order) = (line(3).id, part(1, 2).id);
    let share = AllocationRow { line, shop_order, material: wool(), amount: 7, allocated: 3 };
    assert_eq!(reader.allocations(shop_id(2)).await.unwrap(), [share]);
    assert_eq!(reader.allocations(shop_id(1)).await.unwrap().iter().filter(|row| row.material == wool()).count(), 0);
    allocate(4).await.unwrap();
    assert_eq!(reader.waiting(shop_id(2)).await.unwrap(), []);
}

async fn calendars(store: &Store) {
    let scope = scope(store).await;
    let read = async || store.read().await.unwrap().calendar(&scope).await.unwrap();
    let put = async |version, calendar: &Calendar| {
        store.write(async |tx| tx.put_calendar(&scope, version, calendar).await).await.unwrap()
    };
    let first = Calendar::usual(2);
    let second = Calendar { closures: vec![Span { from: Day(1), to: Day(3) }], margin_days: 2, ..Calendar::usual(1) };
    assert_eq!(read().await, None);
    assert!(put(0, &first).await);
    assert!(!put(0, &second).await, "there is one already");
    assert_eq!(read().await, Some((1, first)));
    assert!(put(1, &second).await);
    assert!(!put(1, &Calendar::default()).await, "somebody was faster");
    assert_eq!(read().await, Some((2, second.clone())));
    let found = store.read().await.unwrap().workshop(scope.shop()).await.unwrap();
    assert_eq!(found.calendar, Some(second.clone()));
    let loom = Station::new(StationId(id(3_900)), 7, true);
    let loaded = Calendar { stations: vec![loom], ..second };
    for (shop, calendar, version) in [(scope.shop(), &loaded, 3), (scope.shop(), &loaded, 4)] {
        store.write(async |tx| tx.load_calendar(shop, calendar).await).await.unwrap();
        assert_eq!(read().await, Some((version, loaded.clone())), "a form that was made before is told so");
    }
}
