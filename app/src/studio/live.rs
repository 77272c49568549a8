//! An open studio page hears that its shop changed, and shows it where nothing is being typed.

use crate::i18n::m;
use crate::page::{Live, PageContext};
use leptos::prelude::*;

/// What the page does with what it hears.
pub(crate) const SCRIPT: &str = include_str!("heard.js");

/// Places where a product is written: they have a script of their own, and show neither stock nor orders.
const QUIET: [&str; 2] = ["/products", "/pictures"];

/// What this page listens to; nothing where it shows no stock and no orders.
pub(crate) fn source(page: &PageContext) -> Option<&Live> {
    let inside = page.path.strip_prefix("/studio/")?.strip_prefix(page.param("shop"))?;
    page.live.as_ref().filter(|_| !QUIET.iter().any(|quiet| inside.starts_with(quiet)))
}

/// Where the page says that it shows something new; empty at first.
pub(crate) fn place(page: &PageContext, live: &Live) -> AnyView {
    let cx = page.cx();
    leptos::html::p()
        .id("news")
        .class("news")
        .attr("role", "status")
        .attr("data-live", live.address.clone())
        .attr("data-version", live.version.to_string())
        .attr("data-updated", cx.t(m::studio::LIVE_UPDATED))
        .attr("data-held", cx.t(m::studio::LIVE_HELD))
        .into_any()
}
