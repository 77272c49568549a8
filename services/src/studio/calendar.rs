//! When a shop works: its hours, seasons, closures, and who is away. A change that would break a promise is made only with
//! the orders named.

use super::scope;
use crate::{Actor, Error, Services, workshop};
use domain::id::{MemberId, ShopOrderId};
use domain::planning::{Calendar, Danger, Hand, Span, Week, Workshop, endangered};
use domain::text::Localised;
use domain::time::{Day, Timestamp};
use store::ShopScope;
use store::workshop::WorkshopRow;

/// Longest that a closure, a season or an absence lasts, and how far ahead it lies, in days.
const FARTHEST_DAYS: i32 = 730;

/// Most closures, seasons and absences of one shop that are kept; those that are over are forgotten.
const MOST_SPANS: usize = 60;

/// Most open days that a shop adds to what it promises.
const MOST_MARGIN: u16 = 30;

const MINUTES_OF_A_DAY: u16 = 24 * 60;

/// How a shop works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPage {
    /// Which state of the calendar this is; goes into each form.
    pub version: i64,
    /// Today.
    pub today: Day,
    /// The calendar. Each member of the shop has a place among its hands, with no hours when she does not work.
    pub calendar: Calendar,
    /// Names of the members.
    pub names: Vec<(MemberId, Localised)>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Hours of the week, and open days that are added to each promise.
    Hours(Week, u16),
    /// The hours of one member.
    Hand(MemberId, Week),
    /// The shop closes.
    Close(Span),
    /// A closure that is not.
    Reopen(Span),
    /// Other hours for a season.
    Season(Span, Week),
    /// A season that is not.
    EndSeason(Span),
    /// A member is away.
    Away(MemberId, Span),
    /// An absence that is not.
    Back(MemberId, Span),
}

/// A promise that a change would break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endangered {
    /// The order.
    pub order: ShopOrderId,
    /// Its number.
    pub number: i64,
    /// What was promised.
    pub promised: Day,
    /// When it would be ready; `None` for never.
    pub now: Option<Day>,
}

/// Why a calendar was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarProblem {
    /// Somebody else changed it meanwhile.
    Stale,
    /// Hours of a day: more than it has.
    Hours,
    /// More than 30 days.
    Margin,
    /// The days are over, lie too far ahead, or the last comes before the first.
    Days,
    /// There are as many entries as can be kept.
    TooMany,
    /// These promises would break, and not all of them were named.
    Endangers(Vec<Endangered>),
}

/// The calendar of a shop.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop or it does not exist.
pub async fn calendar(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<CalendarPage, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let mut reader = svc.store().read().await?;
    let version = reader.calendar(&scope).await?.map_or(0, |(version, _)| version);
    let row = reader.workshop(scope.shop()).await?;
    let now = svc.now();
    let calendar = staffed(workshop::of(&row, now).calendar, &row.members);
    Ok(CalendarPage { version, today: now.day(), calendar, names: row.members })
}

