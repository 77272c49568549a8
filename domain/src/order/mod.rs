//! Placed orders: the part of each shop, its states, the work behind it.

mod code;
mod hours;
mod production;
mod split;
mod stage;
mod state;

pub use code::order_code;
pub use hours::{
    DAYS_BACK, HoursProblem, MOST_MINUTES, Share, making_price, read_day, read_minutes, read_permille, shares,
};
pub use production::{ProductionState, WorkStep};
pub use split::split;
pub use stage::{Mark, ScrapCause, StageState};
pub use state::{Effect, NotNow, ShopOrderState, Step};
