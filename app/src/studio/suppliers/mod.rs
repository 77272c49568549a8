//! From whom the shop buys.

pub mod actions;
pub mod write;

use super::{head, notice, url};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::icon;
use leptos::prelude::*;
use services::studio::{MaterialRow, SupplierRow};

/// The suppliers by name.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let rows = match services::studio::suppliers(&page.services, &page.actor, &shop).await {
        Ok(rows) => rows,
        Err(error) => return error.into(),
    };
    let materials = match services::studio::materials(&page.services, &page.actor, &shop).await {
        Ok(materials) => materials,
        Err(error) => return error.into(),
    };
    let said = page.query("notice").map(|_| notice("good", cx.t(m::materials::SAVED).to_owned()));
    page.html(200, head(cx.t(m::purchases::SUPPLIERS).to_owned()), move || {
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/purchases")>{cx.t(m::purchases::PURCHASES)}</a></p>
            <h1>{cx.t(m::purchases::SUPPLIERS)}</h1>
            {said}
            <p class="add-line">
                <a class="button button-quiet" href=url(cx, &shop, "/new-supplier")>{cx.t(m::purchases::NEW_SUPPLIER)}</a>
            </p>
            {rows.is_empty().then(|| {
                view! {
                    <div class="card empty">
                        {icon::letter()}
                        <p class="strong">{cx.t(m::purchases::NO_SUPPLIERS)}</p>
                        <p class="quiet-ink">{cx.t(m::purchases::NO_SUPPLIERS_TEXT)}</p>
                    </div>
                }
            })}
            <ul class="rows">{rows.iter().map(|row| card(cx, &shop, row, &materials)).collect_view()}</ul>
        }
        .into_any()
    })
}

fn card(cx: Cx, shop: &str, row: &SupplierRow, materials: &[MaterialRow]) -> AnyView {
    let name = |id| Some(materials.iter().find(|known| known.id == id)?.name.get(cx.lang).as_str());
    let sold: Vec<&str> = row.offers.iter().filter_map(|offer| name(offer.material)).collect();
    let call = (!row.phone.is_empty()).then(|| {
        view! {
            <p>
                <a class="button button-quiet" href=["tel:", &row.phone].concat()>
                    {cx.t(m::studio::CALL)} " " <bdi dir="ltr">{row.phone.clone()}</bdi>
                </a>
            </p>
        }
    });
    let days = row.usual_days.map(|days| cx.n(m::materials::TO_GET_DAYS, u32::from(days)));
    let href = url(cx, shop, &["/suppliers/", &row.id.to_string()].concat());
    view! {
        <li class="card material" data-supplier=row.id.to_string()>
            <h2><a href=href><bdi>{row.name.clone()}</bdi></a></h2>
            <p>{sold.join(cx.t(m::studio::LIST_COMMA))}</p>
            {days.map(|text| view! { <p class="quiet-ink">{text}</p> })}
            {(!row.note.is_empty()).then(|| view! { <p dir="auto">{row.note.clone()}</p> })}
            {call}
        </li>
    }
    .into_any()
}
