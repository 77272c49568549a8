//! Composition root: configuration, pools, adapters, routes and commands of the `mogador` program.

pub mod adapters;
pub mod commands;
pub mod config;
pub mod layers;
pub mod listen;
pub mod live;
pub mod page_cache;
pub mod photo;
pub mod router;
pub mod routes;
pub mod state;
pub mod telemetry;

pub use commands::run;
