//! What pieces are found by.

use crate::catalog::ProductCard;
use crate::queries::queries;
use domain::id::ProductId;
use domain::product::ProductText;
use domain::search::{Known, Meant};
use domain::text::Localised;
use std::collections::BTreeMap;

/// A piece whose words are not written down yet, or by older rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The product.
    pub product: ProductId,
    /// Its current version.
    pub version: u32,
    /// All words of this version.
    pub text: Localised<ProductText>,
    /// Name of the shop.
    pub shop: Localised,
    /// Name of the category.
    pub category: Localised,
}

/// The words of a piece, and how much each counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceTerms {
    /// The product.
    pub product: ProductId,
    /// The version that says them.
    pub version: u32,
    /// Weight by word.
    pub terms: BTreeMap<String, i64>,
}

/// A piece that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What a list shows.
    pub card: ProductCard,
    /// How many of the words that were asked it has.
    pub places: i64,
}

queries! { search:
    /// Published pieces whose words are not written down by these rules, by id; `limit` at most.
    read fn unwritten_pieces(rules: i64, limit: i64) -> Vec<Unwritten>;
    /// Words of published pieces that are this one, begin with it, or have its skeleton; those in most pieces first.
    read fn words_alike(word: &str, skeleton: &str) -> Vec<Known>;
    /// Words that share most of these grams.
    read fn words_near(grams: &[String]) -> Vec<Known>;
    /// How many pieces are published.
    read fn count_published() -> i64;
    /// The published pieces that have as many of the asked words as any, those in which they count most first: `limit` of
    /// them behind the first `skip`.
    read fn find_pieces(meant: &[Meant], skip: i64, limit: i64) -> Vec<Found>;
    /// Writes the words of pieces down anew; for a version that is not the current one any more they stay unwritten.
    write fn write_terms(pieces: &[PieceTerms], rules: i64) -> ();
}
