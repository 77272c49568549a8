//! The browser side of the islands.

mod address;
mod drawing;
mod live_form;
mod page;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Wakes an island of the page, given the name of its component. Those of the product page are fetched as one file;
/// when that fails, the page stays as the server made it.
pub async fn wake(island: &str) {
    let _ = match island {
        "Configurator" => configurator().await,
        "CopyLink" => copy_link().await,
        _ => Ok(()),
    };
}

#[wasm_split(product, fallible)]
fn configurator() -> Result<(), SplitLoaderError> {
    live_form::start();
    Ok(())
}

#[wasm_split(product, fallible)]
fn copy_link() -> Result<(), SplitLoaderError> {
    address::watch();
    Ok(())
}
