//! What pieces are found by.

use crate::catalog::ShopKind;
use crate::queries::queries;
use domain::id::{ProductId, ShopId};
use domain::product::{ProductModel, ProductText};
use domain::search::Known;
use domain::text::Localised;
use roaring::RoaringBitmap;
use std::collections::BTreeMap;

/// A piece that changed since its words were written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The product.
    pub product: ProductId,
    /// Its shop.
    pub shop_id: ShopId,
    /// Price without any choice.
    pub price_minor: i64,
    /// What it says; nothing when it is not for sale, or what is kept of it cannot be read.
    pub said: Option<Said>,
    /// Whether what is kept of it cannot be read.
    pub is_broken: bool,
}

/// What a piece is found by and sorted out by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How it can vary, with its recipe.
    pub model: ProductModel,
    /// All words of its current version.
    pub text: Localised<ProductText>,
    /// Slug of the shop.
    pub shop_slug: String,
    /// How the shop is organised.
    pub kind: ShopKind,
    /// Whether it says that it is one of women.
    pub is_of_women: bool,
    /// Name of the shop.
    pub shop: Localised,
    /// Slug of the category.
    pub category_slug: String,
    /// Name of the category.
    pub category: Localised,
    /// Names of the materials in the recipe.
    pub materials: Vec<Localised>,
}

/// The words of a piece, and how much each counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceTerms {
    /// The product.
    pub product: ProductId,
    /// Weight by word; none for a piece that is not to be found.
    pub terms: BTreeMap<String, i64>,
}

/// The pieces in which a word counts so much.
#[derive(Debug, Clone, PartialEq)]
pub struct WordSet {
    /// The word.
    pub word: String,
    /// How much it counts in each of them, 1 to 100.
    pub weight: i64,
    /// Their ordinals; none when no piece has it any more.
    pub pieces: RoaringBitmap,
}

queries! { search:
    /// Words of pieces that are this one, begin with it, or have its skeleton; those in most pieces first.
    read fn words_alike(word: &str, skeleton: &str) -> Vec<Known>;
    /// Words that share most of these grams.
    read fn words_near(grams: &[String]) -> Vec<Known>;
    /// Of how many pieces the words are written down.
    read fn count_searched() -> i64;
    /// The sets of these words, by word and weight: each piece is in one set of a word at most. A piece that has just been taken
    /// from sale may still be among them.
    read fn word_sets(words: &[String]) -> Vec<WordSet>;
    /// Keeps others from writing words down until the transaction ends; forgets all words that were made by other rules.
    quiet fn hold_search(rules: i64) -> ();
    /// Pieces that changed since their words were written down, `limit` at most, or this one if it did: they count as
    /// written down from now on. Search is held.
    write fn claim_changed(only: Option<ProductId>, limit: i64) -> Vec<Changed>;
    /// Writes the words of pieces down in the place of those before, after what they are sorted out by: of a piece that has no
    /// ordinal nothing is written. Search is held.
    write fn write_terms(pieces: &[PieceTerms]) -> ();
}
