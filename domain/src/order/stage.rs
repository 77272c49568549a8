//! The parts of the work on one order line: where each stands, what was written down of it, what was lost on the way.

use serde::{Deserialize, Serialize};

/// State of one part of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageState {
    /// Not begun.
    Pending,
    /// Being done.
    Begun,
    /// Done.
    Done,
}

impl StageState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Begun, Self::Done];

    /// The name used in the database and as a message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Begun => "begun",
            Self::Done => "done",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// What can be done with it, as the state that follows; nothing once it is done. Only a check that found something
    /// opens it again.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Pending => Some(Self::Begun),
            Self::Begun => Some(Self::Done),
            Self::Done => None,
        }
    }

    /// Minutes that are still to be worked, of so many planned and so many worked. What is open and took longer than was
    /// planned still takes a minute: it is not done.
    #[must_use]
    pub fn left(self, planned: i64, worked: i64) -> i64 {
        match self {
            Self::Done => 0,
            Self::Pending | Self::Begun => planned.saturating_sub(worked.max(0)).max(planned.clamp(0, 1)),
        }
    }
}

/// How far a piece is on a photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Begun: 30 of a hundred.
    Begun,
    /// More than half: 60 of a hundred.
    Half,
    /// Finished: 100 of a hundred.
    Whole,
}

impl Mark {
    /// All marks, ascending.
    pub const ALL: [Self; 3] = [Self::Begun, Self::Half, Self::Whole];

    /// Of a hundred.
    #[must_use]
    pub const fn percent(self) -> u8 {
        match self {
            Self::Begun => 30,
            Self::Half => 60,
            Self::Whole => 100,
        }
    }

    /// Reads [`Self::percent`].
    #[must_use]
    pub fn from_percent(percent: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| i64::from(mark.percent()) == percent)
    }
}

/// Why the work took material beyond what was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScrapCause {
    /// It broke or tore.
    Broken,
    /// It was cut wrong.
    CutWrong,
    /// It had a flaw that nobody had seen.
    Flawed,
    /// It went bad.
    Spoilt,
    /// Nothing is lost: the piece takes more than the recipe says.
    MoreNeeded,
    /// Something else, which the note says.
    Other,
}

impl ScrapCause {
    /// All causes.
    pub const ALL: [Self; 6] =
        [Self::Broken, Self::CutWrong, Self::Flawed, Self::Spoilt, Self::MoreNeeded, Self::Other];

    /// The name used in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::CutWrong => "cut_wrong",
            Self::Flawed => "flawed",
            Self::Spoilt => "spoilt",
            Self::MoreNeeded => "more_needed",
            Self::Other => "other",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }

    /// Whether the material is lost, and not in the piece.
    #[must_use]
    pub const fn is_loss(self) -> bool {
        match self {
            Self::Broken | Self::CutWrong | Self::Flawed | Self::Spoilt | Self::Other => true,
            Self::MoreNeeded => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for state in StageState::ALL {
            assert_eq!(StageState::from_code(state.code()), Some(state));
        }
        for cause in ScrapCause::ALL {
            assert_eq!(ScrapCause::from_code(cause.code()), Some(cause));
        }
        for mark in Mark::ALL {
            assert_eq!(Mark::from_percent(i64::from(mark.percent())), Some(mark));
        }
        assert_eq!(Mark::from_percent(50), None);
    }

    #[test]
    fn what_is_left_is_planned_less_worked_and_never_nothing_before_it_is_done() {
        let left = |state: StageState, planned, worked| state.left(planned, worked);
        assert_eq!(left(StageState::Pending, 120, 0), 120);
        assert_eq!(left(StageState::Begun, 120, 50), 70);
        assert_eq!(left(StageState::Begun, 120, 500), 1);
        assert_eq!(left(StageState::Begun, 0, 10), 0, "nothing was planned");
        assert_eq!(left(StageState::Done, 120, 10), 0);
    }
}
