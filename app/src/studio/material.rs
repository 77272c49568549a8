//! One material: its level, what came in, what was counted, and the ledger.

use super::materials::levels;
use super::{head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::field::TextField;
use crate::ui::lang_field;
use domain::materials::{MovementKind, format_tenths};
use domain::quantity::Unit;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialPage, MaterialRow, MovementRow};

/// Name of the form for goods that came in.
pub(super) const RECEIPT: &str = "record_receipt";
/// Name of the form for a count.
pub(super) const STOCKTAKE: &str = "record_stocktake";
/// Name of the form for goods that are expected.
pub(super) const ARRIVAL: &str = "expect_arrival";

/// The material with its two forms; a form that came back shows what was typed and what to mend.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = services::studio::material(&page.services, &page.actor, &shop, page.param("slug")).await;
    let material = match found {
        Ok(Some(material)) => material,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let mut drafts = [None, None, None, None, None];
    for (place, form) in
        drafts.iter_mut().zip([RECEIPT, STOCKTAKE, ARRIVAL, super::scrap::FORM, super::places::TRANSFER])
    {
        *place = match page.draft(form).await {
            Ok(draft) => draft.filter(|draft| typed(Some(draft), "material") == material.row.slug),
            Err(error) => return error.into(),
        };
    }
    let said = match page.query("notice") {
        Some("receipt") => Some(m::studio::RECEIPT_DONE),
        Some("arrival") => Some(m::studio::ARRIVAL_DONE),
        Some("stocktake") => Some(m::studio::STOCKTAKE_DONE),
        Some("saved") => Some(m::materials::SAVED),
        Some("recipe") => Some(m::batches::RECIPE_SAVED),
        Some("no_recipe") => Some(m::batches::RECIPE_GONE),
        Some("transfer") => Some(m::places::TRANSFER_DONE),
        Some("scrap") => Some(m::batches::SCRAP_DONE),
        Some(_) | None => None,
    };
    let said = said.map(|text| cx.t(text).to_owned());
    let (title, runs) = (material.row.name.get(cx.lang).clone(), page.actor.runs(&shop));
    page.html(200, head(title), move || body(cx, (&shop, runs), &material, said, drafts.each_ref().map(Option::as_ref)))
}

fn body(
    cx: Cx,
    (shop, runs): (&str, bool),
    material: &MaterialPage,
    said: Option<String>,
    [receipt, stocktake, arrival, scrap, transfer]: [Option<&FormDraft>; 5],
) -> AnyView {
    let row = &material.row;
    view! {
        <p class="way-back"><a href=url(cx, shop, "/materials")>{cx.t(m::studio::ALL_MATERIALS)}</a></p>
        <h1>{row.name.get(cx.lang).clone()}</h1>
        <p class="quiet-ink">{row.origin.get(cx.lang).clone()}</p>
        {said.map(|text| notice("good", text))}
        {super::lots::warning(cx, material)}
        <section class="card material" aria-label=cx.t(m::studio::LEVEL)>{levels(cx, row)} {terms(cx, row)}</section>
        <p class="add-line">
            {runs.then(|| view! { <a class="button button-quiet" href=url(cx, shop, &["/materials/", &row.slug, "/edit"].concat())>{cx.t(m::materials::EDIT)}</a> })}
            {runs.then(|| view! { <a class="button button-quiet" href=url(cx, shop, &["/labels/materials/", &row.slug].concat())>{cx.t(m::labels::ONE)}</a> })}
        </p>
        <div class="columns">
            {super::receipt::form(cx, shop, material, receipt)}
            {stocktake_form(cx, shop, material, stocktake)}
        </div>
        {runs.then(|| super::make::section(cx, shop, material))}
        {super::lots::section(cx, runs.then_some(shop), material)}
        {runs.then(|| super::places::section(cx, shop, material, transfer))}
        {runs.then(|| super::arrivals::section(cx, shop, material, arrival))}
        {runs.then(|| super::scrap::form(cx, shop, material, scrap))}
        {ledger(cx, runs.then_some(shop), row.unit, &material.movements)}
    }
    .into_any()
}

