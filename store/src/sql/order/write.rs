//! Writing orders.

use super::super::{Connection, Db};
use crate::CoordinatorScope;
use crate::json::to_json;
use crate::order::{NewOrder, OrderLine, ShopOrderRow};
use domain::id::{MaterialId, OrderLineId, PersonId, ShopId, ShopOrderId};
use domain::order::ShopOrderState;

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
         street, city, postcode, country, delivery, note, gift, accepted_ms, shown_currency, shown_minor, rate_micro_dirhams, \
         rate_day) VALUES ($1, $2, $3, $4, $5, $6, 'cash_on_delivery', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $5, $19, $20, $21, $22)",
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
    .bind(&order.address.gift)
    .bind(order.shown.map(|shown| shown.rate.currency.code()))
    .bind(order.shown.map(|shown| shown.total.minor))
    .bind(order.shown.map(|shown| shown.rate.micro_dirhams))
    .bind(order.shown.map(|shown| i64::from(shown.rate.day.0)))
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

pub(crate) async fn insert_order_line(
    c: &mut Connection,
    part: ShopOrderId,
    position: i64,
    line: &OrderLine,
) -> Result<(), sqlx::Error> {
    sqlx::query::<Db>(
        "INSERT INTO order_lines (id, shop_order_id, position, product_id, version, fingerprint, fields_json, name_json, \
         labels_json, quote_json, quantity, unit_minor, total_minor, ready_day, shown_minor, shown_times, shown_per) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
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
    .bind(line.shown.map(|shown| shown.total.minor))
    .bind(line.shown.map(|shown| shown.conversion.times))
    .bind(line.shown.map(|shown| shown.conversion.per))
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
    scope: &CoordinatorScope,
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

pub(crate) async fn cancel_unconfirmed(
    c: &mut Connection,
    id: ShopOrderId,
    before_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query::<Db>(
        "UPDATE shop_orders SET state = 'cancelled' WHERE id = $1 AND state = 'placed' AND placed_ms < $2",
    )
    .bind(id.0)
    .bind(before_ms)
    .execute(c)
    .await?;
    Ok(done.rows_affected() == 1)
}
