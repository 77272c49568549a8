//! `/media/preview/{fingerprint}[-400].svg|.webp|.png`: the picture of a design. A fingerprint never changes its picture.

use crate::adapters::picture::{self, Format, Photographs, SIDE, SMALL_SIDE};
use crate::layers::envelope::Marks;
use crate::layers::headers::INERT;
use crate::state::AppState;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::configurator::{Selection, configure};
use services::catalog;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Pictures drawn at the same time; each takes one processor.
const PAINTERS: usize = 2;

/// Pictures kept in memory, in bytes.
const KEPT: usize = 32 * 1024 * 1024;

/// Which file is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    fingerprint: String,
    side: u32,
    format: Format,
}

impl Asked {
    /// Reads a file name; anything else than the few names that we make is `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let format = match extension {
            "svg" => Format::Svg,
            "webp" => Format::Webp,
            "png" => Format::Png,
            _ => return None,
        };
        let (fingerprint, side) = match stem.strip_suffix("-400") {
            Some(_) if format == Format::Svg => return None,
            Some(fingerprint) => (fingerprint, SMALL_SIDE),
            None => (stem, SIDE),
        };
        let hex = fingerprint.len() == 32 && fingerprint.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        hex.then(|| Self { fingerprint: fingerprint.to_owned(), side, format })
    }

    /// Name on disk. It holds a hash of the drawing, so that a release that draws better is not answered with old files.
    fn file_name(&self, drawing: &str) -> String {
        let extension = match self.format {
            Format::Svg => "svg",
            Format::Webp => "webp",
            Format::Png => "png",
        };
        let mut hasher = DefaultHasher::new();
        drawing.hash(&mut hasher);
        format!("{}-{}-{:016x}.{extension}", self.fingerprint, self.side, hasher.finish())
    }
}

/// Finished pictures: the latest in memory, all on disk. Both may be lost at any time.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    latest: Mutex<Vec<(String, Bytes)>>,
    painters: Semaphore,
}

impl Shelf {
    /// An empty shelf over a folder, which is made when the first picture is.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, latest: Mutex::default(), painters: Semaphore::new(PAINTERS) }
    }

    /// The permit to paint a picture that nobody has to have: only where a painter is free at once.
    pub(super) fn painter(&self) -> Option<SemaphorePermit<'_>> {
        self.painters.try_acquire().ok()
    }

    pub(super) fn recall(&self, name: &str) -> Option<Bytes> {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let place = latest.iter().rposition(|(kept, _)| kept == name)?;
        let found = latest.remove(place);
        let bytes = found.1.clone();
        latest.push(found);
        Some(bytes)
    }

    pub(super) fn keep(&self, name: String, bytes: Bytes) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.push((name, bytes));
        let mut total: usize = latest.iter().map(|(_, bytes)| bytes.len()).sum();
        while total > KEPT {
            total -= latest.remove(0).1.len();
        }
    }
}

/// The route.
pub async fn preview(
    State(state): State<AppState>,
    Extension(marks): Extension<Marks>,
    Path(name): Path<String>,
) -> Response {
    let Some(asked) = Asked::parse(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(bytes) = state.pictures.recall(&name) {
        return answer(asked.format, bytes);
    }
    match find_or_make(&state, &asked, &name).await {
        Ok(Some(bytes)) => {
            state.pictures.keep(name, bytes.clone());
            answer(asked.format, bytes)
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(reason) => {
            tracing::error!(reference = &*marks.reference, fingerprint = asked.fingerprint, "no picture: {reason}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn find_or_make(state: &AppState, asked: &Asked, name: &str) -> Result<Option<Bytes>, String> {
    let Some(design) = catalog::design(&state.services, &asked.fingerprint).await.map_err(|error| error.to_string())?
    else {
        return Ok(None);
    };
    let drawing = draw(&design)?;
    let path = state.pictures.folder.join(asked.file_name(&drawing));
    if let Ok(bytes) = tokio::fs::read(&path).await {
        return Ok(Some(bytes.into()));
    }
    let _painter = state.pictures.painters.acquire().await.map_err(|error| error.to_string())?;
    if let Some(bytes) = state.pictures.recall(name) {
        return Ok(Some(bytes));
    }
    let photographs = photographs(state, &drawing).await?;
    let (format, side) = (asked.format, asked.side);
    let made = tokio::task::spawn_blocking(move || {
        let bytes = picture::make(&drawing, &photographs, format, side).map_err(|error| error.to_string())?;
        keep_on_disk(&path, &bytes);
        Ok::<_, String>(bytes)
    });
    let bytes = made.await.map_err(|error| error.to_string())??;
    Ok(Some(bytes.into()))
}

/// The photographs that a drawing shows. A version keeps them, so one that is gone is a failure of the place.
pub(super) async fn photographs(state: &AppState, drawing: &str) -> Result<Photographs, String> {
    let mut found = Photographs::new();
    for name in picture::photographs(drawing) {
        match state.services.media().get(name).await.map_err(|error| error.to_string())? {
            Some(bytes) => found.push((name.to_owned(), Arc::new(bytes))),
            None => return Err(format!("the photograph {name} is not there")),
        }
    }
    Ok(found)
}

fn draw(design: &catalog::Design) -> Result<String, String> {
    let (selection, problems) = Selection::parse(&design.model, &design.fields);
    if !problems.is_empty() {
        return Err(format!("the stored design does not fit its product version: {problems:?}"));
    }
    let configuration = configure(&design.model, &selection)
        .map_err(|conflict| format!("the stored design breaks a rule: {conflict:?}"))?;
    Ok(domain::preview::draw(&domain::preview::scene(&design.model, &configuration)))
}

/// A picture that cannot be kept is drawn again next time; that is no reason to refuse it now.
fn keep_on_disk(path: &FilePath, bytes: &[u8]) {
    let Some(folder) = path.parent() else { return };
    // Written aside and renamed, so that nobody ever reads half a picture.
    let aside = path.with_extension("part");
    let kept = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&aside, bytes))
        .and_then(|()| std::fs::rename(&aside, path));
    if let Err(error) = kept {
        tracing::warn!(%error, "a picture could not be kept on disk");
    }
}

fn answer(format: Format, bytes: Bytes) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    // A drawing of ours holds its photographs in itself.
    let policy = if format == Format::Svg { "default-src 'none'; img-src data:; sandbox" } else { INERT };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn only_the_names_that_we_make_are_understood() {
        let code = "0123456789abcdef0123456789abcdef";
        for name in [format!("{code}.svg"), format!("{code}.webp"), format!("{code}-400.png")] {
            assert!(Asked::parse(&name).is_some(), "{name}");
        }
        for name in [
            format!("{code}-400.svg"),
            format!("{code}-401.webp"),
            format!("{code}.gif"),
            format!("{}.png", code.to_uppercase()),
            format!("../{code}.png"),
            "x.png".to_owned(),
            String::new(),
        ] {
            assert_eq!(Asked::parse(&name), None, "{name}");
        }
    }
}
