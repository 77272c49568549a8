//! The page that stands for an error: what happened, what to do, and the reference to tell us.

use crate::i18n::{Cx, Msg, m};
use crate::page::PageContext;
use crate::shell::{self, Frame, Head, Listing};
use crate::ui::icon;
use leptos::prelude::*;

/// The document for an error. `code` is one of `forbidden`, `not_found`, `method_not_allowed`, `too_large`,
/// `unsupported`, `bad_request`, `unavailable`; any other stands for a failure of ours. `page` carries the language and
/// the reference.
#[must_use]
pub fn document(page: &PageContext, code: &str) -> String {
    let (cx, reference) = (page.cx(), page.reference.clone());
    let [title, text] = words(code);
    let head = Head {
        title: cx.t(title).to_owned(),
        listing: Listing::Private,
        frame: Frame::Storefront,
        ..Default::default()
    };
    shell::document(page, &head, move || body(cx, cx.t(title), cx.t(text), reference))
}

const fn words(code: &str) -> [Msg; 2] {
    match code.as_bytes() {
        b"not_found" => [m::errors::NOT_FOUND_TITLE, m::errors::NOT_FOUND_TEXT],
        b"forbidden" => [m::errors::FORBIDDEN_TITLE, m::errors::FORBIDDEN_TEXT],
        b"method_not_allowed" | b"bad_request" | b"unsupported" => {
            [m::errors::BAD_REQUEST_TITLE, m::errors::BAD_REQUEST_TEXT]
        }
        b"too_large" => [m::errors::TOO_LARGE_TITLE, m::errors::TOO_LARGE_TEXT],
        b"unavailable" => [m::errors::UNAVAILABLE_TITLE, m::errors::UNAVAILABLE_TEXT],
        _ => [m::errors::INTERNAL_TITLE, m::errors::INTERNAL_TEXT],
    }
}

fn body(cx: Cx, title: &'static str, text: &'static str, reference: String) -> AnyView {
    view! {
        <section class="narrow error-page">
            {icon::brand()}
            <h1>{title}</h1>
            <p>{text}</p>
            <p><a class="button button-primary" href=cx.url("")>{cx.t(m::errors::HOME)}</a></p>
            <p class="quiet-ink">{cx.t(m::errors::REFERENCE)} " " <bdi dir="ltr" class="reference">{reference}</bdi></p>
        </section>
    }
    .into_any()
}
