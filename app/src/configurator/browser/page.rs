//! Reading and writing elements of the page.

use crate::configurator::parts;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element, HtmlInputElement};

pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The element that belongs to a group or to one of its values, see [`parts::id`].
pub fn by_id(prefix: &str, group: usize, value: Option<usize>) -> Option<Element> {
    element(&parts::id(prefix, group, value))
}

/// The control of a group, or of one of its values.
pub fn input(group: usize, value: Option<usize>) -> Option<HtmlInputElement> {
    by_id("o", group, value)?.dyn_into().ok()
}

/// Does it after what is being done now.
pub fn later(what: impl FnOnce() + 'static) {
    let what = Closure::once_into_js(what);
    // There is a window wherever there is a page.
    let _ = web_sys::window().map(|window| window.set_timeout_with_callback(what.unchecked_ref()));
}

#[wasm_bindgen]
extern "C" {
    /// Writes a text into the element with this id, where there is one and it says something else: see `page.js`.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(id: &str, text: &str);
    /// Makes the content of an element what this markup says, and touches only what differs: see `page.js`.
    pub fn redraw(element: &Element, html: &str);
    /// Keeps the design in the addresses of the page: see `page.js`.
    pub fn follow();
}

pub fn mark(element: &Element, name: &str, value: Option<&str>) {
    // Both calls fail only for names that are no attribute names.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
