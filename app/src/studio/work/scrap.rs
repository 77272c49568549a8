//! The material of the work, and what was lost of it.

use super::{Bench, mistake, typed};
use crate::i18n::{Msg, m};
use crate::studio::words;
use crate::ui::field;
use domain::order::ScrapCause;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialView, ScrapRow};

const fn cause(cause: ScrapCause) -> Msg {
    match cause {
        ScrapCause::Broken => m::making::CAUSE_BROKEN,
        ScrapCause::CutWrong => m::making::CAUSE_CUT_WRONG,
        ScrapCause::Flawed => m::making::CAUSE_FLAWED,
        ScrapCause::Spoilt => m::making::CAUSE_SPOILT,
        ScrapCause::MoreNeeded => m::making::CAUSE_MORE_NEEDED,
        ScrapCause::Other => m::making::CAUSE_OTHER,
    }
}

/// What the pieces take, what was lost, and the form for more.
pub(super) fn section(bench: Bench<'_>, draft: Option<&FormDraft>) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    let lost = (!work.scraps.is_empty()).then(|| {
        view! {
            <h3>{cx.t(m::making::SCRAPS_SO_FAR)}</h3>
            <ul class="take">{work.scraps.iter().map(|row| lost(bench, row)).collect_view()}</ul>
        }
    });
    (!work.materials.is_empty()).then(|| {
        view! {
            <section aria-labelledby="work-materials">
                <h2 id="work-materials">{cx.t(m::making::MATERIALS)}</h2>
                <ul class="take">{work.materials.iter().map(|row| material(bench, row)).collect_view()}</ul>
                {lost}
                {bench.is_open().then(|| form(bench, draft))}
            </section>
        }
        .into_any()
    })
}

fn material(bench: Bench<'_>, row: &MaterialView) -> AnyView {
    let cx = bench.cx;
    let short = |amount| row.unit.format_short(amount, cx.lang);
    let taken = (row.taken > 0).then(|| cx.f(m::making::TAKEN, &[("amount", &short(row.taken))]));
    let to_come = (row.to_come > 0).then(|| [cx.t(m::studio::TO_COME), " ", &short(row.to_come)].concat());
    let said = taken.into_iter().chain(to_come).collect::<Vec<_>>().join(" · ");
    view! {
        <li data-material=row.slug.clone()>
            <span>{row.name.get(cx.lang).clone()}</span>
            <span class="quiet-ink">{said}</span>
            {words::amount(cx, row.unit, row.amount)}
        </li>
    }
    .into_any()
}

fn lost(bench: Bench<'_>, row: &ScrapRow) -> AnyView {
    let cx = bench.cx;
    let note = (!row.note.is_empty()).then(|| view! { " · " <bdi>{row.note.clone()}</bdi> });
    view! {
        <li data-cause=row.cause.code()>
            <span>{row.name.get(cx.lang).clone()}</span>
            <span class="quiet-ink">{cx.t(cause(row.cause))} {note}</span>
            {words::amount(cx, row.unit, row.amount)}
        </li>
    }
    .into_any()
}

/// The sentence for an error code, with the units of the material that was chosen.
fn sentence(bench: Bench<'_>, draft: Option<&FormDraft>, code: &str) -> Option<String> {
    let cx = bench.cx;
    let message = match code {
        "cause" => m::making::SCRAP_CAUSE_WRONG,
        "not_free" => m::making::SCRAP_NOT_FREE,
        "closed" => m::making::SCRAP_CLOSED,
        "recorded" => m::making::SCRAP_RECORDED,
        "reason_unreadable" => m::studio::REASON_UNREADABLE,
        code => words::amount_problem(code)?,
    };
    let chosen = typed(draft, "material");
    let row = bench.work.materials.iter().find(|row| row.slug == chosen);
    let units = row.map(|row| cx.t(words::units(row.unit))).unwrap_or_default();
    let free = row.zip(typed(draft, "free").parse().ok()).map(|(row, free)| row.unit.format(free, cx.lang));
    Some(cx.f(message, &[("units", units), ("free", &free.unwrap_or_default())]))
}

fn form(bench: Bench<'_>, draft: Option<&FormDraft>) -> AnyView {
    let Bench { cx, work, .. } = bench;
    let wrong = |name: &str| mistake(draft, name).and_then(|code| sentence(bench, draft, code));
    let input = |name: &'static str, label: Msg| {
        let wrong = wrong(name);
        let (is_wrong, id) = (wrong.is_some(), ["scrap-", name].concat());
        let described = field::describe(&id, false, is_wrong);
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.clone()>{cx.t(label)}</label>
                <input id=id.clone() name=name value=typed(draft, name) autocomplete="off" dir="auto" autofocus=is_wrong aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                {field::error(&id, wrong)}
            </div>
        }
    };
    let (chosen, why) = (typed(draft, "material"), typed(draft, "cause"));
    let materials = work.materials.iter().map(|row| {
        let selected = row.slug == chosen;
        view! { <option value=row.slug.clone() selected=selected>{row.name.get(cx.lang).clone()}</option> }
    });
    let causes = ScrapCause::ALL.map(|of| {
        let selected = of.code() == why;
        view! { <option value=of.code() selected=selected>{cx.t(cause(of))}</option> }
    });
    let wrong_cause = wrong("cause");
    let no_cause = wrong_cause.is_some();
    view! {
        <details class="card" open=draft.is_some()>
            <summary>{cx.t(m::making::SCRAP)}</summary>
            <form class="part" method="post" action="/api/record_work_scrap" novalidate>
                {bench.fields()}
                <input type="hidden" name="scrap" value=work.next_scrap.to_string()/>
                <div class="field">
                    <label for="scrap-material">{cx.t(m::making::SCRAP_MATERIAL)}</label>
                    <select id="scrap-material" name="material">{materials.collect_view()}</select>
                </div>
                {input("amount", m::making::SCRAP_AMOUNT)}
                <div class="field" class:has-error=no_cause>
                    <label for="scrap-cause">{cx.t(m::making::SCRAP_CAUSE)}</label>
                    <select id="scrap-cause" name="cause">
                        <option value="">{cx.t(m::making::CHOOSE)}</option>
                        {causes.collect_view()}
                    </select>
                    {field::error("scrap-cause", wrong_cause)}
                </div>
                {input("note", m::making::SCRAP_NOTE)}
                <button class="button button-quiet" type="submit">{cx.t(m::making::SCRAP_BUTTON)}</button>
            </form>
        </details>
    }
    .into_any()
}
