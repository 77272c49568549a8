//! Why an order was not placed: kept as codes, shown as sentences with the next step.

use super::draft::Draft;
use crate::i18n::{Cx, Msg, m};
use crate::ui::{icon, piece};
use domain::checkout::address::{Field, FieldCode};
use domain::money::Money;
use domain::text::Localised;
use domain::time::Day;
use leptos::prelude::*;
use services::place_order::{PlaceProblem, Shortage};

/// The fields of the form, in its order.
const FIELDS: [Field; 11] = [
    Field::Name,
    Field::Phone,
    Field::Email,
    Field::Street,
    Field::City,
    Field::Postcode,
    Field::Country,
    Field::Delivery,
    Field::Note,
    Field::Gift,
    Field::Accepted,
];

/// Codes of a problem, to be kept with the draft: wrong fields under their names, the whole under `form`.
#[must_use]
pub fn codes(problem: PlaceProblem) -> Vec<(String, String)> {
    let form = |code: &str| ("form".to_owned(), code.to_owned());
    match problem {
        PlaceProblem::Fields(fields) => {
            fields.into_iter().map(|(field, code)| (field.code().to_owned(), code.code().to_owned())).collect()
        }
        PlaceProblem::UnknownCheckout => vec![form("unknown")],
        PlaceProblem::EmptyCart => vec![form("empty")],
        PlaceProblem::AbroadNotYet => vec![form("abroad")],
        PlaceProblem::Outdated => vec![form("outdated")],
        PlaceProblem::Busy => vec![form("busy")],
        PlaceProblem::CartChanged => vec![form("cart_changed")],
        PlaceProblem::PriceChanged { from, to } => vec![
            form("price_changed"),
            ("price_from".to_owned(), from.minor.to_string()),
            ("price_to".to_owned(), to.minor.to_string()),
        ],
        PlaceProblem::ShownChanged { from, to } => vec![
            form("shown_changed"),
            ("shown_from".to_owned(), from.to_text()),
            ("shown_to".to_owned(), to.map(Money::to_text).unwrap_or_default()),
        ],
        PlaceProblem::DayChanged { from, to } => vec![
            form("day_changed"),
            ("day_from".to_owned(), from.0.to_string()),
            ("day_to".to_owned(), to.0.to_string()),
        ],
        PlaceProblem::NoDay(_) => vec![form("no_day")],
        PlaceProblem::Shortage(shortages) => {
            let lines = shortages.iter().map(|shortage| ("shortage".to_owned(), write_shortage(shortage)));
            std::iter::once(form("shortage")).chain(lines).collect()
        }
    }
}

/// Names in all languages, a line each: the page may be read in another language than the form was sent in.
fn write_shortage(Shortage { material, product }: &Shortage) -> String {
    [&material.ar, &material.fr, &material.en, &product.ar, &product.fr, &product.en]
        .map(|name| name.replace('\n', " "))
        .join("\n")
}

fn read_shortage(text: &str) -> Option<Shortage> {
    let mut names = text.split('\n').map(str::to_owned);
    let mut name = || Some(Localised { ar: names.next()?, fr: names.next()?, en: names.next()? });
    Some(Shortage { material: name()?, product: name()? })
}

/// The wrong fields with their sentences, in the order of the page.
#[must_use]
pub fn fields(cx: Cx, draft: &Draft) -> Vec<(Field, String)> {
    FIELDS
        .into_iter()
        .filter_map(|field| draft.error(field.code()).map(|code| (field, sentence(cx, field, code))))
        .collect()
}

fn sentence(cx: Cx, field: Field, code: &str) -> String {
    if code == FieldCode::TooLong.code() {
        return cx.f(m::checkout::TOO_LONG, &[("max", &field.max_chars().to_string())]);
    }
    let missing = code == FieldCode::Required.code();
    let text = match field {
        Field::Name if missing || code == FieldCode::TooShort.code() => m::checkout::NAME_MISSING,
        Field::Phone if missing => m::checkout::PHONE_MISSING,
        Field::Phone => m::checkout::PHONE_WRONG,
        Field::Email => m::checkout::EMAIL_WRONG,
        Field::Street if missing => m::checkout::STREET_MISSING,
        Field::City if missing => m::checkout::CITY_MISSING,
        Field::Postcode if code == FieldCode::Postcode.code() => m::checkout::POSTCODE_WRONG,
        Field::Country => m::checkout::COUNTRY_MISSING,
        Field::Delivery => m::checkout::DELIVERY_MISSING,
        Field::Accepted => m::checkout::ACCEPTED_MISSING,
        Field::Name | Field::Street | Field::City | Field::Postcode | Field::Note | Field::Gift => {
            m::checkout::UNREADABLE
        }
    };
    cx.t(text).to_owned()
}

