//! What shoppers and artisans meet: named cases.

use super::oracle::{choice, model, number, several, text};
use super::*;
use crate::id::ProductId;
use crate::product::{Axis, Condition, Dimension, GroupKind, NumberUnit, ProductModel, Rule};
use crate::text::Script;
use uuid::Uuid;

pub(super) fn one_of(group: usize, values: &[usize]) -> Condition {
    Condition::OneOf { group, values: values.to_vec() }
}

pub(super) fn between(group: usize, min: i64, max: i64) -> Condition {
    Condition::Between { group, min, max }
}

pub(super) fn rule(when: Vec<Condition>, then: Condition) -> Rule {
    Rule::requires(when, then)
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, raw)| ((*key).to_owned(), (*raw).to_owned())).collect()
}

fn engine(model: &ProductModel) -> Engine<'_> {
    Engine::new(model).expect("within the limits")
}

/// Size (small, medium, large), inlay (none, lemon, nacre), length, name. Nacre needs medium or large; a name of more
/// than four characters needs a length of 300 mm.
fn chest() -> ProductModel {
    model(
        vec![choice(3, 1), choice(3, 0), number(200, 1_200, 50, 200), text(10)],
        vec![rule(vec![one_of(1, &[2])], one_of(0, &[1, 2])), rule(vec![between(3, 5, 99)], between(2, 300, 9_999))],
    )
}

#[test]
fn a_sound_model_passes_the_check() {
    assert_eq!(check(&chest()), Ok(()));
}

#[test]
fn a_name_that_needs_room_takes_the_nearest_length_when_none_was_said() {
    let selection = Selection(vec![None, None, None, Some(Pick::Text("Fatima".into()))]);
    let found = configure(&chest(), &selection).expect("configures");
    assert_eq!(found.picks()[2], Pick::Number(300));
    assert!(!found.is_chosen(2));
    assert!(found.is_chosen(3));
}

#[test]
fn a_blocked_value_says_why_and_what_would_mend_it() {
    let selection = Selection(vec![Some(Pick::Value(0)), None, Some(Pick::Number(250)), None]);
    assert_eq!(engine(&chest()).domains(&selection)[1], [true, true, false]);
    assert_eq!(engine(&chest()).explain(&selection, 1, 2), Conflict { rules: vec![0], groups: vec![0] });
    let mended = engine(&chest()).repair(&selection.with(1, Some(Pick::Value(2))), 1).expect("there is a repair");
    assert_eq!(mended.changes, [Change { group: 0, from: Pick::Value(0), to: Pick::Value(1) }]);
    assert_eq!(mended.selection.0, [Some(Pick::Value(1)), Some(Pick::Value(2)), Some(Pick::Number(250)), None]);
}

#[test]
fn a_long_name_on_a_short_piece_is_a_conflict_with_a_repair_that_keeps_the_name() {
    let name = Pick::Text("Fatima".into());
    let selection = Selection(vec![None, None, Some(Pick::Number(250)), Some(name.clone())]);
    let conflict = configure(&chest(), &selection).expect_err("too short");
    assert_eq!(conflict, Conflict { rules: vec![1], groups: vec![2, 3] });
    let mended = engine(&chest()).repair(&selection, 3).expect("there is a repair");
    assert_eq!(mended.changes, [Change { group: 2, from: Pick::Number(250), to: Pick::Number(300) }]);
    assert_eq!(mended.selection.get(3), Some(&name));
    // Asked from the other side, the name goes: nobody shortens it for her.
    let mended = engine(&chest()).repair(&selection, 2).expect("there is a repair");
    assert_eq!(mended.changes, [Change { group: 3, from: name, to: Pick::Text(String::new()) }]);
}

#[test]
fn picks_that_are_no_values_of_their_group_are_named_and_never_panic() {
    let bad = [
        (0, Pick::Value(3)),
        (0, Pick::Number(1)),
        (2, Pick::Number(225)),
        (2, Pick::Number(i64::MIN)),
        (2, Pick::Number(i64::MAX)),
        (3, Pick::Text("name too long".into())),
        (3, Pick::Text(" a".into())),
        (3, Pick::Text("فاطمة".into())),
    ];
    for (group, pick) in bad {
        let selection = Selection::default().with(group, Some(pick));
        let conflict = configure(&chest(), &selection).expect_err("no such value");
        assert_eq!(conflict, Conflict { rules: vec![], groups: vec![group] });
        assert_eq!(engine(&chest()).domains(&selection), engine(&chest()).domains(&Selection::default()));
    }
    assert_eq!(engine(&chest()).explain(&Selection::default(), 99, 0), Conflict::default());
    assert_eq!(engine(&chest()).repair(&Selection::default(), 0), None, "nothing is wished");
    assert_eq!(engine(&chest()).repair(&Selection::default().with(0, Some(Pick::Value(99))), 0), None);
    assert_eq!(engine(&chest()).repair(&Selection::default(), 99), None);
}

