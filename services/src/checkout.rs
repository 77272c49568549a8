//! Opening a checkout: the number under which a cart is bought exactly once.

use crate::cart::{self, CartView};
use crate::{Actor, Error, Services};
use domain::exchange::ExchangeRate;
use domain::id::CheckoutId;

/// How long an empty checkout leads to the order that was just placed, in milliseconds.
const FRESH_MS: i64 = 60 * 60 * 1000;

/// A checkout as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutView {
    /// To be sent with the order.
    pub id: CheckoutId,
    /// What is bought.
    pub cart: CartView,
}

/// Opens the checkout of this session's cart, or answers the open one, and remembers the price that is shown.
/// `None` when the cart is empty.
///
/// # Errors
/// What the store answers.
pub async fn open(svc: &Services, actor: &Actor) -> Result<Option<CheckoutId>, Error> {
    let cart_view = cart::view(svc, actor).await?;
    let Some(cart) = actor.cart_id().filter(|_| cart_view.count > 0) else { return Ok(None) };
    let now = svc.now();
    let id = CheckoutId::from_parts(svc.millis(), svc.id10());
    let opened = svc.store().write(async |tx| -> Result<CheckoutId, Error> {
        tx.touch_cart(cart, now.0).await?;
        Ok(tx.open_checkout(id, cart, cart_view.total.minor, now.0).await?)
    });
    opened.await.map(Some)
}

/// The open checkout of this session; `None` when there is none or the cart was emptied meanwhile.
///
/// # Errors
/// What the store answers.
pub async fn view(svc: &Services, actor: &Actor) -> Result<Option<CheckoutView>, Error> {
    view_beside(svc, actor, None).await
}

/// The same, priced in dirhams and beside them by the rate of another currency.
///
/// # Errors
/// What the store answers.
pub async fn view_beside(
    svc: &Services,
    actor: &Actor,
    rate: Option<ExchangeRate>,
) -> Result<Option<CheckoutView>, Error> {
    let Some(cart) = actor.cart_id() else { return Ok(None) };
    let Some(id) = svc.store().read().await?.open_checkout_of(cart).await? else { return Ok(None) };
    let cart = cart::view_beside(svc, actor, rate).await?;
    Ok((cart.count > 0).then_some(CheckoutView { id, cart }))
}

/// The token of the order that this session placed within the last hour, while its cart is still empty: whoever goes back
/// from the confirmation is led to it again.
///
/// # Errors
/// What the store answers.
pub async fn just_placed(svc: &Services, actor: &Actor) -> Result<Option<String>, Error> {
    let Some(cart) = actor.cart_id() else { return Ok(None) };
    let mut reader = svc.store().read().await?;
    if reader.cart_size(cart).await?.0 > 0 {
        return Ok(None);
    }
    Ok(reader.last_placed_token(cart, svc.now().0.saturating_sub(FRESH_MS)).await?)
}
