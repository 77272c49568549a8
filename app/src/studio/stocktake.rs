//! A count of the whole shelf at once, on one page.

use super::material::{typed, units};
use super::{head, notice, url, words};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{field, lang_field};
use domain::materials::CountReason;
use leptos::prelude::*;
use services::form_draft::FormDraft;
use services::studio::MaterialRow;

/// Name of the form.
pub(super) const FORM: &str = "record_whole_stocktake";

/// A line per material, each of which may stay empty.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = services::studio::stocktake(&page.services, &page.actor, &shop).await;
    let ((id, rows), draft) = match (found, page.draft(FORM).await) {
        (Ok(found), Ok(draft)) => (found, draft),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let title = cx.t(m::materials::COUNT_SHELF);
    page.html(200, head(title.to_owned()), move || {
        let line = |row: &MaterialRow| line(cx, row, draft.as_ref());
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/materials")>{cx.t(m::studio::ALL_MATERIALS)}</a></p>
            <h1>{title}</h1>
            <p class="quiet-ink">{cx.t(m::materials::COUNT_SHELF_TEXT)}</p>
            {problem(cx, draft.as_ref())}
            <form class="part" method="post" action="/api/record_whole_stocktake" novalidate>
                {lang_field(cx)}
                <input type="hidden" name="shop" value=shop.clone()/>
                <input type="hidden" name="id" value=id.to_string()/>
                {rows.iter().map(line).collect_view()}
                <button class="button button-primary" type="submit">{cx.t(m::studio::STOCKTAKE_BUTTON)}</button>
            </form>
        }
        .into_any()
    })
}

/// What is wrong with the whole: nothing was recorded.
fn problem(cx: Cx, draft: Option<&FormDraft>) -> Option<AnyView> {
    let draft = draft?;
    let of_all = draft.errors.iter().find(|(name, _)| name.is_empty()).map(|(_, code)| code.as_str());
    let text = match of_all {
        Some("nothing") => m::materials::COUNT_NOTHING,
        Some("recorded") => m::materials::COUNT_RECORDED,
        Some(_) | None => m::materials::COUNT_MISTAKES,
    };
    Some(notice("bad", cx.t(text).to_owned()))
}

fn line(cx: Cx, row: &MaterialRow, draft: Option<&FormDraft>) -> AnyView {
    let name = |field: &str| [field, "[", &row.slug, "]"].concat();
    let id = |field: &str| [field, "-", &row.slug].concat();
    let value = |field: &str| typed(draft, &name(field));
    let code = draft.and_then(|draft| draft.errors.iter().find(|(field, _)| *field == row.slug));
    let wrong = code.and_then(|(_, code)| sentence(cx, row, code));
    let (is_wrong, chosen) = (wrong.is_some(), value("reason"));
    let hint = cx.f(m::studio::WRITE_UNITS, &[("units", &units(cx, row))]);
    let reason = |reason: CountReason| {
        let selected = reason.code() == chosen;
        view! { <option value=reason.code() selected=selected>{cx.t(words::count_reason(reason))}</option> }
    };
    let described = field::describe(&id("counted"), true, is_wrong);
    view! {
        <fieldset class="card count-line" data-material=row.slug.clone()>
            <legend>{row.name.get(cx.lang).clone()}</legend>
            <p>{cx.t(m::studio::ON_HAND)} ": " {words::amount(cx, row.unit, row.on_hand)}</p>
            <input type="hidden" name=name("seen") value=row.on_hand.to_string()/>
            <div class="thirds">
                <div class="field" class:has-error=is_wrong>
                    <label for=id("counted")>{cx.t(m::studio::COUNTED)}</label>
                    {field::hint(&id("counted"), &hint)}
                    <input id=id("counted") name=name("counted") value=value("counted") autocomplete="off" dir="auto" aria-invalid=is_wrong.then_some("true") aria-describedby=described/>
                    {field::error(&id("counted"), wrong)}
                </div>
                <div class="field">
                    <label for=id("reason")>{cx.t(m::studio::REASON)}</label>
                    <select id=id("reason") name=name("reason")>
                        <option value="">{cx.t(m::materials::COUNT_SAME)}</option>
                        {CountReason::ALL.map(reason).collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for=id("note")>{cx.t(m::materials::COUNT_NOTE)}</label>
                    <input id=id("note") name=name("note") value=value("note") autocomplete="off" dir="auto"/>
                </div>
            </div>
        </fieldset>
    }
    .into_any()
}

/// What to mend in a line.
fn sentence(cx: Cx, row: &MaterialRow, code: &str) -> Option<String> {
    let message = match code {
        "unexplained" => m::materials::COUNT_UNEXPLAINED,
        "moved" => m::materials::COUNT_MOVED,
        "below_promised" => m::studio::COUNT_BELOW_PROMISED,
        "reason_unreadable" => m::studio::REASON_UNREADABLE,
        code => words::amount_problem(code)?,
    };
    let promised = row.unit.format(row.reserved.saturating_add(row.allocated), cx.lang);
    let now = row.unit.format(row.on_hand, cx.lang);
    Some(cx.f(message, &[("units", &units(cx, row)), ("promised", &promised), ("now", &now)]))
}
