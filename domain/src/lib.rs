//! What is true without a machine. No clock, no random numbers, no IO, no floats; builds for the browser as for the server.

#![deny(clippy::float_arithmetic)]

pub mod authoring;
pub mod checkout;
pub mod compact;
pub mod configurator;
mod decimal;
pub mod efficiency;
pub mod exchange;
pub mod facets;
pub mod id;
pub mod materials;
pub mod money;
pub mod order;
pub mod picture;
pub mod planning;
pub mod preview;
pub mod pricing;
pub mod product;
pub mod purchases;
pub mod quantity;
pub mod search;
pub mod text;
pub mod time;
pub mod visits;
