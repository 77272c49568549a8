//! `/{lang}/studio/{shop}/visits`: how many people look at the pages of a shop, where they come from, and what they order.

mod link;
mod tables;

use super::{chart, head, queue, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::ui::icon;
use domain::time::Day;
use domain::visits::{Bar, Span};
use leptos::prelude::*;
use services::studio::{LinkForm, VisitsPage};

/// Copies a link where the browser can.
const SCRIPT: &str = include_str!("copy.js");

/// The look back; with `source` also a link for a campaign.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let span = page.query("days").and_then(Span::from_code).unwrap_or(Span::Month);
    let found = match services::studio::visits(&page.services, &page.actor, &shop, span).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let typed = |name| page.query(name).unwrap_or_default().to_owned();
    let asked = page.query("source").is_some();
    let form = LinkForm {
        product: typed("product"),
        source: typed("source"),
        medium: typed("medium"),
        campaign: typed("campaign"),
    };
    let builder = link::Builder { cx, shop: shop.clone(), span, form, asked, origin: page.public_url.to_string() };
    let head = Head { scripts: vec![SCRIPT], ..head(cx.t(m::visits::TITLE).to_owned()) };
    page.html(200, head, move || body(cx, &shop, span, &found, &builder))
}

fn body(cx: Cx, shop: &str, span: Span, page: &VisitsPage, builder: &link::Builder) -> AnyView {
    let found = if page.is_empty() { empty(cx) } else { figures(cx, span, page) };
    view! {
        <p class="way-back"><a href=url(cx, shop, "/queue")>{icon::back()} {cx.t(m::planning::QUEUE)}</a></p>
        <h1>{cx.t(m::visits::TITLE)}</h1>
        <p class="quiet-ink">{cx.t(m::visits::TEXT)}</p>
        {spans(cx, shop, span)}
        {found}
        {builder.view(page)}
        {queue::links(cx, shop)}
    }
    .into_any()
}

/// The ways to look further back.
fn spans(cx: Cx, shop: &str, here: Span) -> AnyView {
    let link = |span: Span| {
        let href = url(cx, shop, &["/visits?days=", span.code()].concat());
        view! { <li><a href=href aria-current=(span == here).then_some("page")>{cx.t(name(span))}</a></li> }
    };
    view! {
        <nav aria-label=cx.t(m::visits::PERIOD)>
            <ul class="links">{Span::ALL.map(link).into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

const fn name(span: Span) -> Msg {
    match span {
        Span::Month => m::visits::MONTH,
        Span::Quarter => m::visits::QUARTER,
        Span::Year => m::visits::YEAR,
    }
}

fn empty(cx: Cx) -> AnyView {
    view! {
        <div class="card empty">
            <p class="strong">{cx.t(m::visits::EMPTY)}</p>
            <p class="quiet-ink">{cx.t(m::visits::EMPTY_MORE)}</p>
        </div>
    }
    .into_any()
}

fn figures(cx: Cx, span: Span, page: &VisitsPage) -> AnyView {
    let title = cx.t(if span.step() == 1 { m::visits::BY_DAY } else { m::visits::BY_WEEK });
    let orders = page.sources.iter().map(|row| row.orders).sum();
    let said = [cx.n(m::visits::VISITORS, count(page.visitors())), cx.n(m::visits::ORDERS, count(orders))].join(" · ");
    let most = page.bars.iter().map(|bar| bar.visitors).max().unwrap_or(0);
    let most = cx.f(m::visits::MOST, &[("most", &most.to_string())]);
    let label = [title, ": ", &said, ". ", &most].concat();
    let end = |bar: Option<&Bar>, of: fn(&Bar) -> Day| bar.map(|bar| cx.day(of(bar)));
    let key = |class: &'static str, label| {
        view! { <span class="key"><span class=class aria-hidden="true"></span>{cx.t(label)}</span> }
    };
    view! {
        <section aria-labelledby="visitors-title">
            <h2 id="visitors-title">{title}</h2>
            <p class="strong">{said}</p>
            <p class="hint" aria-hidden="true">{most}</p>
            {chart::bars(cx, &page.bars, label)}
            <p class="chart-ends" aria-hidden="true">
                <span>{end(page.bars.first(), |bar| bar.from)}</span>
                <span>{end(page.bars.last(), |bar| bar.to)}</span>
            </p>
            <p class="legend">{key("key-visitors", m::visits::COLUMN_VISITORS)} {key("key-ordered", m::visits::KEY_ORDERED)}</p>
            {tables::bars(cx, span, &page.bars)}
        </section>
        <section aria-labelledby="sources-title">
            <h2 id="sources-title">{cx.t(m::visits::SOURCES)}</h2>
            {tables::sources(cx, &page.sources)}
            <p class="hint">{cx.t(m::visits::METHOD)}</p>
        </section>
        <section aria-labelledby="pieces-title">
            <h2 id="pieces-title">{cx.t(m::visits::PRODUCTS)}</h2>
            {tables::products(cx, &page.products)}
        </section>
    }
    .into_any()
}

/// A count, as plural forms take it.
fn count(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(if count < 0 { 0 } else { u32::MAX })
}
