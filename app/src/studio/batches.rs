//! The batches of a shop: what it makes for its own shelf.

use super::{head, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::icon;
use domain::order::ProductionState;
use leptos::prelude::*;
use services::studio::Batch;

/// Those that are not done first, by their day; then the others, the latest first.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let rows = match services::studio::batches(&page.services, &page.actor, &shop).await {
        Ok(rows) => rows,
        Err(error) => return error.into(),
    };
    page.html(200, head(cx.t(m::batches::BATCHES).to_owned()), move || {
        let (open, done): (Vec<&Batch>, Vec<&Batch>) = rows.iter().partition(|row| row.ended.is_none());
        let none = rows.is_empty().then(|| {
            view! {
                <div class="card empty">
                    {icon::tools()}
                    <p class="strong">{cx.t(m::batches::NO_BATCHES)}</p>
                    <p class="quiet-ink">{cx.t(m::batches::NO_BATCHES_TEXT)}</p>
                </div>
            }
        });
        let ended = (!done.is_empty()).then(|| {
            view! {
                <section aria-labelledby="ended">
                    <h2 id="ended">{cx.t(m::batches::ENDED)}</h2>
                    <ul class="rows">{done.into_iter().map(|row| card(cx, &shop, row)).collect_view()}</ul>
                </section>
            }
        });
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/materials")>{cx.t(m::studio::ALL_MATERIALS)}</a></p>
            <h1>{cx.t(m::batches::BATCHES)}</h1>
            {none}
            <ul class="rows">{open.into_iter().map(|row| card(cx, &shop, row)).collect_view()}</ul>
            {ended}
        }
        .into_any()
    })
}

/// A batch in a list; it leads to its page.
pub(super) fn card(cx: Cx, shop: &str, row: &Batch) -> AnyView {
    let amount = row.yielded.unwrap_or(row.planned);
    let late = late(cx, row).map(|text| view! { <p class="state runs-out">{icon::warning()}<span>{text}</span></p> });
    view! {
        <li data-batch=row.number.to_string()>
            <a class="card" href=batch_url(cx, shop, row)>
                <span class="strong">{row.material.name.get(cx.lang).clone()}</span>
                " "
                {words::amount(cx, row.material.unit, amount)}
                <p class="quiet-ink">{[&named(cx, row.number), cx.t(m::studio::LIST_COMMA), &state(cx, row)].concat()}</p>
                {late}
            </a>
        </li>
    }
    .into_any()
}

/// What it is called.
pub(super) fn named(cx: Cx, number: i64) -> String {
    cx.f(m::batches::BATCH, &[("number", &number.to_string())])
}

pub(super) fn batch_url(cx: Cx, shop: &str, row: &Batch) -> String {
    url(cx, shop, &["/batches/", &row.id.to_string()].concat())
}

/// Its state with the day that belongs to it.
pub(super) fn state(cx: Cx, row: &Batch) -> String {
    let day = match row.ended {
        Some(ended) => ended.day(),
        None => row.day,
    };
    let text = match row.state {
        ProductionState::Planned | ProductionState::OnHold => m::batches::STATE_PLANNED,
        ProductionState::InProduction | ProductionState::QualityCheck => m::batches::STATE_IN_PRODUCTION,
        ProductionState::Completed => m::batches::STATE_COMPLETED,
        ProductionState::Cancelled => m::batches::STATE_CANCELLED,
    };
    cx.f(text, &[("day", &cx.day(day))])
}

/// That it will be later than planned, as things stand.
pub(super) fn late(cx: Cx, row: &Batch) -> Option<String> {
    row.is_late().then(|| match row.finish {
        Some(day) => cx.f(m::batches::LATE, &[("day", &cx.day(day))]),
        None => cx.t(m::batches::LATE_NEVER).to_owned(),
    })
}
