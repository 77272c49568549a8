//! Materials and the ledger. Runs after the people's story: she works for the first shop.

use crate::catalog::{id, said, shop_id};
use domain::id::{ArrivalId, MaterialId, MovementId, PersonId};
use domain::materials::{BuyingUnit, Level, MaterialTerms, MovementKind, Pack};
use domain::quantity::Unit;
use store::materials::{ExpectedArrival, NewMaterial, NewMovement};
use store::{CoordinatorScope, Error, ShopScope, Store};

/// Wood of the first shop.
pub fn wood() -> MaterialId {
    MaterialId(id(2_001))
}

/// Permission to run the first shop.
pub async fn scope(store: &Store) -> CoordinatorScope {
    let memberships = store.read().await.unwrap().memberships(PersonId(id(900))).await.unwrap();
    memberships.iter().find(|of| of.scope.shop() == shop_id(1)).unwrap().coordinator().unwrap()
}

/// A movement of wood.
pub fn movement(number: u128, kind: MovementKind, amount: i64) -> NewMovement {
    NewMovement {
        id: MovementId(id(2_100 + number)),
        material: wood(),
        at_ms: i64::try_from(number).unwrap(),
        kind,
        amount,
        reason: "r".into(),
        shop_order: None,
        person: Some(PersonId(id(900))),
    }
}

fn material(number: u128, shop: u128) -> NewMaterial {
    NewMaterial {
        id: MaterialId(id(2_000 + number)),
        shop: shop_id(shop),
        slug: "wood".into(),
        unit: Unit::CubicMillimetre,
        name: said("Wood"),
        origin: said("o"),
        terms: MaterialTerms::default(),
    }
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    let put = store.write(async |tx| -> Result<_, Error> {
        let first = tx.put_material(&material(1, 1)).await?;
        let again = tx.put_material(&NewMaterial { name: said("Thuya"), ..material(3, 1) }).await?;
        Ok((first, again, tx.put_material(&material(2, 2)).await?))
    });
    assert_eq!(put.await.unwrap(), (wood(), wood(), MaterialId(id(2_002))));
    levels(store, &scope).await;
    lists(store, &scope).await;
    refusals(store).await;
    expected(store, &scope).await;
    written(store, &scope).await;
}

async fn written(store: &Store, scope: &ShopScope) {
    let buying = Some(BuyingUnit { pack: Pack::Bag, holds: 25 });
    let terms = MaterialTerms { buying, waste_permille: 500, threshold: 7, supply_days: Some(3), one_time: false };
    let wool = NewMaterial { slug: "wool".into(), terms, ..material(5, 2) };
    let one_time = MaterialTerms { one_time: true, ..MaterialTerms::default() };
    let changed = NewMaterial { unit: Unit::Piece, name: said("Burl"), terms: one_time, ..wool.clone() };
    let settled =
        async |number: u128| store.read().await.unwrap().unit_is_settled(MaterialId(id(2_000 + number))).await.unwrap();
    store.write(async |tx| tx.add_material(scope, &wool).await).await.unwrap();
    let mut reader = store.read().await.unwrap();
    let found = reader.material_by_id(scope, wool.id).await.unwrap().unwrap();
    assert_eq!((found.slug.as_str(), found.unit, found.terms), ("wool", Unit::CubicMillimetre, terms));
    assert_eq!(reader.material_by_id(scope, MaterialId(id(2_002))).await.unwrap(), None, "another shop's");
    assert_eq!((settled(1).await, settled(5).await), (true, false));
    let reorder = async || {
        let stock = store.read().await.unwrap().workshop(shop_id(1)).await.unwrap().stock;
        stock.into_iter().find(|row| row.material == wool.id).unwrap().supply_days
    };
    assert_eq!(reorder().await, Some(3), "its own days");
    let foreign = NewMaterial { id: MaterialId(id(2_002)), ..changed.clone() };
    let done = store.write(async |tx| -> Result<_, Error> {
        Ok([tx.change_material(scope, &changed).await?, tx.change_material(scope, &foreign).await?])
    });
    assert_eq!(done.await.unwrap(), [true, false]);
    let found = reader.material_by_id(scope, wool.id).await.unwrap().unwrap();
    assert_eq!(
        (found.slug.as_str(), found.unit, found.name, found.terms),
        ("wool", Unit::Piece, said("Burl"), one_time)
    );
    assert_eq!(reorder().await, None, "cannot be had again");
    assert_eq!(reader.supply_days(scope).await.unwrap(), 9);
    let again =
        store.write(async |tx| tx.add_material(scope, &NewMaterial { slug: "other".into(), ..wool.clone() }).await);
    assert!(matches!(again.await, Err(Error::Conflict { constraint }) if constraint == "materials_id_key"));
    let same = NewMaterial { id: MaterialId(id(2_006)), ..wool.clone() };
    let again = store.write(async |tx| tx.add_material(scope, &same).await);
    assert!(matches!(again.await, Err(Error::Conflict { constraint }) if constraint == "materials_shop_id_slug_key"));
    let put = store.write(async |tx| tx.put_material(&NewMaterial { shop: shop_id(1), terms, ..same.clone() }).await);
    assert_eq!(put.await.unwrap(), wool.id);
    let found = reader.material_by_id(scope, wool.id).await.unwrap().unwrap();
    assert_eq!((found.name, found.unit, found.terms), (said("Wood"), Unit::Piece, one_time), "only its words");
}

