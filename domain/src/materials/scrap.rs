//! Why material was thrown away.

/// The causes that are offered, besides words of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ScrapCause {
    /// Mould, moths, damp, past its day.
    Spoilt,
    /// Broken, cracked, torn.
    Broken,
    /// It did not become what it should: a bath of the wrong colour, a scorched pressing.
    Failed,
    /// What is left over and too small to use.
    Offcut,
    /// Used up in a trial or a sample.
    Trial,
    /// Something else, in words.
    Other,
}

impl ScrapCause {
    /// All causes, in the order in which they are offered.
    pub const ALL: [Self; 6] = [Self::Spoilt, Self::Broken, Self::Failed, Self::Offcut, Self::Trial, Self::Other];

    /// The name used in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spoilt => "spoilt",
            Self::Broken => "broken",
            Self::Failed => "failed",
            Self::Offcut => "offcut",
            Self::Trial => "trial",
            Self::Other => "other",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_is_read_back_from_its_code() {
        for cause in ScrapCause::ALL {
            assert_eq!(ScrapCause::from_code(cause.code()), Some(cause));
        }
        assert_eq!(ScrapCause::from_code("stolen"), None);
    }
}
