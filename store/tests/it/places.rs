//! Where material lies. Runs after the story of batches.

use crate::catalog::id;
use crate::materials::scope;
use domain::id::{LotId, MaterialId, MovementId, PlaceId};
use domain::materials::MovementKind;
use store::materials::NewMovement;
use store::{Error, ShopScope, Store};

/// Almonds, of which nothing moved before.
fn almonds() -> MaterialId {
    MaterialId(id(2_604))
}

fn movement(number: u128, kind: MovementKind, amount: i64) -> NewMovement {
    let id = MovementId(id(2_800 + number));
    NewMovement { id, material: almonds(), ..crate::materials::movement(number, kind, amount) }
}

fn place(number: u128) -> PlaceId {
    PlaceId(id(2_850 + number))
}

async fn lies(store: &Store, scope: &ShopScope) -> Vec<(PlaceId, i64)> {
    let levels = store.read().await.unwrap().place_levels(scope).await.unwrap();
    levels.into_iter().map(|(place, _, there)| (place, there)).collect()
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    let filled = store.write(async |tx| -> Result<_, Error> {
        tx.add_place(&scope, place(1), "Rkia").await?;
        tx.add_place(&scope, place(1), "Rkia").await?;
        tx.add_place(&scope, place(2), "Store").await?;
        let receipt = movement(1, MovementKind::Receipt, 20);
        assert!(tx.move_stock(&receipt).await?);
        let mut put = Vec::new();
        for (to, amount) in [(place(1), 8), (place(2), 5), (place(9), 1)] {
            put.push(tx.put_in_place(&scope, to, (receipt.id, almonds()), amount).await?);
        }
        Ok(put)
    });
    assert_eq!(filled.await.unwrap(), [true, true, false]);
    assert_eq!(
        store.read().await.unwrap().places(&scope).await.unwrap(),
        [(place(1), "Rkia".to_owned()), (place(2), "Store".to_owned())]
    );
    assert_eq!(lies(store, &scope).await, [(place(1), 8), (place(2), 5)]);
    let step = async |number, kind, amount| {
        let line = movement(number, kind, amount);
        assert!(store.write(async |tx| tx.move_stock(&line).await).await.unwrap());
    };
    step(2, MovementKind::Scrap, 7).await;
    assert_eq!(lies(store, &scope).await, [(place(1), 8), (place(2), 5)], "the workshop goes first");
    step(3, MovementKind::Adjustment, -9).await;
    assert_eq!(lies(store, &scope).await, [(place(2), 4)], "then place by place");
    let taken = store.write(async |tx| {
        let line = movement(4, MovementKind::Adjustment, 1);
        tx.move_stock(&line).await?;
        tx.put_in_place(&scope, place(2), (line.id, almonds()), -5).await
    });
    assert!(
        matches!(taken.await, Err(Error::Conflict { constraint }) if constraint == "place_levels_on_hand_positive")
    );
    let twice = store.write(async |tx| tx.add_place(&scope, place(3), "Store").await).await;
    assert!(matches!(twice, Err(Error::Conflict { constraint }) if constraint == "places_shop_id_name_key"));
    assert_eq!(store.read().await.unwrap().place_differences().await.unwrap(), []);
    let unnoted = store.write(async |tx| -> Result<_, Error> {
        let lot = LotId(id(2_702));
        let line = NewMovement { material: MaterialId(id(2_601)), ..movement(5, MovementKind::Adjustment, -1) };
        let inside = NewMovement { material: MaterialId(id(2_601)), ..movement(6, MovementKind::Adjustment, 1) };
        assert!(tx.move_lot(&inside, lot).await?);
        assert!(tx.put_in_place(&scope, place(1), (inside.id, inside.material), 70).await?);
        assert!(tx.move_lot(&line, lot).await?);
        Ok(())
    });
    unnoted.await.unwrap();
    assert_eq!(store.read().await.unwrap().place_differences().await.unwrap(), []);
}
