//! Recipes and batches. Runs after the stories of materials, orders and lots.

use crate::catalog::{id, said, shop_id};
use crate::materials::scope;
use domain::id::{ArrivalId, BatchId, LotId, MaterialId, MovementId, PersonId, ProductionOrderId};
use domain::materials::{MaterialTerms, MovementKind, Recipe, RecipeInput, Recipes, ScrapCause};
use domain::order::ProductionState::{Cancelled, Completed, InProduction, Planned};
use domain::quantity::Unit;
use store::batches::{BatchInput, NewBatch, WaitingBatch};
use store::lots::LotRow;
use store::materials::{NewMaterial, NewMovement};
use store::{Error, ShopScope, Store, Writer};

fn material(number: u128) -> MaterialId {
    MaterialId(id(2_600 + number))
}

const KERNELS: u128 = 1;
const OIL: u128 = 2;
const CAKE: u128 = 3;
const ALMONDS: u128 = 4;

fn recipe() -> Recipe {
    let input = RecipeInput {
        material: material(KERNELS),
        amount: 25,
        waste_permille: 40,
        substitutes: vec![material(ALMONDS)],
    };
    Recipe { makes: 10, minutes: 90, inputs: vec![input], by_products: vec![(material(CAKE), 14)] }
}

fn batch(number: u128) -> NewBatch {
    NewBatch {
        id: BatchId(id(2_650 + number)),
        material: material(OIL),
        planned: 10,
        day: 300,
        minutes: 90,
        note: "n".into(),
        at_ms: 5,
        person: Some(PersonId(id(900))),
        inputs: vec![(material(KERNELS), 26)],
        by_products: vec![(ArrivalId(id(2_660 + number)), material(CAKE), 14)],
    }
}

fn movement(number: u128, of: u128, kind: MovementKind, amount: i64) -> NewMovement {
    NewMovement {
        id: MovementId(id(2_700 + number)),
        material: material(of),
        ..crate::materials::movement(number, kind, amount)
    }
}

fn lot(number: u128, of: u128, received: i64) -> LotRow {
    LotRow {
        id: LotId(id(2_700 + number)),
        material: material(of),
        supplier: String::new(),
        certificate: String::new(),
        day: 100,
        best_before: None,
        price_minor: Some(700),
        received,
        remaining: received,
        picture: None,
    }
}

async fn put(tx: &mut Writer, number: u128, of: u128, kind: MovementKind, amount: i64) -> Result<(), Error> {
    let lot = lot(number, of, amount);
    tx.add_lot(&lot).await?;
    assert!(tx.move_lot(&movement(number, of, kind, amount), lot.id).await?);
    Ok(())
}

pub async fn story(store: &Store) {
    let scope = scope(store).await;
    let filled = store.write(async |tx| -> Result<(), Error> {
        for (number, slug) in [(KERNELS, "kernels"), (OIL, "argan"), (CAKE, "cake"), (ALMONDS, "almonds")] {
            let row = NewMaterial {
                id: material(number),
                shop: shop_id(1),
                slug: slug.into(),
                unit: Unit::Milligram,
                name: said(slug),
                origin: said("o"),
                terms: MaterialTerms::default(),
            };
            tx.put_material(&row).await?;
        }
        assert!(tx.move_stock(&movement(1, KERNELS, MovementKind::Receipt, 6)).await?);
        put(tx, 2, KERNELS, MovementKind::Receipt, 100).await
    });
    filled.await.unwrap();
    recipes(store, &scope).await;
    planned(store, &scope).await;
    made(store, &scope).await;
    given_up(store, &scope).await;
}

async fn recipes(store: &Store, scope: &ShopScope) {
    assert!(!store.read().await.unwrap().unit_is_settled(material(ALMONDS)).await.unwrap());
    let kept = store.write(async |tx| -> Result<_, Error> {
        let first = tx.put_recipe(shop_id(1), material(OIL), &Recipe { minutes: 1, ..recipe() }).await?;
        let foreign = tx.put_recipe(shop_id(1), MaterialId(id(2_002)), &recipe()).await?;
        let again = tx.put_recipe(shop_id(1), material(OIL), &recipe()).await?;
        tx.put_recipe(shop_id(1), material(ALMONDS), &Recipe { inputs: vec![], by_products: vec![], ..recipe() })
            .await?;
        let gone = [tx.drop_recipe(scope, material(ALMONDS)).await?, tx.drop_recipe(scope, material(ALMONDS)).await?];
        Ok((first, foreign, again, gone))
    });
    assert_eq!(kept.await.unwrap(), (true, false, true, [true, false]));
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.recipes(scope).await.unwrap(), Recipes::from([(material(OIL), recipe())]));
    for number in [KERNELS, OIL, CAKE, ALMONDS] {
        assert!(reader.unit_is_settled(material(number)).await.unwrap(), "a recipe names it");
    }
}

