//! Sorting pieces out: each choice is a link that says how many pieces it leaves, so that it works everywhere and nothing
//! leads to an empty page.

mod names;

use crate::i18n::{Cx, m};
use crate::page::PageContext;
use crate::shell::Listing;
use crate::storefront::products;
use crate::ui::query;
use domain::facets::{Band, COOPERATIVE, Colour, Facet, HOME, Matter, WOMENS_COOPERATIVE};
use domain::time::Day;
use leptos::prelude::*;
use names::{colour, matter, price, sort_name, title};
use services::catalog::CategoryCard;
use services::facets::{Answer, Counted, Group, List, Place, Question, Sort};

/// Codes of one facet that are looked at in an address.
const MOST_CODES: usize = 20;

/// How a list can be narrowed, and how it is.
pub struct Narrow<'a> {
    cx: Cx,
    /// The path behind the language.
    path: &'a str,
    /// What else stands in the address, such as the words of a search.
    asked: Option<&'a str>,
    question: &'a Question,
    categories: &'a [CategoryCard],
}

/// What an address asks; what it says that is not known is left out.
#[must_use]
pub fn question(page: &PageContext) -> Question {
    let mut question = Question::default();
    for (name, value) in &page.query {
        let known = |facet: &Facet| *facet != Facet::Shop && facet.knows(value);
        if let Some(facet) = Facet::from_code(name).filter(known) {
            let codes = question.chosen.entry(facet).or_default();
            if codes.len() < MOST_CODES {
                codes.insert(value.clone());
            }
        }
    }
    question.ready_by = page.query("ready").and_then(Day::parse);
    question.sort = page.query("sort").and_then(Sort::from_code).unwrap_or_default();
    question.after = page.query("after").and_then(place);
    question
}

/// What an address asks of what was found by words, which has an order and pages of its own.
#[must_use]
pub fn question_of_found(page: &PageContext) -> Question {
    Question { sort: Sort::default(), after: None, ..question(page) }
}

/// A place as it stands in an address.
fn place(text: &str) -> Option<Place> {
    let (price, ordinal) = text.split_once('-')?;
    Some(Place { price: price.parse().ok()?, ordinal: ordinal.parse().ok()? })
}

/// Whether the list is another one than its path alone says.
#[must_use]
pub fn is_narrowed(question: &Question) -> bool {
    *question != Question::default()
}

/// Search engines list the list itself; what somebody made of it is no page to arrive at.
#[must_use]
pub fn listing(question: &Question) -> Listing {
    if is_narrowed(question) { Listing::Unlisted } else { Listing::Listed }
}

impl<'a> Narrow<'a> {
    /// For the list of a page.
    #[must_use]
    pub const fn new(cx: Cx, path: &'a str, question: &'a Question, categories: &'a [CategoryCard]) -> Self {
        Self { cx, path, asked: None, question, categories }
    }

    /// For what was found by these words: it stands in an order of its own.
    #[must_use]
    pub const fn found(self, asked: &'a str) -> Self {
        Self { asked: Some(asked), ..self }
    }

    /// The language.
    #[must_use]
    pub const fn cx(&self) -> Cx {
        self.cx
    }

    /// The address of the list as it is asked.
    #[must_use]
    pub fn here(&self) -> String {
        self.address(self.question)
    }

