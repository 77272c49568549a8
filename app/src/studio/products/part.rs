//! `/{lang}/studio/{shop}/products/{id}/{part}`: one part of a product, as one form.

use super::inputs::{Desk, id};
use super::{address, findings, group, guide, layers, lines, stale, todo, words};
use crate::currency;
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::studio::{head, notice};
use crate::ui::{icon, lang_field};
use domain::authoring::{List, Part, Problem, ProductSource};
use domain::money::Currency;
use domain::preview::{Kind, slots};
use leptos::prelude::*;
use services::form_draft::PART;
use services::studio::products::{mark_part, with_typed};

/// Keeps the part while it is written and shows what comes of it.
const LIVE: &str = include_str!("live.js");

/// The form of a part.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(product) = page.param("id").parse() else { return Answer::NotFound };
    let draft = match services::studio::products::draft(&page.services, &page.actor, &shop, product).await {
        Ok(Some(draft)) => draft,
        // Published meanwhile, or thrown away: the product's page says what became of it.
        Ok(None) => return Answer::Redirect(address(cx, &shop, product, "")),
        Err(error) => return error.into(),
    };
    let Some(part) = Part::from_code(page.param("part"), &draft.source) else { return Answer::NotFound };
    let back = match page.draft(PART).await {
        Ok(back) => back.and_then(|typed| with_typed(draft.clone(), part, &typed.fields)),
        Err(error) => return error.into(),
    };
    let (strict, said) = match page.query("notice") {
        Some("unreadable") => (false, Some(notice("bad", cx.t(m::products::UNREADABLE).to_owned()))),
        Some("check" | "saved" | "look") => (true, None),
        Some(_) | None => (false, None),
    };
    let (nonce, just_saved) = (page.nonce.clone(), page.query("notice") != Some("look"));
    page.html(200, head(title(cx, &draft.source, part)), move || {
        let said = back.as_ref().map(|(_, other)| stale::part(cx, &shop, &draft, part, other)).or(said);
        let stale = back.is_some();
        let page = back.as_ref().map_or(&draft, |(typed, _)| typed);
        let desk = Desk { cx, shop: &shop, page, part, strict, stale };
        // What is only missing is no reason to doubt that the rest is kept.
        let kept = strict && just_saved && !desk.is_wrong();
        let said = said.or_else(|| kept.then(|| notice("good", cx.t(m::products::SAVED).to_owned())));
        view! { {body(desk, said)} <script type="module" nonce=nonce inner_html=LIVE></script> }.into_any()
    })
}

/// What a part is called.
pub(super) fn title(cx: Cx, source: &ProductSource, part: Part) -> String {
    match part {
        Part::Basics => cx.t(m::products::BASICS).to_owned(),
        Part::Words => cx.t(m::products::WORDS).to_owned(),
        Part::Picture => cx.t(m::products::PICTURE).to_owned(),
        Part::Line(list, at) => words::line(cx, source, list, at),
    }
}

fn body(desk: Desk<'_>, said: Option<AnyView>) -> AnyView {
    let (cx, shop, page) = (desk.cx, desk.shop, desk.page);
    // A form for what she has not seen yet is made for no state: only the button of the notice keeps it.
    let (revision, was) = match desk.stale {
        true => (0, String::new()),
        false => (page.revision, mark_part(&page.source, desk.part)),
    };
    view! {
        <p class="way-back"><a href=address(cx, shop, page.product, "")>{icon::back()} {cx.t(m::products::BACK)}</a></p>
        <h1>{title(cx, &page.source, desk.part)}</h1>
        <div id="findings">{said} {problems(desk)}</div>
        <div class="beside">
        <form class="stack part" id="part" method="post" action="/api/save_product_part" novalidate>
            // Enter presses the first button of a form.
            <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true"></button>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="product" value=page.product.to_string()/>
            <input type="hidden" name="revision" value=revision.to_string()/>
            <input type="hidden" name="part" value=desk.part.code()/>
            <input type="hidden" name="was" value=was/>
            {fields(desk)}
            <button class="button button-primary" type="submit">{cx.t(m::products::SAVE)}</button>
        </form>
        <aside id="live">{super::draft::so_far(cx, shop, page)}</aside>
        </div>
    }
    .into_any()
}

/// What is wrong in this part, each line leading to its field, and what is good to know.
fn problems(desk: Desk<'_>) -> AnyView {
    let (cx, source) = (desk.cx, &desk.page.source);
    let to = |path: &str| ["#", &id(desk.part.field(path))].concat();
    let problem = |problem: &Problem| {
        let text = words::sentence(cx, source, problem);
        let place = words::place(cx, source, &problem.path);
        view! { <li><a href=to(&problem.path)>{place}</a> " " {text}</li> }.into_any()
    };
    let said = desk.problems();
    let missing = todo::items(cx, source, said.iter().filter(|_| desk.strict));
    let missing = missing.into_iter().map(|(text, path)| view! { <li><a href=to(path)>{text}</a></li> }.into_any());
    let missing = todo::list(cx, missing.collect());
    let bad = said.iter().filter(|problem| !problem.kind.is_missing());
    let (wrong, known): (Vec<_>, Vec<_>) = desk.findings().into_iter().partition(|said| said.blocks);
    let finding = |said: findings::Said| view! { <li>{said.text}</li> }.into_any();
    let wrong: Vec<_> = bad.map(problem).chain(wrong.into_iter().map(finding)).collect();
    let known: Vec<_> = known.into_iter().map(finding).collect();
    let wrong = (!wrong.is_empty()).then(|| {
        view! {
            <div class="notice bad" role="alert" tabindex="-1">
                {icon::warning()}
                <div><h2>{cx.t(m::products::TO_MEND)}</h2><ul>{wrong}</ul></div>
            </div>
        }
    });
    let known = (!known.is_empty()).then(|| {
        view! { <div class="notice"><div><h2>{cx.t(m::products::TO_KNOW)}</h2><ul>{known}</ul></div></div> }
    });
    view! { {wrong} {missing} {known} }.into_any()
}

