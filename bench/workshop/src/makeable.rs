//! What can be made of five hundred products with twenty materials each: anew, and after one movement.

use crate::{Times, ms, now};
use domain::id::{MaterialId, ProductId};
use domain::planning::Makeable;
use std::hint::black_box;

const PRODUCTS: usize = 500;
const LINES: usize = 20;
/// Materials of the shop: some are in few products, the first ones in most.
const MATERIALS: usize = 200;
const RUNS: usize = 2_000;

fn id(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

/// SplitMix64.
fn roll(state: &mut u64, sides: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap_or_default()
}

pub fn measure() {
    let mut state = 7;
    let materials: Vec<MaterialId> = (0..MATERIALS).map(|at| MaterialId::from_parts(1, id(at))).collect();
    let bills: Vec<(ProductId, Vec<(MaterialId, i64)>)> = (0..PRODUCTS)
        .map(|at| {
            // Half of the lines from the few that nearly everything takes.
            let mut line = |at: usize| {
                let from = if at.is_multiple_of(2) { LINES } else { MATERIALS };
                (materials[roll(&mut state, from)], 1 + roll(&mut state, 900) as i64)
            };
            (ProductId::from_parts(1, id(at)), (0..LINES).map(&mut line).collect())
        })
        .collect();
    let levels: Vec<(MaterialId, i64)> =
        materials.iter().map(|material| (*material, 10_000 + roll(&mut state, 1_000_000) as i64)).collect();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = now();
        black_box(Makeable::new(black_box(&bills), black_box(&levels)));
        times.push(ms(begun));
    }
    println!("what can be made, {PRODUCTS} products with {LINES} materials");
    Times::new(times).print("all anew");
    let mut kept = Makeable::new(&bills, &levels);
    let (mut times, mut changed) = (Vec::new(), 0);
    for _ in 0..RUNS {
        // The worst are the materials that nearly everything takes.
        let (material, level) = (materials[roll(&mut state, LINES)], roll(&mut state, 1_000_000) as i64);
        let begun = now();
        changed += black_box(kept.set(material, level)).len();
        times.push(ms(begun));
    }
    Times::new(times).print(&format!("after one movement ({} products change, mean)", changed / RUNS));
}
