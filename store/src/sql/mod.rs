//! Every query, written once in the SQL that both engines speak; compiled for each by `#[path]` in `engine/`.

use super::Db;

/// A connection of the engine for which this copy is compiled.
type Connection = <Db as sqlx::Database>::Connection;

/// The columns of a picture, each with this before its name, as [`pictures::Row`] reads them.
macro_rules! picture_columns {
    ($of:literal) => {
        concat!(
            $of,
            "id, ",
            $of,
            "width_px, ",
            $of,
            "height_px, ",
            $of,
            "original_bytes, ",
            $of,
            "stored_bytes, ",
            $of,
            "mean_rgb, ",
            $of,
            "created_ms, ",
            $of,
            "focus_x_permille, ",
            $of,
            "focus_y_permille, ",
            $of,
            "ground, ",
            $of,
            "avif"
        )
    };
}

pub(crate) mod batches;
pub(crate) mod cart;
pub(crate) mod catalog;
pub(crate) mod checkout;
pub(crate) mod efficiency;
pub(crate) mod exchange;
pub(crate) mod facets;
pub(crate) mod form_draft;
pub(crate) mod lots;
pub(crate) mod making;
pub(crate) mod materials;
pub(crate) mod order;
pub(crate) mod people;
pub(crate) mod pictures;
pub(crate) mod places;
pub(crate) mod product_draft;
pub(crate) mod production;
pub(crate) mod purchases;
pub(crate) mod recipes;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod statement;
pub(crate) mod stocktake;
pub(crate) mod visits;
pub(crate) mod workshop;
