//! What becomes of the material that was promised to an order: taken for the work, or given back.

use crate::{Error, Services};
use domain::id::{MovementId, PersonId, ShopOrderId};
use domain::materials::MovementKind;
use domain::order::{Effect, ProductionState};
use domain::time::Timestamp;
use store::Writer;
use store::materials::NewMovement;

/// Writes the effect of a step of a shop order, in the transaction that changed its state.
pub(crate) async fn settle(
    tx: &mut Writer,
    svc: &Services,
    order: ShopOrderId,
    effect: Effect,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Error> {
    let from_planned = ProductionState::Planned;
    match effect {
        Effect::None => Ok(()),
        Effect::ConsumeAndBegin => {
            move_all(tx, svc, order, MovementKind::Consumption, person, now).await?;
            move_production(tx, order, from_planned, from_planned.start()).await
        }
        Effect::ReleaseAndCancel => {
            move_all(tx, svc, order, MovementKind::Release, person, now).await?;
            move_production(tx, order, from_planned, from_planned.cancel()).await
        }
        Effect::CompleteProduction => {
            for state in [ProductionState::InProduction, ProductionState::QualityCheck] {
                move_production(tx, order, state, state.complete()).await?;
            }
            Ok(())
        }
    }
}

async fn move_production(
    tx: &mut Writer,
    order: ShopOrderId,
    from: ProductionState,
    to: Result<ProductionState, ProductionState>,
) -> Result<(), Error> {
    if let Ok(to) = to {
        tx.move_production(order, from, to).await?;
    }
    Ok(())
}

/// One movement per material, in ascending order of id.
async fn move_all(
    tx: &mut Writer,
    svc: &Services,
    order: ShopOrderId,
    kind: MovementKind,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Error> {
    for (material, amount) in tx.shop_order_allocated(order).await? {
        let movement = NewMovement {
            id: MovementId::from_parts(svc.millis(), svc.id10()),
            material,
            at_ms: now.0,
            kind,
            amount,
            reason: String::new(),
            shop_order: Some(order),
            person,
        };
        if !tx.move_stock(&movement).await? {
            // What was promised is always on the shelf; a level that says otherwise is damaged.
            let id = material.to_string();
            return Err(store::Error::Inconsistent { table: "material_levels", column: "allocated", id }.into());
        }
    }
    Ok(())
}
