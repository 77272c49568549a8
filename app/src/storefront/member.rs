//! A person who makes things.

use super::{craft_class, crumbs, products, structured};
use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::ui;
use leptos::prelude::*;
use services::catalog;

/// `/{lang}/members/{slug}`
pub async fn page(page: PageContext) -> Answer {
    let found = match catalog::member(&page.services, page.param("slug")).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let name = found.member.name.get(cx.lang).clone();
    let role = found.member.role.get(cx.lang).clone();
    let shop = (["/shops/", &found.shop.slug].concat(), found.shop.name.get(cx.lang).clone());
    let way = structured::breadcrumbs(&page, std::slice::from_ref(&shop), &name);
    let head = Head {
        title: name.clone(),
        description: [&role, &shop.1, found.shop.place.get(cx.lang)].map(String::as_str).join(" · "),
        picture: found.products.first().map(|card| structured::picture(&card.fingerprint)),
        structured: vec![structured::member(&page, &found), way],
        ..Head::default()
    };
    page.html(200, head, move || {
        view! {
            {crumbs(cx, std::slice::from_ref(&shop))}
            <header class="member-head">
                <span class=["craft-mark ", craft_class(found.shop.craft)].concat()></span>
                <div>
                    <h1>{name}</h1>
                    <p class="lead">{role}</p>
                </div>
            </header>
            <section class="section story">{ui::paragraphs(found.bio.get(cx.lang))}</section>
            <section class="section">
                <h2 class="section-title">{cx.t(m::storefront::THEIR_PIECES)}</h2>
                {products(cx, &found.products, 3)}
            </section>
        }
        .into_any()
    })
}
