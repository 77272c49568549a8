//! The configurator on products too large to try everything: a SAT solver says the same.

mod family;
mod fuzz;
mod sat;

use domain::configurator::Engine;
use family::{Dice, OPTIONS, members, walk};
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
