//! What is for sale as other shop windows want it: each piece as it is without any choice, its price and its day.

use crate::{Error, Services, workshop};
use domain::configurator::{Engine, Selection};
use domain::id::ProductId;
use domain::money::Money;
use domain::planning::{Demand, PromiseDigest};
use domain::text::Localised;
use domain::time::Day;
use store::catalog::ProductCard;

/// Most pieces in one list: more would take longer than whoever reads it waits.
pub const MOST: usize = 5_000;

/// A piece for sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The product.
    pub product: ProductId,
    /// What a list shows.
    pub card: ProductCard,
    /// Name of the category.
    pub category: Localised,
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
        let plan = workshop.plan().map_err(|_| Error::Overflow)?;
        let left = i64::try_from(MOST - offers.len()).unwrap_or_default();
        for card in reader.shop_cards(shop.id, left).await? {
            let Some(row) = reader.product(&card.slug).await? else { continue };
            let digest = Demand::largest(&row.model, workshop.today)
                .and_then(|largest| PromiseDigest::new(&plan, &largest, 0, now.end_of_day()));
            let digest = digest.map_err(|_| Error::Overflow)?;
            let nothing = Selection(vec![None; row.model.groups.len()]);
            let shown = Engine::new(&row.model).and_then(|engine| engine.answer(&nothing, None, &digest));
            let Some(shown) = shown else { continue };
            let ready = shown.promise.ok().map(|promise| promise.ready);
            let (price, today) = (shown.quote.unit_total, digest.today);
            offers.push(Offer { product: row.id, card, category: row.category.name, price, ready, today });
        }
    }
    Ok(offers)
}
