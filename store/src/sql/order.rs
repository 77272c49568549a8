//! Placed orders.

use super::{Connection, Db};
use crate::ShopScope;
use crate::error::inconsistent;
use crate::json::{from_json, to_json};
use crate::order::{NewOrder, OrderLine, OrderRow, ShopOrderRow, ShopOrderSummary};
use domain::checkout::Delivery;
use domain::checkout::address::Address;
use domain::id::{MaterialId, OrderId, OrderLineId, PersonId, ProductId, ShopId, ShopOrderId};
use domain::money::Money;
use domain::order::ShopOrderState;
use domain::text::Lang;
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
}

const ORDER: &str = "SELECT id, code, placed_ms, lang, payment, total_minor, name, phone, email, street, city, postcode, \
                     country, delivery, note FROM orders";

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
        },
        payment: row.payment,
        total: Money::mad(row.total_minor),
    })
}

pub(crate) async fn order_by_token(c: &mut Connection, token: &str) -> Result<Option<OrderRow>, sqlx::Error> {
    let row = sqlx::query_as::<Db, Order>(sqlx::AssertSqlSafe(format!("{ORDER} WHERE token = $1"))).bind(token).fetch_optional(c).await?;
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
}

pub(crate) async fn order_lines(c: &mut Connection, shop_order: ShopOrderId) -> Result<Vec<OrderLine>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Line>(
        "SELECT id, product_id, version, fingerprint, fields_json, name_json, labels_json, quote_json, quantity, \
         unit_minor, total_minor, ready_day FROM order_lines WHERE shop_order_id = $1 ORDER BY position",
    )
    .bind(shop_order.0)
    .fetch_all(c)
    .await?;
    rows.into_iter().map(read_line).collect()
}

fn read_line(row: Line) -> Result<OrderLine, sqlx::Error> {
    let illegal = |column| inconsistent("order_lines", column, row.id);
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
        ready_day: read_day(row.ready_day, "order_lines", row.id)?,
        fingerprint: row.fingerprint,
    })
}

pub(crate) async fn shop_order_events(c: &mut Connection, shop_order: ShopOrderId) -> Result<Vec<(ShopOrderState, i64)>, sqlx::Error> {
    // Two states can be entered in one millisecond; the states are then told apart by the way that orders go.
    let rows = sqlx::query_as::<Db, (String, i64)>("SELECT state, at_ms FROM shop_order_events WHERE shop_order_id = $1")
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

pub(crate) async fn shop_order_demand(c: &mut Connection, shop_order: ShopOrderId) -> Result<Vec<(MaterialId, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (Uuid, i64)>(
        "SELECT m.material_id, CAST(sum(m.amount) AS BIGINT) FROM order_line_materials m \
         JOIN order_lines l ON l.id = m.order_line_id WHERE l.shop_order_id = $1 GROUP BY m.material_id ORDER BY m.material_id",
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
}

pub(crate) async fn shop_orders(c: &mut Connection, scope: &ShopScope, limit: i64) -> Result<Vec<ShopOrderSummary>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, Summary>(
        "SELECT o.id, o.number, o.state, o.placed_ms, o.ready_day, o.total_minor, b.name, b.city, \
         (SELECT CAST(sum(l.quantity) AS BIGINT) FROM order_lines l WHERE l.shop_order_id = o.id) AS pieces \
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
            })
        })
        .collect()
}

pub(crate) async fn shop_order_counts(c: &mut Connection, scope: &ShopScope) -> Result<Vec<(ShopOrderState, i64)>, sqlx::Error> {
    let rows = sqlx::query_as::<Db, (String, i64)>("SELECT state, count(*) FROM shop_orders WHERE shop_id = $1 GROUP BY state")
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
    scope: &ShopScope,
    id: ShopOrderId,
) -> Result<Option<(OrderRow, ShopOrderRow)>, sqlx::Error> {
    let sql = format!("{PART} WHERE o.id = $1 AND o.shop_id = $2");
    let part =
        sqlx::query_as::<Db, Part>(sqlx::AssertSqlSafe(sql)).bind(id.0).bind(scope.shop().0).fetch_optional(&mut *c).await?;
    let Some(part) = part.map(read_part).transpose()? else { return Ok(None) };
    let order =
        sqlx::query_as::<Db, Order>(sqlx::AssertSqlSafe(format!("{ORDER} WHERE id = $1"))).bind(part.order.0).fetch_one(c).await?;
    Ok(Some((read_order(order)?, part)))
}

