//! The browser side of the islands.

mod copy;
mod drawing;
mod form;
mod page;

use wasm_split_helpers::wasm_split;

/// Wakes an island of the page, given the name of its component. Those of the product page are fetched as one file.
pub async fn wake(island: &str) {
    match island {
        "Configurator" => configurator().await,
        "CopyLink" => copy_link().await,
        _ => {}
    }
}

#[wasm_split(product)]
fn configurator() {
    form::start();
}

#[wasm_split(product)]
fn copy_link() {
    copy::watch();
}
