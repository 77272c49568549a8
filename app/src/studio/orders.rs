//! The orders of a shop, by state.

use super::{head, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{self, icon, picture};
use domain::order::ShopOrderState;
use leptos::prelude::*;
use services::studio::StudioOrderRow;

/// All orders, those that wait for the shop first.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    match services::studio::orders(&page.services, &page.actor, &shop).await {
        Ok(orders) => page.html(200, head(cx.t(m::studio::ORDERS).to_owned()), move || body(cx, &shop, &orders)),
        Err(error) => error.into(),
    }
}

fn body(cx: Cx, shop: &str, orders: &[StudioOrderRow]) -> AnyView {
    let groups: Vec<AnyView> =
        ShopOrderState::ALL.into_iter().filter_map(|state| group(cx, shop, orders, state)).collect();
    view! {
        <h1>{cx.t(m::studio::ORDERS)}</h1>
        {groups
            .is_empty()
            .then(|| {
                view! {
                    <div class="card empty">
                        {icon::letter()}
                        <p class="strong">{cx.t(m::studio::NO_ORDERS)}</p>
                        <p class="quiet-ink">{cx.t(m::studio::NO_ORDERS_MORE)}</p>
                    </div>
                }
            })}
        {groups}
    }
    .into_any()
}

fn group(cx: Cx, shop: &str, orders: &[StudioOrderRow], state: ShopOrderState) -> Option<AnyView> {
    let mut rows: Vec<&StudioOrderRow> = orders.iter().filter(|order| order.state == state).collect();
    if rows.is_empty() {
        return None;
    }
    match state {
        // Work is done in the order in which it was promised.
        ShopOrderState::Placed | ShopOrderState::Confirmed | ShopOrderState::InProduction | ShopOrderState::Ready => {
            rows.sort_by_key(|order| (order.ready, order.number));
        }
        ShopOrderState::Shipped
        | ShopOrderState::Delivered
        | ShopOrderState::Cancelled
        | ShopOrderState::Refused
        | ShopOrderState::Returned => {}
    }
    Some(
        view! {
            <section class="order-group" aria-labelledby=state.code()>
                <h2 class="state" id=state.code()>
                    {words::state_icon(state)}
                    <span>{cx.t(words::state(state))}</span>
                    <span class="count">{rows.len().to_string()}</span>
                </h2>
                <ul class="rows">{rows.into_iter().map(|order| row(cx, shop, order)).collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

fn row(cx: Cx, shop: &str, order: &StudioOrderRow) -> AnyView {
    let number = order.number.to_string();
    let href = url(cx, shop, &["/orders/", &order.id.to_string()].concat());
    let more = u32::try_from(order.pieces - 1).ok().filter(|more| *more > 0);
    view! {
        <li data-order-number=number.clone()>
            <a class="card row-link" href=href>
                {picture::design(&order.fingerprint, String::new(), true, false)}
                <span class="row-words">
                    <span class="strong">
                        {order.product.get(cx.lang).clone()} {more.map(|more| view! { " " <bdi class="more">{["+", &more.to_string()].concat()}</bdi> })}
                    </span>
                    <span>{cx.f(m::studio::ORDER_NUMBER, &[("number", &number)])} " · " <bdi>{order.name.clone()}</bdi> " · " <bdi>{order.city.clone()}</bdi></span>
                    <span class="quiet-ink">{cx.f(m::studio::PROMISED, &[("day", &cx.day(order.ready))])}</span>
                </span>
                {ui::money(cx, order.total)}
            </a>
        </li>
    }
    .into_any()
}
