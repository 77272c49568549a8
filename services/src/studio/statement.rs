//! What each member did and earned in a month.

use super::{scope, work_scope};
use crate::{Actor, Error, Services};
use domain::money::Money;
use domain::time::{Day, Timestamp};
use store::ShopScope;
pub use store::statement::{CrewRow, HoursRow, ShareRow};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let (year, month, _) = day.ymd();
        Self { year, month }
    }

    /// Reads `2027-01`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Day::parse(&[text.trim(), "-01"].concat()).map(Self::of)
    }

    /// Writes `2027-01`.
    #[must_use]
    pub fn code(self) -> String {
        self.first().iso().chars().take(7).collect()
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Day {
        Day::from_ymd(self.year, self.month, 1).unwrap_or_default()
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.first().plus(31))
    }

    /// The month before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.first().plus(-1))
    }

    fn last(self) -> Day {
        self.next().first().plus(-1)
    }
}

/// What a member did and earned in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementPage {
    /// Who.
    pub member: CrewRow,
    /// When.
    pub month: Month,
    /// The month of today.
    pub this_month: Month,
    /// Pieces that passed their check, with her share of each.
    pub shares: Vec<ShareRow>,
    /// Her hours by day.
    pub hours: Vec<HoursRow>,
    /// All hours, in minutes.
    pub minutes: i64,
    /// All shares.
    pub earned: Money,
}

/// All members of a shop in this month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementsPage {
    /// When.
    pub month: Month,
    /// Each member with her minutes and what she earned.
    pub members: Vec<(CrewRow, i64, Money)>,
    /// How much of each thousand of a line's price the shop declares as the price of making it.
    pub permille: u16,
}

/// The statement of a member. A maker sees her own, a coordinator everybody's; a month that cannot be read is this one.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not work for this shop, the shop has no such member, or a maker asks for
/// somebody else's.
pub async fn statement(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    member: &str,
    month: Option<&str>,
) -> Result<StatementPage, Error> {
    let (scope, _) = work_scope(actor, shop_slug)?;
    let own = actor.membership(shop_slug).and_then(|shop| shop.member);
    let crew = svc.store().read().await?.crew(&scope).await?;
    let member = crew.into_iter().find(|row| row.slug == member).ok_or(Error::NotFound)?;
    if !actor.runs(shop_slug) && own != Some(member.id) {
        return Err(Error::NotFound);
    }
    let this_month = Month::of(svc.now().day());
    of_member(svc, &scope, member, month.and_then(Month::parse).unwrap_or(this_month), this_month).await
}

async fn of_member(
    svc: &Services,
    scope: &ShopScope,
    member: CrewRow,
    month: Month,
    this_month: Month,
) -> Result<StatementPage, Error> {
    let mut reader = svc.store().read().await?;
    let (first, last) = (month.first(), month.last());
    let hours = reader.hours_of(scope, member.id, first.0, last.0).await?;
    // A day in Morocco begins and ends within a day of the same day in UTC.
    let from_ms = (i64::from(first.0) - 1) * DAY_MS;
    let to_ms = (i64::from(last.0) + 2) * DAY_MS;
    let mut shares = reader.shares_of(scope, member.id, from_ms, to_ms).await?;
    shares.retain(|share| Month::of(Timestamp(share.completed_ms).day()) == month);
    let minutes = hours.iter().map(|row| row.minutes).sum();
    let earned = Money::mad(shares.iter().map(|share| share.share.minor).sum());
    Ok(StatementPage { member, month, this_month, shares, hours, minutes, earned })
}

/// All members of a shop in this month.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not run this shop or it does not exist.
pub async fn statements(svc: &Services, actor: &Actor, shop_slug: &str) -> Result<StatementsPage, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let month = Month::of(svc.now().day());
    let mut reader = svc.store().read().await?;
    let (crew, permille) = (reader.crew(&scope).await?, reader.making_permille(&scope).await?);
    drop(reader);
    let mut members = Vec::new();
    for member in crew {
        let page = of_member(svc, &scope, member, month, month).await?;
        members.push((page.member, page.minutes, page.earned));
    }
    Ok(StatementsPage { month, members, permille })
}

/// The share cannot be read as a number of percent from 0 to 100, with one decimal at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareProblem;

/// Declares how much of a price is the price of making, in percent with one decimal. What is completed keeps its own.
///
/// # Errors
/// [`Error::NotFound`] when the actor does not run this shop or it does not exist.
pub async fn set_making_share(
    svc: &Services,
    actor: &Actor,
    shop_slug: &str,
    percent: &str,
) -> Result<Result<(), ShareProblem>, Error> {
    let (scope, _) = scope(actor, shop_slug)?;
    let Some(permille) = domain::order::read_permille(percent) else { return Ok(Err(ShareProblem)) };
    svc.store()
        .write(async |tx| -> Result<(), Error> {
            tx.hold_shop(scope.shop()).await?;
            Ok(tx.set_making_permille(&scope, permille).await?)
        })
        .await?;
    Ok(Ok(()))
}
