//! The configurator of a product page: one form that works by itself, and an island that answers faster.
//! Both sides compute with [`domain::configurator::Engine::evaluate`] and write with [`parts`], so that they cannot disagree.

#[cfg(feature = "ssr")]
pub mod actions;
#[cfg(feature = "browser")]
mod browser;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
mod island;
/// What the browser build finds in the page.
#[cfg(feature = "ssr")]
pub const PAGE: &str = include_str!("page.js");
mod parts;
mod words;

#[cfg(feature = "browser")]
pub use browser::wake;
#[cfg(feature = "ssr")]
pub use island::Configurator;
pub use words::words;
