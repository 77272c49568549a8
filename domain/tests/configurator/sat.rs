//! A product as clauses, for a SAT solver: an opinion that shares nothing with the engine but the model.

use batsat::{BasicSolver, Lit, SolverInterface, lbool};
use domain::configurator::{Pick, Selection};
use domain::product::{Condition, OptionGroup, ProductModel};

/// A solver that knows a product's rules.
pub struct Sat {
    solver: BasicSolver,
    /// Per option and value, "it is this one".
    is: Vec<Vec<Lit>>,
}

impl Sat {
    /// Writes the rules as clauses. Options are choices and numbers.
    pub fn new(model: &ProductModel) -> Self {
        let mut solver = BasicSolver::default();
        let is: Vec<Vec<Lit>> = (model.groups.iter())
            .map(|group| values(group).iter().map(|_| Lit::new(solver.new_var_default(), true)).collect())
            .collect();
        for option in &is {
            solver.add_clause_reuse(&mut option.clone());
            for (at, left) in option.iter().enumerate() {
                for right in &option[at + 1..] {
                    solver.add_clause_reuse(&mut vec![!*left, !*right]);
                }
            }
        }
        let mut sat = Self { solver, is };
        for rule in &model.rules {
            let fails: Vec<Lit> = rule.when.iter().flat_map(|premise| sat.where_it(model, premise, false)).collect();
            // Of any so many and one, one at least does not hold; and the same for what is missing.
            let most = usize::from(rule.at_most) + 1;
            let least = (rule.of.len() + 1).saturating_sub(usize::from(rule.at_least));
            for (size, holds) in [(most, false), (least, true)] {
                for subset in subsets(&rule.of, size) {
                    let some = subset.iter().flat_map(|condition| sat.where_it(model, condition, holds));
                    let mut clause: Vec<Lit> = fails.iter().copied().chain(some).collect();
                    sat.solver.add_clause_reuse(&mut clause);
                }
            }
        }
        sat
    }

    /// The values at which a condition holds, or does not.
    fn where_it(&self, model: &ProductModel, condition: &Condition, holds: bool) -> Vec<Lit> {
        let option = condition.group();
        let mut picks = vec![Pick::Text(String::new()); model.groups.len()];
        let at = |pick: Pick| {
            picks[option] = pick;
            condition.holds(&picks) == holds
        };
        let found = values(&model.groups[option]).into_iter().map(at).collect::<Vec<_>>();
        self.is[option].iter().zip(found).filter(|(_, found)| *found).map(|(lit, _)| *lit).collect()
    }

    /// Whether some valid configuration has this value and keeps the other picks of the selection.
    pub fn possible(&mut self, model: &ProductModel, selection: &Selection, option: usize, value: usize) -> bool {
        let said = (0..self.is.len()).filter(|other| *other != option).filter_map(|other| {
            let ordinal = model.groups[other].ordinal_of(selection.get(other)?)?;
            Some(self.is[other][ordinal])
        });
        let assumed: Vec<Lit> = said.chain([self.is[option][value]]).collect();
        self.solver.solve_limited(&assumed) == lbool::TRUE
    }
}

fn values(group: &OptionGroup) -> Vec<Pick> {
    (0..).map_while(|ordinal| group.pick_at(ordinal)).collect()
}

fn subsets<T>(items: &[T], size: usize) -> Vec<Vec<&T>> {
    match (size, items) {
        (0, _) => vec![Vec::new()],
        (_, []) => Vec::new(),
        (_, [first, rest @ ..]) => {
            let mut with = subsets(rest, size - 1);
            with.iter_mut().for_each(|subset| subset.push(first));
            with.extend(subsets(rest, size));
            with
        }
    }
}
