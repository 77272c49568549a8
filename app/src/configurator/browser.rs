//! The browser side of the islands.

mod drawing;
mod live_form;
mod page;

/// Wakes an island of the page, given the name of its component. All islands belong to the product page, so they come in
/// the first file; what stands in a file of its own are the drawings.
pub fn wake(island: &str) {
    if island == "Configurator" {
        live_form::start();
    }
}
