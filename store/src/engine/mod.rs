//! What really differs between the engines: connection settings, and the type for which `sql/` is compiled.

pub(crate) mod postgres;
pub(crate) mod sqlite;
