//! Visits in numbers.

use crate::i18n::{Cx, Msg, m};
use crate::ui::{money, piece};
use domain::materials::format_tenths;
use domain::visits::{Bar, Source, Span};
use leptos::prelude::*;
use services::studio::{ProductVisits, SourceRow};

/// A table that scrolls where the screen is small.
fn table(cx: Cx, label: Msg, heads: &[Msg], rows: AnyView) -> AnyView {
    view! {
        <div class="scroll numbers" tabindex="0" role="group" aria-label=cx.t(label)>
            <table>
                <thead><tr>{heads.iter().map(|head| view! { <th scope="col">{cx.t(*head)}</th> }).collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The numbers of the chart, the latest first.
pub(super) fn bars(cx: Cx, span: Span, bars: &[Bar]) -> AnyView {
    let row = |bar: &Bar| {
        view! {
            <tr>
                <th scope="row">{cx.day(bar.from)}</th>
                <td>{bar.visitors.to_string()}</td>
                <td>{bar.views.to_string()}</td>
                <td>{bar.orders.to_string()}</td>
            </tr>
        }
    };
    let day = if span.step() == 1 { m::planning::COLUMN_DAY } else { m::visits::COLUMN_WEEK };
    let heads = [day, m::visits::COLUMN_VISITORS, m::visits::COLUMN_VIEWS, m::visits::COLUMN_ORDERS];
    let rows = bars.iter().rev().map(row).collect_view().into_any();
    view! {
        <details class="as-table">
            <summary>{cx.t(m::planning::AS_TABLE)}</summary>
            {table(cx, m::planning::AS_TABLE, &heads, rows)}
        </details>
    }
    .into_any()
}

/// Where visitors came from, and what they ordered.
pub(super) fn sources(cx: Cx, sources: &[SourceRow]) -> AnyView {
    let row = |row: &SourceRow| {
        let (code, counted) = (row.source.as_ref().map(Source::code), row.source.is_some());
        let visitors = if counted { row.visitors.to_string() } else { "–".to_owned() };
        let revenue = if row.orders > 0 { money(cx, row.revenue) } else { "–".into_any() };
        view! {
            <tr data-source=code.unwrap_or_else(|| "none".to_owned())>
                <th scope="row">{name(cx, row.source.as_ref())}</th>
                <td>{visitors}</td>
                <td>{row.orders.to_string()}</td>
                <td>{revenue}</td>
                <td>{row.share().map_or_else(|| "–".to_owned(), |share| percent(cx, share))}</td>
            </tr>
        }
    };
    let heads = [
        m::visits::COLUMN_SOURCE,
        m::visits::COLUMN_VISITORS,
        m::visits::COLUMN_ORDERS,
        m::visits::COLUMN_REVENUE,
        m::visits::COLUMN_SHARE,
    ];
    table(cx, m::visits::SOURCES, &heads, sources.iter().map(row).collect_view().into_any())
}

/// What was seen, put into the cart and ordered.
pub(super) fn products(cx: Cx, products: &[ProductVisits]) -> AnyView {
    let row = |row: &ProductVisits| {
        view! {
            <tr data-product=row.product.to_string()>
                <th scope="row">{piece::isolate(row.name.get(cx.lang))}</th>
                <td>{row.counts.views.to_string()}</td>
                <td>{row.counts.visitors.to_string()}</td>
                <td>{row.counts.added.to_string()}</td>
                <td>{row.orders.to_string()}</td>
            </tr>
        }
    };
    let heads = [
        m::visits::COLUMN_PRODUCT,
        m::visits::COLUMN_VIEWS,
        m::visits::COLUMN_VISITORS,
        m::visits::COLUMN_ADDED,
        m::visits::COLUMN_ORDERS,
    ];
    if products.is_empty() {
        return view! { <p class="quiet-ink">{cx.t(m::visits::NO_PRODUCTS)}</p> }.into_any();
    }
    table(cx, m::visits::PRODUCTS, &heads, products.iter().map(row).collect_view().into_any())
}

/// What a source is called.
fn name(cx: Cx, source: Option<&Source>) -> AnyView {
    let word = match source {
        None => m::visits::UNCOUNTED,
        Some(Source::Direct) => m::visits::DIRECT,
        Some(Source::Other) => m::visits::OTHER,
        Some(named @ (Source::Known(_) | Source::Site(_) | Source::Campaign(_))) => {
            let name = named.name().unwrap_or_default();
            return view! { <bdi>{name}</bdi> }.into_any();
        }
    };
    cx.t(word).into_any()
}

/// A share of a thousand in percent, with one decimal.
fn percent(cx: Cx, permille: i64) -> String {
    ["\u{2068}", &format_tenths(permille, cx.lang), "\u{a0}%\u{2069}"].concat()
}
