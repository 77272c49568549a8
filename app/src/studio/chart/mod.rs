//! Charts drawn by the server. Shapes without text: what they say stands beside them in words, and under them as a table. Time
//! runs in the direction of the language.

mod bars;
mod level;
mod strip;

pub use bars::bars;
pub use level::level;
pub use strip::{Window, strip, weeks};

use crate::i18n::Cx;
use domain::text::Lang;
use leptos::prelude::*;

/// A drawing of so many columns, mirrored where the language is read from the right.
fn drawing(cx: Cx, class: &'static str, columns: i32, rows: i32, label: String, shapes: AnyView) -> AnyView {
    let mirrored = (cx.lang == Lang::Ar).then(|| format!("translate({columns} 0) scale(-1 1)"));
    view! {
        <svg class=class viewBox=format!("0 0 {columns} {rows}") preserveAspectRatio="none" role="img" aria-label=label>
            <g transform=mirrored>{shapes}</g>
        </svg>
    }
    .into_any()
}

/// A filled rectangle of these columns and rows.
fn block(class: &'static str, x: String, y: i32, width: String, height: i32) -> AnyView {
    view! { <rect class=class x=x y=y.to_string() width=width height=height.to_string()/> }.into_any()
}