pub(crate) async fn unconfirmed_shop_orders(c: &mut Connection, before_ms: i64, limit: i64) -> Result<Vec<ShopOrderId>, sqlx::Error> {
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

pub(crate) async fn next_shop_order_number(c: &mut Connection, shop: ShopId) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar::<Db, i64>(
        "INSERT INTO shop_order_counters (shop_id, last_number) VALUES ($1, 1) \
         ON CONFLICT (shop_id) DO UPDATE SET last_number = shop_order_counters.last_number + 1 RETURNING last_number",
    )
    .bind(shop.0)
    .fetch_one(c)
    .await
}

pub(crate) async fn insert_order(c: &mut Connection, order: &NewOrder) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO orders (id, checkout_id, token, code, placed_ms, lang, payment, currency, total_minor, name, phone, email, \
         street, city, postcode, country, delivery, note, accepted_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, 'cash_on_delivery', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $5)",
    )
    .bind(order.id.0)
    .bind(order.checkout.0)
    .bind(&order.token)
    .bind(&order.code)
    .bind(order.placed_ms)
    .bind(order.lang.code())
    .bind(order.total.currency.code())
    .bind(order.total.minor)
    .bind(&order.address.name)
    .bind(&order.address.phone)
    .bind(&order.address.email)
    .bind(&order.address.street)
    .bind(&order.address.city)
    .bind(&order.address.postcode)
    .bind(&order.address.country)
    .bind(order.address.delivery.code())
    .bind(&order.address.note)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn insert_shop_order(c: &mut Connection, part: &ShopOrderRow) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO shop_orders (id, order_id, shop_id, number, state, placed_ms, ready_day, subtotal_minor, delivery_minor, \
         total_minor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(part.id.0)
    .bind(part.order.0)
    .bind(part.shop.0)
    .bind(part.number)
    .bind(part.state.code())
    .bind(part.placed_ms)
    .bind(i64::from(part.ready_day))
    .bind(part.subtotal.minor)
    .bind(part.delivery.minor)
    .bind(part.total.minor)
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn insert_order_line(c: &mut Connection, part: ShopOrderId, position: i64, line: &OrderLine) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO order_lines (id, shop_order_id, position, product_id, version, fingerprint, fields_json, name_json, \
         labels_json, quote_json, quantity, unit_minor, total_minor, ready_day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(line.id.0)
    .bind(part.0)
    .bind(position)
    .bind(line.product.0)
    .bind(i64::from(line.version))
    .bind(&line.fingerprint)
    .bind(to_json(&line.fields)?)
    .bind(to_json(&line.name)?)
    .bind(to_json(&line.labels)?)
    .bind(to_json(&line.quote)?)
    .bind(i64::from(line.quantity))
    .bind(line.unit.minor)
    .bind(line.total.minor)
    .bind(i64::from(line.ready_day))
    .execute(c)
    .await
    .map(drop)
}

pub(crate) async fn insert_line_material(
    c: &mut Connection,
    line: OrderLineId,
    material: MaterialId,
    amount: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO order_line_materials (order_line_id, material_id, amount) VALUES ($1, $2, $3)")
        .bind(line.0)
        .bind(material.0)
        .bind(amount)
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn insert_shop_order_event(
    c: &mut Connection,
    part: ShopOrderId,
    state: ShopOrderState,
    at_ms: i64,
    person: Option<PersonId>,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>("INSERT INTO shop_order_events (shop_order_id, state, at_ms, person_id) VALUES ($1, $2, $3, $4)")
        .bind(part.0)
        .bind(state.code())
        .bind(at_ms)
        .bind(person.map(|person| person.0))
        .execute(c)
        .await
        .map(drop)
}

pub(crate) async fn move_shop_order(
    c: &mut Connection,
    scope: &ShopScope,
    id: ShopOrderId,
    from: ShopOrderState,
    to: ShopOrderState,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>("UPDATE shop_orders SET state = $4 WHERE id = $1 AND shop_id = $2 AND state = $3")
        .bind(id.0)
        .bind(scope.shop().0)
        .bind(from.code())
        .bind(to.code())
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn cancel_unconfirmed(c: &mut Connection, id: ShopOrderId, before_ms: i64) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>("UPDATE shop_orders SET state = 'cancelled' WHERE id = $1 AND state = 'placed' AND placed_ms < $2")
        .bind(id.0)
        .bind(before_ms)
        .execute(c)
        .await?;
    Ok(done.rows_affected() == 1)
}
