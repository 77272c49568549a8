//! What is said about every value against the piece that a click on it leads to, reckoned from scratch.

use super::oracle::{TODAY, any_case, any_condition, choice, model, text};
use super::{Configuration, Effect, Engine, Pick, Selection, Value};
use crate::compact::Sheet;
use crate::materials::{BomLine, bill};
use crate::planning::{Feasibility, MaterialDigest, PromiseDigest};
use crate::pricing::{PriceLine, quote};
use crate::product::{Axis, Condition, GroupKind, ProductModel, Rule};
use crate::quantity::{Basis, Measure};
use proptest::prelude::*;

const MATERIALS: usize = 3;

fn any_basis(groups: usize) -> impl Strategy<Value = Basis> {
    let side = prop::sample::select(Axis::ALL.to_vec());
    prop_oneof![
        3 => Just(Basis::Fixed),
        1 => side.clone().prop_map(Basis::Length),
        1 => (side.clone(), side).prop_map(|(a, b)| Basis::Area(a, b)),
        1 => (0..groups).prop_map(Basis::Number),
        1 => (0..groups).prop_map(Basis::Characters),
    ]
}

type AnyLine = (Vec<Condition>, Measure);

fn any_lines(kinds: Vec<GroupKind>, share: bool) -> impl Strategy<Value = Vec<AnyLine>> {
    let basis = any_basis(kinds.len());
    let basis = if share { prop_oneof![3 => basis, 1 => Just(Basis::PriceSoFar)].boxed() } else { basis.boxed() };
    let rate = if share { -9..30_i64 } else { 0..9_i64 };
    let measure = (basis, rate, 1..7_i64).prop_map(|(basis, rate, per)| Measure { basis, per: (rate, per) });
    prop::collection::vec((prop::collection::vec(any_condition(kinds), 0..3), measure), 0..9)
}

/// Models with prices, sizes and a recipe, what was said, and when the materials are there: of one nothing is known.
fn any_piece() -> impl Strategy<Value = (ProductModel, Selection, PromiseDigest)> {
    let priced = any_case().prop_flat_map(|(model, selection)| {
        let kinds: Vec<GroupKind> = model.groups.iter().map(|group| group.kind.clone()).collect();
        let sides = prop::array::uniform3((0..9_i64, prop::option::of(0..kinds.len())));
        (Just(model), Just(selection), any_lines(kinds.clone(), true), any_lines(kinds, false), sides)
    });
    let steps = || prop::collection::vec((1..9_i64, 0..9_i32), 0..4);
    (priced, prop::collection::vec(steps(), MATERIALS - 1), 0..MATERIALS).prop_map(|(priced, steps, turn)| {
        let (mut model, selection, prices, recipe, sides) = priced;
        for (dimension, (fixed_mm, group)) in model.dimensions.iter_mut().zip(sides) {
            (dimension.fixed_mm, dimension.group) = (fixed_mm, group);
        }
        model.prices = prices.into_iter().map(|(when, measure)| PriceLine { when, measure }).collect();
        let line = |(index, (when, measure)): (usize, AnyLine)| BomLine {
            material: Sheet::material((index + turn) % MATERIALS),
            when,
            measure,
            waste_permille: 0,
            stage: None,
        };
        model.recipe = recipe.into_iter().enumerate().map(line).collect();
        let rising = |steps: Vec<(i64, i32)>| {
            steps.into_iter().scan((0, TODAY), |(sum, day), (more, days)| {
                (*sum, *day) = (*sum + more, day.plus(days));
                Some((*sum, *day))
            })
        };
        let known =
            |(number, steps)| MaterialDigest { material: Sheet::material(number), steps: rising(steps).collect() };
        let materials = steps.into_iter().enumerate().map(known).collect();
        (model, selection, PromiseDigest { materials, today: TODAY, ..PromiseDigest::default() })
    })
}

/// The piece that a click on a value leads to, after the smallest repair where one is needed.
fn clicked(engine: &Engine<'_>, kept: &Selection, group: usize, ordinal: usize) -> Option<Configuration> {
    let wish = kept.with(group, Some(engine.clicked(kept, group, ordinal)?));
    engine
        .configure(&wish)
        .or_else(|_| {
            engine.configure(&engine.repair(&wish, group).map_or_else(Selection::default, |found| found.selection))
        })
        .ok()
}

