//! The places of a shop, and where a material lies.

use super::lines::Lines;
use super::material::{hidden_fields, typed, units};
use super::{head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::lang_field;
use domain::id::PlaceId;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialPage, PlaceRow, Whereabouts};

/// Name of the form for a place.
pub(super) const FORM: &str = "add_place";
/// Name of the form for a transfer.
pub(super) const TRANSFER: &str = "transfer_material";

/// The places with what lies there, and the form for one more.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = services::studio::places(&page.services, &page.actor, &shop).await;
    let ((rows, next), draft) = match (found, page.draft(FORM).await) {
        (Ok(found), Ok(draft)) => (found, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let said = (page.query("notice") == Some("place")).then(|| notice("good", cx.t(m::places::ADDED).to_owned()));
    page.html(200, head(cx.t(m::places::PLACES).to_owned()), move || {
        view! { {said} {body(cx, &shop, &rows, next, draft.as_ref())} }.into_any()
    })
}

fn body(cx: Cx, shop: &str, rows: &[PlaceRow], next: PlaceId, draft: Option<&FormDraft>) -> AnyView {
    let sentence = |_: &str, code: &str| {
        let message = match code {
            "taken" => m::places::NAME_TAKEN,
            "too_many" => m::places::TOO_MANY,
            "name" => m::places::NAME_WRONG,
            _ => return None,
        };
        Some(cx.t(message).to_owned())
    };
    let lines = Lines { cx, draft, sentence: &sentence };
    let sent = typed(draft, "id");
    let id = if sent.is_empty() { next.to_string() } else { sent };
    view! {
        <p class="way-back"><a href=url(cx, shop, "/materials")>{cx.t(m::studio::ALL_MATERIALS)}</a></p>
        <h1>{cx.t(m::places::PLACES)}</h1>
        <p class="quiet-ink">{cx.t(m::places::PLACES_TEXT)}</p>
        <ul class="rows">{rows.iter().map(|row| card(cx, shop, row)).collect_view()}</ul>
        <form class="stack" method="post" action="/api/add_place" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="id" value=id/>
            {lines.text("text", "name", cx.t(m::places::NAME), cx.t(m::places::NAME_HINT), "")}
            <button class="button button-primary" type="submit">{cx.t(m::places::ADD)}</button>
        </form>
    }
    .into_any()
}

fn card(cx: Cx, shop: &str, row: &PlaceRow) -> AnyView {
    let line = |(material, there): &(services::studio::MaterialRow, i64)| {
        let href = url(cx, shop, &["/materials/", &material.slug].concat());
        view! {
            <li>
                <a href=href>{material.name.get(cx.lang).clone()}</a>
                " "
                {words::amount(cx, material.unit, *there)}
            </li>
        }
    };
    let nothing = row.holds.is_empty().then(|| view! { <p class="quiet-ink">{cx.t(m::places::NOTHING)}</p> });
    view! {
        <li class="card" data-place=row.id.to_string()>
            <h2 dir="auto">{row.name.clone()}</h2>
            {nothing}
            <ul class="take">{row.holds.iter().map(line).collect_view()}</ul>
        </li>
    }
    .into_any()
}

/// The workshop and the places, to choose from.
fn options(cx: Cx, lies: &Whereabouts) -> Vec<(String, String)> {
    let workshop = (String::new(), cx.t(m::places::WORKSHOP).to_owned());
    std::iter::once(workshop).chain(lies.places.iter().map(|(id, name, _)| (id.to_string(), name.clone()))).collect()
}

/// Where what came in is put; nothing to choose where the shop has no places.
pub(super) fn receiving(cx: Cx, material: &MaterialPage, draft: Option<&FormDraft>) -> Option<AnyView> {
    let lines = Lines { cx, draft, sentence: &|_, _| None };
    (!material.lies.places.is_empty())
        .then(|| lines.select("place", cx.t(m::places::PUT_WHERE), "", &options(cx, &material.lies), ""))
}

/// On the page of a material: where it lies, and the form for a transfer; nothing where the shop has no places.
pub(super) fn section(cx: Cx, shop: &str, material: &MaterialPage, draft: Option<&FormDraft>) -> Option<AnyView> {
    let (row, lies) = (&material.row, &material.lies);
    if lies.places.is_empty() {
        return None;
    }
    let sentence = |_: &str, code: &str| {
        let message = match code {
            "recorded" => m::studio::RECEIPT_RECORDED,
            "same_place" => m::places::SAME_PLACE,
            "not_there" => m::places::NOT_THERE,
            "reason_unreadable" => m::studio::REASON_UNREADABLE,
            code => words::amount_problem(code)?,
        };
        Some(cx.f(message, &[("units", &units(cx, row))]))
    };
    let lines = Lines { cx, draft, sentence: &sentence };
    let there = |name: String, amount: i64| {
        view! { <li><span dir="auto">{name}</span> " " {words::amount(cx, row.unit, amount)}</li> }
    };
    let listed = lies.places.iter().filter(|(.., amount)| *amount > 0);
    let listed = listed.map(|(_, name, amount)| there(name.clone(), *amount)).collect_view();
    let (places, hint) = (options(cx, lies), cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]));
    let sent = typed(draft, "transfer");
    let id = if sent.is_empty() { material.next_receipt.to_string() } else { sent };
    Some(
        view! {
            <section aria-labelledby="lies">
                <h2 id="lies">{cx.t(m::places::LIES)}</h2>
                <ul class="take">{there(cx.t(m::places::WORKSHOP).to_owned(), lies.workshop)} {listed}</ul>
                <details open=draft.is_some()>
                    <summary>{cx.t(m::places::TRANSFER)}</summary>
                    <form class="stack" method="post" action="/api/transfer_material" novalidate>
                        {hidden_fields(cx, shop, row)}
                        <input type="hidden" name="transfer" value=id/>
                        {lines.text("text", "moved", cx.t(m::studio::AMOUNT), &hint, "")}
                        {lines.select("from_place", cx.t(m::places::FROM), "", &places, "")}
                        {lines.select("to_place", cx.t(m::places::TO), "", &places, "")}
                        {lines.text("text", "moved_note", cx.t(m::batches::NOTE), "", "")}
                        <button class="button button-quiet" type="submit">{cx.t(m::places::TRANSFER_BUTTON)}</button>
                    </form>
                </details>
            </section>
        }
        .into_any(),
    )
}
