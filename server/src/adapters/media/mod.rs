//! Where the files of pictures are kept: in a folder of this machine, or in a bucket that is spoken to as S3.

mod bucket;
mod folder;

#[cfg(test)]
mod conformance;

pub use bucket::{Bucket, MediaBucket};
pub use folder::MediaFolder;

use services::ports::{Media, MediaError};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// Longest name.
const MOST_LETTERS: usize = 80;

/// What the operator chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureStore {
    /// A folder; it is made when the first picture is.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Bucket),
}

impl PictureStore {
    /// Makes ready to read and write there. Nothing is asked yet.
    ///
    /// # Errors
    /// [`MediaError::Refused`] when the settings of a bucket contradict each other.
    pub fn open(&self) -> Result<Arc<dyn Media>, MediaError> {
        Ok(match self {
            Self::Folder(folder) => Arc::new(MediaFolder::new(folder.clone())),
            Self::Bucket(bucket) => Arc::new(MediaBucket::open(bucket)?),
        })
    }
}

impl fmt::Display for PictureStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "the folder {}", folder.display()),
            Self::Bucket(Bucket { name, prefix, endpoint, region, .. }) => {
                write!(f, "the bucket {name} ({}), below {prefix:?}", endpoint.as_ref().unwrap_or(region))
            }
        }
    }
}

/// Refuses what is no name of an object. Names come from the program alone; what could lead elsewhere is refused all the same.
fn check(name: &str) -> Result<(), MediaError> {
    let harmless = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    let start = name.get(..2).is_some_and(|start| start.bytes().all(|byte| byte != b'.'));
    let is_name = start && name.len() <= MOST_LETTERS && name.bytes().all(harmless);
    is_name.then_some(()).ok_or_else(|| MediaError::Name(name.to_owned()))
}
