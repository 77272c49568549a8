//! A labelled form field with its hint and its error, wired for assistive technology.

use leptos::prelude::*;

/// A line of text to fill in.
#[derive(Debug, Clone, Default)]
pub struct TextField {
    /// Form name, also the id.
    pub name: &'static str,
    /// Label.
    pub label: String,
    /// Hint under the label; empty for none.
    pub hint: String,
    /// What the person typed so far.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<String>,
    /// HTML input type.
    pub kind: &'static str,
    /// HTML autocomplete token.
    pub autocomplete: &'static str,
    /// Whether it must be filled.
    pub required: bool,
    /// `ltr` for phones and addresses of mail in a right-to-left page.
    pub dir: Option<&'static str>,
    /// Whether it takes the focus when the page opens: the first wrong field of a form that came back.
    pub autofocus: bool,
}

impl TextField {
    /// Renders the field. Browser validation is left to the form's `novalidate`: the server's sentences are in the reader's language.
    pub fn view(self) -> AnyView {
        let id = self.name;
        let wrong = self.error.is_some();
        let described = describe(id, !self.hint.is_empty(), wrong);
        view! {
            <div class="field" class:has-error=wrong>
                <label for=id>{self.label}</label>
                {hint(id, &self.hint)}
                <input
                    id=id
                    name=id
                    type=self.kind
                    value=self.value
                    autocomplete=self.autocomplete
                    required=self.required
                    dir=self.dir
                    autofocus=self.autofocus
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=described
                />
                {error(id, self.error)}
            </div>
        }
        .into_any()
    }
}

/// The hint of a field.
pub fn hint(id: &str, text: &str) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <p class="hint" id=[id, "-hint"].concat()>{text.to_owned()}</p> }.into_any())
}

/// The error of a field.
pub fn error(id: &str, text: Option<String>) -> Option<AnyView> {
    text.map(|text| {
        view! { <p class="error" id=[id, "-error"].concat()>{super::icon::warning()}<span>{text}</span></p> }.into_any()
    })
}

/// The value of `aria-describedby` for a field.
#[must_use]
pub fn describe(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (false, false) => None,
        (true, false) => Some([id, "-hint"].concat()),
        (false, true) => Some([id, "-error"].concat()),
        (true, true) => Some([id, "-error ", id, "-hint"].concat()),
    }
}

/// The list of mistakes at the top of a form; each line leads to its field. The focus belongs to the first wrong field.
pub fn summary(title: &str, errors: &[(&'static str, String)]) -> Option<AnyView> {
    (!errors.is_empty()).then(|| {
        view! {
            <div class="notice bad" role="alert" id="errors" tabindex="-1">
                {super::icon::warning()}
                <div>
                    <h2>{title.to_owned()}</h2>
                    <ul>
                        {errors
                            .iter()
                            .map(|(name, text)| view! { <li><a href=["#", name].concat()>{text.clone()}</a></li> })
                            .collect_view()}
                    </ul>
                </div>
            </div>
        }
        .into_any()
    })
}
