//! A batch is done: what came of it lies on the shelf as lots, with what it cost.

use super::super::super::record::{AmountProblem, amount, movement, reason};
use super::super::super::scope;
use super::{BatchProblem, Stop, answer, field, step};
use crate::workshop::{allocate_waiting, move_for_batch};
use crate::{Actor, Error, Services};
use domain::id::{BatchId, LotId};
use domain::materials::{LARGEST_AMOUNT, MovementKind, ScrapCause, cost_of_output};
use domain::order::{ProductionState, WorkStep};
use domain::time::Day;
use std::collections::BTreeMap;
use store::Writer;
use store::lots::LotRow;
use store::materials::MaterialRow;

/// Farthest ahead that a best-before day may lie, in days.
const FARTHEST_DAYS: i32 = 20 * 365;

/// What the form for the end of a batch sends.
#[derive(Debug, Clone, Default)]
pub struct CompleteBatch {
    /// How much is good, with its unit.
    pub good: String,
    /// How much was thrown away; empty for nothing.
    pub scrap: String,
    /// Code of a [`ScrapCause`]; empty where nothing was thrown away.
    pub cause: String,
    /// In words; may be empty but for "other", and where nothing is good.
    pub note: String,
    /// Best before this day; empty for none.
    pub best_before: String,
    /// By the slug of a by-product, how much of it came; empty for nothing.
    pub besides: BTreeMap<String, String>,
}

/// What the form says.
struct Outcome {
    good: i64,
    scrap: i64,
    cause: Option<ScrapCause>,
    note: String,
    best_before: Option<Day>,
    besides: Vec<(MaterialRow, i64)>,
}

/// Ends a batch that is in production: what it gave lies on the shelf, with the price that its inputs cost at the moving
/// average; what was thrown away of it is written down with its cause.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such batch.
pub async fn complete_batch(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: BatchId,
    form: &CompleteBatch,
) -> Result<Result<(), BatchProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let written = svc.store().write(async |tx| -> Result<(), Stop> {
        // Who says what came of a batch has looked at it.
        let pass = |state: ProductionState| state.take(WorkStep::HandOver).and_then(|state| state.take(WorkStep::Pass));
        let (row, to) = step(tx, &scope, id, |state| pass(state).map_err(|_| state)).await?;
        let all = tx.materials(&scope).await?;
        let of = all.iter().find(|known| known.id == row.material).ok_or(Error::NotFound)?;
        let mut by_products = Vec::new();
        for (material, ..) in tx.batch_by_products(id).await? {
            by_products.extend(all.iter().find(|known| known.id == material));
        }
        let outcome =
            read(svc.now().day(), of, &by_products, form).map_err(BatchProblem::Fields).map_err(Stop::Problem)?;
        let desk = Desk { svc, actor, id };
        let price = cost_of_output(tx.batch_inputs(id).await?.into_iter().map(|input| input.cost_minor))?;
        desk.put(tx, of, (outcome.good + outcome.scrap, price), &outcome).await?;
        for (material, amount) in &outcome.besides {
            tx.note_besides(id, material.id, *amount).await?;
            desk.put(tx, material, (*amount, None), &outcome.bare()).await?;
        }
        tx.move_batch(&scope, id, (row.state, to), Some(outcome.good), &outcome.note, svc.now().0).await?;
        Ok(allocate_waiting(tx, svc, scope.shop(), svc.now()).await?)
    });
    answer(written.await)
}

fn read(
    today: Day,
    of: &MaterialRow,
    by_products: &[&MaterialRow],
    form: &CompleteBatch,
) -> Result<Outcome, Vec<(String, &'static str)>> {
    let mut mistakes: Vec<(String, &'static str)> = Vec::new();
    let mut read = |name: String, of: &MaterialRow, text: &str, required: bool| {
        if text.trim().is_empty() && !required {
            return 0;
        }
        let fits = |amount: i64| amount <= LARGEST_AMOUNT - of.level.on_hand.min(LARGEST_AMOUNT);
        let read = amount(of, text).and_then(|read| if fits(read) { Ok(read) } else { Err(AmountProblem::TooLarge) });
        read.unwrap_or_else(|problem| {
            mistakes.push((name, problem.code()));
            0
        })
    };
    let good = read("good".to_owned(), of, &form.good, true);
    let scrap = read("scrap".to_owned(), of, &form.scrap, false);
    let besides: Vec<(MaterialRow, i64)> = (by_products.iter())
        .map(|of| {
            let text = form.besides.get(&of.slug).map(String::as_str).unwrap_or_default();
            ((*of).clone(), read(field("by", &of.slug), of, text, false))
        })
        .collect();
    if mistakes.is_empty() && good.saturating_add(scrap) > LARGEST_AMOUNT {
        mistakes.push(("scrap".to_owned(), "too_large"));
    }
    let note = reason(&form.note).unwrap_or_else(|problem| {
        mistakes.push(("note".to_owned(), problem.code()));
        String::new()
    });
    let cause = ScrapCause::from_code(form.cause.trim());
    if scrap > 0 && cause.is_none() {
        mistakes.push(("cause".to_owned(), "cause"));
    } else if note.is_empty() && mistakes.is_empty() && (good == 0 || (scrap > 0 && cause == Some(ScrapCause::Other))) {
        mistakes.push(("note".to_owned(), "reason_required"));
    }
    let last = today..=today.plus(FARTHEST_DAYS);
    let best_before = match form.best_before.trim() {
        "" => None,
        text => Day::parse(text).filter(|day| last.contains(day)).or_else(|| {
            mistakes.push(("best_before".to_owned(), "best_before"));
            None
        }),
    };
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let besides = besides.into_iter().filter(|(_, amount)| *amount > 0).collect();
    Ok(Outcome { good, scrap, cause: cause.filter(|_| scrap > 0), note, best_before, besides })
}

impl Outcome {
    /// What is the same for a by-product.
    fn bare(&self) -> Self {
        Self { good: 0, scrap: 0, cause: None, note: self.note.clone(), best_before: None, besides: Vec::new() }
    }
}

struct Desk<'a> {
    svc: &'a Services,
    actor: &'a Actor,
    id: BatchId,
}

impl Desk<'_> {
    /// Puts what was made on the shelf as a lot, and takes away from it what was thrown away.
    async fn put(
        &self,
        tx: &mut Writer,
        of: &MaterialRow,
        (made, price_minor): (i64, Option<i64>),
        outcome: &Outcome,
    ) -> Result<(), Error> {
        if made == 0 {
            return Ok(());
        }
        let line = |kind, amount| movement(self.svc, self.actor, of.id, kind, amount, outcome.note.clone());
        let output = line(MovementKind::Output, made);
        let lot = LotRow {
            id: LotId(output.id.0),
            material: of.id,
            supplier: String::new(),
            certificate: String::new(),
            day: self.svc.now().day().0,
            best_before: outcome.best_before.map(|day| day.0),
            price_minor,
            received: made,
            remaining: made,
            picture: None,
        };
        tx.add_lot(&lot).await?;
        move_for_batch(tx, self.id, &output, Some(lot.id)).await?;
        let Some(cause) = outcome.cause else { return Ok(()) };
        let scrap = line(MovementKind::Scrap, outcome.scrap);
        move_for_batch(tx, self.id, &scrap, Some(lot.id)).await?;
        Ok(tx.note_scrap(scrap.id, cause).await?)
    }
}
