//! Why a count differs from the ledger.

/// The reasons that are offered, besides words of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountReason {
    /// Small differences of measuring and weighing.
    Measured,
    /// It was spoilt, damp, broken.
    Spoilt,
    /// It is gone, nobody knows where.
    Lost,
    /// It turned up.
    Found,
    /// It was used, and nobody wrote it down.
    Used,
    /// Something was written down wrongly before.
    Mistake,
    /// Something else, in words.
    Other,
}

impl CountReason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Measured, Self::Spoilt, Self::Lost, Self::Found, Self::Used, Self::Mistake, Self::Other];

    /// The name used in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Spoilt => "spoilt",
            Self::Lost => "lost",
            Self::Found => "found",
            Self::Used => "used",
            Self::Mistake => "mistake",
            Self::Other => "other",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_from_its_code() {
        for reason in CountReason::ALL {
            assert_eq!(CountReason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(CountReason::from_code(""), None);
    }
}
