//! A file with its place, so that a mistake can be pointed at.

use super::SeedError;
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// A file that is being read.
pub(super) struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    pub(super) fn open(path: &Path) -> Result<Self, SeedError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self { path: path.to_owned(), text }),
            Err(error) => Err(SeedError::Refused { file: path.to_owned(), line: 1, reason: error.to_string() }),
        }
    }

    /// Reads the whole file; keys that are not of the format are refused.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, SeedError> {
        toml::from_str(&self.text).map_err(|error| self.refuse_at(error.span().unwrap_or(0..0), error.message()))
    }

    /// The mistake of a value.
    pub(super) fn refuse<T>(&self, value: &Spanned<T>, reason: impl Into<String>) -> SeedError {
        self.refuse_at(value.span(), reason)
    }

    /// The mistake of a stretch of the file.
    fn refuse_at(&self, span: Range<usize>, reason: impl Into<String>) -> SeedError {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        self.refuse_line(before.matches('\n').count() + 1, reason)
    }

    /// The mistake of a line, from 1.
    pub(super) fn refuse_line(&self, line: usize, reason: impl Into<String>) -> SeedError {
        SeedError::Refused { file: self.path.clone(), line, reason: reason.into() }
    }

    /// The whole file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// File name without its ending.
    pub(super) fn stem(&self) -> &str {
        self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
    }

    /// A slug: `a-z`, `0-9` and single hyphens between them.
    pub(super) fn slug(&self, value: &Spanned<String>) -> Result<String, SeedError> {
        let slug = value.get_ref();
        let parts_are_plain = slug
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if parts_are_plain && slug.len() <= 60 {
            Ok(slug.clone())
        } else {
            Err(self.refuse(value, format!("{slug:?} is no slug: a-z, 0-9 and single hyphens, at most 60 characters")))
        }
    }

    /// The slug of the file itself, which must be its name.
    pub(super) fn own_slug(&self, value: &Spanned<String>) -> Result<String, SeedError> {
        let slug = self.slug(value)?;
        if slug == self.stem() {
            Ok(slug)
        } else {
            Err(self.refuse(value, format!("the slug {slug:?} is not the name of the file")))
        }
    }
}

/// The TOML files of a folder, by name.
pub(super) fn files_in(folder: &Path) -> Result<Vec<PathBuf>, SeedError> {
    let refused =
        |error: std::io::Error| SeedError::Refused { file: folder.to_owned(), line: 1, reason: error.to_string() };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
