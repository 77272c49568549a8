//! The plan of an order. Everything is computed anew from the models; nothing that a browser said about prices counts.

use super::address::Address;
use super::{MAX_LINES, MAX_QUANTITY, Seen};
use crate::configurator::{Configuration, Selection, configure};
use crate::id::{CartLineId, MaterialId, ProductId, ShopId};
use crate::materials::bill;
use crate::money::Money;
use crate::planning::{minutes, ready_day};
use crate::pricing::{Quote, quote};
use crate::product::ProductModel;
use crate::quantity::Overflow;
use crate::time::{Day, Timestamp};
use std::collections::BTreeMap;

/// One line of the cart with the product version that it was configured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFacts {
    /// The line.
    pub line: CartLineId,
    /// Who sells it.
    pub shop: ShopId,
    /// What is sold.
    pub product: ProductId,
    /// The version that the shopper configured.
    pub version: u32,
    /// The version on sale now; `None` when the product is not on sale.
    pub on_sale: Option<u32>,
    /// The model of `version`, with its recipe.
    pub model: ProductModel,
    /// The choices, as `Selection::parse` reads them.
    pub fields: Vec<(String, String)>,
    /// Pieces.
    pub quantity: u32,
}

/// Everything that the plan depends on, besides the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutFacts {
    /// The cart, in the order in which it is shown.
    pub lines: Vec<LineFacts>,
    /// Where it goes.
    pub address: Address,
    /// The goods as the shopper saw them when she sent the order.
    pub seen: Seen,
}

/// What one line becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePlan {
    /// The line.
    pub line: CartLineId,
    /// The complete choices.
    pub configuration: Configuration,
    /// 32 hexadecimal digits, the same for the same configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
    /// Price of one piece and how it comes about.
    pub quote: Quote,
    /// Price of all pieces.
    pub total: Money,
    /// Materials for all pieces, ascending ids.
    pub materials: Vec<(MaterialId, i64)>,
    /// Minutes of work for all pieces.
    pub minutes: i64,
    /// When these pieces can be ready.
    pub ready: Day,
}

/// One shop's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopPlan {
    /// The shop.
    pub shop: ShopId,
    /// Its lines.
    pub lines: Vec<LinePlan>,
    /// Sum of the lines.
    pub subtotal: Money,
    /// One parcel.
    pub delivery: Money,
    /// Both.
    pub total: Money,
    /// When all of it can be ready, made one after the other.
    pub ready: Day,
    /// Materials for the whole part, one entry per material, ascending ids.
    pub demand: Vec<(MaterialId, i64)>,
}

/// What placing the order does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutPlan {
    /// The parts, ascending ids of shops.
    pub shops: Vec<ShopPlan>,
    /// What the shopper pays, the sum of the parts to the last centime.
    pub total: Money,
}

/// Why a line cannot be sold as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineProblem {
    /// The product changed or is not on sale any more, or the choices are not valid.
    Outdated,
    /// A number too large.
    Overflow,
}

