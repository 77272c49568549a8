//! Reading and writing elements of the page.

use crate::configurator::parts;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element, HtmlInputElement};

pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// All elements of a selector that are of this kind.
pub fn all<T: JsCast>(selector: &str) -> Vec<T> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let list = found.iter().flat_map(|list| (0..list.length()).filter_map(|index| list.item(index)));
    list.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The element that belongs to a group or to one of its values, see [`parts::id`].
pub fn by_id(prefix: &str, group: usize, value: Option<usize>) -> Option<Element> {
    element(&parts::id(prefix, group, value))
}

/// The control of a group, or of one of its values.
pub fn input(group: usize, value: Option<usize>) -> Option<HtmlInputElement> {
    by_id("o", group, value)?.dyn_into().ok()
}

pub fn set_text(element: Option<Element>, text: &str) {
    if let Some(element) = element.filter(|element| element.text_content().as_deref() != Some(text)) {
        element.set_text_content(Some(text));
    }
}

#[wasm_bindgen]
extern "C" {
    /// Makes the content of an element what this markup says, and touches only what differs: see `loader.js`.
    pub fn redraw(element: &Element, html: &str);
}

pub fn mark(element: &Element, name: &str, value: Option<&str>) {
    // Both calls fail only for names that are no attribute names.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
