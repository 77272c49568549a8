//! Lots. Runs after the stories of materials and pictures.

use crate::catalog::{id, said, shop_id};
use crate::materials::scope;
use domain::id::{LotId, MaterialId, MovementId};
use domain::materials::{MaterialTerms, MovementKind, Valuation};
use domain::quantity::Unit;
use store::lots::LotRow;
use store::materials::{NewMaterial, NewMovement};
use store::{Error, ShopScope, Store, Writer};

fn oil() -> MaterialId {
    MaterialId(id(2_050))
}

fn movement(number: u128, kind: MovementKind, amount: i64) -> NewMovement {
    let id = MovementId(id(2_400 + number));
    NewMovement { id, material: oil(), ..crate::materials::movement(number, kind, amount) }
}

fn lot(number: u128, best_before: Option<i32>, price_minor: Option<i64>) -> LotRow {
    LotRow {
        id: LotId(id(2_300 + number)),
        material: oil(),
        supplier: "Ali".into(),
        certificate: "T-26-118".into(),
        day: 100,
        best_before,
        price_minor,
        received: 10,
        remaining: 0,
        picture: None,
    }
}

async fn receive(tx: &mut Writer, number: u128, lot: LotRow) -> Result<(), Error> {
    tx.add_lot(&lot).await?;
    assert!(tx.move_lot(&movement(number, MovementKind::Receipt, lot.received), lot.id).await?);
    Ok(())
}

/// Five that are in no lot, then three lots of ten.
pub async fn fill(store: &Store) {
    let material = NewMaterial {
        id: oil(),
        shop: shop_id(1),
        slug: "oil".into(),
        unit: Unit::Microlitre,
        name: said("Oil"),
        origin: said("o"),
        terms: MaterialTerms::default(),
    };
    let filled = store.write(async |tx| -> Result<(), Error> {
        tx.put_material(&material).await?;
        assert!(tx.move_stock(&movement(1, MovementKind::Receipt, 5)).await?);
        receive(tx, 2, lot(1, None, None)).await?;
        receive(tx, 3, lot(2, Some(300), Some(500))).await?;
        receive(tx, 4, lot(3, Some(200), Some(700))).await
    });
    filled.await.unwrap();
}

/// What is left of the three lots, in the order in which they are listed.
async fn left(store: &Store, scope: &ShopScope) -> Vec<(u128, i64)> {
    let rows = store.read().await.unwrap().lots(scope, oil(), 9).await.unwrap();
    rows.iter().map(|row| (row.id.0.as_u128() - id(2_300).as_u128(), row.remaining)).collect()
}

pub async fn story(store: &Store) {
    fill(store).await;
    let scope = scope(store).await;
    assert_eq!(left(store, &scope).await, [(3, 10), (2, 10), (1, 10)], "the earliest best-before day first");
    let step = async |number, kind, amount, of: Option<u128>| {
        let of = of.map(|number| LotId(id(2_300 + number)));
        let movement = movement(number, kind, amount);
        let done = store.write(async |tx| match of {
            Some(lot) => tx.move_lot(&movement, lot).await,
            None => tx.move_stock(&movement).await,
        });
        done.await
    };
    assert!(step(5, MovementKind::Scrap, 4, None).await.unwrap());
    assert_eq!(left(store, &scope).await, [(3, 10), (2, 10), (1, 10)], "what is in no lot goes first");
    assert!(step(6, MovementKind::Allocation, 8, None).await.unwrap());
    assert!(step(7, MovementKind::Consumption, 8, None).await.unwrap());
    assert_eq!(left(store, &scope).await, [(3, 3), (2, 10), (1, 10)]);
    assert!(step(8, MovementKind::Adjustment, -5, None).await.unwrap());
    assert_eq!(left(store, &scope).await, [(2, 8), (1, 10), (3, 0)], "what is empty stands last");
    assert!(step(9, MovementKind::Adjustment, -3, Some(1)).await.unwrap());
    assert!(step(10, MovementKind::Adjustment, 2, None).await.unwrap(), "found by a count: in no lot");
    assert_eq!(left(store, &scope).await, [(2, 8), (1, 7), (3, 0)]);
    let taken = step(11, MovementKind::Adjustment, -8, Some(1)).await;
    assert!(matches!(taken, Err(Error::Conflict { constraint }) if constraint == "lots_remaining_positive"));
    assert!(!step(12, MovementKind::Adjustment, -99, Some(1)).await.unwrap(), "more than lies on the shelf");
    assert!(!step(13, MovementKind::Receipt, 1, Some(9)).await.unwrap(), "no such lot");
    assert!(!step(14, MovementKind::Receipt, -1, Some(1)).await.unwrap());

    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.in_lots(oil()).await.unwrap(), 15);
    assert_eq!(reader.material(&scope, "oil").await.unwrap().unwrap().level.on_hand, 17);
    assert_eq!(reader.level_differences().await.unwrap(), []);
    assert_eq!(reader.lot_differences().await.unwrap(), []);
    let priced = reader.priced_movements(oil()).await.unwrap();
    assert_eq!(reader.valuation(oil()).await.unwrap(), Valuation::of(priced.iter().copied()).unwrap());
    let receipts = [(5, None), (10, None), (10, Some(500)), (10, Some(700))];
    assert_eq!(
        (&priced[..4], &priced[4..]),
        (&receipts[..], &[(-4, None), (-8, None), (-5, None), (-3, None), (2, None)][..])
    );
    let row = reader.lot(&scope, LotId(id(2_302))).await.unwrap().unwrap();
    assert_eq!(row, LotRow { remaining: 8, ..lot(2, Some(300), Some(500)) });
    assert_eq!(reader.lot(&scope, LotId(id(2_309))).await.unwrap(), None);
    assert_eq!(reader.materials_expiring(&scope, 300).await.unwrap(), [], "of the first one nothing is left");
    assert_eq!(reader.materials_expiring(&scope, 301).await.unwrap(), [oil()]);
    assert_eq!(reader.lots(&scope, MaterialId(id(2_002)), 9).await.unwrap(), []);
}
