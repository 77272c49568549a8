//! What stands behind ports and files: the machine's clock, its random bytes, and the drawing of pictures.

pub mod picture;
mod system;

pub use system::{OsEntropy, SystemClock};
