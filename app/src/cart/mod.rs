//! The cart page: each shop's pieces, with their own maker, day and sum.

pub mod actions;

use crate::currency;
use crate::i18n::{Cx, Msg, m};
use crate::page::{Answer, PageContext};
use crate::shell::{Head, Listing};
use crate::ui::{icon, lang_field, piece};
use domain::checkout::MAX_QUANTITY;
use leptos::prelude::*;
use services::cart::{CartLineView, CartShop, CartView};

/// `/{lang}/cart`
pub async fn page(page: PageContext) -> Answer {
    let cart = match services::cart::view_beside(&page.services, &page.actor, page.cx().rate()).await {
        Ok(cart) => cart,
        Err(error) => return error.into(),
    };
    let draft = match crate::checkout::draft::kept(&page).await {
        Ok(draft) => draft,
        Err(error) => return error.into(),
    };
    let cx = page.cx();
    let head = Head { title: cx.t(m::cart::TITLE).to_owned(), listing: Listing::Private, ..Head::default() };
    let added = page.query("added").unwrap_or_default();
    let draft_id = draft.as_ref().and(page.query("draft")).unwrap_or_default();
    page.html(200, head, move || {
        let problem = draft.and_then(|draft| crate::checkout::problem::notice(cx, &draft, None));
        view! {
            <div class="cart">
                <h1>{cx.t(m::cart::TITLE)}</h1>
                {problem}
                {if cart.shops.is_empty() { empty(cx) } else { filled(cx, &cart, added, draft_id) }}
            </div>
        }
        .into_any()
    })
}

fn empty(cx: Cx) -> AnyView {
    view! {
        <div class="empty">
            {icon::basket()}
            <h2>{cx.t(m::cart::EMPTY_TITLE)}</h2>
            <p>{cx.t(m::cart::EMPTY_TEXT)}</p>
            <p><a class="button button-primary" href=cx.url("")>{cx.t(m::cart::EMPTY_ACTION)}</a></p>
        </div>
    }
    .into_any()
}

fn filled(cx: Cx, cart: &CartView, added: &str, draft: &str) -> AnyView {
    let lines = || cart.shops.iter().flat_map(|part| &part.lines);
    let fresh = lines().find(|line| line.id.to_string() == added);
    let outdated = lines().any(|line| line.outdated);
    let shops = u32::try_from(cart.shops.len()).unwrap_or(u32::MAX);
    view! {
        {fresh.map(|line| arrived(cx, line))}
        <p class="quiet-ink">
            {cx.n(m::cart::PIECES, cart.count)}
            {(shops > 1).then(|| [" · ", &cx.n(m::cart::SHOPS, shops)].concat())}
        </p>
        {cart.shops.iter().enumerate().map(|(at, part)| shop_part(cx, part, at == 0)).collect_view()}
        <section class="cart-end" aria-labelledby="cart-total">
            <h2 id="cart-total" class="visually-hidden">{cx.t(m::cart::TOTAL)}</h2>
            <dl class="sums">{currency::sum(cx, cx.t(m::cart::TOTAL).to_owned(), cart.total, cart.shown, true)}</dl>
            {charged(cx, cart)}
            <p class="quiet-ink">{cx.t(m::cart::TOTAL_NOTE)}</p>
            {if outdated { outdated_notice(cx) } else { open_checkout(cx, draft) }}
        </section>
    }
    .into_any()
}

fn arrived(cx: Cx, line: &CartLineView) -> AnyView {
    let name = piece::isolate(line.name.get(cx.lang));
    view! {
        <div class="notice good" role="status">{icon::check()}<p>{cx.f(m::cart::ADDED, &[("name", &name)])}</p></div>
    }
    .into_any()
}

fn outdated_notice(cx: Cx) -> AnyView {
    view! { <div class="notice warn">{icon::warning()}<p>{cx.t(m::cart::OUTDATED_FIRST)}</p></div> }.into_any()
}

fn open_checkout(cx: Cx, draft: &str) -> AnyView {
    view! {
        <form method="post" action="/api/open_checkout">
            {lang_field(cx)}
            {(!draft.is_empty()).then(|| view! { <input type="hidden" name="draft" value=draft.to_owned()/> })}
            <button class="button button-primary" type="submit">{cx.t(m::cart::CHECKOUT)}</button>
        </form>
        <p class="quiet-ink">{cx.t(m::cart::PAYMENT_NOTE)}</p>
    }
    .into_any()
}

/// In which currency the goods are charged, where they are shown in another one.
pub(crate) fn charged(cx: Cx, cart: &CartView) -> Option<AnyView> {
    let rate = cart.rate.filter(|_| cart.shown.is_some())?;
    Some(view! { <p>{currency::charged_note(cx, cart.total, rate)}</p> }.into_any())
}

