//! Finding pieces by words.

use crate::{Error, Services};
use domain::id::ProductId;
use domain::search::{self, Known, MOST, RULES, SKELETON_MARK};
use store::catalog::ProductCard;
use store::search::{Changed, PieceTerms, Said};

/// Pieces on one page of results.
pub const PAGE: usize = 24;
/// Pages that one can turn to.
pub const PAGES: usize = 20;
/// Characters of a question; the rest is not looked at.
const LONGEST: usize = 200;
/// Pieces whose words are written down in one transaction.
const AT_ONCE: i64 = 100;
/// Transactions in one go.
const ROUNDS: usize = 100;
/// Rows that are read for one question; what is meant by the commonest words is left out before it comes to more.
const ROWS: i64 = 200_000;

/// How much a word counts where it stands.
const CATEGORY: i64 = 80;
const VALUE: i64 = 60;
const SUMMARY: i64 = 60;
const SHOP: i64 = 50;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The pieces of this page, the best first.
    pub cards: Vec<ProductCard>,
    /// Whether there are more on the next page.
    pub more: bool,
    /// Whether they have all the words that were asked.
    pub all_words: bool,
}

/// The pieces that are meant by these words; pages count from 0.
///
/// # Errors
/// What the store answers.
pub async fn pieces(svc: &Services, text: &str, page: usize) -> Result<Found, Error> {
    let text: String = text.chars().take(LONGEST).collect();
    let asked = search::asked(&text);
    if asked.is_empty() || page >= PAGES {
        return Ok(Found::default());
    }
    let mut reader = svc.store().read().await?;
    let mut known: Vec<Known> = Vec::new();
    for word in &asked {
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
    let meant = search::within(search::meant(&asked, &known, reader.count_searched().await?), ROWS);
    let [skip, limit] = [page * PAGE, PAGE + 1].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    let mut found = reader.find_pieces(&meant, skip, limit).await?;
    let more = found.len() > PAGE && page + 1 < PAGES;
    found.truncate(PAGE);
    let all_words = found.iter().all(|found| usize::try_from(found.places) == Ok(asked.len()));
    Ok(Found { cards: found.into_iter().map(|found| found.card).collect(), more, all_words })
}

/// Writes down the words of pieces that changed since, of so many that nobody else waits for long; answers of how many.
///
/// # Errors
/// What the store answers.
pub async fn catch_up(svc: &Services) -> Result<usize, Error> {
    let mut done = 0;
    for _ in 0..ROUNDS {
        let written = write(svc, None).await?;
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
    write(svc, Some(product)).await.map(drop)
}

async fn write(svc: &Services, only: Option<ProductId>) -> Result<usize, Error> {
    let changed = svc.store().write(async |tx| -> Result<Vec<Changed>, Error> {
        tx.hold_search(RULES).await?;
        let changed = tx.claim_changed(only, AT_ONCE).await?;
        let pieces: Vec<PieceTerms> = changed.iter().map(terms).collect();
        tx.write_terms(&pieces).await?;
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
    if let Some(Said { text, shop, category }) = &changed.said {
        texts.extend([&category.ar, &category.fr, &category.en].map(|text| (CATEGORY, text.as_str())));
        texts.extend([&shop.ar, &shop.fr, &shop.en].map(|text| (SHOP, text.as_str())));
        for text in [&text.ar, &text.fr, &text.en] {
            texts.extend([(MOST, text.name.as_str()), (SUMMARY, text.summary.as_str())]);
            texts.extend(text.groups.iter().flat_map(|group| &group.values).map(|value| (VALUE, value.as_str())));
        }
    }
    PieceTerms { product: changed.product, terms: search::terms(texts) }
}
