//! The materials of a shop: what lies on the shelf, what is promised, what is left.

use super::{head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::field::TextField;
use crate::ui::{icon, lang_field};
use domain::id::MaterialId;
use leptos::prelude::*;
use services::studio::{MaterialRow, ReorderRow};

/// All materials, those that run out first.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let mut rows = match services::studio::materials(&page.services, &page.actor, &shop).await {
        Ok(rows) => rows,
        Err(error) => return error.into(),
    };
    let expiring = match services::studio::expiring(&page.services, &page.actor, &shop).await {
        Ok(expiring) => expiring,
        Err(error) => return error.into(),
    };
    let missing = match services::studio::reorder(&page.services, &page.actor, &shop).await {
        Ok(missing) => missing,
        Err(error) => return error.into(),
    };
    rows.sort_by_key(|row| (row.available > 0, !row.terms.is_below_threshold(row.available)));
    let days = match services::studio::supply_days(&page.services, &page.actor, &shop).await {
        Ok(days) => days,
        Err(error) => return error.into(),
    };
    let runs = page.actor.runs(&shop);
    let said = match page.query("notice") {
        Some("supply") => Some(notice("good", cx.t(m::studio::SUPPLY_DONE).to_owned())),
        Some("counted") => Some(notice("good", cx.t(m::studio::STOCKTAKE_DONE).to_owned())),
        Some("supply_wrong") => Some(notice("bad", cx.t(m::studio::SUPPLY_WRONG).to_owned())),
        Some(_) | None => None,
    };
    page.html(200, head(cx.t(m::studio::MATERIALS).to_owned()), move || {
        let supply = runs.then(|| supply(cx, &shop, days));
        view! { {said} {body(cx, &shop, &rows, &expiring, &missing, runs)} {supply} }.into_any()
    })
}

fn body(
    cx: Cx,
    shop: &str,
    rows: &[MaterialRow],
    expiring: &[MaterialId],
    missing: &[ReorderRow],
    runs: bool,
) -> AnyView {
    view! {
        <h1>{cx.t(m::studio::MATERIALS)}</h1>
        {rows
            .is_empty()
            .then(|| view! { <div class="card empty">{icon::shelf()}<p class="strong">{cx.t(m::studio::NO_MATERIALS)}</p></div> })}
        <p class="add-line">
            {runs.then(|| view! { <a class="button button-quiet" href=url(cx, shop, "/new-material")>{cx.t(m::materials::NEW)}</a> })}
            <a class="button button-quiet" href=url(cx, shop, "/stocktake")>{cx.t(m::materials::COUNT_SHELF)}</a>
            {runs.then(|| ways(cx, shop))}
        </p>
        {to_get(cx, runs.then_some(shop), missing)}
        <ul class="rows materials">{rows.iter().map(|row| card(cx, shop, row, expiring.contains(&row.id))).collect_view()}</ul>
    }
    .into_any()
}

/// The ways that only those go who run the shop.
fn ways(cx: Cx, shop: &str) -> AnyView {
    let ways = [
        ("/batches", m::batches::BATCHES),
        ("/places", m::places::PLACES),
        ("/purchases", m::purchases::PURCHASES),
        ("/suppliers", m::purchases::SUPPLIERS),
    ];
    let way = |(path, label)| view! { <a class="button button-quiet" href=url(cx, shop, path)>{cx.t(label)}</a> };
    ways.map(way).collect_view().into_any()
}

/// What is missing, what takes longest first; nothing where nothing is. With a shop it can be ordered.
fn to_get(cx: Cx, shop: Option<&str>, missing: &[ReorderRow]) -> Option<AnyView> {
    let can_be_had = missing.iter().any(|found| found.suggestion.days.is_some());
    (!missing.is_empty()).then(|| {
        view! {
            <section aria-labelledby="to-get">
                <h2 id="to-get">{cx.t(m::materials::TO_GET)}</h2>
                <p class="quiet-ink">{cx.t(m::materials::TO_GET_TEXT)}</p>
                <ul class="rows">{missing.iter().map(|found| suggestion(cx, found)).collect_view()}</ul>
                {can_be_had.then(|| shop.map(|shop| super::purchases::order_missing(cx, shop)))}
            </section>
        }
        .into_any()
    })
}

