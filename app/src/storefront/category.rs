//! All pieces of a category.

use super::{crumbs, products, structured};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use leptos::prelude::*;
use services::catalog;

/// `/{lang}/categories/{slug}`
pub async fn page(page: PageContext) -> Answer {
    let found = match catalog::category(&page.services, page.param("slug")).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let name = found.category.name.get(cx.lang).clone();
    let summary = found.category.summary.get(cx.lang).clone();
    let head = Head {
        title: name.clone(),
        description: summary.clone(),
        picture: found.products.first().map(|card| structured::picture(&card.fingerprint)),
        structured: vec![structured::list(&page, &name, &found.products), structured::breadcrumbs(&page, &[], &name)],
        ..Head::default()
    };
    page.html(200, head, move || {
        view! {
            {crumbs(cx, &[])}
            <h1>{name}</h1>
            <p class="lead">{summary}</p>
            {products(cx, &found.products, 4)}
        }
        .into_any()
    })
}
