//! From raw choices to a valid configuration: what is still possible, why something is not, what would mend it.
//!
//! Answers are exact. The work of one question is bounded, and what is not answered within the bound counts as
//! impossible; [`check`] refuses models that come near it.

mod around;
mod check;
mod configuration;
mod configure;
mod domains;
mod engine;
mod explain;
mod levels;
mod outcome;
mod parse;
mod reckoning;
mod repair;
mod review;
mod search;
mod space;
mod weigh;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod outcome_oracle;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tight;

pub use check::{ModelProblem, Part, RESERVED, check};
pub use configuration::{Configuration, NONE, YES, number_text, several_key};
pub use configure::configure;
pub use engine::Engine;
pub use explain::Conflict;
pub(crate) use levels::level_of;
pub use levels::{MAX_LEVELS, MAX_SEVERAL};
pub use outcome::{Effect, Outcome, Trouble, Value};
pub use parse::{FieldProblem, FieldProblemKind};
pub use repair::{Change, Repair};
pub use review::{Finding, Question, REVIEW_WORK, Span, review};
pub use space::{MAX_CONDITIONS, MAX_GROUPS, MAX_RULES};

use serde::{Deserialize, Serialize};

/// What is decided in one group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pick {
    /// Index of a value of a choice.
    Value(usize),
    /// Indices of the values that are taken of several, ascending.
    Several(Vec<usize>),
    /// A number, in the unit of its group.
    Number(i64),
    /// A text without spaces at its ends; empty means none.
    Text(String),
}

/// Raw choices, one per group of the model; `None` where the shopper said nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selection(pub Vec<Option<Pick>>);

impl Selection {
    /// What was said about a group; nothing for a group that the selection does not have.
    #[must_use]
    pub fn get(&self, group: usize) -> Option<&Pick> {
        self.0.get(group).and_then(Option::as_ref)
    }

    /// The same selection with another word about one group.
    #[must_use]
    pub fn with(&self, group: usize, pick: Option<Pick>) -> Self {
        let mut picks = self.0.clone();
        if picks.len() <= group {
            picks.resize(group + 1, None);
        }
        picks[group] = pick;
        Self(picks)
    }
}
