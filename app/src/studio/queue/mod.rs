//! `/{lang}/studio/{shop}/queue`: what is made in which order, when, and for which promise; an order is moved from here.

pub mod actions;

use super::{chart, dangers, head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, lang_field, piece};
use chart::Window;
use domain::time::Day;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{PlanPage, PlannedOrder, WEEKS};

/// Name of the form that moves an order.
pub(super) const FORM: &str = "queue";

/// The queue; a form that came back shows the promises that it would break.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let plan = match services::studio::plan(&page.services, &page.actor, &shop).await {
        Ok(plan) => plan,
        Err(error) => return error.into(),
    };
    let draft = match page.draft(FORM).await {
        Ok(draft) => draft,
        Err(error) => return error.into(),
    };
    let said = match page.query("notice") {
        Some("moved") => Some(notice("good", cx.t(m::planning::MOVED).to_owned())),
        Some("gone") => Some(notice("warn", cx.t(m::planning::MOVED_GONE).to_owned())),
        Some("place") => Some(notice("bad", cx.t(m::planning::PLACE_WRONG).to_owned())),
        Some(_) | None => None,
    };
    page.html(200, head(cx.t(m::planning::QUEUE).to_owned()), move || body(cx, &shop, &plan, draft.as_ref(), said))
}

fn body(cx: Cx, shop: &str, plan: &PlanPage, draft: Option<&FormDraft>, said: Option<AnyView>) -> AnyView {
    let question = draft.and_then(|draft| dangers::question(cx, draft, |fields| form(cx, shop, fields)));
    let last = plan.orders.iter().flat_map(|order| order.finish.into_iter().chain([order.promised]));
    let window = Window::new(plan.today, last, WEEKS);
    let desk = Desk { cx, shop, plan, window: &window };
    view! {
        <h1>{cx.t(m::planning::QUEUE)}</h1>
        <p class="quiet-ink">{cx.t(m::planning::QUEUE_TEXT)}</p>
        {said}
        {question}
        {links(cx, shop)}
        {if plan.orders.is_empty() {
            view! {
                <div class="card empty">
                    {icon::check()}
                    <p class="strong">{cx.t(m::planning::QUEUE_EMPTY)}</p>
                    <p class="quiet-ink">{cx.t(m::planning::QUEUE_EMPTY_MORE)}</p>
                </div>
            }
                .into_any()
        } else {
            view! {
                <div class="queue">
                    {chart::weeks(&window)}
                    <ol class="rows">{(0..plan.orders.len()).map(|at| desk.order(at)).collect_view()}</ol>
                    <p class="legend">{legend(cx)}</p>
                    {desk.table()}
                </div>
            }
                .into_any()
        }}
    }
    .into_any()
}

/// The other pages of the plan.
pub(super) fn links(cx: Cx, shop: &str) -> AnyView {
    let link = |path, label| view! { <li><a href=url(cx, shop, path)>{cx.t(label)}</a></li> };
    view! {
        <ul class="links">
            {link("/what-if", m::planning::WHAT_IF)}
            {link("/makeable", m::planning::MAKEABLE)}
            {link("/shortages", m::planning::SHORTAGES)}
            {link("/efficiency", m::planning::EFFICIENCY)}
            {link("/price-shares", m::shares::TITLE)}
            {link("/visits", m::visits::TITLE)}
            {link("/calendar", m::studio::CALENDAR)}
        </ul>
    }
    .into_any()
}

/// The shapes of the strips in words.
fn legend(cx: Cx) -> AnyView {
    let key = |class: &'static str, label| view! { <span class="key"><span class=class aria-hidden="true"></span>{cx.t(label)}</span> };
    view! {
        {key("key-work", m::planning::KEY_WORK)}
        {key("key-late", m::planning::KEY_LATE)}
        {key("key-promised", m::planning::KEY_PROMISED)}
        {key("key-closed", m::planning::KEY_CLOSED)}
    }
    .into_any()
}

