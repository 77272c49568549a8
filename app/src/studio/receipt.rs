//! The form for material that came in.

use super::material::{hidden_fields, mistakes, text_field, typed, units};
use crate::i18n::{Cx, Msg, m};
use crate::ui::field::TextField;
use crate::ui::thumbnail;
use domain::time::{Day, Timestamp};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::MaterialPage;

/// The fields, in the order in which their mistakes are said.
const FIELDS: [&str; 8] = ["amount", "supplier", "price", "came", "best_before", "certificate", "picture", "note"];

/// The form; what is seldom known stands behind a summary, which is open when something in it was written.
pub(super) fn form(cx: Cx, shop: &str, material: &MaterialPage, draft: Option<&FormDraft>) -> AnyView {
    let row = &material.row;
    let mistakes = mistakes(cx, row, draft, FIELDS);
    let amount_hint = cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]);
    let line = |name: &'static str, label: Msg, hint: &str| {
        text_field(name, cx.t(label), hint.to_owned(), draft, &mistakes, false)
    };
    let day = |name: &'static str, label: Msg, known: Option<Day>| {
        let value = draft.map_or_else(|| known.map(Day::iso).unwrap_or_default(), |_| typed(draft, name));
        TextField {
            name,
            label: cx.t(label).to_owned(),
            value,
            error: mistakes.iter().find(|(field, _)| *field == name).map(|(_, text)| text.clone()),
            autofocus: mistakes.first().is_some_and(|(field, _)| *field == name),
            kind: "date",
            autocomplete: "off",
            ..Default::default()
        }
        .view()
    };
    let more = ["best_before", "certificate", "picture", "note"];
    let open = more.iter().any(|name| !typed(draft, name).is_empty());
    view! {
        <section aria-labelledby="receipt">
            <h2 id="receipt">{cx.t(m::studio::RECEIPT)}</h2>
            <form class="stack" method="post" action="/api/record_receipt" novalidate>
                {hidden_fields(cx, shop, row)}
                <input type="hidden" name="receipt" value=material.next_receipt.to_string()/>
                {text_field("amount", cx.t(m::studio::AMOUNT), amount_hint, draft, &mistakes, true)}
                {line("supplier", m::materials::SUPPLIER, "")}
                {line("price", m::materials::PRICE, cx.t(m::materials::PRICE_HINT))}
                {day("came", m::materials::CAME, Some(material.today))}
                {super::places::receiving(cx, material, draft)}
                <details open=open>
                    <summary>{cx.t(m::materials::MORE)}</summary>
                    <div class="stack">
                        {day("best_before", m::materials::BEST_BEFORE, None)}
                        {line("certificate", m::materials::CERTIFICATE, cx.t(m::materials::CERTIFICATE_HINT))}
                        {line("note", m::materials::REMARK, "")}
                        {pictures(cx, material, &typed(draft, "picture"))}
                    </div>
                </details>
                <button class="button button-primary" type="submit">{cx.t(m::studio::RECEIPT_BUTTON)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// One of the shop's pictures, or none; nothing where the shop has none.
fn pictures(cx: Cx, material: &MaterialPage, chosen: &str) -> Option<AnyView> {
    let choices = material.pictures.iter().map(|picture| {
        let taken = Timestamp(picture.created_ms).format_minute(cx.lang);
        let alt = cx.f(m::studio::PICTURE_ALT, &[("when", &taken)]);
        view! {
            <label class="photo-choice">
                <input type="radio" name="picture" value=picture.id.clone() checked=picture.id == chosen/>
                {thumbnail(&picture.id, alt, picture.width, picture.height)}
            </label>
        }
    });
    (!material.pictures.is_empty()).then(|| {
        view! {
            <fieldset class="photo-choices">
                <legend>{cx.t(m::materials::PICTURE)}</legend>
                <label class="tick">
                    <input type="radio" name="picture" value="" checked=chosen.is_empty()/>
                    <span>{cx.t(m::materials::NO_PICTURE)}</span>
                </label>
                <div class="photo-row">{choices.collect_view()}</div>
            </fieldset>
        }
        .into_any()
    })
}
