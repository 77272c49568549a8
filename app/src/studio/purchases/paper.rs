//! A purchase order for the supplier: on paper, or as a text that is sent.

use super::super::{head, url};
use super::bought;
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::{money, percent_encode};
use domain::id::PurchaseId;
use domain::money::Money;
use leptos::prelude::*;
use services::studio::PurchasePage;

/// The purchase order in the language of the address.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let Ok(id) = page.param("id").parse::<PurchaseId>() else { return Answer::NotFound };
    let found = match services::studio::purchase(&page.services, &page.actor, &shop, id).await {
        Ok(Some(found)) => found,
        Ok(None) => return Answer::NotFound,
        Err(error) => return error.into(),
    };
    let name = page.actor.membership(&shop).map(|shop| shop.name.get(cx.lang).clone()).unwrap_or_default();
    let title = cx.f(m::purchases::NUMBER, &[("number", &found.purchase.number.to_string())]);
    page.html(200, head(title.clone()), move || {
        let back = url(cx, &shop, &["/purchases/", &found.purchase.id.to_string()].concat());
        view! {
            <p class="way-back"><a href=back>{title.clone()}</a></p>
            {share(cx, &name, &found)}
            <article class="card paper">
                <h1>{title}</h1>
                <p class="strong"><bdi>{name}</bdi></p>
                {found.supplier.as_ref().map(|supplier| {
                    view! { <p>{cx.t(m::purchases::TO)} " " <bdi>{supplier.name.clone()}</bdi> " " <bdi dir="ltr">{supplier.phone.clone()}</bdi></p> }
                })}
                <p class="quiet-ink">{cx.day(found.purchase.ordered.map_or(found.today, domain::time::Timestamp::day))}</p>
                {table(cx, &found)}
                {(!found.purchase.note.is_empty()).then(|| view! { <blockquote dir="auto">{found.purchase.note.clone()}</blockquote> })}
            </article>
        }
        .into_any()
    })
}

fn table(cx: Cx, found: &PurchasePage) -> AnyView {
    let rows = found.lines.iter().map(|(line, row, _)| {
        view! {
            <tr>
                <th scope="row"><bdi>{row.name.get(cx.lang).clone()}</bdi></th>
                <td>{bought(cx, row, line.ordered)}</td>
                <td><time datetime=line.day.iso()>{cx.day(line.day)}</time></td>
                <td>{line.price_minor.map(|price| money(cx, Money::mad(price)))}</td>
            </tr>
        }
    });
    let total = found.total.map(|total| {
        view! { <tfoot><tr><th scope="row" colspan="3">{cx.t(m::purchases::TOTAL)}</th><td>{money(cx, total)}</td></tr></tfoot> }
    });
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{cx.t(m::purchases::MATERIAL)}</th>
                    <th scope="col">{cx.t(m::studio::AMOUNT)}</th>
                    <th scope="col">{cx.t(m::purchases::FOR_DAY)}</th>
                    <th scope="col">{cx.t(m::purchases::PRICE_SHORT)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            {total}
        </table>
    }
    .into_any()
}

/// The same as a text, with a link that puts it into a message to the supplier.
fn share(cx: Cx, shop: &str, found: &PurchasePage) -> AnyView {
    let text = text(cx, shop, found);
    let number = found.supplier.as_ref().map(|supplier| supplier.phone.trim_start_matches('+')).unwrap_or_default();
    let href = ["https://wa.me/", number, "?text=", &percent_encode(&text)].concat();
    view! {
        <section class="no-print" aria-labelledby="share">
            <h2 id="share">{cx.t(m::purchases::SHARE)}</h2>
            <p class="add-line"><a class="button button-primary" href=href rel="external noopener noreferrer">{cx.t(m::purchases::WHATSAPP)}</a></p>
            <p class="quiet-ink">{cx.t(m::purchases::PRINT_TEXT)}</p>
            <details>
                <summary>{cx.t(m::purchases::AS_TEXT)}</summary>
                <pre class="message" dir="auto">{text}</pre>
            </details>
        </section>
    }
    .into_any()
}

fn text(cx: Cx, shop: &str, found: &PurchasePage) -> String {
    let number = found.purchase.number.to_string();
    let mut text = cx.f(m::purchases::TEXT_HELLO, &[("number", &number), ("shop", shop)]);
    for (line, row, _) in &found.lines {
        let (amount, day) = (bought(cx, row, line.ordered), cx.day(line.day));
        let args = [("material", row.name.get(cx.lang).as_str()), ("amount", &amount), ("day", &day)];
        text.push_str("\n- ");
        text.push_str(&cx.f(m::purchases::TEXT_LINE, &args));
    }
    if !found.purchase.note.is_empty() {
        text.push('\n');
        text.push_str(&found.purchase.note);
    }
    text.push('\n');
    text.push_str(cx.t(m::purchases::TEXT_THANKS));
    text
}
