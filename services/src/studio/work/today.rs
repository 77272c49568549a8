//! What there is to do today, for one who works with her hands.

use crate::studio::work_scope;
use crate::{Actor, Error, Services};
use domain::id::{MemberId, ProductionOrderId};
use domain::order::{ProductionState, ShopOrderState, StageState};
use domain::text::Localised;
use domain::time::Day;
use store::making::{StageRow, WorkRow};
use store::statement::CrewRow;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// Name of the shop.
    pub shop: Localised,
    /// The member that the actor is.
    pub me: Option<CrewRow>,
    /// What is on the bench: her own first, then what is nobody's, then what is others'.
    pub bench: Vec<Task>,
    /// What waits to be looked at.
    pub to_check: Vec<Task>,
    /// What will be begun next.
    pub next: Vec<Task>,
}

/// The work on one line, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The work.
    pub id: ProductionOrderId,
    /// Number of the order in the shop.
    pub number: i64,
    /// Name of the product.
    pub product: Localised,
    /// Fingerprint of the configuration.
    pub fingerprint: String,
    /// Pieces.
    pub quantity: u32,
    /// Promised day.
    pub promised: Day,
    /// State.
    pub state: ProductionState,
    /// The stage that is being done or comes next.
    pub stage: Option<Localised>,
    /// How many stages are done, and how many there are.
    pub done: (usize, usize),
    /// Minutes that are still to be worked.
    pub left: i64,
    /// Whose task that stage is.
    pub member: Option<MemberId>,
}

/// What there is to do in a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn today(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<Today, Error> {
    let (scope, shop) = work_scope(actor, shop_slug)?;
    let me = actor.membership(shop_slug).and_then(|shop| shop.member);
    let mut reader = svc.store().read().await?;
    let works = reader.open_works(&scope).await?;
    let stages = reader.open_stages(&scope).await?;
    let crew = reader.crew(&scope).await?;
    let (mut bench, mut to_check, mut next) = (Vec::new(), Vec::new(), Vec::new());
    for row in works {
        let state = (row.state, row.order_state);
        let task = task(row, &stages);
        match state {
            (ProductionState::InProduction | ProductionState::OnHold, _) => bench.push(task),
            (ProductionState::QualityCheck, _) => to_check.push(task),
            (ProductionState::Planned, ShopOrderState::Confirmed) => next.push(task),
            (ProductionState::Planned | ProductionState::Completed | ProductionState::Cancelled, _) => {}
        }
    }
    // The order of the queue stays among equals.
    bench.sort_by_key(|task| match task.member {
        Some(member) if Some(member) == me => 0,
        None => 1,
        Some(_) => 2,
    });
    let me = me.and_then(|me| crew.into_iter().find(|row| row.id == me));
    Ok(Today { shop, me, bench, to_check, next })
}

fn task(row: WorkRow, stages: &[StageRow]) -> Task {
    let stages: Vec<_> = stages.iter().filter(|stage| stage.work == row.id).collect();
    let open = stages
        .iter()
        .find(|stage| stage.state == StageState::Begun)
        .or_else(|| stages.iter().find(|stage| stage.state == StageState::Pending));
    Task {
        id: row.id,
        number: row.shop_order.1,
        product: row.product,
        fingerprint: row.fingerprint,
        quantity: row.quantity,
        promised: Day(row.ready_day),
        state: row.state,
        stage: open.map(|stage| stage.name.clone()),
        done: (stages.iter().filter(|stage| stage.state == StageState::Done).count(), stages.len()),
        left: stages.iter().map(|stage| stage.state.left(stage.minutes, stage.worked)).sum(),
        member: open.and_then(|stage| stage.member),
    }
}
