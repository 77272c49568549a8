//! The work sheets of an order on paper, one page for each line.

use super::super::{head, order, url};
use crate::i18n::m;
use crate::page::{Answer, PageContext};
use crate::ui::qr::qr;
use domain::id::ShopOrderId;
use leptos::prelude::*;

/// Picture, options, materials, minutes, what the shopper gave, and the way back to the order.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<ShopOrderId>() else { return Answer::NotFound };
    let found = match services::studio::order(&page.services, &page.actor, &shop, id).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let title = cx.f(m::studio::ORDER_NUMBER, &[("number", &found.number.to_string())]);
    let place = url(cx, &shop, &["/orders/", &id.to_string()].concat());
    let address = [&*page.public_url, &place].concat();
    page.html(200, head(title.clone()), move || {
        let sheet = |(position, sheet): (u32, &services::studio::WorkSheet)| {
            let code = services::studio::piece_code(found.number, position);
            view! {
                <section class="work-sheet">
                    <header>
                        <div>
                            <h2>{title.clone()}</h2>
                            <p>{cx.f(m::studio::PROMISED, &[("day", &cx.day(found.ready))])}</p>
                            <p class="label-code"><bdi dir="ltr">{code.clone()}</bdi></p>
                        </div>
                        {qr(&address, cx.f(m::labels::QR, &[("code", &code)]))}
                    </header>
                    {order::work_sheet(cx, &shop, sheet)}
                </section>
            }
        };
        view! {
            <p class="way-back"><a href=place>{title.clone()}</a></p>
            <h1 class="no-print">{title.clone()}</h1>
            <p class="quiet-ink no-print">{cx.t(m::labels::SHEETS_TEXT)}</p>
            {(1..).zip(&found.lines).map(sheet).collect_view()}
        }
        .into_any()
    })
}
