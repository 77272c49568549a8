//! Hours: written down with one tap, taken back with a reason.

use super::{Bench, mistake, typed};
use crate::i18n::{Cx, Msg, m};
use crate::studio::words;
use crate::ui::field;
use domain::order::StageState;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::EntryView;

/// Minutes that one tap writes down.
const QUICK: [i64; 4] = [15, 30, 60, 120];

/// The sentence for an error code: what to mend.
fn sentence(code: &str) -> Option<Msg> {
    Some(match code {
        "required" => m::making::HOURS_REQUIRED,
        "not_a_number" => m::making::HOURS_NOT_A_NUMBER,
        "not_positive" => m::making::HOURS_NOT_POSITIVE,
        "too_many" => m::making::HOURS_TOO_MANY,
        "day" => m::making::HOURS_DAY,
        "future" => m::making::HOURS_FUTURE,
        "too_early" => m::making::HOURS_TOO_EARLY,
        "reason_required" => m::making::HOURS_REASON_REQUIRED,
        "reason_unreadable" => m::making::HOURS_REASON_UNREADABLE,
        "below_zero" => m::making::HOURS_BELOW_ZERO,
        "member" => m::making::HOURS_MEMBER,
        "stage" => m::making::HOURS_STAGE,
        "recorded" => m::making::HOURS_RECORDED,
        "closed" => m::making::HOURS_CLOSED,
        _ => return None,
    })
}

/// The two forms, as long as hours can be written down.
pub(super) fn section(bench: Bench<'_>, draft: Option<&FormDraft>) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    let correction = draft.filter(|draft| typed(Some(draft), "correction") == "true");
    let entry = draft.filter(|_| correction.is_none());
    (bench.is_open() && !work.stages.is_empty()).then(|| {
        view! {
            <section aria-labelledby="hours">
                <h2 id="hours">{cx.t(m::making::HOURS)}</h2>
                {form(bench, "hours", entry, false)}
                <details class="card correct" open=correction.is_some()>
                    <summary>{cx.t(m::making::CORRECT)}</summary>
                    <p class="quiet-ink">{cx.t(m::making::CORRECT_HINT)}</p>
                    {form(bench, "back", correction, true)}
                </details>
            </section>
        }
        .into_any()
    })
}

fn form(bench: Bench<'_>, of: &'static str, draft: Option<&FormDraft>, correction: bool) -> AnyView {
    let Bench { cx, work, .. } = bench;
    let id = move |name: &str| [of, "-", name].concat();
    let wrong = |name: &str| mistake(draft, name).and_then(sentence).map(|text| cx.t(text).to_owned());
    let input = |name: &'static str, label: Msg, hint: Msg, kind: &'static str, value: String| {
        let (wrong, id) = (wrong(name), id(name));
        let is_wrong = wrong.is_some();
        let described = field::describe(&id, true, is_wrong);
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.clone()>{cx.t(label)}</label>
                {field::hint(&id, cx.t(hint))}
                <input id=id.clone() name=name type=kind value=value autocomplete="off" dir="auto" autofocus=is_wrong aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                {field::error(&id, wrong)}
            </div>
        }
    };
    let day = Some(typed(draft, "day")).filter(|day| !day.is_empty()).unwrap_or_else(|| work.today.iso());
    let quick = (!correction).then(|| {
        let one = |minutes: i64| {
            view! {
                <button class="button button-quiet" type="submit" name="quick" value=minutes.to_string()>
                    {cx.f(m::making::QUICK, &[("minutes", &minutes.to_string())])}
                </button>
            }
        };
        view! { <div class="quick">{QUICK.map(one).collect_view()}</div> }
    });
    let reason =
        correction.then(|| input("reason", m::making::WHY, m::making::CORRECT_HINT, "text", typed(draft, "reason")));
    let button = if correction { m::making::TAKE_BACK } else { m::making::WRITE_HOURS };
    view! {
        <form class="card part" method="post" action="/api/record_hours" novalidate>
            {bench.fields()}
            <input type="hidden" name="entry" value=work.next_entry.to_string()/>
            {correction.then(|| view! { <input type="hidden" name="correction" value="true"/> })}
            // The first button answers the return key: the one that takes what was typed.
            <button type="submit" hidden tabindex="-1"></button>
            {stage(bench, &id("stage"), draft)}
            {member(bench, &id("member"), draft)}
            {quick}
            <div class="thirds">
                {input("minutes", m::making::MINUTES, m::making::HOURS_HINT, "text", typed(draft, "minutes"))}
                {input("day", m::making::DAY, m::making::DAY_HINT, "date", day)}
                {reason}
            </div>
            <button class="button button-primary" type="submit">{cx.t(button)}</button>
        </form>
    }
    .into_any()
}

