//! The making of one order line.

use serde::{Deserialize, Serialize};

/// State of the work on one order line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductionState {
    /// Not begun.
    Planned,
    /// On the bench.
    InProduction,
    /// Begun and waiting.
    OnHold,
    /// Made, being looked at.
    QualityCheck,
    /// Made and good.
    Completed,
    /// Will not be made.
    Cancelled,
}

/// What is done next with the work on one order line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkStep {
    /// Begin.
    Start,
    /// Lay it aside.
    Hold,
    /// Take it up again.
    GoOn,
    /// Hand the pieces over to be looked at.
    HandOver,
    /// They are good.
    Pass,
    /// They are not, and go back to work.
    Fail,
    /// Give up work that has not begun.
    Cancel,
}

impl WorkStep {
    /// All steps, in the order in which they are usually taken.
    pub const ALL: [Self; 7] =
        [Self::Start, Self::Hold, Self::GoOn, Self::HandOver, Self::Pass, Self::Fail, Self::Cancel];

    /// The name used in forms and as a message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Hold => "hold",
            Self::GoOn => "go_on",
            Self::HandOver => "hand_over",
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Cancel => "cancel",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

impl ProductionState {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Planned, Self::InProduction, Self::OnHold, Self::QualityCheck, Self::Completed, Self::Cancelled];

    /// The name used in the database and as a message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProduction => "in_production",
            Self::OnHold => "on_hold",
            Self::QualityCheck => "quality_check",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Takes one step. Only [`WorkStep::Pass`] leads to [`Self::Completed`]: nothing is finished that nobody looked at.
    ///
    /// # Errors
    /// The unchanged state, when the step does not fit.
    pub const fn take(self, step: WorkStep) -> Result<Self, Self> {
        match (self, step) {
            (Self::Planned, WorkStep::Start) => Ok(Self::InProduction),
            (Self::InProduction, WorkStep::Hold) => Ok(Self::OnHold),
            (Self::OnHold, WorkStep::GoOn) | (Self::QualityCheck, WorkStep::Fail) => Ok(Self::InProduction),
            (Self::InProduction, WorkStep::HandOver) => Ok(Self::QualityCheck),
            (Self::QualityCheck, WorkStep::Pass) => Ok(Self::Completed),
            (Self::Planned, WorkStep::Cancel) => Ok(Self::Cancelled),
            (
                state,
                WorkStep::Start
                | WorkStep::Hold
                | WorkStep::GoOn
                | WorkStep::HandOver
                | WorkStep::Pass
                | WorkStep::Fail
                | WorkStep::Cancel,
            ) => Err(state),
        }
    }

    /// Whether work can be done on it now, and hours written down.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::InProduction | Self::OnHold | Self::QualityCheck => true,
            Self::Planned | Self::Completed | Self::Cancelled => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_read_back() {
        for state in ProductionState::ALL {
            assert_eq!(ProductionState::from_code(state.code()), Some(state));
        }
        for step in WorkStep::ALL {
            assert_eq!(WorkStep::from_code(step.code()), Some(step));
        }
    }

    #[test]
    fn finished_or_cancelled_work_never_moves_again() {
        for state in [ProductionState::Completed, ProductionState::Cancelled] {
            for step in WorkStep::ALL {
                assert_eq!(state.take(step), Err(state));
            }
        }
    }

    #[test]
    fn the_usual_way_leads_over_a_check_that_found_something() {
        let mut state = ProductionState::Planned;
        for step in [WorkStep::Start, WorkStep::Hold, WorkStep::GoOn, WorkStep::HandOver, WorkStep::Fail] {
            state = state.take(step).unwrap();
        }
        assert_eq!(state, ProductionState::InProduction);
        assert_eq!(state.take(WorkStep::HandOver).unwrap().take(WorkStep::Pass), Ok(ProductionState::Completed));
    }

    proptest! {
        #[test]
        fn nothing_is_completed_that_did_not_pass_and_nothing_is_cancelled_that_has_begun(
            steps in prop::collection::vec(0usize..7, 0..40)
        ) {
            let (mut state, mut passed, mut begun) = (ProductionState::Planned, 0, false);
            for step in steps {
                let step = WorkStep::ALL[step];
                if let Ok(next) = state.take(step) {
                    prop_assert_ne!(next, state);
                    passed += usize::from(step == WorkStep::Pass);
                    begun |= step == WorkStep::Start;
                    state = next;
                }
            }
            prop_assert_eq!(passed, usize::from(state == ProductionState::Completed));
            prop_assert!(!(begun && state == ProductionState::Cancelled));
        }
    }
}
