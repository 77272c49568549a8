//! How long the configurator takes after a click, on the hard family: for what is shown at once, and with what each value
//! would make of it; how long a SAT solver takes for the domains alone; and what a prepared product takes in memory and on the way to the browser.

#[path = "../../../domain/tests/configurator/family.rs"]
mod family;
#[path = "../../../domain/tests/configurator/sat.rs"]
mod sat;
mod seeds;
mod sheet;

use domain::configurator::{Effect, Engine, Outcome, Value};
use domain::planning::Feasibility;
use family::{Dice, Member, OPTIONS, digest, members, walk};
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
#[derive(Default)]
struct Times {
    domains: Vec<f64>,
    click: Vec<f64>,
    whole: Vec<f64>,
    sat: Vec<f64>,
}

/// What was said about the values of all products: open ones, blocked ones, and those of either that have to wait.
#[derive(Default)]
struct Said {
    open: [u32; 2],
    blocked: [u32; 2],
}

impl Said {
    fn count(&mut self, outcome: &Outcome) {
        let waits = |effect: &Effect| u32::from(effect.when != Feasibility::Now);
        for value in outcome.values.iter().flatten() {
            let (counts, waits) = match value {
                Value::Open(effect) => (&mut self.open, waits(effect)),
                Value::Blocked { mended, .. } => (&mut self.blocked, mended.as_ref().map_or(0, waits)),
                Value::Quiet => continue,
            };
            counts[0] += 1;
            counts[1] += waits;
        }
    }
}

fn measure(member: &Member, said: &mut Said) -> Times {
    let model = &member.model;
    let (engine, digest) = (Engine::new(model).expect("a member"), digest(model));
    let mut sat = Sat::new(model);
    let mut times = Times::default();
    for round in 0..WALKS {
        let mut dice = Dice(member.seed ^ ((round as u64) << 32));
        walk(&engine, model, &mut dice, OPTIONS, |selection, domains| {
            let start = worked();
            assert_eq!(engine.domains(selection), domains);
            times.domains.push(worked() - start);
            let start = worked();
            let shown = engine.answer(selection, None, &digest).expect("a member");
            times.click.push(worked() - start);
            assert_eq!(shown.domains, domains);
            let start = worked();
            let outcome = engine.evaluate(selection, None, &digest).expect("a member");
            times.whole.push(worked() - start);
            said.count(&outcome);
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
    for times in [&mut times.domains, &mut times.click, &mut times.whole, &mut times.sat] {
        times.sort_by(f64::total_cmp);
    }
    times
}

fn at(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

fn main() {
    // `bench-configurator seeds <seed> <folder>` writes a product of the family for a browser.
    let mut words = std::env::args().skip(1);
    if words.next().as_deref() == Some("seeds") {
        let (seed, folder) = words.next().zip(words.next()).expect("a seed and a folder");
        let seed = seed.parse().expect("a number");
        return seeds::write_seeds(seed, std::path::Path::new(&folder)).expect("a folder that can be written to");
    }
    let members = members(100);
    if std::env::args().nth(1).as_deref() == Some("members") {
        return members.iter().for_each(|member| println!("{}", member.seed));
    }
    let mut said = Said::default();
    let all: Vec<(u64, Times)> = members.iter().map(|member| (member.seed, measure(member, &mut said))).collect();
    let least = |of: fn(&Member) -> f64| members.iter().map(of).fold(f64::INFINITY, f64::min);
    println!("{} products, seeds up to {}", members.len(), members.last().map_or(0, |member| member.seed));
    println!("valid configurations: at least 10^{:.1} each", least(|member| member.magnitude));
    println!("values without completion after half the clicks: at least {:.2} each", least(|member| member.blocked));
    println!("values said to be open {}, of them to wait {}", said.open[0], said.open[1]);
    println!("values said to be blocked {}, of them to wait after their repair {}", said.blocked[0], said.blocked[1]);
    let worst = |of: &dyn Fn(&Times) -> f64| {
        all.iter().map(|(seed, times)| (of(times), *seed)).max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default()
    };
    type Share = fn(&Times) -> &[f64];
    let shares: [(&str, Share); 3] = [
        ("domains after a click", |times| &times.domains),
        ("domains, price and feasibility after a click", |times| &times.click),
        ("the same with price and feasibility of every value, blocked ones after their repair", |times| &times.whole),
    ];
    for (what, of) in shares {
        for percent in [50, 99, 100] {
            let (ms, seed) = worst(&|times| at(of(times), percent));
            println!("{what}, p{percent} of the worst product: {ms:.3} ms (seed {seed})");
        }
        let mut medians: Vec<f64> = all.iter().map(|(_, times)| at(of(times), 99)).collect();
        medians.sort_by(f64::total_cmp);
        let kept = medians.iter().filter(|ms| **ms <= 1.0).count();
        println!("{what}, p99 of the median product: {:.3} ms; {kept} products stay within 1 ms", at(&medians, 50));
    }
    let ratio = |times: &Times| at(&times.sat, 50) / at(&times.domains, 50);
    let ratios: Vec<f64> = all.iter().map(|(_, times)| ratio(times)).collect();
    let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
    let (sat, seed) = worst(&|times| at(&times.sat, 50));
    println!("one SAT call per value, median of the worst product: {sat:.3} ms (seed {seed})");
    println!(
        "domains, ratio of the medians: mean {mean:.1}, least {:.1}",
        ratios.iter().copied().fold(f64::INFINITY, f64::min)
    );
    sheet::report(&members);
}
