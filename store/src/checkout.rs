//! Attempts to buy a cart.

use crate::queries::queries;
use domain::id::{CartId, CheckoutId};

queries! { checkout:
    /// The open checkout of a cart.
    read fn open_checkout_of(cart: CartId) -> Option<CheckoutId>;
    /// The token of the order that this checkout of this cart became.
    read fn placed_token(checkout: CheckoutId, cart: CartId) -> Option<String>;
    /// The token of the last order of a cart, if it was placed at or after this time.
    read fn last_placed_token(cart: CartId, since_ms: i64) -> Option<String>;
    /// Opens a checkout, or answers the open one; notes the price of the goods that the shopper is shown (centimes).
    quiet fn open_checkout(id: CheckoutId, cart: CartId, seen_minor: i64, now_ms: i64) -> CheckoutId;
    /// Marks an open checkout of this cart as placed and answers the price that was shown; `None` when there is no such
    /// checkout or it was placed before. Others who want the same wait for this transaction.
    quiet fn claim_checkout(id: CheckoutId, cart: CartId, now_ms: i64) -> Option<i64>;
}
