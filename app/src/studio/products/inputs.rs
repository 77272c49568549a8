//! The fields of a part: named by the path of what they write, with the sentence about it.

use super::findings::{self, Said};
use super::words;
use crate::i18n::{Cx, Msg, m};
use crate::ui::field::{describe, error, hint};
use domain::authoring::{Part, Problem, ProblemKind, Words};
use domain::text::Lang;
use leptos::prelude::*;

/// What the fields of a part know about the whole.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    /// The language.
    pub cx: Cx,
    /// Slug of the shop.
    pub shop: &'a str,
    /// The product that is being written, with everything that its forms need.
    pub page: &'a services::studio::products::DraftPage,
    /// The part.
    pub part: Part,
    /// Whether what is missing is said too: after the first try to save.
    pub strict: bool,
    /// Whether somebody else changed the part meanwhile: nothing of what it shows is kept.
    pub stale: bool,
}

impl Desk<'_> {
    /// The path of a field of this part in the product.
    fn path(self, field: &str) -> String {
        match self.part {
            Part::Line(list, at) => format!("{}.{at}.{field}", list.code()),
            Part::Basics | Part::Words | Part::Picture => field.to_owned(),
        }
    }

    /// The problems of this part.
    pub(super) fn problems(self) -> Vec<Problem> {
        self.page.reading.problems.iter().filter(|problem| self.part.holds(&problem.path)).cloned().collect()
    }

    /// Whether something in it has to be mended, not only to be written yet.
    pub(super) fn is_wrong(self) -> bool {
        self.problems().iter().any(|problem| !problem.kind.is_missing())
            || self.findings().iter().any(|said| said.blocks)
    }

    /// What the review found in this part.
    pub(super) fn findings(self) -> Vec<Said> {
        findings::said(self.cx, self.page).into_iter().filter(|said| said.part == Some(self.part)).collect()
    }

    fn wrong(self, field: &str) -> Option<String> {
        let path = self.path(field);
        if let Some(finding) =
            self.findings().into_iter().find(|said| said.blocks && !said.field.is_empty() && said.field == field)
        {
            return Some(finding.text);
        }
        // What is only missing is a list of things to do, no alarm beside each field; but why a photograph needs words is
        // not plain to everybody, so that is said once she has tried to save.
        let said = |kind: &ProblemKind| !kind.is_missing() || (self.strict && *kind == ProblemKind::NoAlt);
        let wrong = |problem: &&Problem| problem.path == path && said(&problem.kind);
        self.page
            .reading
            .problems
            .iter()
            .find(wrong)
            .map(|problem| words::sentence(self.cx, &self.page.source, problem))
    }

    /// A line to write.
    pub(super) fn line(self, field: &str, label: impl Into<String>, help: &str, value: &str) -> AnyView {
        self.input(field, label.into(), help, value, None)
    }

    /// The same, from left to right in every language.
    pub(super) fn code(self, field: &str, label: impl Into<String>, help: &str, value: &str) -> AnyView {
        self.input(field, label.into(), help, value, Some("ltr"))
    }

    fn input(self, field: &str, label: String, help: &str, value: &str, dir: Option<&'static str>) -> AnyView {
        let (id, wrong) = (id(field), self.wrong(field));
        let is_wrong = wrong.is_some();
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.clone()>{label}</label>
                {hint(&id, help)}
                <input
                    id=id.clone()
                    name=name(field)
                    value=value.to_owned()
                    autocomplete="off"
                    dir=dir.unwrap_or("auto")
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=describe(&id, !help.is_empty(), is_wrong)
                />
                {error(&id, wrong)}
            </div>
        }
        .into_any()
    }

    /// A choice from a list.
    pub(super) fn select(
        self,
        field: &str,
        label: impl Into<String>,
        help: &str,
        options: Vec<(String, String)>,
        value: &str,
    ) -> AnyView {
        let (id, wrong) = (id(field), self.wrong(field));
        let is_wrong = wrong.is_some();
        let known = options.iter().any(|(code, _)| code == value);
        // What stands there but is not offered any more stays visible until another is chosen.
        let lost = (!known && !value.is_empty()).then(|| (value.to_owned(), value.to_owned()));
        let option = |(code, label): (String, String)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{label}</option> }
        };
        view! {
            <div class="field" class:has-error=is_wrong>
                <label for=id.clone()>{label.into()}</label>
                {hint(&id, help)}
                <select
                    id=id.clone()
                    name=name(field)
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=describe(&id, !help.is_empty(), is_wrong)
                >
                    {lost.into_iter().chain(options).map(option).collect_view()}
                </select>
                {error(&id, wrong)}
            </div>
        }
        .into_any()
    }

    /// A text in each language; `rows` lines high, one for a short text.
    pub(super) fn words(self, field: &str, label: Msg, help: &str, words: &Words, rows: u8) -> AnyView {
        // The language of the reader first: she begins with her own words.
        let mut langs = Lang::ALL.to_vec();
        langs.sort_by_key(|lang| *lang != self.cx.lang);
        let one = |lang: Lang| {
            let field = format!("{field}.{}", lang.code());
            let (id, wrong) = (id(&field), self.wrong(&field));
            let is_wrong = wrong.is_some();
            let (value, described) = (words.get(lang).to_owned(), describe(&id, false, is_wrong));
            let invalid = is_wrong.then_some("true");
            let input = if rows > 1 {
                view! {
                    <textarea id=id.clone() name=name(&field) rows=rows.to_string() lang=lang.code() dir=lang.dir() aria-invalid=invalid aria-describedby=described>{value}</textarea>
                }
                .into_any()
            } else {
                view! {
                    <input id=id.clone() name=name(&field) value=value autocomplete="off" lang=lang.code() dir=lang.dir() aria-invalid=invalid aria-describedby=described/>
                }
                .into_any()
            };
            view! {
                <div class="field" class:has-error=is_wrong>
                    <label for=id.clone()><span class="visually-hidden">{self.cx.t(label)} " "</span>{self.cx.t(words::lang(lang))}</label>
                    {input}
                    {error(&id, wrong)}
                </div>
            }
        };
        let class = if rows > 2 { "long" } else { "thirds" };
        view! {
            <fieldset class="in-languages">
                <legend>{self.cx.t(label)}</legend>
                {hint(&id(field), help)}
                <div class=class>{langs.into_iter().map(one).collect_view()}</div>
            </fieldset>
        }
        .into_any()
    }

    /// The error of a field that has no control of its own.
    pub(super) fn error_of(self, field: &str) -> Option<AnyView> {
        error(&id(field), self.wrong(field))
    }

    /// "Choose…" and the given options.
    pub(super) fn chosen(self, options: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
        let none = (String::new(), self.cx.t(m::products::CHOOSE).to_owned());
        std::iter::once(none).chain(options).collect()
    }
}

/// A box to tick.
pub(super) fn tick(field: &str, label: String, ticked: bool) -> AnyView {
    view! {
        <label class="tick">
            <input type="checkbox" id=id(field) name=name(field) value="true" checked=ticked/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// One of several that exclude each other.
pub(super) fn radio(field: &str, value: String, label: String, taken: bool) -> AnyView {
    view! {
        <label class="tick">
            <input type="radio" name=name(field) value=value checked=taken/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A value that goes along.
pub(super) fn hidden(field: &str, value: &str) -> AnyView {
    view! { <input type="hidden" name=name(field) value=value.to_owned()/> }.into_any()
}

/// The name of a field's control.
pub(super) fn name(field: &str) -> String {
    ["f[", field, "]"].concat()
}

/// The id of a field's control.
pub(super) fn id(field: &str) -> String {
    ["f-", &field.replace('.', "-")].concat()
}
