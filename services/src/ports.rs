//! What the use cases need from outside; the server brings it.

use crate::pictures::{Developed, PictureProblem};
use domain::time::Timestamp;
use std::fs::File;
use std::pin::Pin;

/// Says what time it is.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes that nobody can guess.
pub trait Entropy: Send + Sync {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// What a port answers later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Keeps named objects, such as the files of pictures. A name is made by the program alone, of lower-case letters,
/// digits, `-` and `.`, and always stands for the same bytes.
pub trait Media: Send + Sync {
    /// Keeps the bytes under this name. They are safe once this is answered; nobody ever reads a part of them.
    fn put<'a>(&'a self, name: &'a str, bytes: Vec<u8>) -> Later<'a, Result<(), MediaError>>;

    /// The bytes of this name; `None` when nothing is kept under it.
    fn get<'a>(&'a self, name: &'a str) -> Later<'a, Result<Option<Vec<u8>>, MediaError>>;

    /// Forgets this name. One that is not there is no error.
    fn remove<'a>(&'a self, name: &'a str) -> Later<'a, Result<(), MediaError>>;
}

/// Makes files of our own of a picture from elsewhere.
pub trait Darkroom: Send + Sync {
    /// Develops the picture in this file.
    fn develop(&self, original: File) -> Later<'_, Result<Developed, PictureProblem>>;
}

/// The place of the media failed; the text is for the log.
#[derive(Debug, thiserror::Error)]
#[error("media: {0}")]
pub struct MediaError(pub String);

impl From<MediaError> for crate::Error {
    fn from(error: MediaError) -> Self {
        Self::Failed(error.to_string())
    }
}
