//! A draft becomes a version, once and for all; what is sold can be taken away and offered again.

use super::super::scope;
use crate::pictures::{PictureOwner, SHOP_PICTURES};
use crate::seed::words_of;
use crate::{Actor, Error, Services};
use domain::configurator::review;
use domain::exchange::listed;
use domain::id::ProductId;
use store::catalog::{NewDesign, NewProduct, NewVersion, ProductState};
use store::{CoordinatorScope, Writer};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// It is sold under this slug.
    Done(String),
    /// Somebody changed the draft meanwhile.
    Stale,
    /// There are problems left.
    NotReady,
    /// Another product has the slug.
    SlugTaken,
}

/// Publishes a draft that is still at this revision: its next version is sold from now on, orders and carts keep theirs.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or there is no such draft.
pub async fn publish(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    id: ProductId,
    revision: u32,
) -> Result<Published, Error> {
    let (scope, _) = scope(actor, shop)?;
    let done = svc.store().write(async |tx| publish_in(svc, tx, &scope, id, revision).await).await;
    match done {
        Err(Error::Store(store::Error::Conflict { constraint })) if constraint == "products_slug_key" => {
            Ok(Published::SlugTaken)
        }
        // A picture was removed at this moment.
        Err(Error::Store(store::Error::Conflict { constraint })) if constraint == "foreign_key" => {
            Ok(Published::NotReady)
        }
        done => {
            if matches!(done, Ok(Published::Done(_))) {
                note(svc, id).await;
            }
            done
        }
    }
}

/// Has a product that changed found by its words, or not any more. If that fails, the sweeper does it some minutes later.
async fn note(svc: &Services, id: ProductId) {
    if let Err(error) = crate::search::note(svc, id).await {
        tracing::error!("what the product is found by could not be written down: {error}");
    }
}

async fn publish_in(
    svc: &Services,
    tx: &mut Writer,
    scope: &CoordinatorScope,
    id: ProductId,
    revision: u32,
) -> Result<Published, Error> {
    let sold = tx.shop_product_by_id(scope, id).await?;
    let Some(draft) = tx.product_draft(scope, id).await? else {
        // Pressed twice: the first press published it.
        return sold.map(|sold| Published::Done(sold.slug)).ok_or(Error::NotFound);
    };
    let materials = tx.materials(scope).await?.into_iter().map(|row| ((row.slug, row.id, row.unit), row.name));
    let pictures = tx.pictures(&PictureOwner::Shop(**scope), SHOP_PICTURES).await?;
    let (materials, stations) = (materials.collect::<Vec<_>>(), super::stations(tx.calendar(scope).await?));
    let reading = super::understand(&draft.source, (&materials, &stations), &tx.categories().await?, &pictures);
    let (Some(model), Some((defaults, from_price)), true) =
        (reading.model, reading.defaults, reading.problems.is_empty())
    else {
        return Ok(Published::NotReady);
    };
    if review(&model, None).is_ok_and(|findings| findings.iter().any(super::blocks)) {
        return Ok(Published::NotReady);
    }
    if !tx.drop_product_draft(scope, id, revision).await? {
        return Ok(Published::Stale);
    }
    let version = sold.map_or(Some(1), |sold| sold.version.checked_add(1)).ok_or(Error::Overflow)?;
    let (text, fingerprint) = (reading.text, defaults.fingerprint(id, version));
    let product = NewProduct {
        id,
        slug: draft.source.slug.clone(),
        shop: scope.shop(),
        category_slug: draft.source.category,
        state: ProductState::Published,
        position: 0,
        version,
        name: words_of(&text, |text| &text.name),
        summary: words_of(&text, |text| &text.summary),
        from_price,
        listed: listed(&model, from_price),
        lead_days: model.lead_days,
        fingerprint: fingerprint.clone(),
    };
    tx.publish_product(scope, &product).await?;
    let created_ms = svc.now().0;
    tx.add_versions(&[NewVersion { product: id, version, model, text, created_ms }]).await?;
    tx.keep_designs(&[NewDesign { fingerprint, product: id, version, fields: defaults.to_fields() }]).await?;
    Ok(Published::Done(draft.source.slug))
}

/// Throws a draft away that is still at this revision; `false` when it is not.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop.
pub async fn drop_draft(
    svc: &Services,
    actor: &Actor,
    shop: &str,
    id: ProductId,
    revision: u32,
) -> Result<bool, Error> {
    let (scope, _) = scope(actor, shop)?;
    Ok(svc.store().write(async |tx| tx.drop_product_draft(&scope, id, revision).await).await?)
}

/// Takes a product away from the shop window, or offers it again. Orders and carts keep what they have.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or it has no such product.
pub async fn offer(svc: &Services, actor: &Actor, shop: &str, id: ProductId, offered: bool) -> Result<(), Error> {
    let (scope, _) = scope(actor, shop)?;
    let state = if offered { ProductState::Published } else { ProductState::Retired };
    if !svc.store().write(async |tx| tx.set_product_state(&scope, id, state).await).await? {
        return Err(Error::NotFound);
    }
    note(svc, id).await;
    Ok(())
}
