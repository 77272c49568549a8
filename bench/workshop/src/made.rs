//! The making of an order whose piece takes twenty materials: its beginning takes all of them from the shelf and writes
//! twenty rows in the ledger, its end closes the work. A bill has one level today.

use crate::market::{WOOD, order_for, place_until_final, received, wants};
use crate::ports::{Bench, PIECE};
use crate::{Times, ms, now};
use domain::id::ShopOrderId;
use domain::order::Step;
use services::{Actor, session, studio};

const RUNS: usize = 200;

async fn placed(bench: &Bench) -> ShopOrderId {
    let visitor = session::ensure(&bench.svc, &Actor::default()).await.expect("answers").0;
    wants(&bench.svc, &visitor, PIECE, "plain", 1).await;
    let checkout = services::checkout::open(&bench.svc, &visitor).await.expect("answers").expect("there is a cart");
    place_until_final(&bench.svc, &visitor, &order_for(checkout)).await.expect("everything is there");
    let orders = studio::orders(&bench.svc, &bench.actor, WOOD).await.expect("answers");
    orders.first().expect("it was placed").id
}

async fn step(bench: &Bench, order: ShopOrderId, step: Step) {
    let done = studio::advance(&bench.svc, &bench.actor, WOOD, order, step).await;
    assert_eq!(done.expect("answers"), Ok(()), "{step:?}");
}

pub async fn measure(bench: &Bench) {
    for number in 0..bench.materials.len() {
        let slug = format!("material-{number}");
        let done = studio::record_receipt(&bench.svc, &bench.actor, WOOD, &slug, &received("1000 kg")).await;
        assert_eq!(done.expect("answers"), Ok(()));
    }
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let order = placed(bench).await;
        step(bench, order, Step::Confirm).await;
        let begun = now();
        step(bench, order, Step::Start).await;
        step(bench, order, Step::Finish).await;
        times.push(ms(begun));
    }
    Times::new(times).print("one production, 20 materials consumed and completed");
}
