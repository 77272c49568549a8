//! Products that somebody made to keep the engine busy.

use super::oracle::{choice as any_choice, model, number, several};
use super::review::REVIEW_WORK;
use super::search::{VALUES_WORK, WORK, examined};
use super::{Engine, ModelProblem, Selection, check, review};
use crate::planning::PromiseDigest;
use crate::product::{Condition, GroupKind, ProductModel, Rule};

/// All of them, with their names.
fn members() -> Vec<(&'static str, ProductModel)> {
    vec![
        ("pigeons by counts", pigeons(17, false)),
        ("pigeons by pairs", pigeons(9, true)),
        ("as many pigeons as rules allow", pigeons(64, false)),
        ("pigeons behind each of many values", awaited(500, 16)),
        ("a chain", chain(64, 6)),
        ("a chain that bites its tail", contradictory_chain(64)),
        ("at most two of everything", at_most(64, 12)),
        ("odd and even", parity(40)),
        ("sums that cannot be", sums(60)),
        ("several of many", sets(30)),
        ("ten thousand numbers", numbers(60)),
        ("ten thousand values", model(vec![choice(10_000); 24], vec![])),
        ("one value named a million times", named(1_000_000)),
        ("a thousand rules", thousands(1_000)),
        ("twenty thousand rules", thousands(20_000)),
        ("many conditions", conditions(128, 16)),
        ("every condition in one rule", conditions(1, 2_048)),
    ]
}

fn one_of(group: usize, values: &[usize]) -> Condition {
    Condition::OneOf { group, values: values.to_vec() }
}

fn choice(count: usize) -> GroupKind {
    any_choice(count, 0)
}

/// One value less than groups, each of which may be taken once: it cannot be, and takes long to see.
fn pigeons(groups: usize, by_pairs: bool) -> ProductModel {
    let mut rules = Vec::new();
    for value in 0..groups - 1 {
        if by_pairs {
            let pairs = (0..groups).flat_map(|left| (left + 1..groups).map(move |right| (left, right)));
            rules.extend(
                pairs.map(|(left, right)| Rule::excludes(vec![one_of(left, &[value])], one_of(right, &[value]))),
            );
        } else {
            let of = (0..groups).map(|group| one_of(group, &[value])).collect();
            rules.push(Rule { when: vec![], of, at_least: 0, at_most: 1 });
        }
    }
    rules.truncate(128);
    model(vec![choice(groups - 1); groups], rules)
}

/// The same, but only when a value of the first group is taken that is not its default.
fn awaited(values: usize, groups: usize) -> ProductModel {
    let taken: Vec<usize> = (1..values).collect();
    let alone = |value| Rule {
        when: vec![one_of(0, &taken)],
        of: (1..=groups).map(|group| one_of(group, &[value])).collect(),
        at_least: 0,
        at_most: 1,
    };
    let kinds = [choice(values)].into_iter().chain(vec![choice(groups - 1); groups]);
    model(kinds.collect(), (0..groups - 1).map(alone).collect())
}

/// Each group forces the next one.
fn chain(groups: usize, count: usize) -> ProductModel {
    let next = |group| {
        (0..2).map(move |half| {
            let some: Vec<usize> = (0..count).filter(|value| value % 2 == half).collect();
            Rule::requires(vec![one_of(group, &some)], one_of(group + 1, &some))
        })
    };
    model(vec![choice(count); groups], (0..groups - 1).flat_map(next).collect())
}

fn contradictory_chain(groups: usize) -> ProductModel {
    let mut chained = chain(groups, 2);
    chained.rules.push(Rule::requires(vec![one_of(groups - 1, &[0])], one_of(0, &[1])));
    chained.rules.push(Rule::requires(vec![one_of(groups - 1, &[1])], one_of(0, &[0])));
    chained
}

/// Counts over all groups that leave little room.
fn at_most(groups: usize, count: usize) -> ProductModel {
    let rule = |value: usize| Rule {
        when: vec![],
        of: (0..groups).map(|group| one_of(group, &[value, (value + group) % count])).collect(),
        at_least: 2,
        at_most: if value.is_multiple_of(2) { 5 } else { 11 },
    };
    model(vec![choice(count); groups], (0..count * 2).map(|value| rule(value % count)).collect())
}

/// Equations without a solution: of each four in a row an odd number, and an even number in all.
fn parity(groups: usize) -> ProductModel {
    let odd = |first: usize| {
        (0..16_usize).filter(|set| set.count_ones() % 2 == 0).map(move |set| {
            let of = (0..4).map(|at| one_of((first + at * 7) % groups, &[set >> at & 1])).collect();
            Rule { when: vec![], of, at_least: 0, at_most: 3 }
        })
    };
    model(vec![choice(2); groups], (0..groups).flat_map(odd).take(128).collect())
}

