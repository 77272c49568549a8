//! AVIF files of the shops' pictures, which take too long to be made while somebody waits: one picture after the other, tried a
//! few times, and never missed, as pages show the other files until these are there.

use crate::pictures::{self, PictureProblem, PictureRow};
use crate::ports::{Darkroom, MediaError};
use crate::{Error, Services};
use domain::picture::{Format, file_name, widths};

/// How often a picture is tried.
const MOST_TRIES: i64 = 3;

/// How long nobody else takes a picture that somebody works on, and how long it waits after it failed: longer than the work takes.
const TURN_MS: i64 = 10 * 60 * 1000;

/// What became of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// No picture waits for its AVIF files.
    Idle,
    /// One has them now.
    Made,
    /// One could not be worked on; it is tried again later, a few times.
    Failed(PictureProblem),
}

/// Makes the AVIF files of the picture that has waited longest. A try is counted before it begins, so that a picture that
/// ends the program is given up too; one that was half done is done anew, under the same names.
///
/// # Errors
/// What the store and the media answer. Where the media do not answer, the try does not count.
pub async fn make_next(svc: &Services, darkroom: &dyn Darkroom) -> Result<Turn, Error> {
    let now = svc.now().0;
    let claim = svc.store().write(async |tx| {
        tx.give_up_avif(MOST_TRIES, now).await?;
        tx.claim_avif(now, now.saturating_add(TURN_MS)).await
    });
    let Some(picture) = claim.await? else { return Ok(Turn::Idle) };
    match work(svc, darkroom, &picture).await {
        Ok(turn) => Ok(turn),
        Err(Stop::Media(error)) => {
            if matches!(error, MediaError::Unreachable(_)) {
                svc.store().write(async |tx| tx.uncount_avif(&picture.id).await).await?;
            }
            Err(error.into())
        }
        Err(Stop::Store(error)) => Err(error.into()),
    }
}

/// Why the work stopped without being the picture's fault.
enum Stop {
    Media(MediaError),
    Store(store::Error),
}

impl From<MediaError> for Stop {
    fn from(error: MediaError) -> Self {
        Self::Media(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

async fn work(svc: &Services, darkroom: &dyn Darkroom, picture: &PictureRow) -> Result<Turn, Stop> {
    let widest = widths(picture.width, picture.height).last().copied().unwrap_or(1);
    let name = file_name(&picture.id, widest, Format::Webp);
    let Some(source) = svc.media().get(&name).await? else {
        // Removed at this moment, or lost: there is nothing to make them of.
        return Ok(Turn::Failed(PictureProblem::Broken));
    };
    let files = match darkroom.recode(source, [picture.width, picture.height]).await {
        Ok(files) => files,
        Err(problem) => return Ok(Turn::Failed(problem)),
    };
    let bytes = files.iter().map(|file| i64::try_from(file.bytes.len()).unwrap_or(i64::MAX)).sum();
    for file in files {
        svc.media().put(&file_name(&picture.id, file.width, file.format), file.bytes).await?;
    }
    if !svc.store().write(async |tx| tx.finish_avif(&picture.id, bytes).await).await? {
        pictures::forget(svc, picture).await;
    }
    Ok(Turn::Made)
}
