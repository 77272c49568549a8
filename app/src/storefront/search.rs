//! What is found by words.

use super::narrow::{self, Narrow};
use super::{crumbs, pieces_heading, products};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::{Head, Listing};
use leptos::prelude::*;
use services::catalog::{self, CategoryCard};
use services::facets::Question;
use services::search::{self, Found};

/// `/{lang}/search?q=words&page=2`
pub async fn page(page: PageContext) -> Answer {
    let cx = page.cx();
    let asked = page.query("q").unwrap_or_default().trim().to_owned();
    let number = page.query("page").and_then(|number| number.parse::<usize>().ok()).unwrap_or(1).max(1);
    let question = narrow::question_of_found(&page);
    let found = match search::pieces(&page.services, &asked, number - 1, &question).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let categories = match catalog::categories(&page.services).await {
        Ok(categories) => categories,
        Err(error) => return error.into(),
    };
    let title = if asked.is_empty() {
        cx.t(m::search::TITLE).to_owned()
    } else {
        cx.f(m::search::FOUND_FOR, &[("words", &asked)])
    };
    let head = Head {
        title: title.clone(),
        description: cx.t(m::search::DESCRIPTION).to_owned(),
        listing: Listing::Unlisted,
        scripts: vec![SUGGEST],
        ..Head::default()
    };
    page.html(200, head, move || view(cx, &title, &asked, number, &found, &question, &categories))
}

fn view(
    cx: Cx,
    title: &str,
    asked: &str,
    number: usize,
    found: &Found,
    question: &Question,
    categories: &[CategoryCard],
) -> AnyView {
    let (nothing, narrow) = (found.cards.is_empty(), Narrow::new(cx, "/search", question, categories).found(asked));
    let said = match (asked.is_empty(), nothing, found.all_words) {
        (false, true, _) if narrow::is_narrowed(question) => Some(m::facets::NOTHING),
        (true, ..) => Some(m::search::HINT),
        (false, true, _) => Some(m::search::NOTHING),
        (false, false, false) => Some(m::search::NOT_ALL_WORDS),
        (false, false, true) => None,
    };
    view! {
        {crumbs(cx, &[])}
        <h1>{title.to_owned()}</h1>
        {form(cx, asked, "search-again")}
        {said.map(|said| view! { <p class="lead" role="status">{cx.t(said)}</p> })}
        {(!nothing || narrow::is_narrowed(question)).then(|| narrow.bar(&found.answer))}
        {(!nothing).then(|| view! { {pieces_heading(cx)} {products(cx, &found.cards, 4)} })}
        {nothing.then(|| ways(cx, categories))}
        {pages(&narrow, number, found.more)}
    }
    .into_any()
}

/// Suggests while somebody types into the field for words.
pub const SUGGEST: &str = include_str!("suggest.js");

/// The field for words, with its button; `id` is that of the field.
pub fn form(cx: Cx, asked: &str, id: &'static str) -> AnyView {
    view! {
        <form class="search" role="search" action=cx.url("/search") data-suggest=cx.url("/suggest.json")>
            <label class="visually-hidden" for=id>{cx.t(m::search::LABEL)}</label>
            <input id=id type="search" name="q" value=asked.to_owned() placeholder=cx.t(m::search::PLACEHOLDER) maxlength="200" dir="auto" enterkeyhint="search" autocomplete="off"/>
            <button class="button" type="submit">{cx.t(m::search::ACTION)}</button>
            <ul id="suggestions" class="suggestions" role="listbox" aria-label=cx.t(m::search::SUGGESTIONS) hidden></ul>
        </form>
    }
    .into_any()
}

/// Where to go on when nothing was found.
fn ways(cx: Cx, categories: &[CategoryCard]) -> AnyView {
    view! {
        <nav class="section" aria-label=cx.t(m::common::CRAFTS)>
            <ul class="search-ways">
                {categories
                    .iter()
                    .map(|category| {
                        let href = cx.url(&["/categories/", &category.slug].concat());
                        view! { <li><a href=href>{category.name.get(cx.lang).clone()}</a></li> }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
    .into_any()
}

fn pages(narrow: &Narrow<'_>, number: usize, more: bool) -> Option<AnyView> {
    let cx = narrow.cx();
    let address = |number: usize| [&narrow.here(), "&page=", &number.to_string()].concat();
    (number > 1 || more).then(|| {
        view! {
            <nav class="pages" aria-label=cx.t(m::search::PAGES)>
                {(number > 1).then(|| view! { <a class="button" rel="prev" href=address(number - 1)>{cx.t(m::search::PREVIOUS)}</a> })}
                {more.then(|| view! { <a class="button" rel="next" href=address(number + 1)>{cx.t(m::search::NEXT)}</a> })}
            </nav>
        }
        .into_any()
    })
}
