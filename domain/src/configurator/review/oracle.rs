//! The definitions of all findings by trying everything, on small random models; the same ones each time.

use super::super::oracle::{TODAY, all_picks, any_condition, any_kind, any_rule, default_pick, model, rank};
use super::super::tight::{material_id, tight_rule};
use super::super::{Change, Pick, Selection};
use super::{Finding, Span, review};
use crate::id::MaterialId;
use crate::materials::BomLine;
use crate::planning::{MaterialDigest, PromiseDigest};
use crate::pricing::PriceLine;
use crate::product::{Axis, GroupKind, ProductModel, all_hold};
use crate::quantity::{Basis, Measure};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::collections::{BTreeMap, BTreeSet};

/// What will ever be there of two materials.
type Stock = [i64; 2];

/// Models loose and tight, with sides, two materials and prices that may fall below nothing.
fn any_case() -> impl Strategy<Value = (ProductModel, Stock)> {
    prop::collection::vec(any_kind(), 1..5)
        .prop_flat_map(|kinds| {
            let rules = prop_oneof![
                2 => prop::collection::vec(any_rule(kinds.clone()), 0..7),
                1 => prop::collection::vec(tight_rule(kinds.clone()), 2..7),
            ];
            let numbers: Vec<usize> =
                (0..kinds.len()).filter(|group| matches!(kinds[*group], GroupKind::Number { .. })).collect();
            let of_number = numbers.clone();
            let basis = (0..6_usize, any::<prop::sample::Index>()).prop_map(move |(basis, which)| match basis {
                0 => Basis::Length(Axis::Length),
                1 => Basis::Area(Axis::Length, Axis::Width),
                2 if !of_number.is_empty() => Basis::Number(*which.get(&of_number)),
                _ => Basis::Fixed,
            });
            let when = || prop::collection::vec(any_condition(kinds.clone()), 0..3);
            let line = (when(), basis, 0..2_usize, 1..9_i64).prop_map(|(when, basis, material, amount)| {
                let measure = Measure { basis, per: (amount, 1) };
                BomLine { material: material_id(material), when, measure, waste_permille: 0, stage: None }
            });
            let price = (when(), -6..4_i64).prop_map(|(when, minor)| PriceLine {
                when,
                measure: Measure { basis: Basis::Fixed, per: (minor, 1) },
            });
            let side = prop::option::of(any::<prop::sample::Index>());
            let sides = (side, prop::collection::vec((0..4_usize, 0..6_i64), 20));
            let parts = (rules, prop::collection::vec(line, 0..6), prop::collection::vec(price, 0..4), sides);
            (Just((kinds, numbers)), parts, [0..40_i64, 0..40_i64])
        })
        .prop_map(|((kinds, numbers), (rules, recipe, prices, (side, sets)), stock)| {
            let mut model = ProductModel { recipe, prices, base_price_minor: 7, ..model(kinds, rules) };
            model.dimensions[0].fixed_mm = 2;
            model.dimensions[0].group = side.filter(|_| !numbers.is_empty()).map(|side| *side.get(&numbers));
            model.dimensions[1].fixed_mm = 3;
            let values = model.groups.iter_mut().flat_map(|group| match &mut group.kind {
                GroupKind::Choice { values, .. } | GroupKind::Several { values, .. } => values.as_mut_slice(),
                GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => &mut [],
            });
            for (value, (axis, mm)) in values.zip(sets) {
                value.sets = Axis::ALL.get(axis).map(|axis| (*axis, mm)).into_iter().collect();
            }
            (model, stock)
        })
}

/// Every combination of picks, and the rules that it breaks as bits.
struct Everything {
    all: Vec<(Vec<Pick>, u32)>,
    every_rule: u32,
}

