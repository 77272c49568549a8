//! The workshop's dashboard: what to do now, the orders, the materials and their ledger.

pub mod actions;
mod arrivals;
pub mod batch;
pub mod batch_actions;
mod batch_forms;
pub mod batches;
pub mod calendar;
mod chart;
mod dangers;
pub mod efficiency;
pub mod export;
pub mod home;
pub mod labels;
mod lines;
pub(crate) mod live;
pub mod lot;
mod lots;
pub mod make;
pub mod makeable;
pub mod material;
pub mod material_actions;
pub mod materials;
pub mod order;
pub mod orders;
pub mod picture;
pub mod pictures;
pub mod place_actions;
pub mod places;
mod plan;
pub mod price_shares;
pub mod products;
pub mod purchases;
pub mod queue;
mod receipt;
pub mod recipe;
mod scrap;
pub mod shortages;
pub mod statement;
pub mod stocktake;
pub mod suppliers;
pub mod today;
pub mod visits;
pub mod what_if;
mod words;
pub mod work;
pub mod write_material;

use crate::i18n::{Cx, Msg, m};
use crate::page::PageContext;
use crate::shell::{Frame, Head, Listing};
use crate::ui::icon;
use leptos::prelude::*;

/// The address of a studio page; `path` begins with a slash or is empty.
fn url(cx: Cx, shop: &str, path: &str) -> String {
    cx.url(&["/studio/", shop, path].concat())
}

/// The head of a studio page.
fn head(title: String) -> Head {
    Head { title, frame: Frame::Studio, listing: Listing::Private, ..Default::default() }
}

/// Places that belong to the materials and have addresses of their own, so that no slug can be mistaken for them.
const OF_MATERIALS: [&str; 9] = [
    "/new-material",
    "/stocktake",
    "/batches",
    "/lots/",
    "/places",
    "/purchases",
    "/new-purchase",
    "/suppliers",
    "/new-supplier",
];

/// Places that belong to the plan.
const OF_PLAN: [&str; 7] =
    ["/what-if", "/makeable", "/shortages", "/efficiency", "/price-shares", "/visits", "/calendar"];

/// The places of a studio, under the shop's name; nothing where the address names no shop.
pub(crate) fn navigation(page: &PageContext) -> Option<AnyView> {
    let cx = page.cx();
    let shop = page.actor.membership(page.param("shop"))?;
    let slug = shop.slug.as_str();
    let inside = page.path.strip_prefix("/studio/")?.strip_prefix(slug)?;
    let runs = page.actor.runs(slug);
    let link = |path: &'static str, icon: AnyView, label: Msg| {
        let also = (path == "/materials" && OF_MATERIALS.iter().any(|place| inside.starts_with(place)))
            || (path == "/queue" && OF_PLAN.contains(&inside))
            || (path.is_empty() && !runs && inside.starts_with("/work"));
        let here = also || if path.is_empty() { inside.is_empty() } else { inside.starts_with(path) };
        let current = here.then_some(if inside == path { "page" } else { "true" });
        view! {
            <li><a href=url(cx, slug, path) aria-current=current>{icon}<span>{cx.t(label)}</span></a></li>
        }
    };
    Some(
        view! {
            <nav class="studio-nav" aria-label=cx.t(m::studio::NAVIGATION)>
                <p class="studio-shop">{shop.name.get(cx.lang).clone()}</p>
                {if runs {
                    view! {
                        <ul>
                            {link("", icon::calendar(), m::studio::TODAY)}
                            {link("/orders", icon::letter(), m::studio::ORDERS)}
                            {link("/work", icon::tools(), m::making::WORK)}
                            {link("/queue", icon::queue(), m::planning::NAVIGATION)}
                            {link("/materials", icon::shelf(), m::studio::MATERIALS)}
                            {link("/products", icon::picture(), m::products::PRODUCTS)}
                        </ul>
                    }
                        .into_any()
                } else {
                    view! {
                        <ul>
                            {link("", icon::tools(), m::making::WORK)}
                            {link("/materials", icon::shelf(), m::studio::MATERIALS)}
                        </ul>
                    }
                        .into_any()
                }}
            </nav>
        }
        .into_any(),
    )
}

/// A sentence about what was just done; `class` is `good`, `warn` or `bad`.
fn notice(class: &'static str, text: String) -> AnyView {
    let icon = if class == "good" { icon::check() } else { icon::warning() };
    let class = ["notice ", class].concat();
    view! { <div class=class role="status">{icon}<p>{text}</p></div> }.into_any()
}
