//! Uploaded pictures: kept only as the files that were made of them, found by code, removed when nothing shows them.

mod shop;

pub use shop::{InUse, ShopPictures, focus, remove_from_shop, shop_picture, shop_pictures};

use crate::labels::group_label;
use crate::session::ABSOLUTE_MS;
use crate::tries::Tries;
use crate::{Actor, Error, Services};
use domain::authoring::KnownPicture;
use domain::configurator::Pick;
use domain::picture::{Focus, Format, Ground, file_name, is_code, widths};
use domain::product::{GroupKind, ProductModel};
use domain::text::Localised;
use sha2::{Digest, Sha256};
use store::Reader;
pub use store::pictures::{PictureOwner, PictureRow, ShelfLevel};

/// Largest file that is taken, in bytes.
pub const MOST_BYTES: u64 = 15 * 1024 * 1024;

/// Most pictures of one shop.
pub const SHOP_PICTURES: i64 = 400;

/// Most bytes of all files of one shop's pictures.
pub const SHOP_BYTES: i64 = 600 * 1024 * 1024;

/// Most pictures of one visitor's session.
const SESSION_PICTURES: i64 = 12;

/// Most bytes of all files of one session's pictures.
const SESSION_BYTES: i64 = 24 * 1024 * 1024;

/// How long a visitor's picture stays that is in no cart and no order: what is drafted is forgotten earlier.
const IDLE_MS: i64 = 2 * 24 * 60 * 60 * 1000;

/// Pictures removed in one call; the rest waits for the next.
const AT_ONCE: i64 = 200;

/// Uploads of one peer in an hour, so that nobody fills the disk from ever new sessions.
const PEER_UPLOADS: usize = 60;

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureProblem {
    /// The file is larger than [`MOST_BYTES`].
    TooLarge,
    /// It has more pixels, or longer sides, than are worked on.
    TooManyPixels,
    /// It is not one of the kinds that are taken.
    NotAPicture,
    /// It is one, but damaged.
    Broken,
    /// The owner has as many as one may have.
    Quota,
    /// Too much is being worked on; the same file may well be taken a moment later.
    Busy,
}

impl PictureProblem {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::TooLarge, Self::TooManyPixels, Self::NotAPicture, Self::Broken, Self::Quota, Self::Busy];

    /// Stable code, for addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooManyPixels => "too_many_pixels",
            Self::NotAPicture => "not_a_picture",
            Self::Broken => "broken",
            Self::Quota => "quota",
            Self::Busy => "busy",
        }
    }
}

/// The file that was sent, as far as it is remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Original {
    /// Its SHA-256.
    pub sha256: [u8; 32],
    /// Its size in bytes.
    pub bytes: u64,
}

impl Original {
    /// What is remembered of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Sha256::digest(bytes).into(), bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }
    }
}

/// What was made of a file: pixels of our own encoding, the right way up, without a trace of its metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Developed {
    /// Width of the original in pixels, the right way up.
    pub width: u32,
    /// Height of the original in pixels, the right way up.
    pub height: u32,
    /// Mean colour, `0xRRGGBB`.
    pub mean_rgb: u32,
    /// What stands in its place until it is there.
    pub ground: Ground,
    /// One file per width of [`domain::picture::widths`] and per format.
    pub files: Vec<DevelopedFile>,
}

/// One encoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DevelopedFile {
    /// Width in pixels.
    pub width: u32,
    /// Format.
    pub format: Format,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Whose a picture for this shop is.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub fn of_shop(actor: &Actor, shop_slug: &str) -> Result<PictureOwner, Error> {
    Ok(PictureOwner::Shop(actor.membership(shop_slug).ok_or(Error::NotFound)?.scope))
}

/// Whose a picture of this visitor is.
///
/// # Errors
/// [`Error::NotFound`] when there is no session.
pub fn of_session(actor: &Actor) -> Result<PictureOwner, Error> {
    Ok(PictureOwner::Session(actor.session_id().ok_or(Error::NotFound)?))
}