impl Everything {
    fn new(model: &ProductModel) -> Self {
        let mut all: Vec<Vec<Pick>> = vec![Vec::new()];
        for group in &model.groups {
            let picks = all_picks(&group.kind);
            let longer = |start: &Vec<Pick>| {
                let start = start.clone();
                picks.iter().map(move |pick| start.iter().cloned().chain([pick.clone()]).collect()).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(longer).collect();
        }
        let broken = |picks: &Vec<Pick>| {
            let rules = model.rules.iter().enumerate();
            rules.fold(0, |bits, (rule, stated)| bits | u32::from(stated.is_broken(picks)) << rule)
        };
        let all = all.into_iter().map(|picks| (picks.clone(), broken(&picks))).collect();
        Self { all, every_rule: (1 << model.rules.len()) - 1 }
    }

    /// Whether something that `wanted` accepts keeps these rules.
    fn any(&self, rules: u32, wanted: impl Fn(&[Pick]) -> bool) -> bool {
        self.all.iter().any(|(picks, broken)| broken & rules == 0 && wanted(picks))
    }

    fn valid(&self) -> impl Iterator<Item = &Vec<Pick>> {
        self.all.iter().filter(|(_, broken)| *broken == 0).map(|(picks, _)| picks)
    }

    /// These rules forbid everything that `wanted` accepts, and none of them can be left out.
    fn is_minimal(&self, rules: &[usize], wanted: impl Fn(&[Pick]) -> bool) -> bool {
        let set = bits(rules);
        !self.any(set, &wanted) && rules.iter().all(|rule| self.any(set & !(1 << rule), &wanted))
    }
}

fn bits(rules: &[usize]) -> u32 {
    assert!(rules.is_sorted());
    rules.iter().fold(0, |set, rule| set | 1 << rule)
}

/// Whether a pick is this value: value index or step or count of characters.
fn is_value(kind: &GroupKind, pick: &Pick, value: usize) -> bool {
    match (kind, pick) {
        (_, Pick::Several(taken)) => taken.contains(&value),
        (_, Pick::Value(taken)) => *taken == value,
        (GroupKind::Number { min, step, .. }, Pick::Number(number)) => (number - min) / step == value as i64,
        (_, Pick::Number(_)) => unreachable!("numbers are for number groups"),
        (GroupKind::Picture, Pick::Text(code)) => usize::from(!code.is_empty()) == value,
        (_, Pick::Text(text)) => text.len() == value,
    }
}

fn count(kind: &GroupKind) -> usize {
    if let GroupKind::Several { values, .. } = kind { values.len() } else { all_picks(kind).len() }
}

/// The values of a stretch.
fn values(kind: &GroupKind, span: Span) -> Vec<usize> {
    match (kind, span) {
        (GroupKind::Choice { .. } | GroupKind::Several { .. }, Span::Value(value)) => vec![value],
        (GroupKind::Number { min, step, .. }, Span::Numbers { from, to }) => {
            (from..=to).step_by(*step as usize).map(|number| ((number - min) / step) as usize).collect()
        }
        (GroupKind::Text { .. } | GroupKind::Picture, Span::Characters { from, to }) => (from..=to).collect(),
        _ => panic!("{span:?} for {kind:?}"),
    }
}

/// The materials of which these picks take more than there is.
fn lacking(model: &ProductModel, stock: &Stock, picks: &[Pick]) -> Vec<MaterialId> {
    let mut sum = [0; 2];
    for line in model.recipe.iter().filter(|line| all_hold(&line.when, picks)) {
        let material = usize::from(line.material == material_id(1));
        sum[material] += line.amount(model.sides_mm(picks), picks).expect("small numbers");
    }
    (0..2).filter(|material| sum[*material] > stock[*material]).map(material_id).collect()
}

fn price(model: &ProductModel, picks: &[Pick]) -> i64 {
    let lines = model.prices.iter().filter(|line| all_hold(&line.when, picks));
    model.base_price_minor + lines.map(|line| line.measure.per.0).sum::<i64>()
}

/// How often each finding was met.
type Tally = BTreeMap<&'static str, usize>;

fn agree(model: &ProductModel, stock: &Stock, tally: &mut Tally) {
    let everything = Everything::new(model);
    let steps = |amount: i64| if amount > 0 { vec![(amount, TODAY)] } else { Vec::new() };
    let known = |material| MaterialDigest { material: material_id(material), steps: steps(stock[material]) };
    let digest = PromiseDigest { materials: (0..2).map(known).collect(), today: TODAY, ..PromiseDigest::default() };
    let found = review(model, Some(&digest)).expect("well formed");
    let mut count_one = |name| *tally.entry(name).or_default() += 1;
    if !everything.any(everything.every_rule, |_| true) {
        let mut seen = 0;
        assert!(!found.is_empty());
        for finding in &found {
            let Finding::Contradiction { rules } = finding else { panic!("{finding:?}") };
            assert!(everything.is_minimal(rules, |_| true) && seen & bits(rules) == 0);
            seen |= bits(rules);
            count_one("contradictions");
        }
        return;
    }
    let mut dead = BTreeSet::new();
    let mut never = BTreeSet::new();
    let (mut redundant, mut broken, mut nothing_made, mut nothing_paid) = (BTreeMap::new(), false, false, None);
    for finding in &found {
        match finding {
            Finding::Contradiction { .. } | Finding::Uncountable { .. } | Finding::Unfinished { .. } => {
                panic!("{finding:?}")
            }
            Finding::DefaultsBreak { rules, repair } => {
                broken = true;
                count_one("defaults that break rules");
                defaults_agree(model, &everything, rules, repair.as_deref());
            }
            Finding::DeadValue { group, span, rules } => {
                let kind = &model.groups[*group].kind;
                for value in values(kind, *span) {
                    assert!(everything.is_minimal(rules, |picks| is_value(kind, &picks[*group], value)));
                    assert!(dead.insert((*group, value)));
                    count_one("dead values");
                }
            }
            Finding::NeverApplies { rule, because } => drop(redundant.insert(*rule, (because, true))),
            Finding::Redundant { rule, because } => drop(redundant.insert(*rule, (because, false))),
            Finding::NeverMade { group, span, materials } => {
                let kind = &model.groups[*group].kind;
                for value in values(kind, *span) {
                    let with = everything.valid().filter(|picks| is_value(kind, &picks[*group], value));
                    let lacks =
                        |picks: &Vec<Pick>| lacking(model, stock, picks).iter().any(|of| materials.contains(of));
                    assert!(with.into_iter().all(lacks), "a false alarm");
                    assert!(never.insert((*group, value)));
                    count_one("values that are never made");
                }
            }
            Finding::NothingMade { materials } => {
                let lacks = |picks: &Vec<Pick>| lacking(model, stock, picks).iter().any(|of| materials.contains(of));
                assert!(everything.valid().all(lacks), "a false alarm");
                nothing_made = true;
                count_one("products that are never made");
            }
            Finding::NotPositive { picks, price_minor } => {
                assert!(everything.valid().any(|valid| valid == picks));
                assert_eq!(price(model, picks), *price_minor);
                nothing_paid = Some(*price_minor);
                count_one("prices of nothing or less");
            }
        }
    }
    let defaults: Vec<Pick> = model.groups.iter().map(|group| default_pick(&group.kind)).collect();
    assert_eq!(broken, model.rules.iter().any(|rule| rule.is_broken(&defaults)));
    for (group, of) in model.groups.iter().enumerate() {
        for value in 0..count(&of.kind) {
            let with: Vec<_> = everything.valid().filter(|picks| is_value(&of.kind, &picks[group], value)).collect();
            assert_eq!(dead.contains(&(group, value)), with.is_empty());
            let made = with.iter().any(|picks| lacking(model, stock, picks).is_empty());
            assert_eq!(never.contains(&(group, value)), !made && !with.is_empty() && !nothing_made);
        }
    }
    assert_eq!(nothing_made, everything.valid().all(|picks| !lacking(model, stock, picks).is_empty()));
    let cheapest = everything.valid().map(|picks| price(model, picks)).min();
    if cheapest.is_some_and(|price| price <= 0) && nothing_paid.is_none() {
        count_one("prices of nothing that went unseen");
    }
    redundancy_agrees(model, &everything, &redundant, &mut count_one);
}

fn defaults_agree(model: &ProductModel, everything: &Everything, rules: &[usize], repair: Option<&[Change]>) {
    let defaults: Vec<Pick> = model.groups.iter().map(|group| default_pick(&group.kind)).collect();
    let broken: Vec<usize> = (0..model.rules.len()).filter(|rule| model.rules[*rule].is_broken(&defaults)).collect();
    assert_eq!(rules, broken);
    let unsaid = |picks: &&Vec<Pick>| picks.iter().all(|pick| !matches!(pick, Pick::Text(text) if !text.is_empty()));
    let nothing = Selection::default();
    let best = everything.valid().filter(unsaid).min_by_key(|picks| rank(model, &nothing, None, picks));
    let change = |group: usize, to: &Pick| {
        let from = defaults[group].clone();
        (from != *to).then(|| Change { group, from, to: to.clone() })
    };
    let changes =
        best.map(|best| best.iter().enumerate().filter_map(|(group, to)| change(group, to)).collect::<Vec<_>>());
    assert_eq!(repair, changes.as_deref());
}

fn redundancy_agrees(
    model: &ProductModel,
    everything: &Everything,
    found: &BTreeMap<usize, (&Vec<usize>, bool)>,
    count_one: &mut impl FnMut(&'static str),
) {
    let mut kept = everything.every_rule;
    let breaks = |rule: usize| move |picks: &[Pick]| model.rules[rule].is_broken(picks);
    for rule in (0..model.rules.len()).rev() {
        let without = kept & !(1 << rule);
        let says_nothing = !everything.any(without, breaks(rule));
        assert_eq!(found.contains_key(&rule), says_nothing, "rule {rule}");
        if says_nothing {
            kept = without;
        }
    }
    for (rule, (because, never)) in found {
        assert_eq!(bits(because) & !kept, 0, "none of the reasons is redundant");
        let applies = |picks: &[Pick]| all_hold(&model.rules[*rule].when, picks);
        assert_eq!(*never, !everything.any(kept, applies));
        if *never {
            assert!(everything.is_minimal(because, applies));
            count_one("rules that never apply");
        } else {
            assert!(everything.is_minimal(because, breaks(*rule)));
            count_one("redundant rules");
        }
    }
}

#[test]
fn eight_thousand_reviews_agree_with_trying_everything() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let strategy = any_case();
    let mut tally = Tally::new();
    for _ in 0..8_000 {
        let (model, stock) = strategy.new_tree(&mut runner).expect("a case").current();
        agree(&model, &stock, &mut tally);
    }
    println!("in 8,000 models: {tally:#?}");
    let unseen = tally.remove("prices of nothing that went unseen").unwrap_or(0);
    assert!(tally.len() == 8 && tally.values().all(|count| *count >= 100), "each kind of finding is met often");
    assert!(unseen < tally["prices of nothing or less"], "most are seen");
}
