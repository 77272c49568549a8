//! The checkout page: one column, nothing to click away to.

pub mod actions;
pub mod country;
pub mod draft;
mod form;
pub mod problem;
pub mod summary;

use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::shell::{Frame, Head, Listing};
use crate::ui::percent_encode;
use leptos::prelude::*;

/// `/{lang}/checkout`
pub async fn page(page: PageContext) -> Answer {
    let checkout = match services::checkout::view_beside(&page.services, &page.actor, page.cx().rate()).await {
        Ok(Some(checkout)) => checkout,
        Ok(None) => return elsewhere(&page).await,
        Err(error) => return error.into(),
    };
    let draft = match draft::kept(&page).await {
        Ok(draft) => draft.unwrap_or_default(),
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let title = cx.t(m::checkout::TITLE);
    let head = Head { title: title.to_owned(), listing: Listing::Private, frame: Frame::Quiet, ..Head::default() };
    let draft_id = page.query("draft");
    page.html(200, head, move || {
        view! {
            <div class="checkout">
                <h1>{title}</h1>
                {problem::notice(cx, &draft, draft_id)}
                {form::mistakes(cx, &draft)}
                <section class="checkout-part" aria-labelledby="summary-title">
                    <h2 id="summary-title">{cx.t(m::checkout::SUMMARY_TITLE)}</h2>
                    {summary::shops(cx, &checkout.cart)}
                </section>
                {form::view(cx, &checkout, &draft)}
            </div>
        }
        .into_any()
    })
}

/// Nothing to buy here: whoever comes back from the confirmation is led to it again, everybody else to the cart.
async fn elsewhere(page: &PageContext) -> Answer {
    let cx = page.cx();
    match services::checkout::just_placed(&page.services, &page.actor).await {
        Ok(Some(token)) => Answer::Redirect(cx.url(&["/orders/", &token].concat())),
        Ok(None) => {
            let draft = page.query("draft").map(|id| ["?draft=", &percent_encode(id)].concat());
            Answer::Redirect(cx.url(&["/cart", draft.as_deref().unwrap_or_default()].concat()))
        }
        Err(error) => error.into(),
    }
}
