//! Photographs of pieces that were made, below a product.

use crate::i18n::{Cx, m};
use crate::ui::photo::{frame, ground, photo, whole};
use leptos::prelude::*;
use services::photos::Photo;

/// How wide a photograph is shown among the others.
const SIZES: &str = "(min-width: 640px) 220px, 45vw";

/// The photographs, each leading to itself in full; nothing where there are none.
pub fn section(cx: Cx, photos: &[Photo]) -> Option<AnyView> {
    let one = |Photo { picture, alt }: &Photo| {
        view! { <li><a class=frame(picture) href=whole(picture)>{ground(picture)} {photo(picture, alt.get(cx.lang).clone(), SIZES)}</a></li> }
    };
    (!photos.is_empty()).then(|| {
        view! {
            <section class="section wide" aria-labelledby="photos">
                <h2 class="section-title" id="photos">{cx.t(m::storefront::PHOTOS)}</h2>
                <ul class="shots">{photos.iter().map(one).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}
