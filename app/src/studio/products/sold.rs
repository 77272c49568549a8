//! A product that is sold: its versions, and the ways to change it or take it away.

use super::{address, state};
use crate::i18n::{Cx, m};
use crate::ui::{lang_field, money, picture};
use domain::id::ProductId;
use leptos::prelude::*;
use services::catalog::ProductState;
use services::studio::products::SoldPage;

pub(super) fn body(cx: Cx, shop: &str, page: &SoldPage, said: Option<AnyView>) -> AnyView {
    let product = &page.product;
    let name = product.name.get(cx.lang).clone();
    let retire = product.state == ProductState::Published;
    let (label, offered) = if retire { (m::products::RETIRE, "no") } else { (m::products::OFFER, "yes") };
    view! {
        <p class="way-back"><a href=super::super::url(cx, shop, "/products")>{cx.t(m::products::ALL)}</a></p>
        <h1>{name.clone()}</h1>
        {said}
        <section class="card sold">
            {picture::design(&product.fingerprint, name, true, true)}
            <p>
                {cx.t(m::products::FROM_PRICE)} " " {money(cx, product.from_price)}<br/>
                <span class="quiet-ink">{cx.t(state(product.state))}</span>
            </p>
        </section>
        {edit(cx, shop, product.id, None, cx.t(m::products::CHANGE), "button button-primary")}
        <ul class="rows">
            <li><a href=cx.url(&["/products/", &product.slug].concat())>{cx.t(m::products::IN_SHOP)}</a></li>
            <li><a href=address(cx, shop, product.id, "file") download=[&product.slug, ".toml"].concat()>{cx.t(m::products::EXPORT)}</a></li>
        </ul>
        <section aria-labelledby="versions">
            <h2 id="versions">{cx.t(m::products::VERSIONS)}</h2>
            <ul class="rows">{page.versions.iter().map(|(version, at)| {
                let day = at.day().format_long(cx.lang);
                let label = cx.f(m::products::VERSION_OF, &[("version", &version.to_string()), ("day", &day)]);
                let take = (*version != product.version)
                    .then(|| edit(cx, shop, product.id, Some(*version), cx.t(m::products::TAKE_VERSION), "link"));
                view! { <li class="card">{label} {take}</li> }
            }).collect_view()}</ul>
        </section>
        <form method="post" action="/api/offer_product">
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="product" value=product.id.to_string()/>
            <input type="hidden" name="offered" value=offered/>
            <button class="button button-quiet" type="submit">{cx.t(label)}</button>
        </form>
    }
    .into_any()
}

fn edit(cx: Cx, shop: &str, id: ProductId, version: Option<u32>, label: &'static str, class: &'static str) -> AnyView {
    view! {
        <form method="post" action="/api/edit_product">
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <input type="hidden" name="product" value=id.to_string()/>
            <input type="hidden" name="version" value=version.map(|version| version.to_string()).unwrap_or_default()/>
            <button class=class type="submit">{label}</button>
        </form>
    }
    .into_any()
}
