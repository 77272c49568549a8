//! The form of the checkout, in one column.

use super::draft::Draft;
use super::{country, problem, summary};
use crate::i18n::{Cx, Msg, m};
use crate::ui::field::{TextField, describe, error, hint, summary as list};
use crate::ui::{icon, lang_field};
use domain::checkout::address::Field;
use leptos::prelude::*;
use services::checkout::CheckoutView;

/// What the form shows besides the cart.
struct Filled<'a> {
    cx: Cx,
    draft: &'a Draft,
    wrong: Vec<(Field, String)>,
}

impl Filled<'_> {
    fn error(&self, field: Field) -> Option<String> {
        self.wrong.iter().find(|(wrong, _)| *wrong == field).map(|(_, sentence)| sentence.clone())
    }

    /// The first wrong field takes the focus.
    fn focus(&self, field: Field) -> bool {
        self.wrong.first().is_some_and(|(first, _)| *first == field)
    }

    fn text(&self, field: Field, label: Msg, about: Option<Msg>) -> TextField {
        TextField {
            name: field.code(),
            label: self.cx.t(label).to_owned(),
            hint: about.map_or_else(String::new, |about| self.cx.t(about).to_owned()),
            value: self.draft.value(field.code()).to_owned(),
            error: self.error(field),
            kind: "text",
            autofocus: self.focus(field),
            ..TextField::default()
        }
    }
}

/// The list of mistakes, for the top of the page.
pub fn mistakes(cx: Cx, draft: &Draft) -> Option<AnyView> {
    let mistakes: Vec<_> =
        problem::fields(cx, draft).into_iter().map(|(field, sentence)| (field.code(), sentence)).collect();
    list(cx.t(m::checkout::ERRORS_TITLE), &mistakes)
}

/// The whole form.
pub fn view(cx: Cx, checkout: &CheckoutView, draft: &Draft) -> AnyView {
    let filled = Filled { cx, draft, wrong: problem::fields(cx, draft) };
    let focus = filled.focus(Field::Delivery);
    view! {
        <form class="checkout-form" method="post" action="/api/place_order" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="checkout" value=checkout.id.to_string()/>
            <input type="hidden" name="seen" value=checkout.cart.seen().to_text()/>
            {address(&filled)}
            {summary::delivery(cx, &checkout.cart, draft.delivery(), filled.error(Field::Delivery), focus)}
            {area(&filled, Field::Note, m::checkout::NOTE, m::checkout::NOTE_HINT)}
            {area(&filled, Field::Gift, m::checkout::GIFT, m::checkout::GIFT_HINT)}
            {payment(cx)}
            {accepted(&filled)}
            <button class="button button-primary" type="submit">{cx.t(m::checkout::PLACE)}</button>
            <p class="quiet-ink">{cx.t(m::checkout::PLACE_NOTE)}</p>
        </form>
    }
    .into_any()
}

fn address(filled: &Filled<'_>) -> AnyView {
    let cx = filled.cx;
    let name = TextField { autocomplete: "name", required: true, ..filled.text(Field::Name, m::checkout::NAME, None) };
    let phone = TextField {
        kind: "tel",
        autocomplete: "tel",
        required: true,
        dir: Some("ltr"),
        ..filled.text(Field::Phone, m::checkout::PHONE, Some(m::checkout::PHONE_HINT))
    };
    let email = TextField {
        kind: "email",
        autocomplete: "email",
        dir: Some("ltr"),
        ..filled.text(Field::Email, m::checkout::EMAIL, None)
    };
    let street = TextField {
        autocomplete: "street-address",
        required: true,
        dir: Some("auto"),
        ..filled.text(Field::Street, m::checkout::STREET, Some(m::checkout::STREET_HINT))
    };
    let city = TextField {
        autocomplete: "address-level2",
        required: true,
        dir: Some("auto"),
        ..filled.text(Field::City, m::checkout::CITY, None)
    };
    let postcode = TextField {
        autocomplete: "postal-code",
        dir: Some("ltr"),
        ..filled.text(Field::Postcode, m::checkout::POSTCODE, None)
    };
    let country =
        country::field(cx, filled.draft.country(), filled.error(Field::Country), filled.focus(Field::Country));
    view! {
        <section class="checkout-part" aria-labelledby="address-title">
            <h2 id="address-title">{cx.t(m::checkout::ADDRESS_TITLE)}</h2>
            {name.view()} {phone.view()} {email.view()} {street.view()} {city.view()} {postcode.view()} {country}
        </section>
    }
    .into_any()
}

fn area(filled: &Filled<'_>, field: Field, label: Msg, about: Msg) -> AnyView {
    let (cx, id) = (filled.cx, field.code());
    let sentence = filled.error(field);
    let wrong = sentence.is_some();
    view! {
        <div class="field" class:has-error=wrong>
            <label for=id>{cx.t(label)}</label>
            {hint(id, cx.t(about))}
            <textarea
                id=id
                name=id
                rows="3"
                dir="auto"
                autofocus=filled.focus(field)
                aria-invalid=wrong.then_some("true")
                aria-describedby=describe(id, true, wrong)
                inner_html=area_text(filled.draft.value(id))
            ></textarea>
            {error(id, sentence)}
        </div>
    }
    .into_any()
}

/// The content of a text area as HTML: a child would bring a marker along, which shows there, and a first line break
/// is not read as content.
fn area_text(text: &str) -> String {
    ["\n", &text.replace('&', "&amp;").replace('<', "&lt;")].concat()
}

fn payment(cx: Cx) -> AnyView {
    view! {
        <section class="checkout-part" aria-labelledby="payment-title">
            <h2 id="payment-title">{cx.t(m::checkout::PAYMENT_TITLE)}</h2>
            <p class="payment">{icon::check()}<strong>{cx.t(m::checkout::PAYMENT_CASH)}</strong></p>
            <ol class="payment-steps">
                <li>{cx.t(m::checkout::PAYMENT_CALL)}</li>
                <li>{cx.t(m::checkout::PAYMENT_MAKE)}</li>
                <li>{cx.t(m::checkout::PAYMENT_PAY)}</li>
            </ol>
        </section>
    }
    .into_any()
}

fn accepted(filled: &Filled<'_>) -> AnyView {
    let (cx, id) = (filled.cx, Field::Accepted.code());
    let sentence = filled.error(Field::Accepted);
    let wrong = sentence.is_some();
    view! {
        <div class="field consent" class:has-error=wrong>
            <input
                type="checkbox"
                id=id
                name=id
                value="yes"
                required
                checked=!filled.draft.value(id).is_empty()
                autofocus=filled.focus(Field::Accepted)
                aria-invalid=wrong.then_some("true")
                aria-describedby=describe(id, true, wrong)
            />
            <label for=id>{cx.t(m::checkout::ACCEPTED)}</label>
            {hint(id, cx.t(m::checkout::ACCEPTED_HINT))}
            {error(id, sentence)}
        </div>
    }
    .into_any()
}
