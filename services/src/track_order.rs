//! The page behind an order's link.

use crate::pictures::{self, GivenPicture};
use crate::{Error, Services};
use domain::checkout::Delivery;
use domain::exchange::ShownOrder;
use domain::money::Money;
use domain::order::{ProductionState, ShopOrderState, StageState};
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::Reader;
use store::catalog::ShopCard;
use store::making::{PhotoRow, WorkRow};
use store::order::{OrderLine, PricePart};

/// An order as the shopper sees it. It shows no telephone number and no street: whoever has the link can read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderView {
    /// What a person reads on the telephone.
    pub number: String,
    /// When.
    pub placed: Timestamp,
    /// Name of the recipient.
    pub name: String,
    /// Town.
    pub city: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// The way to the shopper.
    pub delivery: Delivery,
    /// How it is paid: `cash_on_delivery`.
    pub payment: String,
    /// What is written on the card that goes with a gift; empty for none.
    pub gift: String,
    /// The parts.
    pub shops: Vec<OrderShopView>,
    /// What the shopper pays.
    pub total: Money,
    /// What she read beside it when she ordered.
    pub shown: Option<ShownOrder>,
}

/// One shop's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderShopView {
    /// The shop.
    pub shop: ShopCard,
    /// Number in the shop.
    pub number: i64,
    /// State.
    pub state: ShopOrderState,
    /// Promised day.
    pub ready: Day,
    /// The pieces.
    pub lines: Vec<OrderLineView>,
    /// Sum of the lines.
    pub subtotal: Money,
    /// One parcel.
    pub delivery: Money,
    /// Both.
    pub total: Money,
    /// The states it went through, oldest first.
    pub history: Vec<(ShopOrderState, Timestamp)>,
}

/// One configured piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLineView {
    /// Name of the product.
    pub name: Localised,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// What was decided, in words.
    pub labels: Vec<(Localised, Localised)>,
    /// The pictures that the shopper gave for it.
    pub pictures: Vec<GivenPicture>,
    /// How the price of one piece comes about.
    pub quote: Vec<PricePart>,
    /// Pieces.
    pub quantity: u32,
    /// Price of one piece.
    pub unit: Money,
    /// Price of all pieces.
    pub total: Money,
    /// The same in the shopper's currency, as it was.
    pub shown: Option<Money>,
    /// Promised day.
    pub ready: Day,
    /// How far the work is; `None` before the shop agreed, and when the line is called off.
    pub progress: Option<Progress>,
}

/// How far the work on a piece is, as far as the shopper may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// State of the work.
    pub state: ProductionState,
    /// What is being done now.
    pub stage: Option<Localised>,
    /// Photographs, by mark.
    pub photos: Vec<PhotoRow>,
}

/// The order that a link opens; `None` for a token that opens nothing.
///
/// # Errors
/// What the store answers.
pub async fn track(svc: &Services, token: &str) -> Result<Option<OrderView>, Error> {
    if token.len() != 32 || !token.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let mut reader = svc.store().read().await?;
    let Some(order) = reader.order_by_token(token).await? else { return Ok(None) };
    let mut shops = Vec::new();
    for part in reader.shop_orders_of(order.id).await? {
        let shop = reader.shop(&part.shop_slug).await?.ok_or(Error::NotFound)?;
        let works = reader.works_of(part.id).await?;
        let agreed = part.state != ShopOrderState::Placed;
        let mut lines = Vec::new();
        for line in reader.order_lines(part.id).await? {
            let pictures = pictures::of_design(&mut reader, &line.fingerprint).await?;
            let progress = match works.iter().find(|work| agreed && work.line == line.id) {
                Some(work) => progress(&mut reader, work).await?,
                None => None,
            };
            lines.push(view_line(line, pictures, progress));
        }
        let events = reader.shop_order_events(part.id).await?;
        shops.push(OrderShopView {
            shop: shop.card,
            number: part.number,
            state: part.state,
            ready: Day(part.ready_day),
            lines,
            subtotal: part.subtotal,
            delivery: part.delivery,
            total: part.total,
            history: events.into_iter().map(|(state, at_ms)| (state, Timestamp(at_ms))).collect(),
        });
    }
    Ok(Some(OrderView {
        number: order.code,
        placed: Timestamp(order.placed_ms),
        name: order.address.name,
        city: order.address.city,
        country: order.address.country,
        delivery: order.address.delivery,
        payment: order.payment,
        gift: order.address.gift,
        shops,
        total: order.total,
        shown: order.shown,
    }))
}

async fn progress(reader: &mut Reader, work: &WorkRow) -> Result<Option<Progress>, Error> {
    if work.state == ProductionState::Cancelled {
        return Ok(None);
    }
    let stages = reader.stages(work.id).await?;
    let now = stages.into_iter().find(|stage| stage.state == StageState::Begun);
    let photos = reader.production_photos(work.id).await?;
    Ok(Some(Progress { state: work.state, stage: now.map(|stage| stage.name), photos }))
}

fn view_line(line: OrderLine, pictures: Vec<GivenPicture>, progress: Option<Progress>) -> OrderLineView {
    OrderLineView {
        name: line.name,
        fingerprint: line.fingerprint,
        labels: line.labels,
        pictures,
        quote: line.quote,
        quantity: line.quantity,
        unit: line.unit,
        total: line.total,
        shown: line.shown.map(|shown| shown.total),
        ready: Day(line.ready_day),
        progress,
    }
}
