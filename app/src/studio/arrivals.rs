//! What a shop expects of a material.

use super::material::{hidden_fields, mistakes, text_field, typed, units};
use super::{url, words};
use crate::i18n::{Cx, m};
use crate::ui::field::TextField;
use crate::ui::lang_field;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::{ArrivalRow, MaterialPage};

/// What is expected, and the form for more of it.
pub(super) fn section(cx: Cx, shop: &str, material: &MaterialPage, draft: Option<&FormDraft>) -> AnyView {
    let row = &material.row;
    let mistakes = mistakes(cx, row, draft, ["expected", "day", "from"]);
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]);
    let day = TextField {
        name: "day",
        label: cx.t(m::studio::ARRIVAL_DAY).to_owned(),
        value: typed(draft, "day"),
        error: mistakes.iter().find(|(field, _)| *field == "day").map(|(_, text)| text.clone()),
        autofocus: mistakes.first().is_some_and(|(field, _)| *field == "day"),
        kind: "date",
        autocomplete: "off",
        required: true,
        ..Default::default()
    };
    view! {
        <section aria-labelledby="expected-title">
            <h2 id="expected-title">{cx.t(m::studio::EXPECTED)}</h2>
            <p class="quiet-ink">{cx.t(m::studio::EXPECTED_TEXT)}</p>
            <ul class="rows">{material.expected.iter().map(|arrival| line(cx, shop, material, arrival)).collect_view()}</ul>
            <form class="stack" method="post" action="/api/expect_arrival" novalidate>
                {hidden_fields(cx, shop, row)}
                <input type="hidden" name="arrival" value=material.next_arrival.to_string()/>
                {text_field("expected", cx.t(m::studio::AMOUNT), hint, draft, &mistakes, true)}
                {day.view()}
                {text_field("from", cx.t(m::studio::NOTE), cx.t(m::studio::NOTE_HINT).to_owned(), draft, &mistakes, false)}
                <button class="button button-quiet" type="submit">{cx.t(m::studio::EXPECT_BUTTON)}</button>
            </form>
        </section>
    }
    .into_any()
}

fn line(cx: Cx, shop: &str, material: &MaterialPage, arrival: &ArrivalRow) -> AnyView {
    let note = (!arrival.note.is_empty()).then(|| view! { <span dir="auto">{arrival.note.clone()}</span> });
    if let Some((purchase, number)) = arrival.purchase {
        let href = url(cx, shop, &["/purchases/", &purchase.to_string()].concat());
        return view! {
            <li class="card" data-arrival=arrival.id.to_string()>
                <p>{words::amount(cx, material.row.unit, arrival.amount)} " " {arrival.day.format_long(cx.lang)}</p>
                <p><a class="button button-quiet" href=href>{cx.f(m::purchases::NUMBER, &[("number", &number.to_string())])}</a></p>
            </li>
        }
        .into_any();
    }
    let drop = arrival.batch.is_none().then(|| {
        view! {
            <form method="post" action="/api/drop_arrival">
                {lang_field(cx)}
                <input type="hidden" name="shop" value=shop.to_owned()/>
                <input type="hidden" name="material" value=material.row.slug.clone()/>
                <input type="hidden" name="arrival" value=arrival.id.to_string()/>
                <button class="link" type="submit">{cx.t(m::studio::ARRIVAL_DROP)}</button>
            </form>
        }
    });
    let batch = arrival.batch.map(|batch| super::lot::batch_link(cx, shop, batch));
    view! {
        <li class="card" data-arrival=arrival.id.to_string()>
            <p>
                {words::amount(cx, material.row.unit, arrival.amount)} " " {arrival.day.format_long(cx.lang)} " " {note} {batch}
            </p>
            {drop}
        </li>
    }
    .into_any()
}
