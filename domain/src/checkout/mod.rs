//! From a cart to a placed order: the address, the price, what it takes.

pub mod address;
mod delivery;
pub mod phone;
mod plan;
mod seen;

pub use delivery::Delivery;
pub use plan::{
    CheckoutFacts, CheckoutPlan, CheckoutProblem, LineFacts, LinePlan, LineProblem, ShopPlan, plan, plan_line, promises,
};
pub use seen::Seen;

/// Most pieces of one configuration in a cart.
pub const MAX_QUANTITY: u32 = 20;
/// Most different configurations in a cart.
pub const MAX_LINES: usize = 30;
