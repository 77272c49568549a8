//! What is done every few minutes: orders that nobody confirmed are cancelled, old drafts of forms forgotten.

use crate::making::Lacking;
use crate::settle::settle;
use crate::{Error, Services, workshop};
use domain::order::{ShopOrderState, Step};

/// How long an order paid on delivery waits for its confirmation: 72 hours.
pub const CONFIRM_WITHIN_MS: i64 = 72 * 60 * 60 * 1000;

/// Orders cancelled in one call; the rest waits for the next.
const AT_ONCE: i64 = 200;

/// Cancels every order paid on delivery that stayed unconfirmed for longer than [`CONFIRM_WITHIN_MS`] and gives its
/// material back, each in a transaction of its own; answers how many.
///
/// # Errors
/// What the store answers when it is asked for the orders; an order that cannot be cancelled is logged and left.
pub async fn sweep_unconfirmed(svc: &Services) -> Result<u64, Error> {
    let Ok((_, effect)) = ShopOrderState::Placed.take(Step::Cancel) else { return Ok(0) };
    let now = svc.now();
    let before_ms = now.0.saturating_sub(CONFIRM_WITHIN_MS);
    let overdue = svc.store().read().await?.unconfirmed_shop_orders(before_ms, AT_ONCE).await?;
    let mut cancelled = 0;
    for order in overdue {
        let write = svc.store().write(async |tx| -> Result<bool, Error> {
            let Some(shop) = tx.shop_of(order).await? else { return Ok(false) };
            tx.hold_shop(shop).await?;
            if !tx.cancel_unconfirmed(order, before_ms).await? {
                return Ok(false);
            }
            tx.insert_shop_order_event(order, ShopOrderState::Cancelled, now.0, None).await?;
            settle(tx, svc, order, effect, None, now).await.map_err(Lacking::into_error)?;
            workshop::allocate_waiting(tx, svc, shop, now).await?;
            Ok(true)
        });
        match write.await {
            Ok(done) => cancelled += u64::from(done),
            // One order that cannot be settled must not keep the material of all the others.
            Err(error) => tracing::error!(%order, "an unconfirmed order could not be cancelled: {error}"),
        }
    }
    Ok(cancelled)
}

/// Removes drafts of forms that expired; answers how many.
///
/// # Errors
/// What the store answers.
pub async fn sweep_form_drafts(svc: &Services) -> Result<u64, Error> {
    let now = svc.now().0;
    Ok(svc.store().write(async |tx| tx.drop_expired_form_drafts(now).await).await?)
}