/// What a value must say.
fn expected(
    engine: &Engine<'_>,
    digest: &PromiseDigest,
    kept: &Selection,
    (group, ordinal): (usize, usize),
    open: bool,
) -> Value {
    let price = |piece: &Configuration| quote(engine.model, piece).expect("fits").unit_total.minor;
    let shown = engine.configure(kept).expect("what is shown can be made");
    let reach = |piece: Configuration| {
        let taken = matches!(kept.get(group), Some(Pick::Several(taken)) if taken.contains(&ordinal));
        let more = price(&piece) - price(&shown);
        let when = digest.feasibility(&bill(engine.model, &piece).expect("fits"));
        if taken { Effect { difference: -more, when: Feasibility::Now } } else { Effect { difference: more, when } }
    };
    let wish = engine.clicked(kept, group, ordinal).map(|pick| kept.with(group, Some(pick)));
    let leads = wish.is_some_and(|wish| engine.configure(&wish).is_ok() || engine.repair(&wish, group).is_some());
    let effect = clicked(engine, kept, group, ordinal).filter(|_| leads).map(reach);
    match (open, effect) {
        (true, Some(effect)) => Value::Open(effect),
        (true, None) => Value::Quiet,
        (false, mended) => Value::Blocked { rules: engine.explain(kept, group, ordinal).rules, mended },
    }
}

#[test]
fn a_text_that_nobody_wrote_mends_nothing() {
    let written = Condition::Between { group: 0, min: 1, max: 3 };
    let plain = Condition::OneOf { group: 1, values: vec![0] };
    let rule = Rule { when: vec![], of: vec![written, plain], at_least: 1, at_most: 2 };
    let model = model(vec![text(3), choice(2, 0)], vec![rule]);
    let engine = Engine::new(&model).expect("within the limits");
    let outcome = engine.evaluate(&Selection::default(), None, &PromiseDigest::default()).expect("can be made");
    assert_eq!(outcome.domains, [vec![true, true], vec![true, false]]);
    assert_eq!(outcome.values[1][1], Value::Blocked { rules: vec![0], mended: None });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_says_what_a_click_on_it_leads_to((model, selection, digest) in any_piece()) {
        let engine = Engine::new(&model).expect("within the limits");
        let Some(outcome) = engine.evaluate(&selection, None, &digest) else {
            prop_assert!(engine.configure(&Selection::default()).is_err());
            return Ok(());
        };
        let mut told = engine.answer(&selection, None, &digest).expect("as before");
        prop_assert!(told.values.is_empty());
        while told.values.len() < model.groups.len() {
            let mut turns = 0..2;
            engine.tell(&mut told, &digest, || turns.next().is_some());
        }
        prop_assert_eq!(&told.values, &outcome.values, "told bit by bit");
        let kept = &outcome.selection;
        let shown = engine.configure(kept).expect("what is shown can be made");
        prop_assert_eq!(outcome.trouble.is_none(), engine.configure(&selection).is_ok());
        prop_assert_eq!(&outcome.configuration, &shown);
        prop_assert_eq!(&outcome.quote, &quote(&model, &shown).expect("fits"));
        prop_assert_eq!(outcome.when, digest.feasibility(&bill(&model, &shown).expect("fits")));
        prop_assert_eq!(&outcome.domains, &engine.domains(kept));
        for (group, values) in outcome.values.iter().enumerate() {
            let open = &outcome.domains[group];
            let first = open.iter().position(|open| !open);
            for (ordinal, value) in values.iter().enumerate() {
                let wanted = match model.groups[group].kind {
                    GroupKind::Choice { .. } | GroupKind::Several { .. } => {
                        expected(&engine, &digest, kept, (group, ordinal), open[ordinal])
                    }
                    GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture if first == Some(ordinal) => {
                        Value::Blocked { rules: engine.explain(kept, group, ordinal).rules, mended: None }
                    }
                    GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture => Value::Quiet,
                };
                prop_assert_eq!(value, &wanted, "group {} value {}", group, ordinal);
            }
        }
    }
}
