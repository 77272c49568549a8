//! `/{lang}/studio/{shop}/what-if`: a large order before it is accepted. Nothing is written, so the question stands in the
//! address.

use super::{dangers, head, queue, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{field, icon, piece};
use leptos::prelude::*;
use services::studio::{Ask, AskProblem, AtPlace, MOST_ASKED, Never, WhatIf, WhatIfPage};

/// The question, and what comes of it.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let typed = |name| page.query(name).unwrap_or_default().to_owned();
    let ask = Ask {
        product: typed("product"),
        design: typed("design"),
        quantity: page.query("quantity").unwrap_or("1").to_owned(),
        day: typed("day"),
    };
    let is_asked = page.query("quantity").is_some();
    let asked = is_asked.then_some(&ask);
    let found = match services::studio::what_if(&page.services, &page.actor, &shop, asked).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let status = if matches!(found.answer, Some(Err(_))) { 422 } else { 200 };
    page.html(status, head(cx.t(m::planning::WHAT_IF).to_owned()), move || body(cx, &shop, &found, &ask))
}

fn body(cx: Cx, shop: &str, page: &WhatIfPage, ask: &Ask) -> AnyView {
    let problems = match &page.answer {
        Some(Err(problems)) => problems.as_slice(),
        Some(Ok(_)) | None => &[],
    };
    let answer = match &page.answer {
        Some(Ok(found)) => Some(answer(cx, shop, found)),
        Some(Err(_)) | None => None,
    };
    view! {
        <p class="way-back"><a href=url(cx, shop, "/queue")>{icon::back()} {cx.t(m::planning::QUEUE)}</a></p>
        <h1>{cx.t(m::planning::WHAT_IF)}</h1>
        <p class="quiet-ink">{cx.t(m::planning::WHAT_IF_TEXT)}</p>
        {form(cx, shop, page, ask, problems)}
        {answer}
        {queue::links(cx, shop)}
    }
    .into_any()
}

fn form(cx: Cx, shop: &str, page: &WhatIfPage, ask: &Ask, problems: &[AskProblem]) -> AnyView {
    let wrong = |problem, text: String| problems.contains(&problem).then_some(text);
    let options = page.products.iter().map(|(slug, name)| {
        let selected = *slug == ask.product;
        view! { <option value=slug.clone() selected=selected>{name.get(cx.lang).clone()}</option> }
    });
    let product = wrong(AskProblem::Product, cx.t(m::planning::ASK_PRODUCT_WRONG).to_owned());
    let design = wrong(AskProblem::Design, cx.t(m::planning::ASK_DESIGN_WRONG).to_owned());
    let most = MOST_ASKED.to_string();
    let quantity = wrong(AskProblem::Quantity, cx.f(m::planning::ASK_QUANTITY_WRONG, &[("most", &most)]));
    let day = wrong(AskProblem::Day, cx.t(m::planning::ASK_DAY_WRONG).to_owned());
    let is_wrong = product.is_some();
    view! {
        <form class="stack" method="get" action=url(cx, shop, "/what-if") novalidate>
            <div class="field" class:has-error=is_wrong>
                <label for="product">{cx.t(m::planning::ASK_PRODUCT)}</label>
                <select id="product" name="product" aria-invalid=is_wrong.then_some("true") aria-describedby=field::describe("product", false, is_wrong)>
                    {options.collect_view()}
                </select>
                {field::error("product", product)}
            </div>
            {input("design", cx.t(m::planning::ASK_DESIGN), cx.t(m::planning::ASK_DESIGN_HINT), &ask.design, "text", design)}
            <div class="columns">
                {input("quantity", cx.t(m::planning::ASK_QUANTITY), "", &ask.quantity, "text", quantity)}
                {input("day", cx.t(m::planning::ASK_DAY), cx.t(m::planning::ASK_DAY_HINT), &ask.day, "date", day)}
            </div>
            <button class="button button-primary" type="submit">{cx.t(m::planning::ASK)}</button>
        </form>
    }
    .into_any()
}

