//! A shop: who they are, what they make.

use super::narrow::{self, Narrow};
use super::{craft_class, crumbs, structured};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::ui;
use domain::preview::Craft;
use leptos::prelude::*;
use services::catalog::{self, MemberCard, ShopPage};

/// `/{lang}/shops/{slug}`
pub async fn page(page: PageContext) -> Answer {
    let question = narrow::question(&page);
    let found = match catalog::shop(&page.services, page.param("slug"), &question).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let name = found.shop.card.name.get(cx.lang).clone();
    let head = Head {
        structured: vec![structured::shop(&page, &found), structured::breadcrumbs(&page, &[], &name)],
        title: name,
        description: found.shop.card.tagline.get(cx.lang).clone(),
        listing: narrow::listing(&question),
        picture: found.list.cards.first().map(|card| structured::picture(&card.fingerprint)),
        ..Head::default()
    };
    let path = page.path.clone();
    page.html(200, head, move || view(cx, &found, &Narrow::new(cx, &path, &question, &found.categories)))
}

fn view(cx: Cx, found: &ShopPage, narrow: &Narrow<'_>) -> AnyView {
    let card = &found.shop.card;
    view! {
        {crumbs(cx, &[])}
        <header class=["shop-head ", craft_class(card.craft)].concat()>
            <h1>{card.name.get(cx.lang).clone()}</h1>
            <p class="lead">{card.tagline.get(cx.lang).clone()}</p>
            <p class="quiet-ink">
                {card.place.get(cx.lang).clone()} " · "
                {cx.f(m::storefront::SINCE, &[("year", &found.shop.since_year.to_string())])}
            </p>
        </header>
        <section class="section">
            <h2 class="section-title">{cx.t(m::storefront::THEIR_PIECES)}</h2>
            {narrow.list(&found.list, 3)}
        </section>
        <section class="section story">
            <h2 class="section-title">{cx.t(m::storefront::STORY)}</h2>
            {ui::paragraphs(found.shop.story.get(cx.lang))}
        </section>
        <section class="section">
            <h2 class="section-title">{cx.t(m::storefront::MEMBERS)}</h2>
            <ul class="shops">{found.members.iter().map(|member| member_card(cx, member, card.craft)).collect_view()}</ul>
            <p><a href=cx.url(&["/shops/", &card.slug, "/legal"].concat())>{cx.f(m::info::LEGAL_TITLE, &[("shop", card.name.get(cx.lang))])}</a></p>
        </section>
    }
    .into_any()
}

fn member_card(cx: Cx, member: &MemberCard, craft: Craft) -> AnyView {
    view! {
        <li>
            <a class="member-card" href=cx.url(&["/members/", &member.slug].concat())>
                <span class=["craft-mark ", craft_class(craft)].concat()></span>
                <strong>{member.name.get(cx.lang).clone()}</strong>
                <span class="quiet-ink">{member.role.get(cx.lang).clone()}</span>
            </a>
        </li>
    }
    .into_any()
}