async fn planned(store: &Store, scope: &ShopScope) {
    let planned = store.write(async |tx| -> Result<_, Error> {
        tx.hold_shop(shop_id(1)).await?;
        let added = [tx.add_batch(scope, &batch(1)).await?, tx.add_batch(scope, &batch(1)).await?];
        tx.add_batch(scope, &batch(2)).await?;
        let allocation = movement(3, KERNELS, MovementKind::Allocation, 20);
        assert!(tx.move_stock(&allocation).await?);
        tx.note_batch_movement(allocation.id, batch(1).id).await?;
        tx.allocate_batch(batch(1).id, material(KERNELS), 20).await?;
        Ok(added)
    });
    assert_eq!(planned.await.unwrap(), [true, false]);
    let mut reader = store.read().await.unwrap();
    let listed = reader.batches(scope, 9).await.unwrap();
    assert_eq!(listed.iter().map(|row| (row.number, row.state)).collect::<Vec<_>>(), [(2, Planned), (1, Planned)]);
    let waits = |number, missing| WaitingBatch {
        batch: batch(number).id,
        place: (0, ProductionOrderId(batch(number).id.0)),
        material: material(KERNELS),
        missing,
    };
    assert_eq!(reader.waiting_batches(shop_id(1)).await.unwrap(), [waits(1, 6), waits(2, 26)]);
    let found = reader.workshop(shop_id(1)).await.unwrap();
    let queued = &found.batches[0];
    assert_eq!((queued.id, queued.number, queued.day, queued.minutes), (batch(1).id, 1, 300, 90));
    assert_eq!(queued.needs, [(material(KERNELS), 26)]);
    assert_eq!(queued.arrivals, [ArrivalId(id(2_651)), ArrivalId(id(2_661))]);
    let expected: Vec<_> = found.arrivals.iter().filter(|arrival| queued.arrivals.contains(&arrival.id)).collect();
    assert_eq!(
        expected.iter().map(|of| (of.material, of.day, of.amount)).collect::<Vec<_>>(),
        [(material(OIL), 300, 10), (material(CAKE), 300, 14)]
    );
    let arrivals = reader.batch_arrivals(scope).await.unwrap();
    assert_eq!(arrivals.iter().filter(|(_, _, number)| *number == 1).count(), 2);
    drop(reader);
    let dropped = store.write(async |tx| tx.drop_arrival(scope, ArrivalId(id(2_651))).await).await.unwrap();
    assert!(!dropped, "what a batch gives is not forgotten by hand");
    let more = store.write(async |tx| tx.allocate_batch(batch(1).id, material(KERNELS), 7).await).await;
    assert!(matches!(more, Err(Error::Conflict { constraint }) if constraint == "batch_inputs_allocated_range"));
    store.write(async |tx| tx.allocate_batch(batch(1).id, material(KERNELS), 6).await).await.unwrap();
}

