//! One lot: where it came from over all levels, and what was made of it.

use super::batches::named;
use super::recipe::material_url;
use super::{head, url, words};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{money, thumbnail};
use domain::id::{BatchId, LotId};
use leptos::prelude::*;
use services::studio::{LotPage, Trace, UsedIn};

/// The address of a lot.
pub(super) fn lot_url(cx: Cx, shop: &str, lot: LotId) -> String {
    url(cx, shop, &["/lots/", &lot.to_string()].concat())
}

/// The lot.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<LotId>() else { return Answer::NotFound };
    let lot = match services::studio::lot(&page.services, &page.actor, &shop, id).await {
        Ok(lot) => lot,
        Err(error) => return error.into(),
    };
    let title = [lot.material.name.get(cx.lang), cx.t(m::studio::LIST_COMMA), &words::lot(cx, &lot.lot)].concat();
    page.html(200, head(title.clone()), move || body(cx, &shop, &lot, title))
}

fn body(cx: Cx, shop: &str, page: &LotPage, title: String) -> AnyView {
    let row = &page.material;
    let picture =
        page.lot.picture.as_ref().zip(page.picture).map(|(code, (width, height))| {
            thumbnail(code, cx.t(m::materials::PICTURE_OF_LOT).to_owned(), width, height)
        });
    let uses = page.uses.iter().map(|used| used_in(cx, shop, page, used)).collect_view();
    view! {
        <p class="way-back"><a href=material_url(cx, shop, row)>{row.name.get(cx.lang).clone()}</a></p>
        <h1>{title}</h1>
        <section class="card lot" aria-label=cx.t(m::batches::FACTS)>{picture} {facts(cx, shop, page)}</section>
        {traced(cx, shop, m::batches::MADE_FROM, &page.from)}
        <section aria-labelledby="uses">
            <h2 id="uses">{cx.t(m::batches::HAPPENED)}</h2>
            <ol class="ledger">{uses}</ol>
        </section>
    }
    .into_any()
}

fn facts(cx: Cx, shop: &str, page: &LotPage) -> AnyView {
    let (unit, lot) = (page.material.unit, &page.lot);
    let fact = |label: Msg, value: AnyView| view! { <div><dt>{cx.t(label)}</dt><dd>{value}</dd></div> };
    let text = |text: &str| view! { <span dir="auto">{text.to_owned()}</span> }.into_any();
    let supplier = (!lot.supplier.is_empty()).then(|| fact(m::materials::SUPPLIER_SHORT, text(&lot.supplier)));
    let mark = (!lot.certificate.is_empty()).then(|| fact(m::materials::CERTIFICATE_SHORT, text(&lot.certificate)));
    let best_before = lot.best_before.map(|day| fact(m::materials::BEST_BEFORE, cx.day(day).into_any()));
    let cost = lot
        .price
        .map(|price| fact(if page.batch.is_some() { m::batches::COST } else { m::materials::PAID }, money(cx, price)));
    let batch = page.batch.map(|batch| fact(m::batches::MADE_IN, batch_link(cx, shop, batch)));
    view! {
        <dl class="levels">
            {batch}
            <div>
                <dt>{cx.t(m::materials::LEFT)}</dt>
                <dd>{words::amount(cx, unit, lot.remaining)} " / " {words::amount(cx, unit, lot.received)}</dd>
            </div>
            {best_before}
            {supplier}
            {mark}
            {cost}
        </dl>
    }
    .into_any()
}

pub(super) fn batch_link(cx: Cx, shop: &str, (id, number): (BatchId, i64)) -> AnyView {
    view! { <a href=url(cx, shop, &["/batches/", &id.to_string()].concat())>{named(cx, number)}</a> }.into_any()
}

/// What something was made from, each followed by what that was made from; nothing where nothing is known.
pub(super) fn traced(cx: Cx, shop: &str, title: Msg, from: &[Trace]) -> Option<AnyView> {
    let line = |trace: &Trace| {
        let level = ["trace level-", &trace.level.min(4).to_string()].concat();
        let name = trace.material.name.get(cx.lang).clone();
        let lot = match &trace.lot {
            Some(lot) => view! { <a href=lot_url(cx, shop, lot.id)>{words::lot(cx, lot)}</a> }.into_any(),
            None => view! { <span class="quiet-ink">{cx.t(m::batches::NO_LOT)}</span> }.into_any(),
        };
        let said = trace.lot.as_ref().map(|lot| {
            let words = [&lot.supplier, &lot.certificate].map(String::as_str);
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            view! { <span class="quiet-ink" dir="auto">{words.join(cx.t(m::studio::LIST_COMMA))}</span> }
        });
        view! {
            <li class=level data-level=trace.level.to_string()>
                <span class="strong">{name}</span>
                {lot}
                {said}
                {trace.batch.map(|batch| batch_link(cx, shop, batch))}
                {words::amount(cx, trace.material.unit, trace.amount)}
            </li>
        }
    };
    (!from.is_empty()).then(|| {
        view! {
            <section aria-labelledby="from">
                <h2 id="from">{cx.t(title)}</h2>
                <ol class="take">{from.iter().map(line).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn used_in(cx: Cx, shop: &str, page: &LotPage, used: &UsedIn) -> AnyView {
    let unit = page.material.unit;
    let sign = if used.amount > 0 { "+" } else { "" };
    let order = used.order.map(|(id, number)| {
        let words = cx.f(m::studio::ORDER_NUMBER, &[("number", &number.to_string())]);
        view! { <a class="ledger-order" href=url(cx, shop, &["/orders/", &id.to_string()].concat())>{words}</a> }
    });
    view! {
        <li data-movement=used.kind.code()>
            <span class="ledger-kind">{cx.t(words::movement(used.kind))}</span>
            <data class="amount" value=used.amount.to_string()><bdi>{[sign, &unit.format(used.amount, cx.lang)].concat()}</bdi></data>
            <span class="quiet-ink">{used.at.format_minute(cx.lang)}</span>
            {order}
            {used.batch.map(|batch| batch_link(cx, shop, batch))}
        </li>
    }
    .into_any()
}
