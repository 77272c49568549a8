//! What facets, their values and orders are called.

use crate::i18n::{Cx, Msg, m};
use domain::facets::{Band, Colour, Facet, Matter};
use domain::money::Money;
use services::facets::Sort;

pub(super) fn price(cx: Cx, band: Band) -> String {
    let amount = |minor: i64| cx.money(Money::mad(minor));
    match band.range() {
        (None, Some(to)) => cx.f(m::facets::BELOW, &[("to", &amount(to))]),
        (Some(from), None) => cx.f(m::facets::FROM, &[("from", &amount(from))]),
        (from, to) => {
            cx.f(m::facets::BETWEEN, &[("from", &amount(from.unwrap_or(0))), ("to", &amount(to.unwrap_or(0)))])
        }
    }
}

pub(super) const fn title(facet: Facet) -> Msg {
    match facet {
        Facet::Category => m::facets::CATEGORY,
        Facet::Shop => m::facets::SHOP,
        Facet::Matter => m::facets::MATTER,
        Facet::Colour => m::facets::COLOUR,
        Facet::Price => m::facets::PRICE,
        Facet::Made => m::facets::MADE,
        Facet::Ships => m::facets::SHIPS,
    }
}

pub(super) const fn sort_name(sort: Sort) -> Msg {
    match sort {
        Sort::Newest => m::facets::NEWEST,
        Sort::Cheapest => m::facets::CHEAPEST,
        Sort::Dearest => m::facets::DEAREST,
    }
}

pub(super) const fn matter(matter: Matter) -> Msg {
    match matter {
        Matter::Thuya => m::facets::THUYA,
        Matter::LemonWood => m::facets::LEMON_WOOD,
        Matter::Walnut => m::facets::WALNUT,
        Matter::Ebony => m::facets::EBONY,
        Matter::Nacre => m::facets::NACRE,
        Matter::Argan => m::facets::ARGAN,
        Matter::Almond => m::facets::ALMOND,
        Matter::Honey => m::facets::HONEY,
        Matter::OliveOil => m::facets::OLIVE_OIL,
        Matter::Wool => m::facets::WOOL,
        Matter::Cotton => m::facets::COTTON,
        Matter::Linen => m::facets::LINEN,
        Matter::Raffia => m::facets::RAFFIA,
        Matter::Leather => m::facets::LEATHER,
        Matter::Silver => m::facets::SILVER,
    }
}

/// What a colour is called, and what stands for it.
pub(super) const fn colour(colour: Colour) -> (Msg, &'static str) {
    match colour {
        Colour::White => (m::facets::WHITE, "#fdfcf8"),
        Colour::Beige => (m::facets::BEIGE, "#d9c9a3"),
        Colour::Yellow => (m::facets::YELLOW, "#dda52f"),
        Colour::Orange => (m::facets::ORANGE, "#d0752a"),
        Colour::Red => (m::facets::RED, "#a8322d"),
        Colour::Pink => (m::facets::PINK, "#dc9f9f"),
        Colour::Purple => (m::facets::PURPLE, "#6d3f7d"),
        Colour::Blue => (m::facets::BLUE, "#2b5c9e"),
        Colour::Green => (m::facets::GREEN, "#5f7a3a"),
        Colour::Brown => (m::facets::BROWN, "#7a4a2a"),
        Colour::Grey => (m::facets::GREY, "#9aa1a6"),
        Colour::Black => (m::facets::BLACK, "#2b2928"),
    }
}
