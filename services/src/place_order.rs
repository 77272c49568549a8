//! Placing an order: load the facts, ask the domain for the plan, apply it, all in one transaction.

mod apply;

use crate::cart::facts;
use crate::labels::product_name;
use crate::visits::{self, Visitor};
use crate::{Actor, Error, Services, workshop};
use domain::checkout::address::{Address, AddressForm, Field, FieldCode};
use domain::checkout::{CheckoutFacts, CheckoutProblem, Seen, plan};
use domain::exchange::ExchangeRate;
use domain::id::{CartId, CartLineId, CheckoutId, ShopId};
use domain::money::Money;
use domain::planning::NoPromise;
use domain::planning::Workshop;
use domain::text::{Lang, Localised};
use domain::time::{Day, Timestamp};
use domain::visits::Source;
use std::collections::{BTreeMap, BTreeSet};
use store::Writer;
use store::cart::CartLineRow;

/// What the checkout form sends.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// Id of the checkout, as text.
    pub checkout: String,
    /// What the page showed, as [`Seen`] writes it; a form that does not say it agrees to the price at which the checkout
    /// was opened.
    pub seen: String,
    /// Address, delivery and note, as typed.
    pub form: AddressForm,
    /// The shopper's language.
    pub lang: Lang,
    /// The shopper accepted that the pieces are made to order and cannot be sent back.
    pub accepted_made_to_order: bool,
    /// Who places it, when she is counted: the order keeps where she came from, and nothing else of this.
    pub visitor: Option<Visitor>,
}

/// The order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// 32 hexadecimal digits that open the order's page.
    pub token: String,
    /// The checkout was placed before with another address or note: what was sent now counts for nothing.
    pub differs: bool,
}

/// Something that there is not enough of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// Name of the material.
    pub material: Localised,
    /// Name of a product in the cart that takes it.
    pub product: Localised,
}

/// Why there is no order. Nothing was changed, the cart is kept, and the same checkout can be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceProblem {
    /// This session has no such checkout.
    UnknownCheckout,
    /// Nothing to buy.
    EmptyCart,
    /// Fields to mend, in form order.
    Fields(Vec<(Field, FieldCode)>),
    /// Only addresses in Morocco can pay on delivery.
    AbroadNotYet,
    /// Not enough material.
    Shortage(Vec<Shortage>),
    /// The cart holds other pieces than what was shown.
    CartChanged,
    /// The goods cost something else than what was shown.
    PriceChanged {
        /// What was shown.
        from: Money,
        /// What they cost.
        to: Money,
    },
    /// They cost the same, but come to something else in the currency in which they were shown.
    ShownChanged {
        /// What was shown.
        from: Money,
        /// What they come to; nothing when no rate counts any more.
        to: Option<Money>,
    },
    /// A product in the cart changed or is not on sale any more.
    Outdated,
    /// A shop needs longer than what was shown.
    DayChanged {
        /// The day that was shown.
        from: Day,
        /// When its pieces can be ready.
        to: Day,
    },
    /// The shop has no hours for these products.
    NoDay(Vec<Localised>),
    /// Too many others at this moment; sending it again is right.
    Busy,
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(PlaceProblem),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Store(error) => error.into(),
            other @ (Error::Denied | Error::NotFound | Error::Overflow | Error::Failed(_)) => Self::Failed(other),
        }
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy => Self::Problem(PlaceProblem::Busy),
            error @ (store::Error::Conflict { .. } | store::Error::Inconsistent { .. } | store::Error::Driver(_)) => {
                Self::Failed(error.into())
            }
        }
    }
}

/// Everything that placing needs besides the database.
struct Request<'a> {
    svc: &'a Services,
    cart: CartId,
    checkout: CheckoutId,
    seen: Option<Seen>,
    address: Address,
    lang: Lang,
    source: Option<Source>,
    now: Timestamp,
}

