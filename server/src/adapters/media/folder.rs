//! Media as files in a local folder, spread over 256 folders by the first letters of their names.

use super::check;
use services::ports::{Later, Media, MediaError};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A folder. It is made when the first object is.
#[derive(Debug, Clone)]
pub struct MediaFolder {
    folder: PathBuf,
}

impl MediaFolder {
    /// Media below this folder.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where an object lies.
    fn path(&self, name: &str) -> Result<PathBuf, MediaError> {
        check(name)?;
        Ok(self.folder.join(&name[..2]).join(name))
    }

    async fn at<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T, MediaError> {
        let path = self.path(name)?;
        let done = tokio::task::spawn_blocking(move || work(&path)).await;
        let done = done.map_err(|error| MediaError::Failed(error.to_string()))?;
        done.map_err(|error| of(&error, name))
    }
}

impl Media for MediaFolder {
    fn put<'a>(&'a self, name: &'a str, bytes: Vec<u8>) -> Later<'a, Result<(), MediaError>> {
        Box::pin(self.at(name, move |path| put(path, &bytes)))
    }

    fn get<'a>(&'a self, name: &'a str) -> Later<'a, Result<Option<Vec<u8>>, MediaError>> {
        Box::pin(self.at(name, |path| match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }))
    }

    fn remove<'a>(&'a self, name: &'a str) -> Later<'a, Result<(), MediaError>> {
        Box::pin(self.at(name, |path| match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }))
    }

    fn reach(&self) -> Later<'_, Result<(), MediaError>> {
        // One that was never made can be made when it is needed.
        Box::pin(async move {
            match tokio::fs::read_dir(&self.folder).await {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(of(&error, &self.folder.to_string_lossy())),
                Ok(_) | Err(_) => Ok(()),
            }
        })
    }
}

fn of(error: &io::Error, what: &str) -> MediaError {
    let text = format!("{what}: {error}");
    if error.kind() == ErrorKind::PermissionDenied { MediaError::Refused(text) } else { MediaError::Failed(text) }
}

/// Written aside, made durable, then named: whoever reads finds all or nothing, also after a power cut.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let aside = path.with_added_extension("part");
    let written = File::create(&aside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&aside, path)) {
        drop(fs::remove_file(&aside));
        return Err(error);
    }
    File::open(folder)?.sync_all()
}
