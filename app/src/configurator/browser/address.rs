//! The address of the design that the form shows: in the page's own address, and copied by a button.

use super::page::{all, element, mark};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, HtmlInputElement};

/// What of the form goes into an address.
const SAID: &str = "#design [name^='o[']:is([type=radio], [type=checkbox]):checked, #design [inputmode=decimal]";

/// Lets the button copy the address of the design that the form shows; texts stay out of addresses.
pub fn watch() {
    let Some(button) = element("copy") else { return };
    let target = button.clone();
    let closure = Closure::<dyn Fn()>::new(move || copy_address(&target));
    // Registration fails for no element that exists.
    let _ = button.add_event_listener_with_callback("click", closure.as_ref().unchecked_ref());
    closure.forget();
}

fn copy_address(button: &Element) {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let address = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default() + &query();
    let _ = window.navigator().clipboard().write_text(&address);
    mark(button, "data-done", Some(""));
}

/// Keeps the design in the address of the page and in the links to its other languages, so that coming back, loading
/// anew and another language find it again.
pub fn follow() {
    let Some(window) = web_sys::window() else { return };
    let location = window.location();
    let mut query = query();
    // What came as a draft is still needed: texts, the quantity, the line of the cart that is being changed.
    if let Some(draft) = location.search().ok().and_then(|search| draft(&search).map(str::to_owned)) {
        query.push('&');
        query.push_str(&draft);
    }
    let place = location.pathname().unwrap_or_default() + &query;
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&place));
    }
    for link in all::<HtmlAnchorElement>(".languages a") {
        link.set_search(&query);
    }
}

/// The part of a query that names a draft: 32 hexadecimal digits.
fn draft(search: &str) -> Option<&str> {
    let start = search.find("draft=")?;
    search.get(start..start + "draft=".len() + 32)
}

/// The choices and numbers of the form as a query; texts stay out of addresses.
fn query() -> String {
    let mut query = String::new();
    for input in all::<HtmlInputElement>(SAID) {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(&input.name());
        query.push('=');
        query.push_str(&input.value());
    }
    query
}
