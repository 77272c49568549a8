//! Carts and checkouts. Runs after the catalog's story: there are products.

use crate::catalog::id;
use domain::id::{CartId, CartLineId, CheckoutId, ProductId};
use store::cart::NewCartLine;
use store::{Error, Store};

/// The cart that the order's story buys.
pub fn bought_cart() -> CartId {
    CartId(id(1_000))
}

/// The checkout of [`bought_cart`].
pub fn bought_checkout() -> CheckoutId {
    CheckoutId(id(1_010))
}

fn line(number: u128, fingerprint: u128, quantity: u32) -> NewCartLine {
    NewCartLine {
        id: CartLineId(id(1_100 + number)),
        product: ProductId(id(201)),
        version: 1,
        fingerprint: format!("{fingerprint:032x}"),
        fields: vec![("size".into(), "large".into())],
        quantity,
    }
}

pub async fn story(store: &Store) {
    lines(store).await;
    checkouts(store).await;
}

async fn lines(store: &Store) {
    let (cart, other) = (bought_cart(), CartId(id(1_001)));
    let added = store.write(async |tx| -> Result<_, Error> {
        tx.touch_cart(cart, 10).await?;
        tx.touch_cart(cart, 11).await?;
        tx.touch_cart(other, 10).await?;
        let first = tx.put_cart_line(cart, &line(1, 1, 3), 20, 10).await?;
        let again = tx.put_cart_line(cart, &line(2, 1, 17), 20, 11).await?;
        let full = tx.put_cart_line(cart, &line(3, 1, 1), 20, 12).await?;
        let second = tx.put_cart_line(cart, &line(4, 2, 1), 20, 13).await?;
        let theirs = tx.put_cart_line(other, &line(5, 1, 1), 20, 13).await?;
        Ok([first, again, full, second, theirs])
    });
    let named = |number: u128| Some(CartLineId(id(1_100 + number)));
    assert_eq!(added.await.unwrap(), [named(1), named(1), None, named(4), named(5)]);

    let mut reader = store.read().await.unwrap();
    let rows = reader.cart_lines(cart).await.unwrap();
    let row = &rows[0];
    assert_eq!((rows.len(), row.quantity, row.version, row.on_sale), (2, 20, 1, Some(2)));
    assert_eq!((row.product_slug.as_str(), row.shop_slug.as_str()), ("product-1", "shop-1"));
    assert_eq!(
        (row.model.base_price_minor, row.fields[0].1.as_str()),
        (100, "large"),
        "the version that was configured"
    );
    assert_eq!(reader.cart_line(row.id).await.unwrap().map(|(owner, _, _)| owner), Some(cart));
    assert_eq!(reader.cart_line(CartLineId(id(1_199))).await.unwrap(), None);
    assert_eq!(reader.cart_size(cart).await.unwrap(), (2, 21));
    assert_eq!(reader.cart_size(CartId(id(1_002))).await.unwrap(), (0, 0));

    let (line, foreign) = (CartLineId(id(1_104)), CartLineId(id(1_105)));
    let done = store.write(async |tx| -> Result<_, Error> {
        Ok([
            tx.set_cart_line_quantity(cart, line, 4).await?,
            tx.set_cart_line_quantity(cart, foreign, 4).await?,
            tx.remove_cart_line(cart, foreign).await?.is_some(),
            tx.remove_cart_line(cart, line).await?.is_some(),
            tx.remove_cart_line(cart, line).await?.is_some(),
        ])
    });
    assert_eq!(done.await.unwrap(), [true, false, false, true, false], "only lines of one's own cart");
    store.write(async |tx| tx.empty_cart(other).await).await.unwrap();
    assert_eq!(reader.cart_size(other).await.unwrap(), (0, 0));
    assert_eq!(reader.cart_size(cart).await.unwrap(), (1, 20));
    let many = store.write(async |tx| tx.set_cart_line_quantity(cart, CartLineId(id(1_101)), 21).await).await;
    assert!(matches!(many, Err(Error::Conflict { constraint }) if constraint == "cart_lines_quantity_range"));
}

async fn checkouts(store: &Store) {
    let (cart, other, checkout) = (bought_cart(), CartId(id(1_001)), bought_checkout());
    let mut reader = store.read().await.unwrap();
    assert_eq!(reader.open_checkout_of(cart).await.unwrap(), None);
    let opened = store.write(async |tx| -> Result<_, Error> {
        let first = tx.open_checkout(checkout, cart, 100, 10).await?;
        let again = tx.open_checkout(CheckoutId(id(1_011)), cart, 200, 11).await?;
        Ok((first, again))
    });
    assert_eq!(opened.await.unwrap(), (checkout, checkout), "one open checkout per cart");
    assert_eq!(reader.open_checkout_of(cart).await.unwrap(), Some(checkout));
    assert_eq!(reader.placed_token(checkout, cart).await.unwrap(), None);

    let claimed = store.write(async |tx| -> Result<_, Error> {
        let stranger = tx.claim_checkout(checkout, other, 12).await?;
        let owner = tx.claim_checkout(checkout, cart, 12).await?;
        Ok((stranger, owner, tx.claim_checkout(checkout, cart, 12).await?))
    });
    assert_eq!(claimed.await.unwrap(), (None, Some(200), None), "by its own session, once");
    assert_eq!(reader.open_checkout_of(cart).await.unwrap(), None);
}
