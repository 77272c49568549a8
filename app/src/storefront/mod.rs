//! The shop window.

pub mod category;
pub mod design;
pub mod favourites;
pub mod home;
pub mod info;
pub mod member;
pub mod narrow;
pub mod photos;
pub mod pieces;
pub mod product;
pub mod search;
pub mod share;
pub mod shop;
pub mod structured;
pub mod visits;

use crate::i18n::{Cx, m};
use crate::ui::{self, picture};
use domain::preview::Craft;
use leptos::prelude::*;
use services::catalog::{ProductCard, ShopCard};

/// Paths of the pages that are there whatever is for sale.
pub fn places() -> impl Iterator<Item = &'static str> {
    std::iter::once("/pieces").chain(info::paths())
}

/// The heading over a list that has none of its own, for those who go from heading to heading.
fn pieces_heading(cx: Cx) -> AnyView {
    view! { <h2 class="visually-hidden">{cx.t(m::storefront::THEIR_PIECES)}</h2> }.into_any()
}

/// A grid of products; the pictures of the first `eager` ones load at once.
fn products(cx: Cx, cards: &[ProductCard], eager: usize) -> AnyView {
    view! {
        <ul class="cards">
            {cards.iter().enumerate().map(|(index, card)| product_card(cx, card, index < eager)).collect_view()}
        </ul>
    }
    .into_any()
}

fn product_card(cx: Cx, card: &ProductCard, eager: bool) -> AnyView {
    view! {
        <li class="card">
            <a href=cx.url(&["/products/", &card.slug].concat())>
                {picture::design(&card.fingerprint, String::new(), true, eager)}
                <h3>{card.name.get(cx.lang).clone()}</h3>
                <p class="card-maker">{card.shop_name.get(cx.lang).clone()}</p>
                <p class="card-price">{ui::money(cx, cx.shown(card.from_price, &card.listed))}<span class="quiet-ink">" · " {cx.n(m::storefront::LEAD_DAYS, u32::from(card.lead_days))}</span></p>
            </a>
        </li>
    }
    .into_any()
}

fn shops(cx: Cx, cards: &[ShopCard]) -> AnyView {
    view! {
        <ul class="shops">
            {cards.iter().map(|card| view! { <li>{shop_card(cx, card)}</li> }).collect_view()}
        </ul>
    }
    .into_any()
}

fn shop_card(cx: Cx, card: &ShopCard) -> AnyView {
    view! {
        <a class=["shop-card ", craft_class(card.craft)].concat() href=cx.url(&["/shops/", &card.slug].concat())>
            <strong>{card.name.get(cx.lang).clone()}</strong>
            <span>{card.tagline.get(cx.lang).clone()}</span>
            <span class="quiet-ink">{card.place.get(cx.lang).clone()}</span>
        </a>
    }
    .into_any()
}

/// The class that draws the ornament of a craft.
const fn craft_class(craft: Craft) -> &'static str {
    match craft {
        Craft::Wood => "craft-wood",
        Craft::Argan => "craft-argan",
        Craft::Weaving => "craft-weaving",
        Craft::Raffia => "craft-raffia",
        Craft::Silver => "craft-silver",
    }
}

/// The way back: (address, name) pairs from the home page on.
fn crumbs(cx: Cx, steps: &[(String, String)]) -> AnyView {
    view! {
        <nav class="crumbs" aria-label=cx.t(m::common::BREADCRUMB)>
            <a href=cx.url("")>{cx.t(m::common::HOME)}</a>
            {steps.iter().map(|(path, name)| view! { <a href=cx.url(path)>{name.clone()}</a> }).collect_view()}
        </nav>
    }
    .into_any()
}
