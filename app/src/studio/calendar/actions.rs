//! Changes of the calendar.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::FORM;
use crate::action;
use crate::studio::url;
use domain::id::MemberId;
use domain::planning::{Span, Week, read_hours};
use domain::time::Day;
use leptos::prelude::*;
use services::studio::{self, CalendarProblem, Edit, Endangered};
use std::collections::BTreeMap;

/// Changes the calendar in one thing. Fields: `version`, `what`, and as it needs them `from`, `to` (days), `member`,
/// `margin`, `h[0]` to `h[6]` (hours from Monday on), `named` (numbers of the orders whose promise may break).
#[server(prefix = "/api", endpoint = "change_calendar")]
pub async fn change_calendar(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] version: String,
    #[server(default)] what: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] member: String,
    #[server(default)] margin: String,
    #[server(default)] h: BTreeMap<String, String>,
    #[server(default)] named: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/calendar");
    let edit = match read(&what, [&from, &to], &member, &margin, &h) {
        Ok(Some(edit)) => Ok(edit),
        Ok(None) => return action::failed(services::Error::NotFound),
        Err(problem) => Err(problem),
    };
    let named: Vec<i64> = named.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let changed = match edit {
        Ok(edit) => {
            let version = version.trim().parse().unwrap_or(0);
            studio::change_calendar(&context.services, &context.actor, &shop, version, &edit, &named).await
        }
        Err(problem) => Ok(Err(problem)),
    };
    let problem = match changed {
        Ok(Ok(())) => {
            action::see(&[&page, "?notice=done"].concat());
            return Ok(());
        }
        Ok(Err(problem)) => problem,
        Err(error) => return action::failed(error),
    };
    let single = [("what", what), ("from", from), ("to", to), ("member", member), ("margin", margin)];
    let single =
        single.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value));
    let hours = h.into_iter().map(|(day, hours)| (["h[", &day, "]"].concat(), hours));
    context.send_back(&page, FORM, single.chain(hours).collect(), codes(problem)).await
}

/// `None` for a form that no page of ours has.
fn read(
    what: &str,
    days: [&str; 2],
    member: &str,
    margin: &str,
    h: &BTreeMap<String, String>,
) -> Result<Option<Edit>, CalendarProblem> {
    let member: Option<MemberId> = member.trim().parse().ok();
    let span = || {
        let [from, to] = days.map(Day::parse);
        from.zip(to).map(|(from, to)| Span { from, to }).ok_or(CalendarProblem::Days)
    };
    let edit = match (what, member) {
        ("hours", _) => Edit::Hours(week(h)?, read_margin(margin)?),
        ("close", _) => Edit::Close(span()?),
        ("reopen", _) => Edit::Reopen(span()?),
        ("season", _) => Edit::Season(span()?, week(h)?),
        ("end_season", _) => Edit::EndSeason(span()?),
        ("hand", Some(member)) => Edit::Hand(member, week(h)?),
        ("away", Some(member)) => Edit::Away(member, span()?),
        ("back", Some(member)) => Edit::Back(member, span()?),
        _ => return Ok(None),
    };
    Ok(Some(edit))
}

/// A day that is left empty has no hours.
fn week(h: &BTreeMap<String, String>) -> Result<Week, CalendarProblem> {
    let mut week = Week::default();
    for (at, minutes) in week.iter_mut().enumerate() {
        let text = h.get(&at.to_string()).map(|text| text.trim()).unwrap_or_default();
        *minutes = if text.is_empty() { 0 } else { read_hours(text).ok_or(CalendarProblem::Hours)? };
    }
    Ok(week)
}

fn read_margin(text: &str) -> Result<u16, CalendarProblem> {
    if text.trim().is_empty() {
        return Ok(0);
    }
    let days = domain::quantity::Unit::Piece.parse(text).ok().and_then(|days| u16::try_from(days).ok());
    days.ok_or(CalendarProblem::Margin)
}

fn codes(problem: CalendarProblem) -> Vec<(String, String)> {
    let form = |code: &str| vec![("form".to_owned(), code.to_owned())];
    match problem {
        CalendarProblem::Stale => form("stale"),
        CalendarProblem::Hours => form("hours"),
        CalendarProblem::Margin => form("margin"),
        CalendarProblem::Days => form("days"),
        CalendarProblem::TooMany => form("too_many"),
        CalendarProblem::Endangers(dangers) => danger_codes(&dangers),
    }
}

/// The promises that a change would break, as codes of a form that comes back.
pub(in crate::studio) fn danger_codes(dangers: &[Endangered]) -> Vec<(String, String)> {
    dangers.iter().map(|danger| ("danger".to_owned(), write(danger))).collect()
}

/// Number, promised day, new day.
fn write(danger: &Endangered) -> String {
    let now = danger.now.map_or(i64::MIN, |day| day.0.into());
    [danger.number.to_string(), danger.promised.0.to_string(), now.to_string()].join(" ")
}
