//! `/{lang}/studio/{shop}/products/{id}`: the draft of a product, or what is sold.

use super::{draft, sold, stale};
use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::shell::Head;
use crate::studio::{head, notice};
use services::form_draft::PART;

/// Pressed twice, sent once.
const ONCE: &str = include_str!("once.js");

/// The page of a product.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse() else { return Answer::NotFound };
    let (good, text) = match page.query("notice") {
        Some("saved") => ("good", m::products::SAVED),
        Some("published") => ("good", m::products::PUBLISHED),
        Some("retired") => ("good", m::products::RETIRED),
        Some("offered") => ("good", m::products::OFFERED),
        Some("dropped") => ("good", m::products::DROPPED),
        Some("stale") => ("bad", m::products::STALE),
        Some("not_ready") => ("bad", m::products::NOT_READY),
        Some("slug_taken") => ("bad", m::products::SLUG_TAKEN),
        Some("unreadable") => ("bad", m::products::UNREADABLE),
        Some(_) | None => ("", m::products::SAVED),
    };
    let mut said = (!good.is_empty()).then(|| notice(good, cx.t(text).to_owned()));
    let typed = match page.draft(PART).await {
        Ok(typed) => typed,
        Err(error) => return error.into(),
    };
    match services::studio::products::draft(&page.services, &page.actor, &shop, id).await {
        Ok(Some(found)) => {
            let title = super::words::name_of(cx, &found.source.name);
            said = typed.map(|typed| stale::gone(cx, &found.source, &typed.fields)).or(said);
            let head = Head { scripts: vec![ONCE], ..head(title) };
            return page.html(200, head, move || draft::body(cx, &shop, &found, said));
        }
        Ok(None) => {}
        Err(error) => return error.into(),
    }
    match services::studio::products::sold(&page.services, &page.actor, &shop, id).await {
        Ok(Some(found)) => {
            let title = found.product.name.get(cx.lang).clone();
            page.html(200, head(title), move || sold::body(cx, &shop, &found, said))
        }
        Ok(None) => Answer::NotFound,
        Err(error) => error.into(),
    }
}
