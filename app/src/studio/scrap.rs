//! The form for material that is thrown away.

use super::lines::Lines;
use super::material::{hidden_fields, typed, units};
use super::words;
use crate::i18n::{Cx, m};
use domain::materials::ScrapCause;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::MaterialPage;

/// Name of the form.
pub(super) const FORM: &str = "record_scrap";

/// The form, behind a summary that is open when it came back.
pub(super) fn form(cx: Cx, shop: &str, material: &MaterialPage, draft: Option<&FormDraft>) -> AnyView {
    let row = &material.row;
    let sentence = |_: &str, code: &str| {
        let message = match code {
            "recorded" => m::studio::RECEIPT_RECORDED,
            "cause" => m::batches::CAUSE_REQUIRED,
            "not_free" => m::batches::SCRAP_NOT_FREE,
            "reason_required" => m::batches::NOTE_REQUIRED,
            "reason_unreadable" => m::studio::REASON_UNREADABLE,
            code => words::amount_problem(code)?,
        };
        let free = row.unit.format(row.available.max(0), cx.lang);
        Some(cx.f(message, &[("units", &units(cx, row)), ("free", &free)]))
    };
    let lines = Lines { cx, draft, sentence: &sentence };
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]);
    let causes: Vec<_> = std::iter::once((String::new(), "—".to_owned()))
        .chain(ScrapCause::ALL.map(|cause| (cause.code().to_owned(), cx.t(words::scrap_cause(cause)).to_owned())))
        .collect();
    let lots = material.lots.iter().filter(|lot| lot.remaining > 0).map(|lot| {
        let left = row.unit.format_short(lot.remaining, cx.lang);
        (lot.id.to_string(), [&words::lot(cx, lot), cx.t(m::studio::LIST_COMMA), &left].concat())
    });
    let lots: Vec<_> = std::iter::once((String::new(), cx.t(m::batches::SCRAP_ANY).to_owned())).chain(lots).collect();
    let lot = (lots.len() > 1).then(|| lines.select("of_lot", cx.t(m::batches::SCRAP_OF), "", &lots, ""));
    let id = typed(draft, "scrap");
    let id = if id.is_empty() { material.next_receipt.to_string() } else { id };
    view! {
        <section aria-labelledby="scrap-title">
            <h2 id="scrap-title">{cx.t(m::batches::SCRAP_TITLE)}</h2>
            <details open=draft.is_some()>
                <summary>{cx.t(m::batches::SCRAP_TEXT)}</summary>
                <form class="stack" method="post" action="/api/record_scrap" novalidate>
                    {hidden_fields(cx, shop, row)}
                    <input type="hidden" name="scrap" value=id/>
                    {lines.text("text", "scrapped", cx.t(m::studio::AMOUNT), &hint, "")}
                    {lot}
                    {lines.select("cause", cx.t(m::batches::CAUSE), "", &causes, "")}
                    {lines.text("text", "why", cx.t(m::batches::NOTE), "", "")}
                    <button class="button button-quiet" type="submit">{cx.t(m::batches::SCRAP_BUTTON)}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}
