//! Photographs as layers: the main picture of a product, and what a value lays over it.

use super::group::looks;
use super::inputs::{Desk, id, name};
use super::words;
use crate::i18n::m;
use crate::studio::url;
use crate::ui::field::hint;
use crate::ui::thumbnail;
use domain::authoring::{GroupSource, PhotoSource, ProductSource, ValueSource};
use domain::preview::layers::MAIN;
use domain::preview::{Kind, slots};
use domain::time::Timestamp;
use leptos::prelude::*;
use services::pictures::PictureRow;

/// Pictures that are offered, the newest; one that is chosen is always among them.
const OFFERED: usize = 60;

/// The main picture, and how the layers are shown.
pub(super) fn main(desk: Desk<'_>, source: &ProductSource) -> AnyView {
    let cx = desk.cx;
    let base = source.look.get("base").map(String::as_str).unwrap_or_default();
    view! {
        {choice(desk, "look.base", cx.t(m::products::MAIN_PICTURE), cx.t(m::products::MAIN_PICTURE_HINT), base, false)}
        {desk.words("alt", m::products::MAIN_ALT, cx.t(m::products::ALT_HINT), &source.alt, 2)}
        <p>{to_pictures(desk)}</p>
        <fieldset>
            <legend>{cx.t(m::products::LOOK)}</legend>
            {hint(&id("look.proportions"), cx.t(m::products::PROPORTIONS_HINT))}
            {looks(desk, "look", slots(Kind::Layers), &source.look)}
        </fieldset>
    }
    .into_any()
}

/// A photograph of a piece that was made, and what is seen on it.
pub(super) fn photo(desk: Desk<'_>, photo: &PhotoSource) -> AnyView {
    let cx = desk.cx;
    view! {
        {choice(desk, "picture", cx.t(m::products::PHOTO_PICTURE), "", &photo.picture, false)}
        <p>{to_pictures(desk)}</p>
        {desk.words("alt", m::products::ALT, cx.t(m::products::ALT_HINT), &photo.alt, 2)}
    }
    .into_any()
}

/// What a value does to the picture: a layer of its own, its colour on other layers, and where a text stands.
pub(super) fn value(desk: Desk<'_>, field: &str, value: &ValueSource) -> AnyView {
    let cx = desk.cx;
    let filled = |slot: &str| value.look.get(slot).map(String::as_str).unwrap_or_default();
    let option = |group: &GroupSource| (group.key.clone(), words::name_of(cx, &group.label));
    let options = desk.page.source.group.iter().filter(|group| !group.key.is_empty() && !group.value.is_empty());
    let nothing = (String::new(), cx.t(m::products::TINT_NOTHING).to_owned());
    let main = (MAIN.to_owned(), cx.t(m::products::MAIN_PICTURE).to_owned());
    let coloured = [nothing, main].into_iter().chain(options.map(option)).collect();
    let (picture, tint) = (format!("{field}.layer"), format!("{field}.tint"));
    view! {
        <details open=!value.look.is_empty()>
            <summary>{cx.t(m::products::LOOK_VALUE)}</summary>
            {choice(desk, &picture, cx.t(m::products::LAYER), cx.t(m::products::LAYER_HINT), filled("layer"), true)}
            {desk.select(&tint, cx.t(m::products::TINT), cx.t(m::products::TINT_HINT), coloured, filled("tint"))}
            {looks(desk, field, slots(Kind::Layers), &value.look)}
        </details>
    }
    .into_any()
}

/// One of the shop's pictures, chosen by sight.
fn choice(desk: Desk<'_>, field: &str, label: &str, help: &str, chosen: &str, optional: bool) -> AnyView {
    let (cx, pictures) = (desk.cx, &desk.page.pictures);
    let newest = pictures.iter().take(OFFERED);
    let older = pictures.iter().skip(OFFERED).filter(|picture| picture.id == chosen);
    let lost = !chosen.is_empty() && !pictures.iter().any(|picture| picture.id == chosen);
    let plain = |value: &str, label: &str| {
        let taken = value == chosen;
        view! {
            <label class="tick">
                <input type="radio" name=name(field) value=value.to_owned() checked=taken/>
                <span>{label.to_owned()}</span>
            </label>
        }
    };
    let picture = |picture: &PictureRow| {
        let day = Timestamp(picture.created_ms).format_minute(cx.lang);
        let alt = cx.f(m::studio::PICTURE_ALT, &[("when", &day)]);
        let taken = picture.id == chosen;
        view! {
            <label class="photo-choice">
                <input type="radio" name=name(field) value=picture.id.clone() checked=taken/>
                {thumbnail(&picture.id, alt, picture.width, picture.height)}
            </label>
        }
    };
    view! {
        <fieldset class="photo-choices" id=id(field)>
            <legend>{label.to_owned()}</legend>
            {hint(&id(field), help)}
            {desk.error_of(field)}
            {pictures.is_empty().then(|| to_pictures(desk))}
            // What stands there but is gone stays until another is chosen.
            {lost.then(|| plain(chosen, cx.t(m::products::PICTURE_GONE)))}
            {optional.then(|| plain("", cx.t(m::products::NO_LAYER)))}
            <div class="photo-row">{older.chain(newest).map(picture).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The way to more pictures.
fn to_pictures(desk: Desk<'_>) -> AnyView {
    let cx = desk.cx;
    view! { <a href=url(cx, desk.shop, "/pictures")>{cx.t(m::products::ADD_PICTURES)}</a> }.into_any()
}
