//! What the author of a thuya box is told: named cases.

use super::super::oracle::{TODAY, choice, model, number, several, text};
use super::super::tests::{between, one_of, pigeons, rule};
use super::super::{Change, ModelProblem, Pick};
use super::{Finding, Question, Span, review};
use crate::id::MaterialId;
use crate::materials::BomLine;
use crate::planning::{Calendar, StockPicture, Workshop};
use crate::pricing::PriceLine;
use crate::product::{Axis, Condition, GroupKind, ProductModel, Rule};
use crate::quantity::{Basis, Measure};
use crate::time::Timestamp;

const SIZE: usize = 0;
const MOTIF: usize = 1;
const INLAY: usize = 2;
const HINGE: usize = 3;
const EXTRAS: usize = 4;
const NAME: usize = 5;
const SMALL: usize = 0;
const LARGE: usize = 2;
const ROSETTE: usize = 3;
const NACRE: usize = 2;
const TRAY: usize = 0;
const LOCK: usize = 1;

const BURL: u8 = 0;
const LEMON: u8 = 1;
const ABALONE: u8 = 2;
const FITTINGS: u8 = 3;

fn material(number: u8) -> MaterialId {
    MaterialId::from_parts(1, [number; 10])
}

/// The rules of `seeds/products/thuya-box.toml`, in the same order.
fn rules() -> Vec<Rule> {
    vec![
        rule(vec![one_of(INLAY, &[NACRE])], one_of(SIZE, &[1, 2])),
        rule(vec![between(NAME, 9, 14)], one_of(SIZE, &[LARGE])),
        Rule::excludes(vec![between(NAME, 1, 14)], one_of(MOTIF, &[ROSETTE])),
        rule(vec![one_of(MOTIF, &[2, ROSETTE])], one_of(SIZE, &[1, 2])),
        rule(vec![one_of(EXTRAS, &[TRAY])], one_of(SIZE, &[1, 2])),
        rule(vec![one_of(EXTRAS, &[LOCK])], one_of(HINGE, &[0])),
    ]
}

fn line(material_number: u8, when: Vec<Condition>, basis: Basis, per: (i64, i64)) -> BomLine {
    BomLine {
        material: material(material_number),
        when,
        measure: Measure { basis, per },
        waste_permille: 0,
        stage: None,
    }
}

/// Size (small, medium, large), pattern (border, grid, star, rosette), inlay (lemon, ebony, nacre), hinges (brass, steel),
/// extras (tray, lock), name; with further rules.
fn thuya_box(more: impl IntoIterator<Item = Rule>) -> ProductModel {
    let kinds = vec![choice(3, 1), choice(4, 0), choice(3, 0), choice(2, 0), several(2, 0, 2), text(14)];
    let mut thuya_box = model(kinds, rules().into_iter().chain(more).collect());
    if let GroupKind::Choice { values, .. } = &mut thuya_box.groups[SIZE].kind {
        for (value, (length, width)) in values.iter_mut().zip([(160, 110), (200, 140), (280, 190)]) {
            value.sets = vec![(Axis::Length, length), (Axis::Width, width)];
        }
    }
    let (area, around) = (Basis::Area(Axis::Length, Axis::Width), Basis::Perimeter(Axis::Length, Axis::Width));
    thuya_box.base_price_minor = 36_000;
    thuya_box.recipe = vec![
        line(BURL, vec![], area, (10, 1)),
        line(LEMON, vec![one_of(INLAY, &[0])], around, (20, 1)),
        line(ABALONE, vec![one_of(INLAY, &[NACRE])], around, (9, 1)),
        line(LEMON, vec![between(NAME, 1, 14)], Basis::Characters(NAME), (1_000, 1)),
        line(FITTINGS, vec![], Basis::Fixed, (1, 1)),
        line(FITTINGS, vec![one_of(EXTRAS, &[LOCK])], Basis::Fixed, (1, 1)),
    ];
    thuya_box
}

/// The findings when there is so much of each material and nothing comes.
fn with_stock(model: &ProductModel, stock: [i64; 4]) -> Vec<Finding> {
    let picture = |(number, available): (u8, i64)| StockPicture {
        material: material(number),
        available,
        arrivals: vec![],
        reorder_days: None,
    };
    let pictures: Vec<StockPicture> = (0..).zip(stock).map(picture).collect();
    let shop = Workshop { today: TODAY, calendar: Calendar::usual(1), stock: pictures, queue: Vec::new() };
    let digest = shop.digest(model, 0, Timestamp(0)).expect("small amounts");
    review(model, Some(&digest)).expect("well formed")
}

fn findings(more: impl IntoIterator<Item = Rule>) -> Vec<Finding> {
    review(&thuya_box(more), None).expect("well formed")
}

