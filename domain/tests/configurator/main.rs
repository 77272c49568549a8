//! The configurator on products too large to try everything: a SAT solver says the same.

mod family;
mod fuzz;
mod sat;

use domain::configurator::{Configuration, Effect, Engine, Value};
use domain::materials::bill;
use domain::pricing::quote;

use family::{Dice, OPTIONS, digest, members, walk};
use sat::Sat;

#[test]
fn a_sat_solver_agrees_about_every_value_after_every_click() {
    let (mut pairs, mut blocked) = (0, 0);
    for member in members(25) {
        assert!(member.magnitude >= 12.0 && member.blocked >= 0.25, "seed {} is too easy", member.seed);
        let model = &member.model;
        let engine = Engine::new(model).expect("a member");
        let mut sat = Sat::new(model);
        walk(&engine, model, &mut Dice(member.seed), OPTIONS, |selection, domains| {
            for (option, values) in domains.iter().enumerate() {
                for (value, open) in values.iter().enumerate() {
                    assert_eq!(
                        sat.possible(model, selection, option, value),
                        *open,
                        "seed {}: option {option}, value {value} after {selection:?}",
                        member.seed
                    );
                    pairs += 1;
                    blocked += u32::from(!open);
                }
            }
        });
    }
    println!("{pairs} questions, {blocked} of them answered no");
}

#[test]
fn price_and_date_of_every_value_are_those_of_the_piece_that_it_leads_to() {
    for member in members(4) {
        let model = &member.model;
        let (engine, digest) = (Engine::new(model).expect("a member"), digest(model));
        let priced = |piece: &Configuration| quote(model, piece).expect("fits").unit_total.minor;
        walk(&engine, model, &mut Dice(member.seed), OPTIONS, |selection, domains| {
            let outcome = engine.evaluate(selection, None, &digest).expect("a member");
            assert_eq!(outcome.domains, domains);
            for (group, values) in outcome.values.iter().enumerate() {
                for (ordinal, value) in values.iter().enumerate() {
                    let Some(pick) = engine.clicked(selection, group, ordinal) else { panic!("six values") };
                    let mut wish = selection.with(group, Some(pick));
                    let said = match value {
                        Value::Open(effect) => effect,
                        Value::Blocked { mended: Some(effect), rules } => {
                            assert_eq!(*rules, engine.explain(selection, group, ordinal).rules);
                            wish = engine.repair(&wish, group).expect("is mended").selection;
                            effect
                        }
                        Value::Blocked { mended: None, .. } | Value::Quiet => continue,
                    };
                    let piece = engine.configure(&wish).expect("leads somewhere");
                    let when = digest.feasibility(&bill(model, &piece).expect("fits"));
                    let difference = priced(&piece) - priced(&outcome.configuration);
                    assert_eq!(*said, Effect { difference, when }, "seed {}: {group} {ordinal}", member.seed);
                }
            }
        });
    }
}
