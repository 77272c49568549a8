//! One movement, committed durably: as the store does it, and as a receipt from the studio.

use crate::market::{WOOD, received};
use crate::ports::Bench;
use crate::{Times, ms, now};
use domain::id::{MaterialId, MovementId};
use domain::materials::MovementKind;
use services::studio;
use store::materials::NewMovement;

const RUNS: usize = 1_000;

/// A receipt of a gram.
pub fn gram(bench: &Bench, material: MaterialId) -> NewMovement {
    NewMovement {
        id: MovementId::from_parts(bench.svc.millis(), bench.svc.id10()),
        material,
        at_ms: bench.svc.now().0,
        kind: MovementKind::Receipt,
        amount: 1_000,
        reason: String::new(),
        shop_order: None,
        person: None,
    }
}

/// One movement, from the begin of its transaction until it is on disk.
pub async fn movement(bench: &Bench, material: MaterialId) -> f64 {
    let movement = gram(bench, material);
    let begun = now();
    let done = bench.svc.store().write(async |tx| -> Result<bool, store::Error> {
        tx.hold_shop(bench.scope.shop()).await?;
        tx.move_stock(&movement).await
    });
    assert!(done.await.expect("it is written"));
    ms(begun)
}

pub async fn measure(bench: &Bench) {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        times.push(movement(bench, bench.materials[0]).await);
    }
    Times::new(times).print("one movement (transaction, durable)");
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = now();
        let done = studio::record_receipt(&bench.svc, &bench.actor, WOOD, "material-0", &received("1 g")).await;
        assert_eq!(done.expect("answers"), Ok(()));
        times.push(ms(begun));
    }
    Times::new(times).print("one receipt with its lot, as the studio's form does");
}
