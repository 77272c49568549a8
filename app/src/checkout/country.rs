//! The countries of the address form.

use crate::i18n::{Cx, Msg, m};
use domain::checkout::address::Field;
use leptos::prelude::*;

/// ISO 3166 alpha-2 codes with their names. Morocco stands first on the page, the others by their names.
const COUNTRIES: [(&str, Msg); 26] = [
    ("MA", m::checkout::COUNTRY_MA),
    ("AE", m::checkout::COUNTRY_AE),
    ("AT", m::checkout::COUNTRY_AT),
    ("AU", m::checkout::COUNTRY_AU),
    ("BE", m::checkout::COUNTRY_BE),
    ("CA", m::checkout::COUNTRY_CA),
    ("CH", m::checkout::COUNTRY_CH),
    ("DE", m::checkout::COUNTRY_DE),
    ("DK", m::checkout::COUNTRY_DK),
    ("DZ", m::checkout::COUNTRY_DZ),
    ("EG", m::checkout::COUNTRY_EG),
    ("ES", m::checkout::COUNTRY_ES),
    ("FR", m::checkout::COUNTRY_FR),
    ("GB", m::checkout::COUNTRY_GB),
    ("IE", m::checkout::COUNTRY_IE),
    ("IT", m::checkout::COUNTRY_IT),
    ("JP", m::checkout::COUNTRY_JP),
    ("LU", m::checkout::COUNTRY_LU),
    ("NL", m::checkout::COUNTRY_NL),
    ("NO", m::checkout::COUNTRY_NO),
    ("PT", m::checkout::COUNTRY_PT),
    ("QA", m::checkout::COUNTRY_QA),
    ("SA", m::checkout::COUNTRY_SA),
    ("SE", m::checkout::COUNTRY_SE),
    ("TN", m::checkout::COUNTRY_TN),
    ("US", m::checkout::COUNTRY_US),
];

/// The name of a country; its code when the list does not have it.
#[must_use]
pub fn name(cx: Cx, code: &str) -> String {
    COUNTRIES
        .iter()
        .find(|(known, _)| *known == code)
        .map_or_else(|| code.to_owned(), |(_, name)| cx.t(*name).to_owned())
}

/// The country field.
pub fn field(cx: Cx, chosen: &str, error: Option<String>, focus: bool) -> AnyView {
    let id = Field::Country.code();
    let mut others = COUNTRIES[1..].to_vec();
    others.sort_by_key(|(_, name)| order(cx.t(*name)));
    let options = COUNTRIES[..1].iter().chain(&others).map(|(code, name)| {
        view! { <option value=*code selected=*code == chosen>{cx.t(*name)}</option> }
    });
    let hint = cx.t(m::checkout::COUNTRY_HINT);
    let wrong = error.is_some();
    view! {
        <div class="field" class:has-error=wrong>
            <label for=id>{cx.t(m::checkout::COUNTRY)}</label>
            {crate::ui::field::hint(id, hint)}
            <select
                id=id
                name=id
                autocomplete="country"
                required
                autofocus=focus
                aria-invalid=wrong.then_some("true")
                aria-describedby=crate::ui::field::describe(id, true, wrong)
            >
                {options.collect_view()}
            </select>
            {crate::ui::field::error(id, error)}
        </div>
    }
    .into_any()
}

/// Sorts accented capitals and the forms of alif with their plain letter.
fn order(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'É' => 'E',
            'أ' | 'إ' | 'آ' => 'ا',
            plain => plain,
        })
        .collect()
}