fn fields(desk: Desk<'_>) -> AnyView {
    let source = &desk.page.source;
    match desk.part {
        Part::Basics => basics(desk, source),
        Part::Words => texts(desk, source),
        Part::Picture => picture(desk, source),
        Part::Line(List::Group, at) => group::fields(desk, &source.group[at]),
        Part::Line(List::Rule, at) => lines::rule(desk, &source.rule[at]),
        Part::Line(List::Price, at) => lines::price(desk, &source.price[at]),
        Part::Line(List::Recipe, at) => lines::recipe(desk, &source.recipe[at]),
        Part::Line(List::Work, at) => lines::work(desk, &source.work[at]),
        Part::Line(List::Step, at) => guide::step(desk, &source.step[at]),
        Part::Line(List::Preset, at) => guide::preset(desk, &source.preset[at]),
        Part::Line(List::Kept, at) => guide::kept(desk, &source.kept[at]),
        Part::Line(List::Photo, at) => layers::photo(desk, &source.photo[at]),
    }
}

fn basics(desk: Desk<'_>, source: &ProductSource) -> AnyView {
    let cx = desk.cx;
    let categories = desk.page.categories.iter().map(|known| (known.slug.clone(), known.name.get(cx.lang).clone()));
    let slug = match &desk.page.sold {
        Some(_) => ().into_any(),
        None => desk.code("slug", cx.t(m::products::SLUG), cx.t(m::products::SLUG_HINT), &source.slug),
    };
    let sides = [&source.dimensions.length, &source.dimensions.width, &source.dimensions.height];
    let side = |((side, label), written): ((&str, crate::i18n::Msg), &domain::authoring::Written)| {
        desk.line(&format!("dimensions.{side}"), cx.t(label), "", &written.0)
    };
    view! {
        {desk.select("category", cx.t(m::products::CATEGORY), "", desk.chosen(categories), &source.category)}
        {desk.line("base_price", cx.t(m::products::BASE_PRICE), cx.t(m::products::BASE_PRICE_HINT), &source.base_price.0)}
        {other_prices(desk, source)}
        {desk.line("lead_days", cx.t(m::products::LEAD_DAYS), cx.t(m::products::LEAD_DAYS_HINT), &source.lead_days.0)}
        <fieldset>
            <legend>{cx.t(m::products::DIMENSIONS)}</legend>
            <p class="hint">{cx.t(m::products::DIMENSIONS_HINT)}</p>
            <div class="thirds">{group::SIDES.into_iter().zip(sides).map(side).collect_view()}</div>
        </fieldset>
        {slug}
    }
    .into_any()
}

/// Folded away where there are none: most shops let the rate of the day do it.
fn other_prices(desk: Desk<'_>, source: &ProductSource) -> AnyView {
    let cx = desk.cx;
    let price = |of: Currency| {
        let written = source.prices.get(of.code()).map_or("", |written| written.0.as_str());
        desk.line(&["prices.", of.code()].concat(), currency::name(cx, of), "", written)
    };
    view! {
        <details open=!source.prices.is_empty()>
            <summary>{cx.t(m::products::OTHER_PRICES)}</summary>
            <p class="hint">{cx.t(m::products::OTHER_PRICES_HINT)}</p>
            <div class="thirds">{Currency::FOREIGN.map(price).collect_view()}</div>
        </details>
    }
    .into_any()
}

fn texts(desk: Desk<'_>, source: &ProductSource) -> AnyView {
    let cx = desk.cx;
    view! {
        {desk.words("name", m::products::NAME, "", &source.name, 1)}
        {desk.words("summary", m::products::SUMMARY, cx.t(m::products::SUMMARY_HINT), &source.summary, 2)}
        {desk.words("story", m::products::STORY, cx.t(m::products::STORY_HINT), &source.story, 6)}
        {desk.words("care", m::products::CARE, "", &source.care, 3)}
    }
    .into_any()
}

fn picture(desk: Desk<'_>, source: &ProductSource) -> AnyView {
    let cx = desk.cx;
    let kinds = Kind::ALL.map(|kind| (kind.code().to_owned(), words::look(cx, &["kind_", kind.code()].concat())));
    let look = Kind::from_code(&source.preview).map(|kind| {
        if kind == Kind::Layers {
            return layers::main(desk, source);
        }
        view! {
            <fieldset>
                <legend>{cx.t(m::products::LOOK)}</legend>
                {group::looks(desk, "look", slots(kind), &source.look)}
            </fieldset>
        }
        .into_any()
    });
    view! {
        {desk.select("preview", cx.t(m::products::PREVIEW), cx.t(m::products::PREVIEW_HINT), desk.chosen(kinds), &source.preview)}
        {look}
    }
    .into_any()
}
