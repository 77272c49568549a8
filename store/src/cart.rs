//! Carts: one per session.

use crate::queries::queries;
use domain::id::{CartId, CartLineId, ProductId, ShopId};
use domain::product::{ProductModel, ProductText};
use domain::text::Localised;

/// A line with the product version that it was configured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLineRow {
    /// Id.
    pub id: CartLineId,
    /// What is sold.
    pub product: ProductId,
    /// Slug of the product.
    pub product_slug: String,
    /// Who sells it.
    pub shop: ShopId,
    /// Slug of the shop.
    pub shop_slug: String,
    /// The version that was configured.
    pub version: u32,
    /// The version on sale now, when there is one.
    pub on_sale: Option<u32>,
    /// The model of the configured version.
    pub model: ProductModel,
    /// The texts of the configured version.
    pub text: Localised<ProductText>,
    /// The choices.
    pub fields: Vec<(String, String)>,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
}

/// A line to be added.
#[derive(Debug, Clone)]
pub struct NewCartLine {
    /// Id, used when the configuration is new in the cart.
    pub id: CartLineId,
    /// What is sold.
    pub product: ProductId,
    /// The version that was configured.
    pub version: u32,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// The choices.
    pub fields: Vec<(String, String)>,
    /// Pieces.
    pub quantity: u32,
}

queries! { cart:
    /// The lines of a cart in the order in which they were added.
    read fn cart_lines(cart: CartId) -> Vec<CartLineRow>;
    /// How many lines and how many pieces a cart holds.
    read fn cart_size(cart: CartId) -> (i64, i64);
    /// Cart, fingerprint and time of a line; `None` when there is no such line.
    read fn cart_line(line: CartLineId) -> Option<(CartId, String, i64)>;
    /// Opens the cart where there is none, and holds it until the transaction ends: whatever changes a cart or buys it comes
    /// through here first.
    quiet fn touch_cart(cart: CartId, now_ms: i64) -> ();
    /// Adds a line, or pieces to the line of the same configuration; `None` when that would be more than `max_quantity`.
    /// Lines stand in the order of `added_ms`.
    quiet fn put_cart_line(cart: CartId, line: &NewCartLine, max_quantity: u32, added_ms: i64) -> Option<CartLineId>;
    /// Sets how many pieces of a line are wanted; `false` when the cart has no such line.
    quiet fn set_cart_line_quantity(cart: CartId, line: CartLineId, quantity: u32) -> bool;
    /// Takes a line out of the cart and answers when it was added; `None` when the cart has no such line.
    quiet fn remove_cart_line(cart: CartId, line: CartLineId) -> Option<i64>;
    /// Takes all lines out of the cart.
    quiet fn empty_cart(cart: CartId) -> ();
}
