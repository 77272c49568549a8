//! What is bought, and what each way of delivery makes of the total.

use crate::currency;
use crate::i18n::{Cx, Msg, m};
use crate::ui::field::{describe, error};
use crate::ui::piece;
use domain::checkout::Delivery;
use domain::checkout::address::Field;
use domain::money::Money;
use domain::quantity::Overflow;
use leptos::prelude::*;
use services::cart::{CartLineView, CartShop, CartView};

/// Each shop's pieces with its own day.
pub fn shops(cx: Cx, cart: &CartView) -> AnyView {
    view! {
        <div class="checkout-shops">
            {cart.shops.iter().map(|part| shop_part(cx, part)).collect_view()}
            <dl class="sums">{currency::sum(cx, cx.t(m::checkout::GOODS).to_owned(), cart.total, cart.shown, false)}</dl>
            {crate::cart::charged(cx, cart)}
            <p><a class="link" href=cx.url("/cart")>{cx.t(m::checkout::BACK_TO_CART)}</a></p>
        </div>
    }
    .into_any()
}

fn shop_part(cx: Cx, part: &CartShop) -> AnyView {
    let subtotal = cx.f(m::cart::SUBTOTAL, &[("shop", &piece::isolate(part.shop.name.get(cx.lang)))]);
    view! {
        <div class="shop-part" data-craft=piece::craft(part.shop.craft)>
            <div class="maker">
                <h3><bdi>{part.shop.name.get(cx.lang).clone()}</bdi></h3>
                <p class="quiet-ink">{part.shop.place.get(cx.lang).clone()}</p>
            </div>
            <ul class="pieces">{part.lines.iter().map(|line| view! { <li class="piece">{line_view(cx, line)}</li> }).collect_view()}</ul>
            {part.ready.map(|day| piece::promise(cx.f(m::cart::READY_PART, &[("day", &cx.day(day))]), day))}
            <dl class="sums">{currency::sum(cx, subtotal, part.subtotal, part.shown, false)}</dl>
        </div>
    }
    .into_any()
}

fn line_view(cx: Cx, line: &CartLineView) -> AnyView {
    let name = line.name.get(cx.lang);
    view! {
        {piece::image(cx, name, &line.fingerprint, true)}
        <div class="piece-text">
            <h4>{piece::counted(line.quantity, name)}</h4>
            <p class="piece-price">{currency::price(cx, line.total, line.shown)}</p>
            <details class="opened-price">
                <summary>{cx.t(m::checkout::CHOICES)}<span class="visually-hidden">" " {name.clone()}</span></summary>
                {piece::choices(cx, &line.labels)}
            </details>
        </div>
    }
    .into_any()
}

/// The delivery choice. Each way says what it costs and what the order then costs, so that no total ever jumps.
pub fn delivery(cx: Cx, cart: &CartView, chosen: Delivery, sentence: Option<String>, focus: bool) -> AnyView {
    let id = Field::Delivery.code();
    let wrong = sentence.is_some();
    let described = describe(id, false, wrong);
    view! {
        <fieldset class="field ways" class:has-error=wrong aria-describedby=described>
            <legend><h2>{cx.t(m::checkout::DELIVERY_TITLE)}</h2></legend>
            {error(id, sentence)}
            {Delivery::ALL.into_iter().map(|way| radio(cx, cart, way, way == chosen, focus && way == chosen)).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn radio(cx: Cx, cart: &CartView, way: Delivery, checked: bool, focus: bool) -> AnyView {
    let name = Field::Delivery.code();
    // A line of the list of mistakes leads to the first way.
    let id = if way == Delivery::Home { name.to_owned() } else { [name, "-", way.code()].concat() };
    let hint = [&id, "-about"].concat();
    let (label, about) = words(way);
    let total = total(cart, way).ok().map(|total| {
        view! { <span class="way-total">{cx.t(m::checkout::TOTAL_THEN)} " " {currency::price(cx, total, shown(cart, way))}</span> }
    });
    view! {
        <div class="way">
            <input type="radio" id=id.clone() name=name value=way.code() checked=checked autofocus=focus aria-describedby=hint.clone()/>
            <label for=id>{cx.t(label)}</label>
            <p class="hint" id=hint>
                <span>{cx.t(about)}</span> " " <span class="way-fee">{fee(cx, cart, way)}</span> " " {total}
            </p>
        </div>
    }
    .into_any()
}

/// Name and explanation of a way.
#[must_use]
pub const fn words(way: Delivery) -> (Msg, Msg) {
    match way {
        Delivery::Home => (m::checkout::DELIVERY_HOME, m::checkout::DELIVERY_HOME_ABOUT),
        Delivery::PickupPoint => (m::checkout::DELIVERY_PICKUP_POINT, m::checkout::DELIVERY_PICKUP_POINT_ABOUT),
        Delivery::Workshop => (m::checkout::DELIVERY_WORKSHOP, m::checkout::DELIVERY_WORKSHOP_ABOUT),
    }
}

fn fee(cx: Cx, cart: &CartView, way: Delivery) -> String {
    let fee = way.fee();
    let shops = cart.shops.len();
    if fee.minor == 0 {
        return cx.t(m::checkout::FREE).to_owned();
    }
    let one = piece::isolate(&cx.money(fee));
    match fees(cart, way) {
        Ok(all) if shops > 1 => {
            let all = piece::isolate(&cx.money(all));
            cx.f(m::checkout::FEE_EACH, &[("fee", &one), ("n", &shops.to_string()), ("sum", &all)])
        }
        Ok(_) | Err(Overflow) => cx.f(m::checkout::FEE_ONE, &[("fee", &one)]),
    }
}

fn fees(cart: &CartView, way: Delivery) -> Result<Money, Overflow> {
    way.fee().mul(i64::try_from(cart.shops.len()).map_err(|_| Overflow)?)
}

/// The total in the shopper's currency.
fn shown(cart: &CartView, way: Delivery) -> Option<Money> {
    Some(cart.rate?.order(cart.shown?, fees(cart, way).ok()?)?.total)
}

fn total(cart: &CartView, way: Delivery) -> Result<Money, Overflow> {
    cart.total.add(fees(cart, way)?)
}
