//! The browser entry. The page's loader calls it once for each island.

use wasm_bindgen::prelude::wasm_bindgen;

/// Wakes an island of the page, given the name of its component.
#[wasm_bindgen]
pub async fn wake(island: String) {
    app::configurator::wake(&island).await;
}