/// Overlapping counts that must all be exact.
fn sums(groups: usize) -> ProductModel {
    let exactly = |rule: usize| {
        let of: Vec<Condition> =
            (0..groups).filter(|group| (group * 37 + rule * 61) % 101 < 50).map(|group| one_of(group, &[1])).collect();
        let half = of.len() as u16 / 2;
        Rule { when: vec![], of, at_least: half, at_most: half }
    };
    model(vec![choice(2); groups], (0..50).map(exactly).collect())
}

fn sets(groups: usize) -> ProductModel {
    let kind = several(12, 0, 12);
    let rule = |rule: usize| {
        let condition = |at: usize| one_of((rule * 7 + at * 3) % groups, &[rule % 12, (rule + at) % 12]);
        Rule { when: vec![condition(0)], of: (1..6).map(condition).collect(), at_least: 2, at_most: 3 }
    };
    model(vec![kind; groups], (0..100).map(rule).collect())
}

fn numbers(groups: usize) -> ProductModel {
    let kind = number(0, 9_999, 1, 0);
    let between = |group: usize, min: usize| Condition::Between {
        group: group % groups,
        min: min as i64 % 9_000,
        max: min as i64 % 9_000 + 900,
    };
    let rule = |rule: usize| Rule {
        when: vec![between(rule, rule * 631)],
        of: (1..9).map(|at| between(rule + at * 5, rule * 997 + at * 101)).collect(),
        at_least: 1,
        at_most: 2,
    };
    model(vec![kind; groups], (0..128).map(rule).collect())
}

fn thousands(count: usize) -> ProductModel {
    let rule = |rule: usize| Rule::excludes(vec![one_of(rule % 64, &[rule % 5])], one_of((rule + 1) % 64, &[rule % 7]));
    model(vec![choice(8); 64], (0..count).map(rule).collect())
}

fn conditions(rules: usize, each: usize) -> ProductModel {
    let rule = |rule: usize| Rule {
        when: vec![],
        of: (0..each).map(|at| one_of((rule * 5 + at * 11) % 64, &[(rule + at) % 9])).collect(),
        at_least: (each / 9) as u16,
        at_most: (each / 8) as u16,
    };
    model(vec![choice(9); 64], (0..rules).map(rule).collect())
}

fn named(times: usize) -> ProductModel {
    let rule = |group: usize| Rule::excludes(vec![one_of(group, &vec![1; times])], one_of(group + 1, &[1]));
    model(vec![choice(5_000); 4], (0..3).map(rule).collect())
}

/// Parts of limits that may be looked at for one unit of work: a unit stands for a step of the search in a model with 256
/// parts, and a step narrows what is open until nothing changes.
const PARTS_PER_WORK: u64 = 4_096;

#[test]
fn no_product_keeps_the_engine_busy_beyond_its_budget() {
    for (name, model) in members() {
        let held = |question: &str, work: u32| {
            let parts = examined::take();
            println!("{name}: {question} looks at {parts} parts, {:.1} for each unit", parts as f64 / f64::from(work));
            assert!(parts <= PARTS_PER_WORK * u64::from(work), "{name}: {question}");
        };
        examined::take();
        let checked = check(&model);
        held("check", 5 * WORK);
        let reviewed = review(&model, None).expect("well formed");
        held("review", REVIEW_WORK);
        if checked.is_ok() {
            let of_rules = |finding: &super::Finding| {
                matches!(
                    finding,
                    super::Finding::Contradiction { .. }
                        | super::Finding::DefaultsBreak { .. }
                        | super::Finding::DeadValue { .. }
                )
            };
            assert!(!reviewed.iter().any(of_rules), "{name}");
        }
        let Some(engine) = Engine::new(&model) else {
            assert_eq!(checked, Err(vec![ModelProblem::TooComplex]), "{name}");
            continue;
        };
        let nothing = Selection::default();
        drop(engine.domains(&nothing));
        held("domains", WORK);
        drop(engine.configure(&nothing));
        held("configure", 2 * WORK);
        drop(engine.explain(&nothing, 0, 1));
        held("explain", WORK);
        drop(engine.repair(&nothing.with(0, engine.clicked(&nothing, 0, 1)), 0));
        held("repair", WORK);
        drop(engine.evaluate(&nothing, None, &PromiseDigest::default()));
        held("evaluate", 3 * WORK + VALUES_WORK);
    }
}
