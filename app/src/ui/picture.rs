//! The picture of a design as a file of its own.

use leptos::prelude::*;

/// A picture of a design, 800 or 400 pixels square; `eager` for the first ones on a page.
pub fn design(fingerprint: &str, alt: String, small: bool, eager: bool) -> AnyView {
    let (file, side) = if small { ("-400.webp", "400") } else { (".webp", "800") };
    let src = ["/media/preview/", fingerprint, file].concat();
    let loading = if eager { "eager" } else { "lazy" };
    view! {
        <img
            class="design"
            src=src
            alt=alt
            width=side
            height=side
            loading=loading
            fetchpriority=eager.then_some("high")
            decoding="async"
        />
    }
    .into_any()
}
