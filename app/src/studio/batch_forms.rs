//! The two forms of a batch: it begins, it is done.

use super::lines::Lines;
use super::{material, words};
use crate::i18n::{Cx, m};
use crate::ui::{lang_field, thumbnail};
use domain::materials::ScrapCause;
use leptos::prelude::*;
use services::studio::{BatchLine, BatchPage, Lot};

/// Name of the form for the beginning.
pub(super) const START: &str = "start_batch";
/// Name of the form for the end.
pub(super) const COMPLETE: &str = "complete_batch";

fn hidden(cx: Cx, shop: &str, page: &BatchPage) -> AnyView {
    view! {
        {lang_field(cx)}
        <input type="hidden" name="shop" value=shop.to_owned()/>
        <input type="hidden" name="batch" value=page.batch.id.to_string()/>
    }
    .into_any()
}

/// The work begins: what is seldom different from the plan stands behind a summary.
pub(super) fn start(lines: Lines<'_>, shop: &str, page: &BatchPage) -> AnyView {
    let cx = lines.cx;
    let waits = page.lines.iter().any(|line| line.allocated < line.amount);
    let open = lines.draft.is_some() || page.lines.iter().any(BatchLine::asks_for_pieces);
    let named = lines.draft.and_then(|draft| draft.errors.iter().find(|(field, _)| field == "named"));
    let named = named.map(|(_, numbers)| numbers.clone());
    let cancel = if named.is_some() { m::batches::CANCEL_ANYWAY } else { m::batches::CANCEL_BUTTON };
    let waiting = waits.then(|| view! { <p class="quiet-ink">{cx.t(m::batches::WAITS)}</p> });
    view! {
        <section aria-labelledby="start">
            <h2 id="start">{cx.t(m::batches::START)}</h2>
            {waiting}
            <form class="part" method="post" action="/api/start_batch" novalidate>
                {hidden(cx, shop, page)}
                <details open=open>
                    <summary>{cx.t(m::batches::START_MORE)}</summary>
                    {page.lines.iter().map(|line| used(lines, page, line)).collect_view()}
                    {lines.text("text", "reason", cx.t(m::batches::WHY_MORE), cx.t(m::batches::WHY_MORE_HINT), "")}
                </details>
                <button class="button button-primary" type="submit">{cx.t(m::batches::START_BUTTON)}</button>
            </form>
            <form method="post" action="/api/cancel_batch">
                {hidden(cx, shop, page)}
                <input type="hidden" name="named" value=named/>
                <button class="link" id="named" type="submit">{cx.t(cancel)}</button>
            </form>
        </section>
    }
    .into_any()
}

fn used(lines: Lines<'_>, page: &BatchPage, line: &BatchLine) -> AnyView {
    let (cx, row) = (lines.cx, &line.material);
    let name = |field: &str| [field, "[", &row.slug, "]"].concat();
    let planned = row.unit.format_short(line.amount, cx.lang);
    let hint = cx.f(m::batches::USED_HINT, &[("amount", &planned)]);
    let lots = (!line.lots.is_empty()).then(|| {
        let wrong = lines.wrong(&name("lots"));
        let legend = if line.asks_for_pieces() { m::batches::PIECES } else { m::batches::LOTS };
        let id = ["lots-", &row.slug].concat();
        view! {
            <fieldset class="photo-choices" id=id.clone()>
                <legend>{cx.t(legend)}</legend>
                {crate::ui::field::error(&id, wrong)}
                {line.lots.iter().map(|lot| tick(lines, page, line, lot)).collect_view()}
            </fieldset>
        }
    });
    view! {
        <div class="card count-line">
            {lines.text("text", &name("used"), row.name.get(cx.lang), &hint, "")}
            {lots}
        </div>
    }
    .into_any()
}

