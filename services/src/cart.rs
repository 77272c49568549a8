//! The cart: configured pieces, by shop.

use crate::labels::{labels, product_name};
use crate::pictures::GivenPicture;
use crate::{Actor, Error, Services, pictures, workshop};
use domain::checkout::{LineFacts, LinePlan, MAX_LINES, MAX_QUANTITY, Seen, plan_line, promises};
use domain::configurator::{Conflict, FieldProblem, FieldProblemKind, Selection, configure};
use domain::exchange::ExchangeRate;
use domain::id::{CartId, CartLineId, ShopId};
use domain::money::Money;
use domain::planning::Workshop;
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::cart::{CartLineRow, NewCartLine};
use store::catalog::{NewDesign, ProductState, ShopCard};

/// How long a form that is sent again is taken for a second press of the same button, in milliseconds; later, more of the
/// same are wanted.
pub const TWICE_MS: i64 = 60_000;

/// What is to be added.
#[derive(Debug, Clone)]
pub struct AddLine {
    /// Slug of the product.
    pub product_slug: String,
    /// The version that the shopper saw; the one on sale when it is not said.
    pub version: Option<u32>,
    /// The choices, as the form sent them: key of the group, raw text.
    pub fields: Vec<(String, String)>,
    /// Pieces.
    pub quantity: u32,
    /// Id that the form was given: sent twice within [`TWICE_MS`], it counts once.
    pub id: Option<CartLineId>,
    /// The line that these pieces take the place of, when a line of the cart was changed.
    pub replaces: Option<CartLineId>,
}

/// Why nothing was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddProblem {
    /// There is no such product on sale, or it changed since the shopper saw it.
    UnknownProduct,
    /// Choices that cannot be read.
    Invalid(Vec<FieldProblem>),
    /// Choices that do not go together.
    Conflict(Conflict),
    /// None, or more than [`MAX_QUANTITY`] of one configuration.
    Quantity,
    /// More than [`MAX_LINES`] configurations.
    TooManyLines,
    /// A price too large.
    Overflow,
}

/// A cart as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartView {
    /// By shop, in the order in which the first piece of each was added.
    pub shops: Vec<CartShop>,
    /// Pieces.
    pub count: u32,
    /// Price of the goods, without delivery.
    pub total: Money,
    /// The rate of the currency in which the shopper reads prices beside dirhams.
    pub rate: Option<ExchangeRate>,
    /// Price of the goods in it.
    pub shown: Option<Money>,
}

impl CartView {
    /// What somebody agrees to who orders while this is shown.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let lines = self.shops.iter().flat_map(|part| &part.lines);
        let seen = Seen::new(self.total, lines.map(|line| (line.fingerprint.as_str(), line.quantity)));
        let seen = seen.beside(self.shown);
        let mut shops: Vec<(ShopId, Option<Day>)> = self.shops.iter().map(|part| (part.id, part.ready)).collect();
        shops.sort_unstable();
        match shops.into_iter().map(|(_, day)| day).collect() {
            Some(days) => seen.ready(days),
            None => seen,
        }
    }
}

/// One shop's pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartShop {
    /// Id of the shop.
    pub id: ShopId,
    /// The shop.
    pub shop: ShopCard,
    /// Its lines.
    pub lines: Vec<CartLineView>,
    /// Price of its goods.
    pub subtotal: Money,
    /// The same in the shopper's currency.
    pub shown: Option<Money>,
    /// When all of them can be ready, if ordered now; `None` when one of them cannot be made.
    pub ready: Option<Day>,
}

