//! `/{lang}/studio/{shop}/pictures/{picture}`: one picture, and where the eye goes on it.

pub mod actions;

use super::{head, notice, url};
use crate::i18n::{Cx, m};
use crate::page::{Answer, PageContext};
use crate::ui::photo::{frame, photo, whole};
use crate::ui::{icon, lang_field};
use domain::picture::{Format, file_name, height_of, widths};
use domain::time::Timestamp;
use leptos::prelude::*;
use services::pictures::PictureRow;

/// How wide the picture is that can be pressed, in pixels: a browser says where it was pressed in these, so it is never scaled.
const PRESSED: u32 = 240;

/// How wide a picture is shown as shoppers see it.
const SIZES: &str = "9rem";

/// The address of a picture in the studio.
pub(super) fn address(cx: Cx, shop: &str, code: &str) -> String {
    url(cx, shop, &["/pictures/", code].concat())
}

/// The page.
pub async fn page(page: PageContext) -> Answer {
    let (cx, shop) = (page.cx(), page.param("shop").to_owned());
    let found = services::pictures::shop_picture(&page.services, &page.actor, &shop, page.param("picture")).await;
    let picture = match found {
        Ok(picture) => picture,
        Err(error) => return error.into(),
    };
    let said = match page.query("notice") {
        Some("focus") => Some(notice("good", cx.t(m::studio::FOCUS_SAVED).to_owned())),
        Some("beside") => Some(notice("bad", cx.t(m::studio::FOCUS_BESIDE).to_owned())),
        Some(_) | None => None,
    };
    let day = Timestamp(picture.created_ms).format_minute(cx.lang);
    let title = cx.f(m::studio::PICTURE_ALT, &[("when", &day)]);
    page.html(200, head(title.clone()), move || {
        view! {
            <p class="way-back"><a href=url(cx, &shop, "/pictures")>{icon::back()} {cx.t(m::studio::PICTURES)}</a></p>
            <h1>{title.clone()}</h1>
            {said}
            {focus(cx, &shop, &picture, &title)}
            <p><a href=whole(&picture)>{cx.t(m::studio::PICTURE_WHOLE)}</a></p>
        }
        .into_any()
    })
}

/// Two ways to say the same: press on the picture, or two sliders, which a keyboard moves too.
fn focus(cx: Cx, shop: &str, picture: &PictureRow, alt: &str) -> AnyView {
    let high = height_of(PRESSED, picture.width, picture.height);
    let press = cx.t(m::studio::FOCUS_PRESS);
    let (x, y) = (picture.focus.x.to_string(), picture.focus.y.to_string());
    view! {
        <section class="card stack" aria-labelledby="focus">
            <h2 id="focus">{cx.t(m::studio::FOCUS)}</h2>
            <p>{cx.t(m::studio::FOCUS_TEXT)}</p>
            <div class="focus">
                <form method="post" action="/api/set_picture_focus">
                    {keys(cx, shop, picture, [PRESSED, high])}
                    // Without a name its fields are `x` and `y`. A keyboard cannot say where it presses: it has the sliders.
                    <input type="image" src=small(picture) alt=press title=press width=PRESSED.to_string() height=high.to_string() tabindex="-1"/>
                </form>
                <figure>
                    <div class=frame(picture)>{photo(picture, alt.to_owned(), SIZES)}</div>
                    <figcaption>{cx.t(m::studio::FOCUS_SEEN)}</figcaption>
                </figure>
            </div>
            <form class="stack" method="post" action="/api/set_picture_focus">
                {keys(cx, shop, picture, [1000; 2])}
                {slider("x", cx.t(m::studio::FOCUS_ACROSS), x)}
                {slider("y", cx.t(m::studio::FOCUS_DOWN), y)}
                <button class="button button-primary" type="submit">{cx.t(m::studio::FOCUS_SAVE)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// A slider from the left or the top of the picture, which is not turned round where one reads from the right.
fn slider(name: &'static str, label: &'static str, value: String) -> AnyView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input id=name name=name type="range" min="0" max="1000" step="125" value=value dir="ltr"/>
        </div>
    }
    .into_any()
}

/// The hidden fields: whose picture, and in which size the place is said.
fn keys(cx: Cx, shop: &str, picture: &PictureRow, [width, height]: [u32; 2]) -> AnyView {
    view! {
        {lang_field(cx)}
        <input type="hidden" name="shop" value=shop.to_owned()/>
        <input type="hidden" name="picture" value=picture.id.clone()/>
        <input type="hidden" name="width" value=width.to_string()/>
        <input type="hidden" name="height" value=height.to_string()/>
    }
    .into_any()
}

/// The smallest file of a picture.
fn small(picture: &PictureRow) -> String {
    let width = widths(picture.width, picture.height).first().copied().unwrap_or(1);
    ["/media/picture/", &file_name(&picture.id, width, Format::Jpeg)].concat()
}
