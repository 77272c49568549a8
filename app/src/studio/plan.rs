//! The plan on the first page of a studio: what will be late and why, what is made today, what has to be bought.

use super::{url, words};
use crate::i18n::{Cx, m};
use crate::ui::{icon, piece};
use leptos::prelude::*;
use services::studio::{PlanPage, PlannedOrder, Wait};

/// The parts of the plan that have something to say, and the way to the working hours.
pub(super) fn sections(cx: Cx, shop: &str, plan: &PlanPage) -> AnyView {
    let late: Vec<_> = plan.orders.iter().filter_map(|order| late(cx, shop, order)).collect();
    let today: Vec<_> =
        plan.orders.iter().filter(|order| order.today > 0).map(|order| today(cx, shop, order)).collect();
    let to_buy: Vec<_> = (plan.to_buy.iter())
        .map(|(name, unit, amount)| {
            view! { <li><span>{name.get(cx.lang).clone()}</span> " " {words::amount(cx, *unit, *amount)}</li> }
        })
        .collect();
    view! {
        {(!late.is_empty()).then(|| {
            view! {
                <section aria-labelledby="late-title">
                    <h2 id="late-title">{cx.t(m::studio::LATE_TITLE)}</h2>
                    <ul class="rows">{late}</ul>
                </section>
            }
        })}
        {(!today.is_empty()).then(|| {
            view! {
                <section aria-labelledby="today-title">
                    <h2 id="today-title">{cx.t(m::studio::TODAY_WORK)}</h2>
                    <ul class="take">{today}</ul>
                </section>
            }
        })}
        {(!to_buy.is_empty()).then(|| {
            view! {
                <section aria-labelledby="buy-title">
                    <h2 id="buy-title">{cx.t(m::studio::TO_BUY)}</h2>
                    <ul class="take">{to_buy}</ul>
                    <p><a href=url(cx, shop, "/materials")>{cx.t(m::studio::MATERIALS)}</a></p>
                </section>
            }
        })}
        <p><a href=url(cx, shop, "/calendar")>{cx.t(m::studio::CALENDAR)}</a></p>
        <p><a href=url(cx, shop, "/statements")>{cx.t(m::making::STATEMENTS)}</a></p>
    }
    .into_any()
}

fn order_url(cx: Cx, shop: &str, order: &PlannedOrder) -> String {
    url(cx, shop, &["/orders/", &order.order.0.to_string()].concat())
}

fn late(cx: Cx, shop: &str, order: &PlannedOrder) -> Option<AnyView> {
    let wait = order.late.as_ref()?;
    let (number, product) = (order.order.1.to_string(), piece::isolate(order.product.get(cx.lang)));
    let promised = cx.day(order.promised);
    let said = match order.finish {
        Some(day) => {
            let now = cx.day(day);
            let args = [("number", &*number), ("product", &product), ("promised", &promised), ("now", &now)];
            cx.f(m::studio::LATE_LINE, &args)
        }
        None => cx.f(m::studio::LATE_NEVER, &[("number", &*number), ("product", &product), ("promised", &promised)]),
    };
    let why = match wait {
        Wait::Material(name, Some(day)) => {
            cx.f(m::studio::WAIT_MATERIAL, &[("material", name.get(cx.lang)), ("day", &cx.day(*day))])
        }
        Wait::Material(name, None) => cx.f(m::studio::WAIT_MATERIAL_NEVER, &[("material", name.get(cx.lang))]),
        Wait::Hours => cx.t(m::studio::WAIT_HOURS).to_owned(),
        Wait::Closed(_) => cx.t(m::studio::WAIT_CLOSED).to_owned(),
        Wait::Work => cx.t(m::studio::WAIT_WORK).to_owned(),
    };
    Some(
        view! {
            <li data-late=number.clone()>
                <a class="card task warn" href=order_url(cx, shop, order)>
                    <span class="task-icon">{icon::warning()}</span>
                    <span class="task-words"><span class="strong">{said}</span><span class="quiet-ink">{why}</span></span>
                </a>
            </li>
        }
        .into_any(),
    )
}

fn today(cx: Cx, shop: &str, order: &PlannedOrder) -> AnyView {
    let number = order.order.1.to_string();
    let product = piece::isolate(order.product.get(cx.lang));
    view! {
        <li>
            <a href=order_url(cx, shop, order)>{cx.f(m::studio::TODAY_LINE, &[("product", &*product), ("number", &number)])}</a>
            " "
            <bdi class="strong">{words::duration(cx, order.today)}</bdi>
        </li>
    }
    .into_any()
}
