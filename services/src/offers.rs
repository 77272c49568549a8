//! What is for sale as other shop windows want it: each piece as it is without any choice, its price and its day.

use crate::catalog::{self, ProductPage};
use crate::{Error, Services, workshop};
use domain::configurator::{Engine, Selection};
use domain::money::Money;
use domain::time::Day;

/// Most pieces in one list; the files that they go into may not be larger.
pub const MOST: usize = 10_000;
/// Pieces of one shop.
const OF_A_SHOP: i64 = 10_000;

/// A piece for sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The piece.
    pub product: ProductPage,
    /// What it costs without any choice.
    pub price: Money,
    /// When it would be ready; `None` when it cannot be made now.
    pub ready: Option<Day>,
    /// The day on which that was asked.
    pub today: Day,
}

/// The pieces of all shops, as they stand now; those that cannot be made at all are left out.
///
/// # Errors
/// What the store answers; [`Error::Overflow`].
pub async fn offers(svc: &Services) -> Result<Vec<Offer>, Error> {
    let mut offers = Vec::new();
    let mut reader = svc.store().read().await?;
    for card in reader.shops().await? {
        let Some(shop) = reader.shop(&card.slug).await? else { continue };
        let (row, now) = (reader.workshop(shop.id).await?, svc.now());
        let workshop = workshop::of(&row, now);
        for card in reader.shop_cards(shop.id, OF_A_SHOP).await? {
            let Some(product) = reader.product(&card.slug).await?.map(catalog::page) else { continue };
            let digest = workshop.digest(&product.model, now.0.unsigned_abs(), now.end_of_day());
            let digest = digest.map_err(|_| Error::Overflow)?;
            let nothing = Selection(vec![None; product.model.groups.len()]);
            let shown = Engine::new(&product.model).and_then(|engine| engine.answer(&nothing, None, &digest));
            let Some(shown) = shown else { continue };
            let ready = shown.promise.ok().map(|promise| promise.ready);
            offers.push(Offer { price: shown.quote.unit_total, ready, today: digest.today, product });
            if offers.len() == MOST {
                return Ok(offers);
            }
        }
    }
    Ok(offers)
}
