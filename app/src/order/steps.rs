//! The line of steps of one shop's part.

use crate::i18n::{Cx, Msg, m};
use crate::ui::icon;
use domain::checkout::Delivery;
use domain::order::ShopOrderState;
use domain::time::Timestamp;
use leptos::prelude::*;
use services::track_order::OrderShopView;

/// The usual way of an order.
const WAY: [ShopOrderState; 6] = [
    ShopOrderState::Placed,
    ShopOrderState::Confirmed,
    ShopOrderState::InProduction,
    ShopOrderState::Ready,
    ShopOrderState::Shipped,
    ShopOrderState::Delivered,
];

/// A state in words.
#[must_use]
pub const fn word(state: ShopOrderState) -> Msg {
    match state {
        ShopOrderState::Placed => m::order::STATE_PLACED,
        ShopOrderState::Confirmed => m::order::STATE_CONFIRMED,
        ShopOrderState::InProduction => m::order::STATE_IN_PRODUCTION,
        ShopOrderState::Ready => m::order::STATE_READY,
        ShopOrderState::Shipped => m::order::STATE_SHIPPED,
        ShopOrderState::Delivered => m::order::STATE_DELIVERED,
        ShopOrderState::Cancelled => m::order::STATE_CANCELLED,
        ShopOrderState::Refused => m::order::STATE_REFUSED,
        ShopOrderState::Returned => m::order::STATE_RETURNED,
    }
}

/// What happens next, told with the name of the shop and the promised day.
#[must_use]
pub const fn next(state: ShopOrderState, delivery: Delivery) -> Msg {
    match state {
        ShopOrderState::Placed => m::order::NEXT_PLACED,
        ShopOrderState::Confirmed => m::order::NEXT_CONFIRMED,
        ShopOrderState::InProduction => m::order::NEXT_IN_PRODUCTION,
        ShopOrderState::Ready => match delivery {
            Delivery::Home | Delivery::PickupPoint => m::order::NEXT_READY,
            Delivery::Workshop => m::order::NEXT_READY_WORKSHOP,
        },
        ShopOrderState::Shipped => m::order::NEXT_SHIPPED,
        ShopOrderState::Delivered => m::order::NEXT_DELIVERED,
        ShopOrderState::Cancelled => m::order::NEXT_CANCELLED,
        ShopOrderState::Refused => m::order::NEXT_REFUSED,
        ShopOrderState::Returned => m::order::NEXT_RETURNED,
    }
}

/// The picture of a state.
pub fn picture(state: ShopOrderState) -> AnyView {
    match state {
        ShopOrderState::Placed => icon::letter(),
        ShopOrderState::Confirmed | ShopOrderState::Delivered => icon::check(),
        ShopOrderState::InProduction => icon::tools(),
        ShopOrderState::Ready => icon::shelf(),
        ShopOrderState::Shipped => icon::parcel(),
        ShopOrderState::Cancelled | ShopOrderState::Refused | ShopOrderState::Returned => icon::warning(),
    }
}

/// The steps: those taken with their day, those to come without, the making with the promised day. A part that left
/// the usual way shows only where it has been.
pub fn view(cx: Cx, shop: &OrderShopView) -> AnyView {
    let usual = WAY.contains(&shop.state);
    let states: Vec<ShopOrderState> =
        if usual { WAY.to_vec() } else { shop.history.iter().map(|(state, _)| *state).collect() };
    let at = states.iter().rposition(|state| *state == shop.state).unwrap_or_default();
    let steps = states.into_iter().enumerate().map(|(place, state)| {
        let role = if place < at { "step done" } else { "step" };
        view! {
            <li class=role data-step=state.code() aria-current=(place == at).then_some("step")>
                {picture(state)}
                <span class="step-name">{cx.t(word(state))}</span>
                {day(cx, shop, state, place > at)}
            </li>
        }
    });
    view! { <ol class="steps" aria-label=cx.t(m::order::STEPS)>{steps.collect_view()}</ol> }.into_any()
}

fn day(cx: Cx, shop: &OrderShopView, state: ShopOrderState, ahead: bool) -> Option<AnyView> {
    if ahead {
        let promised = state == ShopOrderState::Ready;
        return promised.then(|| {
            let text = cx.f(m::order::STEP_PROMISED, &[("day", &cx.day(shop.ready))]);
            view! { <time class="step-day" datetime=shop.ready.iso()>{text}</time> }.into_any()
        });
    }
    let when: Timestamp = shop.history.iter().rev().find(|(known, _)| *known == state)?.1;
    Some(view! { <time class="step-day" datetime=when.day().iso()>{cx.day(when.day())}</time> }.into_any())
}
