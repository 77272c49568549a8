//! Prices in another currency, to be read beside the dirhams that are charged (ADR 26).

pub mod actions;

use crate::i18n::{Cx, m};
use crate::page::PageContext;
use crate::ui::{lang_field, money, percent_encode, piece, query};
use domain::exchange::{ExchangeRate, ShownOrder};
use domain::money::{Currency, Money};
use leptos::prelude::*;

/// Field of an address that says in which currency prices are read on that page alone; lists of offers lead to such addresses.
pub const FIELD: &str = "currency";

/// What a currency is called.
#[must_use]
pub fn name(cx: Cx, currency: Currency) -> &'static str {
    cx.t(match currency {
        Currency::Mad => m::currency::MAD,
        Currency::Eur => m::currency::EUR,
        Currency::Usd => m::currency::USD,
        Currency::Gbp => m::currency::GBP,
    })
}

/// What is charged; in another currency first where the reader chose one.
pub fn price(cx: Cx, charged: Money, shown: Option<Money>) -> AnyView {
    match shown {
        Some(shown) => view! { {money(cx, shown)} " " <span class="charged">{money(cx, charged)}</span> }.into_any(),
        None => money(cx, charged),
    }
}

/// A line of a sum, with what it comes to in the reader's currency.
pub fn sum(cx: Cx, label: String, charged: Money, shown: Option<Money>, total: bool) -> AnyView {
    view! {
        <div class="sum" class:sum-total=total><dt>{label}</dt><dd>{price(cx, charged, shown)}</dd></div>
    }
    .into_any()
}

/// Under a price in another currency: where it comes from.
#[must_use]
pub fn origin(cx: Cx, rate: Option<ExchangeRate>, is_listed: bool) -> Option<String> {
    if is_listed {
        return Some(cx.t(m::currency::LISTED).to_owned());
    }
    rate.map(|rate| cx.f(m::currency::RATE_OF, &[("day", &cx.date(rate.day))]))
}

/// What an amount is charged in, and by which rate it was converted.
#[must_use]
pub fn charged_note(cx: Cx, charged: Money, rate: ExchangeRate) -> String {
    let day = cx.date(rate.day);
    cx.f(m::currency::CHARGED_NOTE, &[("day", &day), ("charged", &piece::isolate(&cx.money(charged)))])
}

/// What an order came to when it was placed, and what it costs.
#[must_use]
pub fn order_note(cx: Cx, charged: Money, shown: ShownOrder) -> String {
    let amount = |amount| piece::isolate(&cx.money(amount));
    let day = cx.date(shown.rate.day);
    let args = [("shown", amount(shown.total)), ("day", day), ("charged", amount(charged))];
    cx.f(m::currency::ORDER_NOTE, &args.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// The way to read prices in another currency: a button for each, so that one press is enough wherever forms work. Nothing where
/// there is no other.
pub fn choice(page: &PageContext) -> Option<AnyView> {
    let cx = page.cx();
    let now = cx.foreign.map_or(Currency::Mad, |foreign| foreign.currency);
    let fields = page.query.iter().map(|(name, value)| (percent_encode(name), value));
    let here = [cx.url(&page.path), query(fields)].concat();
    let button = |currency: &Currency| {
        let is_now = (*currency == now).then_some("true");
        view! {
            <button class="link" type="submit" name="currency" value=currency.code() aria-pressed=is_now>{name(cx, *currency)}</button>
        }
    };
    (page.currencies.len() > 1).then(|| {
        view! {
            <form class="currencies" method="post" action="/api/choose_currency" aria-labelledby="currencies">
                {lang_field(cx)}
                <input type="hidden" name="next" value=here/>
                <span id="currencies">{cx.t(m::currency::LABEL)}</span>
                {page.currencies.iter().map(button).collect_view()}
                <small class="quiet-ink">{cx.t(m::currency::NOTE)}</small>
            </form>
        }
        .into_any()
    })
}
