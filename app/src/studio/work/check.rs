//! The look at finished pieces.

use super::{Bench, mistake, typed};
use crate::i18n::{Msg, m};
use crate::ui::{field, icon};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::CheckView;

fn sentence(code: &str) -> Option<Msg> {
    Some(match code {
        "own_work" => m::making::CHECK_OWN_WORK,
        "note_required" => m::making::CHECK_NOTE_REQUIRED,
        "note_unreadable" => m::making::CHECK_NOTE_UNREADABLE,
        _ => return None,
    })
}

/// The form, for whoever may look at the pieces.
pub(super) fn form(bench: Bench<'_>, draft: Option<&FormDraft>) -> AnyView {
    let Bench { cx, work, .. } = bench;
    if !work.may_check {
        return view! {
            <div class="card next-step">
                <h2>{cx.t(m::making::CHECK)}</h2>
                <p>{cx.t(m::making::CHECK_OWN)}</p>
            </div>
        }
        .into_any();
    }
    let wrong = mistake(draft, "note").and_then(sentence).map(|text| cx.t(text).to_owned());
    let is_wrong = wrong.is_some();
    let described = field::describe("note", true, is_wrong);
    let again = typed(draft, "stage");
    let stages = work.stages.iter().map(|stage| {
        let place = stage.position.to_string();
        let selected = place == again;
        view! { <option value=place selected=selected>{stage.name.get(cx.lang).clone()}</option> }
    });
    view! {
        <div class="card next-step">
            <h2>{cx.t(m::making::CHECK)}</h2>
            <p>{cx.t(m::making::CHECK_HINT)}</p>
            <form method="post" action="/api/record_check">
                {bench.fields()}
                <input type="hidden" name="check" value=work.next_check.to_string()/>
                <input type="hidden" name="verdict" value="passed"/>
                <button class="button button-primary" type="submit">{cx.t(m::making::CHECK_PASS)}</button>
            </form>
            <form class="part" method="post" action="/api/record_check" novalidate>
                {bench.fields()}
                <input type="hidden" name="check" value=work.next_check.to_string()/>
                <input type="hidden" name="verdict" value="failed"/>
                <div class="field" class:has-error=is_wrong>
                    <label for="note">{cx.t(m::making::CHECK_NOTE)}</label>
                    {field::hint("note", cx.t(m::making::CHECK_NOTE_HINT))}
                    <input id="note" name="note" value=typed(draft, "note") autocomplete="off" dir="auto" autofocus=is_wrong aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                    {field::error("note", wrong)}
                </div>
                <div class="field">
                    <label for="again">{cx.t(m::making::CHECK_STAGE)}</label>
                    <select id="again" name="stage">
                        <option value="">{cx.t(m::making::CHECK_LAST)}</option>
                        {stages.collect_view()}
                    </select>
                </div>
                <button class="button button-quiet" type="submit">{cx.t(m::making::CHECK_FAIL)}</button>
            </form>
        </div>
    }
    .into_any()
}

/// What was found before.
pub(super) fn history(bench: Bench<'_>) -> Option<AnyView> {
    let Bench { cx, work, .. } = bench;
    (!work.checks.is_empty()).then(|| {
        let row = |check: &CheckView| {
            let (sign, word) = if check.passed {
                (icon::check(), m::making::CHECK_PASSED)
            } else {
                (icon::back(), m::making::CHECK_FAILED)
            };
            let note = (!check.note.is_empty()).then(|| view! { <bdi>{check.note.clone()}</bdi> });
            view! {
                <li data-check=if check.passed { "passed" } else { "failed" }>
                    {sign}
                    <span class="strong">{cx.t(word)}</span>
                    {note}
                    <span class="quiet-ink">{check.at.format_minute(cx.lang)}</span>
                </li>
            }
        };
        view! {
            <section aria-labelledby="checks">
                <h2 id="checks">{cx.t(m::making::CHECKS_SO_FAR)}</h2>
                <ul class="history">{work.checks.iter().map(row).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
