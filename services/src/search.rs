//! Finding pieces by words.

mod hits;

use crate::facets::{self, Answer, PAGE, Question};
use crate::{Error, Services};
use domain::id::ProductId;
use domain::search::{self, Known, MOST, RULES, SKELETON_MARK};
use domain::text::Localised;
use hits::Hits;
use std::collections::BTreeSet;
use store::Reader;
use store::catalog::{CategoryCard, ProductCard, ShopCard};
use store::search::{Changed, PieceTerms, Said};

/// Pages that one can turn to.
pub const PAGES: usize = 20;
/// Characters of a question; the rest is not looked at.
const LONGEST: usize = 200;
/// Pieces whose words are written down in one transaction: they share most of the sets that are written.
const AT_ONCE: i64 = 200;
/// The same where many are made.
const MANY_AT_ONCE: i64 = 2_000;
/// Transactions in one go.
const ROUNDS: usize = 100;
/// How much a word counts where it stands.
const CATEGORY: i64 = 80;
const VALUE: i64 = 60;
const SUMMARY: i64 = 60;
const SHOP: i64 = 50;

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The pieces of this page, the best first.
    pub cards: Vec<ProductCard>,
    /// Whether there are more on the next page.
    pub more: bool,
    /// Whether they have all the words that were asked.
    pub all_words: bool,
    /// How many there are on all pages, and by what they can be sorted out.
    pub answer: Answer,
}

/// The pieces that are meant by these words, as far as the question leaves them, the best first; pages count from 0. One can turn
/// to the first [`PAGES`] pages; all that are meant are counted.
///
/// # Errors
/// What the store answers.
pub async fn pieces(svc: &Services, text: &str, page: usize, question: &Question) -> Result<Found, Error> {
    let text: String = text.chars().take(LONGEST).collect();
    let asked = search::asked(&text);
    if asked.is_empty() || page >= PAGES {
        return Ok(Found::default());
    }
    let mut reader = svc.store().read().await?;
    let found = hits(&mut reader, &asked).await?;
    let (shown, answer) = {
        let index = svc.sets().now(&mut reader).await?;
        let answer = index.answer(question, Some(&found.pieces), svc.now().day());
        (found.first(index.left(question, Some(&found.pieces)), (page + 1) * PAGE + 1), answer)
    };
    let all_words = found.pieces.is_empty() || found.words == asked.len();
    let shown = shown.get(page * PAGE..).unwrap_or_default();
    let more = shown.len() > PAGE && page + 1 < PAGES;
    let cards = facets::cards(&mut reader, &shown[..shown.len().min(PAGE)]).await?;
    Ok(Found { cards, more, all_words, answer })
}

/// What is found by these words.
async fn hits(reader: &mut Reader, asked: &[String]) -> Result<Hits, Error> {
    let mut known: Vec<Known> = Vec::new();
    for word in asked {
        let mut found = reader.words_alike(word, &search::skeleton(word)).await?;
        if !search::is_known(word, &found) {
            let (sounds, letters): (Vec<_>, Vec<_>) =
                search::grams(word).into_iter().partition(|gram| gram.starts_with(SKELETON_MARK));
            found.extend(reader.words_near(&letters).await?);
            found.extend(reader.words_near(&sounds).await?);
        }
        known.extend(found);
    }
    known.sort_by(|one, other| one.word.cmp(&other.word));
    known.dedup();
    let meant = search::meant(asked, &known, reader.count_searched().await?);
    let words: BTreeSet<String> = meant.iter().map(|meant| meant.word.clone()).collect();
    let sets = reader.word_sets(&words.into_iter().collect::<Vec<_>>()).await?;
    Ok(Hits::new(&meant, &sets))
}

/// Pieces that are suggested while somebody types, and crafts and shops each.
const SUGGESTED: usize = 6;
const SUGGESTED_PLACES: usize = 3;