fn input(
    id: &'static str,
    label: &'static str,
    hint: &str,
    value: &str,
    kind: &'static str,
    wrong: Option<String>,
) -> AnyView {
    let is_wrong = wrong.is_some();
    view! {
        <div class="field" class:has-error=is_wrong>
            <label for=id>{label}</label>
            {field::hint(id, hint)}
            <input id=id name=id type=kind value=value.to_owned() autocomplete="off" dir="auto" aria-invalid=is_wrong.then_some("true") aria-describedby=field::describe(id, !hint.is_empty(), is_wrong)/>
            {field::error(id, wrong)}
        </div>
    }
    .into_any()
}

fn answer(cx: Cx, shop: &str, found: &WhatIf) -> AnyView {
    let name = piece::isolate(found.product.get(cx.lang));
    view! {
        <section aria-labelledby="answer-title">
            <h2 id="answer-title">{cx.n(m::studio::PIECES, found.quantity)} " · " {name}</h2>
            {piece::choices(cx, &found.choices)}
            <ol class="rows">
                {found.places.iter().enumerate().map(|(at, place)| option(cx, shop, found, at, place)).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

/// What comes of it at one place of the queue.
fn option(cx: Cx, shop: &str, found: &WhatIf, at: usize, place: &AtPlace) -> AnyView {
    let where_ = match (at, place.dangers.is_empty()) {
        (0, _) => cx.t(m::planning::AT_END).to_owned(),
        (_, true) => cx.f(m::planning::AT_SAFE_PLACE, &[("place", &place.place.to_string())]),
        (_, false) => cx.f(m::planning::AT_HURRIED_PLACE, &[("place", &place.place.to_string())]),
    };
    let late = |day| found.wished.is_some_and(|wished| day > wished);
    let day = match &place.ready {
        Ok((day, wait)) => {
            let said = if late(*day) { m::planning::READY_TOO_LATE } else { m::planning::READY_ON };
            view! { <p class="strong">{cx.f(said, &[("day", &cx.day(*day))])}</p> <p class="quiet-ink">{words::wait(cx, wait)}</p> }
                .into_any()
        }
        Err(Never::Material(name)) => {
            let said = cx.f(m::studio::WAIT_MATERIAL_NEVER, &[("material", name.get(cx.lang))]);
            view! { <p class="strong">{said}</p> }.into_any()
        }
        Err(Never::Room) => view! { <p class="strong">{cx.t(m::planning::NO_ROOM)}</p> }.into_any(),
    };
    let broken = place.dangers.iter().map(|danger| {
        let href = url(cx, shop, &["/orders/", &danger.order.to_string()].concat());
        view! { <li><a href=href>{dangers::line(cx, danger.number, danger.promised, danger.now)}</a></li> }
    });
    let broken = match place.dangers.is_empty() {
        true => view! { <p>{icon::check()} <span>{cx.t(m::planning::BREAKS_NOTHING)}</span></p> }.into_any(),
        false => view! {
            <p class="state" data-state="cancelled">{icon::warning()} <span>{cx.t(m::planning::BREAKS)}</span></p>
            <ul>{broken.collect_view()}</ul>
        }
        .into_any(),
    };
    let to_buy = place.to_buy.iter().map(|(name, unit, amount)| {
        view! { <li><span>{name.get(cx.lang).clone()}</span> " " {words::amount(cx, *unit, *amount)}</li> }
    });
    let to_buy = (!place.to_buy.is_empty()).then(|| {
        view! { <h3>{cx.t(m::planning::TO_BUY_FOR_IT)}</h3> <ul class="take">{to_buy.collect_view()}</ul> }
    });
    view! { <li class="card place" data-place=place.place.to_string()><h3>{where_}</h3>{day}{broken}{to_buy}</li> }
        .into_any()
}
