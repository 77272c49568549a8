//! Placed orders.

mod write;

pub(crate) use write::*;

use super::{Connection, Db};
use crate::CoordinatorScope;
use crate::error::inconsistent;
use crate::json::from_json;
use crate::order::{OrderLine, OrderRow, ShopOrderRow, ShopOrderSummary};
use domain::checkout::Delivery;
use domain::checkout::address::Address;
use domain::exchange::{Conversion, ExchangeRate, ShownOrder, ShownPrice};
use domain::id::{MaterialId, OrderId, OrderLineId, ProductId, ShopId, ShopOrderId};
use domain::money::{Currency, Money};
use domain::order::ShopOrderState;
use domain::text::Lang;
use domain::time::Day;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Order {
    id: Uuid,
    code: String,
    placed_ms: i64,
    lang: String,
    payment: String,
    total_minor: i64,
    name: String,
    phone: String,
    email: Option<String>,
    street: String,
    city: String,
    postcode: Option<String>,
    country: String,
    delivery: String,
    note: String,
    gift: String,
    #[sqlx(flatten)]
    shown: Shown,
}

/// What was read in another currency; all of it is there or nothing.
#[derive(sqlx::FromRow)]
struct Shown {
    shown_currency: Option<String>,
    shown_minor: Option<i64>,
    rate_micro_dirhams: Option<i64>,
    rate_day: Option<i64>,
}

fn read_shown(row: Shown, id: Uuid) -> Result<Option<ShownOrder>, sqlx::Error> {
    let Some(code) = row.shown_currency else { return Ok(None) };
    let illegal = || inconsistent("orders", "shown_currency", id);
    let currency = Currency::from_code(&code).ok_or_else(illegal)?;
    let day = row.rate_day.and_then(|day| i32::try_from(day).ok()).map(Day).ok_or_else(illegal)?;
    let (minor, micro_dirhams) = row.shown_minor.zip(row.rate_micro_dirhams).ok_or_else(illegal)?;
    let rate = ExchangeRate { currency, day, micro_dirhams };
    Ok(Some(ShownOrder { rate, total: Money { minor, currency } }))
}

const ORDER: &str = "SELECT id, code, placed_ms, lang, payment, total_minor, name, phone, email, street, city, postcode, \
                     country, delivery, note, gift, shown_currency, shown_minor, rate_micro_dirhams, rate_day FROM orders";

fn read_order(row: Order) -> Result<OrderRow, sqlx::Error> {
    let delivery = Delivery::from_code(&row.delivery).ok_or_else(|| inconsistent("orders", "delivery", row.id))?;
    Ok(OrderRow {
        id: OrderId(row.id),
        code: row.code,
        placed_ms: row.placed_ms,
        lang: Lang::from_tag(&row.lang).ok_or_else(|| inconsistent("orders", "lang", row.id))?,
        address: Address {
            name: row.name,
            phone: row.phone,
            email: row.email,
            street: row.street,
            city: row.city,
            postcode: row.postcode,
            country: row.country,
            delivery,
            note: row.note,
            gift: row.gift,
        },
        payment: row.payment,
        total: Money::mad(row.total_minor),
        shown: read_shown(row.shown, row.id)?,
    })
}

pub(crate) async fn order_by_token(c: &mut Connection, token: &str) -> Result<Option<OrderRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Order>(sqlx::AssertSqlSafe(format!("{ORDER} WHERE token = $1")))
        .bind(token)
        .fetch_optional(c)
        .await?;
    row.map(read_order).transpose()
}

#[derive(sqlx::FromRow)]
struct Part {
    id: Uuid,
    order_id: Uuid,
    shop_id: Uuid,
    shop_slug: String,
    number: i64,
    state: String,
    placed_ms: i64,
    ready_day: i64,
    subtotal_minor: i64,
    delivery_minor: i64,
    total_minor: i64,
}

const PART: &str = "SELECT o.id, o.order_id, o.shop_id, s.slug AS shop_slug, o.number, o.state, o.placed_ms, o.ready_day, \
                    o.subtotal_minor, o.delivery_minor, o.total_minor FROM shop_orders o JOIN shops s ON s.id = o.shop_id";

fn read_state(code: &str, id: Uuid) -> Result<ShopOrderState, sqlx::Error> {
    ShopOrderState::from_code(code).ok_or_else(|| inconsistent("shop_orders", "state", id))
}

fn read_day(day: i64, table: &'static str, id: Uuid) -> Result<i32, sqlx::Error> {
    i32::try_from(day).map_err(|_| inconsistent(table, "ready_day", id))
}

