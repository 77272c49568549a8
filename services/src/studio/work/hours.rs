//! Hours that a member worked.

use crate::studio::work_scope;
use crate::{Actor, Error, Services};
use domain::checkout::address::clean_line;
use domain::id::{MemberId, ProductionOrderId, WorkEntryId};
use domain::order::{HoursProblem, MOST_MINUTES, read_day, read_minutes};
use domain::time::{Day, Timestamp};
use store::making::{NewEntry, WorkRow};
use store::{ShopScope, Writer};

/// Longest reason, in characters.
const REASON_CHARS: usize = 200;

/// What the form for hours sends.
#[derive(Debug, Clone, Default)]
pub struct HoursForm {
    /// Id that the form was given: sent twice it counts once.
    pub id: Option<WorkEntryId>,
    /// Place of the stage.
    pub stage: String,
    /// Slug of the member; whoever is a member of the shop herself writes her own hours, unless she runs it.
    pub member: String,
    /// How long: minutes, or hours and minutes.
    pub minutes: String,
    /// The day as `2027-01-15`; empty for today.
    pub day: String,
    /// Whether that is taken back.
    pub correction: bool,
    /// Why it is taken back.
    pub reason: String,
}

/// Why hours were not written down; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursRefused {
    /// Something of the form has to be mended.
    Hours(HoursProblem),
    /// Nobody is chosen, or nobody of this shop.
    Member,
    /// No stage is chosen, or none of this work.
    Stage,
    /// This form was recorded already, with something else in it; its answer may have been lost.
    Recorded,
    /// The work has not begun, or the pieces passed already.
    Closed,
}

impl HoursRefused {
    /// The message code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Hours(problem) => problem.code(),
            Self::Member => "member",
            Self::Stage => "stage",
            Self::Recorded => "recorded",
            Self::Closed => "closed",
        }
    }

    /// The field of the form that has to be mended.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Hours(problem) => problem.field(),
            Self::Member => "member",
            Self::Stage => "stage",
            Self::Recorded | Self::Closed => "minutes",
        }
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(HoursRefused),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl From<HoursProblem> for Stop {
    fn from(problem: HoursProblem) -> Self {
        Self::Problem(HoursRefused::Hours(problem))
    }
}

/// Writes hours down, or takes some back with a reason.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or the shop has no such work.
pub async fn record_hours(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    id: ProductionOrderId,
    form: &HoursForm,
) -> Result<Result<(), HoursRefused>, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let own = actor.membership(shop_slug).and_then(|shop| shop.member).filter(|_| !actor.runs(shop_slug));
    let now = svc.now();
    let known = svc.store().read().await?.work(&scope, id).await?.ok_or(Error::NotFound)?;
    let (minutes, day, reason) = match read(form, now, &known) {
        Ok(read) => read,
        Err(problem) => return Ok(Err(HoursRefused::Hours(problem))),
    };
    let Some(member) = worker(svc, &scope, own, &form.member).await? else { return Ok(Err(HoursRefused::Member)) };
    let Ok(position) = form.stage.trim().parse::<i64>() else { return Ok(Err(HoursRefused::Stage)) };
    let entry = NewEntry {
        id: form.id.unwrap_or_else(|| WorkEntryId::from_parts(svc.millis(), svc.id10())),
        work: id,
        position,
        member,
        minutes,
        at_ms: now.0,
        day: day.0,
        reason,
        person: actor.person().map(|person| person.id),
    };
    match svc.store().write(async |tx| write(tx, &scope, &entry).await).await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn read(form: &HoursForm, now: Timestamp, known: &WorkRow) -> Result<(i64, Day, String), HoursProblem> {
    let minutes = read_minutes(&form.minutes)?;
    let day = read_day(&form.day, now.day(), Timestamp(known.placed_ms).day())?;
    let reason = clean_line(&form.reason, REASON_CHARS).ok_or(HoursProblem::ReasonUnreadable)?;
    if form.correction && reason.is_empty() {
        return Err(HoursProblem::ReasonRequired);
    }
    Ok((if form.correction { -minutes } else { minutes }, day, reason))
}

/// Who worked: a maker who is a member writes her own hours, and nobody else's.
async fn worker(
    svc: &Services,
    scope: &ShopScope,
    own: Option<MemberId>,
    slug: &str,
) -> Result<Option<MemberId>, Error> {
    let slug = slug.trim();
    if slug.is_empty() {
        return Ok(own);
    }
    let crew = svc.store().read().await?.crew(scope).await?;
    let found = crew.iter().find(|row| row.slug == slug).map(|row| row.id);
    Ok(found.filter(|member| own.is_none_or(|own| own == *member)))
}

async fn write(tx: &mut Writer, scope: &ShopScope, entry: &NewEntry) -> Result<(), Stop> {
    tx.hold_shop(scope.shop()).await?;
    let row = tx.work(scope, entry.work).await?.ok_or(Error::NotFound)?;
    if let Some(kept) = tx.work_entry(entry.id).await? {
        let same = NewEntry { at_ms: kept.at_ms, person: kept.person, ..entry.clone() } == kept;
        return if same { Ok(()) } else { Err(Stop::Problem(HoursRefused::Recorded)) };
    }
    if !row.state.is_open() {
        return Err(Stop::Problem(HoursRefused::Closed));
    }
    if !tx.stages(entry.work).await?.iter().any(|stage| stage.position == entry.position) {
        return Err(Stop::Problem(HoursRefused::Stage));
    }
    let of_day = tx.hours_of(scope, entry.member, entry.day, entry.day).await?;
    let of_day = of_day.iter().fold(entry.minutes, |sum, row| sum.saturating_add(row.minutes));
    if of_day > MOST_MINUTES {
        return Err(HoursProblem::TooMany.into());
    }
    if tx.add_work_entry(entry).await? { Ok(()) } else { Err(HoursProblem::BelowZero.into()) }
}