/// Counts one upload of a visitor from this peer; `false` when there were too many within an hour.
#[must_use]
pub fn admits_visitor(svc: &Services, peer: &str) -> bool {
    svc.inner.uploads.admits(&[peer.to_owned()], svc.now().0)
}

pub(crate) const fn uploads() -> Tries {
    Tries::new(PEER_UPLOADS, 60 * 60 * 1000)
}

/// Takes a picture and answers its code. `develop` is run only when the owner has neither this file nor, as a shop, too
/// much; what it makes is all that is kept. The same file of the same owner is one picture, however often it is sent. A
/// visitor who has as many as one may have gives up the oldest that no design needs.
///
/// # Errors
/// What the store and the media answer.
pub async fn accept(
    svc: &Services,
    owner: &PictureOwner,
    original: Original,
    develop: impl Future<Output = Result<Developed, PictureProblem>>,
) -> Result<Result<String, PictureProblem>, Error> {
    let mut reader = svc.store().read().await?;
    if let Some(code) = reader.picture_of_original(owner, &original.sha256).await? {
        return Ok(Ok(code));
    }
    let level = reader.picture_shelf(owner).await?;
    drop(reader);
    if matches!(owner, PictureOwner::Shop(_)) && !fits(owner, level, 1) {
        return Ok(Err(PictureProblem::Quota));
    }
    match develop.await {
        Ok(developed) => keep(svc, owner, original, developed).await,
        Err(problem) => Ok(Err(problem)),
    }
}

/// Why nothing was kept.
enum Refused {
    /// No room, and nothing to give up for it.
    Full,
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Files first, then the row: what can be found is whole.
async fn keep(
    svc: &Services,
    owner: &PictureOwner,
    original: Original,
    developed: Developed,
) -> Result<Result<String, PictureProblem>, Error> {
    let row = row(svc, original, &developed);
    let put = async {
        for file in developed.files {
            svc.media().put(&file_name(&row.id, file.width, file.format), file.bytes).await?;
        }
        svc.store()
            .write(async |tx| -> Result<_, Refused> {
                tx.hold_picture_shelf(owner).await?;
                // The same file may have come a second time while this one was worked on.
                if let Some(code) = tx.picture_of_original(owner, &original.sha256).await? {
                    return Ok((code, Vec::new()));
                }
                let mut gone = Vec::new();
                while !fits(owner, tx.picture_shelf(owner).await?, row.stored_bytes) {
                    match tx.drop_oldest_idle_picture(owner).await? {
                        Some(oldest) => gone.push(oldest),
                        None => return Err(Refused::Full),
                    }
                }
                tx.add_picture(owner, &row, &original.sha256).await?;
                Ok((row.id.clone(), gone))
            })
            .await
    };
    let kept = put.await;
    match kept {
        Ok((code, gone)) => {
            for row in gone.iter().chain((code != row.id).then_some(&row)) {
                forget(svc, row).await;
            }
            Ok(Ok(code))
        }
        Err(refused) => {
            forget(svc, &row).await;
            match refused {
                Refused::Full => Ok(Err(PictureProblem::Quota)),
                Refused::Failed(error) => Err(error),
            }
        }
    }
}

/// A new picture with what is known of it.
pub(crate) fn row(svc: &Services, original: Original, developed: &Developed) -> PictureRow {
    PictureRow {
        id: svc.new_token(),
        width: developed.width,
        height: developed.height,
        original_bytes: i64::try_from(original.bytes).unwrap_or(i64::MAX),
        stored_bytes: developed.files.iter().map(|file| i64::try_from(file.bytes.len()).unwrap_or(i64::MAX)).sum(),
        mean_rgb: developed.mean_rgb,
        created_ms: svc.now().0,
        has_avif: false,
        focus: Focus::MIDDLE,
        ground: Some(developed.ground),
    }
}

fn fits(owner: &PictureOwner, level: ShelfLevel, more_bytes: i64) -> bool {
    let (pictures, bytes) = match owner {
        PictureOwner::Shop(_) => (SHOP_PICTURES, SHOP_BYTES),
        PictureOwner::Session(_) => (SESSION_PICTURES, SESSION_BYTES),
    };
    level.pictures < pictures && level.stored_bytes.saturating_add(more_bytes) <= bytes
}

/// Removes the files of a picture whose row is gone, or never was. What stays behind is in nobody's reach but takes room.
pub(crate) async fn forget(svc: &Services, row: &PictureRow) {
    for width in widths(row.width, row.height) {
        for format in Format::ALL {
            let name = file_name(&row.id, width, format);
            if let Err(error) = svc.media().remove(&name).await {
                tracing::error!(name, "a file of a picture could not be removed: {error}");
            }
        }
    }
}

/// What a product may know of a picture.
pub(crate) fn known(row: &PictureRow) -> KnownPicture {
    KnownPicture { code: row.id.clone(), width: row.width, height: row.height }
}

/// The pictures that the picks of a selection or a configuration name, by group; of those that are there.
///
/// # Errors
/// What the store answers.
pub async fn given<'a>(
    svc: &Services,
    model: &ProductModel,
    picks: impl Iterator<Item = Option<&'a Pick>>,
) -> Result<Vec<(usize, PictureRow)>, Error> {
    let mut given = Vec::new();
    for (group, code) in codes(model, picks) {
        given.extend(svc.store().read().await?.visitor_picture(code).await?.map(|picture| (group, picture)));
    }
    Ok(given)
}

