//! What is suggested while somebody types.

use crate::i18n::{Cx, m};
use domain::text::Lang;
use serde_json::{Value, json};
use services::search::Suggested;

/// A JSON list of `{"text", "note", "href"}`: where each suggestion leads, what it is called, and what it is.
#[must_use]
pub fn suggestions(lang: Lang, found: &Suggested) -> String {
    let cx = Cx::of(lang);
    let one =
        |text: &str, note: &str, path: &[&str]| json!({ "text": text, "note": note, "href": cx.url(&path.concat()) });
    let categories = found
        .categories
        .iter()
        .map(|card| one(card.name.get(lang), cx.t(m::facets::CATEGORY), &["/categories/", &card.slug]));
    let shops = found.shops.iter().map(|card| one(card.name.get(lang), card.place.get(lang), &["/shops/", &card.slug]));
    let pieces =
        found.pieces.iter().map(|card| one(card.name.get(lang), card.shop_name.get(lang), &["/products/", &card.slug]));
    Value::from_iter(categories.chain(shops).chain(pieces)).to_string()
}