/// One line as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLineView {
    /// Id.
    pub id: CartLineId,
    /// Slug of the product.
    pub product_slug: String,
    /// Name of the product.
    pub name: Localised,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// What was decided, in words.
    pub labels: Vec<(Localised, Localised)>,
    /// The pictures that the shopper gave for it.
    pub pictures: Vec<GivenPicture>,
    /// What was decided, as a form sends it.
    pub fields: Vec<(String, String)>,
    /// Pieces.
    pub quantity: u32,
    /// Price of one piece.
    pub unit: Money,
    /// Price of all pieces.
    pub total: Money,
    /// The same in the shopper's currency.
    pub shown: Option<Money>,
    /// When these pieces can be ready, if ordered now; `None` when they cannot be made.
    pub ready: Option<Day>,
    /// The product changed or is not on sale any more: to be configured again before it can be bought.
    pub outdated: bool,
}

/// Adds pieces. The same configuration adds to its line; different ones never merge. A line that is replaced leaves its
/// place in the cart to the new one; when it is gone already, the pieces are
/// added unless they are there.
///
/// # Errors
/// [`Error::Denied`] without a session; what the store answers. Everything a shopper can mend is an [`AddProblem`].
pub async fn add(svc: &Services, actor: &Actor, request: AddLine) -> Result<Result<CartLineId, AddProblem>, Error> {
    let cart = actor.cart_id().ok_or(Error::Denied)?;
    if request.quantity == 0 || request.quantity > MAX_QUANTITY {
        return Ok(Err(AddProblem::Quantity));
    }
    let product = svc.store().read().await?.product(&request.product_slug).await?;
    let on_sale = product.filter(|product| product.state == ProductState::Published);
    let wanted = on_sale.filter(|product| request.version.is_none_or(|version| version == product.version));
    let Some(product) = wanted else {
        return Ok(Err(AddProblem::UnknownProduct));
    };
    let (selection, problems) = Selection::parse(&product.model, &request.fields);
    if !problems.is_empty() {
        return Ok(Err(AddProblem::Invalid(problems)));
    }
    let configuration = match configure(&product.model, &selection) {
        Ok(configuration) => configuration,
        Err(conflict) => return Ok(Err(AddProblem::Conflict(conflict))),
    };
    let pictures = pictures::codes(&product.model, configuration.picks().iter().map(Some));
    let pictures = pictures.map(|(group, code)| (group, code.to_owned())).collect();
    let now = svc.now();
    let line = NewCartLine {
        id: request.id.unwrap_or_else(|| new_line_id(svc)),
        product: product.id,
        version: product.version,
        fingerprint: configuration.fingerprint(product.id, product.version),
        fields: configuration.to_fields(),
        quantity: request.quantity,
    };
    let facts = LineFacts {
        line: line.id,
        shop: product.shop_id,
        product: product.id,
        version: product.version,
        on_sale: Some(product.version),
        model: product.model,
        fields: line.fields.clone(),
        quantity: MAX_QUANTITY,
    };
    if plan_line(&facts, now.day(), None).is_err() {
        return Ok(Err(AddProblem::Overflow));
    }
    keep(svc, cart, &line, pictures, request.replaces, now).await
}

/// How many pieces are in the actor's cart.
///
/// # Errors
/// What the store answers.
pub async fn pieces(svc: &Services, actor: &Actor) -> Result<u32, Error> {
    let Some(cart) = actor.cart_id() else { return Ok(0) };
    let (_, pieces) = svc.store().read().await?.cart_size(cart).await?;
    Ok(u32::try_from(pieces).unwrap_or_default())
}

/// Id for a line, or for the form that will add one.
#[must_use]
pub fn new_line_id(svc: &Services) -> CartLineId {
    CartLineId::from_parts(svc.millis(), svc.id10())
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(AddProblem),
    Failed(Error),
}

