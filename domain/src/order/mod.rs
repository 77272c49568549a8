//! Placed orders: the part of each shop, its states, the work behind it.

mod code;
mod production;
mod split;
mod state;

pub use code::order_code;
pub use production::ProductionState;
pub use split::split;
pub use state::{Effect, NotNow, ShopOrderState, Step};
