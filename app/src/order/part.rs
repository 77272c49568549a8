//! One shop's part of an order.

use super::{progress, steps};
use crate::i18n::{Cx, m};
use crate::ui::{money, piece};
use domain::checkout::Delivery;
use domain::order::ShopOrderState;
use leptos::prelude::*;
use services::track_order::{OrderLineView, OrderShopView};

/// State, steps, what happens next, pieces and sums.
pub fn view(cx: Cx, shop: &OrderShopView, delivery: Delivery) -> AnyView {
    let id = ["shop-", &shop.shop.slug].concat();
    let name = piece::isolate(shop.shop.name.get(cx.lang));
    let next = cx.f(steps::next(shop.state, delivery), &[("shop", &name), ("day", &cx.day(shop.ready))]);
    view! {
        <section class="shop-part" data-craft=piece::craft(shop.shop.craft) aria-labelledby=id.clone()>
            {piece::maker(cx, &shop.shop, &id)}
            <p class="state" data-state=shop.state.code()>
                {steps::picture(shop.state)}<strong>{cx.t(steps::word(shop.state))}</strong>
            </p>
            <p class="next">{next}</p>
            <p class="quiet-ink" data-shop-order=shop.number.to_string()>{cx.f(m::order::SHOP_NUMBER, &[("number", &shop.number.to_string())])}</p>
            {steps::view(cx, shop)}
            <ul class="pieces">
                {shop.lines.iter().map(|line| view! { <li class="piece">{line_view(cx, line, shop.state)}</li> }).collect_view()}
            </ul>
            <dl class="sums">
                {piece::sum(cx, cx.f(m::cart::SUBTOTAL, &[("shop", &name)]), shop.subtotal, false)}
                {piece::sum(cx, cx.t(m::order::DELIVERY).to_owned(), shop.delivery, false)}
                {piece::sum(cx, cx.f(m::order::TO_PAY, &[("shop", &name)]), shop.total, true)}
            </dl>
        </section>
    }
    .into_any()
}

fn line_view(cx: Cx, line: &OrderLineView, state: ShopOrderState) -> AnyView {
    let name = line.name.get(cx.lang);
    view! {
        {piece::image(cx, name, &line.fingerprint, true)}
        <div class="piece-text">
            <h3>{piece::counted(line.quantity, name)}</h3>
            {piece::choices(cx, &line.labels)}
            {piece::given(cx, name, &line.pictures)}
            {progress::view(cx, name, line.progress.as_ref(), state)}
            {opened_price(cx, line)}
            <p class="piece-price">{charged_beside(cx, line)}</p>
        </div>
    }
    .into_any()
}

/// What a line costs, with what it came to in the currency in which it was read.
fn charged_beside(cx: Cx, line: &OrderLineView) -> AnyView {
    let about = |shown| cx.f(m::currency::ABOUT, &[("shown", &piece::isolate(&cx.money(shown)))]);
    view! { {money(cx, line.total)} {line.shown.map(|shown| view! { " " <span class="charged">{about(shown)}</span> })} }.into_any()
}

/// How the price of one piece comes about.
fn opened_price(cx: Cx, line: &OrderLineView) -> AnyView {
    let parts = line.quote.iter().map(|part| {
        let label = part
            .label
            .as_ref()
            .map_or_else(|| cx.t(m::order::BASE_PRICE).to_owned(), |label| label.get(cx.lang).clone());
        piece::sum(cx, label, part.amount, false)
    });
    view! {
        <details class="opened-price">
            <summary>{cx.t(m::order::PRICE_OPENED)}</summary>
            <dl class="sums">
                {parts.collect_view()}
                {piece::sum(cx, cx.t(m::order::ONE_PIECE).to_owned(), line.unit, true)}
            </dl>
        </details>
    }
    .into_any()
}
