//! The making of a piece that takes twenty materials over three levels: one is spun of six, one is dyed of the spun one and
//! five others, and the piece takes the dyed one and eight others, of which one is spun too. Each level is begun, which takes
//! what it needs from the shelf, and ended, which puts what it gave there; the piece is looked at, and its order ended.

use crate::market::{WOOD, made, order_for, place_until_final, received, wants};
use crate::ports::{Bench, DYED, PIECE, SPUN};
use crate::{Times, ms, now};
use domain::id::ShopOrderId;
use domain::order::Step;
use services::studio::{self, CompleteBatch, PlanBatch, StartBatch};
use services::{Actor, session};

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

/// Makes a gram of a material; the time counts from when it is begun.
pub async fn batch(bench: &Bench, slug: &str) -> f64 {
    let (svc, actor) = (&bench.svc, &bench.actor);
    let form = PlanBatch { amount: "1 g".into(), ..PlanBatch::default() };
    let id = studio::plan_batch(svc, actor, WOOD, slug, &form).await.expect("answers").expect("all is there");
    let good = CompleteBatch { good: "1 g".into(), ..CompleteBatch::default() };
    let begun = now();
    let started = studio::start_batch(svc, actor, WOOD, id, &StartBatch::default()).await;
    assert_eq!(started.expect("answers"), Ok(()));
    let completed = studio::complete_batch(svc, actor, WOOD, id, &good).await;
    assert_eq!(completed.expect("answers"), Ok(()));
    ms(begun)
}

pub async fn measure(bench: &Bench) {
    fill(bench).await;
    let mut times: [Vec<f64>; 4] = Default::default();
    for _ in 0..RUNS {
        let (spun, dyed, piece) = (batch(bench, SPUN).await, batch(bench, DYED).await, piece(bench).await);
        for (times, time) in times.iter_mut().zip([spun, dyed, piece, spun + dyed + piece]) {
            times.push(time);
        }
    }
    let names = [
        "the lowest level: 6 materials",
        "the next one: 6",
        "the piece: 9, looked at, order ended",
        "all three levels, 20 materials",
    ];
    for (name, times) in names.into_iter().zip(times) {
        Times::new(times).print(name);
    }
}

/// Enough of all materials.
pub async fn fill(bench: &Bench) {
    for number in 0..bench.materials.len() {
        let slug = format!("material-{number}");
        let done = studio::record_receipt(&bench.svc, &bench.actor, WOOD, &slug, &received("1000 kg")).await;
        assert_eq!(done.expect("answers"), Ok(()));
    }
}

/// Makes a piece that is ordered; the time counts from when its order is begun.
pub async fn piece(bench: &Bench) -> f64 {
    let order = placed(bench).await;
    step(bench, order, Step::Confirm).await;
    let begun = now();
    step(bench, order, Step::Start).await;
    made(&bench.svc, &bench.actor, WOOD, order).await;
    step(bench, order, Step::Finish).await;
    ms(begun)
}
