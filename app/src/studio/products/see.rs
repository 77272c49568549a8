//! `/{lang}/studio/{shop}/products/{id}/see`: a draft as the shopper will see it. Nothing can be bought there; the choices
//! travel in the address, so that it works without scripts too.

use super::{address, words};
use crate::configurator::Configurator;
use crate::configurator::form::Form;
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::storefront::photos;
use crate::storefront::product::options;
use crate::studio::head;
use crate::ui::icon;
use domain::preview;
use leptos::prelude::*;
use services::studio::products::{self, DraftPage};

/// The draft as a shopper will see it.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse() else { return Answer::NotFound };
    let draft = match products::draft(&page.services, &page.actor, &shop, id).await {
        Ok(Some(draft)) => draft,
        Ok(None) => return Answer::Redirect(address(cx, &shop, id, "")),
        Err(error) => return error.into(),
    };
    let shown = match products::as_sold(&page.services, &page.actor, &shop, &draft).await {
        Ok(shown) => shown,
        Err(error) => return error.into(),
    };
    let fields = options(&page.query);
    let form = shown.and_then(|(product, promise)| {
        let form = Form::new(cx, &product, promise, fields, None)?;
        Some((product, form))
    });
    let title = Head { islands: form.is_some(), ..head(cx.t(m::products::SEE_TITLE).to_owned()) };
    page.html(200, title, move || {
        let back = address(cx, &shop, id, "");
        view! {
            <p class="way-back"><a href=back>{icon::back()} {cx.t(m::products::BACK)}</a></p>
            <p class="quiet-ink">{cx.t(m::products::SEE_TEXT)}</p>
            {match form {
                Some((product, form)) => view! {
                    <Configurator>{design(cx, &address(cx, &shop, id, "see"), &draft, &product.model, &form)}</Configurator>
                    {photos::section(cx, &product.photos)}
                }
                .into_any(),
                None => view! { <p class="notice">{cx.t(m::products::SEE_NOT_YET)}</p> }.into_any(),
            }}
        }
        .into_any()
    })
}

fn design(cx: Cx, here: &str, draft: &DraftPage, model: &domain::product::ProductModel, form: &Form) -> AnyView {
    let text = draft.reading.text.get(cx.lang);
    let svg = preview::draw(&preview::scene(model, &form.shown.configuration));
    let name = words::name_of(cx, &draft.source.name);
    view! {
        <form class="product" id="design" method="get" action=here.to_owned() autocomplete="off" novalidate data-sheet=form.sheet_text()>
            <div class="product-picture" id="picture" role="img" aria-label=name.clone() inner_html=svg></div>
            <div class="options">
                <div class="product-head">
                    <h1>{name}</h1>
                    <p class="lead">{text.summary.clone()}</p>
                    <p class="product-price"><bdi class="money" id="price">{cx.money(form.shown.quote.unit_total)}</bdi></p>
                    <p class="ready-by">{icon::calendar()}<span id="ready">{form.ready()}</span></p>
                    <p class="quiet-ink" id="limit">{form.limit()}</p>
                </div>
                {form.options(text)}
                <ul class="breakdown" id="breakdown" inner_html=form.breakdown()></ul>
                <p class="no-js"><button class="button button-quiet" type="submit">{cx.t(m::products::SEE_TRY)}</button></p>
            </div>
        </form>
    }
    .into_any()
}