pub(super) fn typed(draft: Option<&FormDraft>, name: &str) -> String {
    draft
        .and_then(|draft| draft.fields.iter().find(|(field, _)| field == name))
        .map(|(_, value)| value.clone())
        .unwrap_or_default()
}

/// The sentence for an error code of [`services::studio::AmountProblem`]: what to mend, with the units that are read.
fn sentence(cx: Cx, row: &MaterialRow, code: &str) -> Option<String> {
    let message = match code {
        "recorded" => m::studio::RECEIPT_RECORDED,
        "below_promised" => m::studio::COUNT_BELOW_PROMISED,
        "day" => m::studio::ARRIVAL_DAY_WRONG,
        "price" => m::materials::PRICE_WRONG,
        "day_received" => m::materials::CAME_WRONG,
        "best_before" => m::materials::BEST_BEFORE_WRONG,
        "words" => m::materials::TEXT_UNREADABLE,
        "picture" => m::materials::PICTURE_GONE,
        "reason_required" => m::studio::REASON_REQUIRED,
        "reason_unreadable" => m::studio::REASON_UNREADABLE,
        code => words::amount_problem(code)?,
    };
    let promised = row.unit.format(row.reserved.saturating_add(row.allocated), cx.lang);
    Some(cx.f(message, &[("units", &units(cx, row)), ("promised", &promised)]))
}

/// What the shop says about buying, keeping and waste.
fn terms(cx: Cx, row: &MaterialRow) -> Option<AnyView> {
    let terms = row.terms;
    let amount = |amount| row.unit.format(amount, cx.lang);
    let buying = terms.buying.map(|buying| {
        let args = [("pack", buying.pack.name(cx.lang)), ("holds", &amount(buying.holds))];
        cx.f(m::materials::SAYS_BUYING, &args)
    });
    let on_hand =
        terms.buying.map(|buying| cx.f(m::materials::SAYS_ON_HAND, &[("packs", &buying.format(row.on_hand, cx.lang))]));
    let threshold =
        (terms.threshold > 0).then(|| cx.f(m::materials::SAYS_THRESHOLD, &[("amount", &amount(terms.threshold))]));
    let waste = (terms.waste_permille > 0)
        .then(|| cx.f(m::materials::SAYS_WASTE, &[("percent", &format_tenths(terms.waste_permille, cx.lang))]));
    let again = match (terms.one_time, terms.supply_days) {
        (true, _) => Some(cx.t(m::materials::SAYS_ONE_TIME).to_owned()),
        (false, Some(days)) => Some(cx.n(m::materials::SAYS_DAYS, u32::from(days))),
        (false, None) => None,
    };
    let said: Vec<String> = [buying, on_hand, threshold, waste, again].into_iter().flatten().collect();
    let line = |text| view! { <li>{text}</li> };
    (!said.is_empty()).then(|| view! { <ul class="terms">{said.into_iter().map(line).collect_view()}</ul> }.into_any())
}

/// In which units an amount of this material can be written.
pub(super) fn units(cx: Cx, row: &MaterialRow) -> String {
    let units = cx.t(words::units(row.unit));
    match row.terms.buying {
        Some(buying) => {
            let three = buying.format(buying.holds.saturating_mul(3), cx.lang);
            cx.f(m::materials::UNITS_OR_PACKS, &[("units", units), ("packs", &three)])
        }
        None => units.to_owned(),
    }
}