fn suggestion(cx: Cx, found: &ReorderRow) -> AnyView {
    let (row, suggestion) = (&found.row, found.suggestion);
    let amount = |amount| row.unit.format_short(amount, cx.lang);
    let missing = amount(suggestion.missing);
    let packs = suggestion.packs.zip(row.terms.buying);
    let packs = packs.map(|(packs, buying)| buying.format(buying.holds.saturating_mul(packs), cx.lang));
    let get = match (suggestion.days, packs) {
        (None, _) => cx.f(m::materials::TO_GET_NEVER, &[("amount", &missing)]),
        (Some(_), Some(packs)) => cx.f(m::materials::TO_GET_PACKS, &[("amount", &missing), ("packs", &packs)]),
        (Some(_), None) => cx.f(m::materials::TO_GET_AMOUNT, &[("amount", &missing)]),
    };
    let days = suggestion.days.map(|days| cx.n(m::materials::TO_GET_DAYS, u32::from(days)));
    let expected =
        (found.expected > 0).then(|| cx.f(m::materials::TO_GET_EXPECTED, &[("amount", &amount(found.expected))]));
    let said: Vec<String> = [Some(get), days, expected].into_iter().flatten().collect();
    view! {
        <li class="card" data-missing=suggestion.missing.to_string()>
            <p class="strong">{row.name.get(cx.lang).clone()}</p>
            <p>{said.join(cx.t(m::studio::LIST_COMMA))}</p>
        </li>
    }
    .into_any()
}

/// In how many days the shop can get more of anything: what is short can be promised from then.
fn supply(cx: Cx, shop: &str, days: u16) -> AnyView {
    let field = TextField {
        name: "days",
        label: cx.t(m::studio::SUPPLY).to_owned(),
        hint: cx.t(m::studio::SUPPLY_HINT).to_owned(),
        value: days.to_string(),
        kind: "text",
        autocomplete: "off",
        required: true,
        ..Default::default()
    };
    view! {
        <form class="stack" method="post" action="/api/set_supply_days" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            {field.view()}
            <button class="button button-quiet" type="submit">{cx.t(m::studio::SUPPLY_BUTTON)}</button>
        </form>
    }
    .into_any()
}

fn card(cx: Cx, shop: &str, row: &MaterialRow, expires: bool) -> AnyView {
    let href = url(cx, shop, &["/materials/", &row.slug].concat());
    view! {
        <li class="card material">
            <h2><a href=href>{row.name.get(cx.lang).clone()}</a></h2>
            {(row.available <= 0)
                .then(|| view! { <p class="state runs-out">{icon::warning()}<span>{cx.t(m::studio::USED_UP)}</span></p> })}
            {(row.available > 0 && row.terms.is_below_threshold(row.available))
                .then(|| view! { <p class="state runs-out">{icon::warning()}<span>{cx.t(m::materials::BELOW_THRESHOLD)}</span></p> })}
            {expires
                .then(|| view! { <p class="state runs-out">{icon::warning()}<span>{cx.t(m::materials::SOON)}</span></p> })}
            {levels(cx, row)}
        </li>
    }
    .into_any()
}

/// What is there, what is promised, what is left: as a bar and as numbers. Amounts held by open checkouts are shown
/// only when there are any.
pub(super) fn levels(cx: Cx, row: &MaterialRow) -> AnyView {
    let level = |code: &'static str, label, amount| {
        let hidden = code == "reserved" && amount == 0;
        view! {
            <div data-level=code hidden=hidden>
                <dt>{cx.t(label)}</dt>
                <dd>{words::amount(cx, row.unit, amount)}</dd>
            </div>
        }
    };
    view! {
        {gauge(row)}
        <dl class="levels">
            {level("on_hand", m::studio::ON_HAND, row.on_hand)}
            {level("reserved", m::studio::RESERVED, row.reserved)}
            {level("allocated", m::studio::ALLOCATED, row.allocated)}
            {level("available", m::studio::AVAILABLE, row.available)}
        </dl>
    }
    .into_any()
}

/// The part of the shelf that is still free, drawn from the start of the line; the numbers below say the same.
fn gauge(row: &MaterialRow) -> AnyView {
    let free = match row.on_hand {
        1.. => i128::from(row.available.max(0)) * 100 / i128::from(row.on_hand),
        _ => 0,
    };
    let promised = if row.on_hand > 0 { 100 - free } else { 0 };
    view! {
        <svg class="gauge" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect class="gauge-free" x="0" y="0" width=free.to_string() height="6"></rect>
            <rect class="gauge-promised" x=free.to_string() y="0" width=promised.to_string() height="6"></rect>
        </svg>
    }
    .into_any()
}
