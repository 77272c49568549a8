//! Small parts that many pages share.

pub mod field;
pub mod icon;
pub mod photo;
pub mod picture;
pub mod piece;
pub mod qr;

pub use photo::{photo, thumbnail};

use crate::i18n::Cx;
use domain::money::Money;
use leptos::prelude::*;

/// An amount of money, isolated from the direction of the text around it.
pub fn money(cx: Cx, amount: Money) -> AnyView {
    view! { <bdi class="money">{cx.money(amount)}</bdi> }.into_any()
}

/// Hidden field that tells a server function the language of the form.
pub fn lang_field(cx: Cx) -> AnyView {
    view! { <input type="hidden" name="lang" value=cx.lang.code()/> }.into_any()
}

/// Paragraphs of a text in which blank lines separate them.
pub fn paragraphs(text: &str) -> AnyView {
    text.split("\n\n").map(|part| view! { <p>{part.trim().to_owned()}</p> }).collect_view().into_any()
}

/// A query with its question mark, of names as they stand in it and values as they are; empty without fields.
pub fn query(fields: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> String {
    let mut query = String::new();
    for (name, value) in fields {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(&[name.as_ref(), "=", &percent_encode(value.as_ref())].concat());
    }
    query
}

/// Encodes a text for use in a query string.
#[must_use]
pub fn percent_encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}
