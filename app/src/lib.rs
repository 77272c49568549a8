//! Pages and islands. With `ssr` the server renders pages; with `browser` the islands of a page run in the browser.

#![cfg_attr(
    feature = "ssr",
    expect(missing_docs, reason = "parameters of a server function are fields of a form; docs/http.md lists them")
)]

pub mod configurator;
pub mod i18n;

#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod action;
#[cfg(feature = "ssr")]
pub mod cart;
#[cfg(feature = "ssr")]
pub mod checkout;
#[cfg(feature = "ssr")]
pub mod currency;
#[cfg(feature = "ssr")]
pub mod error_page;
#[cfg(feature = "ssr")]
pub mod listings;
#[cfg(feature = "ssr")]
pub mod order;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod storefront;
#[cfg(feature = "ssr")]
pub mod studio;
#[cfg(feature = "ssr")]
pub mod ui;
#[cfg(feature = "ssr")]
mod xml;
