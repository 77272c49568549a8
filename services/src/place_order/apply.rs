//! Writes the plan of an order.

use super::{Request, Stop};
use crate::labels::{labels, price_parts, product_name, work_name};
use crate::{Error, form_draft, workshop};
use domain::checkout::{CheckoutPlan, LinePlan, ShopPlan};
use domain::id::{MaterialId, OrderId, OrderLineId, ProductionOrderId, ShopOrderId};
use domain::order::{ShopOrderState, order_code};
use domain::planning::Promise;
use domain::visits::admit;
use store::Writer;
use store::cart::CartLineRow;
use store::making::NewStage;
use store::order::{NewOrder, OrderLine, ShopOrderRow};
use store::production::NewProduction;

/// What the lines take: material, order, line, amount.
type Taken = Vec<(MaterialId, ShopOrderId, OrderLineId, i64)>;

pub(super) async fn apply(
    tx: &mut Writer,
    request: &Request<'_>,
    rows: &[CartLineRow],
    plan: &CheckoutPlan,
) -> Result<String, Stop> {
    let id = OrderId::from_parts(request.svc.millis(), request.svc.id10());
    let token = request.svc.new_token();
    let order = NewOrder {
        id,
        checkout: request.checkout,
        token: token.clone(),
        code: order_code(id),
        placed_ms: request.now.0,
        lang: request.lang,
        address: request.address.clone(),
        total: plan.total,
        shown: plan.shown,
    };
    tx.insert_order(&order).await?;
    let mut taken = Taken::new();
    for part in &plan.shops {
        write_part(tx, request, rows, (id, plan.shown.is_some()), part, &mut taken).await?;
    }
    // By ascending material. What is not on the shelf is still to come: the promise counts on it.
    taken.sort_unstable();
    for (material, shop_order, line, amount) in taken {
        let there = tx.hold_available(material).await?.min(amount);
        if there > 0 {
            workshop::allocate(tx, request.svc, request.now, (line, shop_order), (material, there)).await?;
        }
    }
    tx.empty_cart(request.cart).await?;
    tx.drop_form_drafts(form_draft::CHECKOUT, request.cart.0).await?;
    Ok(token)
}

async fn write_part(
    tx: &mut Writer,
    request: &Request<'_>,
    rows: &[CartLineRow],
    (order, is_shown): (OrderId, bool),
    part: &ShopPlan,
    taken: &mut Taken,
) -> Result<(), Stop> {
    let id = ShopOrderId::from_parts(request.svc.millis(), request.svc.id10());
    let row = ShopOrderRow {
        id,
        order,
        shop: part.shop,
        shop_slug: String::new(),
        number: tx.next_shop_order_number(part.shop).await?,
        state: ShopOrderState::Placed,
        placed_ms: request.now.0,
        ready_day: part.ready.0,
        subtotal: part.subtotal,
        delivery: part.delivery,
        total: part.total,
    };
    tx.insert_shop_order(&row).await?;
    tx.insert_shop_order_event(id, ShopOrderState::Placed, request.now.0, None).await?;
    if let Some(source) = &request.source {
        let taken = tx.sources_of_day(part.shop, request.now.day()).await?;
        tx.set_shop_order_source(id, &admit(source, &taken.into_iter().collect())).await?;
    }
    let row_of = |line: &LinePlan| rows.iter().find(|row| row.id == line.line);
    let found = part.lines.iter().filter_map(|planned| row_of(&planned.0).map(|row| (planned, row)));
    for (position, (planned, row)) in (0_i64..).zip(found) {
        let line = write_line(tx, request, (id, is_shown), position, planned, row).await?;
        taken.extend(planned.0.materials.iter().map(|(material, amount)| (*material, id, line, *amount)));
    }
    Ok(())
}

async fn write_line(
    tx: &mut Writer,
    request: &Request<'_>,
    (part, is_shown): (ShopOrderId, bool),
    position: i64,
    (plan, promise): &(LinePlan, Promise),
    row: &CartLineRow,
) -> Result<OrderLineId, Stop> {
    let id = OrderLineId::from_parts(request.svc.millis(), request.svc.id10());
    let line = OrderLine {
        id,
        product: row.product,
        version: row.version,
        fingerprint: plan.fingerprint.clone(),
        fields: plan.configuration.to_fields(),
        name: product_name(&row.text),
        labels: labels(&row.model, &row.text, &plan.configuration),
        quote: price_parts(&plan.quote, &row.text),
        quantity: plan.quantity,
        unit: plan.quote.unit_total,
        total: plan.total,
        shown: plan.shown.filter(|_| is_shown),
        ready_day: promise.ready.0,
    };
    tx.insert_order_line(part, position, &line).await?;
    for (material, amount) in &plan.materials {
        tx.insert_line_material(id, *material, *amount).await?;
    }
    let work = NewProduction {
        id: ProductionOrderId::from_parts(request.svc.millis(), request.svc.id10()),
        line: id,
        minutes: plan.demand.stages.iter().map(|stage| stage.minutes).sum(),
        promise: *promise,
    };
    tx.insert_production_order(&work).await?;
    write_stages(tx, (work.id, id), plan, row).await?;
    Ok(id)
}

/// Writes the stages of the work on a line: one per line of work of the product, at the place that the line has there. A
/// material that is not needed at the beginning is noted with the stage before which it has to be there.
async fn write_stages(
    tx: &mut Writer,
    (work, id): (ProductionOrderId, OrderLineId),
    plan: &LinePlan,
    row: &CartLineRow,
) -> Result<(), Stop> {
    let lines = domain::planning::work(&row.model, &plan.configuration).map_err(Error::from)?;
    let place = |line: usize| i64::try_from(line).map_err(|_| Error::Overflow);
    for line in &lines {
        let stage = NewStage {
            position: place(line.line)?,
            name: work_name(&row.text, line.line),
            minutes: line.minutes.checked_mul(i64::from(plan.quantity)).ok_or(Error::Overflow)?,
            station: line.station,
        };
        tx.insert_stage(work, &stage).await?;
    }
    let mut placed: Vec<MaterialId> = Vec::new();
    for need in &plan.demand.needs {
        // Where several stages take the same material, all of it has to be there before the first of them.
        if placed.contains(&need.material) {
            continue;
        }
        placed.push(need.material);
        let first =
            plan.demand.needs.iter().filter(|other| other.material == need.material).map(|other| other.stage).min();
        // A stage of a demand is a line of the model, also where that line is left out.
        if let Some(stage) = first.filter(|stage| *stage > 0) {
            tx.stage_line_material(id, need.material, place(stage)?).await?;
        }
    }
    Ok(())
}
