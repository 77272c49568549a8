//! What the workshop's ledger takes: one movement, the making of a piece of twenty materials, what can be made of five
//! hundred products, and whether any of it grows with the ledger. On SQLite, and on PostgreSQL where
//! `MOGADOR_TEST_POSTGRES` names a server. Usage: `bench-workshop [movements]`, 1000000 when it does not say.

mod growth;
mod ledger;
mod made;
mod makeable;
#[path = "../../../services/tests/it/market.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "the market of the tests, of which a part is used here")]
mod market;
mod ports;

use std::time::Instant;
use store::testing::{Place, postgres, sqlite};

/// What is measured, and how often.
struct Times(Vec<f64>);

impl Times {
    /// Of each run in milliseconds.
    fn new(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// The time that this share of the runs, in per mille, did not exceed.
    fn at(&self, share: usize) -> f64 {
        self.0.get((self.0.len() * share / 1000).min(self.0.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
    }

    fn print(&self, what: &str) {
        let (runs, p50, p99) = (self.0.len(), self.at(500), self.at(990));
        println!("{what:<58} {runs:>6} runs  p50 {p50:>9.4} ms  p99 {p99:>9.4} ms");
    }
}

#[expect(clippy::disallowed_methods, reason = "time is what is measured here")]
fn now() -> Instant {
    Instant::now()
}

fn ms(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1e3
}

#[expect(clippy::disallowed_methods, reason = "a bench has no config")]
fn server_is_named() -> bool {
    std::env::var("MOGADOR_TEST_POSTGRES").is_ok()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let most = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000);
    makeable::measure();
    on("SQLite", most, || Box::pin(async { sqlite() })).await;
    if server_is_named() {
        on("PostgreSQL", most, || Box::pin(postgres())).await;
    }
}

type Made = std::pin::Pin<Box<dyn Future<Output = Place>>>;

async fn on(engine: &str, most: u64, place: impl Fn() -> Made) {
    println!("\n{engine}");
    let here = place().await;
    let bench = ports::Bench::open(&here).await;
    ledger::measure(&bench).await;
    made::measure(&bench).await;
    bench.svc.store().close().await;
    here.remove().await;
    let places = [place().await, place().await];
    growth::measure(&places, most).await;
    for place in places {
        place.remove().await;
    }
}
