//! Media as files in a local folder, spread over 256 folders by the first letters of their names.

use services::ports::{Later, Media, MediaError};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Longest name.
const MOST_LETTERS: usize = 80;

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

    /// Where an object lies. Names come from the program alone; what could lead out of the folder is refused all the same.
    fn path(&self, name: &str) -> Result<PathBuf, MediaError> {
        let harmless = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
        match name.get(..2) {
            Some(start)
                if name.len() <= MOST_LETTERS
                    && name.bytes().all(harmless)
                    && start.bytes().all(|byte| byte != b'.') =>
            {
                Ok(self.folder.join(start).join(name))
            }
            Some(_) | None => Err(MediaError(format!("{name:?} is no name of an object"))),
        }
    }

    async fn at<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T, MediaError> {
        let path = self.path(name)?;
        let done = tokio::task::spawn_blocking(move || work(&path)).await;
        done.map_err(|error| MediaError(error.to_string()))?.map_err(|error| MediaError(format!("{name}: {error}")))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn objects_come_back_whole_until_they_are_removed_and_names_cannot_lead_out() {
        let folder = std::env::temp_dir().join(format!("mogador-media-{}", std::process::id()));
        let media = MediaFolder::new(folder.clone());
        assert_eq!(media.get("0a-1.webp").await.unwrap(), None);
        media.put("0a-1.webp", b"first".to_vec()).await.unwrap();
        assert_eq!(media.get("0a-1.webp").await.unwrap().as_deref(), Some(&b"first"[..]));
        assert_eq!(fs::read_dir(folder.join("0a")).unwrap().count(), 1, "nothing is left aside");
        media.remove("0a-1.webp").await.unwrap();
        media.remove("0a-1.webp").await.unwrap();
        assert_eq!(media.get("0a-1.webp").await.unwrap(), None);
        for name in
            ["", "a", "..", "../a", ".a", "a.", "ab/../c", "/etc/passwd", "ab\0", "AB", "ab\\c", &"a".repeat(81)]
        {
            assert!(media.put(name, Vec::new()).await.is_err(), "{name:?}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
