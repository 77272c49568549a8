//! What the shop orders from its suppliers.

pub mod actions;
pub mod draft;
pub(super) mod fields;
mod lines;
pub mod order;
pub mod paper;

use super::{head, notice, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, lang_field};
use domain::purchases::PurchaseState;
use leptos::prelude::*;
use services::studio::PurchaseRow;

/// All purchase orders: drafts and what is open first.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let rows = match services::studio::purchases(&page.services, &page.actor, &shop).await {
        Ok(rows) => rows,
        Err(error) => return error.into(),
    };
    let said = match page.query("notice") {
        Some("drafted") => Some(notice("good", cx.t(m::purchases::DRAFTED).to_owned())),
        Some("nothing") => Some(notice("good", cx.t(m::purchases::NOTHING_MISSING).to_owned())),
        Some("too_many") => Some(notice("bad", cx.t(m::purchases::TOO_MANY_OPEN).to_owned())),
        Some(_) | None => None,
    };
    page.html(200, head(cx.t(m::purchases::PURCHASES).to_owned()), move || {
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/materials")>{cx.t(m::studio::ALL_MATERIALS)}</a></p>
            <h1>{cx.t(m::purchases::PURCHASES)}</h1>
            {said}
            <p class="add-line">
                <a class="button button-quiet" href=url(cx, &shop, "/new-purchase")>{cx.t(m::purchases::NEW)}</a>
                <a class="button button-quiet" href=url(cx, &shop, "/suppliers")>{cx.t(m::purchases::SUPPLIERS)}</a>
            </p>
            {order_missing(cx, &shop)}
            {rows.is_empty().then(|| empty(cx))}
            {PurchaseState::ALL.map(|state| group(cx, &shop, state, &rows)).into_iter().collect_view()}
        }
        .into_any()
    })
}

fn empty(cx: Cx) -> AnyView {
    view! {
        <div class="card empty">
            {icon::van()}
            <p class="strong">{cx.t(m::purchases::NONE)}</p>
            <p class="quiet-ink">{cx.t(m::purchases::NONE_TEXT)}</p>
        </div>
    }
    .into_any()
}

/// One tap from what is missing to drafts.
pub(super) fn order_missing(cx: Cx, shop: &str) -> AnyView {
    view! {
        <form class="stack" method="post" action="/api/draft_purchases">
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <button class="button button-quiet" type="submit">{cx.t(m::purchases::DRAFT_MISSING)}</button>
        </form>
    }
    .into_any()
}

fn group(cx: Cx, shop: &str, state: PurchaseState, rows: &[PurchaseRow]) -> Option<AnyView> {
    let own: Vec<_> = rows.iter().filter(|row| row.purchase.state == state).map(|row| line(cx, shop, row)).collect();
    let count = own.len().to_string();
    (!own.is_empty()).then(|| {
        view! {
            <section class="order-group" id=state.code()>
                <h2 class="state">{state_icon(state)}<span>{cx.t(word(state))}</span> <span class="count">{count}</span></h2>
                <ul class="rows">{own}</ul>
            </section>
        }
        .into_any()
    })
}

fn line(cx: Cx, shop: &str, row: &PurchaseRow) -> AnyView {
    let names: Vec<&str> = row.materials.iter().map(|name| name.get(cx.lang).as_str()).collect();
    let names = names.join(cx.t(m::studio::LIST_COMMA));
    let supplier = row.supplier.clone().unwrap_or_else(|| cx.t(m::purchases::NO_SUPPLIER).to_owned());
    let next = row.next.map(|day| cx.f(m::purchases::NEXT_DAY, &[("day", &cx.day(day))]));
    let title = cx.f(m::purchases::NUMBER, &[("number", &row.purchase.number.to_string())]);
    let href = url(cx, shop, &["/purchases/", &row.purchase.id.to_string()].concat());
    view! {
        <li>
            <a class="card row-link" href=href data-purchase=row.purchase.number.to_string()>
                <span class="task-icon">{state_icon(row.purchase.state)}</span>
                <span class="row-words">
                    <span class="strong">{title} " · " <bdi>{supplier}</bdi></span>
                    <span>{names}</span>
                    <span class="quiet-ink">{next}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// The word for a state.
pub(super) const fn word(state: PurchaseState) -> Msg {
    match state {
        PurchaseState::Draft => m::purchases::STATE_DRAFT,
        PurchaseState::Ordered => m::purchases::STATE_ORDERED,
        PurchaseState::PartlyReceived => m::purchases::STATE_PARTLY_RECEIVED,
        PurchaseState::Closed => m::purchases::STATE_CLOSED,
        PurchaseState::Cancelled => m::purchases::STATE_CANCELLED,
    }
}

/// The picture of a state.
fn state_icon(state: PurchaseState) -> AnyView {
    match state {
        PurchaseState::Draft => icon::pencil(),
        PurchaseState::Ordered => icon::van(),
        PurchaseState::PartlyReceived => icon::shelf(),
        PurchaseState::Closed => icon::check(),
        PurchaseState::Cancelled => icon::cross(),
    }
}

/// State as picture and word.
fn state_badge(cx: Cx, state: PurchaseState) -> AnyView {
    // The tones are those of the orders: what is done is good, what is called off is not.
    let tone = match state {
        PurchaseState::Closed => "ready",
        PurchaseState::Draft | PurchaseState::Ordered | PurchaseState::PartlyReceived => "placed",
        PurchaseState::Cancelled => "cancelled",
    };
    view! { <p class="state" data-state=tone data-purchase-state=state.code()>{state_icon(state)}<span>{cx.t(word(state))}</span></p> }
        .into_any()
}

/// An amount as it is bought, with what that is in the unit that measures it.
pub(super) fn bought(cx: Cx, row: &services::studio::MaterialRow, amount: i64) -> String {
    let plain = row.unit.format(amount, cx.lang);
    match row.terms.buying {
        Some(buying) if buying.holds > 0 && amount % buying.holds == 0 => {
            [&buying.format(amount, cx.lang), " (", &plain, ")"].concat()
        }
        Some(_) | None => plain,
    }
}
