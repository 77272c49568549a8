//! What the prices of the shop are made of: shown to shoppers beside each price.

pub mod actions;

use super::{head, notice, url};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{field, lang_field};
use domain::materials::format_tenths;
use domain::pricing::{PriceShares, Share};
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio;

/// Name of the form.
const FORM: &str = "price_shares";

/// `/{lang}/studio/{shop}/price-shares`
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let shares = match studio::price_shares(&page.services, &page.actor, &shop).await {
        Ok(shares) => shares,
        Err(error) => return error.into(),
    };
    let draft = match page.draft(FORM).await {
        Ok(draft) => draft,
        Err(error) => return error.into(),
    };
    let said = page.query("notice").map(|_| notice("good", cx.t(m::shares::KEPT).to_owned()));
    page.html(200, head(cx.t(m::shares::TITLE).to_owned()), move || {
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/efficiency")>{cx.t(m::planning::EFFICIENCY)}</a></p>
            <h1>{cx.t(m::shares::TITLE)}</h1>
            <p class="quiet-ink">{cx.t(m::shares::TEXT)}</p>
            {said}
            {form(cx, &shop, shares, draft.as_ref())}
        }
        .into_any()
    })
}

fn form(cx: Cx, shop: &str, shares: Option<PriceShares>, draft: Option<&FormDraft>) -> AnyView {
    let whole = draft.and_then(|draft| code(draft, "form"));
    let whole = whole.map(|sum| {
        notice("bad", cx.f(m::shares::NO_WHOLE, &[("sum", &format_tenths(sum.parse::<i64>().unwrap_or(0), cx.lang))]))
    });
    view! {
        {whole}
        <form class="stack" method="post" action="/api/set_price_shares" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            {Share::ALL
                .into_iter()
                .enumerate()
                .map(|(place, share)| {
                    let kept = shares.map(|shares| format_tenths(shares.parts()[place], cx.lang));
                    one(cx, share, kept.unwrap_or_default(), draft)
                })
                .collect_view()}
            <button class="button button-primary" type="submit">{cx.t(m::shares::SAVE)}</button>
        </form>
    }
    .into_any()
}

fn one(cx: Cx, share: Share, kept: String, draft: Option<&FormDraft>) -> AnyView {
    let id = share.code();
    let typed =
        draft.and_then(|draft| draft.fields.iter().find(|(name, _)| name == id)).map(|(_, typed)| typed.clone());
    let wrong = draft.and_then(|draft| code(draft, id)).map(|_| cx.t(m::shares::NO_NUMBER).to_owned());
    let is_wrong = wrong.is_some();
    view! {
        <div class="field" class:has-error=is_wrong>
            <label for=id>{cx.t(name(share))} " (%)"</label>
            <input id=id name=id inputmode="decimal" autocomplete="off" dir="ltr" value=typed.unwrap_or(kept) aria-invalid=is_wrong.then_some("true") aria-describedby=field::describe(id, false, is_wrong)/>
            {field::error(id, wrong)}
        </div>
    }
    .into_any()
}

fn code<'a>(draft: &'a FormDraft, field: &str) -> Option<&'a str> {
    draft.errors.iter().find(|(name, _)| name == field).map(|(_, code)| code.as_str())
}

/// Whom or what a share is for.
pub(crate) const fn name(share: Share) -> Msg {
    match share {
        Share::Materials => m::shares::MATERIALS,
        Share::Making => m::shares::MAKING,
        Share::Shop => m::shares::SHOP,
        Share::Platform => m::shares::PLATFORM,
        Share::Payment => m::shares::PAYMENT,
        Share::Tax => m::shares::TAX,
    }
}
