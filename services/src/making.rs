//! Material on its way from the shelf into the work: of a stage when it begins, of all of them when the work is handed over.

use crate::{Error, Services};
use domain::id::{MaterialId, MovementId, OrderLineId, PersonId};
use domain::materials::MovementKind;
use domain::text::Localised;
use domain::time::Timestamp;
use std::collections::BTreeMap;
use store::Writer;
use store::making::WorkRow;
use store::materials::NewMovement;

/// Why material was not taken.
pub(crate) enum Lacking {
    /// These are not all there yet.
    Material(Vec<Localised>),
    /// Something failed.
    Failed(Error),
}

impl Lacking {
    /// As a failure, for what takes nothing from the shelf.
    pub(crate) fn into_error(self) -> Error {
        match self {
            Self::Material(_) => Error::Failed("material is missing where none is taken".to_owned()),
            Self::Failed(error) => error,
        }
    }
}

impl<E: Into<Error>> From<E> for Lacking {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Takes from the shelf what these lines of one order need, each for the stage at a place and all before it; `None` is all
/// that it needs. What was taken before is not taken again. Either all of it is taken or nothing; the caller holds the shop.
pub(crate) async fn take_material(
    tx: &mut Writer,
    svc: &Services,
    works: &[(&WorkRow, Option<i64>)],
    (person, now): (Option<PersonId>, Timestamp),
) -> Result<(), Lacking> {
    let mut taken: Vec<(OrderLineId, MaterialId, i64)> = Vec::new();
    let (mut sums, mut missing) = (BTreeMap::<MaterialId, i64>::new(), Vec::new());
    for (work, until) in works {
        for row in tx.work_materials(work.id).await? {
            if until.is_some_and(|until| row.stage.unwrap_or(0) > until) {
                continue;
            }
            if row.allocated < row.amount && !missing.contains(&row.name) {
                missing.push(row.name.clone());
            }
            let amount = row.allocated - row.consumed;
            if amount > 0 {
                let sum = sums.entry(row.material).or_default();
                *sum = sum.checked_add(amount).ok_or(Error::Overflow)?;
                taken.push((work.line, row.material, amount));
            }
        }
    }
    if !missing.is_empty() {
        return Err(Lacking::Material(missing));
    }
    // One movement per material, in ascending order of id.
    for (material, amount) in sums {
        let movement = NewMovement {
            id: MovementId::from_parts(svc.millis(), svc.id10()),
            material,
            at_ms: now.0,
            kind: MovementKind::Consumption,
            amount,
            reason: String::new(),
            shop_order: works.first().map(|(work, _)| work.shop_order.0),
            person,
        };
        if !tx.move_stock(&movement).await? {
            // What was promised is always on the shelf; a level that says otherwise is damaged.
            let id = material.to_string();
            return Err(store::Error::Inconsistent { table: "material_levels", column: "allocated", id }.into());
        }
    }
    for (line, material, amount) in taken {
        tx.consume_line(line, material, amount).await?;
    }
    Ok(())
}
