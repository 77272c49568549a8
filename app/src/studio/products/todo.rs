//! What is still to be written: no mistake, but a list of things to do, each text with the languages that it lacks.

use super::words;
use crate::i18n::{Cx, m};
use domain::authoring::{Problem, ProductSource};
use domain::text::Lang;
use leptos::prelude::*;

/// What is to do, and the path of the field where it begins.
pub(super) fn items<'a>(
    cx: Cx,
    source: &ProductSource,
    problems: impl IntoIterator<Item = &'a Problem>,
) -> Vec<(String, &'a str)> {
    let mut found: Vec<(&str, Vec<Lang>, &str)> = Vec::new();
    for Problem { path, kind: _ } in problems.into_iter().filter(|problem| problem.kind.is_missing()) {
        let tag = path.rsplit_once('.');
        let lang = tag.and_then(|(_, tag)| Lang::from_code(tag));
        let what = tag.filter(|_| lang.is_some()).map_or(path.as_str(), |(what, _)| what);
        match found.iter_mut().find(|(known, ..)| *known == what) {
            Some((_, langs, _)) => langs.extend(lang),
            None => found.push((what, lang.into_iter().collect(), path)),
        }
    }
    let text = |(what, langs, path): (&str, Vec<Lang>, &'a str)| {
        let place = words::place(cx, source, what);
        let langs: Vec<_> = langs.into_iter().map(|lang| cx.t(words::lang(lang))).collect();
        if langs.is_empty() {
            return (place, path);
        }
        let langs = langs.join(cx.t(m::studio::LIST_COMMA));
        (cx.f(m::products::SAYS_OF, &[("place", &place), ("text", &langs)]), path)
    };
    found.into_iter().map(text).collect()
}

/// The list of it, each line made by `item`.
pub(super) fn list(cx: Cx, items: Vec<AnyView>) -> Option<AnyView> {
    (!items.is_empty()).then(|| {
        view! { <div class="notice"><div><h2>{cx.t(m::products::TO_DO)}</h2><ul>{items}</ul></div></div> }.into_any()
    })
}
