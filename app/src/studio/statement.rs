//! What members did and earned: each her own, the coordinator everybody's. Made to be printed.

use super::{head, notice, url, words};
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::ui::{self, lang_field, picture};
use domain::materials::format_tenths;
use leptos::prelude::*;
use services::studio::{HoursRow, Month, ShareRow, StatementPage, StatementsPage};

/// The statement of one member in one month.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let (services, actor) = (&page.services, &page.actor);
    let found = services::studio::statement(services, actor, &shop, page.param("member"), page.query("month")).await;
    let statement = match found {
        Ok(statement) => statement,
        Err(error) => return error.into(),
    };
    let runs = page.actor.runs(&shop);
    let args = [("name", statement.member.name.get(cx.lang).as_str()), ("month", &month(cx, statement.month))];
    let title = cx.f(m::making::STATEMENT_OF, &args);
    page.html(200, head(title.clone()), move || body(cx, &shop, &statement, title, runs))
}

/// The name of a month.
fn month(cx: Cx, month: Month) -> String {
    const NAMES: [Msg; 12] = [
        m::making::MONTH_1,
        m::making::MONTH_2,
        m::making::MONTH_3,
        m::making::MONTH_4,
        m::making::MONTH_5,
        m::making::MONTH_6,
        m::making::MONTH_7,
        m::making::MONTH_8,
        m::making::MONTH_9,
        m::making::MONTH_10,
        m::making::MONTH_11,
        m::making::MONTH_12,
    ];
    let place = usize::try_from(month.month.clamp(1, 12) - 1).unwrap_or_default();
    cx.f(NAMES[place], &[("year", &month.year.to_string())])
}

fn body(cx: Cx, shop: &str, page: &StatementPage, title: String, runs: bool) -> AnyView {
    let to = |of: Month| url(cx, shop, &["/statements/", &page.member.slug, "?month=", &of.code()].concat());
    let back = runs.then(|| {
        view! { <p class="way-back"><a href=url(cx, shop, "/statements")>{cx.t(m::making::STATEMENTS)}</a></p> }
    });
    let later = (page.month != page.this_month).then(|| {
        view! { <a class="button button-quiet" href=to(page.month.next())>{cx.t(m::making::LATER)}</a> }
    });
    view! {
        {back}
        <h1>{title}</h1>
        <p class="add-line no-print">
            <a class="button button-quiet" href=to(page.month.previous())>{cx.t(m::making::EARLIER)}</a> {later}
        </p>
        <dl class="facts">
            <div><dt>{cx.t(m::making::SUM_HOURS)}</dt><dd data-minutes=page.minutes.to_string()><bdi>{words::duration(cx, page.minutes)}</bdi></dd></div>
            <div><dt>{cx.t(m::making::SUM_SHARES)}</dt><dd data-earned=page.earned.minor.to_string()>{ui::money(cx, page.earned)}</dd></div>
        </dl>
        <section aria-labelledby="pieces">
            <h2 id="pieces">{cx.t(m::making::PIECES_DONE)}</h2>
            {page.shares.is_empty().then(|| view! { <p class="quiet-ink">{cx.t(m::making::NO_SHARES)}</p> })}
            <ul class="rows">{page.shares.iter().map(|share| piece(cx, share)).collect_view()}</ul>
        </section>
        <section aria-labelledby="hours">
            <h2 id="hours">{cx.t(m::making::HOURS_IN_MONTH)}</h2>
            {page.hours.is_empty().then(|| view! { <p class="quiet-ink">{cx.t(m::making::NO_HOURS_IN_MONTH)}</p> })}
            <ul class="take">{page.hours.iter().map(|hours| day(cx, hours)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn piece(cx: Cx, share: &ShareRow) -> AnyView {
    let number = cx.f(m::making::ORDER_LINE, &[("number", &share.number.to_string())]);
    let of = cx.f(m::making::OF_MAKING, &[("amount", &cx.money(share.making))]);
    view! {
        <li class="card row-link" data-share=share.share.minor.to_string() data-making=share.making.minor.to_string()>
            {picture::design(&share.fingerprint, String::new(), true, false)}
            <span class="row-words">
                <span class="strong">{share.product.get(cx.lang).clone()}</span>
                <span class="quiet-ink">
                    {number} " · " {cx.n(m::studio::PIECES, share.quantity)} " · "
                    <bdi>{words::duration(cx, share.minutes)}</bdi>
                </span>
                <span class="quiet-ink">{of}</span>
            </span>
            {ui::money(cx, share.share)}
        </li>
    }
    .into_any()
}

fn day(cx: Cx, hours: &HoursRow) -> AnyView {
    let number = cx.f(m::making::ORDER_LINE, &[("number", &hours.number.to_string())]);
    view! {
        <li>
            <span>{cx.day(domain::time::Day(hours.day))}</span>
            <span class="quiet-ink">{hours.product.get(cx.lang).clone()} " · " {number}</span>
            <bdi class="strong amount">{words::duration(cx, hours.minutes)}</bdi>
        </li>
    }
    .into_any()
}

/// All members of this month, and what the shop declares for the making.
pub async fn all(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = match services::studio::statements(&page.services, &page.actor, &shop).await {
        Ok(found) => found,
        Err(error) => return error.into(),
    };
    let said = match page.query("notice") {
        Some("declared") => Some(notice("good", cx.t(m::making::MAKING_SHARE_DONE).to_owned())),
        Some("declared_wrong") => Some(notice("bad", cx.t(m::making::MAKING_SHARE_WRONG).to_owned())),
        Some(_) | None => None,
    };
    page.html(200, head(cx.t(m::making::STATEMENTS).to_owned()), move || everybody(cx, &shop, &found, said))
}

fn everybody(cx: Cx, shop: &str, page: &StatementsPage, said: Option<AnyView>) -> AnyView {
    let rows = page.members.iter().map(|(member, minutes, earned)| {
        let href = url(cx, shop, &["/statements/", &member.slug].concat());
        view! {
            <li>
                <a class="card row-link" href=href>
                    <span class="row-words">
                        <span class="strong">{member.name.get(cx.lang).clone()}</span>
                        <span class="quiet-ink">{member.role.get(cx.lang).clone()} " · " <bdi>{words::duration(cx, *minutes)}</bdi></span>
                    </span>
                    {ui::money(cx, *earned)}
                </a>
            </li>
        }
    });
    view! {
        <h1>{cx.t(m::making::STATEMENTS)}</h1>
        <p class="quiet-ink">{month(cx, page.month)} ". " {cx.t(m::making::STATEMENTS_TEXT)}</p>
        {said}
        <ul class="rows">{rows.collect_view()}</ul>
        <form class="card part" method="post" action="/api/set_making_share" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="shop" value=shop.to_owned()/>
            <div class="field">
                <label for="percent">{cx.t(m::making::MAKING_SHARE)}</label>
                <p class="hint" id="percent-hint">{cx.t(m::making::MAKING_SHARE_HINT)}</p>
                <input id="percent" name="percent" value=format_tenths(page.permille, cx.lang) inputmode="decimal" autocomplete="off" aria-describedby="percent-hint"/>
            </div>
            <button class="button button-quiet" type="submit">{cx.t(m::making::MAKING_SHARE_BUTTON)}</button>
        </form>
    }
    .into_any()
}
