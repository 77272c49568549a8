//! One batch: what it takes and gives, and the next step with it.

use super::batches::{late, named, state};
use super::lines::Lines;
use super::recipe::material_url;
use super::{batch_forms, head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::money;
use domain::id::BatchId;
use domain::order::ProductionState;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{BatchLine, BatchPage};

/// The batch; a form that came back shows what was typed and what to mend.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<BatchId>() else { return Answer::NotFound };
    let found = services::studio::batch(&page.services, &page.actor, &shop, id).await;
    let form = match &found {
        Ok(found) if found.batch.state == ProductionState::Planned => batch_forms::START,
        Ok(_) | Err(_) => batch_forms::COMPLETE,
    };
    let (batch, draft) = match (found, page.draft(form).await) {
        (Ok(batch), Ok(draft)) => (batch, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let draft = draft.filter(|draft| super::material::typed(Some(draft), "batch") == id.to_string());
    let said = match page.query("notice") {
        Some("planned") => Some(("good", m::batches::DONE_PLANNED)),
        Some("started") => Some(("good", m::batches::DONE_STARTED)),
        Some("completed") => Some(("good", m::batches::DONE_COMPLETED)),
        Some("cancelled") => Some(("good", m::batches::DONE_CANCELLED)),
        Some("not_now") => Some(("warn", m::batches::NOT_NOW)),
        Some(_) | None => None,
    };
    let said = said.map(|(class, text)| notice(class, cx.t(text).to_owned()));
    let title = [batch.batch.material.name.get(cx.lang), cx.t(m::studio::LIST_COMMA), &named(cx, batch.batch.number)];
    let title = title.concat();
    page.html(200, head(title.clone()), move || body(cx, &shop, &batch, draft.as_ref(), said, title))
}

fn body(
    cx: Cx,
    shop: &str,
    page: &BatchPage,
    draft: Option<&FormDraft>,
    said: Option<AnyView>,
    title: String,
) -> AnyView {
    let batch = &page.batch;
    let sentence = |field: &str, code: &str| batch_forms::sentence(cx, page, field, code);
    let lines = Lines { cx, draft, sentence: &sentence };
    let form = match batch.state {
        ProductionState::Planned => Some(batch_forms::start(lines, shop, page)),
        ProductionState::InProduction => Some(batch_forms::complete(lines, shop, page)),
        ProductionState::OnHold | ProductionState::QualityCheck => None,
        ProductionState::Completed | ProductionState::Cancelled => None,
    };
    view! {
        <p class="way-back"><a href=url(cx, shop, "/batches")>{cx.t(m::batches::BATCHES)}</a></p>
        <h1>{title}</h1>
        {said}
        {late(cx, batch).map(|text| notice("warn", text))}
        <section class="card" aria-label=cx.t(m::batches::FACTS)>{facts(cx, shop, page)}</section>
        {lines.summary(cx.t(m::batches::STEP_MISTAKES))}
        {inputs(cx, page)}
        {besides(cx, page)}
        {outputs(cx, shop, page)}
        {form}
    }
    .into_any()
}

fn facts(cx: Cx, shop: &str, page: &BatchPage) -> AnyView {
    let batch = &page.batch;
    let fact = |label, value: AnyView| view! { <div><dt>{cx.t(label)}</dt><dd>{value}</dd></div> };
    let of = view! { <a href=material_url(cx, shop, &batch.material)>{batch.material.name.get(cx.lang).clone()}</a> };
    let made = batch.yielded.map(|made| fact(m::batches::MADE, words::amount(cx, batch.material.unit, made)));
    let cost = page.cost.map(|cost| fact(m::batches::COST, money(cx, cost)));
    let unknown = (page.cost.is_none() && page.lines.iter().any(|line| line.consumed.is_some()))
        .then(|| fact(m::batches::COST, view! { <span>{cx.t(m::batches::COST_UNKNOWN)}</span> }.into_any()));
    let said = [&batch.note, &batch.outcome]
        .map(|text| (!text.is_empty()).then(|| view! { <p class="quiet-ink" dir="auto">{text.clone()}</p> }));
    view! {
        <p class="state" data-state=batch.state.code()>{state(cx, batch)}</p>
        <dl class="levels">
            {fact(m::batches::OF, of.into_any())}
            {fact(m::batches::PLANNED, words::amount(cx, batch.material.unit, batch.planned))}
            {made}
            {fact(m::batches::WORK_TIME, view! { <bdi>{words::duration(cx, batch.minutes)}</bdi> }.into_any())}
            {cost}
            {unknown}
        </dl>
        {said.into_iter().collect_view()}
    }
    .into_any()
}

fn inputs(cx: Cx, page: &BatchPage) -> AnyView {
    view! {
        <section aria-labelledby="takes">
            <h2 id="takes">{cx.t(m::batches::TAKES)}</h2>
            <ul class="take">{page.lines.iter().map(|line| input(cx, line)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn input(cx: Cx, line: &BatchLine) -> AnyView {
    let unit = line.material.unit;
    let amount = |amount| unit.format_short(amount, cx.lang);
    let said = match line.consumed {
        None if line.allocated < line.amount => {
            Some(cx.f(m::batches::TO_COME, &[("amount", &amount(line.amount - line.allocated))]))
        }
        None => Some(cx.t(m::batches::ALL_THERE).to_owned()),
        Some(consumed) if consumed != line.amount => {
            Some(cx.f(m::batches::USED_INSTEAD, &[("amount", &amount(line.amount))]))
        }
        Some(_) => None,
    };
    let cost = line.cost.map(|cost| view! { <span class="quiet-ink">{money(cx, cost)}</span> });
    view! {
        <li data-input=line.material.slug.clone()>
            <span>{line.material.name.get(cx.lang).clone()}</span>
            <span class="quiet-ink">{said}</span>
            {cost}
            {words::amount(cx, unit, line.consumed.unwrap_or(line.amount))}
        </li>
    }
    .into_any()
}

fn besides(cx: Cx, page: &BatchPage) -> Option<AnyView> {
    let line = |(row, planned, made): &(services::studio::MaterialRow, i64, Option<i64>)| {
        view! {
            <li>
                <span>{row.name.get(cx.lang).clone()}</span>
                {words::amount(cx, row.unit, made.unwrap_or(*planned))}
            </li>
        }
    };
    (!page.by_products.is_empty()).then(|| {
        view! {
            <section aria-labelledby="besides">
                <h2 id="besides">{cx.t(m::batches::BESIDES)}</h2>
                <ul class="take">{page.by_products.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

fn outputs(cx: Cx, shop: &str, page: &BatchPage) -> Option<AnyView> {
    let line = |(row, lot): &(services::studio::MaterialRow, services::studio::Lot)| {
        let name = [row.name.get(cx.lang), cx.t(m::studio::LIST_COMMA), &words::lot(cx, lot)].concat();
        // A lot counts what came out of the work, also what was lost of it at once.
        let good = page.batch.yielded.filter(|_| row.slug == page.batch.material.slug);
        let lost = good.map(|good| lot.received - good).filter(|lost| *lost > 0);
        let lost = lost.map(|lost| cx.f(m::batches::OF_IT_LOST, &[("amount", &row.unit.format_short(lost, cx.lang))]));
        view! {
            <li>
                <a href=super::lot::lot_url(cx, shop, lot.id)>{name}</a>
                <span class="quiet-ink">{lost}</span>
                {words::amount(cx, row.unit, lot.received)}
            </li>
        }
    };
    (!page.outputs.is_empty()).then(|| {
        view! {
            <section aria-labelledby="made">
                <h2 id="made">{cx.t(m::batches::OUTPUTS)}</h2>
                <ul class="take">{page.outputs.iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
