//! The pictures of a shop, as those who work for it see them.

use super::{PictureRow, SHOP_PICTURES, ShelfLevel, forget, of_shop};
use crate::{Actor, Error, Services};
use domain::picture::{Focus, is_code};

/// A shop's pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopPictures {
    /// Newest first.
    pub pictures: Vec<PictureRow>,
    /// How much there is, of [`SHOP_PICTURES`] and [`super::SHOP_BYTES`].
    pub level: ShelfLevel,
}

/// The picture is shown somewhere, so it was not removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InUse;

/// The pictures of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn shop_pictures(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<ShopPictures, Error> {
    let owner = of_shop(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let pictures = reader.pictures(&owner, SHOP_PICTURES).await?;
    Ok(ShopPictures { pictures, level: reader.picture_shelf(&owner).await? })
}

/// A picture of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or it has no such picture.
pub async fn shop_picture(svc: &Services, actor: &Actor, shop_slug: &str, code: &str) -> Result<PictureRow, Error> {
    let owner = of_shop(actor, shop_slug)?;
    let all = svc.store().read().await?.pictures(&owner, SHOP_PICTURES).await?;
    all.into_iter().find(|picture| picture.id == code).ok_or(Error::NotFound)
}

/// Says where the eye goes on a picture of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or it has no such picture.
pub async fn focus(svc: &Services, actor: &Actor, shop_slug: &str, code: &str, focus: Focus) -> Result<(), Error> {
    let owner = of_shop(actor, shop_slug)?;
    let found = is_code(code) && svc.store().write(async |tx| tx.set_picture_focus(&owner, code, focus).await).await?;
    found.then_some(()).ok_or(Error::NotFound)
}

/// Removes a picture of a shop with its files, unless something shows it. One that is gone already is no mistake.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn remove_from_shop(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    code: &str,
) -> Result<Result<(), InUse>, Error> {
    let owner = of_shop(actor, shop_slug)?;
    if !is_code(code) {
        return Ok(Ok(()));
    }
    match svc.store().write(async |tx| tx.remove_picture(&owner, code).await).await {
        Ok(Some(row)) => {
            forget(svc, &row).await;
            Ok(Ok(()))
        }
        Ok(None) => Ok(Ok(())),
        Err(store::Error::Conflict { .. }) => Ok(Err(InUse)),
        Err(error) => Err(error.into()),
    }
}
