//! A product that is being written: its picture and price so far, its parts, what is left to do, and the way out.

use super::super::words::duration;
use super::findings::{self, Said};
use super::{address, inputs, part, todo, words};
use crate::i18n::{Cx, Msg, m};
use crate::ui::{icon, lang_field, money};
use domain::authoring::{GROUP_KINDS, List, Part, Problem};
use domain::configurator::{Selection, configure};
use domain::preview;
use domain::pricing::quote;
use leptos::prelude::*;
use services::studio::products::DraftPage;

pub(super) fn body(cx: Cx, shop: &str, page: &DraftPage, said: Option<AnyView>) -> AnyView {
    let whole = page.reading.problems.is_empty() && findings::said(cx, page).iter().all(|said| !said.blocks);
    view! {
        <p class="way-back"><a href=super::super::url(cx, shop, "/products")>{cx.t(m::products::ALL)}</a></p>
        <h1>{words::name_of(cx, &page.source.name)}</h1>
        <div id="findings">{said}</div>
        {so_far(cx, shop, page)}
        {earning(cx, page)}
        {notices(cx, shop, page)}
        <ul class="rows">
            {[Part::Words, Part::Basics, Part::Picture].map(|part| row(cx, shop, page, part)).into_iter().collect_view()}
        </ul>
        {List::ALL.map(|list| section(cx, shop, page, list)).into_iter().collect_view()}
        <section class="card publish" aria-labelledby="publish">
            <h2 id="publish">{cx.t(m::products::PUBLISH)}</h2>
            <p>{cx.t(if whole { m::products::READY } else { m::products::NOT_READY })}</p>
            <p class="quiet-ink">{cx.t(m::products::PUBLISH_TEXT)}</p>
            <form method="post" action="/api/publish_product">
                {keys(cx, shop, page)}
                <button class="button button-primary" type="submit" aria-disabled=(!whole).then_some("true")>{cx.t(m::products::PUBLISH)}</button>
            </form>
        </section>
        <p><a href=address(cx, shop, page.product, "file") download=[&page.source.slug, ".toml"].concat()>{cx.t(m::products::EXPORT)}</a></p>
        <details class="card">
            <summary>{cx.t(m::products::DROP)}</summary>
            <form class="stack" method="post" action="/api/drop_product_draft">
                {keys(cx, shop, page)}
                <p>{cx.t(m::products::DROP_QUESTION)}</p>
                <button class="button button-quiet" type="submit">{cx.t(m::products::DROP)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The hidden fields of every form about this draft.
fn keys(cx: Cx, shop: &str, page: &DraftPage) -> AnyView {
    view! {
        {lang_field(cx)}
        <input type="hidden" name="shop" value=shop.to_owned()/>
        <input type="hidden" name="product" value=page.product.to_string()/>
        <input type="hidden" name="revision" value=page.revision.to_string()/>
    }
    .into_any()
}

/// The picture and the price of one who says nothing, as far as there are.
pub(super) fn so_far(cx: Cx, shop: &str, page: &DraftPage) -> Option<AnyView> {
    let model = page.reading.model.as_ref()?;
    let defaults = configure(model, &Selection(vec![None; model.groups.len()])).ok()?;
    let svg = preview::draw(&preview::scene(model, &defaults));
    let name = words::name_of(cx, &page.source.name);
    let price = quote(model, &defaults).ok().map(|quote| {
        view! { {cx.t(m::products::FROM_PRICE)} " " {money(cx, quote.unit_total)} <br/> }
    });
    Some(
        view! {
            <section class="card sold" aria-label=cx.t(m::products::SEE_TITLE)>
                <div class="draft-picture" role="img" aria-label=name inner_html=svg></div>
                <p>{price} <a href=address(cx, shop, page.product, "see")>{cx.t(m::products::SEE)}</a></p>
            </section>
        }
        .into_any(),
    )
}

/// What an hour of making it will earn, before it is published.
fn earning(cx: Cx, page: &DraftPage) -> Option<AnyView> {
    let earning = page.earning.as_ref()?;
    let hourly = earning.hourly?;
    let (hours, cost) = (duration(cx, earning.minutes), cx.money(earning.cost));
    let said = cx.f(m::planning::WILL_EARN, &[("hourly", &cx.money(hourly)), ("hours", &hours), ("cost", &cost)]);
    let low = earning.fair_price.zip(earning.floor).map(|(price, floor)| {
        let (floor, price) = (cx.money(floor), cx.money(price));
        let args = [("floor", floor.as_str()), ("price", price.as_str())];
        view! { <div class="notice warn">{icon::warning()}<p>{cx.f(m::planning::WILL_EARN_LITTLE, &args)}</p></div> }
    });
    let unpriced: Vec<&str> = earning.unpriced.iter().map(|name| name.get(cx.lang).as_str()).collect();
    let unpriced = (!unpriced.is_empty()).then(|| {
        let names = unpriced.join(cx.t(m::studio::LIST_COMMA));
        view! { <p class="hint">{cx.f(m::planning::WILL_EARN_UNPRICED, &[("materials", &names)])}</p> }
    });
    Some(view! { <section class="earning"><p>{said}</p>{unpriced}{low}</section> }.into_any())
}

/// What is wrong stands first; what is only missing is a list of things to do; then what is good to know.
fn notices(cx: Cx, shop: &str, page: &DraftPage) -> AnyView {
    let wrong = page.reading.problems.iter().filter(|problem| !problem.kind.is_missing());
    let link = |part: Option<Part>, field: &str, label: String| {
        let page = address(cx, shop, page.product, &part.map(Part::code).unwrap_or_default());
        let anchor = if field.is_empty() { String::new() } else { ["#", &inputs::id(field)].concat() };
        view! { <a href=[&page, "?notice=look", &anchor].concat()>{label}</a> }.into_any()
    };
    let problem = |problem: &Problem| {
        let place = words::place(cx, &page.source, &problem.path);
        let text = words::sentence(cx, &page.source, problem);
        let part = part_of(page, &problem.path);
        let field = part.map_or("", |part| part.field(&problem.path));
        view! { <li>{link(part, field, place)} " " {text}</li> }.into_any()
    };
    let finding = |said: Said| {
        let part = said.part.map(|part| link(Some(part), &said.field, part::title(cx, &page.source, part)));
        view! { <li>{part} " " {said.text}</li> }.into_any()
    };
    let missing = todo::items(cx, &page.source, &page.reading.problems).into_iter().map(|(text, path)| {
        let part = part_of(page, path);
        let field = part.map_or("", |part| part.field(path));
        view! { <li>{link(part, field, text)}</li> }.into_any()
    });
    let (blocks, known): (Vec<_>, Vec<_>) = findings::said(cx, page).into_iter().partition(|said| said.blocks);
    let list = |class: &'static str, title: Msg, items: Vec<AnyView>| {
        (!items.is_empty()).then(|| {
            view! { <div class=class>{icon::warning()}<div><h2>{cx.t(title)}</h2><ul>{items}</ul></div></div> }
        })
    };
    let wrong = wrong.map(problem).chain(blocks.into_iter().map(finding)).collect();
    view! {
        {list("notice bad", m::products::TO_MEND, wrong)}
        {todo::list(cx, missing.collect())}
        {list("notice", m::products::TO_KNOW, known.into_iter().map(finding).collect())}
    }
    .into_any()
}

/// What is left to do in a part.
fn left(cx: Cx, page: &DraftPage, part: Part) -> usize {
    let problems = page.reading.problems.iter().filter(|problem| part.holds(&problem.path)).count();
    problems + findings::said(cx, page).iter().filter(|said| said.blocks && said.part == Some(part)).count()
}

fn part_of(page: &DraftPage, path: &str) -> Option<Part> {
    let lines = List::ALL.into_iter().flat_map(|list| (0..list.len(&page.source)).map(move |at| Part::Line(list, at)));
    [Part::Basics, Part::Words, Part::Picture].into_iter().chain(lines).find(|part| part.holds(path))
}

/// A part with what is left to do in it.
fn row(cx: Cx, shop: &str, page: &DraftPage, part: Part) -> AnyView {
    let left = left(cx, page, part);
    let icon = if left == 0 { icon::check() } else { icon::warning() };
    view! {
        <li class="card part-row" data-left=left.to_string()>
            {icon}
            <a href=address(cx, shop, page.product, &part.code())>{part::title(cx, &page.source, part)}</a>
        </li>
    }
    .into_any()
}

fn section(cx: Cx, shop: &str, page: &DraftPage, list: List) -> AnyView {
    let text = match list {
        List::Group => m::products::OPTIONS_TEXT,
        List::Rule => m::products::RULES_TEXT,
        List::Price => m::products::PRICES_TEXT,
        List::Recipe => m::products::RECIPE_TEXT,
        List::Work => m::products::WORK_TEXT,
        List::Step => m::products::STEPS_TEXT,
        List::Preset => m::products::PRESETS_TEXT,
        List::Kept => m::products::KEPT_TEXT,
        List::Photo => m::products::PHOTOS_TEXT,
    };
    let count = list.len(&page.source);
    view! {
        <section aria-labelledby=list.code()>
            <h2 id=list.code()>{cx.t(words::list(list))}</h2>
            <p class="quiet-ink">{cx.t(text)}</p>
            <ul class="rows">{(0..count).map(|at| line(cx, shop, page, list, at)).collect_view()}</ul>
            {add(cx, shop, page, list)}
        </section>
    }
    .into_any()
}

fn line(cx: Cx, shop: &str, page: &DraftPage, list: List, at: usize) -> AnyView {
    let part = Part::Line(list, at);
    let left = left(cx, page, part);
    let icon = if left == 0 { icon::check() } else { icon::warning() };
    let name = match list {
        List::Recipe => material(cx, page, at),
        List::Group | List::Rule | List::Price | List::Work | List::Step | List::Preset | List::Kept | List::Photo => {
            words::line(cx, &page.source, list, at)
        }
    };
    let key = page.source.group.get(at).filter(|_| list == List::Group).map(|group| group.key.as_str());
    let uses = key.map(|key| page.source.uses(key, None)).unwrap_or_default();
    let step = |step: &'static str, label: Msg, named: Msg| {
        let named = cx.f(named, &[("name", &name)]);
        let value = [step, ".", &at.to_string()].concat();
        view! { <button class="link" type="submit" name="step" value=value aria-label=named>{cx.t(label)}</button> }
    };
    view! {
        <li class="card part-row" data-left=left.to_string()>
            {icon}
            <a href=address(cx, shop, page.product, &part.code())>{name.clone()}</a>
            <form class="line-steps" method="post" action="/api/change_product_list">
                {keys(cx, shop, page)}
                <input type="hidden" name="list" value=list.code()/>
                {(at > 0).then(|| step("up", m::products::UP, m::products::UP_NAMED))}
                {if uses.is_empty() {
                    step("remove", m::products::REMOVE, m::products::REMOVE_NAMED).into_any()
                } else {
                    let anyway = step("remove", m::products::REMOVE_ANYWAY, m::products::REMOVE_NAMED);
                    ask(cx, shop, page, &name, &uses, anyway.into_any())
                }}
            </form>
        </li>
    }
    .into_any()
}

/// A question before something goes that others speak of, with what they are.
pub(super) fn ask(cx: Cx, shop: &str, page: &DraftPage, name: &str, uses: &[Part], anyway: AnyView) -> AnyView {
    let item = |part: &Part| {
        let to = address(cx, shop, page.product, &part.code());
        view! { <li><a href=to>{part::title(cx, &page.source, *part)}</a></li> }
    };
    view! {
        <details class="ask">
            <summary aria-label=cx.f(m::products::REMOVE_NAMED, &[("name", name)])>{cx.t(m::products::REMOVE)}</summary>
            <p>{cx.f(m::products::REMOVE_USED, &[("name", name)])}</p>
            <ul>{uses.iter().map(item).collect_view()}</ul>
            {anyway}
        </details>
    }
    .into_any()
}

fn material(cx: Cx, page: &DraftPage, at: usize) -> String {
    let line = page.source.recipe.get(at);
    let known = line.and_then(|line| page.materials.iter().find(|((slug, ..), _)| *slug == line.material));
    match (known, line) {
        (Some((_, name)), Some(line)) => [name.get(cx.lang), ", ", &line.amount.0].concat(),
        _ => words::line(cx, &page.source, List::Recipe, at),
    }
}

/// The buttons that add one.
fn add(cx: Cx, shop: &str, page: &DraftPage, list: List) -> AnyView {
    let button = |kind: &'static str, label: Msg| {
        view! { <button class="button button-quiet" type="submit" name="kind" value=kind>{cx.t(label)}</button> }
            .into_any()
    };
    let buttons = match list {
        List::Group => {
            let labels = [
                m::products::ADD_CHOICE,
                m::products::ADD_SEVERAL,
                m::products::ADD_NUMBER,
                m::products::ADD_TEXT,
                m::products::ADD_PICTURE,
            ];
            let buttons = GROUP_KINDS.into_iter().zip(labels).map(|(kind, label)| button(kind, label)).collect_view();
            view! { <span class="strong">{cx.t(m::products::ADD_OPTION)}</span> {buttons} }.into_any()
        }
        List::Rule => button("", m::products::ADD_RULE),
        List::Price => button("", m::products::ADD_PRICE),
        List::Recipe => button("", m::products::ADD_RECIPE),
        List::Work => button("", m::products::ADD_WORK),
        List::Step => button("", m::products::ADD_STEP),
        List::Preset => button("", m::products::ADD_PRESET),
        List::Kept => button("", m::products::ADD_KEPT),
        List::Photo => button("", m::products::ADD_PHOTO),
    };
    view! {
        <form class="add-line" method="post" action="/api/change_product_list">
            {keys(cx, shop, page)}
            <input type="hidden" name="list" value=list.code()/>
            <input type="hidden" name="step" value="add"/>
            {buttons}
        </form>
    }
    .into_any()
}
