//! The plan on the first page of a studio: what will be late and why, what is made today, what has to be bought, and what runs
//! out when.

use super::chart::{self, Window};
use super::{queue, url, words};
use crate::i18n::{Cx, m};
use crate::ui::{icon, piece};
use domain::planning::Turn;
use leptos::prelude::*;
use services::studio::{MaterialCourse, PlanPage, PlannedOrder, WEEKS};

/// The parts of the plan that have something to say, and the way to the working hours.
pub(super) fn sections(cx: Cx, shop: &str, plan: &PlanPage) -> AnyView {
    let late: Vec<_> = plan.orders.iter().filter_map(|order| late(cx, shop, order)).collect();
    let today: Vec<_> =
        plan.orders.iter().filter(|order| order.today > 0).map(|order| today(cx, shop, order)).collect();
    let batches: Vec<_> = plan.batches.iter().map(|batch| super::batches::card(cx, shop, batch)).collect();
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
        {(!batches.is_empty()).then(|| {
            view! {
                <section aria-labelledby="batches-title">
                    <h2 id="batches-title">{cx.t(m::batches::OPEN_BATCHES)}</h2>
                    <ul class="rows">{batches}</ul>
                </section>
            }
        })}
        {(!to_buy.is_empty()).then(|| {
            view! {
                <section aria-labelledby="buy-title">
                    <h2 id="buy-title">{cx.t(m::studio::TO_BUY)}</h2>
                    <ul class="take">{to_buy}</ul>
                    {super::purchases::order_missing(cx, shop)}
                    <p><a href=url(cx, shop, "/materials")>{cx.t(m::studio::MATERIALS)}</a></p>
                </section>
            }
        })}
        {materials(cx, shop, plan)}
        {queue::links(cx, shop)}
        <p><a href=url(cx, shop, "/statements")>{cx.t(m::making::STATEMENTS)}</a></p>
    }
    .into_any()
}

/// Most materials that stand open on the first page.
const OPEN: usize = 4;

/// What becomes of the materials that the plan needs: in words, as a drawing, and as a table.
fn materials(cx: Cx, shop: &str, plan: &PlanPage) -> Option<AnyView> {
    if plan.materials.is_empty() {
        return None;
    }
    let turns = plan.materials.iter().flat_map(|material| &material.course.turns);
    let window = Window::new(plan.today, turns.map(|turn| turn.day), WEEKS);
    let chart = |material: &MaterialCourse| view! { <li class="card course" data-material=material.slug.clone()>{course(cx, shop, &window, material)}</li> };
    let (open, more) = plan.materials.split_at(plan.materials.len().min(OPEN));
    let more = (!more.is_empty()).then(|| {
        let count = u32::try_from(more.len()).unwrap_or(u32::MAX);
        view! {
            <details>
                <summary>{cx.n(m::planning::MORE_MATERIALS, count)}</summary>
                <ul class="rows">{more.iter().map(chart).collect_view()}</ul>
            </details>
        }
    });
    Some(
        view! {
            <section aria-labelledby="courses-title">
                <h2 id="courses-title">{cx.t(m::planning::RUNS_OUT)}</h2>
                <p class="quiet-ink">{cx.t(m::planning::RUNS_OUT_TEXT)}</p>
                <ul class="rows">{open.iter().map(chart).collect_view()}</ul>
                {more}
            </section>
        }
        .into_any(),
    )
}

fn course(cx: Cx, shop: &str, window: &Window, material: &MaterialCourse) -> AnyView {
    let (unit, course) = (material.unit, &material.course);
    let amount = |amount: i64| unit.format_short(amount, cx.lang);
    let said = match (course.falls_to(0), course.lacks()) {
        (Some(day), 0) => cx.f(m::planning::USED_UP_ON, &[("day", &cx.day(day))]),
        (Some(day), lacks) => {
            cx.f(m::planning::LACKS_FROM, &[("day", &cx.day(day)), ("amount", &piece::isolate(&amount(lacks)))])
        }
        (None, _) => cx.t(m::planning::IS_ENOUGH).to_owned(),
    };
    let now = cx.f(m::planning::ON_HAND_NOW, &[("amount", &piece::isolate(&amount(course.start)))]);
    let label = [now.as_str(), " ", said.as_str()].concat();
    let state = course.falls_to(0).map(|_| view! { {icon::warning()} " " });
    let mut level = course.start;
    let row = |turn: &Turn| {
        level = level.saturating_add(turn.change);
        let why = match (material.number(turn.cause), material.batch(turn.cause)) {
            (Some(number), _) => cx.f(m::studio::ORDER_NUMBER, &[("number", &number.to_string())]),
            (None, Some(number)) => cx.f(m::batches::BATCH, &[("number", &number.to_string())]),
            (None, None) => cx.t(m::planning::ARRIVES).to_owned(),
        };
        view! {
            <tr>
                <th scope="row">{cx.day(turn.day)}</th><td>{why}</td>
                <td><bdi>{amount(turn.change)}</bdi></td><td><bdi>{amount(level)}</bdi></td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = course.turns.iter().map(row).collect();
    let heads =
        [m::planning::COLUMN_DAY, m::planning::COLUMN_WHY, m::planning::COLUMN_CHANGE, m::planning::COLUMN_LEFT];
    view! {
        <p class="queued-head"><a class="strong" href=url(cx, shop, &["/materials/", &material.slug].concat())><bdi>{material.name.get(cx.lang).clone()}</bdi></a> <span>{now}</span></p>
        {chart::weeks(window)}
        {chart::level(cx, window, course, label)}
        <p>{state}{said}</p>
        <details class="as-table">
            <summary>{cx.t(m::planning::AS_TABLE)}</summary>
            <div class="scroll">
                <table>
                    <thead><tr>{heads.map(|label| view! { <th scope="col">{cx.t(label)}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
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
    let why = words::wait(cx, wait);
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
