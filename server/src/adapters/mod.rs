//! What stands behind ports and files: the machine's clock, its random bytes, the place of media, and what makes
//! pictures, drawn or uploaded.

pub mod darkroom;
pub mod media;
pub mod picture;
mod system;

pub use media::MediaFolder;
pub use system::{OsEntropy, SystemClock};
