//! What the shop says about a supplier: a new one, or one that is there.

use super::super::material::typed;
use super::super::purchases::fields::{Field, typed_price};
use super::super::{head, notice, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{field, lang_field};
use domain::id::SupplierId;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{MaterialRow, SupplierPage};

/// Name of the form.
pub(super) const FORM: &str = "save_supplier";

/// A new supplier.
pub async fn new_page(page: PageContext) -> Answer {
    show(page, None).await
}

/// A supplier that is there.
pub async fn edit_page(page: PageContext) -> Answer {
    match page.param("id").parse() {
        Ok(id) => show(page, Some(id)).await,
        Err(_) => Answer::NotFound,
    }
}

async fn show(page: PageContext, id: Option<SupplierId>) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = services::studio::supplier(&page.services, &page.actor, &shop, id).await;
    let (found, draft) = match (found, page.draft(FORM).await) {
        (Ok(found), Ok(draft)) => (found, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let title =
        found.known.as_ref().map_or_else(|| cx.t(m::purchases::NEW_SUPPLIER).to_owned(), |row| row.name.clone());
    page.html(200, head(title.clone()), move || {
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/suppliers")>{cx.t(m::purchases::SUPPLIERS)}</a></p>
            <h1><bdi>{title}</bdi></h1>
            {draft.as_ref().map(|draft| problem(cx, draft))}
            {form(cx, &shop, &found, draft.as_ref())}
        }
        .into_any()
    })
}

fn problem(cx: Cx, draft: &FormDraft) -> AnyView {
    let too_many = draft.errors.iter().any(|(_, code)| code == "too_many");
    let text = if too_many { m::purchases::TOO_MANY_SUPPLIERS } else { m::materials::MISTAKES };
    notice("bad", cx.t(text).to_owned())
}

fn form(cx: Cx, shop: &str, found: &SupplierPage, draft: Option<&FormDraft>) -> AnyView {
    let known = found.known.as_ref();
    let wrong = |name: &str, text: Msg| {
        let has = draft.is_some_and(|draft| draft.errors.iter().any(|(field, _)| field == name));
        has.then(|| cx.t(text).to_owned())
    };
    let line = |name: &str, label: Msg, hint: Msg, mistake: Msg, value: Option<String>, kind| {
        let value = draft.map_or_else(|| value.unwrap_or_default(), |_| typed(draft, name));
        let hint = cx.t(hint).to_owned();
        let error = wrong(name, mistake);
        Field { name: name.to_owned(), place: String::new(), label: cx.t(label).to_owned(), hint, value, error, kind }
            .view()
    };
    let id = draft.map_or_else(|| found.id.to_string(), |_| typed(draft, "id"));
    let days = known.and_then(|row| row.usual_days).map(|days| days.to_string());
    let of = |pick: fn(&services::studio::SupplierRow) -> &String| known.map(|row| pick(row).clone());
    let offers = found.materials.iter().map(|row| offer(cx, found, row, draft));
    view! {
        <form class="part" method="post" action="/api/save_supplier" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="id" value=id/>
            {line("name", m::purchases::SUPPLIER_NAME, m::purchases::SUPPLIER_NAME_HINT, m::purchases::SUPPLIER_NAME_REQUIRED, of(|row| &row.name), "text")}
            {line("phone", m::purchases::PHONE, m::purchases::PHONE_HINT, m::purchases::PHONE_WRONG, of(|row| &row.phone), "tel")}
            {line("usual_days", m::purchases::USUAL_DAYS, m::purchases::USUAL_DAYS_HINT, m::studio::SUPPLY_WRONG, days, "text")}
            {line("note", m::purchases::SUPPLIER_NOTE, m::purchases::SUPPLIER_NOTE_HINT, m::materials::TEXT_UNREADABLE, of(|row| &row.note), "text")}
            <fieldset>
                <legend>{cx.t(m::purchases::SELLS)}</legend>
                {offers.collect_view()}
            </fieldset>
            <button class="button button-primary" type="submit">{cx.t(m::materials::SAVE)}</button>
        </form>
    }
    .into_any()
}

/// One material: whether it is sold, and what one pack of it costs.
fn offer(cx: Cx, found: &SupplierPage, row: &MaterialRow, draft: Option<&FormDraft>) -> AnyView {
    let known = found.known.as_ref().and_then(|known| known.offers.iter().find(|offer| offer.material == row.id));
    let field = |name: &str| [name, "[", &row.slug, "]"].concat();
    let sold = draft.map_or(known.is_some(), |_| !typed(draft, &field("sold")).is_empty());
    let price = known.and_then(|offer| offer.price_minor).map(typed_price).unwrap_or_default();
    let price = draft.map_or(price, |_| typed(draft, &field("price")));
    let wrong = draft.is_some_and(|draft| draft.errors.iter().any(|(name, _)| *name == field("price")));
    let id = ["price-", &row.slug].concat();
    let unit = match row.terms.buying {
        Some(buying) => {
            let holds = row.unit.format(buying.holds, cx.lang);
            [buying.pack.name(cx.lang), " (", &holds, ")"].concat()
        }
        None => row.unit.format(row.unit.large(), cx.lang),
    };
    let label = cx.f(m::purchases::PRICE_FOR, &[("unit", &unit)]);
    let error = wrong.then(|| cx.t(m::materials::PRICE_WRONG).to_owned());
    let described = field::describe(&id, false, wrong);
    view! {
        <div class="card offer" data-material=row.slug.clone()>
            <label class="tick">
                <input type="checkbox" name=field("sold") value="yes" checked=sold/>
                <span class="strong">{row.name.get(cx.lang).clone()}</span>
            </label>
            <div class="field" class:has-error=wrong>
                <label for=id.clone()>{label}</label>
                <input id=id.clone() name=field("price") value=price autocomplete="off" dir="auto" aria-invalid=wrong.then_some("true") aria-describedby=described/>
                {field::error(&id, error)}
            </div>
        </div>
    }
    .into_any()
}