fn dead(group: usize, value: usize, rules: &[usize]) -> Finding {
    Finding::DeadValue { group, span: Span::Value(value), rules: rules.to_vec() }
}

const PLENTY: [i64; 4] = [1_000_000, 100_000, 100_000, 100];

#[test]
fn of_a_sound_box_with_all_its_wood_there_is_nothing_to_say() {
    assert_eq!(findings([]), []);
    assert_eq!(with_stock(&thuya_box([]), PLENTY), []);
}

#[test]
fn a_size_that_every_pattern_excludes_is_dead_and_the_rules_say_why() {
    // The shop adds: a small box always has the star. But the star is too fine for a small box.
    let found = findings([rule(vec![one_of(SIZE, &[SMALL])], one_of(MOTIF, &[2]))]);
    assert_eq!(found[0], dead(SIZE, SMALL, &[3, 6]));
    // Then it goes without saying that nacre and the tray want a larger one.
    let redundant = |rule| Finding::Redundant { rule, because: vec![3, 6] };
    assert_eq!(found[1..], [redundant(0), redundant(4)]);
}

#[test]
fn names_that_are_too_long_for_what_is_left_are_one_finding() {
    let found = findings([Rule::excludes(vec![], one_of(SIZE, &[LARGE]))]);
    let long = Finding::DeadValue { group: NAME, span: Span::Characters { from: 9, to: 14 }, rules: vec![1, 6] };
    assert_eq!(found, [dead(SIZE, LARGE, &[6]), long]);
}

#[test]
fn a_name_that_must_be_and_must_not_be_is_a_contradiction() {
    let found = findings([
        rule(vec![], one_of(MOTIF, &[ROSETTE])),
        rule(vec![], between(NAME, 1, 14)),
        Rule::excludes(vec![], one_of(SIZE, &[LARGE])),
    ]);
    assert_eq!(found, [Finding::Contradiction { rules: vec![2, 6, 7] }]);
}

#[test]
fn defaults_that_break_a_rule_come_with_the_smallest_change() {
    let found = findings([rule(vec![one_of(INLAY, &[0])], one_of(HINGE, &[1]))]);
    let repair = vec![Change { group: HINGE, from: Pick::Value(0), to: Pick::Value(1) }];
    assert_eq!(found, [Finding::DefaultsBreak { rules: vec![6], repair: Some(repair) }]);
    let found = findings([rule(vec![], between(NAME, 1, 14))]);
    assert_eq!(found[0], Finding::DefaultsBreak { rules: vec![6], repair: None }, "nobody invents a name");
    let none = Finding::DeadValue { group: NAME, span: Span::Characters { from: 0, to: 0 }, rules: vec![6] };
    assert_eq!(found[1..], [dead(MOTIF, ROSETTE, &[2, 6]), none]);
}

#[test]
fn a_rule_that_another_says_already_is_redundant_and_of_two_alike_the_later() {
    let nacre = rules()[0].clone();
    let nacre_with_tray = rule(vec![one_of(INLAY, &[NACRE]), one_of(EXTRAS, &[TRAY])], one_of(SIZE, &[1, 2]));
    let nothing = Rule { when: vec![], of: vec![one_of(SIZE, &[0]), one_of(MOTIF, &[0])], at_least: 0, at_most: 2 };
    let redundant = |rule, because: &[usize]| Finding::Redundant { rule, because: because.to_vec() };
    assert_eq!(
        findings([nacre, nacre_with_tray, nothing]),
        [redundant(6, &[0]), redundant(7, &[0]), redundant(8, &[])],
        "the reason is the first that says it, and a rule that forbids nothing needs none"
    );
}

#[test]
fn a_rule_whose_premises_never_meet_never_applies() {
    let long_on_small = rule(vec![between(NAME, 9, 14), one_of(SIZE, &[SMALL])], one_of(HINGE, &[0]));
    let two_sizes = rule(vec![one_of(SIZE, &[SMALL]), one_of(SIZE, &[LARGE])], one_of(HINGE, &[0]));
    let never = |rule, because: &[usize]| Finding::NeverApplies { rule, because: because.to_vec() };
    assert_eq!(findings([long_on_small, two_sizes]), [never(6, &[1]), never(7, &[])]);
}

