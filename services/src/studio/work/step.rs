//! One step with the work on a line, or with a stage of it.

use crate::making::{self, Lacking};
use crate::studio::work_scope;
use crate::{Actor, Error, Services};
use domain::id::ProductionOrderId;
use domain::order::{ProductionState, StageState, WorkStep};
use domain::text::Localised;
use domain::time::Timestamp;
use store::Writer;
use store::making::WorkRow;

/// Why a step was not taken; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkProblem {
    /// These materials are not all there yet.
    Waiting(Vec<Localised>),
    /// The step does not fit: somebody was faster, or it was sent twice.
    NotNow {
        /// The state that the work is in.
        state: ProductionState,
    },
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(WorkProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Lacking> for Stop {
    fn from(lacking: Lacking) -> Self {
        match lacking {
            Lacking::Material(names) => Self::Problem(WorkProblem::Waiting(names)),
            Lacking::Failed(error) => Self::Failed(error),
        }
    }
}

fn answer(done: Result<(), Stop>) -> Result<Result<(), WorkProblem>, Error> {
    match done {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Lays work aside, takes it up again, or hands the pieces over to be looked at. Handing over says that all stages are
/// done, and takes what is still allocated of the material.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such work; also for steps that are
/// taken elsewhere: the order begins the work and calls it off, a check lets it pass or fail.
pub async fn take_work_step(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ProductionOrderId,
    step: WorkStep,
) -> Result<Result<(), WorkProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    match step {
        WorkStep::Hold | WorkStep::GoOn | WorkStep::HandOver => {}
        WorkStep::Start | WorkStep::Pass | WorkStep::Fail | WorkStep::Cancel => return Err(Error::NotFound),
    }
    let person = actor.person().map(|person| person.id);
    let now = svc.now();
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let row = tx.work(&scope, id).await?.ok_or(Error::NotFound)?;
        let next = row.state.take(step).map_err(|state| Stop::Problem(WorkProblem::NotNow { state }))?;
        if step == WorkStep::HandOver {
            making::take_material(tx, svc, &[(&row, None)], (person, now)).await?;
            finish_stages(tx, &row, now).await?;
        }
        tx.move_work(&scope, id, row.state, next).await?;
        Ok(())
    });
    answer(write.await)
}

async fn finish_stages(tx: &mut Writer, row: &WorkRow, now: Timestamp) -> Result<(), Error> {
    for stage in tx.stages(row.id).await? {
        if stage.state != StageState::Done {
            tx.move_stage(row.id, stage.position, stage.state, StageState::Done, now.0).await?;
        }
    }
    Ok(())
}

/// Begins a stage, which takes the material that it needs, or says that it is done. A stage that is there already stays
/// as it is: a form sent twice counts once.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such stage.
pub async fn move_stage(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    (id, position): (ProductionOrderId, i64),
    to: StageState,
) -> Result<Result<(), WorkProblem>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let person = actor.person().map(|person| person.id);
    let now = svc.now();
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let row = tx.work(&scope, id).await?.ok_or(Error::NotFound)?;
        let stages = tx.stages(id).await?;
        let stage = stages.iter().find(|stage| stage.position == position).ok_or(Error::NotFound)?;
        if stage.state == to {
            return Ok(());
        }
        if row.state != ProductionState::InProduction || stage.state.next() != Some(to) {
            return Err(Stop::Problem(WorkProblem::NotNow { state: row.state }));
        }
        if to == StageState::Begun {
            making::take_material(tx, svc, &[(&row, Some(position))], (person, now)).await?;
        }
        tx.move_stage(id, position, stage.state, to, now.0).await?;
        Ok(())
    });
    answer(write.await)
}
