//! The site as others meet it: real HTTP on loopback, a real database in a folder of its own.
#![expect(clippy::unwrap_used, reason = "a test fails where its ground breaks away")]

mod architecture;
mod batches;
mod buying;
mod client;
mod cross_site;
mod currency;
mod earlier_forms;
mod errors;
mod feeds;
mod forms;
mod found;
mod headers;
mod kill;
mod lists;
mod live;
mod malformed;
#[path = "../../../services/tests/it/market.rs"]
#[expect(dead_code, reason = "the market of the use cases holds more than is wanted here")]
mod market;
mod media;
mod news;
mod page_cache;
mod race;
mod random;
mod reading;
mod roles;
mod same_checkout;
mod site;
mod stock_forms;
mod stop;
mod structured;
mod uploads;
mod visits;
