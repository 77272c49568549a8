//! The first page: one picture, one sentence, then pieces and people.

use super::{products, shops, structured};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::ui::picture;
use leptos::prelude::*;
use services::catalog::{self, Home, ProductCard};

/// `/{lang}`
pub async fn page(page: PageContext) -> Answer {
    let home = match catalog::home(&page.services).await {
        Ok(home) => home,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let first = home.products.iter().max_by_key(|card| card.from_price.minor);
    let head = Head {
        description: cx.t(m::storefront::HOME_SENTENCE).to_owned(),
        picture: first.map(|card| structured::picture(&card.fingerprint)),
        structured: vec![structured::site(&page)],
        scripts: vec![super::search::SUGGEST],
        ..Head::default()
    };
    page.html(200, head, move || view(cx, &home))
}

fn view(cx: Cx, home: &Home) -> AnyView {
    view! {
        // The piece that holds the most work stands for all.
        {home.products.iter().max_by_key(|card| card.from_price.minor).map(|piece| hero(cx, piece))}
        {super::search::form(cx, "", "search")}
        {crafts(cx, home)}
        <section class="section" id="pieces">
            <h2 class="section-title">{cx.t(m::storefront::PIECES)}</h2>
            {products(cx, &home.products, 2)}
            <p class="section-more"><a class="button" href=cx.url("/pieces")>{cx.t(m::facets::EVERY_PIECE)}</a></p>
        </section>
        <section class="section" id="makers">
            <h2 class="section-title">{cx.t(m::storefront::MAKERS)}</h2>
            <p class="lead">{cx.t(m::storefront::MAKERS_SENTENCE)}</p>
            {shops(cx, &home.shops)}
        </section>
    }
    .into_any()
}

fn hero(cx: Cx, piece: &ProductCard) -> AnyView {
    view! {
        <section class="hero">
            <div class="hero-text">
                <h1>{cx.t(m::storefront::HOME_TITLE)}</h1>
                <p>{cx.t(m::storefront::HOME_SENTENCE)}</p>
                <a class="button button-primary" href="#pieces">{cx.t(m::storefront::HOME_ACTION)}</a>
            </div>
            <a class="hero-picture" href=cx.url(&["/products/", &piece.slug].concat())>
                {picture::design(&piece.fingerprint, String::new(), false, true)}
                <span class="hero-caption">
                    <strong>{piece.name.get(cx.lang).clone()}</strong> " "
                    <span class="card-maker">{piece.shop_name.get(cx.lang).clone()}</span>
                </span>
            </a>
        </section>
    }
    .into_any()
}

fn crafts(cx: Cx, home: &Home) -> AnyView {
    view! {
        <section class="section" id="crafts">
            <h2 class="section-title">{cx.t(m::storefront::CRAFTS)}</h2>
            <ul class="ways">
                {home
                    .categories
                    .iter()
                    .map(|category| {
                        let picture = home.products.iter().find(|card| card.category_slug == category.slug);
                        view! {
                            <li>
                                <a class="way" href=cx.url(&["/categories/", &category.slug].concat())>
                                    {picture.map(|card| picture::design(&card.fingerprint, String::new(), true, false))}
                                    <strong>{category.name.get(cx.lang).clone()}</strong>
                                    <span>{category.summary.get(cx.lang).clone()}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
