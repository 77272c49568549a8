//! The plan of an order. Everything is computed anew from the models; nothing that a browser said about prices counts.

use super::address::Address;
use super::{MAX_LINES, MAX_QUANTITY, Seen};
use crate::configurator::{Configuration, Selection, configure};
use crate::exchange::{ExchangeRate, ShownOrder, ShownPrice};
use crate::id::{CartLineId, MaterialId, ProductId, ProductionOrderId, ShopId};
use crate::materials::bill;
use crate::money::Money;
use crate::planning::{Demand, NoPromise, Promise, Queued, Workshop, promise};
use crate::pricing::{Quote, quote};
use crate::product::ProductModel;
use crate::quantity::Overflow;
use crate::time::Day;
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

/// Everything that the plan depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutFacts {
    /// The cart, in the order in which it is shown.
    pub lines: Vec<LineFacts>,
    /// Where it goes.
    pub address: Address,
    /// The goods as the shopper saw them when she sent the order.
    pub seen: Seen,
    /// The shops with what they have to make already; all of the same day.
    pub workshops: BTreeMap<ShopId, Workshop>,
    /// The rate that counts now for the currency in which the shopper saw prices beside dirhams.
    pub rate: Option<ExchangeRate>,
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
    /// The same in the shopper's currency, when she reads another one.
    pub shown: Option<ShownPrice>,
    /// Materials for all pieces, ascending ids.
    pub materials: Vec<(MaterialId, i64)>,
    /// What making all pieces asks of the shop.
    pub demand: Demand,
}

/// One shop's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopPlan {
    /// The shop.
    pub shop: ShopId,
    /// Its lines with what is promised for each, one behind the other.
    pub lines: Vec<(LinePlan, Promise)>,
    /// Sum of the lines.
    pub subtotal: Money,
    /// One parcel.
    pub delivery: Money,
    /// Both.
    pub total: Money,
    /// When all of it can be ready.
    pub ready: Day,
}

/// What placing the order does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutPlan {
    /// The parts, ascending ids of shops.
    pub shops: Vec<ShopPlan>,
    /// What the shopper pays, the sum of the parts to the last centime.
    pub total: Money,
    /// What she reads beside it.
    pub shown: Option<ShownOrder>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// They cost the same, but come to something else in the currency in which the shopper saw them.
    ShownChanged {
        /// What the shopper saw.
        from: Money,
        /// What they come to; nothing when no rate counts any more.
        to: Option<Money>,
    },
    /// These lines cannot be made.
    NoPromise(Vec<(CartLineId, NoPromise)>),
    /// A shop needs longer than the shopper saw.
    DayChanged {
        /// The shop.
        shop: ShopId,
        /// What the shopper saw.
        from: Day,
        /// When it can be ready.
        to: Day,
    },
    /// A number too large.
    Overflow,
}

impl From<Overflow> for CheckoutProblem {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

/// Price, materials and work of one line on a day, whether or not its version is still on sale. `rate` is that of the currency
/// in which the shopper reads prices beside dirhams.
///
/// # Errors
/// [`LineProblem::Outdated`] when the choices are not valid for the version, [`LineProblem::Overflow`].
pub fn plan_line(facts: &LineFacts, today: Day, rate: Option<ExchangeRate>) -> Result<LinePlan, LineProblem> {
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
    let demand = Demand::of(&facts.model, &configuration, today)?.times(facts.quantity)?;
    let materials = bill(&facts.model, &configuration)?
        .into_iter()
        .map(|(material, amount)| Ok((material, amount.checked_mul(pieces).ok_or(Overflow)?)))
        .collect::<Result<_, Overflow>>()?;
    Ok(LinePlan {
        line: facts.line,
        fingerprint: configuration.fingerprint(facts.product, facts.version),
        configuration,
        quantity: facts.quantity,
        shown: rate.and_then(|rate| rate.pieces(&facts.model, quote.unit_total, facts.quantity)),
        quote,
        total,
        materials,
        demand,
    })
}

/// What a shop can promise for lines, each behind the ones before it; one that cannot be made takes nothing.
///
/// # Errors
/// [`Overflow`] when amounts of material do not fit.
pub fn promises<'a>(
    workshop: &Workshop,
    lines: impl IntoIterator<Item = &'a LinePlan>,
) -> Result<Vec<Result<Promise, NoPromise>>, Overflow> {
    let mut plan = workshop.plan()?;
    let mut found = Vec::new();
    for line in lines {
        let promised = promise(&line.demand, &plan);
        if let Ok(promised) = &promised {
            // It has no number yet, and nobody asks the plan for it.
            let order = ProductionOrderId::from_parts(0, [0; 10]);
            plan.accept(&Queued::new(order, line.demand.clone(), promised))?;
        }
        found.push(promised);
    }
    Ok(found)
}

