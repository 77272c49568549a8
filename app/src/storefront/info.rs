//! What a stranger wants to know before she trusts: who this is, how it works, what the law says.

use super::{crumbs, structured};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use leptos::prelude::*;
use services::catalog;

/// Path, title, summary and text of each page.
const PAGES: [(&str, Msg, Msg, Msg); 7] = [
    ("/about", m::info::ABOUT_TITLE, m::info::ABOUT_SUMMARY, m::info::ABOUT_TEXT),
    ("/ordering", m::info::ORDERING_TITLE, m::info::ORDERING_SUMMARY, m::info::ORDERING_TEXT),
    ("/delivery", m::info::DELIVERY_TITLE, m::info::DELIVERY_SUMMARY, m::info::DELIVERY_TEXT),
    ("/returns", m::info::RETURNS_TITLE, m::info::RETURNS_SUMMARY, m::info::RETURNS_TEXT),
    ("/privacy", m::info::PRIVACY_TITLE, m::info::PRIVACY_SUMMARY, m::info::PRIVACY_TEXT),
    ("/terms", m::info::TERMS_TITLE, m::info::TERMS_SUMMARY, m::info::TERMS_TEXT),
    ("/contact", m::info::CONTACT_TITLE, m::info::CONTACT_SUMMARY, m::info::CONTACT_TEXT),
];

/// Paths of these pages, behind the language.
pub fn paths() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(path, ..)| *path)
}

/// `/{lang}/about` and its sisters.
pub async fn page(page: PageContext) -> Answer {
    let cx = page.cx();
    let Some((_, title, summary, text)) = PAGES.into_iter().find(|(path, ..)| *path == page.path) else {
        return Answer::NotFound;
    };
    let title = cx.t(title).to_owned();
    answer(&page, &[], title, cx.t(summary).to_owned(), cx.t(text).to_owned())
}

/// `/{lang}/shops/{slug}/legal`: who sells, and answers for it.
pub async fn legal(page: PageContext) -> Answer {
    let found = match catalog::shop_detail(&page.services, page.param("slug")).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let (cx, card) = (page.cx(), &found.card);
    let name = card.name.get(cx.lang).as_str();
    let year = found.since_year.to_string();
    let facts = [("shop", name), ("place", card.place.get(cx.lang).as_str()), ("year", year.as_str())];
    let shop = (["/shops/", &card.slug].concat(), name.to_owned());
    let (title, summary) = (cx.f(m::info::LEGAL_TITLE, &facts[..1]), cx.f(m::info::LEGAL_SUMMARY, &facts[..1]));
    answer(&page, &[shop], title, summary, cx.f(m::info::LEGAL_TEXT, &facts))
}

fn answer(page: &PageContext, way: &[(String, String)], title: String, summary: String, text: String) -> Answer {
    let head = Head {
        title: title.clone(),
        description: summary.clone(),
        structured: vec![structured::breadcrumbs(page, way, &title)],
        ..Head::default()
    };
    let cx = page.cx();
    page.html(200, head, move || {
        view! {
            {crumbs(cx, way)}
            <article class="story">
                <h1>{title}</h1>
                <p class="lead">{summary}</p>
                {text.split("\n\n").map(part).collect_view()}
            </article>
        }
        .into_any()
    })
}

/// A paragraph, or a heading where it begins with `## `.
fn part(text: &str) -> AnyView {
    let text = text.trim();
    match text.strip_prefix("## ") {
        Some(heading) => view! { <h2>{heading.to_owned()}</h2> }.into_any(),
        None => view! { <p>{text.to_owned()}</p> }.into_any(),
    }
}

/// The ways to these pages, for the foot of every page.
pub fn links(cx: Cx) -> AnyView {
    view! {
        <nav class="bottom-links" aria-label=cx.t(m::info::NAV)>
            {PAGES.map(|(path, title, ..)| view! { <a href=cx.url(path)>{cx.t(title)}</a> " " }).collect_view()}
        </nav>
    }
    .into_any()
}