#[test]
fn selections_are_read_from_what_people_type() {
    let typed = |pairs: &[(&str, &str)]| Selection::parse(&chest(), &fields(pairs));
    let (selection, problems) = typed(&[("c", "٢٥"), ("a", "r"), ("d", "  Fatima "), ("zz", "1"), ("b", "")]);
    assert_eq!(problems, []);
    assert_eq!(selection.0, [Some(Pick::Value(2)), None, Some(Pick::Number(250)), Some(Pick::Text("Fatima".into()))]);
    for (key, raw, group, kind) in [
        ("a", "z", 0, FieldProblemKind::UnknownValue),
        ("c", "wide", 2, FieldProblemKind::NotANumber),
        ("c", "-3", 2, FieldProblemKind::OutOfRange { min: 200, max: 1_200 }),
        ("c", "120.01", 2, FieldProblemKind::OutOfRange { min: 200, max: 1_200 }),
        ("c", "19,9", 2, FieldProblemKind::OutOfRange { min: 200, max: 1_200 }),
        ("c", "22,6", 2, FieldProblemKind::OffStep { nearest: 250 }),
        ("c", "22,5", 2, FieldProblemKind::OffStep { nearest: 200 }),
        ("c", "25,01", 2, FieldProblemKind::OffStep { nearest: 250 }),
        ("d", "فاطمة", 3, FieldProblemKind::Script),
        ("d", "name too long", 3, FieldProblemKind::TooLong { max: 10 }),
        ("d", "a\u{202e}b", 3, FieldProblemKind::Control),
    ] {
        let (selection, problems) = typed(&[(key, raw)]);
        assert_eq!(problems, [FieldProblem { group, kind }], "{raw}");
        assert_eq!(selection.0, [None, None, None, None]);
    }
    assert_eq!(typed(&[("c", "25"), ("c", "30")]).0.0[2], Some(Pick::Number(300)));
}

#[test]
fn pieces_are_whole_numbers() {
    let counted = GroupKind::Number { min: 1, max: 12, step: 1, default: 6, unit: NumberUnit::Piece };
    let model = model(vec![counted], vec![]);
    assert_eq!(Selection::parse(&model, &fields(&[("a", "۱۲")])).0.0, [Some(Pick::Number(12))]);
    let (_, problems) = Selection::parse(&model, &fields(&[("a", "1,5")]));
    assert_eq!(problems[0].kind, FieldProblemKind::OffStep { nearest: 1 });
}

#[test]
fn a_design_keeps_its_name_whether_its_values_were_chosen_or_left() {
    let product = ProductId(Uuid::from_u128(7));
    let left = configure(&chest(), &Selection::default()).expect("configures");
    let (all, _) = Selection::parse(&chest(), &left.to_fields());
    let chosen = configure(&chest(), &all).expect("configures");
    assert!(chosen.is_chosen(0) && !left.is_chosen(0));
    assert_eq!(left.fingerprint(product, 1), chosen.fingerprint(product, 1));
    assert_ne!(left.fingerprint(product, 1), left.fingerprint(product, 2));
}

#[test]
fn sides_come_from_the_piece_the_number_or_the_value() {
    let mut chest = chest();
    chest.dimensions[0] = Dimension { fixed_mm: 1, group: Some(2) };
    chest.dimensions[1] = Dimension { fixed_mm: 140, group: None };
    if let GroupKind::Choice { values, .. } = &mut chest.groups[0].kind {
        values[2].sets = vec![(Axis::Height, 160)];
    }
    let sides = |pairs: &[(&str, &str)]| {
        configure(&chest, &Selection::parse(&chest, &fields(pairs)).0).expect("configures").sides_mm()
    };
    assert_eq!(sides(&[("c", "25")]), [250, 140, 0]);
    assert_eq!(sides(&[("a", "r")]), [200, 140, 160]);
}

