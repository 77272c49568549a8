//! What suppliers ask for a material, and what an amount of it costs.

use crate::id::{MaterialId, SupplierId};
use crate::quantity::{Basis, Measure, Overflow};

/// A material that a supplier sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub material: MaterialId,
    /// What [`Self::per`] of it costs, in centimes; `None` when nobody said.
    pub price_minor: Option<i64>,
    /// For how many base units the price is: what one pack held when it was typed; more than zero.
    pub per: i64,
}

impl Offer {
    /// What so much costs, in centimes, half to the even one; `None` when no price is known.
    ///
    /// # Errors
    /// [`Overflow`] when it does not fit.
    pub fn cost(&self, amount: i64) -> Result<Option<i64>, Overflow> {
        let cost = |price| Measure { basis: Basis::Fixed, per: (price, self.per.max(1)) }.times(i128::from(amount));
        self.price_minor.map(|price| cost(price)?.round_half_even()).transpose()
    }
}

/// Who sells a material, the cheapest first of all; one who names a price before one who does not, of equals the first.
#[must_use]
pub fn cheapest<'a>(
    offers: impl IntoIterator<Item = (SupplierId, &'a Offer)>,
    material: MaterialId,
) -> Option<(SupplierId, Offer)> {
    let mut best: Option<(SupplierId, Offer)> = None;
    for (supplier, offer) in offers.into_iter().filter(|(_, offer)| offer.material == material) {
        if best.is_none_or(|(_, known)| is_cheaper(offer, &known)) {
            best = Some((supplier, *offer));
        }
    }
    best
}

fn is_cheaper(one: &Offer, other: &Offer) -> bool {
    match (one.price_minor, other.price_minor) {
        (Some(one_price), Some(other_price)) => {
            i128::from(one_price) * i128::from(other.per) < i128::from(other_price) * i128::from(one.per)
        }
        (Some(_), None) => true,
        (None, Some(_) | None) => false,
    }
}
