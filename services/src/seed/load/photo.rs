//! The pictures that come with a catalogue: `pictures/<shop>/<name>`.

use crate::pictures::{DevelopedFile, Original, PictureRow};
use crate::ports::Darkroom;
use crate::seed::SeedError;
use crate::{Error, Services};
use domain::id::ShopId;
use domain::picture::file_name;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// A picture of a shop.
pub(super) struct Photo {
    /// Name of its file in the catalogue.
    pub name: String,
    pub row: PictureRow,
    pub sha256: [u8; 32],
    /// What was made of it; nothing when the shop has it already.
    pub files: Vec<DevelopedFile>,
}

/// The pictures in this folder, which need not be there; new ones are developed.
pub(super) async fn photos(
    svc: &Services,
    darkroom: &dyn Darkroom,
    folder: &Path,
    shop: ShopId,
) -> Result<Vec<Photo>, SeedError> {
    let refused = |path: &Path, reason: String| SeedError::Refused { file: path.to_owned(), line: 1, reason };
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.and_then(|list| list.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()),
    };
    let mut paths = listed.map_err(|error| refused(folder, error.to_string()))?;
    paths.sort();
    let mut photos: Vec<Photo> = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        // What a system keeps beside files, such as `.DS_Store`.
        if name.starts_with('.') {
            continue;
        }
        let bytes = fs::read(&path).map_err(|error| refused(&path, error.to_string()))?;
        let original = Original::of(&bytes);
        let twin = photos.iter().find(|photo| photo.sha256 == original.sha256).map(|photo| photo.row.clone());
        let known = match twin {
            Some(row) => Some(row),
            None => svc.store().read().await?.catalogue_picture(shop, &original.sha256).await?,
        };
        let (row, files) = match known {
            Some(row) => (row, Vec::new()),
            None => {
                let file = File::open(&path).map_err(|error| refused(&path, error.to_string()))?;
                let developed = darkroom.develop(file).await;
                let developed = developed.map_err(|problem| refused(&path, problem.code().to_owned()))?;
                (crate::pictures::row(svc, original, &developed), developed.files)
            }
        };
        photos.push(Photo { name, row, sha256: original.sha256, files });
    }
    Ok(photos)
}

impl Photo {
    /// Keeps its files; what can be found later is whole.
    pub(super) async fn put(&self, svc: &Services) -> Result<(), Error> {
        for file in &self.files {
            svc.media().put(&file_name(&self.row.id, file.width, file.format), file.bytes.clone()).await?;
        }
        Ok(())
    }
}
