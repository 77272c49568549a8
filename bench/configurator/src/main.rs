//! How long the configurator takes after a click, on the hard family, and how long a SAT solver takes for the same.

#[path = "../../../domain/tests/configurator/family.rs"]
mod family;
#[path = "../../../domain/tests/configurator/sat.rs"]
mod sat;

use domain::configurator::Engine;
use family::{Dice, Member, OPTIONS, members, walk};
use rustix::time::{ClockId, clock_gettime};
use sat::Sat;

/// Walks through each product.
const WALKS: usize = 20;

/// Milliseconds that this thread has been at work: others on the machine do not count.
fn worked() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// What one product took, in milliseconds, ascending.
struct Times {
    engine: Vec<f64>,
    sat: Vec<f64>,
}

fn measure(member: &Member) -> Times {
    let model = &member.model;
    let engine = Engine::new(model).expect("a member");
    let mut sat = Sat::new(model);
    let mut times = Times { engine: Vec::new(), sat: Vec::new() };
    for round in 0..WALKS {
        let mut dice = Dice(member.seed ^ ((round as u64) << 32));
        walk(&engine, model, &mut dice, OPTIONS, |selection, domains| {
            let start = worked();
            assert_eq!(engine.domains(selection), domains);
            times.engine.push(worked() - start);
            if round == 0 {
                let start = worked();
                for (option, values) in domains.iter().enumerate() {
                    for (value, open) in values.iter().enumerate() {
                        assert_eq!(sat.possible(model, selection, option, value), *open);
                    }
                }
                times.sat.push(worked() - start);
            }
        });
    }
    times.engine.sort_by(f64::total_cmp);
    times.sat.sort_by(f64::total_cmp);
    times
}

fn at(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

fn main() {
    let members = members(100);
    let mut all: Vec<(u64, Times)> = Vec::new();
    for member in &members {
        all.push((member.seed, measure(member)));
    }
    let least = |of: fn(&Member) -> f64| members.iter().map(of).fold(f64::INFINITY, f64::min);
    println!("{} products, seeds up to {}", members.len(), members.last().map_or(0, |member| member.seed));
    println!("valid configurations: at least 10^{:.1} each", least(|member| member.magnitude));
    println!("values without completion after half the clicks: at least {:.2} each", least(|member| member.blocked));
    let worst = |of: &dyn Fn(&Times) -> f64| {
        all.iter().map(|(seed, times)| (of(times), *seed)).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default()
    };
    for percent in [50, 99, 100] {
        let (ms, seed) = worst(&|times| at(&times.engine, percent));
        println!("domains after a click, p{percent} of the worst product: {ms:.3} ms (seed {seed})");
    }
    let ratio = |times: &Times| at(&times.sat, 50) / at(&times.engine, 50);
    let ratios: Vec<f64> = all.iter().map(|(_, times)| ratio(times)).collect();
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    let (sat, seed) = worst(&|times| at(&times.sat, 50));
    println!("one SAT call per value, median of the worst product: {sat:.3} ms (seed {seed})");
    println!("ratio of the medians: mean {mean:.1}, least {:.1}", ratios.iter().copied().fold(f64::INFINITY, f64::min));
}
