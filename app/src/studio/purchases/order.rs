//! One purchase order: the form of a draft, or what came of it and what is still expected.

use super::super::dangers;
use super::super::material::typed;
use super::super::{head, notice, url};
use super::{draft, lines, state_badge};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{lang_field, money};
use domain::id::PurchaseId;
use domain::purchases::PurchaseState;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::PurchasePage;

/// Name of the forms that take a step.
pub(super) const STEP: &str = "step_purchase";
/// Name of the form for what came.
pub(super) const RECEIVE: &str = "receive_purchase";

/// The purchase order; a form that came back shows what was typed, or the promises that it would break.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<PurchaseId>() else { return Answer::NotFound };
    let found = match services::studio::purchase(&page.services, &page.actor, &shop, id).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let desk = match services::studio::write_purchase(&page.services, &page.actor, &shop, Some(id)).await {
        Ok(desk) => desk,
        Err(error) => return error.into(),
    };
    let mut drafts = [None, None, None];
    for (place, form) in drafts.iter_mut().zip([draft::FORM, STEP, RECEIVE]) {
        *place = match page.draft(form).await {
            Ok(draft) => draft.filter(|draft| typed(Some(draft), "id") == id.to_string()),
            Err(error) => return error.into(),
        };
    }
    let said = said(cx, page.query("notice"));
    let title = cx.f(m::purchases::NUMBER, &[("number", &found.purchase.number.to_string())]);
    page.html(200, head(title.clone()), move || {
        let [written, step, receive] = drafts;
        let body = if found.purchase.state == PurchaseState::Draft {
            draft::form(cx, &shop, &desk, written.as_ref())
        } else {
            lines::section(cx, &shop, &found, receive.as_ref())
        };
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/purchases")>{cx.t(m::purchases::PURCHASES)}</a></p>
            <header class="order-head">
                <h1>{title}</h1>
                {state_badge(cx, found.purchase.state)}
                {supplier(cx, &found)}
            </header>
            {said}
            {problem(cx, &shop, &found, step.as_ref())}
            {paper_link(cx, &shop, &found)}
            {body}
            {end(cx, &shop, &found)}
        }
        .into_any()
    })
}

fn said(cx: Cx, code: Option<&str>) -> Option<AnyView> {
    let (class, text) = match code? {
        "saved" => ("good", m::materials::SAVED),
        "order" => ("good", m::purchases::DONE_ORDER),
        "cancel" => ("good", m::purchases::DONE_CANCEL),
        "close" | "drop_rest" => ("good", m::purchases::DONE_CLOSE),
        "move_day" => ("good", m::purchases::DONE_MOVE),
        "received" => ("good", m::studio::RECEIPT_DONE),
        "received_over" => ("warn", m::purchases::RECEIVED_OVER),
        _ => return None,
    };
    Some(notice(class, cx.t(text).to_owned()))
}

fn supplier(cx: Cx, found: &PurchasePage) -> AnyView {
    let Some(supplier) = &found.supplier else {
        return view! { <p class="quiet-ink">{cx.t(m::purchases::NO_SUPPLIER)}</p> }.into_any();
    };
    let call = (!supplier.phone.is_empty()).then(|| {
        view! {
            <a class="button button-quiet" href=["tel:", &supplier.phone].concat()>
                {cx.t(m::studio::CALL)} " " <bdi dir="ltr">{supplier.phone.clone()}</bdi>
            </a>
        }
    });
    view! { <p class="add-line"><bdi class="strong">{supplier.name.clone()}</bdi> {call}</p> }.into_any()
}

fn paper_link(cx: Cx, shop: &str, found: &PurchasePage) -> Option<AnyView> {
    let href = url(cx, shop, &["/purchases/", &found.purchase.id.to_string(), "/paper"].concat());
    let total = found.total.map(|total| {
        view! { <span>{cx.t(m::purchases::TOTAL)} " " {money(cx, total)}</span> }
    });
    (!found.lines.is_empty()).then(|| {
        view! { <p class="add-line"><a class="button button-quiet" href=href>{cx.t(m::purchases::PAPER)}</a> {total}</p> }
            .into_any()
    })
}

/// The fields by which the server knows the purchase order.
pub(super) fn hidden(cx: Cx, shop: &str, found: &PurchasePage) -> AnyView {
    view! {
        {lang_field(cx)}
        <input type="hidden" name="shop" value=shop.to_owned()/>
        <input type="hidden" name="purchase" value=found.purchase.id.to_string()/>
    }
    .into_any()
}

/// What was wrong with the last step, or which promises it would break; the form that agrees names them.
fn problem(cx: Cx, shop: &str, found: &PurchasePage, draft: Option<&FormDraft>) -> Option<AnyView> {
    let draft = draft?;
    let form = |fields| {
        view! { <form class="stack" method="post" action="/api/step_purchase">{hidden(cx, shop, found)} {fields}</form> }
            .into_any()
    };
    dangers::question(cx, draft, form).or_else(|| {
        let text = match draft.errors.first()?.1.as_str() {
            "empty" => m::purchases::EMPTY,
            "day" => m::studio::ARRIVAL_DAY_WRONG,
            _ => m::purchases::NOT_NOW,
        };
        Some(notice("bad", cx.t(text).to_owned()))
    })
}

/// A button that takes a step with the whole.
fn step(cx: Cx, shop: &str, found: &PurchasePage, what: &'static str, label: Msg) -> AnyView {
    view! {
        <form class="stack" method="post" action="/api/step_purchase">
            {hidden(cx, shop, found)}
            <input type="hidden" name="what" value=what/>
            <button class="button button-quiet" type="submit">{cx.t(label)}</button>
        </form>
    }
    .into_any()
}

/// Calling off, or closing what is missing: quiet, last, and behind one more tap.
fn end(cx: Cx, shop: &str, found: &PurchasePage) -> Option<AnyView> {
    let (question, what, label) = match found.purchase.state {
        PurchaseState::Draft => (m::purchases::THROW_AWAY_QUESTION, "cancel", m::purchases::THROW_AWAY),
        PurchaseState::Ordered => (m::purchases::CANCEL_QUESTION, "cancel", m::purchases::CANCEL),
        PurchaseState::PartlyReceived => (m::purchases::CLOSE_QUESTION, "close", m::purchases::CLOSE),
        PurchaseState::Closed | PurchaseState::Cancelled => return None,
    };
    Some(
        view! {
            <details class="cancel">
                <summary>{cx.t(question)}</summary>
                {step(cx, shop, found, what, label)}
            </details>
        }
        .into_any(),
    )
}
