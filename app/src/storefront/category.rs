//! All pieces of a category.

use super::narrow::{self, Narrow};
use super::{crumbs, pieces_heading, structured};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use leptos::prelude::*;
use services::catalog;

/// `/{lang}/categories/{slug}`; see [`narrow`] for what else its address may ask.
pub async fn page(page: PageContext) -> Answer {
    let question = narrow::question(&page);
    let found = match catalog::category(&page.services, page.param("slug"), &question).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let name = found.category.name.get(cx.lang).clone();
    let summary = found.category.summary.get(cx.lang).clone();
    let cards = &found.list.cards;
    let head = Head {
        title: name.clone(),
        description: summary.clone(),
        picture: cards.first().map(|card| structured::picture(&card.fingerprint)),
        listing: narrow::listing(&question),
        structured: vec![structured::list(&page, &name, cards), structured::breadcrumbs(&page, &[], &name)],
        ..Head::default()
    };
    let path = page.path.clone();
    page.html(200, head, move || {
        view! {
            {crumbs(cx, &[])}
            <h1>{name}</h1>
            <p class="lead">{summary}</p>
            {pieces_heading(cx)}
            {Narrow::new(cx, &path, &question, &[]).list(&found.list, 4)}
        }
        .into_any()
    })
}
