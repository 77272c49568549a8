//! Pieces that somebody keeps, and those that she looked at: her browser alone remembers them, and asks for them by name.

use super::{crumbs, pieces_heading, products};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::{Head, Listing};
use crate::ui::icon;
use leptos::prelude::*;
use services::catalog;

/// What the browser remembers, on product pages and here.
pub const SCRIPT: &str = include_str!("favourites.js");

/// `/{lang}/favourites?piece=slug&piece=slug`: these pieces. Without any, the script of the page asks for those that it remembers.
pub async fn page(page: PageContext) -> Answer {
    let asked = page.query.iter().filter(|(name, _)| name == "piece").map(|(_, slug)| slug.as_str());
    let cards = match catalog::cards(&page.services, asked).await {
        Ok(cards) => cards,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let head = Head {
        title: cx.t(m::favourites::TITLE).to_owned(),
        description: cx.t(m::favourites::DESCRIPTION).to_owned(),
        listing: Listing::Unlisted,
        scripts: vec![SCRIPT],
        ..Head::default()
    };
    page.html(200, head, move || {
        view! {
            {crumbs(cx, &[])}
            <h1>{cx.t(m::favourites::TITLE)}</h1>
            <p class="lead">{cx.t(if cards.is_empty() { m::favourites::EMPTY } else { m::favourites::DESCRIPTION })}</p>
            {(!cards.is_empty()).then(|| pieces_heading(cx))}
            <div id="favourites">{products(cx, &cards, 4)}</div>
            <p class="section-more"><a class="button" href=cx.url("/pieces")>{cx.t(m::facets::EVERY_PIECE)}</a></p>
        }
        .into_any()
    })
}

/// The button that keeps a piece. It does nothing without the script, and is not shown then.
pub fn button(cx: Cx, slug: &str) -> AnyView {
    view! {
        <button class="keep link" type="button" id="keep" data-piece=slug.to_owned() aria-pressed="false" hidden>
            {icon::heart()} <span class="keep-not">{cx.t(m::favourites::KEEP)}</span> <span class="keep-done">{cx.t(m::favourites::KEPT)}</span>
        </button>
    }
    .into_any()
}

/// Where the pieces that were looked at before are shown.
pub fn seen(cx: Cx) -> AnyView {
    view! {
        <section class="section" id="seen" data-cards=cx.url("/favourites") hidden>
            <h2 class="section-title">{cx.t(m::favourites::SEEN)}</h2>
        </section>
    }
    .into_any()
}
