//! Whether a movement and the reading of a level take longer when a material has had a million movements.

use crate::ledger::movement;
use crate::made;
use crate::market::WOOD;
use crate::ports::{Bench, SPUN};
use crate::{Times, ms, now};
use services::studio;
use store::testing::{Place, fill_ledger};

const FEW: u64 = 1_000;
const RUNS: usize = 400;
const MADE: usize = 60;

async fn level(bench: &Bench) -> f64 {
    let begun = now();
    let mut reader = bench.svc.store().read().await.expect("reads");
    assert!(reader.material(&bench.scope, "material-0").await.expect("answers").is_some());
    ms(begun)
}

async fn latest(bench: &Bench) -> f64 {
    let begun = now();
    let mut reader = bench.svc.store().read().await.expect("reads");
    let found = reader.movements(&bench.scope, bench.materials[0], 50).await.expect("answers");
    assert_eq!(found.len(), 50);
    ms(begun)
}

/// The page of the material, with what it cost.
async fn page(bench: &Bench) -> f64 {
    let begun = now();
    let found = studio::material(&bench.svc, &bench.actor, WOOD, "material-0").await.expect("answers");
    assert!(found.is_some());
    ms(begun)
}

pub async fn measure(places: &[Place; 2], most: u64) {
    let mut benches = Vec::new();
    for (place, count) in places.iter().zip([FEW, most]) {
        let bench = Bench::open(place).await;
        made::fill(&bench).await;
        fill_ledger(place, bench.materials[0], count).await;
        benches.push(bench);
    }
    let [few, many] = &benches[..] else { return };
    println!("{FEW} movements of one material against {most}, in turns");
    for bench in [few, many] {
        for _ in 0..50 {
            movement(bench, bench.materials[0]).await;
            level(bench).await;
        }
    }
    let mut times: [[Vec<f64>; 2]; 3] = Default::default();
    for _ in 0..RUNS {
        for (at, bench) in [(0, few), (1, many), (1, many), (0, few)] {
            times[0][at].push(movement(bench, bench.materials[0]).await);
            times[1][at].push(level(bench).await);
            times[2][at].push(latest(bench).await);
        }
    }
    for (what, pair) in ["one movement", "reading a level", "the latest 50 movements"].into_iter().zip(times) {
        compare(what, pair);
    }
    let mut works: [[Vec<f64>; 2]; 2] = Default::default();
    for _ in 0..MADE {
        for (at, bench) in [(0, few), (1, many), (1, many), (0, few)] {
            works[0][at].push(made::batch(bench, SPUN).await);
            works[1][at].push(made::piece(bench).await);
        }
    }
    for (what, pair) in ["a batch that takes of it", "a piece that takes of it"].into_iter().zip(works) {
        compare(what, pair);
    }
    let mut pages: [Vec<f64>; 2] = Default::default();
    for _ in 0..20 {
        for (at, bench) in [(0, few), (1, many)] {
            pages[at].push(page(bench).await);
        }
    }
    compare("the page of the material, with its costs", pages);
    for bench in benches {
        bench.svc.store().close().await;
    }
}

fn compare(what: &str, pair: [Vec<f64>; 2]) {
    let [few, many] = pair.map(Times::new);
    let ratio = |share| many.at(share) / few.at(share);
    println!(
        "{what:<58} p50 {:>9.4} and {:>9.4} ms: {:.2}   p99 {:>9.4} and {:>9.4} ms: {:.2}",
        few.at(500),
        many.at(500),
        ratio(500),
        few.at(990),
        many.at(990),
        ratio(990)
    );
}
