//! Writes the plan of an order.

use super::{PlaceProblem, Request, Shortage, Stop};
use crate::form_draft;
use crate::labels::{labels, price_parts, product_name};
use domain::checkout::{CheckoutPlan, LinePlan, ShopPlan};
use domain::id::{MaterialId, MovementId, OrderId, OrderLineId, ProductionOrderId, ShopOrderId};
use domain::materials::MovementKind;
use domain::order::{ShopOrderState, order_code};
use store::Writer;
use store::cart::CartLineRow;
use store::materials::NewMovement;
use store::order::{NewOrder, OrderLine, ShopOrderRow};

/// What has to be promised, for whom.
type Demand = Vec<(MaterialId, ShopOrderId, i64)>;

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
    };
    tx.insert_order(&order).await?;
    let mut demand = Demand::new();
    // Numbers are taken by ascending shop, then materials by ascending id: two orders never wait for each other in a circle.
    for part in &plan.shops {
        let shop_order = write_part(tx, request, rows, id, part).await?;
        demand.extend(part.demand.iter().map(|(material, amount)| (*material, shop_order, *amount)));
    }
    demand.sort_unstable();
    allocate(tx, request, rows, plan, &demand).await?;
    tx.empty_cart(request.cart).await?;
    tx.drop_form_drafts(form_draft::CHECKOUT, request.cart.0).await?;
    Ok(token)
}

async fn write_part(
    tx: &mut Writer,
    request: &Request<'_>,
    rows: &[CartLineRow],
    order: OrderId,
    part: &ShopPlan,
) -> Result<ShopOrderId, Stop> {
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
    let found = part.lines.iter().filter_map(|plan| rows.iter().find(|row| row.id == plan.line).map(|row| (plan, row)));
    for (position, (plan, row)) in (0_i64..).zip(found) {
        write_line(tx, request, id, position, plan, row).await?;
    }
    Ok(id)
}

async fn write_line(
    tx: &mut Writer,
    request: &Request<'_>,
    part: ShopOrderId,
    position: i64,
    plan: &LinePlan,
    row: &CartLineRow,
) -> Result<(), Stop> {
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
        ready_day: plan.ready.0,
    };
    tx.insert_order_line(part, position, &line).await?;
    for (material, amount) in &plan.materials {
        tx.insert_line_material(id, *material, *amount).await?;
    }
    let production = ProductionOrderId::from_parts(request.svc.millis(), request.svc.id10());
    tx.insert_production_order(production, id, plan.minutes).await?;
    Ok(())
}

/// Promises every material or, when one is short, none: the transaction is undone and all that is short is named.
async fn allocate(
    tx: &mut Writer,
    request: &Request<'_>,
    rows: &[CartLineRow],
    plan: &CheckoutPlan,
    demand: &Demand,
) -> Result<(), Stop> {
    let mut short = Vec::new();
    for (material, shop_order, amount) in demand {
        let movement = NewMovement {
            id: MovementId::from_parts(request.svc.millis(), request.svc.id10()),
            material: *material,
            at_ms: request.now.0,
            kind: MovementKind::Allocation,
            amount: *amount,
            reason: String::new(),
            shop_order: Some(*shop_order),
            person: None,
        };
        if !tx.move_stock(&movement).await? {
            short.push(*material);
        }
    }
    if short.is_empty() {
        return Ok(());
    }
    let mut shortages = Vec::new();
    for material in short {
        let name = tx.material_name(material).await?.unwrap_or_default();
        let takes = |plan: &&LinePlan| plan.materials.iter().any(|(taken, _)| *taken == material);
        for line in plan.shops.iter().flat_map(|part| &part.lines).filter(takes) {
            let Some(row) = rows.iter().find(|row| row.id == line.line) else { continue };
            let shortage = Shortage { material: name.clone(), product: product_name(&row.text) };
            if !shortages.contains(&shortage) {
                shortages.push(shortage);
            }
        }
    }
    Err(Stop::Problem(PlaceProblem::Shortage(shortages)))
}