/// Changes the calendar whose version the form was made for. `named` are the numbers of the orders whose promise the shop
/// agrees to break.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, or a member does not.
pub async fn change_calendar(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    version: i64,
    edit: &Edit,
    named: &[i64],
) -> Result<Result<(), CalendarProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let now = svc.now();
    let write = svc.store().write(async |tx| -> Result<(), Stop> {
        tx.hold_shop(scope.shop()).await?;
        let row = tx.workshop(scope.shop()).await?;
        let before = workshop::of(&row, now);
        let mut calendar = staffed(before.calendar.clone(), &row.members);
        apply(&mut calendar, edit, now.day())?;
        check_promises(&row, now, &before, &calendar, named)?;
        put(tx, &scope, version, &calendar).await
    });
    match write.await {
        Ok(()) => Ok(Ok(())),
        Err(Stop::Problem(problem)) => Ok(Err(problem)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Undoes the transaction and says why.
enum Stop {
    Problem(CalendarProblem),
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

async fn put(tx: &mut store::Writer, scope: &ShopScope, version: i64, calendar: &Calendar) -> Result<(), Stop> {
    let put = tx.put_calendar(scope, version, calendar).await?;
    put.then_some(()).ok_or(Stop::Problem(CalendarProblem::Stale))
}

/// Each member has a place among the hands, in the order of the shop; hands of those who left are gone.
fn staffed(calendar: Calendar, members: &[(MemberId, Localised)]) -> Calendar {
    let known = |id| calendar.hands.iter().find(|hand| hand.member == id).cloned();
    let none = |id| Hand { member: id, hours: [0; 7], away: Vec::new() };
    let hands = members.iter().map(|(id, _)| known(*id).unwrap_or_else(|| none(*id)));
    let hands: Vec<Hand> = if members.is_empty() { calendar.hands.clone() } else { hands.collect() };
    Calendar { hands, ..calendar }
}

fn apply(calendar: &mut Calendar, edit: &Edit, today: Day) -> Result<(), Stop> {
    let hours = |week: &Week| {
        let fits = week.iter().all(|minutes| *minutes <= MINUTES_OF_A_DAY);
        if fits { Ok(*week) } else { Err(Stop::Problem(CalendarProblem::Hours)) }
    };
    let days = |span: &Span| {
        let ahead = span.from <= span.to && span.to >= today && span.to <= today.plus(FARTHEST_DAYS);
        if ahead { Ok(*span) } else { Err(Stop::Problem(CalendarProblem::Days)) }
    };
    match edit {
        Edit::Hours(week, margin) if *margin <= MOST_MARGIN => {
            (calendar.hours, calendar.margin_days) = (hours(week)?, *margin);
        }
        Edit::Hours(..) => return Err(Stop::Problem(CalendarProblem::Margin)),
        Edit::Hand(member, week) => hand(calendar, *member)?.hours = hours(week)?,
        Edit::Close(span) => put_span(&mut calendar.closures, days(span)?, today)?,
        Edit::Reopen(span) => calendar.closures.retain(|known| known != span),
        Edit::Season(span, week) => {
            let (span, week) = (days(span)?, hours(week)?);
            calendar.seasons.retain(|(known, _)| known.to >= today && *known != span);
            if calendar.seasons.len() >= MOST_SPANS {
                return Err(Stop::Problem(CalendarProblem::TooMany));
            }
            // The latest word counts first.
            calendar.seasons.insert(0, (span, week));
        }
        Edit::EndSeason(span) => calendar.seasons.retain(|(known, _)| known != span),
        Edit::Away(member, span) => put_span(&mut hand(calendar, *member)?.away, days(span)?, today)?,
        Edit::Back(member, span) => hand(calendar, *member)?.away.retain(|known| known != span),
    }
    Ok(())
}

fn hand(calendar: &mut Calendar, member: MemberId) -> Result<&mut Hand, Stop> {
    calendar.hands.iter_mut().find(|hand| hand.member == member).ok_or(Stop::Failed(Error::NotFound))
}

fn put_span(spans: &mut Vec<Span>, span: Span, today: Day) -> Result<(), Stop> {
    spans.retain(|known| known.to >= today && *known != span);
    if spans.len() >= MOST_SPANS {
        return Err(Stop::Problem(CalendarProblem::TooMany));
    }
    spans.push(span);
    spans.sort_unstable();
    Ok(())
}

fn check_promises(
    row: &WorkshopRow,
    now: Timestamp,
    before: &Workshop,
    calendar: &Calendar,
    named: &[i64],
) -> Result<(), Stop> {
    // Anew, because batches that are made later give later what they give.
    let after = workshop::of(&WorkshopRow { calendar: Some(calendar.clone()), ..row.clone() }, now);
    match unnamed(row, before, &after, named)? {
        Some(dangers) => Err(Stop::Problem(CalendarProblem::Endangers(dangers))),
        None => Ok(()),
    }
}

/// The promises that a change breaks or makes worse, when not all of them are named.
pub(super) fn unnamed(
    row: &WorkshopRow,
    before: &Workshop,
    after: &Workshop,
    named: &[i64],
) -> Result<Option<Vec<Endangered>>, Error> {
    let name = |danger: Danger| {
        let (order, number) = row.queue.iter().find(|queued| queued.id == danger.order)?.shop_order;
        Some(Endangered { order, number, promised: danger.promised, now: danger.now })
    };
    let dangers: Vec<Endangered> = endangered(&before.plan()?, &after.plan()?).into_iter().filter_map(name).collect();
    Ok((!dangers.iter().all(|danger| named.contains(&danger.number))).then_some(dangers))
}
