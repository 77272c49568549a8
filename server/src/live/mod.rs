//! Open studio pages hear that the stock or the orders of their shop changed. A page is told a number and looks again;
//! nothing else is ever sent. Server-sent events, one connection per page that somebody looks at.

mod hub;
mod stream;

pub use hub::{Hub, Listener};
pub use stream::{keep, word_to_stop};
