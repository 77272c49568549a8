//! The browser entry: hydrates the islands of a page. The page's loader calls it once, then wakes each island.

// Keeps the islands, which nothing here names, in the build.
use app as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the browser side for the islands of the page.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
