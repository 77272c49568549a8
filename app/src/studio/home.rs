//! Today: at most five things to do, each one tap away.

use super::{head, plan, url, words};
use crate::account::shop_links;
use crate::i18n::{Cx, Plural, m};
use crate::page::{Answer, PageContext};
use crate::shell::{Frame, Head, Listing};
use crate::ui::{icon, picture};
use domain::order::ShopOrderState;
use leptos::prelude::*;
use services::studio::{PlanPage, StudioHome, StudioOrderRow};

/// Most pictures beside one task.
const PICTURES: usize = 3;

/// Leads to the person's shop, or lets her choose among several.
pub async fn choose(page: PageContext) -> Answer {
    let cx = page.cx();
    if let [shop] = page.actor.shops() {
        return Answer::Redirect(url(cx, &shop.slug, ""));
    }
    let shops: Vec<(String, String)> =
        page.actor.shops().iter().map(|shop| (shop.slug.clone(), shop.name.get(cx.lang).clone())).collect();
    let title = cx.t(m::studio::CHOOSE);
    let head = Head { title: title.to_owned(), frame: Frame::Studio, listing: Listing::Private, ..Default::default() };
    page.html(200, head, move || {
        view! { <section class="narrow"><h1>{title}</h1>{shop_links(cx, shops)}</section> }.into_any()
    })
}

/// What waits for the shop; a maker's first page is her work.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    if !page.actor.runs(&shop) {
        return super::today::page(page).await;
    }
    let home = match services::studio::home(&page.services, &page.actor, &shop).await {
        Ok(home) => home,
        Err(error) => return error.into(),
    };
    let orders = match services::studio::orders(&page.services, &page.actor, &shop).await {
        Ok(orders) => orders,
        Err(error) => return error.into(),
    };
    let plan = match services::studio::plan(&page.services, &page.actor, &shop).await {
        Ok(plan) => plan,
        Err(error) => return error.into(),
    };
    page.html(200, head(cx.t(m::studio::TODAY).to_owned()), move || body(cx, &home, &orders, &plan))
}

fn body(cx: Cx, home: &StudioHome, orders: &[StudioOrderRow], plan: &PlanPage) -> AnyView {
    let tasks: Vec<AnyView> = [
        (ShopOrderState::Placed, m::studio::TASK_CONFIRM),
        (ShopOrderState::Confirmed, m::studio::TASK_START),
        (ShopOrderState::InProduction, m::studio::TASK_FINISH),
        (ShopOrderState::Ready, m::studio::TASK_SHIP),
    ]
    .into_iter()
    .filter_map(|(state, words)| order_task(cx, home, orders, state, words))
    .chain(materials_task(cx, home))
    .collect();
    view! {
        <h1>{cx.t(m::studio::TODAY)}</h1>
        {if tasks.is_empty() {
            view! {
                <div class="card empty">
                    {icon::check()}
                    <p class="strong">{cx.t(m::studio::NOTHING)}</p>
                    <p class="quiet-ink">{cx.t(m::studio::NOTHING_MORE)}</p>
                </div>
            }
                .into_any()
        } else {
            view! { <ol class="tasks">{tasks}</ol> }.into_any()
        }}
        {plan::sections(cx, &home.slug, plan)}
        <p class="add-line">
            <a class="button button-quiet" href=url(cx, &home.slug, "/scan")>{cx.t(m::labels::SCAN)}</a>
            <a class="button button-quiet" href=url(cx, &home.slug, "/export")>{cx.t(m::export::TITLE)}</a>
        </p>
    }
    .into_any()
}

/// One line for all orders in a state; a single order is opened at once.
fn order_task(
    cx: Cx,
    home: &StudioHome,
    orders: &[StudioOrderRow],
    state: ShopOrderState,
    words: Plural,
) -> Option<AnyView> {
    let count = home.counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
    let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
    let mut waiting: Vec<&StudioOrderRow> = orders.iter().filter(|order| order.state == state).collect();
    // The one that was promised first stands first.
    waiting.sort_by_key(|order| (order.ready, order.number));
    let href = match waiting.as_slice() {
        [only] if count == 1 => url(cx, &home.slug, &["/orders/", &only.id.to_string()].concat()),
        _ => url(cx, &home.slug, &["/orders#", state.code()].concat()),
    };
    let pictures = waiting
        .iter()
        .take(PICTURES)
        .map(|order| picture::design(&order.fingerprint, String::new(), true, true))
        .collect_view();
    let first = waiting.first().map(|order| cx.f(m::studio::FIRST_PROMISED, &[("day", &cx.day(order.ready))]));
    Some(
        view! {
            <li>
                <a class="card task" href=href>
                    <span class="task-icon">{words::state_icon(state)}</span>
                    <span class="task-words">
                        <span class="strong">{cx.n(words, count)}</span>
                        <span class="quiet-ink">{first}</span>
                    </span>
                    <span class="task-pictures">{pictures}</span>
                </a>
            </li>
        }
        .into_any(),
    )
}

fn materials_task(cx: Cx, home: &StudioHome) -> Option<AnyView> {
    let count = u32::try_from(home.exhausted.len()).ok().filter(|count| *count > 0)?;
    let names: Vec<&str> = home.exhausted.iter().take(PICTURES).map(|name| name.get(cx.lang).as_str()).collect();
    let names = names.join(cx.t(m::studio::LIST_COMMA));
    Some(
        view! {
            <li>
                <a class="card task warn" href=url(cx, &home.slug, "/materials")>
                    <span class="task-icon">{icon::shelf()}</span>
                    <span class="task-words">
                        <span class="strong">{cx.n(m::studio::TASK_MATERIALS, count)}</span>
                        <span class="quiet-ink">{names}</span>
                    </span>
                </a>
            </li>
        }
        .into_any(),
    )
}
