//! Labels to print: the name in Arabic and in the reader's language, the code, and the way to the page of the thing.

pub mod scan;
pub mod sheets;

use super::{head, url};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::qr::qr;
use domain::text::Lang;
use leptos::prelude::*;
use services::studio::{Label, LabelOf};

/// The labels of a material, a lot or an order.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let id = page.param("id");
    let of = match (page.param("kind"), id.parse(), id.parse()) {
        ("materials", _, _) => LabelOf::Material(id.to_owned()),
        ("lots", Ok(lot), _) => LabelOf::Lot(lot),
        ("orders", _, Ok(order)) => LabelOf::Order(order),
        _ => return Answer::NotFound,
    };
    let labels = match services::studio::labels(&page.services, &page.actor, &shop, &of).await {
        Ok(labels) => labels,
        Err(error) => return error.into(),
    };
    let origin = page.public_url.clone();
    let title = cx.t(m::labels::TITLE);
    page.html(200, head(title.to_owned()), move || {
        let back = labels.first().map(|label| url(cx, &shop, &label.place)).unwrap_or_default();
        view! {
            <p class="way-back"><a href=back>{cx.t(m::labels::BACK)}</a></p>
            <h1 class="no-print">{title}</h1>
            <p class="quiet-ink no-print">{cx.t(m::labels::TEXT)}</p>
            <ul class="labels">{labels.iter().map(|of| label(cx, &origin, &shop, of)).collect_view()}</ul>
        }
        .into_any()
    })
}

fn label(cx: Cx, origin: &str, shop: &str, label: &Label) -> AnyView {
    let address = [origin, &url(cx, shop, &label.place)].concat();
    let (arabic, own) = (label.name.get(Lang::Ar).clone(), label.name.get(cx.lang).clone());
    let own = (own != arabic).then(|| view! { <p class="strong"><bdi>{own}</bdi></p> });
    let is_piece = label.place.starts_with("/orders/");
    let day = label.day.map(|day| {
        let text = if is_piece { m::labels::READY } else { m::labels::CAME };
        view! { <p>{cx.f(text, &[("day", &day.iso())])}</p> }
    });
    let best_before =
        label.best_before.map(|day| view! { <p>{cx.f(m::labels::BEST_BEFORE, &[("day", &day.iso())])}</p> });
    let words = label.words.iter().filter(|text| !text.is_empty());
    let words = words.map(|text| view! { <p><bdi>{text.clone()}</bdi></p> });
    view! {
        <li class="label" data-code=label.code.clone()>
            {qr(&address, cx.f(m::labels::QR, &[("code", &label.code)]))}
            <div>
                <p class="strong" lang="ar" dir="rtl">{arabic}</p>
                {own}
                {day}
                {best_before}
                {words.collect_view()}
                <p class="label-code"><bdi dir="ltr">{label.code.clone()}</bdi></p>
            </div>
        </li>
    }
    .into_any()
}
