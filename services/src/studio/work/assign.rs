//! Whose task a stage is.

use crate::catalog::readable;
use crate::studio::scope;
use crate::{Actor, Error, Services};
use domain::id::ProductionOrderId;

/// Gives a stage to a member, or to nobody when `member` is empty.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not run this shop, or the shop has no such stage or no such member.
pub async fn assign_stage(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    (id, position): (ProductionOrderId, i64),
    member: &str,
) -> Result<(), Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let member = member.trim();
    let member = if member.is_empty() {
        None
    } else {
        let slug = readable(member).ok_or(Error::NotFound)?;
        let crew = svc.store().read().await?.crew(&scope).await?;
        Some(crew.iter().find(|row| row.slug == slug).ok_or(Error::NotFound)?.id)
    };
    let assigned = svc.store().write(async |tx| {
        tx.hold_shop(scope.shop()).await?;
        tx.assign_stage(&scope, id, position, member).await
    });
    if assigned.await? { Ok(()) } else { Err(Error::NotFound) }
}
