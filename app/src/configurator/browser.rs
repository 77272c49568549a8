//! The browser side of the islands.

mod copy;
mod drawing;
mod form;
mod page;

use leptos::prelude::lazy;

/// Wakes an island of the page, given the name of its component. Its code is fetched for it.
pub async fn wake(island: &str) {
    match island {
        "Configurator" => configurator().await,
        "CopyLink" => copy_link().await,
        _ => {}
    }
}

#[lazy]
fn configurator() {
    form::start();
}

#[lazy]
fn copy_link() {
    copy::watch();
}
