//! The hard family for a WebAssembly machine, which is told what to do and takes the time: `wasm.mjs`.

#[expect(dead_code, reason = "the program beside looks for members")]
#[path = "../../../domain/tests/configurator/family.rs"]
mod family;

use domain::configurator::{Engine, Selection};
use domain::planning::PromiseDigest;

use family::{Dice, OPTIONS, digest, product, walk};
use std::cell::RefCell;

/// Walks through each product, the same as in the program beside.
const WALKS: u64 = 20;

struct Hard {
    engine: Engine<'static>,
    digest: PromiseDigest,
    clicks: Vec<Selection>,
}

thread_local! {
    static HARD: RefCell<Option<Hard>> = const { RefCell::new(None) };
}

/// Makes the product of a seed ready; answers how many clicks it has.
#[expect(unsafe_code, reason = "the machine finds it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn prepare(seed: u64) -> usize {
    let model = Box::leak(Box::new(product(seed)));
    let Some(engine) = Engine::new(model) else { return 0 };
    let mut clicks = Vec::new();
    for round in 0..WALKS {
        let mut dice = Dice(seed ^ (round << 32));
        walk(&engine, model, &mut dice, OPTIONS, |selection, _| clicks.push(selection.clone()));
    }
    let count = clicks.len();
    HARD.set(Some(Hard { engine, digest: digest(model), clicks }));
    count
}

/// Domains, price and feasibility after this click; answers the price in centimes, 0 without a product.
#[expect(unsafe_code, reason = "the machine finds it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn answer(click: usize) -> i64 {
    HARD.with_borrow(|hard| {
        let hard = hard.as_ref()?;
        let shown = hard.engine.answer(hard.clicks.get(click)?, None, &hard.digest)?;
        Some(shown.quote.unit_total.minor)
    })
    .unwrap_or_default()
}
