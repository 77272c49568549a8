//! Changes of the calendar.

#![expect(clippy::too_many_arguments, reason = "each field of the form is an argument")]

use super::FORM;
use crate::action;
use crate::studio::{dangers, url};
use domain::id::{MemberId, StationId};
use domain::planning::{Span, Week, read_hours};
use domain::text::Lang;
use domain::time::Day;
use leptos::prelude::*;
use services::studio::{self, CalendarProblem, Edit, StationForm};
use std::collections::BTreeMap;

/// Changes the calendar in one thing. Fields: `version`, `what`, and as it needs them `from`, `to` (days), `member`,
/// `station`, `name`, `places`, `holds`, `margin`, `h[0]` to `h[6]` (hours from Monday on), `named` (numbers of the orders whose
/// promise may break).
#[server(prefix = "/api", endpoint = "change_calendar")]
pub async fn change_calendar(
    #[server(default)] lang: String,
    #[server(default)] shop: String,
    #[server(default)] version: String,
    #[server(default)] what: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
    #[server(default)] member: String,
    #[server(default)] station: String,
    #[server(default)] name: String,
    #[server(default)] places: String,
    #[server(default)] holds: String,
    #[server(default)] margin: String,
    #[server(default)] h: BTreeMap<String, String>,
    #[server(default)] named: String,
) -> Result<(), ServerFnError> {
    let (context, cx) = action::begin(&lang)?;
    let page = url(cx, &shop, "/calendar");
    let about = || read_station(&name, cx.lang, &places, &holds);
    let edit = match read(&what, [&from, &to], [&member, &station], about, &margin, &h) {
        Ok(Some(edit)) => Ok(edit),
        Ok(None) => return action::failed(services::Error::NotFound),
        Err(problem) => Err(problem),
    };
    let named = dangers::named(&named);
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
    let days = [("from", from), ("to", to), ("margin", margin)];
    let of_station = [("station", station), ("name", name), ("places", places), ("holds", holds)];
    let single = [("what", what), ("member", member)].into_iter().chain(days).chain(of_station);
    let single = single.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value));
    let hours = h.into_iter().map(|(day, hours)| (["h[", &day, "]"].concat(), hours));
    context.send_back(&page, FORM, single.chain(hours).collect(), codes(problem)).await
}

/// `None` for a form that no page of ours has.
fn read(
    what: &str,
    days: [&str; 2],
    [member, station]: [&str; 2],
    about: impl Fn() -> Result<StationForm, CalendarProblem>,
    margin: &str,
    h: &BTreeMap<String, String>,
) -> Result<Option<Edit>, CalendarProblem> {
    let member: Option<MemberId> = member.trim().parse().ok();
    let station: Option<StationId> = station.trim().parse().ok();
    let span = || {
        let [from, to] = days.map(Day::parse);
        from.zip(to).map(|(from, to)| Span { from, to }).ok_or(CalendarProblem::Days)
    };
    let edit = match (what, member) {
        ("add_station", _) => Edit::AddStation(about()?),
        ("station" | "down" | "up", _) => return of_station(what, station, about, span),
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

fn of_station(
    what: &str,
    station: Option<StationId>,
    about: impl Fn() -> Result<StationForm, CalendarProblem>,
    span: impl Fn() -> Result<Span, CalendarProblem>,
) -> Result<Option<Edit>, CalendarProblem> {
    let Some(station) = station else { return Ok(None) };
    Ok(Some(match what {
        "down" => Edit::Down(station, span()?),
        "up" => Edit::Up(station, span()?),
        _ => Edit::Station(station, about()?),
    }))
}

fn read_station(name: &str, lang: Lang, places: &str, holds: &str) -> Result<StationForm, CalendarProblem> {
    let places = domain::quantity::Unit::Piece.parse(places).ok().and_then(|places| u16::try_from(places).ok());
    let places = places.ok_or(CalendarProblem::Places)?;
    Ok(StationForm { name: name.to_owned(), lang, places, holds: !holds.is_empty() })
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
        CalendarProblem::StationName => form("station_name"),
        CalendarProblem::Places => form("places"),
        CalendarProblem::Endangers(endangered) => dangers::codes(&endangered),
    }
}