fn read_part(row: Part) -> Result<ShopOrderRow, sqlx::Error> {
    Ok(ShopOrderRow {
        id: ShopOrderId(row.id),
        order: OrderId(row.order_id),
        shop: ShopId(row.shop_id),
        number: row.number,
        state: read_state(&row.state, row.id)?,
        placed_ms: row.placed_ms,
        ready_day: read_day(row.ready_day, "shop_orders", row.id)?,
        subtotal: Money::mad(row.subtotal_minor),
        delivery: Money::mad(row.delivery_minor),
        total: Money::mad(row.total_minor),
        shop_slug: row.shop_slug,
    })
}

pub(crate) async fn shop_orders_of(c: &mut Connection, order: OrderId) -> Result<Vec<ShopOrderRow>, sqlx::Error> {
    let sql = format!("{PART} WHERE o.order_id = $1 ORDER BY s.position, s.slug");
    let rows = sqlx::query_as::<Db, Part>(sqlx::AssertSqlSafe(sql)).bind(order.0).fetch_all(c).await?;
    rows.into_iter().map(read_part).collect()
}

#[derive(sqlx::FromRow)]
struct Line {
    id: Uuid,
    product_id: Uuid,
    version: i64,
    fingerprint: String,
    fields_json: String,
    name_json: String,
    labels_json: String,
    quote_json: String,
    quantity: i64,
    unit_minor: i64,
    total_minor: i64,
    ready_day: i64,
    shown_currency: Option<String>,
    shown_minor: Option<i64>,
    shown_times: Option<i64>,
    shown_per: Option<i64>,
}

pub(crate) async fn order_lines(c: &mut Connection, shop_order: ShopOrderId) -> Result<Vec<OrderLine>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Line>(
        "SELECT l.id, l.product_id, l.version, l.fingerprint, l.fields_json, l.name_json, l.labels_json, l.quote_json, \
         l.quantity, l.unit_minor, l.total_minor, l.ready_day, o.shown_currency, l.shown_minor, l.shown_times, l.shown_per \
         FROM order_lines l JOIN shop_orders p ON p.id = l.shop_order_id JOIN orders o ON o.id = p.order_id \
         WHERE l.shop_order_id = $1 ORDER BY l.position",
    )
    .bind(shop_order.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_line).collect()
}

fn read_line(row: Line) -> Result<OrderLine, sqlx::Error> {
    let illegal = |column| inconsistent("order_lines", column, row.id);
    let currency = row.shown_currency.as_deref().and_then(Currency::from_code);
    let shown = row.shown_minor.zip(row.shown_times).zip(row.shown_per).zip(currency);
    let shown = shown.map(|(((minor, times), per), currency)| ShownPrice {
        conversion: Conversion { currency, times, per },
        total: Money { minor, currency },
    });
    Ok(OrderLine {
        id: OrderLineId(row.id),
        product: ProductId(row.product_id),
        version: u32::try_from(row.version).map_err(|_| illegal("version"))?,
        fields: from_json(&row.fields_json, "order_lines", "fields_json", row.id)?,
        name: from_json(&row.name_json, "order_lines", "name_json", row.id)?,
        labels: from_json(&row.labels_json, "order_lines", "labels_json", row.id)?,
        quote: from_json(&row.quote_json, "order_lines", "quote_json", row.id)?,
        quantity: u32::try_from(row.quantity).map_err(|_| illegal("quantity"))?,
        unit: Money::mad(row.unit_minor),
        total: Money::mad(row.total_minor),
        shown,
        ready_day: read_day(row.ready_day, "order_lines", row.id)?,
        fingerprint: row.fingerprint,
    })
}

pub(crate) async fn shop_order_events(
    c: &mut Connection,
    shop_order: ShopOrderId,
) -> Result<Vec<(ShopOrderState, i64)>, sqlx::Error> {
    // Two states can be entered in one millisecond; the states are then told apart by the way that orders go.
    let rows =
        sqlx::query_as::<Db, (String, i64)>("SELECT state, at_ms FROM shop_order_events WHERE shop_order_id = $1")
            .bind(shop_order.0)
            .fetch_all(c)
            .await?;
    let mut events = Vec::with_capacity(rows.len());
    for (state, at_ms) in rows {
        events.push((read_state(&state, shop_order.0)?, at_ms));
    }
    events.sort_by_key(|(state, at_ms)| (*at_ms, *state));
    Ok(events)
}