async fn expected(store: &Store, scope: &ShopScope) {
    let arrival = |number: u128, material: u128, day| ExpectedArrival {
        id: ArrivalId(id(2_200 + number)),
        material: MaterialId(id(2_000 + material)),
        day,
        amount: 5,
        note: "n".into(),
        purchase: None,
    };
    let done = store.write(async |tx| -> Result<_, Error> {
        tx.set_supply_days(scope, 9).await?;
        Ok([
            tx.expect_arrival(scope, &arrival(1, 1, 30)).await?,
            tx.expect_arrival(scope, &arrival(1, 1, 99)).await?,
            tx.expect_arrival(scope, &arrival(2, 1, 20)).await?,
            tx.expect_arrival(scope, &arrival(3, 2, 20)).await?,
            tx.drop_arrival(scope, ArrivalId(id(2_299))).await?,
        ])
    });
    assert_eq!(done.await.unwrap(), [true, true, true, false, false], "only of one's own materials");
    let mut reader = store.read().await.unwrap();
    let found = reader.expected_arrivals(shop_id(1)).await.unwrap();
    assert_eq!(found, [arrival(2, 1, 20), arrival(1, 1, 30)], "earliest first, once per id");
    assert_eq!(reader.expected_arrivals(shop_id(2)).await.unwrap(), []);
    assert!(store.write(async |tx| tx.drop_arrival(scope, ArrivalId(id(2_201))).await).await.unwrap());
    assert_eq!(reader.expected_arrivals(shop_id(1)).await.unwrap(), [arrival(2, 1, 20)]);
    let none =
        store.write(async |tx| tx.expect_arrival(scope, &ExpectedArrival { amount: 0, ..arrival(4, 1, 1) }).await);
    assert!(
        matches!(none.await, Err(Error::Conflict { constraint }) if constraint == "expected_arrivals_amount_positive")
    );
}

async fn levels(store: &Store, scope: &ShopScope) {
    let moved = store.write(async |tx| -> Result<_, Error> {
        let mut done = Vec::new();
        for (number, kind, amount) in [
            (1, MovementKind::Receipt, 100),
            (2, MovementKind::Allocation, 60),
            (3, MovementKind::Allocation, 41),
            (4, MovementKind::Reservation, 40),
            (5, MovementKind::Scrap, 1),
            (6, MovementKind::Consumption, 20),
            (7, MovementKind::Release, 41),
            (8, MovementKind::Release, 10),
            (9, MovementKind::Adjustment, -11),
            (10, MovementKind::Adjustment, -10),
            (11, MovementKind::Receipt, -5),
        ] {
            done.push(tx.move_stock(&movement(number, kind, amount)).await?);
        }
        Ok(done)
    });
    let yes = [true, true, false, true, false, true, false, true, false, true, false];
    assert_eq!(moved.await.unwrap(), yes, "what is promised stays covered");
    let level = Level { on_hand: 70, reserved: 40, allocated: 30 };
    assert_eq!(store.write(async |tx| tx.hold_level(scope, wood()).await).await.unwrap(), Some(level));
    let foreign = MaterialId(id(2_002));
    assert_eq!(store.write(async |tx| tx.hold_level(scope, foreign).await).await.unwrap(), None);
    let unknown = NewMovement { material: MaterialId(id(2_999)), ..movement(12, MovementKind::Receipt, 1) };
    assert!(!store.write(async |tx| tx.move_stock(&unknown).await).await.unwrap());
    assert_eq!(store.read().await.unwrap().level_differences().await.unwrap(), []);
}

async fn lists(store: &Store, scope: &ShopScope) {
    let mut reader = store.read().await.unwrap();
    let all = reader.materials(scope).await.unwrap();
    assert_eq!(all.iter().map(|row| row.id).collect::<Vec<_>>(), [wood()], "only one's own");
    let row = reader.material(scope, "wood").await.unwrap().unwrap();
    assert_eq!((&row, row.level.available()), (&all[0], 0));
    assert_eq!((row.name, row.unit), (said("Thuya"), Unit::CubicMillimetre));
    assert_eq!(reader.material(scope, "none").await.unwrap(), None);
    let ledger = reader.movements(scope, wood(), 2).await.unwrap();
    assert_eq!(
        ledger.iter().map(|row| (row.kind, row.amount)).collect::<Vec<_>>(),
        [(MovementKind::Adjustment, -10), (MovementKind::Release, 10)]
    );
    assert_eq!(reader.movements(scope, MaterialId(id(2_002)), 9).await.unwrap(), []);
    let first = movement(1, MovementKind::Receipt, 1).id;
    assert_eq!(reader.movement(first).await.unwrap(), Some((wood(), 100, "r".into())));
    assert_eq!(reader.movement(movement(3, MovementKind::Receipt, 1).id).await.unwrap(), None, "refused");
    assert_eq!(reader.material_name(wood()).await.unwrap(), Some(said("Thuya")));
    assert_eq!(reader.material_name(MaterialId(id(2_999))).await.unwrap(), None);
    let found = reader.material_unit(shop_id(2), "wood").await.unwrap();
    assert_eq!(found, Some((MaterialId(id(2_002)), Unit::CubicMillimetre)));
    assert_eq!(reader.material_unit(shop_id(2), "none").await.unwrap(), None);
}

async fn refusals(store: &Store) {
    let twice = store.write(async |tx| tx.move_stock(&movement(1, MovementKind::Receipt, 1)).await).await;
    assert!(matches!(twice, Err(Error::Conflict { constraint }) if constraint == "stock_movements_id_key"));
    assert_eq!(store.read().await.unwrap().level_differences().await.unwrap(), [], "the level was undone with it");
}
