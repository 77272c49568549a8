//! Fields whose names carry the line that they belong to.

use crate::ui::field;
use leptos::prelude::*;

/// A labelled field.
pub(in crate::studio) struct Field {
    /// Form name, such as `amount[x]`.
    pub name: String,
    /// Tells its id from those of fields with the same name in other forms of the page; may be empty.
    pub place: String,
    /// Label.
    pub label: String,
    /// Hint under the label; empty for none.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// HTML input type.
    pub kind: &'static str,
}

/// The id of a field: its name without the signs that an id cannot have.
pub(in crate::studio) fn id_of(name: &str) -> String {
    name.replace(['[', ']'], "-")
}

impl Field {
    pub(in crate::studio) fn view(self) -> AnyView {
        let (id, wrong) = (id_of(&[&*self.place, &self.name].concat()), self.error.is_some());
        let described = field::describe(&id, !self.hint.is_empty(), wrong);
        let (hint, error) = (field::hint(&id, &self.hint), field::error(&id, self.error));
        view! {
            <div class="field" class:has-error=wrong>
                <label for=id.clone()>{self.label}</label>
                {hint}
                <input id=id name=self.name type=self.kind value=self.value autocomplete="off" dir="auto" aria-invalid=wrong.then_some("true") aria-describedby=described/>
                {error}
            </div>
        }
        .into_any()
    }
}

/// A labelled choice: values with their words, one of them taken.
pub(in crate::studio) fn select(
    name: String,
    label: String,
    choices: Vec<(String, String)>,
    chosen: &str,
    error: Option<String>,
) -> AnyView {
    let (id, wrong) = (id_of(&name), error.is_some());
    let described = field::describe(&id, false, wrong);
    let error = field::error(&id, error);
    let option = |(value, words): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    };
    view! {
        <div class="field" class:has-error=wrong>
            <label for=id.clone()>{label}</label>
            <select id=id name=name aria-invalid=wrong.then_some("true") aria-describedby=described>
                {choices.into_iter().map(option).collect_view()}
            </select>
            {error}
        </div>
    }
    .into_any()
}

/// A price as it is typed: `450` or `450,50`.
pub(in crate::studio) fn typed_price(minor: i64) -> String {
    let (whole, rest) = (minor / 100, minor % 100);
    if rest == 0 { whole.to_string() } else { format!("{whole},{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Money;

    #[test]
    fn a_price_that_is_shown_in_a_field_reads_back() {
        for minor in [0, 5, 45_000, 45_050, 123_456_789] {
            assert_eq!(Money::parse_decimal(&typed_price(minor)), Some(Money::mad(minor)));
        }
        assert_eq!((typed_price(45_000), typed_price(45_005)), ("450".to_owned(), "450,05".to_owned()));
    }
}
