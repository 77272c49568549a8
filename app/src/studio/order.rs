//! One order: what to make, from which material, for whom, and the next step.

use super::{head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{self, icon, lang_field, picture};
use domain::checkout::address::Address;
use domain::id::ShopOrderId;
use domain::order::{ProductionState, Step};
use domain::text::Lang;
use leptos::prelude::*;
use services::studio::{Contact, StudioOrder, Trace, WorkSheet};

/// In the address after a step that did not fit any more.
pub(super) const NOT_NOW: &str = "not_now";

/// In the address after the work could not begin for want of material.
pub(super) const WAITING: &str = "waiting";

/// In the address after an order was to be finished of which some pieces have not passed their check.
pub(super) const UNCHECKED: &str = "unchecked";

/// Goes without saying in an address.
const HOME_COUNTRY: &str = "MA";

/// The work sheets of an order and what happens next with it.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<ShopOrderId>() else { return Answer::NotFound };
    let order = match services::studio::order(&page.services, &page.actor, &shop, id).await {
        Ok(Some(order)) => order,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let from = match services::studio::order_trace(&page.services, &page.actor, &shop, id).await {
        Ok(from) => from,
        Err(error) => return error.into(),
    };
    let title = cx.f(m::studio::ORDER_NUMBER, &[("number", &order.number.to_string())]);
    let said = said(cx, &order, page.query("notice"));
    page.html(200, head(title.clone()), move || body(cx, &shop, &order, title, said, &from))
}

/// The sentence for what was just tried; nothing when the order is elsewhere by now.
fn said(cx: Cx, order: &StudioOrder, code: Option<&str>) -> Option<AnyView> {
    let code = code?;
    if code == NOT_NOW {
        let state = cx.t(words::state(order.state));
        return Some(notice("warn", cx.f(m::studio::NOT_NOW, &[("state", state)])));
    }
    if code == WAITING {
        return order.is_waiting().then(|| notice("warn", cx.t(m::studio::WAITING).to_owned()));
    }
    if code == UNCHECKED {
        return order.is_unchecked().then(|| notice("warn", cx.t(m::making::UNCHECKED).to_owned()));
    }
    let step = Step::from_code(code)?;
    let before = order.history.iter().rev().nth(1).map(|(state, _)| *state)?;
    let led_here = before.take(step).is_ok_and(|(state, _)| state == order.state);
    led_here.then(|| notice("good", cx.t(words::step_done(step)).to_owned()))
}

fn body(cx: Cx, shop: &str, order: &StudioOrder, title: String, said: Option<AnyView>, from: &[Trace]) -> AnyView {
    let number = order.number.to_string();
    view! {
        <p class="way-back"><a href=url(cx, shop, "/orders")>{cx.t(m::studio::ALL_ORDERS)}</a></p>
        <header class="order-head" data-order-number=number>
            <h1>{title}</h1>
            {words::state_badge(cx, order.state)}
            <p>{icon::calendar()} <span>{cx.f(m::studio::PROMISED, &[("day", &cx.day(order.ready))])}</span></p>
        </header>
        {said}
        {next(cx, shop, order)}
        <section class="sheets">
            <h2>{cx.t(m::studio::TO_MAKE)}</h2>
            {paper(cx, shop, order)}
            {order.lines.iter().map(|sheet| work_sheet(cx, shop, sheet)).collect_view()}
        </section>
        {super::lot::traced(cx, shop, m::batches::MADE_FROM, from)}
        <div class="columns">
            {contact(cx, order)}
            {sums(cx, order)}
            {history(cx, order)}
        </div>
        {cancel(cx, shop, order)}
    }
    .into_any()
}

/// The form that takes a step.
fn step_form(cx: Cx, shop: &str, order: &StudioOrder, step: Step, class: &'static str) -> AnyView {
    view! {
        <form method="post" action="/api/advance_order">
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="order" value=order.id.to_string()/>
            <input type="hidden" name="step" value=step.code()/>
            <button class=class type="submit">{cx.t(words::step(step))}</button>
        </form>
    }
    .into_any()
}

/// The one usual next step.
fn next(cx: Cx, shop: &str, order: &StudioOrder) -> Option<AnyView> {
    let step = order.next_steps.iter().copied().find(|step| *step != Step::Cancel)?;
    Some(
        view! {
            <section class="card next-step" aria-labelledby="next-step">
                <h2 id="next-step">{cx.t(m::studio::NEXT)}</h2>
                <p>{cx.t(words::step_hint(step))}</p>
                {step_form(cx, shop, order, step, "button button-primary")}
            </section>
        }
        .into_any(),
    )
}

/// Calling off is quiet, last, and behind one more tap.
fn cancel(cx: Cx, shop: &str, order: &StudioOrder) -> Option<AnyView> {
    order.next_steps.contains(&Step::Cancel).then(|| {
        view! {
            <details class="cancel">
                <summary>{cx.t(m::studio::CANCEL_QUESTION)}</summary>
                <p>{cx.t(words::step_hint(Step::Cancel))}</p>
                {step_form(cx, shop, order, Step::Cancel, "button button-quiet")}
            </details>
        }
        .into_any()
    })
}

pub(super) fn work_sheet(cx: Cx, shop: &str, sheet: &WorkSheet) -> AnyView {
    let name = sheet.name.get(cx.lang).clone();
    let labels = sheet.labels.iter().map(|(label, value)| {
        view! { <div><dt>{label.get(cx.lang).clone()}</dt><dd><bdi>{value.get(cx.lang).clone()}</bdi></dd></div> }
    });
    let materials = sheet.materials.iter().map(|material| {
        let to_come = (material.to_come > 0).then(|| {
            view! { <span class="quiet-ink">{cx.t(m::studio::TO_COME)} " " {words::amount(cx, material.unit, material.to_come)}</span> }
        });
        view! {
            <li>
                <span>{material.name.get(cx.lang).clone()} " " {to_come}</span>
                {words::amount(cx, material.unit, material.amount)}
            </li>
        }
    });
    view! {
        <article class="card sheet">
            {picture::design(&sheet.fingerprint, cx.f(m::studio::PICTURE_OF, &[("name", &name)]), false, true)}
            <div class="sheet-words">
                <h3>{name.clone()}</h3>
                <p class="sheet-quantity">
                    <span class="strong">{cx.n(m::studio::PIECES, sheet.quantity)}</span>
                    " · "
                    <span data-production=sheet.state.code()>{cx.t(words::production(sheet.state))}</span>
                </p>
                <dl class="facts">{labels.collect_view()}</dl>
                {ui::piece::given(cx, &name, &sheet.pictures)}
                <h4>{cx.t(m::studio::TAKE)}</h4>
                <ul class="take">{materials.collect_view()}</ul>
                <p>{icon::tools()} <span>{cx.t(m::studio::WORK_TIME)} " " <bdi class="strong">{words::duration(cx, sheet.minutes)}</bdi></span></p>
                {open_work(cx, shop, sheet)}
            </div>
        </article>
    }
    .into_any()
}

/// What of an order goes on paper.
fn paper(cx: Cx, shop: &str, order: &StudioOrder) -> AnyView {
    let id = order.id.to_string();
    view! {
        <p class="add-line no-print">
            <a class="button button-quiet" href=url(cx, shop, &["/orders/", &id, "/sheets"].concat())>{cx.t(m::labels::SHEETS)}</a>
            <a class="button button-quiet" href=url(cx, shop, &["/labels/orders/", &id].concat())>{cx.t(m::labels::TITLE)}</a>
        </p>
    }
    .into_any()
}

/// The way to the steps of the work, once there is something to do.
fn open_work(cx: Cx, shop: &str, sheet: &WorkSheet) -> Option<AnyView> {
    let work = sheet.work.filter(|_| sheet.state != ProductionState::Cancelled)?;
    let href = url(cx, shop, &["/work/", &work.to_string()].concat());
    Some(
        view! { <p class="no-print"><a class="button button-quiet" data-work=work.to_string() href=href>{cx.t(m::making::OPEN_WORK)}</a></p> }
            .into_any(),
    )
}

fn contact(cx: Cx, order: &StudioOrder) -> AnyView {
    let Contact { name, city, phone, address } = &order.contact;
    let call = phone.as_ref().map(|phone| {
        view! {
            <p>
                <a class="button button-quiet" href=["tel:", phone].concat()>
                    {cx.t(m::studio::CALL)} " " <bdi dir="ltr">{phone.clone()}</bdi>
                </a>
            </p>
        }
    });
    let speaks = match order.lang {
        Lang::Ar => m::studio::SPEAKS_AR,
        Lang::Fr => m::studio::SPEAKS_FR,
        Lang::En => m::studio::SPEAKS_EN,
    };
    let place = match address {
        Some(address) => whole_address(cx, address),
        None => view! { <p><bdi>{city.clone()}</bdi></p> }.into_any(),
    };
    let missing = (address.is_none() && !order.next_steps.is_empty()).then(|| cx.t(m::studio::ADDRESS_LATER));
    view! {
        <section class="contact">
            <h2>{cx.t(m::studio::FOR_WHOM)}</h2>
            <p class="strong"><bdi>{name.clone()}</bdi></p>
            {call}
            <p class="quiet-ink">{cx.t(speaks)}</p>
            {place}
            {missing.map(|text| view! { <p class="quiet-ink">{text}</p> })}
            <p>{icon::parcel()} <span>{cx.t(words::delivery(order.delivery))}</span></p>
        </section>
    }
    .into_any()
}

fn whole_address(cx: Cx, address: &Address) -> AnyView {
    let town = match &address.postcode {
        Some(postcode) => [postcode, " ", &address.city].concat(),
        None => address.city.clone(),
    };
    let note = (!address.note.is_empty()).then(|| view! { <blockquote dir="auto">{address.note.clone()}</blockquote> });
    view! {
        <address>
            <bdi>{address.street.clone()}</bdi><br/><bdi>{town}</bdi>
            {(address.country != HOME_COUNTRY).then(|| view! { <br/><bdi>{address.country.clone()}</bdi> })}
        </address>
        {note}
        {(!address.gift.is_empty()).then(|| gift(cx, &address.gift))}
    }
    .into_any()
}

/// What is to be written on the card.
pub(super) fn gift(cx: Cx, words: &str) -> AnyView {
    view! {
        <div class="gift">
            <h3>{cx.t(m::studio::GIFT)}</h3>
            <blockquote dir="auto">{words.to_owned()}</blockquote>
        </div>
    }
    .into_any()
}

fn sums(cx: Cx, order: &StudioOrder) -> AnyView {
    let row = |label, amount| view! { <div><dt>{cx.t(label)}</dt><dd>{ui::money(cx, amount)}</dd></div> };
    view! {
        <section>
            <h2>{cx.t(m::studio::MONEY)}</h2>
            <dl class="facts">
                {row(m::studio::SUBTOTAL, order.subtotal)}
                {row(m::studio::DELIVERY_FEE, order.delivery_fee)}
                {row(m::studio::TO_COLLECT, order.total)}
            </dl>
        </section>
    }
    .into_any()
}

fn history(cx: Cx, order: &StudioOrder) -> AnyView {
    let rows = order.history.iter().map(|(state, at)| {
        view! {
            <li>
                {words::state_icon(*state)}
                <span>{cx.t(words::state(*state))}</span>
                <span class="quiet-ink">{at.format_minute(cx.lang)}</span>
            </li>
        }
    });
    view! {
        <section>
            <h2>{cx.t(m::studio::SO_FAR)}</h2>
            <p class="quiet-ink">{cx.t(m::studio::CODE)} " " <bdi dir="ltr">{order.code.clone()}</bdi></p>
            <ol class="history">{rows.collect_view()}</ol>
        </section>
    }
    .into_any()
}
