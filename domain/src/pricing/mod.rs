//! Prices.

mod quote;
mod shares;

pub use quote::{Quote, QuoteLine, quote};
pub use shares::{PriceShares, Share, WHOLE};

use crate::product::Condition;
use crate::quantity::Measure;
use serde::{Deserialize, Serialize};

/// An effect of choices on the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceLine {
    /// Conditions, all of which must hold.
    pub when: Vec<Condition>,
    /// Minor units of the product's currency, rounded half to even; may be negative.
    pub measure: Measure,
}
