//! The page behind an order's link: confirmation at first, then the way of each shop's part.

mod part;
mod progress;
mod steps;

use crate::checkout::{country, summary};
use crate::currency;
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::{Head, Listing};
use crate::ui::{icon, piece};
use domain::money::Money;
use domain::order::ShopOrderState;
use leptos::prelude::*;
use services::track_order::{OrderView, track};

/// `/{lang}/orders/{token}`
pub async fn page(page: PageContext) -> Answer {
    let order = match track(&page.services, page.param("token")).await {
        Ok(Some(order)) => order,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let title = cx.f(m::order::TITLE, &[("number", &order.number)]);
    let head = Head { title, listing: Listing::Private, ..Head::default() };
    let first = page.query("notice") == Some("first");
    let address = [&page.public_url, cx.url(&page.path).as_str()].concat();
    page.html(200, head, move || {
        view! {
            <div class="order">
                {first.then(|| {
                    view! { <div class="notice warn" role="alert">{icon::warning()}<p>{cx.t(m::order::PLACED_BEFORE)}</p></div> }
                })}
                {opening(cx, &order)}
                {keep(cx, address)}
                {order.shops.iter().map(|shop| part::view(cx, shop, order.delivery)).collect_view()}
                {whole(cx, &order)}
            </div>
        }
        .into_any()
    })
}

/// Thanks while the order is fresh; afterwards the page is for looking up.
fn opening(cx: Cx, order: &OrderView) -> AnyView {
    let fresh = order.shops.iter().all(|shop| shop.state == ShopOrderState::Placed);
    let name = piece::isolate(&order.name);
    let title = if fresh { cx.f(m::order::THANKS, &[("name", &name)]) } else { cx.t(m::order::YOUR_ORDER).to_owned() };
    view! {
        <h1>{title}</h1>
        {fresh.then(|| view! { <p class="lead">{cx.t(m::order::THANKS_TEXT)}</p> })}
        <p class="order-number" data-order-number=order.number.clone()>
            {cx.t(m::order::NUMBER)} " " <bdi class="code">{order.number.clone()}</bdi>
        </p>
        <p class="quiet-ink">
            {cx.f(m::order::PLACED_ON, &[("when", &piece::isolate(&order.placed.format_minute(cx.lang)))])}
        </p>
    }
    .into_any()
}

/// There is no account behind a guest's order: the link is the key.
fn keep(cx: Cx, address: String) -> AnyView {
    view! {
        <div class="notice keep-link">
            {icon::letter()}
            <div>
                <p>{cx.t(m::order::KEEP_LINK)}</p>
                <p><a class="code" href=address.clone()><bdi dir="ltr">{address.clone()}</bdi></a></p>
            </div>
        </div>
    }
    .into_any()
}

fn whole(cx: Cx, order: &OrderView) -> AnyView {
    let goods = sum(order.shops.iter().map(|shop| shop.subtotal));
    let delivery = sum(order.shops.iter().map(|shop| shop.delivery));
    let place = [piece::isolate(&order.city), country::name(cx, &order.country)].join(cx.t(m::order::COMMA));
    view! {
        <section class="order-whole" aria-labelledby="whole-title">
            <h2 id="whole-title">{cx.t(m::order::WHOLE_TITLE)}</h2>
            <dl class="sums">
                {goods.map(|amount| piece::sum(cx, cx.t(m::checkout::GOODS).to_owned(), amount, false))}
                {delivery.map(|amount| piece::sum(cx, cx.t(m::order::DELIVERY).to_owned(), amount, false))}
                {piece::sum(cx, cx.t(m::cart::TOTAL).to_owned(), order.total, true)}
            </dl>
            {order.shown.map(|shown| view! { <p class="shown-order">{currency::order_note(cx, order.total, shown)}</p> })}
            <dl class="choices">
                <div><dt>{cx.t(m::checkout::PAYMENT_TITLE)}</dt><dd>{cx.t(m::order::PAYMENT_CASH)}</dd></div>
                <div><dt>{cx.t(m::order::DELIVERY)}</dt><dd>{cx.t(summary::words(order.delivery).0)}</dd></div>
                <div><dt>{cx.t(m::order::RECIPIENT)}</dt><dd><bdi>{order.name.clone()}</bdi></dd></div>
                <div><dt>{cx.t(m::order::PLACE)}</dt><dd>{place}</dd></div>
                {(!order.gift.is_empty()).then(|| view! { <div><dt>{cx.t(m::order::GIFT)}</dt><dd class="as-written" dir="auto">{order.gift.clone()}</dd></div> })}
            </dl>
        </section>
    }
    .into_any()
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
    Money::sum(amounts).ok()
}
