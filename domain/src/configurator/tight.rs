//! Two thousand small models in which much does not go together, the same ones each time, with counts of what they are like.

use super::oracle::{TODAY, Tally, agree, all_picks, any_condition, choice, model, number, several};
use super::{Selection, configure};
use crate::id::MaterialId;
use crate::materials::BomLine;
use crate::planning::{MaterialDigest, PromiseDigest};
use crate::product::{Condition, GroupKind, ProductModel, Rule};
use crate::quantity::{Basis, Measure};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeSet;

/// Models with many rules, most of them said about, with two materials that several options take.
fn tight_case() -> impl Strategy<Value = (ProductModel, Selection, PromiseDigest)> {
    let kind = prop_oneof![
        3 => (2..5_usize, 0..5_usize).prop_map(|(count, default)| choice(count, default % count)),
        2 => (1..5_i64, 0..5_i64).prop_map(|(steps, default)| number(0, steps, 1, default % (steps + 1))),
        1 => (1..4_usize, 0..4_u16).prop_map(|(count, most)| several(count, 0, most.max(1))),
    ];
    prop::collection::vec(kind, 3..6)
        .prop_flat_map(|kinds| {
            let line =
                (any_condition(kinds.clone()), 0..2_usize, 1..9_i64).prop_map(|(when, material, amount)| BomLine {
                    material: material_id(material),
                    when: vec![when],
                    measure: Measure { basis: Basis::Fixed, per: (amount, 1) },
                    waste_permille: 0,
                    stage: None,
                });
            let said: Vec<_> =
                (kinds.iter()).map(|kind| prop::option::weighted(0.8, prop::sample::select(all_picks(kind)))).collect();
            let rules = prop::collection::vec(tight_rule(kinds.clone()), 4..9);
            (Just(kinds), rules, prop::collection::vec(line, 2..7), said)
        })
        .prop_flat_map(|(kinds, rules, recipe, picks)| {
            let model = ProductModel { recipe, ..model(kinds, rules) };
            let steps = || (0..12_i64, 1..20_i64, 1..30_i32);
            (Just(model), Just(Selection(picks)), [steps(), steps()])
        })
        .prop_map(|(model, selection, stock)| {
            let known = |(material, (now, more, days)): (usize, (i64, i64, i32))| MaterialDigest {
                material: material_id(material),
                steps: vec![(now, TODAY), (now + more, TODAY.plus(days))],
            };
            let materials = stock.into_iter().enumerate().map(known).collect();
            let digest = PromiseDigest { materials, today: TODAY, ..PromiseDigest::default() };
            (model, selection, digest)
        })
}

pub(super) fn material_id(number: usize) -> MaterialId {
    MaterialId::from_parts(1, [number as u8; 10])
}

/// A rule with a premise that often holds and a consequence that often does not.
pub(super) fn tight_rule(kinds: Vec<GroupKind>) -> impl Strategy<Value = Rule> {
    let conditions = |count| prop::collection::vec(any_condition(kinds.clone()), count);
    let then = (conditions(1..2), any::<bool>()).prop_map(|(of, holds)| (of, u16::from(holds), u16::from(holds)));
    let counted = (conditions(2..4), 0..2_u16).prop_map(|(of, least)| (of, least, least));
    (conditions(0..2), prop_oneof![3 => then, 1 => counted]).prop_map(|(when, (of, at_least, at_most))| Rule {
        when,
        of,
        at_least,
        at_most,
    })
}

/// Whether a number may be limited by what is chosen in another group.
fn limits_a_number(model: &ProductModel) -> bool {
    let number = |condition: &Condition| matches!(model.groups[condition.group()].kind, GroupKind::Number { .. });
    model.rules.iter().any(|rule| {
        let [then] = &rule.of[..] else { return false };
        number(then) && rule.when.iter().any(|premise| premise.group() != then.group())
    })
}

/// Whether options of different groups take the same material.
fn shares_a_material(model: &ProductModel) -> bool {
    let groups = |material| {
        let lines = model.recipe.iter().filter(move |line| line.material == material);
        lines.flat_map(|line| &line.when).map(Condition::group).collect::<BTreeSet<_>>()
    };
    (0..2).any(|material| groups(material_id(material)).len() > 1)
}

#[test]
fn two_thousand_tight_models_agree_with_trying_everything() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = tight_case();
    let mut sum = Tally::default();
    let (mut models, mut limited, mut shared) = (0, 0, 0);
    while models < 2_000 {
        let (model, selection, digest) = strategy.new_tree(&mut runner).expect("a case").current();
        // A product that cannot be made at all asks nothing.
        if configure(&model, &Selection::default()).is_err() {
            continue;
        }
        let tally = agree(&model, &selection, &digest);
        sum.asked += tally.asked;
        sum.blocked += tally.blocked;
        sum.waiting += tally.waiting;
        models += 1;
        limited += usize::from(limits_a_number(&model));
        shared += usize::from(shares_a_material(&model));
    }
    let share = sum.blocked as f64 / sum.asked as f64;
    println!(
        "{models} models, {} values asked, {:.0} % lead nowhere, {} have to wait for a material; {limited} models limit a \
         number by a choice, {shared} share a material between options",
        sum.asked,
        share * 100.0,
        sum.waiting
    );
    assert!(share >= 0.3 && limited >= 500 && shared >= 500, "{share} {limited} {shared}");
}