impl From<Overflow> for LineProblem {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Why there is no order. Nothing changes then, and the cart is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckoutProblem {
    /// Nothing to buy.
    Empty,
    /// Only addresses in Morocco can pay on delivery.
    AbroadNotYet,
    /// This line has to be configured again or removed.
    Outdated(CartLineId),
    /// The cart holds other pieces than what the shopper saw.
    CartChanged,
    /// The same goods cost something else than what the shopper saw.
    PriceChanged {
        /// What the shopper saw.
        from: Money,
        /// What they cost.
        to: Money,
    },
    /// A number too large.
    Overflow,
}

impl From<Overflow> for CheckoutProblem {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Price, materials, minutes and day of one line at `now`, whether or not its version is still on sale.
///
/// # Errors
/// [`LineProblem::Outdated`] when the choices are not valid for the version, [`LineProblem::Overflow`].
pub fn plan_line(facts: &LineFacts, now: Timestamp) -> Result<LinePlan, LineProblem> {
    let (selection, problems) = Selection::parse(&facts.model, &facts.fields);
    if !problems.is_empty() || facts.quantity == 0 || facts.quantity > MAX_QUANTITY {
        return Err(LineProblem::Outdated);
    }
    let configuration = configure(&facts.model, &selection).map_err(|_| LineProblem::Outdated)?;
    let quote = quote(&facts.model, &configuration)?;
    let pieces = i64::from(facts.quantity);
    let total = quote.unit_total.mul(pieces)?;
    if quote.unit_total.minor < 0 {
        return Err(LineProblem::Overflow);
    }
    let one = minutes(&facts.model, &configuration)?;
    let materials = bill(&facts.model, &configuration)?
        .into_iter()
        .map(|(material, amount)| Ok((material, amount.checked_mul(pieces).ok_or(Overflow)?)))
        .collect::<Result<_, Overflow>>()?;
    Ok(LinePlan {
        line: facts.line,
        fingerprint: configuration.fingerprint(facts.product, facts.version),
        configuration,
        quantity: facts.quantity,
        quote,
        total,
        materials,
        minutes: one.checked_mul(pieces).ok_or(Overflow)?,
        ready: ready_day(facts.model.lead_days, one, facts.quantity, now),
    })
}

/// The plan of the whole order at `now`.
///
/// # Errors
/// The first reason why there is none; see [`CheckoutProblem`].
pub fn plan(facts: &CheckoutFacts, now: Timestamp) -> Result<CheckoutPlan, CheckoutProblem> {
    if facts.address.country != "MA" {
        return Err(CheckoutProblem::AbroadNotYet);
    }
    if facts.lines.is_empty() {
        return Err(CheckoutProblem::Empty);
    }
    if facts.lines.len() > MAX_LINES {
        return Err(CheckoutProblem::Overflow);
    }
    let mut shops: BTreeMap<ShopId, (u16, Vec<LinePlan>)> = BTreeMap::new();
    for line in &facts.lines {
        if line.on_sale != Some(line.version) {
            return Err(CheckoutProblem::Outdated(line.line));
        }
        let planned = plan_line(line, now).map_err(|problem| match problem {
            LineProblem::Outdated => CheckoutProblem::Outdated(line.line),
            LineProblem::Overflow => CheckoutProblem::Overflow,
        })?;
        let (lead_days, lines) = shops.entry(line.shop).or_default();
        *lead_days = (*lead_days).max(line.model.lead_days);
        lines.push(planned);
    }
    let delivery = facts.address.delivery.fee();
    let parts = shops.into_iter().map(|(shop, (lead_days, lines))| plan_shop(shop, lead_days, lines, delivery, now));
    let shops = parts.collect::<Result<Vec<_>, Overflow>>()?;
    let goods = Money::sum(shops.iter().map(|part| part.subtotal))?;
    let pieces = shops.iter().flat_map(|part| &part.lines).map(|line| (line.fingerprint.as_str(), line.quantity));
    let shown = Seen::new(goods, pieces);
    if facts.seen.pieces.is_some() && facts.seen.pieces != shown.pieces {
        return Err(CheckoutProblem::CartChanged);
    }
    if facts.seen.goods != goods {
        return Err(CheckoutProblem::PriceChanged { from: facts.seen.goods, to: goods });
    }
    let total = Money::sum(shops.iter().map(|part| part.total))?;
    Ok(CheckoutPlan { shops, total })
}

fn plan_shop(
    shop: ShopId,
    lead_days: u16,
    lines: Vec<LinePlan>,
    delivery: Money,
    now: Timestamp,
) -> Result<ShopPlan, Overflow> {
    let subtotal = Money::sum(lines.iter().map(|line| line.total))?;
    let mut work: i64 = 0;
    let mut demand: BTreeMap<MaterialId, i64> = BTreeMap::new();
    for line in &lines {
        work = work.checked_add(line.minutes).ok_or(Overflow)?;
        for (material, amount) in &line.materials {
            let sum = demand.entry(*material).or_default();
            *sum = sum.checked_add(*amount).ok_or(Overflow)?;
        }
    }
    Ok(ShopPlan {
        shop,
        subtotal,
        delivery,
        total: subtotal.add(delivery)?,
        ready: ready_day(lead_days, work, 1, now),
        demand: demand.into_iter().collect(),
        lines,
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