/// The plan of the whole order.
///
/// # Errors
/// The first reason why there is none; see [`CheckoutProblem`].
pub fn plan(facts: &CheckoutFacts) -> Result<CheckoutPlan, CheckoutProblem> {
    if facts.address.country != "MA" {
        return Err(CheckoutProblem::AbroadNotYet);
    }
    if facts.lines.is_empty() {
        return Err(CheckoutProblem::Empty);
    }
    if facts.lines.len() > MAX_LINES {
        return Err(CheckoutProblem::Overflow);
    }
    let nobody = Workshop::default();
    let mut shops: BTreeMap<ShopId, Vec<LinePlan>> = BTreeMap::new();
    for line in &facts.lines {
        if line.on_sale != Some(line.version) {
            return Err(CheckoutProblem::Outdated(line.line));
        }
        let today = facts.workshops.get(&line.shop).unwrap_or(&nobody).today;
        let planned = plan_line(line, today, facts.rate).map_err(|problem| match problem {
            LineProblem::Outdated => CheckoutProblem::Outdated(line.line),
            LineProblem::Overflow => CheckoutProblem::Overflow,
        })?;
        shops.entry(line.shop).or_default().push(planned);
    }
    agree(&facts.seen, shops.values().flatten())?;
    let goods = shown(facts, shops.values().flatten())?;
    let delivery = facts.address.delivery.fee();
    let (mut parts, mut never) = (Vec::new(), Vec::new());
    for (shop, lines) in shops {
        let promised = promises(facts.workshops.get(&shop).unwrap_or(&nobody), &lines)?;
        let mut kept = Vec::new();
        for (line, promise) in lines.into_iter().zip(promised) {
            match promise {
                Ok(promise) => kept.push((line, promise)),
                Err(NoPromise::Overflow) => return Err(CheckoutProblem::Overflow),
                Err(problem) => never.push((line.line, problem)),
            }
        }
        parts.push(plan_shop(shop, kept, delivery)?);
    }
    if !never.is_empty() {
        return Err(CheckoutProblem::NoPromise(never));
    }
    for (part, from) in parts.iter().zip(facts.seen.days.iter().flatten()) {
        if part.ready > *from {
            return Err(CheckoutProblem::DayChanged { shop: part.shop, from: *from, to: part.ready });
        }
    }
    let total = Money::sum(parts.iter().map(|part| part.total))?;
    let delivery = Money::sum(parts.iter().map(|part| part.delivery))?;
    let shown = facts.rate.zip(goods).and_then(|(rate, goods)| rate.order(goods, delivery));
    Ok(CheckoutPlan { shops: parts, total, shown })
}

/// What the goods come to in the currency in which the shopper saw them, which must be what she saw.
fn shown<'a>(
    facts: &CheckoutFacts,
    lines: impl Iterator<Item = &'a LinePlan>,
) -> Result<Option<Money>, CheckoutProblem> {
    let Some(from) = facts.seen.shown else { return Ok(None) };
    let rate = facts.rate.filter(|rate| rate.currency == from.currency);
    let to = rate.and_then(|rate| rate.sum(lines.map(|line| line.shown.map(|shown| shown.total))));
    if to == Some(from) { Ok(to) } else { Err(CheckoutProblem::ShownChanged { from, to }) }
}

/// Whether these are the goods that the shopper saw.
fn agree<'a>(seen: &Seen, lines: impl Iterator<Item = &'a LinePlan> + Clone) -> Result<(), CheckoutProblem> {
    let goods = Money::sum(lines.clone().map(|line| line.total))?;
    let shown = Seen::new(goods, lines.map(|line| (line.fingerprint.as_str(), line.quantity)));
    if seen.pieces.is_some() && seen.pieces != shown.pieces {
        return Err(CheckoutProblem::CartChanged);
    }
    if seen.goods != goods {
        return Err(CheckoutProblem::PriceChanged { from: seen.goods, to: goods });
    }
    Ok(())
}

fn plan_shop(shop: ShopId, lines: Vec<(LinePlan, Promise)>, delivery: Money) -> Result<ShopPlan, Overflow> {
    let subtotal = Money::sum(lines.iter().map(|(line, _)| line.total))?;
    Ok(ShopPlan {
        shop,
        subtotal,
        delivery,
        total: subtotal.add(delivery)?,
        ready: lines.iter().map(|(_, promise)| promise.ready).max().unwrap_or_default(),
        lines,
    })
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