pub(crate) async fn shop_order_allocated(
    c: &mut Connection,
    shop_order: ShopOrderId,
) -> Result<Vec<(MaterialId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT m.material_id, CAST(sum(m.allocated - m.consumed) AS BIGINT) FROM order_line_materials m \
         JOIN order_lines l ON l.id = m.order_line_id WHERE l.shop_order_id = $1 GROUP BY m.material_id HAVING sum(m.allocated - m.consumed) > 0 ORDER BY m.material_id",
    )
    .bind(shop_order.0)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(|(material, amount)| (MaterialId(material), amount)).collect())
}

#[derive(sqlx::FromRow)]
struct Summary {
    id: Uuid,
    number: i64,
    state: String,
    placed_ms: i64,
    ready_day: i64,
    total_minor: i64,
    name: String,
    city: String,
    pieces: i64,
    name_json: String,
    fingerprint: String,
}

pub(crate) async fn shop_orders(
    c: &mut Connection,
    scope: &CoordinatorScope,
    limit: i64,
) -> Result<Vec<ShopOrderSummary>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Summary>(
        "SELECT o.id, o.number, o.state, o.placed_ms, o.ready_day, o.total_minor, b.name, b.city, \
         (SELECT CAST(sum(l.quantity) AS BIGINT) FROM order_lines l WHERE l.shop_order_id = o.id) AS pieces, \
         (SELECT l.name_json FROM order_lines l WHERE l.shop_order_id = o.id ORDER BY l.position LIMIT 1) AS name_json, \
         (SELECT l.fingerprint FROM order_lines l WHERE l.shop_order_id = o.id ORDER BY l.position LIMIT 1) AS fingerprint \
         FROM shop_orders o JOIN orders b ON b.id = o.order_id WHERE o.shop_id = $1 ORDER BY o.number DESC LIMIT $2",
    )
    .bind(scope.shop().0)
    .bind(limit)
    .fetch_all(c)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ShopOrderSummary {
                id: ShopOrderId(row.id),
                number: row.number,
                state: read_state(&row.state, row.id)?,
                placed_ms: row.placed_ms,
                ready_day: read_day(row.ready_day, "shop_orders", row.id)?,
                total: Money::mad(row.total_minor),
                name: row.name,
                city: row.city,
                pieces: row.pieces,
                product: from_json(&row.name_json, "order_lines", "name_json", row.id)?,
                fingerprint: row.fingerprint,
            })
        })
        .collect()
}

pub(crate) async fn shop_order_counts(
    c: &mut Connection,
    scope: &CoordinatorScope,
) -> Result<Vec<(ShopOrderState, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (String, i64)>(
        "SELECT state, count(*) FROM shop_orders WHERE shop_id = $1 GROUP BY state",
    )
    .bind(scope.shop().0)
    .fetch_all(c)
    .await?;
    let mut counts = Vec::with_capacity(rows.len());
    for (state, count) in rows {
        counts.push((read_state(&state, scope.shop().0)?, count));
    }
    counts.sort_unstable();
    Ok(counts)
}

pub(crate) async fn shop_order(
    c: &mut Connection,
    scope: &CoordinatorScope,
    id: ShopOrderId,
) -> Result<Option<(OrderRow, ShopOrderRow)>, sqlx::Error> {
    let sql = format!("{PART} WHERE o.id = $1 AND o.shop_id = $2");
    let part = sqlx::query_as::<Db, Part>(sqlx::AssertSqlSafe(sql))
        .bind(id.0)
        .bind(scope.shop().0)
        .fetch_optional(&mut *c)
        .await?;
    let Some(part) = part.map(read_part).transpose()? else { return Ok(None) };
    let order = sqlx::query_as::<Db, Order>(sqlx::AssertSqlSafe(format!("{ORDER} WHERE id = $1")))
        .bind(part.order.0)
        .fetch_one(c)
        .await?;
    Ok(Some((read_order(order)?, part)))
}

pub(crate) async fn unconfirmed_shop_orders(
    c: &mut Connection,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<ShopOrderId>, sqlx::Error> {
    let rows = sqlx::query_scalar::<Db, Uuid>(
        "SELECT o.id FROM shop_orders o JOIN orders b ON b.id = o.order_id WHERE o.state = 'placed' AND o.placed_ms < $1 \
         AND b.payment = 'cash_on_delivery' ORDER BY o.placed_ms, o.id LIMIT $2",
    )
    .bind(before_ms)
    .bind(limit)
    .fetch_all(c)
    .await?;
    Ok(rows.into_iter().map(ShopOrderId).collect())
}
