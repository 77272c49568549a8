//! The lines of a purchase order that was sent: what came, what is still expected, and the forms for both.

use super::super::material::{mistakes, typed, units};
use super::super::words;
use super::bought;
use super::fields::{Field, typed_price};
use super::order::hidden;
use crate::i18n::{Cx, Msg, m};
use crate::ui::{icon, money};
use domain::id::MovementId;
use domain::money::Money;
use domain::purchases::PurchaseLine;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialRow, PurchasePage};

/// The fields of what came, in the order in which their mistakes are said.
const FIELDS: [&str; 6] = ["amount", "price", "came", "best_before", "certificate", "note"];

/// All lines.
pub(super) fn section(cx: Cx, shop: &str, found: &PurchasePage, draft: Option<&FormDraft>) -> AnyView {
    let note = (!found.purchase.note.is_empty())
        .then(|| view! { <blockquote dir="auto">{found.purchase.note.clone()}</blockquote> });
    let ordered = found.purchase.ordered.map(|at| {
        let text = cx.f(m::purchases::ORDERED_AT, &[("when", &at.format_minute(cx.lang))]);
        view! { <p class="quiet-ink">{text}</p> }
    });
    let line = |of: &(PurchaseLine, MaterialRow, MovementId)| {
        let own = draft.filter(|draft| typed(Some(draft), "line") == of.0.id.to_string());
        card(cx, shop, found, of, own)
    };
    view! {
        {ordered}
        {note}
        <ul class="rows">{found.lines.iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

fn card(
    cx: Cx,
    shop: &str,
    found: &PurchasePage,
    (line, row, next): &(PurchaseLine, MaterialRow, MovementId),
    draft: Option<&FormDraft>,
) -> AnyView {
    let waits = found.purchase.state.is_open() && line.open() > 0;
    let fact = |code: &'static str, label: Msg, amount: i64| {
        (amount > 0).then(|| {
            view! { <div data-amount=code><dt>{cx.t(label)}</dt><dd>{words::amount(cx, row.unit, amount)}</dd></div> }
        })
    };
    let price = line.price_minor.map(
        |price| view! { <div><dt>{cx.t(m::purchases::PRICE_SHORT)}</dt><dd>{money(cx, Money::mad(price))}</dd></div> },
    );
    let expected = waits.then(|| {
        let late = line.day < found.today;
        let text = cx.f(m::purchases::EXPECTED_ON, &[("day", &cx.day(line.day))]);
        if late {
            view! { <p class="state runs-out">{icon::warning()}<span>{cx.f(m::purchases::OVERDUE, &[("day", &cx.day(line.day))])}</span></p> }.into_any()
        } else {
            view! { <p>{icon::calendar()} <span>{text}</span></p> }.into_any()
        }
    });
    let open = found.purchase.state.is_open();
    view! {
        <li class="card part purchase-line" id=["line-", &line.id.to_string()].concat() data-line=line.id.to_string()>
            <h2><bdi>{row.name.get(cx.lang).clone()}</bdi></h2>
            <p class="strong">{bought(cx, row, line.ordered)}</p>
            {expected}
            <dl class="levels">
                {fact("received", m::purchases::RECEIVED, line.received)}
                {fact("open", m::purchases::OPEN, if open { line.open() } else { 0 })}
                {fact("dropped", m::purchases::DROPPED, line.dropped)}
                {fact("over", m::purchases::OVER, line.over())}
                {price}
            </dl>
            {open.then(|| receive(cx, shop, found, (line, row, *next), draft))}
            {waits.then(|| late(cx, shop, found, line))}
        </li>
    }
    .into_any()
}

/// The form for what came of a line.
fn receive(
    cx: Cx,
    shop: &str,
    found: &PurchasePage,
    (line, row, next): (&PurchaseLine, &MaterialRow, MovementId),
    draft: Option<&FormDraft>,
) -> AnyView {
    let wrong = mistakes(cx, row, draft, FIELDS);
    let not_now = draft.is_some_and(|draft| draft.errors.iter().any(|(field, _)| field == "form"));
    let text = |name: &str, label: Msg, hint: String, known: String, kind| {
        Field {
            name: name.to_owned(),
            place: line.id.to_string(),
            label: cx.t(label).to_owned(),
            hint,
            value: draft.map_or(known, |_| typed(draft, name)),
            error: wrong.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone()),
            kind,
        }
        .view()
    };
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]);
    let rest = if line.open() > 0 { row.unit.write(line.open(), cx.lang) } else { String::new() };
    let whole = line.open() == line.ordered;
    let price = line.price_minor.filter(|_| whole).map(typed_price).unwrap_or_default();
    view! {
        <details open=draft.is_some()>
            <summary>{cx.t(m::purchases::RECEIVE)}</summary>
            {not_now.then(|| super::super::notice("bad", cx.t(m::purchases::NOT_NOW).to_owned()))}
            <form class="stack" method="post" action="/api/receive_purchase" novalidate>
                {hidden(cx, shop, found)}
                <input type="hidden" name="line" value=line.id.to_string()/>
                <input type="hidden" name="receipt" value=next.to_string()/>
                {text("amount", m::studio::AMOUNT, hint, rest, "text")}
                {text("price", m::materials::PRICE, cx.t(m::materials::PRICE_HINT).to_owned(), price, "text")}
                {text("came", m::materials::CAME, String::new(), found.today.iso(), "date")}
                <details>
                    <summary>{cx.t(m::purchases::MORE)}</summary>
                    {text("best_before", m::materials::BEST_BEFORE, String::new(), String::new(), "date")}
                    {text("certificate", m::materials::CERTIFICATE, cx.t(m::materials::CERTIFICATE_HINT).to_owned(), String::new(), "text")}
                    {text("note", m::materials::REMARK, String::new(), String::new(), "text")}
                </details>
                <button class="button button-primary" type="submit">{cx.t(m::studio::RECEIPT_BUTTON)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The supplier is late, or the rest will not come.
fn late(cx: Cx, shop: &str, found: &PurchasePage, line: &PurchaseLine) -> AnyView {
    let day = Field {
        name: "day".to_owned(),
        place: line.id.to_string(),
        label: cx.t(m::purchases::NEW_DAY).to_owned(),
        hint: String::new(),
        value: line.day.iso(),
        error: None,
        kind: "date",
    };
    view! {
        <details>
            <summary>{cx.t(m::purchases::LATE)}</summary>
            <form class="stack" method="post" action="/api/step_purchase" novalidate>
                {hidden(cx, shop, found)}
                <input type="hidden" name="what" value="move_day"/>
                <input type="hidden" name="line" value=line.id.to_string()/>
                {day.view()}
                <button class="button button-quiet" type="submit">{cx.t(m::purchases::MOVE)}</button>
            </form>
            <form class="stack" method="post" action="/api/step_purchase">
                {hidden(cx, shop, found)}
                <input type="hidden" name="what" value="drop_rest"/>
                <input type="hidden" name="line" value=line.id.to_string()/>
                <button class="button button-quiet" type="submit">{cx.t(m::purchases::DROP_REST)}</button>
            </form>
        </details>
    }
    .into_any()
}
