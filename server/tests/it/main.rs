//! The site as others meet it: real HTTP on loopback, a real database in a folder of its own.
#![expect(clippy::unwrap_used, reason = "a test fails where its ground breaks away")]

mod architecture;
mod client;
mod cross_site;
mod earlier_forms;
mod errors;
mod forms;
mod headers;
mod kill;
mod malformed;
mod media;
mod random;
mod roles;
mod same_checkout;
mod site;
mod stop;
mod uploads;