/// Buys the cart of this session. A checkout becomes one order at most: sent again, in parallel, later or with another
/// body, it answers with the same token.
///
/// # Errors
/// What the store answers; [`Error::Overflow`]. Everything a shopper can mend is a [`PlaceProblem`].
pub async fn place(svc: &Services, actor: &Actor, order: PlaceOrder) -> Result<Result<Placed, PlaceProblem>, Error> {
    let checkout: Option<CheckoutId> = order.checkout.trim().parse().ok();
    let Some((checkout, cart)) = checkout.zip(actor.cart_id()) else {
        return Ok(Err(PlaceProblem::UnknownCheckout));
    };
    match placed(svc, checkout, cart).await {
        Ok(Some((token, address))) => {
            let differs = order.form.check().is_ok_and(|sent| sent != address);
            return Ok(Ok(Placed { token, differs }));
        }
        Ok(None) => {}
        Err(store::Error::Busy) => return Ok(Err(PlaceProblem::Busy)),
        Err(error) => return Err(error.into()),
    }
    let address = match check(&order) {
        Ok(address) => address,
        Err(problem) => return Ok(Err(problem)),
    };
    let (seen, source) = (Seen::parse(&order.seen), source(svc, order.visitor.as_ref()).await);
    let request = Request { svc, cart, checkout, seen, address, lang: order.lang, source, now: svc.now() };
    match svc.store().write(async |tx| attempt(tx, &request).await).await {
        Ok(token) => Ok(Ok(Placed { token, differs: false })),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Where the shopper came from. An order is worth more than knowing that: what fails here does not stop it.
async fn source(svc: &Services, visitor: Option<&Visitor>) -> Option<Source> {
    let found = visits::source_of(svc, visitor?).await;
    found.inspect_err(|error| tracing::warn!("the source of an order could not be read: {error}")).ok().flatten()
}

/// Token and address of the order that a checkout became.
async fn placed(svc: &Services, checkout: CheckoutId, cart: CartId) -> Result<Option<(String, Address)>, store::Error> {
    let mut reader = svc.store().read().await?;
    let Some(token) = reader.placed_token(checkout, cart).await? else { return Ok(None) };
    Ok(reader.order_by_token(&token).await?.map(|order| (token, order.address)))
}

/// An address abroad is said first: there is no point in mending a form that cannot be served.
fn check(order: &PlaceOrder) -> Result<Address, PlaceProblem> {
    if order.form.is_abroad() {
        return Err(PlaceProblem::AbroadNotYet);
    }
    let address = order.form.check();
    if order.accepted_made_to_order {
        return address.map_err(PlaceProblem::Fields);
    }
    let mut problems = address.err().unwrap_or_default();
    problems.push((Field::Accepted, FieldCode::Required));
    Err(PlaceProblem::Fields(problems))
}

async fn attempt(tx: &mut Writer, request: &Request<'_>) -> Result<String, Stop> {
    tx.touch_cart(request.cart, request.now.0).await?;
    let Some(opened_minor) = tx.claim_checkout(request.checkout, request.cart, request.now.0).await? else {
        let token = tx.placed_token(request.checkout, request.cart).await?;
        return token.ok_or(Stop::Problem(PlaceProblem::UnknownCheckout));
    };
    let rows = tx.cart_lines(request.cart).await?;
    let opened = Seen { goods: Money::mad(opened_minor), pieces: None, days: None, shown: None };
    let facts = CheckoutFacts {
        lines: rows.iter().map(facts).collect(),
        address: request.address.clone(),
        rate: rate(tx, request).await?,
        seen: request.seen.clone().unwrap_or(opened),
        workshops: workshops(tx, &rows, request).await?,
    };
    match plan(&facts) {
        Ok(plan) => apply::apply(tx, request, &rows, &plan).await,
        Err(CheckoutProblem::NoPromise(lines)) => Err(never(tx, &rows, &lines).await?),
        Err(problem) => Err(refused(problem)),
    }
}

/// The rate that counts now for the currency in which the shopper saw the goods.
async fn rate(tx: &mut Writer, request: &Request<'_>) -> Result<Option<ExchangeRate>, store::Error> {
    let Some(shown) = request.seen.as_ref().and_then(|seen| seen.shown) else { return Ok(None) };
    let today = request.now.day();
    let rates = tx.exchange_rates(today).await?;
    Ok(rates.into_iter().find(|rate| rate.currency == shown.currency && rate.counts_on(today)))
}

/// The shops of a cart, held by ascending ids until the order stands: what is promised now is promised to nobody else.
async fn workshops(
    tx: &mut Writer,
    rows: &[CartLineRow],
    request: &Request<'_>,
) -> Result<BTreeMap<ShopId, Workshop>, store::Error> {
    let mut found: BTreeMap<ShopId, Workshop> = BTreeMap::new();
    let shops: BTreeSet<ShopId> = rows.iter().map(|row| row.shop).collect();
    for shop in shops {
        tx.hold_shop(shop).await?;
        found.insert(shop, workshop::of(&tx.workshop(shop).await?, request.now));
    }
    Ok(found)
}

/// Names what cannot be made: for want of a material, or of hours.
async fn never(tx: &mut Writer, rows: &[CartLineRow], lines: &[(CartLineId, NoPromise)]) -> Result<Stop, Stop> {
    let (mut shortages, mut without) = (Vec::new(), Vec::new());
    for (line, problem) in lines {
        let Some(row) = rows.iter().find(|row| row.id == *line) else { continue };
        let product = product_name(&row.text);
        match problem {
            NoPromise::Material(material) => {
                let material = tx.material_name(*material).await?.unwrap_or_default();
                let shortage = Shortage { material, product };
                if !shortages.contains(&shortage) {
                    shortages.push(shortage);
                }
            }
            NoPromise::Resource(_) | NoPromise::Overflow => without.push(product),
        }
    }
    let problem = if shortages.is_empty() { PlaceProblem::NoDay(without) } else { PlaceProblem::Shortage(shortages) };
    Ok(Stop::Problem(problem))
}

fn refused(problem: CheckoutProblem) -> Stop {
    Stop::Problem(match problem {
        CheckoutProblem::Empty => PlaceProblem::EmptyCart,
        CheckoutProblem::AbroadNotYet => PlaceProblem::AbroadNotYet,
        CheckoutProblem::Outdated(_) => PlaceProblem::Outdated,
        CheckoutProblem::CartChanged => PlaceProblem::CartChanged,
        CheckoutProblem::PriceChanged { from, to } => PlaceProblem::PriceChanged { from, to },
        CheckoutProblem::ShownChanged { from, to } => PlaceProblem::ShownChanged { from, to },
        CheckoutProblem::DayChanged { from, to, .. } => PlaceProblem::DayChanged { from, to },
        CheckoutProblem::NoPromise(_) => PlaceProblem::NoDay(Vec::new()),
        CheckoutProblem::Overflow => return Stop::Failed(Error::Overflow),
    })
}