async fn made(store: &Store, scope: &ShopScope) {
    let begun = store.write(async |tx| -> Result<_, Error> {
        assert!(tx.move_stock(&movement(4, KERNELS, MovementKind::Allocation, 6)).await?);
        let consumption = movement(5, KERNELS, MovementKind::Consumption, 26);
        assert!(tx.move_stock(&consumption).await?);
        tx.note_batch_movement(consumption.id, batch(1).id).await?;
        tx.note_used(batch(1).id, material(KERNELS), 26, Some(182)).await?;
        let to = (Planned, InProduction);
        Ok([
            tx.move_batch(scope, batch(1).id, to, None, "", 7).await?,
            tx.move_batch(scope, batch(1).id, to, None, "", 8).await?,
        ])
    });
    assert_eq!(begun.await.unwrap(), [true, false]);
    let mut reader = store.read().await.unwrap();
    let used = BatchInput {
        material: material(KERNELS),
        amount: 26,
        allocated: 26,
        consumed: Some(26),
        cost_minor: Some(182),
    };
    assert_eq!(reader.batch_inputs(batch(1).id).await.unwrap(), [used]);
    assert_eq!(
        reader.batch_sources(batch(1).id).await.unwrap(),
        [(material(KERNELS), None, 6), (material(KERNELS), Some(LotId(id(2_702))), 20)],
        "what is in no lot goes first"
    );
    let queued = reader.workshop(shop_id(1)).await.unwrap().batches;
    assert_eq!((queued[0].begun_ms, queued[0].needs.len()), (Some(7), 0));
    drop(reader);
    let done = store.write(async |tx| -> Result<_, Error> {
        put(tx, 6, OIL, MovementKind::Output, 9).await?;
        tx.note_batch_movement(MovementId(id(2_706)), batch(1).id).await?;
        let scrap = movement(7, OIL, MovementKind::Scrap, 1);
        assert!(tx.move_lot(&scrap, LotId(id(2_706))).await?);
        tx.note_scrap(scrap.id, ScrapCause::Failed).await?;
        tx.note_besides(batch(1).id, material(CAKE), 13).await?;
        tx.move_batch(scope, batch(1).id, (InProduction, Completed), Some(8), "scorched", 9).await
    });
    assert!(done.await.unwrap());
    traced(store, scope).await;
}

async fn traced(store: &Store, scope: &ShopScope) {
    let mut reader = store.read().await.unwrap();
    let row = reader.batch(scope, batch(1).id).await.unwrap().unwrap();
    assert_eq!((row.state, row.yielded, row.begun_ms, row.ended_ms), (Completed, Some(8), Some(7), Some(9)));
    assert_eq!((&*row.note, &*row.outcome), ("n", "scorched"));
    assert_eq!(reader.batch_by_products(batch(1).id).await.unwrap(), [(material(CAKE), 14, Some(13))]);
    let oil = LotId(id(2_706));
    assert_eq!(reader.batch_outputs(batch(1).id).await.unwrap(), [oil]);
    assert_eq!(reader.batch_of_lot(scope, oil).await.unwrap(), Some(batch(1).id));
    assert_eq!(reader.batch_of_lot(scope, LotId(id(2_702))).await.unwrap(), None);
    let uses = reader.lot_uses(scope, oil, 9).await.unwrap();
    let seen: Vec<_> = uses.iter().map(|used| (used.kind, used.amount, used.batch)).collect();
    assert_eq!(seen, [(MovementKind::Scrap, -1, None), (MovementKind::Output, 9, Some((batch(1).id, 1)))]);
    let caused = reader.movements(scope, material(KERNELS), 9).await.unwrap();
    let caused: Vec<_> = caused.iter().filter_map(|row| Some((row.id, row.batch?))).collect();
    assert_eq!(caused, [(MovementId(id(2_705)), (batch(1).id, 1)), (MovementId(id(2_703)), (batch(1).id, 1))]);
    let thrown = reader.movements(scope, material(OIL), 9).await.unwrap();
    let thrown: Vec<_> = thrown.iter().filter_map(|row| Some((row.id, row.scrap?))).collect();
    assert_eq!(thrown, [(MovementId(id(2_707)), ScrapCause::Failed)]);
    assert_eq!(
        reader.priced_movements(material(OIL)).await.unwrap(),
        [(9, Some(700)), (-1, None)],
        "an output has a price"
    );
    let order = crate::order::part(1, 1).id;
    assert_eq!(reader.order_lots(scope, order).await.unwrap(), [], "that order took of nothing that is in lots");
    assert_eq!(reader.batch_arrivals(scope).await.unwrap().len(), 2, "only of the other one");
    assert_eq!((reader.level_differences().await.unwrap(), reader.lot_differences().await.unwrap()), (vec![], vec![]));
}

async fn given_up(store: &Store, scope: &ShopScope) {
    let to = (Planned, Cancelled);
    let moved = store.write(async |tx| tx.move_batch(scope, batch(2).id, to, None, "", 11).await).await.unwrap();
    assert!(moved);
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.batch_arrivals(scope).await.unwrap(), []);
    assert_eq!(reader.workshop(shop_id(1)).await.unwrap().batches, []);
    assert_eq!(reader.batch(scope, BatchId(id(2_659))).await.unwrap(), None);
    drop(reader);
    let unknown = store.write(async |tx| tx.move_batch(scope, batch(2).id, (Cancelled, Completed), None, "", 12).await);
    assert!(matches!(unknown.await, Err(Error::Conflict { constraint }) if constraint == "batches_yield_known"));
}
