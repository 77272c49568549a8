//! The products of a shop: what is sold, what is being written, and the forms in which it is written.

pub mod actions;
mod conditions;
mod draft;
pub mod file;
mod findings;
mod group;
mod guide;
mod import;
mod inputs;
mod layers;
mod lines;
pub mod part;
pub mod product;
pub mod see;
mod sold;
mod stale;
mod todo;
mod words;

use super::{head, notice, url};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::ui::{icon, lang_field, money, picture};
use domain::id::ProductId;
use leptos::prelude::*;
use services::catalog::ProductState;
use services::form_draft::{FormDraft, IMPORT};
use services::studio::products::{DraftCard, ProductsPage, ShopProduct};

/// `/{lang}/studio/{shop}/products`
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let after = page.query("after").and_then(|id| id.parse().ok());
    let found = match services::studio::products::products(&page.services, &page.actor, &shop, after).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let import = match page.draft(IMPORT).await {
        Ok(import) => import,
        Err(error) => return error.into(),
    };
    let said = match page.query("notice") {
        Some("dropped") => Some(notice("good", cx.t(m::products::DROPPED).to_owned())),
        Some("full") => Some(notice("bad", cx.t(m::products::FULL).to_owned())),
        Some(_) | None => None,
    };
    let title = Head { scripts: vec![import::SCRIPT], ..head(cx.t(m::products::PRODUCTS).to_owned()) };
    page.html(200, title, move || {
        view! { {said} {body(cx, &shop, &found, after.is_none(), import.as_ref())} }.into_any()
    })
}

/// The address of a product in the studio.
fn address(cx: Cx, shop: &str, id: ProductId, part: &str) -> String {
    url(cx, shop, &["/products/", &id.to_string(), if part.is_empty() { "" } else { "/" }, part].concat())
}

/// Where the list goes on, and back to its beginning.
fn pages(cx: Cx, shop: &str, is_first: bool, next: Option<ProductId>) -> Option<AnyView> {
    let next = next.map(|id| url(cx, shop, &["/products?after=", &id.to_string()].concat()));
    (next.is_some() || !is_first).then(|| {
        view! {
            <nav class="pages" aria-label=cx.t(m::search::PAGES)>
                {(!is_first).then(|| view! { <a class="button" href=url(cx, shop, "/products")>{cx.t(m::products::FIRST)}</a> })}
                {next.map(|href| view! { <a class="button" rel="next" href=href>{cx.t(m::products::MORE)}</a> })}
            </nav>
        }
        .into_any()
    })
}

fn body(cx: Cx, shop: &str, found: &ProductsPage, is_first: bool, import: Option<&FormDraft>) -> AnyView {
    let drafts = (!found.drafts.is_empty()).then(|| {
        view! {
            <section aria-labelledby="drafts">
                <h2 id="drafts">{cx.t(m::products::DRAFTS)}</h2>
                <ul class="rows">{found.drafts.iter().map(|draft| draft_card(cx, shop, draft)).collect_view()}</ul>
            </section>
        }
    });
    let sold = if found.products.is_empty() {
        view! { <div class="card empty">{icon::shelf()}<p class="strong">{cx.t(m::products::NONE)}</p></div> }
            .into_any()
    } else {
        let rows = found.products.iter().map(|product| sold_card(cx, shop, product)).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        <h1>{cx.t(m::products::PRODUCTS)}</h1>
        <form class="stack" method="post" action="/api/new_product">
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <p class="quiet-ink">{cx.t(m::products::NEW_TEXT)}</p>
            <button class="button button-primary" type="submit">{cx.t(m::products::NEW)}</button>
        </form>
        {drafts}
        <section aria-labelledby="sold"><h2 id="sold">{cx.t(m::products::SOLD)}</h2>{sold}{pages(cx, shop, is_first, found.next)}</section>
        <p><a href=url(cx, shop, "/pictures")>{icon::picture()} <span>{cx.t(m::studio::PICTURES)}</span></a></p>
        {import::form(cx, shop, import)}
    }
    .into_any()
}

fn draft_card(cx: Cx, shop: &str, draft: &DraftCard) -> AnyView {
    let href = address(cx, shop, draft.product, "");
    let changed = cx.f(m::products::CHANGED, &[("day", &draft.updated.day().format_long(cx.lang))]);
    view! {
        <li>
            <a class="card row-link" href=href>
                <span><span class="strong">{words::name_of(cx, &draft.name)}</span><br/><span class="quiet-ink">{changed}</span></span>
            </a>
        </li>
    }
    .into_any()
}

fn sold_card(cx: Cx, shop: &str, product: &ShopProduct) -> AnyView {
    let name = product.name.get(cx.lang).clone();
    view! {
        <li>
            <a class="card row-link" href=address(cx, shop, product.id, "")>
                {picture::design(&product.fingerprint, String::new(), true, false)}
                <span>
                    <span class="strong">{name}</span><br/>
                    {cx.t(m::products::FROM_PRICE)} " " {money(cx, product.from_price)}<br/>
                    <span class="quiet-ink">{cx.t(state(product.state))}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

const fn state(state: ProductState) -> crate::i18n::Msg {
    match state {
        ProductState::Draft => m::products::STATE_DRAFT,
        ProductState::Published => m::products::STATE_PUBLISHED,
        ProductState::Retired => m::products::STATE_RETIRED,
    }
}
