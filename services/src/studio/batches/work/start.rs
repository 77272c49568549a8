//! The work begins: what the batch takes is used up.

use super::super::super::record::{amount, movement, reason};
use super::super::super::scope;
use super::super::is_single;
use super::{BatchProblem, Stop, answer, field, step};
use crate::workshop::{allocate_waiting, move_for_batch};
use crate::{Actor, Error, Services};
use domain::id::{BatchId, LotId, MaterialId};
use domain::materials::{Draw, DrawProblem, Drawn, MovementKind};
use domain::order::WorkStep;
use std::collections::BTreeMap;
use store::batches::BatchInput;
use store::lots::LotRow;
use store::materials::MaterialRow;
use store::{ShopScope, Writer};

/// Lots that can be chosen for an input.
const LOTS: i64 = 200;

/// What the form for the beginning of a batch sends; all of it may be empty.
#[derive(Debug, Clone, Default)]
pub struct StartBatch {
    /// By the slug of an input, what was really used, with its unit; as planned where it is empty.
    pub used: BTreeMap<String, String>,
    /// Lots that are taken before all others.
    pub lots: Vec<LotId>,
    /// Why more was used than planned.
    pub reason: String,
}

/// Begins a batch: what was promised to it is consumed, and what more or less was used is written down.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such batch.
pub async fn start_batch(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: BatchId,
    form: &StartBatch,
) -> Result<Result<(), BatchProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let Ok(why) = reason(&form.reason) else {
        return Ok(Err(BatchProblem::Fields(vec![("reason".to_owned(), "reason_unreadable")])));
    };
    let written = svc.store().write(async |tx| -> Result<(), Stop> {
        let (row, to) = step(tx, &scope, id, |state| state.take(WorkStep::Start)).await?;
        let desk = Desk { svc, actor, scope: &scope, id, form, why: &why };
        let materials = tx.materials(&scope).await?;
        let mut mistakes = Vec::new();
        for input in tx.batch_inputs(id).await? {
            let of = materials.iter().find(|row| row.id == input.material).ok_or(Error::NotFound)?;
            if let Err((name, code)) = desk.take(tx, of, input).await? {
                mistakes.push((if name == "reason" { name.to_owned() } else { field(name, &of.slug) }, code));
            }
        }
        if !mistakes.is_empty() {
            mistakes.dedup();
            return Err(Stop::Problem(BatchProblem::Fields(mistakes)));
        }
        tx.move_batch(&scope, id, (row.state, to), None, "", svc.now().0).await?;
        Ok(allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    answer(written.await)
}

/// Field and code of a mistake in a line.
type Mistake = (&'static str, &'static str);

struct Desk<'a> {
    svc: &'a Services,
    actor: &'a Actor,
    scope: &'a ShopScope,
    id: BatchId,
    form: &'a StartBatch,
    why: &'a str,
}

impl Desk<'_> {
    async fn take(&self, tx: &mut Writer, of: &MaterialRow, input: BatchInput) -> Result<Result<(), Mistake>, Error> {
        let text = self.form.used.get(&of.slug).map(String::as_str).unwrap_or_default();
        let used = match text.trim() {
            "" => None,
            text => match amount(of, text) {
                Ok(used) => Some(used),
                Err(problem) => return Ok(Err(("used", problem.code()))),
            },
        };
        let draw = Draw { planned: input.amount, allocated: input.allocated };
        let drawn = match draw.take(used, !self.why.is_empty()) {
            Ok(drawn) => drawn,
            Err(DrawProblem::Waiting(_)) => return Ok(Err(("used", "waiting"))),
            Err(DrawProblem::Unstated) => return Ok(Err(("reason", "unstated"))),
        };
        let lots = tx.lots(self.scope, of.id, LOTS).await?;
        let parts = match parts(of, &lots, &self.form.lots, drawn.consumed) {
            Ok(parts) => parts,
            Err(mistake) => return Ok(Err(mistake)),
        };
        if tx.hold_available(of.id).await? < drawn.added {
            return Ok(Err(("used", "short")));
        }
        let cost = match drawn.consumed {
            0 => Some(0),
            consumed => tx.valuation(of.id).await?.spend(consumed)?.known_cost(),
        };
        self.write(tx, of.id, drawn, &parts).await?;
        tx.note_used(self.id, of.id, drawn.consumed, cost).await?;
        Ok(Ok(()))
    }

    async fn write(
        &self,
        tx: &mut Writer,
        material: MaterialId,
        drawn: Drawn,
        parts: &[(Option<LotId>, i64)],
    ) -> Result<(), Error> {
        let line = |kind, amount| movement(self.svc, self.actor, material, kind, amount, self.why.to_owned());
        if drawn.added > 0 {
            move_for_batch(tx, self.id, &line(MovementKind::Allocation, drawn.added), None).await?;
        }
        if drawn.released > 0 {
            move_for_batch(tx, self.id, &line(MovementKind::Release, drawn.released), None).await?;
        }
        for (lot, amount) in parts {
            move_for_batch(tx, self.id, &line(MovementKind::Consumption, *amount), *lot).await?;
        }
        Ok(())
    }
}

/// From which lots it is taken: from those that were chosen, in their order; the rest from what is used first. Single pieces
/// are all chosen, and no more of them than are used.
fn parts(
    of: &MaterialRow,
    lots: &[LotRow],
    chosen: &[LotId],
    consumed: i64,
) -> Result<Vec<(Option<LotId>, i64)>, Mistake> {
    let left: Vec<&LotRow> = lots.iter().filter(|lot| lot.remaining > 0).collect();
    let (mut rest, mut parts) = (consumed, Vec::new());
    let picked = left.iter().filter(|lot| chosen.contains(&lot.id));
    let in_picked: i64 = picked.clone().map(|lot| lot.remaining).sum();
    for lot in picked {
        let part = rest.min(lot.remaining);
        if part > 0 {
            parts.push((Some(lot.id), part));
        }
        rest -= part;
    }
    if is_single(of.unit, left.iter().map(|lot| lot.received)) && in_picked != consumed {
        return Err(("lots", "choose_pieces"));
    }
    if rest > 0 {
        parts.push((None, rest));
    }
    Ok(parts)
}
