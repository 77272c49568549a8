//! The only crate that knows SQL. [`Store`] hides which engine answers; every query is written once, in `sql/`.
//!
//! Adding a query: write `pub async fn name(c: &mut Connection, ..) -> Result<T, sqlx::Error>` in `sql/<aggregate>.rs`,
//! name it in the `queries!` list of `<aggregate>.rs`, and give it a step in `tests/it/<aggregate>.rs`.
#![expect(clippy::duplicate_mod, reason = "sql/ is compiled once for each engine")]

mod access;
mod connection;
mod engine;
mod error;
mod json;
mod queries;
mod scope;
mod settings;

pub mod batches;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod efficiency;
pub mod exchange;
pub mod facets;
pub mod form_draft;
pub mod lots;
pub mod making;
pub mod materials;
pub mod news;
pub mod order;
pub mod people;
pub mod pictures;
pub mod places;
pub mod product_draft;
pub mod production;
pub mod purchases;
pub mod recipes;
pub mod search;
pub mod session;
pub mod statement;
pub mod stocktake;
#[cfg(feature = "testing")]
pub mod testing;
pub mod visits;
pub mod workshop;

pub use connection::{Engine, Reader, Store, Writer};
pub use error::Error;
pub use scope::{CoordinatorScope, ShopScope};
pub use settings::Settings;

/// Names of all query functions, for the suite that must execute each of them on both engines.
#[must_use]
pub fn query_names() -> Vec<&'static str> {
    [
        batches::QUERIES,
        cart::QUERIES,
        catalog::QUERIES,
        checkout::QUERIES,
        efficiency::QUERIES,
        exchange::QUERIES,
        facets::QUERIES,
        form_draft::QUERIES,
        lots::QUERIES,
        making::QUERIES,
        materials::QUERIES,
        order::QUERIES,
        people::QUERIES,
        places::QUERIES,
        product_draft::QUERIES,
        pictures::QUERIES,
        production::QUERIES,
        recipes::QUERIES,
        purchases::QUERIES,
        search::QUERIES,
        session::QUERIES,
        statement::QUERIES,
        stocktake::QUERIES,
        visits::QUERIES,
        workshop::QUERIES,
    ]
    .concat()
}