#[test]
fn what_no_stock_can_make_is_named_with_what_is_missing() {
    let never =
        |group, span, material_number| Finding::NeverMade { group, span, materials: vec![material(material_number)] };
    let [burl, lemon, abalone, fittings] = PLENTY;
    let thuya_box = thuya_box([]);
    let found = with_stock(&thuya_box, [burl, lemon, 4_000, fittings]);
    assert_eq!(found, [never(INLAY, Span::Value(NACRE), ABALONE)], "the smallest with nacre takes 6,120 mg");
    assert_eq!(with_stock(&thuya_box, [burl, lemon, 6_120, fittings]), [], "a medium box can be made with nacre");
    assert_eq!(with_stock(&thuya_box, [burl, lemon, abalone, 1]), [never(EXTRAS, Span::Value(LOCK), FITTINGS)]);
    let found = with_stock(&thuya_box, [300_000, lemon, abalone, fittings]);
    let names = Span::Characters { from: 9, to: 14 };
    assert_eq!(
        found,
        [never(SIZE, Span::Value(LARGE), BURL), never(NAME, names, BURL)],
        "a long name needs the large lid"
    );
    let found = with_stock(&thuya_box, [burl, 0, abalone, fittings]);
    let names = Span::Characters { from: 1, to: 14 };
    assert_eq!(found, [never(INLAY, Span::Value(0), LEMON), never(NAME, names, LEMON)]);
    let found = with_stock(&thuya_box, [burl, lemon, abalone, 0]);
    assert_eq!(found, [Finding::NothingMade { materials: vec![material(FITTINGS)] }]);
}

#[test]
fn of_the_letters_of_a_name_only_the_first_is_sure_to_be_inlaid() {
    // Wood for three letters: "F   a" has five characters and two letters.
    let [burl, _, abalone, fittings] = PLENTY;
    let mut model = thuya_box([Rule::excludes(vec![], one_of(INLAY, &[0]))]);
    let GroupKind::Choice { default, .. } = &mut model.groups[INLAY].kind else { unreachable!("a choice") };
    *default = 1;
    assert_eq!(with_stock(&model, [burl, 3_000, abalone, fittings]), [dead(INLAY, 0, &[6])]);
}

#[test]
fn lengths_that_are_too_long_for_the_wool_are_one_stretch() {
    // A rug of 100 to 300 cm in steps of 5; fringes take as much as half a metre from 200 cm on.
    let mut rug = model(vec![number(1_000, 3_000, 50, 1_500)], vec![Rule::excludes(vec![], between(0, 2_500, 2_700))]);
    rug.base_price_minor = 100_000;
    rug.recipe = vec![
        line(0, vec![], Basis::Number(0), (1, 1)),
        line(0, vec![between(0, 2_000, 9_999)], Basis::Fixed, (500, 1)),
    ];
    let dead = Finding::DeadValue { group: 0, span: Span::Numbers { from: 2_500, to: 2_700 }, rules: vec![0] };
    let never =
        |from, to| Finding::NeverMade { group: 0, span: Span::Numbers { from, to }, materials: vec![material(0)] };
    assert_eq!(with_stock(&rug, [2_620, 0, 0, 0]), [dead.clone(), never(2_150, 2_450), never(2_750, 3_000)]);
    assert_eq!(with_stock(&rug, [2_400, 0, 0, 0]), [dead, never(2_000, 2_450), never(2_750, 3_000)]);
}

#[test]
fn a_box_that_costs_nothing_is_shown_and_so_is_one_without_a_price() {
    let mut model = thuya_box([]);
    let discount = |when| PriceLine { when, measure: Measure { basis: Basis::Fixed, per: (-20_000, 1) } };
    model.prices = vec![discount(vec![one_of(HINGE, &[1])]), discount(vec![one_of(INLAY, &[1])])];
    let found = review(&model, None).expect("well formed");
    let [Finding::NotPositive { picks, price_minor: -4_000 }] = &found[..] else { panic!("{found:?}") };
    assert_eq!((&picks[HINGE], &picks[INLAY]), (&Pick::Value(1), &Pick::Value(1)));
    model.prices = vec![discount(vec![one_of(SIZE, &[LARGE])])];
    model.prices[0].measure.per = (i64::MAX, 1);
    let found = review(&model, None).expect("well formed");
    let [Finding::Uncountable { picks }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(picks[SIZE], Pick::Value(LARGE));
}

#[test]
fn questions_that_take_too_long_are_named_and_models_that_are_malformed_are_not_asked() {
    let large = review(&pigeons(16), None).expect("well formed");
    assert!(large.contains(&Finding::Unfinished { question: Question::Dead }), "{large:?}");
    let mut many = thuya_box([]);
    many.rules = vec![many.rules[0].clone(); 1_000];
    assert_eq!(review(&many, None), Ok(vec![Finding::Unfinished { question: Question::Model }]));
    many.groups[0].key = String::new();
    assert_eq!(review(&many, None), Err(vec![ModelProblem::GroupKey { group: 0 }]));
}
