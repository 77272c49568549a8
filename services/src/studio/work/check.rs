//! The look at finished pieces: nothing is ready that nobody looked at.

use crate::studio::work_scope;
use crate::{Actor, Error, Services};
use domain::checkout::address::clean_line;
use domain::id::{MemberId, ProductionOrderId, QualityCheckId};
use domain::money::Money;
use domain::order::{ProductionState, StageState, WorkStep, making_price, shares};
use store::making::{CheckRow, StageRow};
use store::{ShopScope, Writer};

/// Longest note, in characters.
const NOTE_CHARS: usize = 400;

/// What the form of a check sends.
#[derive(Debug, Clone, Default)]
pub struct CheckForm {
    /// Id that the form was given: sent twice it counts once.
    pub id: Option<QualityCheckId>,
    /// Whether the pieces are good.
    pub passed: bool,
    /// What is wrong; may be empty when they are good.
    pub note: String,
    /// Place of the stage that has to be done again, when they are not; empty for the last one.
    pub stage: String,
}

/// Why a check was not written down; nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckRefused {
    /// Whoever made the pieces does not look at them, as long as somebody else can.
    OwnWork,
    /// What is wrong has to be said.
    NoteRequired,
    /// The note is too long or holds characters that cannot be shown.
    NoteUnreadable,
    /// The pieces are not there to be looked at: somebody was faster, or they were not handed over.
    NotNow {
        /// The state that the work is in.
        state: ProductionState,
    },
}

impl CheckRefused {
    /// The message code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnWork => "own_work",
            Self::NoteRequired => "note_required",
            Self::NoteUnreadable => "note_unreadable",
            Self::NotNow { .. } => "not_now",
        }
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(CheckRefused),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Whether somebody may look at pieces: not the member who worked on them, unless she is the only one who signs in for
/// the shop.
pub(super) fn may_check(me: Option<MemberId>, worked: &[(MemberId, i64)], people: i64) -> bool {
    people <= 1 || !worked.iter().any(|(member, minutes)| Some(*member) == me && *minutes > 0)
}

/// Writes down what a look at the pieces found. Those that are good are completed, and what the members earned by them is
/// frozen; the others go back to work.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such work; [`Error::Overflow`].
pub async fn record_check(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    work: ProductionOrderId,
    form: &CheckForm,
) -> Result<Result<(), CheckRefused>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let me = actor.membership(shop_slug).and_then(|shop| shop.member);
    let Some(note) = clean_line(&form.note, NOTE_CHARS) else { return Ok(Err(CheckRefused::NoteUnreadable)) };
    if !form.passed && note.is_empty() {
        return Ok(Err(CheckRefused::NoteRequired));
    }
    let check = CheckRow {
        id: form.id.unwrap_or_else(|| QualityCheckId::from_parts(svc.millis(), svc.id10())),
        work,
        passed: form.passed,
        note,
        at_ms: svc.now().0,
        person: actor.person().map(|person| person.id),
    };
    let again = form.stage.trim().parse::<i64>().ok();
    match svc.store().write(async |tx| write(tx, &scope, me, &check, again).await).await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

async fn write(
    tx: &mut Writer,
    scope: &ShopScope,
    me: Option<MemberId>,
    check: &CheckRow,
    again: Option<i64>,
) -> Result<(), Stop> {
    tx.hold_shop(scope.shop()).await?;
    let row = tx.work(scope, check.work).await?.ok_or(Error::NotFound)?;
    if tx.quality_checks(check.work).await?.iter().any(|kept| kept.id == check.id && kept.passed == check.passed) {
        return Ok(());
    }
    let step = if check.passed { WorkStep::Pass } else { WorkStep::Fail };
    let next = row.state.take(step).map_err(|state| Stop::Problem(CheckRefused::NotNow { state }))?;
    let worked = tx.minutes_by_member(check.work).await?;
    if !may_check(me, &worked, tx.count_people(scope.shop()).await?) {
        return Err(Stop::Problem(CheckRefused::OwnWork));
    }
    if !tx.add_quality_check(check).await? {
        return Err(Error::NotFound.into());
    }
    tx.move_work(scope, check.work, row.state, next).await?;
    let stages = tx.stages(check.work).await?;
    if check.passed {
        complete(tx, scope, check, worked, &stages).await
    } else {
        reopen(tx, check, again, &stages).await
    }
}

/// Opens the stage that has to be done again: the one that was named, else the last.
async fn reopen(tx: &mut Writer, check: &CheckRow, again: Option<i64>, stages: &[StageRow]) -> Result<(), Stop> {
    let named = stages.iter().find(|stage| Some(stage.position) == again);
    if let Some(stage) = named.or(stages.last()).filter(|stage| stage.state == StageState::Done) {
        tx.move_stage(check.work, stage.position, StageState::Done, StageState::Begun, check.at_ms).await?;
    }
    Ok(())
}

/// Freezes the making price and shares it by the minutes that were written down; where nobody wrote any, by the minutes
/// planned for those whose tasks the stages were.
async fn complete(
    tx: &mut Writer,
    scope: &ShopScope,
    check: &CheckRow,
    mut worked: Vec<(MemberId, i64)>,
    stages: &[StageRow],
) -> Result<(), Stop> {
    if !worked.iter().any(|(_, minutes)| *minutes > 0) {
        worked.clear();
        for (member, minutes) in stages.iter().filter_map(|stage| Some((stage.member?, stage.minutes))) {
            match worked.iter_mut().find(|(known, _)| *known == member) {
                Some((_, sum)) => *sum = sum.saturating_add(minutes),
                None => worked.push((member, minutes)),
            }
        }
    }
    let price = tx.work_price(check.work).await?;
    let making = making_price(price.minor, tx.making_permille(scope).await?).map_err(Error::from)?;
    let shared = shares(making, &worked).map_err(Error::from)?;
    Ok(tx.complete_work(check.work, check.at_ms, Money::mad(making), &shared).await?)
}
