//! What the use cases need from outside; the server brings it.

use crate::pictures::{Developed, DevelopedFile, PictureProblem};
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

    /// Whether the place answers us, without changing anything there.
    fn reach(&self) -> Later<'_, Result<(), MediaError>>;
}

/// Makes files of our own of a picture from elsewhere.
pub trait Darkroom: Send + Sync {
    /// Develops the picture in this file.
    fn develop(&self, original: File) -> Later<'_, Result<Developed, PictureProblem>>;

    /// Makes the AVIF files of a picture of this size, in pixels, from its widest file.
    fn recode(&self, widest: Vec<u8>, size: [u32; 2]) -> Later<'_, Result<Vec<DevelopedFile>, PictureProblem>>;
}

/// The place of the media failed; the texts are for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// This is no name of an object.
    #[error("media: {0:?} is no name of an object")]
    Name(String),
    /// Nobody answers, or too late; the same may well be done a moment later.
    #[error("media: the place does not answer: {0}")]
    Unreachable(String),
    /// It answers and refuses: a wrong key, no permission, no such bucket. An operator has to mend it.
    #[error("media: the place refuses: {0}")]
    Refused(String),
    /// Anything else.
    #[error("media: {0}")]
    Failed(String),
}

impl From<MediaError> for crate::Error {
    fn from(error: MediaError) -> Self {
        Self::Failed(error.to_string())
    }
}
