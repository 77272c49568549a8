//! All pieces.

use super::narrow::{self, Narrow};
use super::{crumbs, pieces_heading, structured};
use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use leptos::prelude::*;
use services::catalog;

/// `/{lang}/pieces?matter=wool&colour=red&ready=2026-12-20&sort=cheapest`
pub async fn page(page: PageContext) -> Answer {
    let cx = page.cx();
    let question = narrow::question(&page);
    let (list, categories) = match catalog::pieces(&page.services, &question).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let name = cx.t(m::facets::EVERY_PIECE);
    let head = Head {
        title: name.to_owned(),
        description: cx.t(m::facets::EVERY_PIECE_SENTENCE).to_owned(),
        picture: list.cards.first().map(|card| structured::picture(&card.fingerprint)),
        listing: narrow::listing(&question),
        structured: vec![structured::list(&page, name, &list.cards), structured::breadcrumbs(&page, &[], name)],
        ..Head::default()
    };
    let path = page.path.clone();
    page.html(200, head, move || {
        let narrow = Narrow::new(cx, &path, &question, &categories);
        view! {
            {crumbs(cx, &[])}
            <h1>{name}</h1>
            <p class="lead">{cx.t(m::facets::EVERY_PIECE_SENTENCE)}</p>
            {pieces_heading(cx)}
            {narrow.list(&list, 4)}
        }
        .into_any()
    })
}
