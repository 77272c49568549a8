//! What went wrong where the person cannot mend it.

/// A use case that could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The actor may not do this. Another shop's things are [`Error::NotFound`] instead.
    #[error("not allowed")]
    Denied,
    /// There is no such thing, or it belongs to somebody else.
    #[error("not found")]
    NotFound,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// An amount does not fit into its number type.
    #[error("an amount is too large to compute with")]
    Overflow,
    /// The machine failed; the text is for the log.
    #[error("{0}")]
    Failed(String),
}

impl Error {
    /// Whether the same request may well succeed a moment later.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Store(store::Error::Busy))
    }
}

impl From<domain::quantity::Overflow> for Error {
    fn from(_: domain::quantity::Overflow) -> Self {
        Self::Overflow
    }
}
