//! The use cases on both engines.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod batches;
mod bed;
mod cart;
mod catalog;
mod efficiency;
mod exchange;
mod facets;
mod form_draft;
mod ledger;
mod lots;
mod making;
mod market;
mod materials;
mod pictures;
mod place_order;
mod places;
mod products;
mod purchases;
mod queue;
mod search;
mod seed;
mod seed_damage;
mod session;
mod stations;
mod stocktake;
mod studio;
mod sweep;
mod visits;
mod workshop;
