//! The store on both engines. Each aggregate has a file whose `story` executes every query of it; `conformance` runs
//! all stories and fails for a query that none of them executed.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod batches;
mod cart;
mod catalog;
mod conformance;
mod durability;
mod efficiency;
mod exchange;
mod facets;
mod form_draft;
mod ledger;
mod lots;
mod making;
mod materials;
mod news;
mod order;
mod people;
mod pictures;
mod places;
mod product_draft;
mod purchases;
mod schema;
mod search;
mod session;
mod stocktake;
mod visits;
mod workshop;