    /// What an address says of a question.
    fn fields(&self, question: &Question) -> Vec<(&'static str, String)> {
        let mut fields: Vec<(&'static str, String)> = Vec::new();
        fields.extend(self.asked.map(|words| ("q", words.to_owned())));
        for (facet, codes) in &question.chosen {
            fields.extend(codes.iter().map(|code| (facet.code(), code.clone())));
        }
        fields.extend(question.ready_by.map(|day| ("ready", day.iso())));
        if question.sort != Sort::default() {
            fields.push(("sort", question.sort.code().to_owned()));
        }
        fields.extend(question.after.map(|place| ("after", format!("{}-{}", place.price, place.ordinal))));
        fields
    }

    /// The address of the list with another question.
    fn address(&self, question: &Question) -> String {
        self.cx.url(&[self.path, &query(self.fields(question))].concat())
    }

    /// The address from the beginning, with one thing changed.
    fn changed(&self, change: impl FnOnce(&mut Question)) -> String {
        let mut question = Question { after: None, ..self.question.clone() };
        change(&mut question);
        self.address(&question)
    }

    fn toggled(&self, facet: Facet, code: &str) -> String {
        self.changed(|question| {
            let codes = question.chosen.entry(facet).or_default();
            if !codes.remove(code) {
                codes.insert(code.to_owned());
            }
            if codes.is_empty() {
                question.chosen.remove(&facet);
            }
        })
    }

    /// The bar above a list: by what it can be sorted out, what was chosen, how many pieces are left.
    #[must_use]
    pub fn bar(&self, answer: &Answer) -> AnyView {
        let cx = self.cx;
        let groups: Vec<AnyView> = answer.groups.iter().filter_map(|group| self.group(group, answer.pieces)).collect();
        let pieces = u32::try_from(answer.pieces).unwrap_or(u32::MAX);
        view! {
            <section class="sift" aria-label=cx.t(m::facets::NARROW)>
                <div class="sift-bar">
                    {groups}
                    {self.ready(answer)}
                    {self.asked.is_none().then(|| self.sort())}
                </div>
                {self.chosen()}
                <p class="quiet-ink" role="status">{cx.n(m::facets::PIECES, pieces)}</p>
            </section>
        }
        .into_any()
    }

    /// A facet; nothing where its values would narrow nothing.
    fn group(&self, group: &Group, pieces: u64) -> Option<AnyView> {
        let values = self.in_order(group);
        let is_chosen = values.iter().any(|(value, _)| value.is_chosen);
        let narrows = values.len() > 1 || values.iter().any(|(value, _)| value.pieces < pieces);
        if !is_chosen && !narrows {
            return None;
        }
        let values = values.into_iter().map(|(value, name)| self.value(group.facet, value, name)).collect_view();
        Some(part(self.cx.t(title(group.facet)), is_chosen, view! { <ul>{values}</ul> }.into_any()))
    }

    /// The values that can be named, in the order of the page.
    fn in_order<'g>(&self, group: &'g Group) -> Vec<(&'g Counted, String)> {
        let place = |code: &str| match group.facet {
            Facet::Category => self.categories.iter().position(|card| card.slug == code),
            Facet::Matter => Matter::ALL.iter().position(|matter| matter.code() == code),
            Facet::Colour => Colour::ALL.iter().position(|colour| colour.code() == code),
            Facet::Price => Band::all().position(|band| band.code() == code),
            Facet::Shop | Facet::Made | Facet::Ships => Some(0),
        };
        let mut values: Vec<_> = group
            .values
            .iter()
            .filter_map(|value| Some((place(&value.code)?, value, self.name(group.facet, &value.code)?)))
            .collect();
        values.sort_by_key(|(place, ..)| *place);
        values.into_iter().map(|(_, value, name)| (value, name)).collect()
    }

    /// What a value is called; `None` for one that is not known.
    fn name(&self, facet: Facet, code: &str) -> Option<String> {
        let cx = self.cx;
        match facet {
            Facet::Category => {
                let card = self.categories.iter().find(|card| card.slug == code)?;
                Some(card.name.get(cx.lang).clone())
            }
            Facet::Matter => Matter::from_code(code).map(|it| cx.t(matter(it)).to_owned()),
            Facet::Colour => Colour::from_code(code).map(|it| cx.t(colour(it).0).to_owned()),
            Facet::Price => Band::from_code(code).map(|band| price(cx, band)),
            Facet::Made if code == COOPERATIVE => Some(cx.t(m::facets::COOPERATIVE).to_owned()),
            Facet::Made => (code == WOMENS_COOPERATIVE).then(|| cx.t(m::facets::WOMENS_COOPERATIVE).to_owned()),
            Facet::Ships => (code == HOME).then(|| cx.t(m::facets::MOROCCO).to_owned()),
            Facet::Shop => None,
        }
    }

    fn value(&self, facet: Facet, value: &Counted, name: String) -> AnyView {
        let dot = (facet == Facet::Colour).then(|| dot(&value.code));
        let href = self.toggled(facet, &value.code);
        counted(href, dot, name, value.pieces, value.is_chosen)
    }

    /// By when a piece is to be ready.
    fn ready(&self, answer: &Answer) -> AnyView {
        let cx = self.cx;
        let shown = answer.days.iter().filter(|(day, pieces)| *pieces > 0 || self.question.ready_by == Some(*day));
        let days = shown.map(|(day, pieces)| {
            let is_chosen = self.question.ready_by == Some(*day);
            let href = self.changed(|question| question.ready_by = (!is_chosen).then_some(*day));
            counted(href, None, cx.day(*day), *pieces, is_chosen)
        });
        let others = self.fields(&Question { after: None, ready_by: None, ..self.question.clone() });
        let body = view! {
            <ul>{days.collect_view()}</ul>
            <form class="sift-day" action=cx.url(self.path)>
                {others
                    .into_iter()
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
                    .collect_view()}
                <label for="ready">{cx.t(m::facets::READY_LABEL)}</label>
                <input id="ready" type="date" name="ready" required value=self.question.ready_by.map(|day| day.iso())/>
                <button class="button" type="submit">{cx.t(m::facets::SHOW)}</button>
            </form>
        };
        part(cx.t(m::facets::READY), self.question.ready_by.is_some(), body.into_any())
    }

