//! The button that copies the address of a design.

use super::page::{document, element, mark};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlInputElement};

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
    const SAID: &str = "#design [name^='o[']:is([type=radio], [type=checkbox]):checked, #design [inputmode=decimal]";
    let Some(window) = web_sys::window() else { return };
    let Some(inputs) = document().and_then(|document| document.query_selector_all(SAID).ok()) else { return };
    let location = window.location();
    let mut address = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
    let mut mark_next = '?';
    for index in 0..inputs.length() {
        let Some(input) = inputs.item(index).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) else {
            continue;
        };
        address.push(mark_next);
        address.push_str(&input.name());
        address.push('=');
        address.push_str(&input.value());
        mark_next = '&';
    }
    let _ = window.navigator().clipboard().write_text(&address);
    mark(button, "data-done", Some(""));
}