#[test]
fn each_fault_of_a_model_is_named() {
    let faults = |change: &dyn Fn(&mut ProductModel)| {
        let mut model = chest();
        change(&mut model);
        check(&model).expect_err("a fault")
    };
    let number_group =
        |min, max, step, default| faults(&|model| model.groups[2].kind = number(min, max, step, default));
    assert_eq!(faults(&|model| model.groups[1].key = "a".into()), [ModelProblem::GroupKey { group: 1 }]);
    assert_eq!(faults(&|model| model.groups[1].key = "É".into()), [ModelProblem::GroupKey { group: 1 }]);
    assert_eq!(faults(&|model| model.groups[1].key = "quantity".into()), [ModelProblem::GroupKey { group: 1 }]);
    assert_eq!(number_group(5, 4, 1, 5), [ModelProblem::Range { group: 2 }]);
    assert_eq!(number_group(0, 9, 0, 5), [ModelProblem::Range { group: 2 }]);
    assert_eq!(number_group(i64::MIN, i64::MAX, 1, 5), [ModelProblem::Range { group: 2 }]);
    assert_eq!(number_group(200, 1_200, 50, 210), [ModelProblem::DefaultOutside { group: 2 }]);
    assert_eq!(
        faults(&|model| model.groups[1].kind = choice(2, 5)),
        [ModelProblem::DefaultOutside { group: 1 }, ModelProblem::Reference { part: Part::Rule(0) },]
    );
    let empty = faults(&|model| model.groups[0].kind = choice(0, 0));
    assert_eq!(empty[0], ModelProblem::Range { group: 0 });
    let stray = rule(vec![], one_of(9, &[0]));
    assert_eq!(faults(&|model| model.rules[0] = stray.clone()), [ModelProblem::Reference { part: Part::Rule(0) }]);
    let wrong = rule(vec![], between(0, 1, 2));
    assert_eq!(faults(&|model| model.rules[0] = wrong.clone()), [ModelProblem::Reference { part: Part::Rule(0) }]);
    let harsh = rule(vec![], one_of(0, &[0]));
    assert_eq!(
        faults(&|model| model.rules.push(harsh.clone())),
        [
            ModelProblem::DefaultsBreak { rule: 2 },
            ModelProblem::Unreachable { group: 0, ordinal: 1 },
            ModelProblem::Unreachable { group: 0, ordinal: 2 },
            ModelProblem::Unreachable { group: 1, ordinal: 2 },
        ]
    );
    assert_eq!(
        faults(&|model| model.groups[3].kind = GroupKind::Text { max_chars: 5, scripts: Vec::<Script>::new() }),
        [ModelProblem::Range { group: 3 }]
    );
}

/// A switch, and groups of one value less than there are groups: switched on, each value may be taken once, which cannot
/// be and takes long to see.
pub(super) fn pigeons(groups: usize) -> ProductModel {
    let alone = |value| Rule {
        when: vec![one_of(0, &[1])],
        of: (1..=groups).map(|group| one_of(group, &[value])).collect(),
        at_least: 0,
        at_most: 1,
    };
    let kinds = [choice(2, 0)].into_iter().chain((0..groups).map(|_| choice(groups - 1, 0)));
    model(kinds.collect(), (0..groups - 1).map(alone).collect())
}

#[test]
fn a_model_beyond_the_budget_is_refused_and_never_answered_wrongly() {
    let unreachable = ModelProblem::Unreachable { group: 0, ordinal: 1 };
    assert_eq!(check(&pigeons(5)), Err(vec![unreachable]));
    let large = pigeons(16);
    assert_eq!(check(&large), Err(vec![ModelProblem::TooComplex]));
    assert!(configure(&large, &Selection::default()).is_ok());
    assert!(!engine(&large).domains(&Selection::default())[0][1]);
    assert_eq!(engine(&large).repair(&Selection::default().with(0, Some(Pick::Value(1))), 0), None);
    let mut many = chest();
    many.rules = vec![many.rules[0].clone(); MAX_RULES + 1];
    assert_eq!(check(&many), Err(vec![ModelProblem::TooComplex]));
    assert_eq!(configure(&many, &Selection::default()), Err(Conflict::default()));
}

#[test]
fn thousands_of_steps_cost_no_more_than_the_rules_that_cut_them() {
    let model = model(
        vec![number(0, 9_999, 1, 0), number(0, 9_999, 1, 0), choice(3, 0)],
        vec![
            rule(vec![between(0, 5_000, 9_999)], between(1, 7_000, 9_999)),
            rule(vec![one_of(2, &[1])], between(0, 8_000, 8_010)),
        ],
    );
    assert_eq!(check(&model), Ok(()));
    let selection = Selection(vec![None, Some(Pick::Number(6_999)), None]);
    let found = engine(&model).domains(&selection);
    assert_eq!(found[0].iter().filter(|possible| **possible).count(), 5_000);
    assert_eq!(found[2], [true, false, true]);
    let mended = engine(&model).repair(&selection.with(2, Some(Pick::Value(1))), 2).expect("there is a repair");
    assert_eq!(mended.changes, [Change { group: 1, from: Pick::Number(6_999), to: Pick::Number(7_000) }]);
    let done = configure(&model, &mended.selection).expect("configures");
    assert_eq!(done.picks(), [Pick::Number(8_000), Pick::Number(7_000), Pick::Value(1)]);
}

