//! What pieces are sorted out by in lists. A piece has an ordinal, which sets of pieces are made of, and a row that says
//! its terms, its price and the day on which it would be ready. Every change of a row has a new revision.

use crate::catalog::ProductCard;
use crate::queries::queries;
use domain::id::{ProductId, ShopId};
use domain::planning::Demand;
use domain::time::Day;

/// What a piece is sorted out by, to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFacets {
    /// The product.
    pub product: ProductId,
    /// Its shop.
    pub shop: ShopId,
    /// Its terms, separated by spaces; none of a piece that is not for sale.
    pub terms: String,
    /// Price without any choice.
    pub price_minor: i64,
    /// What one piece without any choice asks of the shop, begun on day 0; `None` where that cannot be said.
    pub demand: Option<Demand>,
}

/// What a piece is sorted out by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    /// Its ordinal.
    pub ordinal: u32,
    /// The change that made this row so.
    pub revision: i64,
    /// Its terms, separated by spaces; none of a piece that is not for sale.
    pub terms: String,
    /// Price without any choice.
    pub price_minor: i64,
    /// When it would be ready, without any choice.
    pub ready: Option<Day>,
}

/// What a piece without any choice asks of its shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultDemand {
    /// The ordinal of the piece.
    pub ordinal: u32,
    /// The demand, begun on day 0; `None` where that cannot be said.
    pub demand: Option<Demand>,
    /// When it was said to be ready.
    pub ready: Option<Day>,
    /// Whether that was said of this demand.
    pub is_dated: bool,
}

queries! { facets:
    /// The newest revision.
    read fn facets_revision() -> i64;
    /// The rows that changed after this revision and, within it, after this ordinal: `limit` of them in their order.
    read fn facets_since(revision: i64, ordinal: u32, limit: i64) -> Vec<Facets>;
    /// What lists show of these pieces, as far as they are for sale, each with its ordinal.
    read fn cards_of(ordinals: &[u32]) -> Vec<(u32, ProductCard)>;
    /// All shops, each with whether some of its pieces are not dated.
    read fn shops_to_date() -> Vec<(ShopId, bool)>;
    /// What the pieces of a shop that are for sale ask of it: `limit` of them after this ordinal.
    read fn default_demands(shop: ShopId, ordinal: u32, limit: i64) -> Vec<DefaultDemand>;
    /// Has pieces for sale that have no row written down again; answers how many.
    write fn claim_unsorted() -> u64;
    /// Writes down what pieces are sorted out by, in the place of what was before; their days
    /// stay, but they are not dated. A piece that was never for sale and is not now is left out.
    write fn put_facets(pieces: &[NewFacets]) -> ();
    /// Writes down when pieces would be ready: they are dated.
    write fn set_ready(days: &[(u32, Option<Day>)]) -> ();
}
