//! Where a purchase order stands.

/// Where a purchase order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PurchaseState {
    /// It is being written; nobody expects anything.
    Draft,
    /// The supplier has it; nothing came yet.
    Ordered,
    /// Some of it came.
    PartlyReceived,
    /// Nothing more is expected.
    Closed,
    /// Nothing of it came, and nothing will.
    Cancelled,
}

impl PurchaseState {
    /// All states, those that ask for something first.
    pub const ALL: [Self; 5] = [Self::Draft, Self::PartlyReceived, Self::Ordered, Self::Closed, Self::Cancelled];

    /// The name used in the database and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ordered => "ordered",
            Self::PartlyReceived => "partly_received",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether something of it is expected.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Ordered | Self::PartlyReceived => true,
            Self::Draft | Self::Closed | Self::Cancelled => false,
        }
    }
}
