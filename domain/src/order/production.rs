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

    /// Begins, or goes on after a pause or after a check that found something; otherwise the state comes back unchanged.
    ///
    /// # Errors
    /// The unchanged state.
    pub const fn start(self) -> Result<Self, Self> {
        match self {
            Self::Planned | Self::OnHold | Self::QualityCheck => Ok(Self::InProduction),
            Self::InProduction | Self::Completed | Self::Cancelled => Err(self),
        }
    }

    /// Pauses.
    ///
    /// # Errors
    /// The unchanged state.
    pub const fn hold(self) -> Result<Self, Self> {
        match self {
            Self::InProduction => Ok(Self::OnHold),
            Self::Planned | Self::OnHold | Self::QualityCheck | Self::Completed | Self::Cancelled => Err(self),
        }
    }

    /// Hands the piece over to be looked at.
    ///
    /// # Errors
    /// The unchanged state.
    pub const fn check(self) -> Result<Self, Self> {
        match self {
            Self::InProduction => Ok(Self::QualityCheck),
            Self::Planned | Self::OnHold | Self::QualityCheck | Self::Completed | Self::Cancelled => Err(self),
        }
    }

    /// The piece is made; a separate check is not required.
    ///
    /// # Errors
    /// The unchanged state.
    pub const fn complete(self) -> Result<Self, Self> {
        match self {
            Self::InProduction | Self::QualityCheck => Ok(Self::Completed),
            Self::Planned | Self::OnHold | Self::Completed | Self::Cancelled => Err(self),
        }
    }

    /// Gives up work that has not begun.
    ///
    /// # Errors
    /// The unchanged state.
    pub const fn cancel(self) -> Result<Self, Self> {
        match self {
            Self::Planned => Ok(Self::Cancelled),
            Self::InProduction | Self::OnHold | Self::QualityCheck | Self::Completed | Self::Cancelled => Err(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for state in ProductionState::ALL {
            assert_eq!(ProductionState::from_code(state.code()), Some(state));
        }
    }

    #[test]
    fn finished_or_cancelled_work_never_moves_again() {
        for state in [ProductionState::Completed, ProductionState::Cancelled] {
            for result in [state.start(), state.hold(), state.check(), state.complete(), state.cancel()] {
                assert_eq!(result, Err(state));
            }
        }
    }

    #[test]
    fn work_goes_from_planned_to_completed_with_or_without_a_check() {
        let begun = ProductionState::Planned.start().unwrap();
        assert_eq!(begun.complete(), Ok(ProductionState::Completed));
        assert_eq!(begun.check().unwrap().complete(), Ok(ProductionState::Completed));
        assert_eq!(begun.hold().unwrap().start(), Ok(ProductionState::InProduction));
        assert!(begun.cancel().is_err());
    }
}