pub(super) fn mistakes<const N: usize>(
    cx: Cx,
    row: &MaterialRow,
    draft: Option<&FormDraft>,
    fields: [&'static str; N],
) -> Vec<(&'static str, String)> {
    let errors = draft.map(|draft| draft.errors.as_slice()).unwrap_or_default();
    fields
        .into_iter()
        .filter_map(|field| {
            let (_, code) = errors.iter().find(|(name, _)| name == field)?;
            Some((field, sentence(cx, row, code)?))
        })
        .collect()
}

/// A field of one of the two forms, with what was typed and the sentence about it.
pub(super) fn text_field(
    name: &'static str,
    label: &str,
    hint: String,
    draft: Option<&FormDraft>,
    mistakes: &[(&'static str, String)],
    required: bool,
) -> AnyView {
    TextField {
        name,
        label: label.to_owned(),
        hint,
        value: typed(draft, name),
        error: mistakes.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone()),
        autofocus: mistakes.first().is_some_and(|(field, _)| *field == name),
        kind: "text",
        autocomplete: "off",
        required,
        ..Default::default()
    }
    .view()
}

fn stocktake_form(cx: Cx, shop: &str, material: &MaterialPage, draft: Option<&FormDraft>) -> AnyView {
    let row = &material.row;
    let mistakes = mistakes(cx, row, draft, ["counted", "reason"]);
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]);
    view! {
        <section aria-labelledby="stocktake">
            <h2 id="stocktake">{cx.t(m::studio::STOCKTAKE)}</h2>
            <form class="stack" method="post" action="/api/record_stocktake" novalidate>
                {hidden_fields(cx, shop, row)}
                {super::lots::choice(cx, material, &typed(draft, "lot"))}
                {text_field("counted", cx.t(m::studio::COUNTED), hint, draft, &mistakes, true)}
                {text_field("reason", cx.t(m::studio::REASON), cx.t(m::studio::REASON_HINT).to_owned(), draft, &mistakes, true)}
                <button class="button button-quiet" type="submit">{cx.t(m::studio::STOCKTAKE_BUTTON)}</button>
            </form>
        </section>
    }
    .into_any()
}

pub(super) fn hidden_fields(cx: Cx, shop: &str, row: &MaterialRow) -> AnyView {
    view! {
        {lang_field(cx)}
        <input type="hidden" name="shop" value=shop.to_owned()/>
        <input type="hidden" name="material" value=row.slug.clone()/>
    }
    .into_any()
}

fn ledger(cx: Cx, shop: Option<&str>, unit: Unit, movements: &[MovementRow]) -> AnyView {
    view! {
        <section aria-labelledby="ledger">
            <h2 id="ledger">{cx.t(m::studio::LEDGER)}</h2>
            <ol class="ledger">
                {movements.iter().map(|movement| ledger_row(cx, shop, unit, movement)).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

/// Orders lead to their page where `shop` says whose; only whoever runs the shop sees it.
fn ledger_row(cx: Cx, shop: Option<&str>, unit: Unit, row: &MovementRow) -> AnyView {
    let order = row.order.map(|(id, number)| {
        let href = shop.map(|shop| url(cx, shop, &["/orders/", &id.to_string()].concat()));
        let words = cx.f(m::studio::ORDER_NUMBER, &[("number", &number.to_string())]);
        match href {
            Some(href) => view! { <a class="ledger-order" href=href>{words}</a> }.into_any(),
            None => view! { <span class="ledger-order">{words}</span> }.into_any(),
        }
    });
    let why = row.why.map(words::count_reason).or(row.scrap.map(words::scrap_cause)).map(|why| cx.t(why));
    let said: Vec<&str> = why.into_iter().chain(Some(row.reason.as_str()).filter(|text| !text.is_empty())).collect();
    let said = said.join(cx.t(m::studio::LIST_COMMA));
    let reason = (!said.is_empty()).then(|| view! { <span class="ledger-reason" dir="auto">{said}</span> });
    view! {
        <li data-movement=row.kind.code() data-order-number=row.order.map(|(_, number)| number.to_string())>
            <span class="ledger-kind">{cx.t(words::movement(row.kind))}</span>
            <data class="amount" value=row.amount.to_string()><bdi>{signed(cx, unit, row)}</bdi></data>
            <span class="quiet-ink">{row.at.format_minute(cx.lang)}</span>
            {order}
            {row.batch.zip(shop).map(|(batch, shop)| super::lot::batch_link(cx, shop, batch))}
            {reason}
        </li>
    }
    .into_any()
}

/// The amount with the sign of what it did to the shelf; none where nothing left or entered it.
fn signed(cx: Cx, unit: Unit, row: &MovementRow) -> String {
    let on_hand = row.kind.change(row.amount).map_or(0, |change| change.on_hand);
    match (on_hand, row.kind) {
        (1.., _) => ["+", &unit.format(row.amount, cx.lang)].concat(),
        (..=-1, MovementKind::Consumption | MovementKind::Scrap) => unit.format(row.amount.saturating_neg(), cx.lang),
        (..=0, _) => unit.format(row.amount, cx.lang),
    }
}
