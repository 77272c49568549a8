//! `/{lang}/studio/{shop}/shortages`: where the material of chosen orders comes from, and what has to be bought.

use super::{head, queue, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, piece};
use leptos::prelude::*;
use services::studio::{ShortagePage, ShortageRow};

/// The chosen orders stand in the address, as `order=3&order=5`; without any, all of them.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let asked = page.query.iter().filter(|(name, _)| name == "order");
    let numbers: Vec<i64> = asked.filter_map(|(_, number)| number.trim().parse().ok()).collect();
    match services::studio::shortages(&page.services, &page.actor, &shop, &numbers).await {
        Ok(found) => page.html(200, head(cx.t(m::planning::SHORTAGES).to_owned()), move || body(cx, &shop, &found)),
        Err(error) => error.into(),
    }
}

fn body(cx: Cx, shop: &str, page: &ShortagePage) -> AnyView {
    let order = |(number, product, day, chosen): &(i64, domain::text::Localised, domain::time::Day, bool)| {
        let number = number.to_string();
        let name = piece::isolate(product.get(cx.lang));
        let said = cx.f(m::studio::TODAY_LINE, &[("product", &*name), ("number", &number)]);
        view! {
            <label class="tick">
                <input type="checkbox" name="order" value=number checked=*chosen/>
                <span>{said} " " <span class="quiet-ink">{cx.day(*day)}</span></span>
            </label>
        }
    };
    let choose = (!page.orders.is_empty()).then(|| {
        view! {
            <form class="stack" method="get" action=url(cx, shop, "/shortages")>
                <fieldset>
                    <legend>{cx.t(m::planning::WHICH_ORDERS)}</legend>
                    {page.orders.iter().map(order).collect_view()}
                </fieldset>
                <button class="button button-quiet" type="submit">{cx.t(m::planning::SHOW)}</button>
            </form>
        }
    });
    view! {
        <p class="way-back"><a href=url(cx, shop, "/queue")>{icon::back()} {cx.t(m::planning::QUEUE)}</a></p>
        <h1>{cx.t(m::planning::SHORTAGES)}</h1>
        <p class="quiet-ink">{cx.t(m::planning::SHORTAGES_TEXT)}</p>
        {choose}
        {page.materials.is_empty().then(|| view! { <p class="card empty">{cx.t(m::planning::SHORTAGES_NONE)}</p> })}
        <ul class="rows">{page.materials.iter().map(|one| row(cx, shop, one)).collect_view()}</ul>
        {queue::links(cx, shop)}
    }
    .into_any()
}

fn row(cx: Cx, shop: &str, row: &ShortageRow) -> AnyView {
    let short = &row.short;
    let fact = |label, amount: i64| {
        (amount > 0).then(|| view! { <div><dt>{cx.t(label)}</dt><dd>{words::amount(cx, row.unit, amount)}</dd></div> })
    };
    let arrival = short.last_arrival.map(|day| cx.f(m::planning::LAST_ARRIVAL, &[("day", &cx.day(day))]));
    let icon = (short.to_buy > 0 || short.missing > 0).then(icon::warning);
    view! {
        <li class="card" data-material=row.slug.clone()>
            <h2>{icon} <a href=url(cx, shop, &["/materials/", &row.slug].concat())><bdi>{row.name.get(cx.lang).clone()}</bdi></a></h2>
            <dl class="facts">
                {fact(m::planning::SHORT_TO_BUY, short.to_buy)}
                {fact(m::planning::SHORT_MISSING, short.missing)}
                {fact(m::planning::SHORT_ON_HAND, short.on_hand)}
                {fact(m::planning::SHORT_EXPECTED, short.expected)}
            </dl>
            <p class="quiet-ink">{arrival}</p>
        </li>
    }
    .into_any()
}
