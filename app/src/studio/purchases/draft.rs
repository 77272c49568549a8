//! The form of a purchase order that is being written.

use super::super::material::{typed, units};
use super::super::{head, notice, url, words};
use super::fields::{Field, select, typed_price};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::lang_field;
use domain::id::PurchaseLineId;
use domain::purchases::PurchaseLine;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialRow, PurchaseDesk};

/// Name of the form.
pub(super) const FORM: &str = "save_purchase";

/// A new purchase order.
pub async fn new_page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let desk = services::studio::write_purchase(&page.services, &page.actor, &shop, None).await;
    let (desk, draft) = match (desk, page.draft(FORM).await) {
        (Ok(desk), Ok(draft)) => (desk, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let title = cx.t(m::purchases::NEW);
    page.html(200, head(title.to_owned()), move || {
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/purchases")>{cx.t(m::purchases::PURCHASES)}</a></p>
            <h1>{title}</h1>
            {form(cx, &shop, &desk, draft.as_ref())}
        }
        .into_any()
    })
}

/// The form with its lines, and what is wrong in them.
pub(super) fn form(cx: Cx, shop: &str, desk: &PurchaseDesk, draft: Option<&FormDraft>) -> AnyView {
    let known = desk.purchase.as_ref();
    let text = |name: &str, known: String| draft.map_or(known, |_| typed(draft, name));
    let id = text("id", desk.id.to_string());
    let version = known.map_or(0, |purchase| purchase.version).to_string();
    let supplier = known.and_then(|purchase| purchase.supplier).map(|id| id.to_string()).unwrap_or_default();
    let suppliers = desk.suppliers.iter().map(|known| (known.id.to_string(), known.name.clone()));
    let none = (String::new(), cx.t(m::purchases::NO_SUPPLIER).to_owned());
    let note = Field {
        name: "note".to_owned(),
        place: String::new(),
        label: cx.t(m::purchases::NOTE).to_owned(),
        hint: String::new(),
        value: text("note", known.map(|purchase| purchase.note.clone()).unwrap_or_default()),
        error: mistake(draft, "note").map(|_| cx.t(m::materials::TEXT_UNREADABLE).to_owned()),
        kind: "text",
    };
    let lines = ids(desk, draft).into_iter().enumerate().map(|(at, id)| line(cx, desk, draft, at, id));
    view! {
        {problem(cx, draft)}
        <form class="part" method="post" action="/api/save_purchase" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="version" value=version/>
            {select(
                "supplier".to_owned(),
                cx.t(m::purchases::SUPPLIER).to_owned(),
                std::iter::once(none).chain(suppliers).collect(),
                &text("supplier", supplier),
                mistake(draft, "supplier").map(|_| cx.t(m::purchases::SUPPLIER_GONE).to_owned()),
            )}
            <p><a href=url(cx, shop, "/new-supplier")>{cx.t(m::purchases::NEW_SUPPLIER)}</a></p>
            {lines.collect_view()}
            <p class="quiet-ink">{cx.t(m::purchases::LINES_TEXT)}</p>
            {note.view()}
            <div class="add-line">
                <button class="button button-primary" type="submit">{cx.t(m::materials::SAVE)}</button>
                <button class="button button-quiet" type="submit" name="then" value="order">{cx.t(m::purchases::SAVE_AND_ORDER)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The lines of the form that came back, else those that are known and some that are empty.
/// Stands before the id of a line in the names of its fields: names in brackets that begin with a digit are read as numbers.
pub(super) const LINE: char = 'l';

/// The name of a field of a line.
pub(super) fn field(name: &str, line: PurchaseLineId) -> String {
    format!("{name}[{LINE}{line}]")
}

fn ids(desk: &PurchaseDesk, draft: Option<&FormDraft>) -> Vec<PurchaseLineId> {
    let of_field = |name: &str| name.strip_prefix("material[")?.strip_prefix(LINE)?.strip_suffix(']')?.parse().ok();
    if let Some(draft) = draft {
        return draft.fields.iter().filter_map(|(name, _)| of_field(name)).collect();
    }
    let known = desk.purchase.iter().flat_map(|purchase| purchase.lines.iter().map(|line| line.id));
    known.chain(desk.spare.iter().copied()).collect()
}

fn line(cx: Cx, desk: &PurchaseDesk, draft: Option<&FormDraft>, at: usize, id: PurchaseLineId) -> AnyView {
    let known = desk.purchase.as_ref().and_then(|purchase| purchase.lines.iter().find(|line| line.id == id));
    let material = known.and_then(|line| desk.materials.iter().find(|row| row.id == line.material));
    let field = |name: &str| field(name, id);
    let value = |name: &str, known: String| draft.map_or(known, |_| typed(draft, &field(name)));
    let slug = value("material", material.map(|row| row.slug.clone()).unwrap_or_default());
    let chosen = desk.materials.iter().find(|row| row.slug == slug);
    let wrong = |name: &str| sentence(cx, chosen, mistake(draft, &field(name))?);
    let materials = desk.materials.iter().map(|row| (row.slug.clone(), row.name.get(cx.lang).clone()));
    let none = (String::new(), cx.t(m::purchases::CHOOSE_MATERIAL).to_owned());
    let amount_hint = chosen.map(|row| cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]));
    let text = |name: &str, label, hint: String, known: String, kind| {
        Field {
            name: field(name),
            place: String::new(),
            label: cx.t(label).to_owned(),
            hint,
            value: value(name, known),
            error: wrong(name),
            kind,
        }
        .view()
    };
    let written = known.zip(material).map(|(line, row)| write_amount(cx, row, line)).unwrap_or_default();
    let price = known.and_then(|line| line.price_minor).map(typed_price).unwrap_or_default();
    let day = known.map(|line| line.day.iso()).unwrap_or_default();
    view! {
        <fieldset class="card purchase-line" data-line=id.to_string()>
            <legend>{cx.f(m::purchases::LINE, &[("number", &(at + 1).to_string())])}</legend>
            {select(
                field("material"),
                cx.t(m::purchases::MATERIAL).to_owned(),
                std::iter::once(none).chain(materials).collect(),
                &slug,
                wrong("material"),
            )}
            {text("amount", m::studio::AMOUNT, amount_hint.unwrap_or_default(), written, "text")}
            <div class="thirds">
                {text("price", m::purchases::PRICE, cx.t(m::materials::PRICE_HINT).to_owned(), price, "text")}
                {text("day", m::purchases::DAY, String::new(), day, "date")}
            </div>
        </fieldset>
    }
    .into_any()
}

/// An amount for a field: in packs where that reads back, else in the unit that measures it.
fn write_amount(cx: Cx, row: &MaterialRow, line: &PurchaseLine) -> String {
    let packs = row.terms.buying.map(|buying| buying.format(line.ordered, cx.lang));
    let packs = packs.filter(|text| row.terms.parse(row.unit, text) == Ok(line.ordered));
    packs.unwrap_or_else(|| row.unit.write(line.ordered, cx.lang))
}

fn mistake<'a>(draft: Option<&'a FormDraft>, name: &str) -> Option<&'a str> {
    draft?.errors.iter().find(|(field, _)| field == name).map(|(_, code)| code.as_str())
}

/// What is wrong with the whole: nothing was kept.
fn problem(cx: Cx, draft: Option<&FormDraft>) -> Option<AnyView> {
    draft?;
    let text = match mistake(draft, "form") {
        Some("stale") => m::purchases::STALE,
        Some("sent") => m::purchases::SENT_ALREADY,
        Some("too_many") => m::purchases::TOO_MANY_LINES,
        Some("too_many_open") => m::purchases::TOO_MANY_OPEN,
        Some(_) | None => m::materials::MISTAKES,
    };
    Some(notice("bad", cx.t(text).to_owned()))
}

fn sentence(cx: Cx, row: Option<&MaterialRow>, code: &str) -> Option<String> {
    let message = match code {
        "material" => m::purchases::MATERIAL_REQUIRED,
        "price" => m::materials::PRICE_WRONG,
        "day" => m::studio::ARRIVAL_DAY_WRONG,
        code => words::amount_problem(code)?,
    };
    let units = row.map(|row| units(cx, row)).unwrap_or_default();
    Some(cx.f(message, &[("units", &units)]))
}
