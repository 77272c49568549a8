//! A design that somebody made: its picture and the way to make it one's own.

use super::crumbs;
use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::shell::{Head, Listing};
use crate::ui::picture;
use domain::product::GroupKind;
use leptos::prelude::*;
use services::catalog::{self, Design};

/// `/{lang}/designs/{code}`
pub async fn page(page: PageContext) -> Answer {
    let code = page.param("code").to_owned();
    let found = match catalog::design(&page.services, &code).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let name = found.text.get(cx.lang).name.clone();
    let head = Head {
        title: name.clone(),
        description: found.text.get(cx.lang).summary.clone(),
        picture: Some(super::structured::picture(&code)),
        listing: Listing::Unlisted,
        ..Head::default()
    };
    let edit = cx.url(&["/products/", &found.slug, &query(&found)].concat());
    page.html(200, head, move || {
        let product = (["/products/", &found.slug].concat(), name.clone());
        view! {
            {crumbs(cx, std::slice::from_ref(&product))}
            <h1>{name.clone()}</h1>
            <div class="product-picture">{picture::design(&code, name, false, true)}</div>
            <p><a class="button button-primary" href=edit>{cx.t(m::storefront::MAKE_IT_YOURS)}</a></p>
        }
        .into_any()
    })
}

/// The design as a query string; what a person wrote stays out of addresses.
fn query(design: &Design) -> String {
    let is_text = |key: &str| {
        let group = design.model.groups.iter().find(|group| group.key == key);
        group.is_none_or(|group| matches!(group.kind, GroupKind::Text { .. } | GroupKind::Picture))
    };
    super::product::shared(design.fields.iter().filter(|(key, _)| !is_text(key)))
}
