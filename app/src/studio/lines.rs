//! Fields of forms with several lines, whose names are made with the page: `amount[0]`, `used[madder]`.

use super::material::typed;
use crate::i18n::Cx;
use crate::ui::{field, icon};
use leptos::prelude::*;
use services::form_draft::FormDraft;

/// What the fields of a form are made from.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    /// The language.
    pub cx: Cx,
    /// The form that came back.
    pub draft: Option<&'a FormDraft>,
    /// The sentence for a field and a code.
    pub sentence: &'a dyn Fn(&str, &str) -> Option<String>,
}

/// An id that can stand in an address: `amount-0` of `amount[0]`.
fn id_of(name: &str) -> String {
    name.replace('[', "-").replace(']', "")
}

impl Lines<'_> {
    /// What was typed, or what is known.
    pub fn value(self, name: &str, known: &str) -> String {
        if self.draft.is_some() { typed(self.draft, name) } else { known.to_owned() }
    }

    /// The sentence about a field, if something is wrong with it.
    pub fn wrong(self, name: &str) -> Option<String> {
        let (_, code) = self.draft?.errors.iter().find(|(field, _)| field == name)?;
        (self.sentence)(name, code)
    }

    fn is_first(self, name: &str) -> bool {
        self.draft.and_then(|draft| draft.errors.first()).is_some_and(|(field, _)| field == name)
    }

    /// All that is wrong, above the form; each line leads to its field.
    pub fn summary(self, title: &str) -> Option<AnyView> {
        let errors = self.draft.map(|draft| draft.errors.as_slice()).unwrap_or_default();
        let line = |(name, code): &(String, String)| {
            let text = (self.sentence)(name, code)?;
            Some(view! { <li><a href=["#", &id_of(name)].concat()>{text}</a></li> })
        };
        let said: Vec<_> = errors.iter().filter_map(line).collect();
        (!said.is_empty()).then(|| {
            view! {
                <div class="notice bad" role="alert" id="errors" tabindex="-1">
                    {icon::warning()}
                    <div><h2>{title.to_owned()}</h2><ul>{said}</ul></div>
                </div>
            }
            .into_any()
        })
    }

    /// A line of text; `kind` is `text` or `date`.
    pub fn text(self, kind: &'static str, name: &str, label: &str, hint: &str, known: &str) -> AnyView {
        let (id, wrong) = (id_of(name), self.wrong(name));
        let is_wrong = wrong.is_some();
        let described = field::describe(&id, !hint.is_empty(), is_wrong);
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.clone()>{label.to_owned()}</label>
                {field::hint(&id, hint)}
                <input
                    id=id.clone()
                    name=name.to_owned()
                    type=kind
                    value=self.value(name, known)
                    autocomplete="off"
                    dir=(kind == "text").then_some("auto")
                    autofocus=self.is_first(name)
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=described
                />
                {field::error(&id, wrong)}
            </div>
        }
        .into_any()
    }

    /// A choice: values and labels.
    pub fn select(self, name: &str, label: &str, hint: &str, options: &[(String, String)], known: &str) -> AnyView {
        let (id, wrong, chosen) = (id_of(name), self.wrong(name), self.value(name, known));
        let is_wrong = wrong.is_some();
        let described = field::describe(&id, !hint.is_empty(), is_wrong);
        let option = |(value, label): &(String, String)| {
            let selected = *value == chosen;
            view! { <option value=value.clone() selected=selected>{label.clone()}</option> }
        };
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.clone()>{label.to_owned()}</label>
                {field::hint(&id, hint)}
                <select
                    id=id.clone()
                    name=name.to_owned()
                    autofocus=self.is_first(name)
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=described
                >
                    {options.iter().map(option).collect_view()}
                </select>
                {field::error(&id, wrong)}
            </div>
        }
        .into_any()
    }
}