fn stage(bench: Bench<'_>, id: &str, draft: Option<&FormDraft>) -> AnyView {
    let Bench { cx, work, .. } = bench;
    let before = typed(draft, "stage");
    let now = work.stages.iter().find(|stage| stage.state == StageState::Begun);
    let now = now.or_else(|| work.stages.iter().rev().find(|stage| stage.state == StageState::Done));
    let chosen = if before.is_empty() { now.map(|stage| stage.position.to_string()) } else { Some(before) };
    let options = work.stages.iter().map(|stage| {
        let place = stage.position.to_string();
        let selected = chosen.as_ref() == Some(&place);
        view! { <option value=place selected=selected>{stage.name.get(cx.lang).clone()}</option> }
    });
    let wrong = mistake(draft, "stage").and_then(sentence).map(|text| cx.t(text).to_owned());
    let is_wrong = wrong.is_some();
    view! {
        <div class="field" class:has-error=is_wrong>
            <label for=id.to_owned()>{cx.t(m::making::STAGE)}</label>
            <select id=id.to_owned() name="stage">{options.collect_view()}</select>
            {field::error(id, wrong)}
        </div>
    }
    .into_any()
}

/// Whoever is a member and does not run the shop writes her own hours; she is not asked.
fn member(bench: Bench<'_>, id: &str, draft: Option<&FormDraft>) -> Option<AnyView> {
    let Bench { cx, work, runs, .. } = bench;
    if !runs && work.me.is_some() {
        return None;
    }
    let before = typed(draft, "member");
    let options = work.crew.iter().map(|row| {
        let selected = if before.is_empty() { Some(row.id) == work.me } else { row.slug == before };
        view! { <option value=row.slug.clone() selected=selected>{row.name.get(cx.lang).clone()}</option> }
    });
    let wrong = mistake(draft, "member").and_then(sentence).map(|text| cx.t(text).to_owned());
    let is_wrong = wrong.is_some();
    Some(
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.to_owned()>{cx.t(m::making::WHO)}</label>
                <select id=id.to_owned() name="member">
                    <option value="">{cx.t(m::making::CHOOSE)}</option>
                    {options.collect_view()}
                </select>
                {field::error(id, wrong)}
            </div>
        }
        .into_any(),
    )
}

/// What was written down.
pub(super) fn history(bench: Bench<'_>) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    (!work.hours.is_empty()).then(|| {
        view! {
            <section aria-labelledby="hours-so-far">
                <h2 id="hours-so-far">{cx.t(m::making::HOURS_SO_FAR)}</h2>
                <ul class="take">{work.hours.iter().map(|entry| row(bench, entry)).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn row(bench: Bench<'_>, entry: &EntryView) -> AnyView {
    let cx = bench.cx;
    let who = bench.work.crew.iter().find(|row| row.id == entry.member);
    let who = who.map(|row| row.name.get(cx.lang).clone()).unwrap_or_default();
    let reason = (!entry.reason.is_empty()).then(|| view! { " · " <bdi>{entry.reason.clone()}</bdi> });
    view! {
        <li data-minutes=entry.minutes.to_string()>
            <span><bdi>{who}</bdi> " · " {entry.stage.get(cx.lang).clone()}</span>
            <span class="quiet-ink">{cx.day(entry.day)} {reason}</span>
            <bdi class="strong amount">{signed(cx, entry.minutes)}</bdi>
        </li>
    }
    .into_any()
}

/// A stretch of work; what was taken back has a minus.
fn signed(cx: Cx, minutes: i64) -> String {
    let sign = if minutes < 0 { "\u{2212}" } else { "" };
    [sign, &words::duration(cx, minutes.saturating_abs())].concat()
}
