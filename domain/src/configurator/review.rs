//! What an author should know about the rules of a product: what can never be had, what contradicts itself, what says
//! nothing new, what no stock can ever make.

mod dead;
mod demand;
mod made;
mod price;
mod redundant;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

use super::check::malformed;
use super::levels::Levels;
use super::search::{Domains, Search, State, WORK, Wanted};
use super::space::{Component, LimitSet, intersection};
use super::{Change, Engine, ModelProblem, Pick};
use crate::id::MaterialId;
use crate::planning::PromiseDigest;
use crate::product::{GroupKind, ProductModel};
use std::rc::Rc;

/// Work (steps of search; those of a large model count for more) that one review may take altogether.
pub const REVIEW_WORK: u32 = 2 * WORK;

/// Work that one of its questions may take.
const QUESTION_WORK: u32 = WORK / 8;

/// A value of a group, or a stretch of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// A value of a choice or of several (index).
    Value(usize),
    /// Numbers in the unit of the group, both ends included.
    Numbers {
        /// Smallest.
        from: i64,
        /// Largest.
        to: i64,
    },
    /// Counts of characters of a text, both ends included; 0 stands for no text. Of a picture 0 for none, and 1 for one.
    Characters {
        /// Fewest.
        from: usize,
        /// Most.
        to: usize,
    },
}

impl Span {
    /// The values from one ordinal (value index, step index, count of characters) to another.
    fn new(kind: &GroupKind, from: usize, to: usize) -> Self {
        match kind {
            GroupKind::Choice { .. } | GroupKind::Several { .. } => Self::Value(from),
            GroupKind::Number { min, step, .. } => {
                let [from, to] = [from, to].map(|level| min + level as i64 * step);
                Self::Numbers { from, to }
            }
            GroupKind::Text { .. } | GroupKind::Picture => Self::Characters { from, to },
        }
    }

    /// Whether neighbours of this kind are said together.
    const fn joins(kind: &GroupKind) -> bool {
        matches!(kind, GroupKind::Number { .. } | GroupKind::Text { .. } | GroupKind::Picture)
    }
}

/// One thing that an author should know. Groups, values and rules by index; lists of rules ascend, and none of their
/// rules can be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// These rules leave no valid configuration at all. One for each set of groups that rules tie together; then nothing
    /// else is said about the model.
    Contradiction {
        /// The rules.
        rules: Vec<usize>,
    },
    /// The defaults break rules, so that a page cannot begin with them.
    DefaultsBreak {
        /// All rules that they break.
        rules: Vec<usize>,
        /// The other defaults that would do: the fewest changes, then as for [`Engine::configure`]. `None` when no
        /// defaults do, for then a text has to be written.
        repair: Option<Vec<Change>>,
    },
    /// No valid configuration has this value. Neighbours in a stretch are dead for the same reason.
    DeadValue {
        /// The group.
        group: usize,
        /// The value.
        span: Span,
        /// Rules that forbid it; empty when the work did not suffice to find them.
        rules: Vec<usize>,
    },
    /// The premises of a rule never hold together, so that it never applies.
    NeverApplies {
        /// The rule.
        rule: usize,
        /// The rules that keep its premises apart; empty when they exclude each other.
        because: Vec<usize>,
    },
    /// Whatever breaks this rule breaks another one too. The rules that are left when all redundant ones are taken away
    /// say the same; of two that say the same the later is redundant.
    Redundant {
        /// The rule.
        rule: usize,
        /// The rules that say it already, none of them redundant; empty when it forbids nothing.
        because: Vec<usize>,
    },
    /// No stock can ever make this value: each valid configuration with it takes more of one of these materials than is
    /// there, is expected and can be bought.
    NeverMade {
        /// The group.
        group: usize,
        /// The value.
        span: Span,
        /// The materials, ascending.
        materials: Vec<MaterialId>,
    },
    /// The same of every valid configuration; then nothing is said about single values.
    NothingMade {
        /// The materials, ascending.
        materials: Vec<MaterialId>,
    },
    /// This valid configuration costs nothing or less.
    NotPositive {
        /// One pick per group.
        picks: Vec<Pick>,
        /// Its price in minor units.
        price_minor: i64,
    },
    /// The price, the materials or the minutes of this valid configuration cannot be computed: a number does not fit, or
    /// a line would give something back.
    Uncountable {
        /// One pick per group.
        picks: Vec<Pick>,
    },
    /// The work did not suffice for this question; what it would have found is not in the review.
    Unfinished {
        /// The question.
        question: Question,
    },
}