    fn sort(&self) -> AnyView {
        let cx = self.cx;
        let sorts = Sort::ALL.map(|sort| {
            let is_now = self.question.sort == sort;
            let href = self.changed(|question| question.sort = sort);
            view! { <li><a href=href rel="nofollow" aria-current=is_now.then_some("true")>{cx.t(sort_name(sort))}</a></li> }
        });
        let title = cx.f(m::facets::SORTED, &[("order", cx.t(sort_name(self.question.sort)))]);
        part(&title, false, view! { <ul>{sorts.collect_view()}</ul> }.into_any())
    }

    /// What was chosen, each with the way to take it back.
    fn chosen(&self) -> Option<AnyView> {
        let cx = self.cx;
        let mut chosen: Vec<(String, String)> = Vec::new();
        for (facet, codes) in &self.question.chosen {
            // A craft that there is not can be taken back too.
            let named =
                |code: &String| (self.toggled(*facet, code), self.name(*facet, code).unwrap_or_else(|| code.clone()));
            chosen.extend(codes.iter().map(named));
        }
        if let Some(day) = self.question.ready_by {
            let href = self.changed(|question| question.ready_by = None);
            chosen.push((href, cx.f(m::facets::READY_BY, &[("day", &cx.day(day))])));
        }
        let everything = self.changed(|question| {
            question.chosen.clear();
            question.ready_by = None;
        });
        (!chosen.is_empty()).then(|| {
            let chips = chosen.into_iter().map(|(href, name)| {
                let label = cx.f(m::facets::WITHOUT, &[("name", &name)]);
                view! { <li><a class="chip" href=href rel="nofollow" aria-label=label><bdi>{name}</bdi>" "<span aria-hidden="true">"×"</span></a></li> }
            });
            view! {
                <ul class="sift-chosen">
                    {chips.collect_view()}
                    <li><a href=everything rel="nofollow">{cx.t(m::facets::ALL)}</a></li>
                </ul>
            }
            .into_any()
        })
    }

    /// Where the list goes on, and back to its beginning.
    fn pages(&self, list: &List) -> Option<AnyView> {
        let cx = self.cx;
        let first = self.question.after.map(|_| self.changed(|_| ()));
        let next = list.next.map(|place| self.address(&Question { after: Some(place), ..self.question.clone() }));
        (first.is_some() || next.is_some()).then(|| {
            view! {
                <nav class="pages" aria-label=cx.t(m::search::PAGES)>
                    {first.map(|href| view! { <a class="button" href=href>{cx.t(m::facets::FIRST)}</a> })}
                    {next.map(|href| view! { <a class="button" rel="next" href=href>{cx.t(m::facets::MORE)}</a> })}
                </nav>
            }
            .into_any()
        })
    }

    /// The whole list; the pictures of the first `eager` pieces load at once.
    #[must_use]
    pub fn list(&self, list: &List, eager: usize) -> AnyView {
        let cx = self.cx;
        let is_empty = list.answer.pieces == 0;
        view! {
            {self.bar(&list.answer)}
            {is_empty.then(|| view! { <p class="lead">{cx.t(m::facets::NOTHING)}</p> })}
            {products(cx, &list.cards, eager)}
            {self.pages(list)}
        }
        .into_any()
    }
}

/// One part of the bar, which opens alone.
fn part(title: &str, is_chosen: bool, body: AnyView) -> AnyView {
    let class = if is_chosen { "sift-part is-chosen" } else { "sift-part" };
    view! { <details class=class name="sift"><summary>{title.to_owned()}</summary><div class="sift-body">{body}</div></details> }.into_any()
}

fn counted(href: String, dot: Option<AnyView>, name: String, pieces: u64, is_chosen: bool) -> AnyView {
    view! {
        <li>
            <a href=href rel="nofollow" aria-current=is_chosen.then_some("true")>
                {dot} <bdi>{name}</bdi> " " <span class="quiet-ink">"("{pieces}")"</span>
            </a>
        </li>
    }
    .into_any()
}

fn dot(code: &str) -> AnyView {
    let fill = Colour::from_code(code).map(|it| colour(it).1);
    view! { <svg class="dot" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" fill=fill/></svg> }
        .into_any()
}
