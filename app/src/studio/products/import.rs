//! The form that makes a draft of the file of a product: pasted, or chosen where scripts run.

use crate::i18n::{Cx, m};
use crate::ui::{icon, lang_field};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::products::MOST_FILE_BYTES;

/// Reads a chosen file into the field.
pub(super) const SCRIPT: &str = include_str!("import.js");

/// The form; one that came back stands open at what is wrong.
pub(super) fn form(cx: Cx, shop: &str, back: Option<&FormDraft>) -> AnyView {
    let typed = crate::studio::material::typed(back, "file");
    let wrong = back.and_then(|back| back.errors.first()).map(|(code, reason)| wrong(cx, code, reason));
    let described = if wrong.is_some() { "file-error file-hint" } else { "file-hint" };
    view! {
        <details class="card" open=back.is_some()>
            <summary>{cx.t(m::products::IMPORT)}</summary>
            <form class="stack" method="post" action="/api/import_product" novalidate>
                {lang_field(cx)}
                <input type="hidden" name="shop" value=shop.to_owned()/>
                {wrong}
                <div class="field upload" hidden>
                    <label for="file-choose">{cx.t(m::products::IMPORT_CHOOSE)}</label>
                    <input id="file-choose" type="file" accept=".toml,text/plain"/>
                </div>
                <p class="error" id="file-large" role="alert" tabindex="-1" hidden>{icon::warning()}<span>{too_large(cx)}</span></p>
                <div class="field">
                    <label for="file">{cx.t(m::products::IMPORT_LABEL)}</label>
                    <p class="hint" id="file-hint">{cx.t(m::products::IMPORT_HINT)}</p>
                    <textarea id="file" name="file" rows="8" dir="ltr" spellcheck="false" aria-describedby=described data-most=MOST_FILE_BYTES.to_string()>{typed}</textarea>
                </div>
                <button class="button button-quiet" type="submit">{cx.t(m::products::IMPORT_BUTTON)}</button>
            </form>
        </details>
    }
    .into_any()
}

fn too_large(cx: Cx) -> String {
    cx.f(m::products::IMPORT_LARGE, &[("kb", &(MOST_FILE_BYTES / 1024).to_string())])
}

/// What is wrong with the file, in the reader's words; those of the program that read it are a detail.
fn wrong(cx: Cx, code: &str, reason: &str) -> AnyView {
    let text = match code {
        "empty" => cx.t(m::products::IMPORT_EMPTY).to_owned(),
        "too_large" => too_large(cx),
        line => cx.f(m::products::IMPORT_WRONG, &[("line", line)]),
    };
    let detail = (!reason.is_empty()).then(|| {
        view! { <p class="hint">{cx.t(m::products::IMPORT_DETAIL)} " " <bdi lang="en" dir="ltr">{reason.to_owned()}</bdi></p> }
    });
    view! {
        <div class="notice bad" role="alert" tabindex="-1" autofocus id="file-error">
            {icon::warning()}
            <div><p>{text}</p>{detail}</div>
        </div>
    }
    .into_any()
}
