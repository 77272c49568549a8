//! `/{lang}/studio/{shop}/makeable`: how many pieces of each product the shelf is enough for now.

use super::{head, queue, url};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{icon, picture};
use leptos::prelude::*;
use services::studio::MakeableRow;

/// All products that are sold.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    match services::studio::makeable(&page.services, &page.actor, &shop).await {
        Ok(rows) => page.html(200, head(cx.t(m::planning::MAKEABLE).to_owned()), move || body(cx, &shop, &rows)),
        Err(error) => error.into(),
    }
}

fn body(cx: Cx, shop: &str, rows: &[MakeableRow]) -> AnyView {
    view! {
        <p class="way-back"><a href=url(cx, shop, "/queue")>{icon::back()} {cx.t(m::planning::QUEUE)}</a></p>
        <h1>{cx.t(m::planning::MAKEABLE)}</h1>
        <p class="quiet-ink">{cx.t(m::planning::MAKEABLE_TEXT)}</p>
        {rows.is_empty().then(|| view! { <p class="card empty">{cx.t(m::planning::MAKEABLE_NONE)}</p> })}
        <ul class="rows">{rows.iter().map(|one| row(cx, one)).collect_view()}</ul>
        {queue::links(cx, shop)}
    }
    .into_any()
}

fn row(cx: Cx, row: &MakeableRow) -> AnyView {
    let count = match row.pieces {
        None => cx.t(m::planning::MAKEABLE_ANY).to_owned(),
        Some(count) => cx.n(m::studio::PIECES, u32::try_from(count).unwrap_or(u32::MAX)),
    };
    let limit = row.limit.as_ref().map(|name| cx.f(m::planning::MAKEABLE_LIMIT, &[("material", name.get(cx.lang))]));
    let class = if row.pieces == Some(0) { "card task warn" } else { "card task" };
    view! {
        <li class=class data-product=row.slug.clone()>
            <span class="task-pictures">{picture::design(&row.fingerprint, String::new(), true, false)}</span>
            <span class="task-words">
                <span class="strong"><bdi>{row.name.get(cx.lang).clone()}</bdi></span>
                <span class="quiet-ink">{limit}</span>
            </span>
            <data class="strong" value=row.pieces.map(|pieces| pieces.to_string())>{count}</data>
        </li>
    }
    .into_any()
}