#[test]
fn one_default_moved_far_is_better_than_two_moved_a_little() {
    let unless = |then| rule(vec![one_of(3, &[1]), one_of(0, &[0, 1, 2, 3])], then);
    let model = model(
        vec![choice(5, 0), choice(3, 0), choice(3, 0), choice(2, 0)],
        vec![unless(one_of(1, &[1, 2])), unless(one_of(2, &[1, 2]))],
    );
    let found = configure(&model, &Selection::default().with(3, Some(Pick::Value(1)))).expect("configures");
    assert_eq!(found.picks(), [4, 0, 0, 1].map(Pick::Value));
}

#[test]
fn some_of_several_are_counted_and_a_default_gives_way() {
    // Lid, tray and lock each no or yes; of them two at most, and one at least on a large piece.
    let extras = || vec![one_of(0, &[1]), one_of(1, &[1]), one_of(2, &[1])];
    let model = model(
        vec![choice(2, 0), choice(2, 0), choice(2, 0), choice(2, 0)],
        vec![
            Rule { when: vec![], of: extras(), at_least: 0, at_most: 2 },
            Rule { when: vec![one_of(3, &[1])], of: extras(), at_least: 1, at_most: 3 },
        ],
    );
    assert_eq!(check(&model), Ok(()));
    let large = Selection::default().with(3, Some(Pick::Value(1)));
    let found = configure(&model, &large).expect("configures");
    assert_eq!(found.picks(), [0, 0, 1, 1].map(Pick::Value), "the last gives way: earlier groups stay nearer");
    let two = large.with(0, Some(Pick::Value(1))).with(1, Some(Pick::Value(1)));
    assert_eq!(engine(&model).domains(&two)[2], [true, false]);
    assert_eq!(engine(&model).explain(&two, 2, 1), Conflict { rules: vec![0], groups: vec![0, 1] });
    let mended = engine(&model).repair(&two.with(2, Some(Pick::Value(1))), 2).expect("there is a repair");
    assert_eq!(mended.changes, [Change { group: 1, from: Pick::Value(1), to: Pick::Value(0) }]);
}

#[test]
fn several_values_are_taken_and_given_up_one_by_one() {
    // Lid, tray, lock, of them two at most; a lock needs a lid; a large piece needs a tray.
    let model = model(
        vec![several(3, 0, 2), choice(2, 0)],
        vec![rule(vec![one_of(0, &[2])], one_of(0, &[0])), rule(vec![one_of(1, &[1])], one_of(0, &[1]))],
    );
    assert_eq!(check(&model), Ok(()));
    let read = |pairs: &[(&str, &str)]| Selection::parse(&model, &fields(pairs));
    let (selection, problems) = read(&[("a", "0"), ("a.p", "1"), ("b", "q")]);
    assert_eq!((selection.get(0), problems), (Some(&Pick::Several(vec![0])), vec![]));
    assert_eq!(read(&[("a", "0")]).0.get(0), Some(&Pick::Several(vec![])), "none is an answer too");
    assert_eq!(read(&[("b", "q")]).0.get(0), None);
    let problem = FieldProblem { group: 0, kind: FieldProblemKind::Count { at_least: 0, at_most: 2 } };
    assert_eq!(read(&[("a.p", "1"), ("a.q", "1"), ("a.r", "on")]).1, [problem]);

    let large = Selection::default().with(1, Some(Pick::Value(1)));
    let found = configure(&model, &large).expect("configures");
    assert_eq!(found.picks()[0], Pick::Several(vec![1]));
    assert_eq!(
        read(&found.to_fields().iter().map(|(key, raw)| (&**key, &**raw)).collect::<Vec<_>>()).0.0,
        found.picks().iter().cloned().map(Some).collect::<Vec<_>>()
    );
    let tray = large.with(0, Some(Pick::Several(vec![1])));
    assert_eq!(engine(&model).domains(&tray)[0], [true, false, false], "the tray stays, and a lock needs a lid");
    assert_eq!(engine(&model).explain(&tray, 0, 1), Conflict { rules: vec![1], groups: vec![1] });
    let without = tray.with(0, Some(Pick::Several(vec![])));
    let mended = engine(&model).repair(&without, 0).expect("there is a repair");
    assert_eq!(mended.changes, [Change { group: 1, from: Pick::Value(1), to: Pick::Value(0) }]);
}

#[test]
fn a_condition_on_a_group_that_is_not_there_never_holds() {
    let mut model = chest();
    model.rules = vec![rule(vec![one_of(9, &[0])], one_of(0, &[0]))];
    assert!(configure(&model, &Selection::default()).is_ok());
    model.rules = vec![rule(vec![], one_of(9, &[0]))];
    assert_eq!(configure(&model, &Selection::default()), Err(Conflict { rules: vec![0], groups: vec![] }));
}