/// What hinders the whole order, with the next step; `id` names the draft where the cart is a step of the way.
pub fn notice(cx: Cx, draft: &Draft, id: Option<&str>) -> Option<AnyView> {
    let code = draft.error("form")?;
    let (title, body, mend_cart) = match code {
        "abroad" => (m::checkout::ABROAD_TITLE, paragraph(cx, m::checkout::ABROAD_TEXT), false),
        "outdated" => (m::checkout::OUTDATED_TITLE, paragraph(cx, m::checkout::OUTDATED_TEXT), true),
        "busy" => (m::checkout::BUSY_TITLE, paragraph(cx, m::checkout::BUSY_TEXT), false),
        "cart_changed" => (m::checkout::CART_CHANGED_TITLE, paragraph(cx, m::checkout::CART_CHANGED_TEXT), false),
        "empty" => (m::checkout::EMPTY_TITLE, paragraph(cx, m::checkout::EMPTY_TEXT), false),
        "price_changed" => (m::checkout::PRICE_TITLE, price_changed(cx, draft), false),
        "shown_changed" => (m::currency::CHANGED_TITLE, shown_changed(cx, draft), false),
        "day_changed" => (m::checkout::DAY_TITLE, day_changed(cx, draft), false),
        "no_day" => (m::checkout::NO_DAY_TITLE, paragraph(cx, m::checkout::NO_DAY_TEXT), true),
        "shortage" => (m::checkout::SHORTAGE_TITLE, shortage(cx, draft), true),
        _ => (m::checkout::UNKNOWN_TITLE, paragraph(cx, m::checkout::UNKNOWN_TEXT), false),
    };
    let to_cart = id.filter(|_| mend_cart).map(|id| {
        let cart = cx.url(&["/cart?draft=", id].concat());
        view! { <p><a class="button button-quiet" href=cart>{cx.t(m::checkout::TO_CART)}</a></p> }
    });
    let notice = view! {
        <div class="notice warn" role="alert" id="problem" tabindex="-1" autofocus>
            {icon::warning()}
            <div><h2>{cx.t(title)}</h2>{body}{to_cart}</div>
        </div>
    };
    Some(notice.into_any())
}

fn paragraph(cx: Cx, text: Msg) -> AnyView {
    view! { <p>{cx.t(text)}</p> }.into_any()
}

fn price_changed(cx: Cx, draft: &Draft) -> AnyView {
    let amount = |name| {
        let minor = draft.error(name).and_then(|minor| minor.parse().ok()).unwrap_or_default();
        piece::isolate(&cx.money(Money::mad(minor)))
    };
    let text = cx.f(m::checkout::PRICE_TEXT, &[("from", &amount("price_from")), ("to", &amount("price_to"))]);
    view! { <p>{text}</p> }.into_any()
}

fn shown_changed(cx: Cx, draft: &Draft) -> AnyView {
    let amount = |name| draft.error(name).and_then(Money::from_text).map(|amount| piece::isolate(&cx.money(amount)));
    let from = amount("shown_from").unwrap_or_default();
    let text = match amount("shown_to") {
        Some(to) => cx.f(m::currency::CHANGED_TEXT, &[("from", &from), ("to", &to)]),
        None => cx.f(m::currency::GONE_TEXT, &[("from", &from)]),
    };
    view! { <p>{text}</p> }.into_any()
}

fn day_changed(cx: Cx, draft: &Draft) -> AnyView {
    let day = |name| {
        let days = draft.error(name).and_then(|days| days.parse().ok()).unwrap_or_default();
        piece::isolate(&cx.day(Day(days)))
    };
    let text = cx.f(m::checkout::DAY_TEXT, &[("from", &day("day_from")), ("to", &day("day_to"))]);
    view! { <p>{text}</p> }.into_any()
}

fn shortage(cx: Cx, draft: &Draft) -> AnyView {
    let lines = draft.errors("shortage").filter_map(read_shortage).map(|shortage| {
        let names = [
            ("product", piece::isolate(shortage.product.get(cx.lang))),
            ("material", piece::isolate(shortage.material.get(cx.lang))),
        ];
        let names: Vec<(&str, &str)> = names.iter().map(|(key, name)| (*key, name.as_str())).collect();
        view! { <li>{cx.f(m::checkout::SHORTAGE_LINE, &names)}</li> }
    });
    view! { <ul>{lines.collect_view()}</ul><p>{cx.t(m::checkout::SHORTAGE_TEXT)}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortage_is_read_as_it_was_written() {
        let name = |word: &str| Localised { ar: format!("{word}ع"), fr: format!("{word}é"), en: word.to_owned() };
        let shortage = Shortage { material: name("thuya"), product: name("box") };
        assert_eq!(read_shortage(&write_shortage(&shortage)), Some(shortage));
        assert_eq!(read_shortage("one\ntwo"), None);
    }
}