/// The codes of pictures among picks, with their groups.
pub(crate) fn codes<'a>(
    model: &ProductModel,
    picks: impl Iterator<Item = Option<&'a Pick>>,
) -> impl Iterator<Item = (usize, &'a str)> {
    model.groups.iter().zip(picks).enumerate().filter_map(|(group, (of, pick))| match (&of.kind, pick) {
        (GroupKind::Picture, Some(Pick::Text(code))) if is_code(code) => Some((group, code.as_str())),
        _ => None,
    })
}

/// A visitor's picture in words: the label of the option that it was given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPicture {
    /// Label of the option.
    pub option: Localised,
    /// The picture.
    pub picture: PictureRow,
}

/// The pictures that were given for a design, by option.
///
/// # Errors
/// What the store answers.
pub(crate) async fn of_design(reader: &mut Reader, fingerprint: &str) -> Result<Vec<GivenPicture>, Error> {
    let rows = reader.design_pictures(fingerprint).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let design = reader.design(fingerprint).await?.ok_or(Error::NotFound)?;
    let groups = design.product.model.groups.iter().enumerate();
    let given = groups.filter(|(_, group)| matches!(group.kind, GroupKind::Picture)).filter_map(|(at, group)| {
        let (_, code) = design.fields.iter().find(|(key, _)| *key == group.key)?;
        let picture = rows.iter().find(|row| row.id == *code)?.clone();
        Some(GivenPicture { option: group_label(&design.product.text, at), picture })
    });
    Ok(given.collect())
}

/// Removes visitors' pictures that stand in no order and in no cart of a session that may go on, two days after they came
/// or were last put into a cart, with their files; answers how many.
///
/// # Errors
/// What the store answers.
pub async fn sweep_idle(svc: &Services) -> Result<u64, Error> {
    let now = svc.now().0;
    let (before, session) = (now.saturating_sub(IDLE_MS), now.saturating_sub(ABSOLUTE_MS));
    let gone = svc.store().write(async |tx| {
        tx.release_design_pictures(before, session).await?;
        tx.drop_idle_pictures(before, AT_ONCE).await
    });
    let gone = gone.await?;
    for row in &gone {
        forget(svc, row).await;
    }
    Ok(gone.len() as u64)
}
