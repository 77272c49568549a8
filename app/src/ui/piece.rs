//! A configured piece and the shop that makes it, as cart, checkout and order show them.

use super::{icon, picture};
use crate::i18n::{Cx, m};
use domain::money::Money;
use domain::preview::Craft;
use domain::text::Localised;
use domain::time::Day;
use leptos::prelude::*;
use services::catalog::ShopCard;
use services::pictures::GivenPicture;

/// Name of a craft in markup: the style draws the border of its technique.
#[must_use]
pub const fn craft(craft: Craft) -> &'static str {
    match craft {
        Craft::Wood => "wood",
        Craft::Argan => "argan",
        Craft::Weaving => "weaving",
        Craft::Raffia => "raffia",
        Craft::Silver => "silver",
    }
}

/// A text inside a sentence of another direction: it is read by itself.
#[must_use]
pub fn isolate(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}

/// The picture of a piece as it was configured.
pub fn image(cx: Cx, name: &str, fingerprint: &str, eager: bool) -> AnyView {
    let alt = cx.f(m::cart::PICTURE_OF, &[("name", name)]);
    view! { <div class="piece-picture">{picture::design(fingerprint, alt, true, eager)}</div> }.into_any()
}

/// A name, with how many of it where it is not one.
pub fn counted(quantity: u32, name: &str) -> AnyView {
    let times = (quantity != 1).then(|| [&quantity.to_string(), " × "].concat());
    view! { {times}<bdi>{name.to_owned()}</bdi> }.into_any()
}

/// What was decided, in words.
pub fn choices(cx: Cx, labels: &[(Localised, Localised)]) -> Option<AnyView> {
    (!labels.is_empty()).then(|| {
        let pairs = labels.iter().map(|(label, value)| {
            view! {
                <div><dt>{label.get(cx.lang).clone()}</dt><dd><bdi>{value.get(cx.lang).clone()}</bdi></dd></div>
            }
        });
        view! { <dl class="choices">{pairs.collect_view()}</dl> }.into_any()
    })
}

/// The pictures that the shopper gave for a piece of this name, each under the option that it was given for.
pub fn given(cx: Cx, name: &str, pictures: &[GivenPicture]) -> Option<AnyView> {
    (!pictures.is_empty()).then(|| {
        let one = |GivenPicture { option, picture }: &GivenPicture| {
            let option = option.get(cx.lang).clone();
            let alt = cx.f(m::cart::GIVEN_PICTURE, &[("option", &isolate(&option)), ("name", &isolate(name))]);
            view! {
                <figure>
                    <a href=super::photo::whole(picture)>
                        {super::photo(picture, alt, "200px")}
                    </a>
                    <figcaption>{option}</figcaption>
                </figure>
            }
        };
        view! { <div class="given-picture">{pictures.iter().map(one).collect_view()}</div> }.into_any()
    })
}

/// Who makes the pieces below: the heading of a shop's part.
pub fn maker(cx: Cx, shop: &ShopCard, id: &str) -> AnyView {
    view! {
        <div class="maker">
            <h2 id=id.to_owned()>
                <a href=cx.url(&["/shops/", &shop.slug].concat())><bdi>{shop.name.get(cx.lang).clone()}</bdi></a>
            </h2>
            <p class="quiet-ink">{shop.place.get(cx.lang).clone()}</p>
        </div>
    }
    .into_any()
}

/// A promised day with its sentence.
pub fn promise(text: String, day: Day) -> AnyView {
    view! { <p class="promise">{icon::calendar()}<time datetime=day.iso()>{text}</time></p> }.into_any()
}

/// A line of a sum: what, how much.
pub fn sum(cx: Cx, label: String, amount: Money, total: bool) -> AnyView {
    view! {
        <div class="sum" class:sum-total=total><dt>{label}</dt><dd>{super::money(cx, amount)}</dd></div>
    }
    .into_any()
}