impl Stop {
    /// The picture of this group is not there, or not any more.
    fn without(group: usize) -> Self {
        Self::Problem(AddProblem::Invalid(vec![FieldProblem { group, kind: FieldProblemKind::UnknownValue }]))
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

async fn keep(
    svc: &Services,
    cart: CartId,
    line: &NewCartLine,
    pictures: Vec<(usize, String)>,
    replaces: Option<CartLineId>,
    now: Timestamp,
) -> Result<Result<CartLineId, AddProblem>, Error> {
    let design = NewDesign {
        fingerprint: line.fingerprint.clone(),
        product: line.product,
        version: line.version,
        fields: line.fields.clone(),
    };
    let kept = svc.store().write(async |tx| -> Result<CartLineId, Stop> {
        tx.touch_cart(cart, now.0).await?;
        let mut line = line.clone();
        if let Some((owner, fingerprint, added_ms)) = tx.cart_line(line.id).await? {
            if owner == cart && fingerprint == line.fingerprint && now.0 - added_ms < TWICE_MS {
                return Ok(line.id);
            }
            line.id = new_line_id(svc);
        }
        let line = &line;
        tx.keep_designs(std::slice::from_ref(&design)).await?;
        for (group, picture) in &pictures {
            match tx.keep_design_picture(&design.fingerprint, picture, now.0).await {
                Ok(true) => {}
                // It was removed at this very moment.
                Ok(false) | Err(store::Error::Conflict { .. }) => return Err(Stop::without(*group)),
                Err(error) => return Err(error.into()),
            }
        }
        let mut added = now.0;
        if let Some(old) = replaces {
            match tx.remove_cart_line(cart, old).await? {
                Some(place) => added = place,
                None => {
                    // The change may have been sent twice: then its pieces are there already.
                    let lines = tx.cart_lines(cart).await?;
                    if let Some(done) = lines.iter().find(|known| known.fingerprint == line.fingerprint) {
                        return Ok(done.id);
                    }
                }
            }
        }
        let id = tx.put_cart_line(cart, line, MAX_QUANTITY, added).await?.ok_or(Stop::Problem(AddProblem::Quantity))?;
        let (lines, _) = tx.cart_size(cart).await?;
        if usize::try_from(lines).is_ok_and(|lines| lines > MAX_LINES) {
            return Err(Stop::Problem(AddProblem::TooManyLines));
        }
        Ok(id)
    });
    match kept.await {
        Ok(id) => Ok(Ok(id)),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Sets how many pieces of a line are wanted; none removes it, more than [`MAX_QUANTITY`] counts as that.
///
/// # Errors
/// [`Error::NotFound`] when this cart has no such line.
pub async fn set_quantity(svc: &Services, actor: &Actor, line: CartLineId, quantity: u32) -> Result<(), Error> {
    if quantity == 0 {
        return remove(svc, actor, line).await;
    }
    let cart = actor.cart_id().ok_or(Error::NotFound)?;
    let (now, quantity) = (svc.now(), quantity.min(MAX_QUANTITY));
    let found = svc.store().write(async |tx| -> Result<bool, Error> {
        tx.touch_cart(cart, now.0).await?;
        Ok(tx.set_cart_line_quantity(cart, line, quantity).await?)
    });
    found.await?.then_some(()).ok_or(Error::NotFound)
}

/// Takes a line out of the cart. A line that is already gone is no mistake.
///
/// # Errors
/// What the store answers.
pub async fn remove(svc: &Services, actor: &Actor, line: CartLineId) -> Result<(), Error> {
    let Some(cart) = actor.cart_id() else { return Ok(()) };
    let now = svc.now();
    let removed = svc.store().write(async |tx| -> Result<(), Error> {
        tx.touch_cart(cart, now.0).await?;
        tx.remove_cart_line(cart, line).await?;
        Ok(())
    });
    removed.await
}

/// The cart of this session, priced now in dirhams.
///
/// # Errors
/// What the store answers; [`Error::Overflow`].
pub async fn view(svc: &Services, actor: &Actor) -> Result<CartView, Error> {
    view_beside(svc, actor, None).await
}

/// The cart of this session, priced now, in dirhams and beside them by the rate of another currency.
///
/// # Errors
/// What the store answers; [`Error::Overflow`].
pub async fn view_beside(svc: &Services, actor: &Actor, rate: Option<ExchangeRate>) -> Result<CartView, Error> {
    let mut reader = svc.store().read().await?;
    let rows = match actor.cart_id() {
        Some(cart) => reader.cart_lines(cart).await?,
        None => Vec::new(),
    };
    let now = svc.now();
    let mut parts: Vec<(ShopId, String, Vec<CartLineRow>)> = Vec::new();
    for row in rows {
        match parts.iter_mut().find(|(shop, _, _)| *shop == row.shop) {
            Some((_, _, lines)) => lines.push(row),
            None => parts.push((row.shop, row.shop_slug.clone(), vec![row])),
        }
    }
    let mut shops = Vec::with_capacity(parts.len());
    for (_, slug, rows) in parts {
        let shop = reader.shop(&slug).await?.ok_or(Error::NotFound)?;
        let workshop = workshop::of(&reader.workshop(shop.id).await?, now);
        let mut part = view_shop((shop.id, shop.card), rows, &workshop, rate)?;
        for line in &mut part.lines {
            line.pictures = pictures::of_design(&mut reader, &line.fingerprint).await?;
        }
        shops.push(part);
    }
    let lines = shops.iter().flat_map(|shop| &shop.lines);
    let count = lines.map(|line| line.quantity).sum();
    let total = Money::sum(shops.iter().map(|shop| shop.subtotal)).map_err(|_| Error::Overflow)?;
    let shown = rate.and_then(|rate| rate.sum(shops.iter().map(|shop| shop.shown)));
    Ok(CartView { shops, count, total, rate, shown })
}

fn view_shop(
    (id, shop): (ShopId, ShopCard),
    rows: Vec<CartLineRow>,
    workshop: &Workshop,
    rate: Option<ExchangeRate>,
) -> Result<CartShop, Error> {
    let plan = |row: &CartLineRow| plan_line(&facts(row), workshop.today, rate).ok();
    let planned: Vec<Option<LinePlan>> = rows.iter().map(plan).collect();
    let promised = promises(workshop, planned.iter().flatten()).map_err(|_| Error::Overflow)?;
    let mut promised = promised.into_iter();
    let mut lines = Vec::with_capacity(rows.len());
    for (row, plan) in rows.into_iter().zip(planned) {
        let promise = plan.as_ref().and_then(|_| promised.next()).and_then(Result::ok);
        lines.push(view_line(row, plan, promise.map(|promise| promise.ready)));
    }
    let subtotal = Money::sum(lines.iter().map(|line| line.total)).map_err(|_| Error::Overflow)?;
    let ready = lines.iter().filter(|line| !line.outdated).map(|line| line.ready).collect::<Option<Vec<_>>>();
    let shown = rate.and_then(|rate| rate.sum(lines.iter().map(|line| line.shown)));
    Ok(CartShop { id, shop, lines, subtotal, shown, ready: ready.and_then(|days| days.into_iter().max()) })
}

/// A line that cannot be planned any more stays visible, without a price, so that it can be removed.
fn view_line(row: CartLineRow, planned: Option<LinePlan>, ready: Option<Day>) -> CartLineView {
    let outdated = planned.is_none() || row.on_sale != Some(row.version);
    let shown = planned.as_ref().and_then(|plan| plan.shown).map(|shown| shown.total);
    let (labels, unit, total) = match planned {
        Some(plan) => (labels(&row.model, &row.text, &plan.configuration), plan.quote.unit_total, plan.total),
        None => (Vec::new(), Money::mad(0), Money::mad(0)),
    };
    CartLineView {
        id: row.id,
        name: product_name(&row.text),
        product_slug: row.product_slug,
        fingerprint: row.fingerprint,
        labels,
        pictures: Vec::new(),
        fields: row.fields,
        quantity: row.quantity,
        unit,
        total,
        shown,
        ready,
        outdated,
    }
}

/// What the domain needs to know about a line.
pub(crate) fn facts(row: &CartLineRow) -> LineFacts {
    LineFacts {
        line: row.id,
        shop: row.shop,
        product: row.product,
        version: row.version,
        on_sale: row.on_sale,
        model: row.model.clone(),
        fields: row.fields.clone(),
        quantity: row.quantity,
    }
}