fn form(cx: Cx, shop: &str, fields: AnyView) -> AnyView {
    view! {
        <form class="move" method="post" action="/api/move_in_queue" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            {fields}
        </form>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Desk<'a> {
    cx: Cx,
    shop: &'a str,
    plan: &'a PlanPage,
    window: &'a Window,
}

impl Desk<'_> {
    fn order(self, at: usize) -> AnyView {
        let (cx, order) = (self.cx, &self.plan.orders[at]);
        let number = order.order.1.to_string();
        let href = url(cx, self.shop, &["/orders/", &order.order.0.to_string()].concat());
        let late = order.late.as_ref().map(|wait| {
            view! { <p class="state" data-state="cancelled">{icon::warning()} <span>{cx.t(m::planning::LATE)}</span></p> <p>{words::wait(cx, wait)}</p> }
        });
        let (days, promised) = (days(cx, order), cx.f(m::studio::PROMISED, &[("day", &cx.day(order.promised))]));
        let label = [days.as_str(), " ", promised.as_str()].concat();
        view! {
            <li class="card queued" data-order=number.clone()>
                <p class="queued-head">
                    <span class="count">{(at + 1).to_string()}</span>
                    <a class="strong" href=href>{piece::isolate(order.product.get(cx.lang))}</a>
                    <span class="quiet-ink">{cx.f(m::studio::ORDER_NUMBER, &[("number", &number)])} " · " {cx.n(m::studio::PIECES, order.quantity)}</span>
                </p>
                {chart::strip(cx, self.window, &order.work, &self.plan.closed, order.promised, order.late.is_some(), label)}
                <p>{days} " " <span class="quiet-ink">{promised}</span></p>
                {late}
                {self.moves(at)}
            </li>
        }
        .into_any()
    }

    /// Up, down, or to a place; places are counted from 1.
    fn moves(self, at: usize) -> AnyView {
        let (cx, count) = (self.cx, self.plan.orders.len());
        let id = self.plan.orders[at].production.to_string();
        let step = |place: usize, label| {
            form(cx, self.shop, view! {
                <input type="hidden" name="order" value=id.clone()/>
                <button class="button button-quiet" type="submit" name="place" value=place.to_string()>{cx.t(label)}</button>
            }.into_any())
        };
        let field = ["place-", &id].concat();
        let to = form(
            cx,
            self.shop,
            view! {
                <input type="hidden" name="order" value=id.clone()/>
                <label for=field.clone()>{cx.t(m::planning::TO_PLACE)}</label>
                <input id=field name="place" inputmode="numeric" autocomplete="off" value=(at + 1).to_string()/>
                <button class="button button-quiet" type="submit">{cx.t(m::planning::MOVE)}</button>
            }
            .into_any(),
        );
        view! {
            <div class="moves">
                {(at > 0).then(|| step(at, m::planning::UP))}
                {(at + 1 < count).then(|| step(at + 2, m::planning::DOWN_THE_QUEUE))}
                {(count > 2).then(|| view! { <details><summary>{cx.t(m::planning::ELSEWHERE)}</summary>{to}</details> })}
            </div>
        }
        .into_any()
    }

    /// The same in words, for whoever does not see the strips.
    fn table(self) -> AnyView {
        let (cx, plan) = (self.cx, self.plan);
        let row = |(at, order): (usize, &PlannedOrder)| {
            let day = |day: Option<Day>| day.map_or_else(|| "–".to_owned(), |day| cx.day(day));
            let minutes = order.work.iter().map(|(_, minutes)| minutes).sum();
            view! {
                <tr>
                    <td>{(at + 1).to_string()}</td>
                    <th scope="row">{order.order.1.to_string()} " " {piece::isolate(order.product.get(cx.lang))}</th>
                    <td>{day(order.begin)}</td>
                    <td>{day(order.finish)}</td>
                    <td>{cx.day(order.promised)}</td>
                    <td>{words::duration(cx, minutes)}</td>
                </tr>
            }
        };
        let heads = [
            m::planning::COLUMN_PLACE,
            m::planning::COLUMN_ORDER,
            m::planning::COLUMN_BEGIN,
            m::planning::COLUMN_FINISH,
            m::planning::COLUMN_PROMISED,
            m::planning::COLUMN_WORK,
        ];
        view! {
            <details class="as-table">
                <summary>{cx.t(m::planning::AS_TABLE)}</summary>
                <div class="scroll">
                    <table>
                        <thead><tr>{heads.map(|label| view! { <th scope="col">{cx.t(label)}</th> }).collect_view()}</tr></thead>
                        <tbody>{plan.orders.iter().enumerate().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </details>
        }
        .into_any()
    }
}

/// From when to when an order is worked on, in a sentence.
fn days(cx: Cx, order: &PlannedOrder) -> String {
    match (order.begin, order.finish) {
        (_, None) => cx.t(m::planning::NOT_PLANNED).to_owned(),
        (Some(begin), Some(finish)) if begin != finish => {
            cx.f(m::planning::MADE_FROM_TO, &[("from", &cx.day(begin)), ("to", &cx.day(finish))])
        }
        (Some(_) | None, Some(finish)) => cx.f(m::planning::MADE_ON, &[("day", &cx.day(finish))]),
    }
}
