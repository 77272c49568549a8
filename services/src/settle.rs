//! What becomes of the material that was promised to an order: taken for the work, or given back.

use crate::making::{Lacking, take_material};
use crate::{Error, Services};
use domain::id::{MovementId, PersonId, ShopOrderId};
use domain::materials::MovementKind;
use domain::order::{Effect, ProductionState, WorkStep};
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
) -> Result<(), Lacking> {
    let from_planned = ProductionState::Planned;
    match effect {
        Effect::None | Effect::RequireChecked => Ok(()),
        Effect::ConsumeAndBegin => {
            begin(tx, svc, order, (person, now)).await?;
            Ok(move_production(tx, order, from_planned, from_planned.take(WorkStep::Start)).await?)
        }
        Effect::ReleaseAndCancel => {
            release_all(tx, svc, order, person, now).await?;
            Ok(move_production(tx, order, from_planned, from_planned.take(WorkStep::Cancel)).await?)
        }
    }
}

/// Takes what the first stages of all lines need; the rest is taken when its stage begins.
async fn begin(
    tx: &mut Writer,
    svc: &Services,
    order: ShopOrderId,
    by: (Option<PersonId>, Timestamp),
) -> Result<(), Lacking> {
    let works = tx.works_of(order).await?;
    let mut takes = Vec::new();
    for work in &works {
        takes.push((work, tx.stages(work.id).await?.first().map(|stage| stage.position)));
    }
    take_material(tx, svc, &takes, by).await
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

/// Gives back what is allocated: one movement per material, in ascending order of id.
async fn release_all(
    tx: &mut Writer,
    svc: &Services,
    order: ShopOrderId,
    person: Option<PersonId>,
    now: Timestamp,
) -> Result<(), Error> {
    for (material, amount) in tx.shop_order_allocated(order).await? {
        let movement = NewMovement {
            id: MovementId::from_parts(svc.millis(), svc.id10()),
            material,
            at_ms: now.0,
            kind: MovementKind::Release,
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