fn shop_part(cx: Cx, part: &CartShop, first: bool) -> AnyView {
    let id = ["shop-", &part.shop.slug].concat();
    let subtotal = cx.f(m::cart::SUBTOTAL, &[("shop", &piece::isolate(part.shop.name.get(cx.lang)))]);
    let outdated = part.lines.iter().all(|line| line.outdated);
    let several = part.lines.len() > 1;
    view! {
        <section class="shop-part" data-craft=piece::craft(part.shop.craft) aria-labelledby=id.clone()>
            {piece::maker(cx, &part.shop, &id)}
            {part.ready.filter(|_| !outdated).map(|day| piece::promise(cx.f(m::cart::READY_PART, &[("day", &cx.day(day))]), day))}
            <ul class="pieces">
                {part.lines.iter().map(|line| view! { <li class="piece">{cart_line(cx, line, several, first)}</li> }).collect_view()}
            </ul>
            <dl class="sums">{currency::sum(cx, subtotal, part.subtotal, part.shown, false)}</dl>
        </section>
    }
    .into_any()
}

fn cart_line(cx: Cx, line: &CartLineView, own_day: bool, eager: bool) -> AnyView {
    let name = line.name.get(cx.lang);
    view! {
        {piece::image(cx, name, &line.fingerprint, eager)}
        <div class="piece-text">
            <h3><button class="link" type="submit" form=edit_form(line)><bdi>{name.clone()}</bdi></button></h3>
            {piece::choices(cx, &line.labels)}
            {piece::given(cx, name, &line.pictures)}
            {if line.outdated { outdated_line(cx) } else { priced_line(cx, line, own_day) }}
            <div class="piece-actions">
                {(!line.outdated).then(|| quantity(cx, line))}
                {edit(cx, line)}
                {remove(cx, line)}
            </div>
        </div>
    }
    .into_any()
}

fn outdated_line(cx: Cx) -> AnyView {
    view! { <div class="notice warn">{icon::warning()}<p>{cx.t(m::cart::OUTDATED)}</p></div> }.into_any()
}

fn priced_line(cx: Cx, line: &CartLineView, own_day: bool) -> AnyView {
    let each = (line.quantity > 1).then(|| {
        let each =
            cx.f(m::cart::EACH, &[("n", &line.quantity.to_string()), ("price", &piece::isolate(&cx.money(line.unit)))]);
        view! { <span class="quiet-ink">{each}</span> }
    });
    view! {
        <p class="piece-price">{currency::price(cx, line.total, line.shown)} " " {each}</p>
        {match line.ready {
            Some(day) if own_day => piece::promise(cx.f(m::cart::READY_LINE, &[("day", &cx.day(day))]), day),
            Some(_) => ().into_any(),
            None => view! { <div class="notice warn">{icon::warning()}<p>{cx.t(m::cart::NO_DAY)}</p></div> }.into_any(),
        }}
    }
    .into_any()
}

fn quantity(cx: Cx, line: &CartLineView) -> AnyView {
    let id = ["quantity-", &line.id.to_string()].concat();
    let name = line.name.get(cx.lang);
    view! {
        <form class="quantity" method="post" action="/api/set_cart_quantity" novalidate>
            {lang_field(cx)}
            <input type="hidden" name="line" value=line.id.to_string()/>
            <label for=id.clone()>{cx.t(m::cart::QUANTITY)}<span class="visually-hidden">" " {name.clone()}</span></label>
            <input
                id=id
                name="quantity"
                type="number"
                inputmode="numeric"
                min="0"
                max=MAX_QUANTITY.to_string()
                value=line.quantity.to_string()
            />
            <button class="button button-quiet" type="submit">
                {cx.t(m::cart::UPDATE)}<span class="visually-hidden">" " {name.clone()}</span>
            </button>
        </form>
    }
    .into_any()
}

fn edit(cx: Cx, line: &CartLineView) -> AnyView {
    let label = if line.outdated { m::cart::CHOOSE_AGAIN } else { m::cart::EDIT };
    line_button(cx, line, "/api/edit_cart_line", Some(edit_form(line)), "button button-quiet", label)
}

fn remove(cx: Cx, line: &CartLineView) -> AnyView {
    line_button(cx, line, "/api/remove_cart_line", None, "link", m::cart::REMOVE)
}

/// Id of the form that opens a line with everything that was chosen; the name of the piece presses it too.
fn edit_form(line: &CartLineView) -> String {
    ["edit-", &line.id.to_string()].concat()
}

/// A form that is one button: it posts the line. Its name is said with the piece's for those who do not see which.
fn line_button(
    cx: Cx,
    line: &CartLineView,
    action: &'static str,
    id: Option<String>,
    class: &'static str,
    label: Msg,
) -> AnyView {
    view! {
        <form id=id method="post" action=action>
            {lang_field(cx)}
            <input type="hidden" name="line" value=line.id.to_string()/>
            <button class=class type="submit">
                {cx.t(label)}<span class="visually-hidden">" " {line.name.get(cx.lang).clone()}</span>
            </button>
        </form>
    }
    .into_any()
}
