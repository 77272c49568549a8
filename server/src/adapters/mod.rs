//! What stands behind ports and files: the machine's clock, its random bytes, the folder of media, and what makes
//! pictures, drawn or uploaded.

pub mod darkroom;
mod media_folder;
pub mod picture;
mod system;

pub use media_folder::MediaFolder;
pub use system::{OsEntropy, SystemClock};