/// What a review asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Everything: the model has more groups, rules or conditions than allowed.
    Model,
    /// Whether there is a valid configuration.
    Valid,
    /// What would mend the defaults.
    Defaults,
    /// Which values are dead.
    Dead,
    /// Why values of this group are dead.
    Why(usize),
    /// Whether this rule is redundant, and why.
    Rule(usize),
    /// Whether anything can be made.
    AnyMade,
    /// Which values of this group can be made.
    Made(usize),
    /// Whether everything has a price.
    Prices,
}

/// Reviews a model, in the order of [`Finding`]. Takes at most [`REVIEW_WORK`]; a question for which it does not
/// suffice is a finding too. Without a digest nothing is said about materials.
///
/// Dead values, contradictions and redundant rules are decided exactly. So are values that can never be made, except that
/// of a text only its first letter is sure to be lettered (the others may be spaces): there, and nowhere else, a value
/// that can never be made may go unmentioned. Prices are looked at where they are lowest as far as single changes find it:
/// a configuration that costs nothing may go unmentioned. What is mentioned is always so.
///
/// # Errors
/// What [`super::check`] finds before it tries the rules: such a model cannot be reviewed.
pub fn review(model: &ProductModel, digest: Option<&PromiseDigest>) -> Result<Vec<Finding>, Vec<ModelProblem>> {
    let problems = malformed(model);
    if !problems.is_empty() {
        return Err(problems);
    }
    let Some(engine) = Engine::new(model) else {
        return Ok(vec![Finding::Unfinished { question: Question::Model }]);
    };
    let mut review = Review { tied: tied(&engine), engine, left: REVIEW_WORK, findings: Vec::new() };
    review.contradictions();
    if !review.findings.iter().any(|finding| matches!(finding, Finding::Contradiction { .. })) {
        review.defaults();
        let alive = review.dead_values();
        review.redundant_rules();
        if let (Some(alive), Some(digest)) = (alive, digest) {
            review.never_made(&alive, digest);
        }
        review.prices();
    }
    Ok(review.findings)
}

/// Groups that rules tie together, with those rules; a rule that can never be broken is nowhere.
type Tied = Rc<[(Component, Vec<usize>)]>;

fn tied(engine: &Engine<'_>) -> Tied {
    let space = &engine.space;
    space.components.iter().map(|part| (part.clone(), space.rules_of(&part.limits))).collect()
}

/// A review that is being made.
struct Review<'m> {
    engine: Engine<'m>,
    tied: Tied,
    /// Work that is left.
    left: u32,
    findings: Vec<Finding>,
}

impl Review<'_> {
    /// Asks the engine; `None` when the work did not suffice.
    fn ask<T>(&mut self, question: impl FnOnce(&Engine<'_>, &mut u32) -> T) -> Option<T> {
        let granted = self.left.min(QUESTION_WORK);
        if granted == 0 {
            return None;
        }
        let mut work = granted;
        let answer = question(&self.engine, &mut work);
        self.left -= granted - work;
        (work > 0).then_some(answer)
    }

    /// Whether something in `domains` keeps the limits of a component that are active.
    fn possible(&mut self, part: &Component, domains: &Domains, active: &LimitSet) -> Option<bool> {
        let limits = intersection(&part.limits, active);
        self.ask(|engine, work| {
            let start = State::new(&engine.space, domains, &limits, Wanted::Any);
            Search::new(&engine.space, limits, Wanted::Any).find(start, limits, None, 0, work).is_some()
        })
    }

    /// The classes of all groups.
    fn everything(&self) -> Domains {
        self.engine.space.groups.iter().map(Levels::all).collect()
    }

    fn unfinished(&mut self, question: Question) {
        self.findings.push(Finding::Unfinished { question });
    }
}
