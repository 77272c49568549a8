//! Photographs of a piece that grows, which the shopper sees too.

use crate::studio::work_scope;
use crate::{Actor, Error, Services};
use domain::id::ProductionOrderId;
use domain::order::{Mark, ProductionState};

/// Most photographs of one line.
const MOST: usize = 24;

/// Why a photograph was not put to the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoProblem {
    /// There are enough already.
    TooMany,
    /// The work has not begun.
    NotNow,
}

/// Puts a picture of the shop to the work on a line.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such work or no such picture.
pub async fn add_photo(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ProductionOrderId,
    (picture, mark): (&str, Mark),
) -> Result<Result<(), PhotoProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let person = actor.person().map(|person| person.id);
    let now = svc.now();
    let write = svc.store().write(async |tx| -> Result<Result<(), PhotoProblem>, Error> {
        tx.hold_shop(scope.shop()).await?;
        let row = tx.work(&scope, id).await?.ok_or(Error::NotFound)?;
        if !row.state.is_open() && row.state != ProductionState::Completed {
            return Ok(Err(PhotoProblem::NotNow));
        }
        let there = tx.production_photos(id).await?;
        if there.len() >= MOST && !there.iter().any(|photo| photo.picture.id == picture) {
            return Ok(Err(PhotoProblem::TooMany));
        }
        let put = tx.put_production_photo(&scope, id, picture, mark, now.0, person).await?;
        if put { Ok(Ok(())) } else { Err(Error::NotFound) }
    });
    write.await
}

/// Takes a photograph away from the work; the picture stays with the shop. Sent twice it counts once.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such work.
pub async fn drop_photo(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ProductionOrderId,
    picture: &str,
) -> Result<(), Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    svc.store()
        .write(async |tx| -> Result<(), Error> {
            tx.hold_shop(scope.shop()).await?;
            tx.work(&scope, id).await?.ok_or(Error::NotFound)?;
            tx.drop_production_photo(id, picture).await?;
            Ok(())
        })
        .await
}
