//! How the pieces reach the shopper, and what that costs.

use crate::money::{Currency, Money};
use serde::{Deserialize, Serialize};

/// The way to the shopper, the same for all shops of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// To the address.
    Home,
    /// To a pick-up point near the address.
    PickupPoint,
    /// The shopper comes to the workshop.
    Workshop,
}

impl Delivery {
    /// All ways, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Home, Self::PickupPoint, Self::Workshop];

    /// The name used in forms and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::PickupPoint => "pickup_point",
            Self::Workshop => "workshop",
        }
    }

    /// Reads [`Self::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delivery| delivery.code() == code)
    }

    /// Price of one parcel from one shop within Morocco.
    #[must_use]
    pub const fn fee(self) -> Money {
        let minor = match self {
            Self::Home => 3500,
            Self::PickupPoint => 2500,
            Self::Workshop => 0,
        };
        Money { minor, currency: Currency::Mad }
    }
}