fn tick(lines: Lines<'_>, page: &BatchPage, line: &BatchLine, lot: &Lot) -> AnyView {
    let cx = lines.cx;
    // A name in brackets that begins with a digit would be read as a number.
    let name = ["lot[l", &lot.id.to_string(), "]"].concat();
    let left = line.material.unit.format_short(lot.remaining, cx.lang);
    let mark = Some(lot.certificate.as_str()).filter(|mark| !mark.is_empty());
    let said: Vec<String> =
        [Some(words::lot(cx, lot)), mark.map(str::to_owned), Some(left)].into_iter().flatten().collect();
    let known = lot.picture.as_ref().and_then(|code| page.pictures.iter().find(|picture| picture.id == *code));
    let picture = known.map(|picture| {
        let alt = cx.t(m::materials::PICTURE_OF_LOT).to_owned();
        thumbnail(&picture.id, alt, picture.width, picture.height)
    });
    let checked = !material::typed(lines.draft, &name).is_empty();
    view! {
        <label class="tick">
            <input type="checkbox" name=name value="on" checked=checked/>
            {picture}
            <span dir="auto">{said.join(cx.t(m::studio::LIST_COMMA))}</span>
        </label>
    }
    .into_any()
}

/// The work is done: what came of it.
pub(super) fn complete(lines: Lines<'_>, shop: &str, page: &BatchPage) -> AnyView {
    let (cx, batch) = (lines.cx, &page.batch);
    let unit = batch.material.unit;
    let hint = cx.f(m::batches::GOOD_HINT, &[("amount", &unit.format_short(batch.planned, cx.lang))]);
    let causes: Vec<_> = std::iter::once((String::new(), "—".to_owned()))
        .chain(ScrapCause::ALL.map(|cause| (cause.code().to_owned(), cx.t(words::scrap_cause(cause)).to_owned())))
        .collect();
    let open = lines.draft.is_some();
    view! {
        <section aria-labelledby="complete">
            <h2 id="complete">{cx.t(m::batches::COMPLETE)}</h2>
            <form class="part" method="post" action="/api/complete_batch" novalidate>
                {hidden(cx, shop, page)}
                {lines.text("text", "good", cx.t(m::batches::GOOD), &hint, &unit.write(batch.planned, cx.lang))}
                {page.by_products.iter().map(|(row, planned, _)| {
                    let name = ["by[", &row.slug, "]"].concat();
                    let label = cx.f(m::batches::BY_GOT, &[("material", row.name.get(cx.lang))]);
                    lines.text("text", &name, &label, "", &row.unit.write(*planned, cx.lang))
                }).collect_view()}
                {lines.text("date", "best_before", cx.t(m::materials::BEST_BEFORE), "", "")}
                <details open=open>
                    <summary>{cx.t(m::batches::SCRAP_MORE)}</summary>
                    <div class="columns">
                        {lines.text("text", "scrap", cx.t(m::batches::SCRAP), "", "")}
                        {lines.select("cause", cx.t(m::batches::CAUSE), "", &causes, "")}
                    </div>
                    {lines.text("text", "note", cx.t(m::batches::NOTE), "", "")}
                </details>
                <button class="button button-primary" type="submit">{cx.t(m::batches::COMPLETE_BUTTON)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// What to mend.
pub(super) fn sentence(cx: Cx, page: &BatchPage, field: &str, code: &str) -> Option<String> {
    if field == "named" {
        return Some(cx.f(m::batches::CANCEL_ENDANGERS, &[("numbers", code)]));
    }
    let slug = field.split_once('[').map(|(_, rest)| rest.trim_end_matches(']'));
    let lines = page.lines.iter().map(|line| &line.material);
    let all = lines.chain(page.by_products.iter().map(|(row, ..)| row));
    let row = slug.and_then(|slug| all.into_iter().find(|row| row.slug == slug)).unwrap_or(&page.batch.material);
    let message = match code {
        "waiting" => m::batches::USED_WAITING,
        "unstated" => m::batches::WHY_REQUIRED,
        "short" => m::batches::USED_SHORT,
        "choose_pieces" => m::batches::CHOOSE_PIECES,
        "cause" => m::batches::CAUSE_REQUIRED,
        "best_before" => m::materials::BEST_BEFORE_WRONG,
        "reason_required" => m::batches::NOTE_REQUIRED,
        "reason_unreadable" => m::studio::REASON_UNREADABLE,
        code => words::amount_problem(code)?,
    };
    let free = row.unit.format_short(row.available.max(0), cx.lang);
    let args = [("units", &*material::units(cx, row)), ("material", row.name.get(cx.lang)), ("free", &free)];
    Some(cx.f(message, &args))
}