/// What may be meant by what was typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggested {
    /// Crafts.
    pub categories: Vec<CategoryCard>,
    /// Workshops and cooperatives.
    pub shops: Vec<ShopCard>,
    /// Pieces, the best first.
    pub pieces: Vec<ProductCard>,
}

/// What may be meant by what was typed so far: crafts and shops with a word in their names that begins like the last one,
/// and the pieces that would be found.
///
/// # Errors
/// What the store answers.
pub async fn suggest(svc: &Services, text: &str) -> Result<Suggested, Error> {
    let text: String = text.chars().take(LONGEST).collect();
    let asked = search::asked(&text);
    let Some(last) = asked.last() else { return Ok(Suggested::default()) };
    let mut reader = svc.store().read().await?;
    let begins = |name: &Localised| {
        let words = [&name.ar, &name.fr, &name.en].into_iter().flat_map(|name| search::words(name));
        words.into_iter().any(|word| word.starts_with(last.as_str()))
    };
    let (mut categories, mut shops) = (reader.categories().await?, reader.shops().await?);
    categories.retain(|card| begins(&card.name));
    shops.retain(|card| begins(&card.name));
    categories.truncate(SUGGESTED_PLACES);
    shops.truncate(SUGGESTED_PLACES);
    let found = hits(&mut reader, &asked).await?;
    let shown = found.first(found.pieces.clone(), SUGGESTED);
    Ok(Suggested { categories, shops, pieces: facets::cards(&mut reader, &shown).await? })
}

/// Writes down the words of pieces that changed since, of so many that nobody else waits for long; answers of how many.
///
/// # Errors
/// What the store answers.
pub async fn catch_up(svc: &Services) -> Result<usize, Error> {
    let mut done = 0;
    for _ in 0..ROUNDS {
        let written = write(svc, None, AT_ONCE).await?;
        done += written;
        if written == 0 {
            break;
        }
    }
    Ok(done)
}

/// Writes down the words of one piece that has just changed.
///
/// # Errors
/// What the store answers.
pub async fn note(svc: &Services, product: ProductId) -> Result<(), Error> {
    write(svc, Some(product), AT_ONCE).await.map(drop)
}

/// Writes down all that was not yet while nobody else waits, many pieces in one transaction.
///
/// # Errors
/// What the store answers.
pub(crate) async fn write_all(svc: &Services) -> Result<(), Error> {
    while write(svc, None, MANY_AT_ONCE).await? > 0 {}
    Ok(())
}

async fn write(svc: &Services, only: Option<ProductId>, at_once: i64) -> Result<usize, Error> {
    let changed = svc.store().write(async |tx| -> Result<Vec<Changed>, Error> {
        tx.hold_search(RULES).await?;
        let changed = tx.claim_changed(only, at_once).await?;
        // Before their words, which need their ordinals.
        tx.put_facets(&changed.iter().map(facets::facets).collect::<Vec<_>>()).await?;
        tx.write_terms(&changed.iter().map(terms).collect::<Vec<_>>()).await?;
        Ok(changed)
    });
    let changed = changed.await?;
    for broken in changed.iter().filter(|changed| changed.is_broken) {
        tracing::error!(product = %broken.product, "what is kept of this product cannot be read: it is not found");
    }
    Ok(changed.len())
}

/// The words of a piece; none when it is not for sale.
fn terms(changed: &Changed) -> PieceTerms {
    let mut texts: Vec<(i64, &str)> = Vec::new();
    if let Some(Said { text, shop, category, .. }) = &changed.said {
        texts.extend([&category.ar, &category.fr, &category.en].map(|text| (CATEGORY, text.as_str())));
        texts.extend([&shop.ar, &shop.fr, &shop.en].map(|text| (SHOP, text.as_str())));
        for text in [&text.ar, &text.fr, &text.en] {
            texts.extend([(MOST, text.name.as_str()), (SUMMARY, text.summary.as_str())]);
            texts.extend(text.groups.iter().flat_map(|group| &group.values).map(|value| (VALUE, value.as_str())));
        }
    }
    PieceTerms { product: changed.product, terms: search::terms(texts) }
}
